"""PASSWORD: the password as a first factor that was preferred."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.password import require_may_try, require_right_password


class PasswordChallenge:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
    ("Respond with the user's password as PASSWORD.")
    """

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Whose password; that AWS says no more is unconfirmed."""
        return {"USERNAME": attempt.username}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The password has to be right; wrong ones lock out as in any other flow."""
        password = required(responses, "PASSWORD")
        require_may_try(attempt)
        require_right_password(attempt, password)
        return None
