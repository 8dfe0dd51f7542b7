"""MFA_SETUP: where MFA is required, who has no second factor sets one up.

The challenge session goes the round: `AssociateSoftwareToken` and `VerifySoftwareToken` take it
and give another one, and the last is what the challenge is answered with.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.facts import offered_factors
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.cognito_idp.users import LabUser, SecondFactor
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows

_PENDING, _VERIFIED = "pending app secret", "verified app secret"


class MfaSetup:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html

    "To set up SMS or email MFA, collect a phone_number or email attribute for the user. Then
    restart the authentication flow": that way this challenge is never answered.
    """

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """What the pool offers, a list in JSON."""
        offered = [state.challenge_name for state in offered_factors(attempt.pool)]
        return {
            "MFAS_CAN_SETUP": json.dumps(offered, separators=(",", ":")),
            "USER_ID_FOR_SRP": attempt.somebody.username,
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """An app must have been verified with this very session; it then is turned on."""
        user, verified = attempt.somebody, attempt.private.get(_VERIFIED)
        if not attempt.world.ledger.acts(rows.MFA_SETUP):
            return None
        require_may_try(attempt)
        app = user.sign_in.app
        if verified is None or app is None or not hmac.compare_digest(app.secret, verified):
            # The code is among those that the operation lists; code and words are unconfirmed.
            raise AwsError("InvalidParameterException", "User has not verified software token mfa")
        user.software_token_mfa_enabled = True
        return None


def begin_setup(private: dict[str, Any], secret: str) -> None:
    """Keep the secret that AssociateSoftwareToken showed, with the sign-in that asked for it."""
    private[_PENDING] = secret


def pending_secret(private: Mapping[str, Any]) -> str | None:
    """The secret that VerifySoftwareToken looks at, or None where none was asked for."""
    found: str | None = private.get(_PENDING)
    return found


def finish_setup(private: dict[str, Any], user: LabUser, app: SecondFactor) -> None:
    """The app was verified: it is the user's, and the challenge may be answered."""
    keep_app(user, app)
    private[_VERIFIED] = app.secret


def keep_app(user: LabUser, app: SecondFactor) -> None:
    """Make a verified app the user's, in the place of an earlier one."""
    user.sign_in.app = app
    user.token_verified = True
