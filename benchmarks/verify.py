"""What all the evidence costs: `verify_token` against `jwt.decode`, on the same tokens.

Both are handed keys that were read before, and both check signature, issuer, audience and expiry.
`verify_token` also reads strictly, finds the key by its id, asks for `token_use`, and writes a row
for each check; it is the verifier that everything here uses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import jwt

from benchmarks.measurement import Measurement
from cognito_lab.tokens.expected import TokenUse
from cognito_lab.tokens.practice_pool import PracticePool, make_practice_pool
from cognito_lab.tokens.verification import verify_token

TARGET_RATIO = 1.0
ROUNDS, QUICK_ROUNDS = 40, 8
TIMES = 200


def measure(quick: bool) -> list[Measurement]:
    """Two rows for each kind of token: PyJWT's, and the lab's held to a ratio of it."""
    pool, _ = make_practice_pool(dt.datetime.now(dt.UTC))
    rounds = QUICK_ROUNDS if quick else ROUNDS
    return [*_rows(pool, "id", rounds), *_rows(pool, "access", rounds)]


def _rows(pool: PracticePool, use: TokenUse, rounds: int) -> list[Measurement]:
    token, key_set = pool.token(use), pool.key_set
    key = jwt.PyJWK(dict(pool.keys.for_use(use).public_jwk())).key
    # An access token has no `aud`; PyJWT is spared the check and has that much less to do.
    told: dict[str, Any] = {"audience": pool.app_client_id}
    if use == "access":
        told = {"options": {"verify_aud": False}}

    def lab() -> object:
        return verify_token(
            token,
            key_set,
            issuer=pool.issuer,
            audience=pool.app_client_id,
            token_use=use,
            now=pool.now,
        ).accepted

    def pyjwt() -> object:
        return jwt.decode(token, key, algorithms=["RS256"], issuer=pool.issuer, **told)

    assert lab() is True and pyjwt() == pool.claims(use)
    times: dict[str, list[float]] = {"lab": [], "PyJWT": []}
    for _ in range(rounds):  # in turn, so that whatever disturbs disturbs both
        times["lab"].append(_milliseconds(lab))
        times["PyJWT"].append(_milliseconds(pyjwt))
    ours, theirs = times["lab"], times["PyJWT"]
    ratio = median(ours) / median(theirs)
    name = f"verify: {use} token"
    return [
        Measurement(name, "PyJWT", theirs),
        Measurement(name, "lab", ours, theirs, ratio, TARGET_RATIO, "×"),
    ]


def _milliseconds(act: Callable[[], object]) -> float:
    """Of one call among many, on this process's own clock."""
    start = process_time()
    for _ in range(TIMES):
        act()
    return (process_time() - start) / TIMES * 1000
