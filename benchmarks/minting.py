"""What it costs to mint a pair of tokens: against two bare RSA signatures by the same keys.

Both are pure and in this process, and take turns.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from time import process_time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from benchmarks.measurement import Measurement
from cognito_lab.tokens.claims import Issue, TokenOwner, access_token_claims, id_token_claims
from cognito_lab.tokens.group_roles import Group, GroupConfiguration
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.token_family import TokenFamily

TARGET_RATIO = 1.5
ROUNDS, QUICK_ROUNDS = 40, 5
PAIRS = 20

ATTRIBUTES = {
    "email": "ana@example.com",
    "email_verified": "true",
    "name": "Ana",
    "custom:tier": "gold",
}
GROUPS = [
    Group(f"group-{number}", number, f"arn:aws:iam::123456789012:role/{number}")
    for number in range(5)
]
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123"


def measure(quick: bool) -> list[Measurement]:
    """Rows of milliseconds per pair."""
    for_id, for_access = SigningKey.generate(), SigningKey.generate()
    issue = Issue(ISSUER, TokenFamily("origin", "event", 1, "ana", "app"), 5000)

    def minted() -> None:
        owner = TokenOwner("sub", "ana", ATTRIBUTES, GroupConfiguration.of_groups(GROUPS))
        for_id.sign(id_token_claims(owner, issue, lifetime=3600, jti=str(uuid.uuid4())))
        for_access.sign(access_token_claims(owner, issue, lifetime=3600, jti=str(uuid.uuid4())))

    message = b"x" * 800
    keys = [_bare(for_id), _bare(for_access)]

    def signed() -> None:
        for key in keys:
            key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    bare: list[float] = []
    pairs: list[float] = []
    for _ in range(QUICK_ROUNDS if quick else ROUNDS):
        bare.append(_milliseconds(signed))
        pairs.append(_milliseconds(minted))
    row = Measurement("mint a pair of tokens", "lab", pairs, bare)
    return [
        Measurement("two RSA signatures", "cryptography", bare),
        Measurement("mint a pair of tokens", "lab", pairs, bare, row.ratio, TARGET_RATIO, "×"),
    ]


def _milliseconds(call: Callable[[], None]) -> float:
    started = process_time()
    for _ in range(PAIRS):
        call()
    return (process_time() - started) * 1000 / PAIRS


def _bare(key: SigningKey) -> rsa.RSAPrivateKey:
    bare = serialization.load_der_private_key(key.to_der(), password=None)
    assert isinstance(bare, rsa.RSAPrivateKey)
    return bare
