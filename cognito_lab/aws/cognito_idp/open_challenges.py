"""The challenges that wait for their answer, by the id that the answer has to bring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import challenges as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.challenge_session import (
    DEFAULT_VALIDITY,
    ChallengeSession,
    SessionReason,
    check_session,
)
from cognito_lab.sign_in.challenges import State

SESSION_LENGTH = 160
"""Characters. AWS's are opaque and longer; its models allow 20 to 2048."""

# No document prints the words; they are those that people report.
_REFUSALS = {
    SessionReason.UNKNOWN: "Invalid session for the user, session can only be used once.",
    SessionReason.OTHER_CLIENT: "Invalid session for the user.",
    SessionReason.OTHER_USER: "Invalid session for the user.",
    SessionReason.OTHER_CHALLENGE: "Invalid session for the user.",
    SessionReason.EXPIRED: "Invalid session for the user, session is expired.",
}


@dataclass(frozen=True, slots=True)
class OpenChallenge:
    """A challenge that was issued, and the sign-in that waits behind it."""

    challenge_session: ChallengeSession
    attempt: Attempt


def new_session_id() -> str:
    """An id that cannot be guessed."""
    return current_world().randomness.text("challenge sessions", SESSION_LENGTH)


def open_challenge(attempt: Attempt, state: State, session_id: str) -> None:
    """Keep a sign-in until its challenge is answered; forget those that are too old."""
    now = attempt.world.clock.now()
    waiting = attempt.pool.open_challenges
    # In the order in which they were opened; most app clients have one validity.
    for old in [key for key, kept in waiting.items() if now >= _gone_at(kept)]:
        del waiting[old]
    challenge_session = ChallengeSession(
        user_id=attempt.user.id if attempt.user else None,
        app_client_id=attempt.app.id,
        state=state,
        flow=attempt.flow,
        expires_at=now + validity_of(attempt),
    )
    waiting[session_id] = OpenChallenge(challenge_session, attempt)


def _gone_at(kept: OpenChallenge) -> dt.datetime:
    """When an expired challenge is no longer told from an unknown one: a day later."""
    return kept.challenge_session.expires_at + dt.timedelta(days=1)


def validity_of(attempt: Attempt) -> dt.timedelta:
    """How long the app client's challenge sessions live (AuthSessionValidity, minutes)."""
    minutes = attempt.app.client.extended_config.get("AuthSessionValidity")
    return dt.timedelta(minutes=minutes) if isinstance(minutes, int) else DEFAULT_VALIDITY


def require_session(
    kept: OpenChallenge | None, *, app_client_id: str, challenge_name: str, user_id: str | None
) -> OpenChallenge:
    """The challenge that an answer belongs to. Raises AWS's refusal where it belongs to none."""
    world = current_world()
    check = check_session(
        kept.challenge_session if kept else None,
        app_client_id=app_client_id,
        challenge_name=challenge_name,
        user_id=user_id,
        now=world.clock.now(),
    )
    if kept is None or (not check.accepted and _is_checked(check.reason)):
        raise AwsError("NotAuthorizedException", _REFUSALS[check.reason])
    return kept


def _is_checked(reason: SessionReason) -> bool:
    """Whether the row is on that has this checked; moto looks at none of it."""
    ledger = current_world().ledger
    if reason is SessionReason.EXPIRED:
        return ledger.acts(rows.CHALLENGE_SESSION_EXPIRES)
    if reason is SessionReason.OTHER_CHALLENGE:
        return ledger.acts(rows.CHALLENGE_IS_ANSWERED_AS_ISSUED)
    return ledger.acts(rows.CHALLENGE_SESSION_IS_BOUND)
