"""Honest tokens of a pool on paper, always the same ones, and ways to write tokens by hand."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.key_store import KeyStore
from cognito_lab.evidence import Check
from cognito_lab.tokens.forgeries import Loot
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.practice_pool import PracticePool
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import TokenVerification, verify_token

NOW = dt.datetime(2026, 1, 15, 9, 0, tzinfo=dt.UTC)
SECONDS = int(NOW.timestamp())


def practice() -> tuple[PracticePool, Loot]:
    """A pool and what a forger has; its keys are of the lab's bundle."""
    store = KeyStore(random.Random(5))
    pool = PracticePool(store.take(), NOW)
    return pool, pool.loot(store.take())


POOL, LOOT = practice()
KEY_SET = POOL.key_set
CLIENT = POOL.app_client_id
ALWAYS = [
    "shape",
    "algorithm",
    "kid",
    "key",
    "signature",
    "issuer",
    "expiry",
    "not before",
    "token use",
    "audience",
]
"""The gates that are asked whatever the verifier expects, in their order."""


def written(value: Mapping[str, Any] | str | bytes) -> str:
    """A segment with this object, or with exactly this text or these bytes."""
    text = value if isinstance(value, (str, bytes)) else json.dumps(value)
    return encode_segment(text.encode() if isinstance(text, str) else text)


def header(**more: Any) -> dict[str, Any]:
    """The header of an ID token of the pool; None takes a name out."""
    merged = {"kid": POOL.keys.id_token.kid, "alg": "RS256", **more}
    return {name: value for name, value in merged.items() if value is not None}


def sealed(
    head: Mapping[str, Any] | str | bytes,
    payload: Mapping[str, Any] | str | bytes,
    key: SigningKey = POOL.keys.id_token,
) -> str:
    """A token of these two segments, signed by the pool itself, whatever they are."""
    signing_input = f"{written(head)}.{written(payload)}"
    return f"{signing_input}.{encode_segment(key.signature(signing_input.encode()))}"


def verified(token: Any, use: str = "id", **more: Any) -> TokenVerification:
    """What `verify_token` says of a token that is said to be of the pool."""
    expected: dict[str, Any] = {
        "issuer": POOL.issuer,
        "audience": POOL.app_client_id,
        "token_use": use,
        "now": NOW,
    }
    return verify_token(token, more.pop("jwks", KEY_SET), **(expected | more))


def row(verification: TokenVerification, gate: Gate) -> Check:
    """The row of one gate."""
    (found,) = [check for check in verification.checks if check.subject == gate]
    return found


def failing(verification: TokenVerification) -> list[tuple[str, str]]:
    """Which gates refuse, and why."""
    return [(str(check.subject), str(check.reason)) for check in verification.failed]
