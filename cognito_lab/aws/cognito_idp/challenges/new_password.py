"""NEW_PASSWORD_REQUIRED: a temporary password gives way to one's own."""

from __future__ import annotations

import json
from collections.abc import Mapping

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.new_passwords import require_policy, set_password
from cognito_lab.aws.cognito_idp.temporary_passwords import require_not_expired
from cognito_lab.aws.cognito_idp.user_attributes import change_attributes, require_writable
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import challenges as rows
from cognito_lab.sign_in.attributes import Purpose, check_attributes, missing_required, schema_of

_PREFIX = "userAttributes."


class NewPasswordRequired:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html"""

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Which attributes are still missing, and those that are there."""
        user = attempt.somebody
        require_not_expired(attempt.pool, user)
        if not attempt.world.ledger.acts(rows.NEW_PASSWORD_TELLS_WHAT_IS_MISSING):
            return {"USERNAME": user.username}
        there = {name: value for name, value in user.attribute_lookup.items() if name != "sub"}
        missing = missing_required(attempt.pool.schema, there)
        return {
            "USER_ID_FOR_SRP": user.username,
            "requiredAttributes": json.dumps([_PREFIX + name for name in missing]),
            "userAttributes": json.dumps(there),
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The new password is held to the policy, and what is missing has to come with it."""
        user, pool = attempt.somebody, attempt.pool
        password = required(responses, "NEW_PASSWORD")
        require_policy(pool, user, password, moto_looks=True)
        given = {
            name.removeprefix(_PREFIX): value
            for name, value in responses.items()
            if name.startswith(_PREFIX)
        }
        if attempt.world.ledger.acts(rows.NEW_PASSWORD_TELLS_WHAT_IS_MISSING):
            self._require_attributes(attempt, given)
            listed = [{"Name": name, "Value": value} for name, value in given.items()]
            change_attributes(pool, user, listed, None)
        set_password(user, password)
        user.status = UserStatus.CONFIRMED
        return None

    @staticmethod
    def _require_attributes(attempt: Attempt, given: Mapping[str, str]) -> None:
        user, schema = attempt.somebody, attempt.pool.schema
        require_writable(attempt.app, given)
        known = schema_of(schema)
        for name in given:
            # "In a NEW_PASSWORD_REQUIRED challenge response, you can't modify a required
            # attribute that already has a value."
            if name in known and known[name].required and user.attribute_lookup.get(name):
                raise AwsError(
                    "NotAuthorizedException", f"Cannot modify an already provided {name}"
                )
        check = check_attributes(
            schema,
            [{"Name": name, "Value": value} for name, value in given.items()],
            present=user.attribute_lookup,
            purpose=Purpose.UPDATE,
        )
        if not check.accepted:
            raise AwsError(str(check.code), str(check.message))
        missing = missing_required(schema, {**user.attribute_lookup, **given})
        if missing:
            raise AwsError(
                "InvalidParameterException", f"Invalid attributes given, {missing[0]} is missing"
            )
