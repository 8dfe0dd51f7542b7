"""CUSTOM_CHALLENGE: a challenge that the pool's triggers make and check."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.custom_auth import ask_trigger, go_on
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.trigger_events import Source

_NAME = State.CUSTOM_CHALLENGE.challenge_name


class CustomChallenge:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html"""

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """What CreateAuthChallenge shows the client, beside the USERNAME that AWS adds to it."""
        response = ask_trigger(attempt, Source.CREATE_CHALLENGE, challengeName=_NAME)
        attempt.private["challenge"] = (
            response.get("privateChallengeParameters"),
            response.get("challengeMetadata"),
        )
        username = attempt.user.username if attempt.user else attempt.username
        return {**response.get("publicChallengeParameters", {}), "USERNAME": username}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """A wrong answer is no error: DefineAuthChallenge is told, and decides.

        Once VerifyAuthChallengeResponse has looked at an answer, the challenge session is used up;
        if the function fails instead, it is not (unconfirmed).
        """
        given = required(responses, "ANSWER")
        expected, metadata = attempt.private["challenge"]
        response = ask_trigger(
            attempt,
            Source.VERIFY_CHALLENGE,
            privateChallengeParameters=expected,
            challengeAnswer=given,
        )
        attempt.pool.open_challenges.pop(attempt.private["session id"], None)
        go_on(attempt, _NAME, response.get("answerCorrect") is True, metadata)
        return None
