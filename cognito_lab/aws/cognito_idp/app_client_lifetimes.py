"""How long an app client's tokens live, when it is made or changed."""

from __future__ import annotations

import json

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import tokens as rows
from cognito_lab.tokens.lifetimes import REFRESH_TOKEN, RULES, SECONDS_IN, check_lifetimes

_MEMBERS = (*(rule.number for rule in RULES), "TokenValidityUnits")


class AppClientLifetimesOperations(UserPoolOperations):
    """The operations that say how long tokens live."""

    def create_user_pool_client(self) -> ActionResult:
        """CreateUserPoolClient: lifetimes in their ranges."""
        self._require_lifetimes({})
        self._say_what_30_days_are(self._get_param(REFRESH_TOKEN.number))
        return super().create_user_pool_client()

    def update_user_pool_client(self) -> ActionResult:
        """UpdateUserPoolClient: likewise, with what stays as it was."""
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        client = pool.clients.get(self._text("ClientId")) if pool is not None else None
        if client is not None:
            self._require_lifetimes(client.extended_config)
        number = self._get_param(REFRESH_TOKEN.number)
        if number is not None:
            self._say_what_30_days_are(number)
        return super().update_user_pool_client()

    def _require_lifetimes(self, before: dict[str, object]) -> None:
        given = {name: self._get_param(name) for name in _MEMBERS}
        after = {**before, **{name: value for name, value in given.items() if value is not None}}
        check = check_lifetimes(after)
        if not check.accepted and self._ledger.acts(rows.LIFETIMES_ARE_CHECKED):
            raise AwsError(str(check.code), check.message)

    def _say_what_30_days_are(self, number: object) -> None:
        """Keep the default of a refresh token as a number in the client's unit.

        moto keeps a bare 30 where there is none, whatever the unit, and a 0 as it is.
        """
        unit = (self._get_param("TokenValidityUnits") or {}).get(REFRESH_TOKEN.unit)
        if number or (number is None and unit in (None, REFRESH_TOKEN.usual_unit)):
            return
        if self._ledger.acts(rows.LIFETIMES_ARE_CHECKED):
            per = SECONDS_IN[unit or REFRESH_TOKEN.usual_unit]
            days = {REFRESH_TOKEN.number: REFRESH_TOKEN.usual // per}
            self.body = json.dumps({**self.parameters, **days})
