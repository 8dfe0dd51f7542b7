"""How long an app client's tokens live, when it is made or changed."""

from __future__ import annotations

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import tokens as rows
from cognito_lab.tokens.lifetimes import RULES, check_lifetimes

_MEMBERS = (*(rule.number for rule in RULES), "TokenValidityUnits")


class AppClientLifetimesOperations(UserPoolOperations):
    """The operations that say how long tokens live."""

    def create_user_pool_client(self) -> ActionResult:
        """CreateUserPoolClient: lifetimes in their ranges."""
        self._require_lifetimes({})
        return super().create_user_pool_client()

    def update_user_pool_client(self) -> ActionResult:
        """UpdateUserPoolClient: likewise, with what stays as it was."""
        app = self._app_client_of_pool()
        if app is not None:
            self._require_lifetimes(app.client.extended_config)
        return super().update_user_pool_client()

    def _require_lifetimes(self, before: dict[str, object]) -> None:
        given = {name: self._get_param(name) for name in _MEMBERS}
        after = {**before, **{name: value for name, value in given.items() if value is not None}}
        check = check_lifetimes(after)
        if not check.accepted and self._ledger.acts(rows.LIFETIMES_ARE_CHECKED):
            raise AwsError(str(check.code), check.message)
