"""CreateUserPool, each after the first.

A pool of the lab takes its keys when it first signs or publishes; the second pair of rows
includes that: a pool and its JSON Web Key Set.
"""

from __future__ import annotations

from benchmarks.engines import LAB, MOTO, in_turn
from benchmarks.measurement import Measurement

TARGET_MILLISECONDS = 25.0
ROUNDS, QUICK_ROUNDS = 12, 4

_POOLS = """
import requests
start()
cognito_idp = boto3.client("cognito-idp")

def pool():
    return cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]

def pool_with_keys():
    issuer = "https://cognito-idp.us-east-1.amazonaws.com/" + pool()
    assert requests.get(issuer + "/.well-known/jwks.json").json()["keys"]

things = {"create_user_pool": pool, "create_user_pool, keys published": pool_with_keys}
"""


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per pool."""
    names = ["create_user_pool", "create_user_pool, keys published"]
    rows = []
    for name, times in in_turn(
        _POOLS, names, rounds=QUICK_ROUNDS if quick else ROUNDS, count=1
    ).items():
        row = Measurement(name, "lab", times[LAB], times[MOTO])
        rows += [
            Measurement(name, "moto", times[MOTO]),
            Measurement(
                name, "lab", times[LAB], times[MOTO], row.median, TARGET_MILLISECONDS, "ms"
            ),
        ]
    return rows
