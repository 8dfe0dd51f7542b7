"""The tokens of chapter 3's exercise: honest ones, and twelve hostile ones with their beliefs.

Seven are forged: no user pool has signed them. Five are truly signed, and still not good here:
another pool's, another app client's, two access tokens, one that has expired.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.forgeries import ForgedToken, forge
from cognito_lab.tokens.keys import PoolKeys, SigningKey
from cognito_lab.tokens.practice_pool import PracticePool

FORGED: Mapping[str, tuple[str, ...]] = {
    "payload edited": ("payload-edited",),
    "algorithm `none`": ("payload-edited", "alg-none"),
    "`HS256`, signed with the public key": ("payload-edited", "alg-hs256"),
    "signature taken away": ("payload-edited", "signature-stripped"),
    "key in the header (`jwk`)": ("payload-edited", "jwk-in-header"),
    "key's address in the header (`jku`)": ("payload-edited", "jku-in-header"),
    "issuer one character off": ("issuer-look-alike",),
    "another pool's token": ("another-pool",),
    "another app client's token": ("another-client",),
    "access token": ("another-use",),
    "expired this very second": ("expired",),
}
"""Hostile tokens by their titles: which forgeries make each. The last one's belief lets it in."""

_WITH_AN_AUDIENCE = "access token with an `aud`"
_BELIEFS = {
    _WITH_AN_AUDIENCE: "An access token has no `aud`, so the audience alone tells the two apart.",
    "expired this very second": "What was good a moment ago is still good.",
}
"""Where no forgery says it exactly."""


@dataclass(frozen=True, slots=True)
class HonestToken:
    """A token that has to get in; `why` is said if it does not."""

    title: str
    token: str
    claims: Mapping[str, Any]
    why: str


@dataclass(frozen=True, slots=True)
class HostileToken:
    """A token that has to be refused; `belief` is what a verifier believes that lets it in."""

    title: str
    token: str
    belief: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All that a check hands in.

    `published` are documents by their address. The `honest_later` are good once `published_later`
    is published as well: the pool's set with one more pair of keys in front.
    """

    issuer: str
    app_client_id: str
    honest: tuple[HonestToken, ...]
    hostile: tuple[HostileToken, ...]
    published: Mapping[str, Any]
    honest_later: tuple[HonestToken, ...]
    published_later: Mapping[str, Any]


def make_tokens(now: dt.datetime) -> Tokens:
    """Tokens of a practice pool, given out at `now` (aware)."""
    keys, forgers_keys, later_keys = _pairs_of_keys()
    pool = PracticePool(keys, now)
    loot = pool.loot(forgers_keys)
    attacks = {title: forge(pool.token(), *names, loot=loot) for title, names in FORGED.items()}
    published: dict[str, Any] = {jwks_url(pool.issuer): pool.keys.jwks()}
    for attack in attacks.values():
        published |= attack.published
    both = {"keys": [*later_keys.jwks()["keys"], *keys.jwks()["keys"]]}
    return Tokens(
        pool.issuer,
        pool.app_client_id,
        _honest_tokens(pool),
        _hostile_tokens(pool, attacks),
        published,
        _honest_later(pool, later_keys),
        {jwks_url(pool.issuer): both},
    )


@cache
def _pairs_of_keys() -> tuple[PoolKeys, PoolKeys, PoolKeys]:
    """The pool's, the forger's, and those that the pool takes later: new in each process.

    A check has a process of its own; six pairs take about 300 ms.
    """
    first, second, third = (
        PoolKeys(SigningKey.generate(), SigningKey.generate()) for _ in range(3)
    )
    return first, second, third


def _honest_tokens(pool: PracticePool) -> tuple[HonestToken, ...]:
    now = int(pool.now.timestamp())
    nobody: dict[str, Any] = {"cognito:groups": None, "email": None, "email_verified": None}
    return (
        _honest(pool, "Ana's ID token", {}, "Nothing is wrong with it."),
        _honest(
            replace(pool, username="ben"),
            "Ben's, who has no e-mail address and is in no group",
            nobody,
            "`cognito:groups` and attributes stand in a token only where there are some.",
        ),
        _honest(
            pool,
            "Ana's, in the last second before `exp`",
            {"exp": now + 1},
            "It is good until `exp`.",
        ),
    )


def _honest_later(pool: PracticePool, later_keys: PoolKeys) -> tuple[HonestToken, ...]:
    return (
        _honest(
            replace(pool, keys=later_keys),
            "Ana's, signed by a key that is new",
            {},
            "The pool has published one more key and signs with it: whoever keeps keys has to ask "
            "again when a `kid` is unknown.",
        ),
        _honest(
            pool,
            "Ana's, signed by a key that was there before",
            {},
            "The pool still publishes the key, so what it has signed is good until `exp`: go by "
            "the `kid`.",
        ),
    )


def _honest(pool: PracticePool, title: str, claims: Mapping[str, Any], why: str) -> HonestToken:
    merged = {**pool.claims(), **claims}
    kept = {name: value for name, value in merged.items() if value is not None}
    return HonestToken(title, pool.token("id", claims), kept, why)


def _hostile_tokens(
    pool: PracticePool, attacks: Mapping[str, ForgedToken]
) -> tuple[HostileToken, ...]:
    listed = [
        HostileToken(title, attack.token, _BELIEFS.get(title, attack.beliefs[-1]))
        for title, attack in attacks.items()
    ]
    # A pre token generation trigger may add it: "must match the app client ID of the current
    # session".
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
    access = pool.token("access", {"aud": pool.app_client_id})
    listed.insert(-1, HostileToken(_WITH_AN_AUDIENCE, access, _BELIEFS[_WITH_AN_AUDIENCE]))
    return tuple(listed)
