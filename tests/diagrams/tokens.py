"""Tokens that the tests draw: honest ones, every forgery, and such as nobody should write."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.tokens.forgeries import FORGERIES, forge
from cognito_lab.tokens.gate_matrix import AttackRow, GateMatrix, Stops, gate_matrix
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import PoolKeys
from cognito_lab.tokens.practice_pool import make_practice_pool
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import TokenVerification, verify_token
from tests.diagrams import traces

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
