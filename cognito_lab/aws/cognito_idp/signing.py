"""Tokens are signed with the pool's own keys: what stands where moto looks for joserfc.

moto's module of user pools knows joserfc's `jwk` and `jwt` by name. It loads its packaged
key with the one for every pool that is made, which costs 150 to 250 ms, and signs with the
other. `patches` puts these two in their places: nothing is loaded, and the pool's own key
signs.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from moto.cognitoidp.models import jwk, jwt  # type: ignore[attr-defined]  # joserfc's
from moto.utilities.utils import load_resource

from cognito_lab.aws.cognito_idp.token_minting import token_in_the_making
from cognito_lab.aws.ledger_rows import user_pools as rows
from cognito_lab.aws.world import current_world


class JwkWithoutAPackagedKey:
    """In the place of `jwk`: a pool gets no key when it is made."""

    class RSAKey:
        """In the place of `jwk.RSAKey`."""

        @staticmethod
        def import_key(_: Any) -> None:
            """Load nothing."""


class JwtSignedByThePool:
    """In the place of `jwt`: the pool that issues a token signs it."""

    @staticmethod
    def encode(header: dict[str, str], claims: dict[str, Any], key: Any) -> str:
        """What moto calls to sign its claims: as a JWT of the pool that issues them."""
        token = token_in_the_making()
        if token is None:
            return str(jwt.encode(header, claims, key or _packaged_key()))
        claims = token.claims(claims)
        if current_world().ledger.acts(rows.KEYS_PER_POOL):
            return token.pool.keys.for_use(token.use).sign(claims)
        return str(jwt.encode(header, claims, key or _packaged_key()))


@cache
def _packaged_key() -> Any:
    return jwk.RSAKey.import_key(load_resource("cognitoidp/resources/jwks-private.json"))
