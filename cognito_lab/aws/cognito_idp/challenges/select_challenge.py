"""SELECT_CHALLENGE: the user picks the first factor."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.first_factor import offered_to
from cognito_lab.aws.cognito_idp.password import require_may_try, require_right_password
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.challenges import State


class SelectChallenge:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html

    "Respond with a challenge selection as ANSWER. It must be one of the challenge types in the
    AvailableChallenges response parameter. Add the parameters of the selected challenge".
    """

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """What there is to choose from, beside the parameters."""
        offered = [factor.value for factor in offered_to(attempt)]
        attempt.private["offered"] = offered
        attempt.private["beside the parameters"] = {"AvailableChallenges": offered}
        return {"USERNAME": attempt.username}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The choice; a password is looked at in the same call, SRP begins in it."""
        choice = required(responses, "ANSWER")
        if choice not in attempt.private["offered"]:
            # The code and the words are unconfirmed.
            raise AwsError("InvalidParameterException", "Selected challenge is not available.")
        if choice == State.PASSWORD:
            password = required(responses, "PASSWORD")
            require_may_try(attempt)
            require_right_password(attempt, password)
        elif choice == State.PASSWORD_SRP:
            attempt.private["SRP_A"] = required(responses, "SRP_A")
            require_may_try(attempt)
        else:
            require_may_try(attempt)
        return choice
