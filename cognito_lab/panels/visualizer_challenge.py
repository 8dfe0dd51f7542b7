"""What the pool asked last: the challenge that waits for its answer, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.actions import Declined
from cognito_lab.panels.style import chip_html, text_html


class AskedChallenge:
    """The open challenge of one sign-in; `keep` remembers it, `drop` forgets it."""

    def __init__(self) -> None:
        self.drop()

    def drop(self) -> None:
        """Forget it: it was answered, or another sign-in has begun."""
        self._username: str | None = None
        self._name = self._session = ""

    def keep(self, username: str, answer: Mapping[str, Any]) -> None:
        """Remember the challenge of an answer of InitiateAuth or RespondToAuthChallenge."""
        self._username = username
        self._name = str(answer["ChallengeName"])
        self._session = str(answer["Session"])

    @property
    def waits(self) -> bool:
        """Whether something is asked."""
        return self._username is not None

    @property
    def username(self) -> str:
        """Who is asked. Raises Declined if nobody is."""
        if self._username is None:
            raise Declined("The pool has asked nothing: sign in first. Nothing was sent.")
        return self._username

    @property
    def name(self) -> str:
        """What is asked (ChallengeName). Raises Declined if nothing is."""
        return self._name if self.username else ""

    @property
    def session(self) -> str:
        """The challenge session of the answer (Session). Raises Declined if there is none."""
        return self._session if self.username else ""

    @session.setter
    def session(self, session: str) -> None:
        self._session = session

    @property
    def html(self) -> str:
        """Who is asked what, or nothing; the challenge session is not shown."""
        if self._username is None:
            return ""
        who = text_html(shorten(clean(self._username), 60))
        return f"<b>The pool asks</b> {who} {chip_html(clean(self._name), 'authentication')}"
