"""Lives of tokens that the tests draw."""

from __future__ import annotations

import datetime as dt

from cognito_lab.tokens.token_life import (
    ACCESS,
    DOORS,
    ID,
    REFRESH,
    EventKind,
    TokenEvent,
    TokenLife,
)
from tests.diagrams import traces

START = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def three(
    family: str, made: float, revoked: float | None = None, rotated: float | None = None
) -> list[TokenLife]:
    """ID token for an hour, access token for ten minutes, refresh token for a day."""
    ended = None if revoked is None else at(revoked)
    out = None if rotated is None else at(rotated)
    return [
        TokenLife(f"{family}: ID token", ID, at(made), at(made + 60), family, ended),
        TokenLife(f"{family}: access token", ACCESS, at(made), at(made + 10), family, ended),
        TokenLife(f"{family}: refresh", REFRESH, at(made), at(made + 1440), family, ended, out),
    ]


LIVES = [*three("phone", 0, revoked=5), *three("tablet", 1), *three("watch", 2, rotated=20)]
EVENTS = [
    TokenEvent(at(5), EventKind.REVOCATION, "phone"),
    TokenEvent(at(0), EventKind.SIGN_IN, "phone"),
    TokenEvent(at(1), EventKind.SIGN_IN, "tablet"),
    TokenEvent(at(40), EventKind.OTHER, "password changed"),
]

HOSTILE_TEXTS = [*traces.HOSTILE_TEXTS, traces.LONG, "$x^2$ \\frac{", "$", "", "日本 😀"]
HOSTILE = [
    TokenLife(text, use, at(i), at(i + 30), text)
    for i, text in enumerate(HOSTILE_TEXTS)
    for use in DOORS
]
HOSTILE_EVENTS = [
    TokenEvent(at(i / 100), kind, text)
    for i, text in enumerate(HOSTILE_TEXTS)
    for kind in (EventKind.OTHER, EventKind.SIGN_IN)
]
