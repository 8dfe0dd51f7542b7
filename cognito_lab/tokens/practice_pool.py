"""A user pool on paper: keys, an issuer, and honest tokens, without a mocked AWS.

For pictures, exercises and tests that need tokens of every kind, also such as no user pool would
sign: what its keys sign is honest by definition.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cognito_lab.tokens.claims import Issue, TokenOwner, access_token_claims, id_token_claims
from cognito_lab.tokens.discovery import issuer_of_pool, jwks_url
from cognito_lab.tokens.expected import Expected, TokenUse, make_expected
from cognito_lab.tokens.forgeries import Loot
from cognito_lab.tokens.group_roles import GroupConfiguration
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import PoolKeys, SigningKey
from cognito_lab.tokens.token_family import TokenFamily

HOUR = 3600
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


@dataclass(frozen=True, slots=True)
class PracticePool:
    """A pool, one app client and one user of it. `now` is an aware datetime."""

    keys: PoolKeys
    now: dt.datetime
    user_pool_id: str = "us-east-1_Practice1"
    app_client_id: str = "1example23456789practice0"
    username: str = "ana"

    @property
    def issuer(self) -> str:
        """The pool's issuer."""
        return issuer_of_pool(self.user_pool_id.partition("_")[0], self.user_pool_id)

    @property
    def key_set(self) -> KeySet:
        """The pool's public keys, read."""
        return KeySet.read(self.keys.jwks())

    def expected(self, token_use: TokenUse = "id", **more: Any) -> Expected:
        """What a verifier of this app expects; `more` goes to `make_expected`."""
        given: dict[str, Any] = {
            "issuer": self.issuer,
            "audience": self.app_client_id,
            "token_use": token_use,
            "now": self.now,
        }
        return make_expected(**(given | more))

    def claims(self, token_use: TokenUse = "id") -> dict[str, Any]:
        """The claims of a token of this user, given out now and good for an hour."""
        now = int(self.now.timestamp())
        family = TokenFamily(
            origin_jti=self._id("origin_jti"),
            event_id=self._id("event_id"),
            auth_time=now,
            username=self.username,
            app_client_id=self.app_client_id,
        )
        owner = TokenOwner(
            self._id("sub"),
            self.username,
            {"email": f"{self.username}@example.com", "email_verified": "true"},
            GroupConfiguration(("photographers",)),
        )
        make = id_token_claims if token_use == "id" else access_token_claims
        issue = Issue(self.issuer, family, now)
        return make(owner, issue, lifetime=HOUR, jti=self._id(token_use))

    def token(self, token_use: TokenUse = "id", claims: Mapping[str, Any] | None = None) -> str:
        """A token that the pool's key has signed; `claims` are set, None takes one out."""
        merged = {**self.claims(token_use), **(claims or {})}
        kept = {name: value for name, value in merged.items() if value is not None}
        return self.keys.for_use(token_use).sign(kept)

    def loot(self, own: PoolKeys, token_use: TokenUse = "id") -> Loot:
        """What a forger can have around this pool; `own` are the keys of a pool of the forger's."""
        now = int(self.now.timestamp())
        other_use: TokenUse = "access" if token_use == "id" else "id"
        client_claim = "aud" if token_use == "id" else "client_id"
        last = "2" if self.user_pool_id[-1] != "2" else "3"
        other_pool = replace(self, keys=own, user_pool_id=self.user_pool_id[:-1] + last)
        return Loot(
            jwks=self.keys.jwks(),
            own_key=own.id_token,
            tokens={
                "another-pool": other_pool.token(token_use),
                "another-client": self.token(token_use, {client_claim: "2another3456789client00"}),
                "another-use": self.token(other_use),
                "expired": self.token(token_use, {"exp": now, "iat": now - HOUR}),
                "not-yet-valid": self.token(token_use, {"nbf": now + HOUR}),
            },
            published={jwks_url(other_pool.issuer): own.jwks()},
        )

    def _id(self, what: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.user_pool_id}/{self.username}/{what}"))


def make_practice_pool(now: dt.datetime) -> tuple[PracticePool, Loot]:
    """A pool with fresh keys, and what a forger has around it; costs about 100 ms."""
    keys = PoolKeys(SigningKey.generate(), SigningKey.generate())
    own = PoolKeys(SigningKey.generate(), SigningKey.generate())
    pool = PracticePool(keys, now)
    return pool, pool.loot(own)
