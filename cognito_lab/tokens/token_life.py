"""How long a token is good, and for what: the same token lives longer at one door than at another.

A verifier that works offline knows the token and the clock. Cognito knows besides what it has
revoked: "Revoked tokens can't be used with any Amazon Cognito API calls that require a token.
However, revoked tokens will still be valid if they are verified using any JWT library that
verifies the signature and expiration of the token."
https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cognito_lab.evidence import Verdict


class Door(enum.StrEnum):
    """Where a token is shown. The value is how it is said."""

    OFFLINE = "verified offline"
    COGNITO = "Cognito's own operations"
    REFRESH = "a refresh"


ID, ACCESS, REFRESH = "id", "access", "refresh"
DOORS: Mapping[str, tuple[Door, ...]] = {
    ID: (Door.OFFLINE,),
    ACCESS: (Door.OFFLINE, Door.COGNITO),
    REFRESH: (Door.REFRESH,),
}
"""The doors at which each kind of token is shown. A refresh token cannot be read by anybody but the
pool; of Cognito's operations none takes an ID token."""


class LifeReason(enum.StrEnum):
    """Why a token is good at a door, or not."""

    GOOD = "good"
    NO_DOOR = "not shown there"
    NOT_MADE = "not made yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ROTATED_OUT = "another took its place"


@dataclass(frozen=True, slots=True)
class TokenLife:
    """One token's life. `use` is `"id"`, `"access"` or `"refresh"`; `family` names its sign-in.

    It is good from `issued` and no longer at `expires`. `revoked_at` is when the pool ended it,
    by a revocation, a sign-out or the user's end; `rotated_out_at` when a refresh token stopped
    being good because another took its place, its grace included. All are aware datetimes.
    """

    label: str
    use: str
    issued: dt.datetime
    expires: dt.datetime
    family: str = ""
    revoked_at: dt.datetime | None = None
    rotated_out_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        if self.use not in DOORS:
            raise ValueError(f"a token's use is one of {', '.join(DOORS)}, not {self.use!r}")
        for name in ("issued", "expires", "revoked_at", "rotated_out_at"):
            moment = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{name} has to be a datetime with its time zone: {moment}")

    def good_until(self, door: Door) -> dt.datetime:
        """The first moment at which it is no longer good at a door; `issued` if it never is."""
        return max(self.issued, min((end for end, _ in self.ends(door)), default=self.issued))

    def ends(self, door: Door) -> list[tuple[dt.datetime, LifeReason]]:
        """What ends it at a door, each with its moment; nothing where it is never shown there."""
        if door not in DOORS[self.use]:
            return []
        found = [(self.expires, LifeReason.EXPIRED)]
        if door is not Door.OFFLINE and self.revoked_at is not None:
            found.append((self.revoked_at, LifeReason.REVOKED))
        if door is not Door.OFFLINE and self.rotated_out_at is not None:
            found.append((self.rotated_out_at, LifeReason.ROTATED_OUT))
        return found


@dataclass(frozen=True, slots=True)
class LifeCheck(Verdict):
    """The verdict on a token at a door at a moment. Ask `.accepted`; `reason` says why."""

    reason: LifeReason

    @property
    def accepted(self) -> bool:
        """Whether the token opens the door."""
        return self.reason is LifeReason.GOOD


def check_life(life: TokenLife, door: Door, at: dt.datetime) -> LifeCheck:
    """Whether a token is good at a door at a moment (an aware datetime).

    Where several things ended it, the first of them is named.
    """
    if door not in DOORS[life.use]:
        return LifeCheck(LifeReason.NO_DOOR)
    if at < life.issued:
        return LifeCheck(LifeReason.NOT_MADE)
    over = [(end, reason) for end, reason in life.ends(door) if end <= at]
    return LifeCheck(min(over)[1] if over else LifeReason.GOOD)


class EventKind(enum.StrEnum):
    """What happened to a user's tokens."""

    SIGN_IN = "sign-in"
    REFRESH = "refresh"
    ROTATION = "rotation"
    REVOCATION = "revocation"
    SIGN_OUT = "sign-out"
    DISABLED = "user disabled"
    OTHER = "event"


@dataclass(frozen=True, slots=True)
class TokenEvent:
    """What happened, when (an aware datetime), and to whom: `label` is a sign-in, or empty."""

    at: dt.datetime
    kind: EventKind
    label: str = ""

    def __str__(self) -> str:
        if self.kind is EventKind.OTHER and self.label:
            return self.label
        return f"{self.kind}: {self.label}" if self.label else str(self.kind)
