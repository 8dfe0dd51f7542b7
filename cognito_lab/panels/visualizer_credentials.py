"""Which AWS credentials the app holds: whose, until when, and never their secrets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.actions import Declined
from cognito_lab.panels.style import chip_html, text_html
from cognito_lab.panels.visualizer_tokens import NowClock

_NONE = "The app holds no AWS credentials: get some by “Exchange” first. Nothing was sent."


class HeldCredentials:
    """The credentials of one identity, as an app keeps them; `keep` puts them in."""

    def __init__(self, clock: NowClock) -> None:
        self._clock = clock
        self.drop()

    def drop(self) -> None:
        """Forget them. They stay good: who else has them can go on using them."""
        self._who: str | None = None
        self._identity_id = ""
        self._given: Mapping[str, Any] = {}

    def keep(self, who: str, answer: Mapping[str, Any]) -> None:
        """Keep the answer of GetCredentialsForIdentity; `who` is a name for people to read."""
        self._who = who
        self._identity_id = str(answer["IdentityId"])
        self._given = dict(answer["Credentials"])

    @property
    def identity_id(self) -> str:
        """Whose they are, to the identity pool. Raises Declined if there are none."""
        if self._who is None:
            raise Declined(_NONE)
        return self._identity_id

    @property
    def keys(self) -> dict[str, str]:
        """What `boto3.client` takes to sign with them. Raises Declined if there are none."""
        if self._who is None:
            raise Declined(_NONE)
        return {
            "aws_access_key_id": str(self._given["AccessKeyId"]),
            "aws_secret_access_key": str(self._given["SecretKey"]),
            "aws_session_token": str(self._given["SessionToken"]),
        }

    @property
    def html(self) -> str:
        """Whose credentials there are and until when, masked; empty where there are none."""
        if self._who is None:
            return ""
        until = self._given["Expiration"]
        good = isinstance(until, dt.datetime) and self._clock.now() < until
        moment = f"{until:%H:%M:%S} UTC" if isinstance(until, dt.datetime) else ""
        age = f"good until {moment}" if good else f"✕ expired {moment}"
        who = text_html(shorten(clean(self._who), 60))
        chip = chip_html("ASIA••••••••", "authorization")
        return f"<b>and AWS credentials of:</b> {who} {chip} {text_html(age)}"
