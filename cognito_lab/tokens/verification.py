"""Why trust a token? Every check, each with what was expected and what was found.

The order is AWS's: the form, the signature, then the claims. All checks are run, whatever the
first one says, so that one can see everything that is wrong; but after a signature that does not
hold, the claims are only what somebody has written there, and are marked as untrusted.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from cognito_lab.evidence import Check, Verdict
from cognito_lab.tokens.anatomy import (
    CLAIM_TYPES,
    HEADER_TYPES,
    LARGEST,
    LONGEST,
    TokenAnatomy,
    decode_unverified,
    type_problems,
)
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, Gate
from cognito_lab.tokens.key_set import KeySet, VerificationKey
from cognito_lab.tokens.keys import ALGORITHM
from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.segment import decode_segment, parse_object
from cognito_lab.tokens.wording import verification_table

TokenUse = Literal["id", "access"]
WELL_FORMED = "a signed JWT"

_PKCS1, _SHA256 = padding.PKCS1v15(), SHA256()
_PASSED = TokenReason.PASSED


@dataclass(frozen=True, slots=True)
class Expected:
    """What the verifier expects, from its own configuration and never from the token.

    `now` and `leeway` are seconds; of `audience`, `scopes` and `groups` one suffices. No `scopes`
    or no `groups` means that none is asked for.
    """

    issuer: str
    audience: frozenset[str]
    token_use: TokenUse
    now: float
    leeway: float = 0
    scopes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


class ReadToken(NamedTuple):
    """A token as far as it could be read; `shape` says what is wrong. What could not be read is
    None, or empty."""

    shape: Check
    header: Mapping[str, Any] | None
    payload: Mapping[str, Any] | None
    signing_input: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class TokenVerification(Verdict):
    """The verdict on one token, with a row for each check. Ask `.accepted`.

    `left_out` are gates that a careless verifier does not ask (`careless.verify_without`): their
    rows are there, and have no say. `verify_token` leaves out none.
    """

    token: Any
    expected: Expected
    checks: tuple[Check, ...]
    untrusted_claims: Mapping[str, Any]
    left_out: frozenset[Gate] = frozenset()

    @property
    def accepted(self) -> bool:
        """Whether every check that is asked has passed."""
        left_out = self.left_out
        passed = all(check.passed or check.subject in left_out for check in self.checks)
        return passed and bool(self.checks)  # who has asked nothing has accepted nothing

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that did not pass, in their order; also those that are left out."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def claims_are_untrusted(self) -> bool:
        """Whether the claims may be anybody's: the form, the key or the signature did not hold."""
        return any(check.subject in BEFORE_THE_CLAIMS and not check.passed for check in self.checks)

    @property
    def claims(self) -> dict[str, Any]:
        """The claims, verified. Raises what `raise_for_failure` does if a check failed."""
        self.raise_for_failure()
        return dict(self.untrusted_claims)

    @property
    def anatomy(self) -> TokenAnatomy:
        """The token taken apart, with all that is wrong with its form."""
        return decode_unverified(self.token)

    def raise_for_failure(self) -> None:
        """Raise PyJWT's exception for the first check that failed; return if none has.

        All of them are `jwt.PyJWTError`. https://pyjwt.readthedocs.io/en/stable/api.html#exceptions
        """
        if not self.checks:
            raise jwt.InvalidTokenError("nothing was checked")
        for check in self.checks:
            if not check.passed and check.subject not in self.left_out:
                raise _exception(check)

    def __repr__(self) -> str:
        return verification_table(self)


def verify_token(
    token: Any,
    jwks: KeySet | Mapping[str, Any],
    *,
    issuer: str,
    audience: str | Collection[str],
    token_use: TokenUse,
    now: dt.datetime,
    scopes: Collection[str] = (),
    groups: Collection[str] = (),
    leeway: float = 0,
) -> TokenVerification:
    """Run every check on a token and return a row for each.

    `jwks` is the issuer's key set: `KeySet.read(document)` once, or the document each time.
    `audience` is the app client's id (of several, one suffices): it is looked for in `aud` of an ID
    token and in `client_id` of an access token. Of `scopes` and of `groups` the token has to have
    one, as aws-jwt-verify has it. `now` is an aware datetime; `leeway` are seconds by which
    clocks may differ.

    Never raises for what the token is. Raises ValueError or TypeError for a configuration that
    checks nothing (no issuer, no audience, a naive `now`), `KeySetError` for no key set.
    """
    expected = make_expected(
        issuer=issuer,
        audience=audience,
        token_use=token_use,
        now=now,
        scopes=scopes,
        groups=groups,
        leeway=leeway,
    )
    keys = jwks if isinstance(jwks, KeySet) else KeySet.read(jwks)
    read = read_token(token)
    checks = (
        read.shape,
        *_signature_checks(read, keys),
        *claim_checks(read.payload, expected),
    )
    return TokenVerification(token, expected, checks, read.payload or {})


def make_expected(
    *,
    issuer: str,
    audience: str | Collection[str],
    token_use: TokenUse,
    now: dt.datetime,
    scopes: Collection[str] = (),
    groups: Collection[str] = (),
    leeway: float = 0,
) -> Expected:
    """What `verify_token` is told, held to make sense. Raises ValueError or TypeError if not."""
    if not isinstance(issuer, str) or not issuer:
        raise ValueError("an issuer has to be given: the pool's https://cognito-idp.… address")
    audiences = _names("audience", audience)
    if not audiences:
        raise ValueError("an audience has to be given: the app client's id")
    if token_use not in ("id", "access"):
        raise ValueError(f"token_use is 'id' or 'access', not {token_use!r}")
    if not isinstance(now, dt.datetime) or now.utcoffset() is None:
        raise ValueError("`now` has to be a datetime with its time zone, such as lab.clock.now()")
    if isinstance(leeway, bool) or not 0 <= leeway < math.inf:
        raise ValueError(f"leeway is a number of seconds from 0 up, not {leeway!r}")
    return Expected(
        issuer,
        audiences,
        token_use,
        now.timestamp(),
        leeway,
        _names("scopes", scopes),
        _names("groups", groups),
    )


def _names(what: str, given: str | Collection[str]) -> frozenset[str]:
    names = frozenset((given,)) if isinstance(given, str) else frozenset(given or ())
    if not all(isinstance(name, str) and name for name in names):
        raise TypeError(f"{what}: expected a text that is not empty, or several of them")
    return names


def read_token(token: Any) -> ReadToken:
    """Read a token strictly; what cannot be read is left empty, and the `shape` row says why."""
    try:
        if not isinstance(token, str) or len(token) > LONGEST:
            return _misshapen(token)
        first, second, third = token.split(".")
        header = parse_object(decode_segment(first))
        payload = parse_object(decode_segment(second))
        signature = decode_segment(third) if third else b""
    except ValueError:  # a SegmentError, or not three segments
        return _misshapen(token)
    if type_problems("header", header, HEADER_TYPES):
        return _misshapen(token)
    if type_problems("payload", payload, CLAIM_TYPES):
        return _misshapen(token)
    shape = Check(Gate.SHAPE, WELL_FORMED, WELL_FORMED, True, _PASSED)
    signing_input = token[: len(first) + 1 + len(second)].encode()
    return ReadToken(shape, header, payload, signing_input, signature)


def _misshapen(token: Any) -> ReadToken:
    anatomy = decode_unverified(token)
    problem = anatomy.problems[0]
    shape = Check(Gate.SHAPE, WELL_FORMED, str(problem), False, problem.reason)
    signing_input = f"{anatomy.header.text}.{anatomy.payload.text}".encode("utf-8", "replace")
    return ReadToken(
        shape,
        anatomy.header.value,
        anatomy.payload.value,
        signing_input,
        anatomy.signature.data or b"",
    )


# ---------------------------------------------------------------- the signature


def _signature_checks(read: ReadToken, keys: KeySet) -> tuple[Check, Check, Check, Check]:
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
        return Check(Gate.SIGNATURE, "holds", None, False, TokenReason.UNREAD)
    if key is None:
        return Check(Gate.SIGNATURE, "holds", None, False, TokenReason.NO_KEY)
    try:
        key.verify(read.signature, read.signing_input, _PKCS1, _SHA256)
    except InvalidSignature:
        return Check(Gate.SIGNATURE, "holds", "does not", False, TokenReason.SIGNATURE_DIFFERS)
    return Check(Gate.SIGNATURE, "holds", "holds", True, _PASSED)


# ---------------------------------------------------------------- the claims


def claim_checks(
    payload: Mapping[str, Any] | None, expected: Expected, *, any_use: bool = False
) -> tuple[Check, ...]:
    """The rows of the claims. A claim of another type than its standard's counts as missing.

    `any_use`: the verifier does not ask for what the token is, and so takes the app client from
    whichever claim has it.
    """
    if payload is None:
        return tuple(
            row._replace(passed=False, reason=TokenReason.UNREAD)
            for row in claim_checks({}, expected)
        )
    now, leeway = expected.now, expected.leeway
    exp, nbf = _number(payload, "exp"), _number(payload, "nbf")
    rows = [
        _equal(Gate.ISSUER, expected.issuer, payload.get("iss"), TokenReason.ISSUER_DIFFERS),
        # "on or after which the JWT MUST NOT be accepted"
        # https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
        # `leeway` goes to our side: to add it to a number of the token's could overflow.
        _row(Gate.EXPIRY, now, exp, exp is not None and now - leeway < exp, TokenReason.EXPIRED),
        # https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5
        Check(Gate.NOT_BEFORE, now, None, True, _PASSED)
        if "nbf" not in payload
        else _row(
            Gate.NOT_BEFORE,
            now,
            nbf,
            nbf is not None and nbf <= now + leeway,
            TokenReason.NOT_YET_VALID,
        ),
        _equal(
            Gate.TOKEN_USE, expected.token_use, payload.get("token_use"), TokenReason.USE_DIFFERS
        ),
        _audience(payload, expected, any_use),
    ]
    if expected.scopes:
        scope = payload.get("scope")
        found = scope.split(" ") if isinstance(scope, str) else None
        rows.append(_one_of(Gate.SCOPE, expected.scopes, found, TokenReason.SCOPE_LACKING))
    if expected.groups:
        groups = payload.get("cognito:groups")
        found = groups if isinstance(groups, list) else None
        rows.append(_one_of(Gate.GROUPS, expected.groups, found, TokenReason.GROUP_LACKING))
    return tuple(rows)


def _number(payload: Mapping[str, Any], claim: str) -> float | None:
    value = payload.get(claim)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    # One that is too large to be added to a leeway is no time, and its shape is wrong besides.
    return value if -LARGEST <= value <= LARGEST else None


def _row(gate: Gate, expected: Any, actual: Any, passed: bool, failing: TokenReason) -> Check:
    if passed:
        return Check(gate, expected, actual, True, _PASSED)
    reason = TokenReason.CLAIM_MISSING if actual is None else failing
    return Check(gate, expected, actual, False, reason)


def _equal(gate: Gate, expected: str, actual: Any, failing: TokenReason) -> Check:
    return _row(gate, expected, actual, actual == expected, failing)


def _audience(payload: Mapping[str, Any], expected: Expected, any_use: bool) -> Check:
    """An ID token's app client stands in `aud`, an access token's in `client_id`.

    AWS's page: "the aud claim in an ID token, or the client_id claim in an access token". Cognito
    writes one name. A list has to be of trusted ones: with "additional audiences not trusted by
    the Client" the token is refused.
    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    claim = "aud" if expected.token_use == "id" else "client_id"
    found = payload.get(claim)
    if found is None and any_use:
        found = payload.get("client_id" if claim == "aud" else "aud")
    named = found if isinstance(found, list) else [found]
    passed = bool(named) and all(
        isinstance(name, str) and name in expected.audience for name in named
    )
    wanted = tuple(sorted(expected.audience)) if len(expected.audience) > 1 else None
    shown = wanted or next(iter(expected.audience))
    return _row(Gate.AUDIENCE, shown, found, passed, TokenReason.AUDIENCE_DIFFERS)


def _one_of(
    gate: Gate, wanted: frozenset[str], found: list[Any] | None, failing: TokenReason
) -> Check:
    passed = found is not None and any(isinstance(name, str) and name in wanted for name in found)
    return _row(gate, tuple(sorted(wanted)), found, passed, failing)


# ---------------------------------------------------------------- PyJWT's exceptions

_EXCEPTIONS: Mapping[Gate, type[jwt.PyJWTError]] = {
    Gate.SHAPE: jwt.DecodeError,
    Gate.ALGORITHM: jwt.InvalidAlgorithmError,
    Gate.KID: jwt.PyJWKClientError,
    Gate.KEY: jwt.InvalidKeyError,
    Gate.SIGNATURE: jwt.InvalidSignatureError,
    Gate.ISSUER: jwt.InvalidIssuerError,
    Gate.EXPIRY: jwt.ExpiredSignatureError,
    Gate.NOT_BEFORE: jwt.ImmatureSignatureError,
    Gate.AUDIENCE: jwt.InvalidAudienceError,
}
_CLAIMS = {Gate.ISSUER: "iss", Gate.EXPIRY: "exp"}


def _exception(check: Check) -> jwt.PyJWTError:
    """PyJWT's exception for a failed check; for what PyJWT does not know, its general one."""
    gate, reason = Gate(check.subject), TokenReason(check.reason)
    if reason is TokenReason.CLAIM_MISSING and gate in _CLAIMS:
        return jwt.MissingRequiredClaimError(_CLAIMS[gate])
    kind = _EXCEPTIONS.get(gate, jwt.InvalidTokenError)
    return kind(f"{gate}: {SENTENCES[reason]}")
