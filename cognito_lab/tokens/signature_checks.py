"""Who has signed? Four rows: the algorithm, the key's id, the key, and the signature."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from cognito_lab.evidence import Check
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet, VerificationKey
from cognito_lab.tokens.keys import ALGORITHM
from cognito_lab.tokens.reading import ReadToken
from cognito_lab.tokens.reasons import TokenReason

HOLDS, DOES_NOT_HOLD = "holds", "does not hold"

_PKCS1, _SHA256 = padding.PKCS1v15(), SHA256()
_PASSED = TokenReason.PASSED


def signature_checks(read: ReadToken, keys: KeySet) -> tuple[Check, Check, Check, Check]:
    """Algorithm, key id, key and signature: what is expected comes from the verifier alone.

    https://www.rfc-editor.org/rfc/rfc8725#section-3.1
    """
    key = key_named(read, keys)
    return (
        algorithm_check(read),
        kid_check(read, key),
        key_check(read, key),
        signature_check(key.public_key if key else None, read),
    )


def key_named(read: ReadToken, keys: KeySet) -> VerificationKey | None:
    """The key of the set whose id the header has."""
    kid = read.header.get("kid") if read.header is not None else None
    return keys.keys.get(kid) if isinstance(kid, str) else None


def algorithm_check(read: ReadToken) -> Check:
    """The row of `alg`: RS256, which is the only one that Cognito signs with."""
    if read.header is None:
        return Check(Gate.ALGORITHM, ALGORITHM, None, False, TokenReason.UNREAD)
    alg = read.header.get("alg")
    passed = alg == ALGORITHM
    reason = _PASSED if passed else TokenReason.ALGORITHM_DIFFERS
    return Check(Gate.ALGORITHM, ALGORITHM, alg, passed, reason)


def kid_check(read: ReadToken, key: VerificationKey | None) -> Check:
    """The row of `kid`: a key of the issuer's own set. `jwk`, `jku`, `x5u` and `x5c` in a header
    have no say (https://www.rfc-editor.org/rfc/rfc8725#section-3.10)."""
    if read.header is None:
        return Check(Gate.KID, _KNOWN_KEY, None, False, TokenReason.UNREAD)
    kid = read.header.get("kid")
    if key is not None:
        return Check(Gate.KID, _KNOWN_KEY, kid, True, _PASSED)
    reason = TokenReason.KID_UNKNOWN if kid else TokenReason.KID_MISSING
    return Check(Gate.KID, _KNOWN_KEY, kid, False, reason)


_KNOWN_KEY = "a key of the issuer's"
_FITTING = f"an RSA key for {ALGORITHM} signatures"


def key_check(read: ReadToken, key: VerificationKey | None) -> Check:
    """The row of the key that `kid` names: what it may be used for."""
    if read.header is None:
        return Check(Gate.KEY, _FITTING, None, False, TokenReason.UNREAD)
    if key is None:
        return Check(Gate.KEY, _FITTING, None, False, TokenReason.NO_KEY)
    if key.public_key is None:
        return Check(Gate.KEY, _FITTING, key.problem, False, TokenReason.KEY_NOT_FITTING)
    return Check(Gate.KEY, _FITTING, _FITTING, True, _PASSED)


def signature_check(key: rsa.RSAPublicKey | None, read: ReadToken) -> Check:
    """The row of the signature: by this key over these bytes, RSASSA-PKCS1-v1_5 with SHA-256.

    https://www.rfc-editor.org/rfc/rfc7518#section-3.3
    """
    if read.header is None:
        return Check(Gate.SIGNATURE, HOLDS, None, False, TokenReason.UNREAD)
    if key is None:
        return Check(Gate.SIGNATURE, HOLDS, None, False, TokenReason.NO_KEY)
    try:
        key.verify(read.signature, read.signing_input, _PKCS1, _SHA256)
    except InvalidSignature:
        return Check(Gate.SIGNATURE, HOLDS, DOES_NOT_HOLD, False, TokenReason.SIGNATURE_DIFFERS)
    return Check(Gate.SIGNATURE, HOLDS, HOLDS, True, _PASSED)
