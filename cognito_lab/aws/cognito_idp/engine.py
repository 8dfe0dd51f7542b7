"""From one step of a sign-in to the next, by the table of `sign_in.challenges`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.challenges import HANDLERS
from cognito_lab.aws.cognito_idp.facts import facts_of
from cognito_lab.aws.cognito_idp.known_devices import give_device_key
from cognito_lab.aws.cognito_idp.open_challenges import new_session_id, open_challenge
from cognito_lab.aws.cognito_idp.operation import no_such_app_client
from cognito_lab.aws.cognito_idp.password import passed
from cognito_lab.aws.cognito_idp.pools import find_app_client
from cognito_lab.aws.cognito_idp.sign_in_triggers import after_authentication
from cognito_lab.aws.cognito_idp.token_trigger import issuing_tokens, source_of_tokens
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.challenges import State, next_transition

Answer = dict[str, Any]
"""What InitiateAuth and RespondToAuthChallenge answer."""

_ANSWERED = "answered"
"""The challenges of a sign-in that were answered so far."""


def advance(attempt: Attempt, at: State, choice: str | None = None) -> Answer:
    """Go on from `at`: to the next challenge, or to the tokens."""
    row = next_transition(at, choice, facts_of(attempt))
    if row is None:
        raise AwsError("InvalidParameterException", "Initiate Auth method not supported")
    if row.to is State.PROVED:
        return advance(attempt, State.PROVED)
    if row.to is State.TOKENS:
        return give_tokens(attempt)
    return issue(attempt, row.to)


def issue(attempt: Attempt, state: State) -> Answer:
    """Issue a challenge, and keep the sign-in until it is answered."""
    handler = HANDLERS[state]
    parameters = handler.issue(attempt)
    answer: Answer = {
        "ChallengeName": state.challenge_name,
        "ChallengeParameters": parameters,
    }
    if handler.answers_without_a_session:
        session_id = attempt.private["session id"]
    else:
        session_id = answer["Session"] = attempt.private["session id"] = new_session_id()
    answer |= attempt.private.pop("beside the parameters", {})
    open_challenge(attempt, state, session_id)
    return answer


def check_answer(attempt: Attempt, state: State, responses: Mapping[str, str]) -> Answer:
    """Check the answer to a challenge, and go on. Raises AWS's refusal."""
    choice = HANDLERS[state].answer(attempt, responses)
    attempt.private.setdefault(_ANSWERED, set()).add(state)
    return advance(attempt, state, choice)


def give_tokens(attempt: Attempt) -> Answer:
    """The end of a sign-in: moto makes the tokens, the pool's own keys sign them."""
    user = attempt.user
    if user is None:  # nobody's challenges end in a refusal, never here
        raise incorrect()
    was_enabled = user.enabled
    passed(attempt)
    after_authentication(attempt)
    _require_still_there(attempt, user, was_enabled)
    source = source_of_tokens(attempt.private.get(_ANSWERED, ()))
    with issuing_tokens(attempt.pool, user, source, attempt.occasion, called=attempt.username):
        _require_still_there(attempt, user, was_enabled)
        answer: Answer = attempt.app.backend._log_user_in(
            attempt.pool, attempt.app.client, user.username
        )
    give_device_key(attempt, answer)
    return answer


def _require_still_there(attempt: Attempt, user: LabUser, was_enabled: bool) -> None:
    """Raise where a trigger has deleted user or app client meanwhile, or disabled the user."""
    if attempt.pool.users.get(user.username) is not user:
        raise incorrect()
    if find_app_client(attempt.app.id) is None:
        raise no_such_app_client(attempt.app.id)
    if was_enabled and not user.enabled:
        raise AwsError("NotAuthorizedException", "User is disabled.")
