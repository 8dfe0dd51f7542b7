"""Lockout: the wait that wrong passwords earn, longer with each, and what ends it.

The fifth failure locks for one second, each further one for twice as long, up to a quarter of an
hour. Nobody is locked out for good, and nobody can guess fast. Every rule below is on
https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from dataclasses import dataclass, replace

from cognito_lab.evidence import Verdict

FIRST_LOCKING_FAILURE = 5
"""The failure that locks first; MFA codes count alike.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
"""

LONGEST_WAIT = dt.timedelta(minutes=15)
"""The document says "approximately" of it; that it is exact is unconfirmed."""

RESETTING_SILENCE = dt.timedelta(minutes=15)
"""So long without any attempt, and the failures are forgotten."""

LOCKED_OUT = ("NotAuthorizedException", "Password attempts exceeded")
"""AWS's answer to an attempt during the wait.

The document has the words; that they come as NotAuthorizedException is from people's reports.
"""


@dataclass(frozen=True, slots=True)
class Lockout:
    """What is kept for a user: the failures that count, and times as aware datetimes.

    `last_attempt_at` is that of the last attempt of any kind, None before the first. A user
    who is new has `Lockout()`.
    """

    failures: int = 0
    last_attempt_at: dt.datetime | None = None
    locked_until: dt.datetime | None = None


class LockoutReason(enum.StrEnum):
    """Whether an attempt is looked at."""

    OPEN = "no wait is running"
    LOCKED = "too many attempts failed, and the wait is not over"


@dataclass(frozen=True, slots=True)
class LockoutCheck(Verdict):
    """The verdict before an attempt. Ask `.accepted`; `remaining` is the rest of the wait."""

    reason: LockoutReason
    remaining: dt.timedelta = dt.timedelta(0)

    @property
    def accepted(self) -> bool:
        """Whether the attempt is looked at."""
        return self.reason is LockoutReason.OPEN

    @property
    def remaining_seconds(self) -> int:
        """The rest of the wait in whole seconds, rounded up: after so many, one may try."""
        return math.ceil(self.remaining.total_seconds())


def wait_after(failures: int) -> dt.timedelta:
    """How long the wait is that the nth failure begins: 2^(n-5) seconds from the fifth on."""
    if failures < FIRST_LOCKING_FAILURE:
        return dt.timedelta(0)
    # The exponent is kept small, for a datetime has an end.
    doubled = min(failures - FIRST_LOCKING_FAILURE, 20)
    return min(dt.timedelta(seconds=2**doubled), LONGEST_WAIT)


def check_lockout(state: Lockout, now: dt.datetime) -> LockoutCheck:
    """Whether an attempt at `now` is looked at, before anything else of it is."""
    if state.locked_until is not None and now < state.locked_until:
        return LockoutCheck(LockoutReason.LOCKED, state.locked_until - now)
    return LockoutCheck(LockoutReason.OPEN)


def after_failure(state: Lockout, now: dt.datetime) -> Lockout:
    """The state after a wrong password or code at `now`. During a wait it does not count."""
    if not check_lockout(state, now).accepted:
        return after_refusal(state, now)
    failures = (0 if _is_forgotten(state, now) else state.failures) + 1
    wait = wait_after(failures)
    return Lockout(failures, last_attempt_at=now, locked_until=now + wait if wait else None)


def after_refusal(state: Lockout, now: dt.datetime) -> Lockout:
    """The state after an attempt that was refused unseen, because a wait runs.

    It neither counts nor makes the wait longer. But it is an attempt, and so it breaks the
    silence that would make the failures forgotten; that reading of the document is unconfirmed.
    """
    return replace(state, last_attempt_at=now)


def after_success(state: Lockout, now: dt.datetime) -> Lockout:
    """The state after a sign-in at `now`: all is forgotten, unless a wait was still running.

    "your user must either sign in successfully after a lockout period expires": the right
    password in the midst of it opens nothing and changes nothing.
    """
    if not check_lockout(state, now).accepted:
        return after_refusal(state, now)
    return Lockout()


def _is_forgotten(state: Lockout, now: dt.datetime) -> bool:
    # The document speaks of silence after a lockout. That failures before the first one are
    # forgotten in the same way is unconfirmed.
    last = state.last_attempt_at
    return last is not None and now - last >= RESETTING_SILENCE
