"""What the app holds: whose tokens, until when they are good, and never what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.actions import Declined
from cognito_lab.panels.style import chip_html, text_html

_KINDS = {"id": "IdToken", "access": "AccessToken", "refresh": "RefreshToken"}
_NO_TOKENS = "The app holds no tokens: sign in first. Nothing was sent."
_NAMES = {"id": "ID token", "access": "access token", "refresh": "refresh token"}


class NowClock(Protocol):
    """A clock that tells the time."""

    def now(self) -> dt.datetime:
        """The time, in UTC."""


class HeldTokens:
    """The tokens of one user, as an app keeps them; `keep` puts them in."""

    def __init__(self, clock: NowClock) -> None:
        self._clock = clock
        self.drop()

    def drop(self) -> None:
        """Forget the tokens. Nobody is told: who else has them can go on using them."""
        self._username: str | None = None
        self._tokens: dict[str, str] = {}
        self._good_until: dt.datetime | None = None

    def keep(self, username: str, result: Mapping[str, Any]) -> None:
        """Keep the tokens of an `AuthenticationResult`.

        A refresh gives no new refresh token: for the same user the earlier one stays.
        """
        tokens = {kind: str(result[name]) for kind, name in _KINDS.items() if name in result}
        earlier = self._tokens if username == self._username else {}
        self._username, self._tokens = username, {**earlier, **tokens}
        self._good_until = self._clock.now() + dt.timedelta(seconds=int(result["ExpiresIn"]))

    @property
    def username(self) -> str:
        """Whose tokens they are. Raises Declined if there are none."""
        if self._username is None:
            raise Declined(_NO_TOKENS)
        return self._username

    @property
    def id_token(self) -> str:
        """The ID token. Raises Declined if there is none."""
        return self._token("id")

    @property
    def access_token(self) -> str:
        """The access token. Raises Declined if there is none."""
        return self._token("access")

    @property
    def refresh_token(self) -> str:
        """The refresh token. Raises Declined if there is none."""
        return self._token("refresh")

    @property
    def tokens(self) -> dict[str, str]:
        """All of them, by the name of their kind. Raises Declined if there are none."""
        if self._username is None:
            raise Declined(_NO_TOKENS)
        return {_NAMES[kind]: token for kind, token in self._tokens.items()}

    def _token(self, kind: str) -> str:
        holder = self.username
        if kind not in self._tokens:
            raise Declined(f"The app holds no {kind} token of {holder}'s. Nothing was sent.")
        return self._tokens[kind]

    @property
    def expired(self) -> bool:
        """Whether ID and access token are too old, by the lab's clock."""
        return self._good_until is not None and self._clock.now() >= self._good_until

    @property
    def html(self) -> str:
        """Whose tokens there are and until when; the tokens themselves are masked."""
        if self._username is None:
            return f"<b>Signed in:</b> nobody. {chip_html('no tokens', 'muted')}"
        who = text_html(shorten(clean(self._username), 60))
        chips = "".join(chip_html(f"{kind} token ••••••") for kind in self._tokens)
        until = "" if self._good_until is None else f"{self._good_until:%a %d %b %H:%M:%S} UTC"
        age = f"✕ ID and access token expired {until}" if self.expired else f"good until {until}"
        return f"<b>Your app holds tokens of:</b> {who} {chips} {text_html(age)}"
