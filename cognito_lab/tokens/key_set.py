"""A key set as a relying party reads it: from an issuer's JWKS to keys that can verify.

https://www.rfc-editor.org/rfc/rfc7517#section-5
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from cognito_lab.tokens.keys import ALGORITHM

SMALLEST_KEY = 2048
"""Bits. https://www.rfc-editor.org/rfc/rfc7518#section-3.3 ("MUST be used")"""


_LONGEST_SHOWN = 20


class KeySetError(ValueError):
    """A document that is no JSON Web Key Set, with what is wrong."""


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """One key of a set. `public_key` is None where `problem` says why it cannot verify RS256."""

    kid: str
    jwk: Mapping[str, Any]
    public_key: rsa.RSAPublicKey | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class KeySet:
    """An issuer's keys by their ids. `read` makes one; a key without an id is left out."""

    keys: Mapping[str, VerificationKey]

    @classmethod
    def read(cls, document: Mapping[str, Any] | str | bytes) -> KeySet:
        """The keys of a JWKS document, or of its JSON text.

        A key that is of no use here stays in the set with its problem: an issuer may publish
        other kinds of keys beside. Where an id stands twice, the first counts.
        Raises KeySetError for what is no key set.
        """
        if isinstance(document, (str, bytes)):
            try:
                document = json.loads(document)
            except (ValueError, RecursionError) as error:
                raise KeySetError(
                    f"no key set: the text is no JSON ({type(error).__name__})"
                ) from None
        listed = document.get("keys") if isinstance(document, Mapping) else None
        if not isinstance(listed, list) or not all(isinstance(key, Mapping) for key in listed):
            raise KeySetError(
                'no key set: expected {"keys": [{"kty": "RSA", "kid": …}, …]}, as the issuer '
                "publishes it at /.well-known/jwks.json"
            )
        keys: dict[str, VerificationKey] = {}
        for jwk in listed:
            kid = jwk.get("kid")
            if isinstance(kid, str) and kid:
                keys.setdefault(kid, read_key(jwk))
        return cls(keys)

    def __repr__(self) -> str:
        return f"KeySet({', '.join(self.keys)})"


def read_key(jwk: Mapping[str, Any]) -> VerificationKey:
    """A JSON Web Key as a key that verifies RS256, or with the reason why it cannot.

    The three members that aws-jwt-verify looks at: `kty`, `use` and `alg`. Cognito's keys have
    all three; without `use` or `alg` a key is not held to them, as the standard has it.
    https://github.com/awslabs/aws-jwt-verify, https://www.rfc-editor.org/rfc/rfc7517#section-4
    """
    kid = jwk.get("kid")
    named = kid if isinstance(kid, str) else ""
    for member, wanted, needed in (
        ("kty", "RSA", True),
        ("use", "sig", False),
        ("alg", ALGORITHM, False),
    ):
        found = jwk.get(member)
        if found != wanted and (needed or found is not None):
            shown = found[:_LONGEST_SHOWN] if isinstance(found, str) else type(found).__name__
            return VerificationKey(named, jwk, None, f"its {member} is {shown!a}, not {wanted!r}")
    try:
        # Only the public members: a set that leaks a private key still only verifies.
        public = {name: jwk[name] for name in ("kty", "n", "e")}
        key = jwt.algorithms.RSAAlgorithm.from_jwk(public)
    except (KeyError, TypeError, ValueError, AttributeError, jwt.PyJWTError) as error:
        problem = f"its numbers n and e make no RSA key ({type(error).__name__})"
        return VerificationKey(named, jwk, None, problem)
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_KEY:
        return VerificationKey(named, jwk, None, f"it is shorter than {SMALLEST_KEY} bits")
    return VerificationKey(named, jwk, key)
