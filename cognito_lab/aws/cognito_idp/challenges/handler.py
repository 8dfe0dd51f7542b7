"""What a challenge is to the engine: how it is issued, how its answer is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.errors import AwsError


class ChallengeHandler(Protocol):
    """One challenge of https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html

    `answers_without_a_session` names the member of the answer that stands for the challenge
    session where AWS gives none, else it is empty.
    """

    answers_without_a_session: str

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Send what has to be sent, and return the ChallengeParameters.

        What the answer will be held to goes into `attempt.private`.
        """

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """Check an answer; returns the choice that it made, or None where there was none.

        Raises AWS's refusal of a wrong answer, and then changes nothing but counters.
        """


def required(responses: Mapping[str, str], name: str) -> str:
    """A member that an answer must have. Raises InvalidParameterException where it has none."""
    value = responses.get(name, "")
    if not value:
        raise AwsError("InvalidParameterException", f"Missing required parameter {name}")
    return value
