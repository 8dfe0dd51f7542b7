"""A careless verifier: the same checks, but some are not asked. What gets through?

Each gate that is left out is a mistake that has been made in earnest. What a verifier does in its
place follows from the token alone, which is what makes it a mistake:

- without `algorithm` the token's header says by which algorithm it is checked: by none at all, or
  as an HMAC whose secret is the issuer's public key, which everybody has
- without `kid` the token says where its key is to be had: in its header (`jwk`), at an address in
  its header (`jku`), or at the issuer that it names; else every key of the set is tried
- without `shape` a token is read as far as it can be, however it is written
- without `token use` the app client is taken from whichever claim has it
- without any other gate, its row has no say
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from cognito_lab.evidence import Check
from cognito_lab.tokens.claim_checks import claim_checks
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.expected import Expected
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet, KeySetError, VerificationKey, read_key
from cognito_lab.tokens.reading import ReadToken, read_token
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.signature_checks import (
    DOES_NOT_HOLD,
    HOLDS,
    algorithm_check,
    key_check,
    key_named,
    kid_check,
    signature_check,
)
from cognito_lab.tokens.verification import TokenVerification

NO_KEYS: Mapping[str, Mapping[str, Any]] = {}

BELIEFS: Mapping[Gate, str] = {
    Gate.SHAPE: "However a token is written, everybody reads the same in it.",
    Gate.ALGORITHM: "The token's header says how it is to be checked.",
    Gate.KID: "The token knows best where its key is to be had.",
    Gate.KEY: "A key that the issuer publishes is good for everything.",
    Gate.SIGNATURE: "What a token says can be read, so it can be trusted.",
    Gate.ISSUER: "A token that is signed is a token of ours.",
    Gate.EXPIRY: "What was once true stays true.",
    Gate.NOT_BEFORE: "A token that is not too old is good.",
    Gate.TOKEN_USE: "Both tokens are of the same pool and about the same user, so either will do.",
    Gate.AUDIENCE: "A token of our user pool was given to our app.",
    Gate.SCOPE: "An access token is good for everything.",
    Gate.GROUPS: "Whoever is signed in is allowed.",
}
"""What one believes who leaves out a gate."""


def verify_without(
    gates: Collection[Gate],
    token: Any,
    jwks: KeySet | Mapping[str, Any],
    expected: Expected,
    published: Mapping[str, Mapping[str, Any]] = NO_KEYS,
) -> TokenVerification:
    """What a verifier says that does not ask some gates. Without `gates` it is `verify_token`.

    `published` are key sets by their address: what such a verifier finds where a token sends it.
    Never raises for what the token is.
    """
    left_out = frozenset(gates)
    keys = jwks if isinstance(jwks, KeySet) else KeySet.read(jwks)
    read = read_token(token)
    if Gate.SHAPE in left_out and not read.shape.passed:
        read = _read_leniently(token, read)
    checks = (
        read.shape,
        *_signature_checks(read, keys, left_out, published),
        *claim_checks(read.payload, expected, any_use=Gate.TOKEN_USE in left_out),
    )
    return TokenVerification(token, expected, checks, read.payload or {}, left_out)


def _read_leniently(token: Any, strict: ReadToken) -> ReadToken:
    """The token as a reader sees it who forgives: padding, and JSON of any size and any kind."""
    parts = token.split(".") if isinstance(token, str) else []
    try:
        header, payload, signature = (
            base64.urlsafe_b64decode(part.rstrip("=") + "==") for part in parts
        )
        objects = json.loads(header), json.loads(payload)
    except (ValueError, RecursionError):  # also where there are not three
        return strict
    if not all(isinstance(value, dict) for value in objects):
        return strict
    signing_input = f"{parts[0]}.{parts[1]}".encode("utf-8", "replace")
    return ReadToken(strict.shape, *objects, signing_input, signature)


def _signature_checks(
    read: ReadToken,
    keys: KeySet,
    left_out: frozenset[Gate],
    published: Mapping[str, Mapping[str, Any]],
) -> tuple[Check, Check, Check, Check]:
    own = key_named(read, keys)
    candidates = [own] if own else []
    if Gate.KID in left_out:
        candidates = [*_keys_of_the_token(read, published), *candidates, *keys.keys.values()]
    algorithm = algorithm_check(read)
    if Gate.ALGORITHM in left_out and not algorithm.passed and read.header is not None:
        key, signature = own, _by_the_tokens_algorithm(read.header.get("alg"), candidates, read)
    else:
        key, signature = _first_that_fits(candidates, read, left_out)
    return algorithm, kid_check(read, own), key_check(read, key), signature


def _first_that_fits(
    candidates: Sequence[VerificationKey], read: ReadToken, left_out: frozenset[Gate]
) -> tuple[VerificationKey | None, Check]:
    """The key by which the signature holds, else the first; and the row of the signature."""
    tried = [(key, signature_check(_public_key(key, left_out), read)) for key in candidates]
    for key, check in tried:
        if check.passed:
            return key, check
    return tried[0] if tried else (None, signature_check(None, read))


def _public_key(key: VerificationKey, left_out: frozenset[Gate]) -> rsa.RSAPublicKey | None:
    """The key, also where the set says that it is for something else, if nobody asks."""
    if key.public_key is not None or Gate.KEY not in left_out:
        return key.public_key
    numbers = {name: key.jwk[name] for name in ("kty", "n", "e") if name in key.jwk}
    return read_key({**numbers, "kid": key.kid}).public_key


def _keys_of_the_token(
    read: ReadToken, published: Mapping[str, Mapping[str, Any]]
) -> Iterator[VerificationKey]:
    """The keys to which the token itself leads."""
    header, payload = read.header or {}, read.payload or {}
    jwk, jku, kid, issuer = (*map(header.get, ("jwk", "jku", "kid")), payload.get("iss"))
    if isinstance(jwk, Mapping):
        yield read_key(jwk)
    addresses = [jku, jwks_url(issuer) if isinstance(issuer, str) else None]
    for address in addresses:
        if isinstance(address, str) and address in published:
            try:
                found = KeySet.read(published[address]).keys
            except KeySetError:
                continue
            yield from (key for name, key in found.items() if name == kid)


def _by_the_tokens_algorithm(
    alg: Any, candidates: Collection[VerificationKey], read: ReadToken
) -> Check:
    """The signature, checked as the token would like it.

    https://www.rfc-editor.org/rfc/rfc8725#section-2.1
    """
    if isinstance(alg, str) and alg.lower() == "none":
        holds = not read.signature
    elif alg == "HS256":
        holds = any(
            hmac.compare_digest(mac_with_public_key(key, read.signing_input), read.signature)
            for key in (candidate.public_key for candidate in candidates)
            if key is not None
        )
    else:
        holds = False
    if holds:
        return Check(Gate.SIGNATURE, HOLDS, HOLDS, True, TokenReason.PASSED)
    return Check(Gate.SIGNATURE, HOLDS, DOES_NOT_HOLD, False, TokenReason.SIGNATURE_DIFFERS)


def mac_with_public_key(key: rsa.RSAPublicKey, signing_input: bytes) -> bytes:
    """HMAC-SHA256 with a public key's PEM text as the secret: what "HS256" then means."""
    pem = key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hmac.digest(pem, signing_input, hashlib.sha256)
