"""A challenge session: what ties the answer of a challenge to the sign-in that it belongs to.

It is bound to one user, one app client and one step, it expires, and it is used up by the answer
that goes on.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
("Send this session identifier, unmodified, to the next RespondToAuthChallenge request.")
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from cognito_lab.evidence import Verdict
from cognito_lab.sign_in.challenges import State

DEFAULT_VALIDITY = dt.timedelta(minutes=3)
"""An app client's AuthSessionValidity says otherwise: 3 to 15 minutes.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
"""


@dataclass(frozen=True, slots=True)
class ChallengeSession:
    """One open challenge: for whom, through which app client, at which step, until when.

    `user_id` is the user's `sub`, or None where nobody is behind it (the name is unknown, and
    the app client does not tell). `flow` is the AuthFlow that the sign-in began with.
    """

    user_id: str | None
    app_client_id: str
    state: State
    flow: str
    expires_at: dt.datetime


class SessionReason(enum.StrEnum):
    """Why a challenge session goes on or not."""

    ACCEPTED = "accepted"
    UNKNOWN = "no challenge session has this id, or it was used already"
    OTHER_CLIENT = "it belongs to another app client"
    OTHER_CHALLENGE = "it asks for another challenge"
    OTHER_USER = "it belongs to another user"
    EXPIRED = "it is too old"


@dataclass(frozen=True, slots=True)
class SessionCheck(Verdict):
    """The verdict on a challenge session. Ask `.accepted`; `reason` says why."""

    reason: SessionReason

    @property
    def accepted(self) -> bool:
        """Whether the answer may be looked at."""
        return self.reason is SessionReason.ACCEPTED


def check_session(
    challenge_session: ChallengeSession | None,
    *,
    app_client_id: str,
    challenge_name: str,
    user_id: str | None,
    now: dt.datetime,
) -> SessionCheck:
    """Whether an answer to `challenge_name` by this user and app client belongs to the session.

    `user_id` is the `sub` of the user whom the answer names, None for a name that nobody has.
    """
    if challenge_session is None:
        return SessionCheck(SessionReason.UNKNOWN)
    if challenge_session.app_client_id != app_client_id:
        return SessionCheck(SessionReason.OTHER_CLIENT)
    if challenge_session.user_id != user_id:
        return SessionCheck(SessionReason.OTHER_USER)
    if now >= challenge_session.expires_at:
        return SessionCheck(SessionReason.EXPIRED)
    if challenge_session.state.challenge_name != challenge_name:
        return SessionCheck(SessionReason.OTHER_CHALLENGE)
    return SessionCheck(SessionReason.ACCEPTED)
