"""Identity providers that the lab plays: Google, Facebook, or anybody's OpenID provider.

A lesson or a test has one with `lab.issuers.add("accounts.google.com")`. It has a key of its own,
signs what it is told, and nobody has a password there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cognito_lab.exchange.identity_pool import OPAQUE_PROVIDERS, USER_POOL_HOST
from cognito_lab.exchange.logins import Issuer, OpaqueLogin
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import SigningKey

GOOGLE = "accounts.google.com"
LIFETIME = 3600
"""Seconds that a local provider's ID token is good for, if nothing else is said."""


class LocalProvider:
    """Somebody's identity provider, played by the lab: it vouches for whomever it is told to."""

    def __init__(
        self,
        name: str,
        key: SigningKey,
        now: Callable[[], dt.datetime],
        new_text: Callable[[], str],
    ) -> None:
        self.name = name
        self._key, self._now, self._new_text = key, now, new_text
        self._opaque: dict[str, OpaqueLogin] = {}

    @property
    def jwks(self) -> dict[str, Any]:
        """Its JSON Web Key Set."""
        return {"keys": [self._key.public_jwk()]}

    def id_token(self, subject: str, audience: str, **claims: Any) -> str:
        """An ID token for a person (`sub`) and an app (`aud`); further claims are added.

        https://openid.net/specs/openid-connect-core-1_0.html#IDToken
        """
        now = int(self._now().timestamp())
        basic = {
            "iss": f"https://{self.name}",
            "sub": subject,
            "aud": audience,
            "iat": now,
            "exp": now + LIFETIME,
        }
        return self._key.sign(basic | claims)

    def access_token(self, subject: str, audience: str) -> str:
        """An access token that only this provider can read, for a person and an app."""
        token = self._new_text()
        self._opaque[token] = OpaqueLogin(subject, audience)
        return token

    def read_access_token(self, token: str) -> OpaqueLogin | None:
        """Whose the access token is; None for one that it did not give out."""
        return self._opaque.get(token)

    def as_issuer(self, audiences: tuple[str, ...]) -> Issuer:
        """How an identity pool or STS asks it."""
        if self.name in OPAQUE_PROVIDERS:
            return Issuer((), None, opaque=self.read_access_token)
        # Google's tokens have either form: "always https://accounts.google.com or
        # accounts.google.com". https://developers.google.com/identity/openid-connect/openid-connect
        bare = (GOOGLE,) if self.name == GOOGLE else ()
        issuers = (f"https://{self.name}", *bare)
        return Issuer(issuers, KeySet.read(self.jwks), audiences)


class Issuers:
    """The local providers of one lab, by name."""

    def __init__(
        self,
        now: Callable[[], dt.datetime],
        new_key: Callable[[], SigningKey],
        new_text: Callable[[], str],
    ) -> None:
        self._now, self._new_key, self._new_text = now, new_key, new_text
        self._providers: dict[str, LocalProvider] = {}

    def add(self, name: str) -> LocalProvider:
        """A provider by its name as `Logins` has it: `accounts.google.com`, `login.example.org`.

        One that was added before is given back. Raises ValueError for a name that is AWS's own.
        """
        if name.startswith(USER_POOL_HOST) or name == IDENTITY_POOL_PROVIDER:
            raise ValueError(f"{name} is AWS's own: make a user pool or an identity pool")
        if name not in self._providers:
            self._providers[name] = LocalProvider(name, self._new_key(), self._now, self._new_text)
        return self._providers[name]

    def find(self, name: str) -> LocalProvider | None:
        """The provider of this name, or None."""
        return self._providers.get(name)
