"""SELECT_MFA_TYPE: of several second factors the user picks one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.facts import facts_of
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.errors import AwsError


class SelectMfaType:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html

    ("MFAS_CAN_CHOOSE"; the answer is "SMS_MFA or SOFTWARE_TOKEN_MFA" or, elsewhere in the API
    reference, "[SMS_MFA|EMAIL_MFA|SOFTWARE_TOKEN_MFA]"; the challenge that follows is EMAIL_OTP.)
    """

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """What there is to choose from, a list in JSON."""
        return {
            "MFAS_CAN_CHOOSE": json.dumps(_choices(attempt), separators=(",", ":")),
            "USER_ID_FOR_SRP": attempt.somebody.username,
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The choice: one of those that the user has at this moment."""
        choice = required(responses, "ANSWER")
        if choice == "EMAIL_MFA":
            choice = "EMAIL_OTP"
        require_may_try(attempt)
        if choice not in _choices(attempt):
            # Code and words are unconfirmed.
            raise AwsError("InvalidParameterException", "Invalid MFA type selected.")
        return choice


def _choices(attempt: Attempt) -> list[str]:
    return [state.challenge_name for state in facts_of(attempt).second_factors]
