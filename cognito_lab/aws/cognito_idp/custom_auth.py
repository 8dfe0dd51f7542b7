"""CUSTOM_AUTH: the learner's own functions say what is asked, and whether it was enough.

DefineAuthChallenge decides what comes next, CreateAuthChallenge makes a challenge, and
VerifyAuthChallengeResponse looks at its answer.
https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.cognito_idp.sign_in_triggers import subject_of_attempt
from cognito_lab.aws.cognito_idp.triggers import call_trigger, has_trigger
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.trigger_answers import Decision, decision_of
from cognito_lab.sign_in.trigger_events import Source, challenge_result

_SESSION = "custom session"
_NEXT = {
    Decision.TOKENS: State.TOKENS,
    Decision.CUSTOM_CHALLENGE: State.CUSTOM_CHALLENGE,
    Decision.PASSWORD_VERIFIER: State.PASSWORD_VERIFIER,
}


def begin_custom_auth(attempt: Attempt) -> None:
    """Ask DefineAuthChallenge for the first challenge.

    Where the client sent SRP_A (kept in `attempt.private`) it "is invoked with an initial session
    of challengeName: SRP_A and challengeResult: true".
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html
    """
    require_may_try(attempt)
    with_srp = "SRP_A" in attempt.private
    _decide(attempt, [challenge_result("SRP_A", True)] if with_srp else [])


def go_on(attempt: Attempt, challenge_name: str, passed: bool, metadata: str | None = None) -> None:
    """Tell DefineAuthChallenge how a challenge was answered, and ask what comes next.

    Raises AWS's refusal where it ends the sign-in.
    """
    result = challenge_result(challenge_name, passed, metadata)
    _decide(attempt, [*attempt.private[_SESSION], result])


def ask_trigger(attempt: Attempt, source: Source, **request: Any) -> Mapping[str, Any]:
    """Call one of the three triggers of this sign-in."""
    _require(attempt, source)
    if source is not Source.VERIFY_CHALLENGE:
        request.setdefault("session", attempt.private.get(_SESSION))
    return call_trigger(
        attempt.pool,
        source,
        subject_of_attempt(attempt),
        clientMetadata=attempt.client_metadata,
        **request,
    )


def _decide(attempt: Attempt, results: list[dict[str, Any]]) -> None:
    response = ask_trigger(attempt, Source.DEFINE_CHALLENGE, session=results)
    decision = decision_of(response, srp_a_was_sent="SRP_A" in attempt.private)
    if decision is Decision.FAIL:
        raise incorrect()
    if decision is Decision.NOTHING:
        # What AWS says to an answer that names no way on is unconfirmed.
        raise AwsError("InvalidLambdaResponseException", "Unrecognizable lambda output")
    attempt.private[_SESSION] = results
    attempt.private["decision"] = _NEXT[decision]


def _require(attempt: Attempt, source: Source) -> None:
    """Raise where the pool lacks the trigger.

    https://github.com/aws-amplify/amplify-js/issues/5623 has the words, for a pool without any.
    """
    if not has_trigger(attempt.pool, source):
        raise AwsError(
            "InvalidParameterException",
            "Custom auth lambda trigger is not configured for the user pool.",
        )
