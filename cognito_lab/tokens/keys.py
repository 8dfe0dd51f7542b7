"""Signing keys: a pool has two pairs, one for ID tokens and one for access tokens.

"Amazon Cognito generates two pairs of RSA cryptographic keys for each user pool. One of
the private keys of each pair is used to sign the respective ID token or access token."
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from jwt.utils import base64url_encode

ALGORITHM = "RS256"
KEY_SIZE = 2048
PUBLIC_EXPONENT = 65537

_PADDING, _HASH = padding.PKCS1v15(), hashes.SHA256()


class SigningKey:
    """One RSA pair with its key id."""

    def __init__(self, private_key: rsa.RSAPrivateKey) -> None:
        self._private_key = private_key

    @classmethod
    def generate(cls) -> SigningKey:
        """A fresh pair of 2048 bits."""
        return cls(rsa.generate_private_key(PUBLIC_EXPONENT, KEY_SIZE))

    @classmethod
    def from_der(cls, der: bytes) -> SigningKey:
        """A stored pair (PKCS #8, DER). It is trusted: the primes are not tested again.

        Raises ValueError if the bytes hold no RSA private key.
        """
        key = serialization.load_der_private_key(
            der, password=None, unsafe_skip_rsa_key_validation=True
        )
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ValueError(f"expected an RSA private key, found {type(key).__name__}")
        return cls(key)

    def to_der(self) -> bytes:
        """The pair as PKCS #8, DER, without a password."""
        return self._private_key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @cached_property
    def kid(self) -> str:
        """The key id: the public key's SHA-256 thumbprint in Base64 (RFC 7638, 44 letters).

        How Cognito makes its key ids is not documented; theirs look like this.
        """
        numbers = {name: self._numbers[name] for name in ("e", "kty", "n")}
        canonical = json.dumps(numbers, sort_keys=True, separators=(",", ":"))
        return base64.b64encode(hashlib.sha256(canonical.encode()).digest()).decode()

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self._private_key.public_key(), as_dict=True)
        return {"e": public["e"], "kty": "RSA", "n": public["n"]}

    def public_jwk(self) -> dict[str, str]:
        """The public half as a JSON Web Key, with the members that Cognito publishes."""
        return {"alg": ALGORITHM, **self._numbers, "kid": self.kid, "use": "sig"}

    def sign(self, claims: Mapping[str, Any]) -> str:
        """A compact JWT of these claims, RS256, with this key's id in the header.

        Cognito's headers have `kid` and `alg`, and no `typ`.
        https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html

        By hand, for the header of a key never changes; `jwt.encode` makes the same token of
        these. Raises TypeError for what JSON cannot say.
        """
        payload = json.dumps(dict(claims), separators=(",", ":")).encode()
        message = self._header_segment + b"." + base64url_encode(payload)
        return (message + b"." + base64url_encode(self.signature(message))).decode("ascii")

    def signature(self, signing_input: bytes) -> bytes:
        """The RS256 signature of these bytes alone: what the third segment of a JWT has."""
        return self._private_key.sign(signing_input, _PADDING, _HASH)

    @cached_property
    def _header_segment(self) -> bytes:
        header = {"alg": ALGORITHM, "kid": self.kid}
        return base64url_encode(json.dumps(header, separators=(",", ":")).encode())


@dataclass(frozen=True)
class PoolKeys:
    """The two pairs of one user pool; `retired`: public keys of former ones, newest first.

    "Amazon Cognito might rotate signing keys in your user pool. As a best practice, cache public
    keys in your app, using the kid as a cache key, and refresh the cache periodically" (the page
    named above). When it does so, and how long a former key is published, is not documented.
    """

    id_token: SigningKey
    access_token: SigningKey
    retired: tuple[Mapping[str, str], ...] = ()

    def for_use(self, token_use: str) -> SigningKey:
        """The pair that signs tokens of this `token_use` (`"id"` or `"access"`)."""
        return {"id": self.id_token, "access": self.access_token}[token_use]

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """The pool's JSON Web Key Set (RFC 7517): both public keys, that of ID tokens first.

        Retired ones follow: what they have signed still verifies.
        """
        own = [self.id_token.public_jwk(), self.access_token.public_jwk()]
        return {"keys": [*own, *map(dict, self.retired)]}

    def replaced_by(self, fresh: PoolKeys, *, forget_old: bool = False) -> PoolKeys:
        """The pool's keys once `fresh` ones sign; the old ones stay published, unless forgotten."""
        published = () if forget_old else tuple(self.jwks()["keys"])
        return PoolKeys(fresh.id_token, fresh.access_token, published)
