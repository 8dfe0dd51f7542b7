"""Honest tokens, and ways to change one: its letters, bytes, JSON, segments, header or claims.

What a verifier accepts has to be an honest token, letter by letter, and one that is good here.
"""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cognito_lab.tokens.careless import mac_with_public_key
from cognito_lab.tokens.forgeries import FORGERIES, forge
from cognito_lab.tokens.segment import encode_segment
from tests.tokens.practice import KEY_SET, LOOT, POOL, SECONDS, header, sealed, written

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
STRANGE = '=+/ .\n\t\r\x00"{}é\u0661\uff21\u200b\u202e\ud800\U0001f600%'
GROUPS = ["photographers", "admins"]


def _honest() -> tuple[dict[str, bool], dict[str, bool]]:
    """All that the pool's keys have signed: whether it is good as an ID token, as an access
    token."""
    claims: list[dict[str, Any]] = [
        {},
        {"cognito:groups": GROUPS},
        {"name": "An\u00e9 \U0001f600", "custom:x": '"\\/', "address": {"formatted": "a\nb"}},
        {"exp": SECONDS + 0.5},
        {"nbf": SECONDS},
        {"cognito:groups": None, "email_verified": False},
    ]
    elsewhere: list[dict[str, Any]] = [
        {"exp": SECONDS},
        {"nbf": SECONDS + 1},
        {"iss": POOL.issuer[:-1] + "2"},
        {"aud": "other", "client_id": "other"},
        {"token_use": "refresh"},
    ]
    good = {use: {POOL.token(use, more) for more in claims} for use in ("id", "access")}
    spaced = json.dumps(POOL.claims(), indent=1, ensure_ascii=False)
    good["id"] |= {sealed(header(typ="JWT", jku="https://x.test"), spaced)}
    bad = {POOL.token(use, more) for use in ("id", "access") for more in elsewhere}
    texts = sorted(good["id"] | good["access"] | bad)  # sets have no order of their own
    return (
        {token: token in good["id"] for token in texts},
        {token: token in good["access"] for token in texts},
    )


GOOD_AS_ID, GOOD_AS_ACCESS = _honest()
HONEST = list(GOOD_AS_ID)

Mutation = Callable[[str, random.Random], str]


# ---------------------------------------------------------------- letters


def _one_letter(token: str, chance: random.Random) -> str:
    where = chance.randrange(len(token) + 1)
    letter = chance.choice(LETTERS if chance.random() < 0.7 else STRANGE)
    removed = chance.randrange(3)  # none: put in; one: another; two: fewer
    return token[:where] + letter * (removed < 2) + token[where + removed :]


def _the_last_letter(token: str, chance: random.Random) -> str:
    """The one that has bits of no byte."""
    ends = [n for n, letter in enumerate(token + ".") if letter == "." and n]
    where = (chance.choice(ends) if ends else len(token)) - 1
    return token[:where] + chance.choice(LETTERS) + token[where + 1 :]


def _another_case(token: str, chance: random.Random) -> str:
    where = chance.randrange(len(token)) if token else 0
    return token[:where] + token[where : where + 1].swapcase() + token[where + 1 :]


def _cut(token: str, chance: random.Random) -> str:
    first, last = sorted(chance.randrange(len(token) + 1) for _ in range(2))
    return chance.choice((token[:first], token[first:], token[:first] + token[last:]))


def _around(token: str, chance: random.Random) -> str:
    what = chance.choice(("=", "==", " ", "\n", "\x00", "\u200b", "Bearer ", ".", "A"))
    return token + what if chance.random() < 0.6 else what + token


# ---------------------------------------------------------------- segments


def _segments(token: str, chance: random.Random) -> str:
    parts, others = token.split("."), chance.choice(HONEST).split(".")
    where = chance.randrange(len(parts))
    what = chance.randrange(6)
    if what == 0:
        parts[where] = ""
    elif what == 1:
        parts[where] = others[min(where, 2)]
    elif what == 2:
        parts[where] = chance.choice(others)
    elif what == 3:
        parts.insert(where, parts[where])
    elif what == 4:
        chance.shuffle(parts)
    else:
        del parts[where]
    return ".".join(parts)


def _bytes(token: str, chance: random.Random) -> str:
    parts = token.split(".")
    where = chance.randrange(len(parts))
    data = bytearray(_decoded(parts[where]))
    at = chance.randrange(len(data) + 1)
    what = chance.randrange(3)
    if what == 0 and at < len(data):
        data[at] ^= 1 << chance.randrange(8)
    elif what == 1:
        del data[at : at + 1]
    else:
        data.insert(at, chance.randrange(256))
    parts[where] = encode_segment(bytes(data))
    return ".".join(parts)


def _decoded(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return part.encode("utf-8", "replace")


# ---------------------------------------------------------------- JSON

VALUES: Sequence[Any] = (
    None,
    True,
    0,
    -1,
    1e300,
    10**400,
    SECONDS + 9999,
    str(SECONDS + 9999),
    "",
    "x",
    "none",
    "HS256",
    "RS256",
    "id",
    "access",
    POOL.issuer,
    POOL.app_client_id,
    [],
    [POOL.app_client_id, "x"],
    GROUPS,
    {},
    {"a": [[]]},
    LOOT.own_key.kid,
    POOL.keys.access_token.kid,
    LOOT.own_key.public_jwk(),
)
NAMES = (
    "alg kid typ crit jwk jku x5u b64 iss sub aud exp nbf iat token_use client_id scope "
    "cognito:groups email_verified custom:x"
).split()


def _objects(token: str, chance: random.Random) -> str:
    """One name of the header or of the payload: another value, gone, or new."""
    parts = token.split(".")
    where = chance.randrange(min(2, len(parts)))
    try:
        value = json.loads(_decoded(parts[where]))
        name = chance.choice([*value, *NAMES])
    except (ValueError, TypeError, RecursionError):
        return token
    if not isinstance(value, dict):
        return token
    if chance.random() < 0.2:
        value.pop(name, None)
    else:
        value[name] = chance.choice(VALUES)
    parts[where] = written(value)
    return ".".join(parts)


def _spelling(token: str, chance: random.Random) -> str:
    """The same object, written in another way: for most readers nothing has changed."""
    parts = token.split(".")
    where = chance.randrange(min(2, len(parts)))
    text = _decoded(parts[where]).decode("utf-8", "replace")
    old, new = chance.choice(
        (
            (":", " :"),
            ("a", "\\u0061"),
            ("/", "\\/"),
            ("{", "\ufeff{"),
            ("}", "} "),
            ("}", ',"iss":1}'),
            ("{", '{"sub":"x",'),
            ("1768", "1768.0e0"),
            ("{", '{"x":' + "[" * 100 + "]" * 100 + ","),
            (",", ",,"),
            ("}", "}{}"),
        )
    )
    found = [n for n in range(len(text)) if text.startswith(old, n)]
    if found:
        at = chance.choice(found)
        text = text[:at] + new + text[at + len(old) :]
    parts[where] = written(text.encode("utf-8", "replace"))
    return ".".join(parts)


# ---------------------------------------------------------------- signatures


def _another_signature(token: str, chance: random.Random) -> str:
    signed = token.rpartition(".")[0]
    what = chance.randrange(4)
    if what == 0:
        signature = LOOT.own_key.signature(signed.encode("utf-8", "replace"))
    elif what == 1:
        key = KEY_SET.keys[POOL.keys.id_token.kid].public_key
        assert key is not None
        signature = mac_with_public_key(key, signed.encode("utf-8", "replace"))
    elif what == 2:
        signature = chance.randbytes(chance.choice((0, 1, 32, 255, 256, 257)))
    else:
        signature = b"\x00" * 256
    return f"{signed}.{encode_segment(signature)}"


SMALL = [name for name in FORGERIES if name not in ("huge", "deeply-nested", "alg-hs256")]


def _forged(token: str, chance: random.Random) -> str:
    loot = replace(LOOT, tokens=LOOT.tokens)
    try:
        return forge(token, *chance.sample(SMALL, chance.randint(1, 3)), loot=loot).token
    except ValueError:  # it cannot be read any more
        return token


MUTATIONS: Sequence[Mutation] = (
    _one_letter,
    _one_letter,
    _the_last_letter,
    _another_case,
    _cut,
    _around,
    _segments,
    _bytes,
    _objects,
    _objects,
    _spelling,
    _another_signature,
    _forged,
)


def mutated(chance: random.Random) -> str:
    """An honest token, changed once or a few times."""
    token = chance.choice(HONEST)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        token = chance.choice(MUTATIONS)(token, chance)
    return token
