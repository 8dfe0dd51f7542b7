"""Tokens that the tests draw: honest ones, every forgery, and such as nobody should write."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from cognito_lab.tokens.anatomy import CLAIM_TYPES, HEADER_TYPES
from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.forgeries import FORGERIES, forge
from cognito_lab.tokens.gate_matrix import AttackRow, GateMatrix, Stops, gate_matrix
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import PoolKeys
from cognito_lab.tokens.practice_pool import make_practice_pool
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import TokenVerification, verify_token
from tests.diagrams import traces
from tests.diagrams.strategies import any_text

NOW = dt.datetime(2026, 1, 15, 9, 0, tzinfo=dt.UTC)
POOL, LOOT = make_practice_pool(NOW)
ID_TOKEN = POOL.token("id")
ACCESS_TOKEN = POOL.token("access")
FORGED = {name: forge(ID_TOKEN, name, loot=LOOT).token for name in FORGERIES}


def verified(
    token: Any, at: dt.datetime = NOW + dt.timedelta(minutes=5), **more: Any
) -> TokenVerification:
    """What the pool's verifier says of a token."""
    given: dict[str, Any] = {
        "issuer": POOL.issuer,
        "audience": POOL.app_client_id,
        "token_use": "id",
        "now": at,
    }
    return verify_token(token, POOL.key_set, **(given | more))


def written(header: Mapping[str, Any], payload: Mapping[str, Any], signature: str = "") -> str:
    """A token that says this, signed by nobody."""
    parts = [encode_segment(json.dumps(part).encode()) for part in (header, payload)]
    return ".".join([*parts, signature])


HOSTILE_TOKEN = written(
    {"alg": traces.LONG, "kid": "<script>alert(1)</script>", "x\u202e\x00": ["\u0300" * 40] * 9},
    {
        **{text: text for text in traces.HOSTILE_TEXTS if text.isprintable()},
        "iss": "W" * 300,
        "exp": 10**400,
        "nbf": -5,
        "sub": {"deep": [[[{"x": "y" * 200}]]]},
        "": None,
        "cognito:groups": ["日本", "a" * 80, "😀" * 30],
    },
    "AA",
)

_HEADER, _PAYLOAD, _SIGNATURE = ID_TOKEN.split(".")


def _payload(data: bytes) -> str:
    return f"{_HEADER}.{encode_segment(data)}.{_SIGNATURE}"


MALFORMED: dict[str, Any] = {
    "nothing": "",
    "no text": None,
    "one segment": "abc",
    "five segments": "a.b.c.d.e",
    "too long": "x" * 70_000,
    "letters that base64url has not": f"{_HEADER}.{_PAYLOAD[:50]}+/{_PAYLOAD[50:]}.{_SIGNATURE}",
    "no JSON": _payload(b'{"sub":"0de643a2"} and {"more":1}'),
    "no UTF-8": _payload(b'{"sub":"\xff\xfe\x00"}'),
    "no object": _payload(b"[1,2]"),
    "empty object": _payload(b"{}"),
    "deep": _payload(b'{"x":' + b"[" * 40 + b"]" * 40 + b"}"),
    "many claims": written({"alg": "RS256"}, {f"claim {i}": i for i in range(80)}),
    "a name twice inside a claim": _payload(b'{"a":{"sub":1,"sub":2}}'),
    "a name twice and no such number": _payload(b'{"a":{"sub":1,"sub":2},"exp":NaN}'),
    "no such number": _payload(b'{"exp":NaN}'),
}

CARELESS = verify_without(
    [Gate.ALGORITHM, Gate.EXPIRY],
    FORGED["alg-none"],
    POOL.key_set,
    POOL.expected("id", now=NOW + dt.timedelta(days=1)),
)
"""A forged and expired token at a verifier that asks neither for the algorithm nor the time."""

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)
_names = st.sampled_from([*CLAIM_TYPES, *HEADER_TYPES, "custom:x"]) | any_text
_objects = st.dictionaries(_names, any_json, max_size=6)
any_token = st.one_of(
    st.builds(written, _objects, _objects, st.sampled_from(["", "AA", "A", "=", _SIGNATURE])),
    any_text,
    st.builds(_payload, st.binary(max_size=60)),
    st.builds(
        lambda place, letter: ID_TOKEN[:place] + letter + ID_TOKEN[place + 1 :],
        st.integers(0, len(ID_TOKEN)),
        st.characters(exclude_categories=()),
    ),
)
"""Tokens of any content, and texts that are none."""

MATRIX = gate_matrix(
    ACCESS_TOKEN,
    POOL.key_set,
    POOL.expected(
        "access", scopes=["aws.cognito.signin.user.admin"], groups=["photographers", "admins"]
    ),
    POOL.loot(PoolKeys(LOOT.own_key, LOOT.own_key), "access"),
)
"""Every forgery of an access token, at all twelve gates."""

MATRIX_OF_A_CLIENT = gate_matrix(ID_TOKEN, POOL.key_set, POOL.expected("id"), LOOT)
"""Every forgery at the ten gates of a verifier that asks for no scope and no group."""

HOSTILE_MATRIX = GateMatrix(
    tuple(Gate),
    tuple(
        AttackRow("x", text, text, dict.fromkeys(Gate, stops))
        for text in (*traces.HOSTILE_TEXTS, traces.LONG, "")
        for stops in (Stops.NOT, Stops.ALONE)
    ),
)
