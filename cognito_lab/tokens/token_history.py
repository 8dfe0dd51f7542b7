"""What became of a user's tokens: lives that begin with a sign-in and end with what ends them.

    history = TokenHistory().signed_in("phone", result, now, refresh_lifetime=day)
    history = history.revoked("phone", later)

It writes down what happened and asks no pool; whether a pool does the same is for a pool to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.token_life import ACCESS, ID, REFRESH, EventKind, TokenEvent, TokenLife

NO_GRACE = dt.timedelta(0)
_MEMBERS = {ID: "IdToken", ACCESS: "AccessToken"}
_NAMES = {ID: "ID token", ACCESS: "access token", REFRESH: "refresh token"}


@dataclass(frozen=True, slots=True)
class TokenHistory:
    """Tokens and events, as they came. Each method gives back another history, longer by one event.

    `family` is your name for a sign-in ("phone"); `now` an aware datetime; `result` the
    AuthenticationResult of a call.
    """

    lives: tuple[TokenLife, ...] = ()
    events: tuple[TokenEvent, ...] = ()

    def signed_in(
        self,
        family: str,
        result: Mapping[str, Any],
        now: dt.datetime,
        *,
        refresh_lifetime: dt.timedelta,
    ) -> TokenHistory:
        """The tokens of a sign-in. ID and access token say themselves when they end.

        Raises ValueError where they do not, and where the family is there already.
        """
        if any(life.family == family for life in self.lives):
            raise ValueError(f"{family!r} has signed in before: give another sign-in another name")
        new = self._new_tokens(family, result)
        if "RefreshToken" in result:
            new.append(self._life(family, REFRESH, now, now + refresh_lifetime))
        return self._with(self.lives + tuple(new), EventKind.SIGN_IN, now, family)

    def refreshed(
        self,
        family: str,
        result: Mapping[str, Any],
        now: dt.datetime,
        *,
        grace: dt.timedelta = NO_GRACE,
    ) -> TokenHistory:
        """The tokens of a refresh. Where it brought a refresh token, the family's last one is
        rotated out after `grace`, and the new one ends when that one would have ended.

        https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
        Raises KeyError for a family that has not signed in.
        """
        last = self._last_refresh_token(family)
        new = self._new_tokens(family, result)
        if "RefreshToken" not in result:
            return self._with(self.lives + tuple(new), EventKind.REFRESH, now, family)
        new.append(self._life(family, REFRESH, now, last.expires))
        lives = tuple(
            replace(life, rotated_out_at=now + grace) if life is last else life
            for life in self.lives
        )
        return self._with(lives + tuple(new), EventKind.ROTATION, now, family)

    def revoked(self, family: str, now: dt.datetime) -> TokenHistory:
        """RevokeToken: the refresh token of a family, and the access tokens that came by it.

        Raises KeyError for a family that has not signed in.
        """
        self._last_refresh_token(family)
        lives = self._ended(now, lambda life: life.family == family)
        return self._with(lives, EventKind.REVOCATION, now, family)

    def signed_out(self, now: dt.datetime) -> TokenHistory:
        """GlobalSignOut: all of the user's."""
        return self._with(self._ended(now, lambda life: True), EventKind.SIGN_OUT, now)

    def disabled(self, now: dt.datetime) -> TokenHistory:
        """AdminDisableUser: all of the user's."""
        return self._with(self._ended(now, lambda life: True), EventKind.DISABLED, now)

    def noted(self, what: str, now: dt.datetime) -> TokenHistory:
        """Something else that happened, and ended no token."""
        return self._with(self.lives, EventKind.OTHER, now, what)

    def _with(
        self, lives: tuple[TokenLife, ...], kind: EventKind, now: dt.datetime, label: str = ""
    ) -> TokenHistory:
        return TokenHistory(lives, (*self.events, TokenEvent(now, kind, label)))

    def _ended(
        self, now: dt.datetime, belongs: Callable[[TokenLife], bool]
    ) -> tuple[TokenLife, ...]:
        """The lives with those ended that are not over yet."""
        return tuple(
            replace(life, revoked_at=now) if belongs(life) and life.revoked_at is None else life
            for life in self.lives
        )

    def _new_tokens(self, family: str, result: Mapping[str, Any]) -> list[TokenLife]:
        return [
            self._life(family, use, *_times_in(result[member], member))
            for use, member in _MEMBERS.items()
            if member in result
        ]

    def _life(self, family: str, use: str, issued: dt.datetime, expires: dt.datetime) -> TokenLife:
        number = 1 + sum(life.use == use for life in self._of(family))
        name = f"{family}: {_NAMES[use]}" + (f" {number}" if number > 1 else "")
        return TokenLife(name, use, issued, expires, family)

    def _of(self, family: str) -> Iterator[TokenLife]:
        return (life for life in self.lives if life.family == family)

    def _last_refresh_token(self, family: str) -> TokenLife:
        found = [life for life in self._of(family) if life.use == REFRESH]
        if not found:
            raise KeyError(f"{family!r} has no refresh token here: it has to sign in first")
        return found[-1]


def _times_in(token: Any, member: str) -> tuple[dt.datetime, dt.datetime]:
    """When a token says that it was made, and when it ends. Nobody has verified it."""
    claims = decode_unverified(token).payload.value or {}
    try:
        issued, expires = (dt.datetime.fromtimestamp(claims[n], dt.UTC) for n in ("iat", "exp"))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise ValueError(f"the {member} does not say from when until when it is good") from None
    return issued, expires
