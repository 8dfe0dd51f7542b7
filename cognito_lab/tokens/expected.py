"""What a verifier expects of a token: its own configuration, held to make sense.

A configuration that checks nothing is no configuration: what is missing is refused here, and not
taken for "anything will do".
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

TokenUse = Literal["id", "access"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the verifier expects, from its own configuration and never from the token.

    `now` and `leeway` are seconds; of `audience`, `scopes` and `groups` one suffices. No `scopes`
    or no `groups` means that none is asked for.
    """

    issuer: str
    audience: frozenset[str]
    token_use: TokenUse
    now: float
    leeway: float = 0
    scopes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


def make_expected(
    *,
    issuer: str,
    audience: str | Collection[str],
    token_use: TokenUse,
    now: dt.datetime,
    scopes: Collection[str] = (),
    groups: Collection[str] = (),
    leeway: float = 0,
) -> Expected:
    """What `verify_token` is told, held to make sense. Raises ValueError or TypeError if not."""
    if not isinstance(issuer, str) or not issuer:
        raise ValueError("an issuer has to be given: the pool's https://cognito-idp.… address")
    audiences = _names("audience", audience)
    if not audiences:
        raise ValueError("an audience has to be given: the app client's id")
    if token_use not in ("id", "access"):
        raise ValueError(f"token_use is 'id' or 'access', not {token_use!r}")
    if not isinstance(now, dt.datetime) or now.utcoffset() is None:
        raise ValueError("`now` has to be a datetime with its time zone, such as lab.clock.now()")
    if isinstance(leeway, bool) or not 0 <= leeway < math.inf:
        raise ValueError(f"leeway is a number of seconds from 0 up, not {leeway!r}")
    return Expected(
        issuer,
        audiences,
        token_use,
        now.timestamp(),
        leeway,
        _names("scopes", scopes),
        _names("groups", groups),
    )


def _names(what: str, given: str | Collection[str]) -> frozenset[str]:
    names = frozenset((given,)) if isinstance(given, str) else frozenset(given or ())
    if not all(isinstance(name, str) and name for name in names):
        raise TypeError(f"{what}: expected a text that is not empty, or several of them")
    return names
