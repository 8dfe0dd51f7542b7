"""PASSWORD_SRP: SRP as the preferred first factor, before PASSWORD_VERIFIER."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.password import require_may_try


class PasswordSrpChallenge:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
    ("Respond with the initial SRP secret as SRP_A.")
    """

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Whose proof; that AWS says no more is unconfirmed."""
        return {"USERNAME": attempt.username}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """SRP_A is kept for the next challenge, which looks at it."""
        attempt.private["SRP_A"] = required(responses, "SRP_A")
        require_may_try(attempt)
        return None
