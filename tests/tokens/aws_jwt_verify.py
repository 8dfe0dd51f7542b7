"""What aws-jwt-verify checks, AWS's own verifier, and which of our gates asks it: as tokens.

Version 5.2.1; `source` is the function in its `src/` folder.
https://github.com/awslabs/aws-jwt-verify
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA512

from cognito_lab.tokens.anatomy import LONGEST
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.segment import encode_segment
from tests.tokens.practice import LOOT, POOL, SECONDS, header, sealed, written

KEY = POOL.keys.id_token.public_jwk()
CLAIMS = POOL.claims()
TEXT = json.dumps(CLAIMS)


@dataclass(frozen=True)
class Case:
    """A token, and what its verifier is told beside pool, client and time.

    `asked` has our words; `key` are members that differ in the published key of ID tokens
    (None takes one out).
    """

    what: str
    token: Any
    use: str = "id"
    asked: Mapping[str, Any] = field(default_factory=dict)
    key: Mapping[str, Any] = field(default_factory=dict)

    @property
    def jwks(self) -> dict[str, Any]:
        """The published key set."""
        merged = {name: v for name, v in {**KEY, **self.key}.items() if v is not None}
        return {"keys": [merged, POOL.keys.access_token.public_jwk()]}


@dataclass(frozen=True)
class Check(Case):
    """One check of theirs: the gate of ours, the name of their error, where it stands.

    `also` are gates of ours that such a token cannot pass either.
    """

    gate: Gate = Gate.SHAPE
    error: str = ""
    source: str = ""
    also: tuple[Gate, ...] = ()


def _check(
    source: str, error: str, gate: Gate, what: str, token: Any, *also: Gate, **more: Any
) -> Check:
    return Check(what, token, gate=gate, error=error, source=source, also=also, **more)


def _id(**claims: Any) -> str:
    return POOL.token("id", claims)


def _access(**claims: Any) -> str:
    return POOL.token("access", claims)


DECOMPOSE = "jwt.ts decomposeUnverifiedJwt"
HEADER, PAYLOAD = "jwt.ts assertJwtHeader", "jwt.ts assertJwtPayload"
FIELDS, COGNITO = "jwt.ts validateJwtFields", "cognito-verifier.ts validateCognitoJwtFields"
HEADER_AND_KEY = "jwt-verifier.ts validateJwtHeaderAndJwk"
PARSE = "JwtParseError"
UNREAD = tuple(Gate)[1:10]
NO_KEY = (Gate.KEY, Gate.SIGNATURE)


def _wrong(claim: str, value: Any, *also: Gate) -> Check:
    token = sealed(header(), CLAIMS | {claim: value})
    return _check(PAYLOAD, PARSE, Gate.SHAPE, f"{claim} is {value!r}", token, *also)


CHECKS = (
    _check(DECOMPOSE, PARSE, Gate.SHAPE, "no token", "", *UNREAD),
    _check(DECOMPOSE, PARSE, Gate.SHAPE, "no text", 1, *UNREAD),
    _check(DECOMPOSE, PARSE, Gate.SHAPE, "two segments", "a.b", *UNREAD),
    _check(DECOMPOSE, PARSE, Gate.SHAPE, "four segments", _id() + ".x"),
    _check(DECOMPOSE, PARSE, Gate.SHAPE, "a letter of no base64url", _id() + "+", Gate.SIGNATURE),
    _check(
        DECOMPOSE,
        PARSE,
        Gate.SHAPE,
        "a header that is no JSON",
        sealed("{", CLAIMS),
        *UNREAD[:4],
    ),
    _check(
        DECOMPOSE,
        PARSE,
        Gate.SHAPE,
        "a payload that is no JSON",
        sealed(header(), "{"),
        *UNREAD[4:],
    ),
    _check(HEADER, PARSE, Gate.SHAPE, "a header that is a list", sealed("[]", CLAIMS), *UNREAD[:4]),
    _check(
        HEADER,
        PARSE,
        Gate.SHAPE,
        "alg is no text",
        sealed(header(alg=["RS256"]), CLAIMS),
        Gate.ALGORITHM,
    ),
    _check(
        HEADER,
        PARSE,
        Gate.SHAPE,
        "kid is no text",
        sealed(header(kid=1), CLAIMS),
        Gate.KID,
        *NO_KEY,
    ),
    _check(
        PAYLOAD,
        PARSE,
        Gate.SHAPE,
        "a payload that is a list",
        sealed(header(), "[]"),
        *UNREAD[4:],
    ),
    _wrong("exp", "9", Gate.EXPIRY),
    _wrong("iss", ["x"], Gate.ISSUER),
    _wrong("sub", 1),
    _wrong("aud", 1, Gate.AUDIENCE),
    _wrong("aud", [POOL.app_client_id, 1], Gate.AUDIENCE),
    _wrong("nbf", "0", Gate.NOT_BEFORE),
    _wrong("iat", "0"),
    _wrong("scope", ["a"]),
    _wrong("jti", 1),
    _check(
        "jwk.ts getCachedJwk",
        "JwtWithoutValidKidError",
        Gate.KID,
        "no kid",
        sealed(header(kid=None), CLAIMS),
        *NO_KEY,
    ),
    _check(
        "jwk.ts findJwkInJwks",
        "KidNotFoundInJwksError",
        Gate.KID,
        "a kid that the pool does not publish",
        sealed(header(kid="nobodys"), CLAIMS),
        *NO_KEY,
    ),
    _check(
        "jwk.ts assertIsSignatureJwk",
        "JwkInvalidKtyError",
        Gate.KEY,
        "a key of another kind",
        _id(),
        Gate.SIGNATURE,
        key={"kty": "oct"},
    ),
    _check(
        "jwk.ts assertIsRsaSignatureJwk",
        "JwkInvalidUseError",
        Gate.KEY,
        "a key for encryption",
        _id(),
        Gate.SIGNATURE,
        key={"use": "enc"},
    ),
    _check(
        "jwk.ts assertIsRsaSignatureJwk",
        "JwkValidationError",
        Gate.KEY,
        "a key without its modulus",
        _id(),
        Gate.SIGNATURE,
        key={"n": None},
    ),
    _check(
        "jwk.ts assertIsRsaSignatureJwk",
        "JwkValidationError",
        Gate.KEY,
        "a key without its exponent",
        _id(),
        Gate.SIGNATURE,
        key={"e": None},
    ),
    _check(
        HEADER_AND_KEY,
        "JwtInvalidSignatureAlgorithmError",
        Gate.ALGORITHM,
        "another algorithm than the key's",
        sealed(header(alg="RS512"), CLAIMS),
    ),
    _check(
        HEADER_AND_KEY,
        "JwtInvalidSignatureAlgorithmError",
        Gate.ALGORITHM,
        "an algorithm that proves nothing",
        sealed(header(alg="none"), CLAIMS),
        key={"alg": None},
    ),
    _check(
        "jwt-verifier.ts verifyDecomposedJwt",
        "JwtInvalidSignatureError",
        Gate.SIGNATURE,
        "a stranger's signature",
        sealed(header(), CLAIMS, LOOT.own_key),
    ),
    _check(FIELDS, "JwtExpiredError", Gate.EXPIRY, "exp is over", _id(exp=SECONDS - 1)),
    _check(FIELDS, "JwtNotBeforeError", Gate.NOT_BEFORE, "nbf lies ahead", _id(nbf=SECONDS + 1)),
    _check(
        "jwt-verifier.ts getVerifyParameters",
        "ParameterValidationError",
        Gate.ISSUER,
        "another issuer",
        _id(iss=POOL.issuer[:-1] + "2"),
    ),
    _check(
        "jwt-verifier.ts getVerifyParameters",
        "ParameterValidationError",
        Gate.ISSUER,
        "no issuer",
        _id(iss=None),
    ),
    _check(
        FIELDS,
        "JwtInvalidScopeError",
        Gate.SCOPE,
        "none of the scopes",
        _access(scope="a b"),
        use="access",
        asked={"scopes": ["c", "d"]},
    ),
    _check(
        FIELDS,
        "JwtInvalidScopeError",
        Gate.SCOPE,
        "no scope",
        _access(scope=None),
        use="access",
        asked={"scopes": "c"},
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidGroupError",
        Gate.GROUPS,
        "none of the groups",
        _id(),
        asked={"groups": ["admins", "x"]},
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidGroupError",
        Gate.GROUPS,
        "no groups",
        _id(**{"cognito:groups": None}),
        asked={"groups": "admins"},
    ),
    _check(
        COGNITO, "CognitoJwtInvalidTokenUseError", Gate.TOKEN_USE, "no use", _id(token_use=None)
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidTokenUseError",
        Gate.TOKEN_USE,
        "neither id nor access",
        _id(token_use="refresh"),
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidTokenUseError",
        Gate.TOKEN_USE,
        "an access token for an ID token",
        _access(),
        Gate.AUDIENCE,
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidTokenUseError",
        Gate.TOKEN_USE,
        "an ID token for an access token",
        _id(),
        Gate.AUDIENCE,
        use="access",
    ),
    _check(
        COGNITO, "CognitoJwtInvalidClientIdError", Gate.AUDIENCE, "another aud", _id(aud="other")
    ),
    _check(COGNITO, "CognitoJwtInvalidClientIdError", Gate.AUDIENCE, "no aud", _id(aud=None)),
    _check(
        COGNITO,
        "CognitoJwtInvalidClientIdError",
        Gate.AUDIENCE,
        "none of several clients",
        _id(aud="other"),
        asked={"audience": ["a", "b"]},
    ),
    _check(
        COGNITO,
        "CognitoJwtInvalidClientIdError",
        Gate.AUDIENCE,
        "another client_id, and an aud that would do",
        _access(client_id="other", aud=POOL.app_client_id),
        use="access",
    ),
)
"""Each check of theirs, by a token that passes all gates of ours but this one and `also`."""

ACCEPTED = (
    Case("an ID token", _id()),
    Case("an access token", _access(), "access"),
    Case("one of several clients", _id(), asked={"audience": ["other", POOL.app_client_id]}),
    Case("one of the scopes", _access(scope="a b"), "access", {"scopes": ["b", "c"]}),
    Case("one of the groups", _id(), asked={"groups": ["photographers", "x"]}),
    Case("nbf is now", _id(nbf=SECONDS)),
    Case("exp within graceSeconds", _id(exp=SECONDS - 4), asked={"leeway": 5}),
    Case("nbf within graceSeconds", _id(nbf=SECONDS + 5), asked={"leeway": 5}),
    Case("a key without use and alg", _id(), key={"use": None, "alg": None}),
)
"""What both accept."""


@dataclass(frozen=True)
class Difference(Case):
    """Where the two differ, and why we do not do as they do."""

    ours: bool = False
    why: str = ""


SHORT = SigningKey(rsa.generate_private_key(65537, 1024))


def _rs512() -> str:
    """Signed as it says, by RS512, with the pool's key."""
    signing_input = f"{written(header(alg='RS512'))}.{written(CLAIMS)}"
    private = POOL.keys.id_token._private_key
    signature = private.sign(signing_input.encode(), padding.PKCS1v15(), SHA512())
    return f"{signing_input}.{encode_segment(signature)}"


def _loose(token: str) -> str:
    """The same bytes, with bits in the last letter that belong to none."""
    loose = token[:-1] + chr(ord(token[-1]) + 1)
    assert jwt.utils.base64url_decode(loose) == jwt.utils.base64url_decode(token)
    return loose


STRICT = "Two readers of JSON could see two different things (RFC 8725, section 2.4)."
SPELLING = "A token has one spelling, or a list of revoked texts could be got round."

DIFFERENCES = (
    Difference(
        "exp is now",
        _id(exp=SECONDS),
        why="RFC 7519: `on or after which` it must not be accepted; they refuse a moment later.",
    ),
    Difference(
        "no exp", _id(exp=None), why="A token that never ends is none of Cognito's: all have `exp`."
    ),
    Difference(
        "signed by RS512, and the key does not say for what it is",
        _rs512(),
        key={"alg": None},
        why="They verify any issuer's tokens; Cognito signs by RS256 and by nothing else.",
    ),
    Difference(
        "a key of 1024 bits",
        sealed(header(), CLAIMS, SHORT),
        key={"n": SHORT.public_jwk()["n"]},
        why="RFC 7518, section 3.3: 2048 bits or more MUST be used.",
    ),
    Difference("padded", _id() + "==", why=f"RFC 7515: without padding. {SPELLING}"),
    Difference(
        "bits of no byte in the last letter",
        _loose(_id()),
        why=f"RFC 4648, section 3.5, lets a decoder refuse them. {SPELLING}",
    ),
    Difference("a name twice", sealed(header(), '{"sub":"ben",' + TEXT[1:]), why=STRICT),
    Difference(
        "a number too large for any reader",
        sealed(header(), TEXT[:-1] + ',"custom:x":1e999}'),
        why=STRICT,
    ),
    Difference(
        "half of a character",
        sealed(header(), TEXT[:-1] + ',"custom:x":"\\ud800"}'),
        why=STRICT,
    ),
    Difference(
        "nested deeper than any token",
        sealed(header(), TEXT[:-1] + ',"custom:x":' + "[" * 40 + "]" * 40 + "}"),
        why="A reader that calls itself for each level can be made to fall over.",
    ),
    Difference(
        "longer than any token",
        _id(**{"custom:x": "x" * LONGEST}),
        why="What no request to API Gateway could carry is not read.",
    ),
    Difference(
        "an extension that has to be understood",
        sealed(header(crit=["x"], x=1), CLAIMS),
        why="RFC 7515, section 4.1.11: who does not understand what `crit` names MUST refuse.",
    ),
    Difference(
        "email_verified as a text",
        _id(email_verified="false"),
        why="OpenID Connect: true or false; as a text, `false` is true for most programs.",
    ),
    Difference(
        "groups as a text",
        _id(**{"cognito:groups": "photographers"}),
        why="`admin` would be found in the text `administrators-of-nothing`.",
    ),
    Difference(
        "the pool's other issuer",
        _id(iss=POOL.issuer.replace("cognito-idp", "issuer-cognito-idp")),
        why="They are told a pool and know both forms; we are told an issuer, letter by letter.",
    ),
    Difference(
        "aud as a list of us alone",
        _id(aud=[POOL.app_client_id]),
        ours=True,
        why="RFC 7519, section 4.1.3, lets an audience be a list; Cognito writes one text.",
    ),
)
"""What one of the two accepts and the other does not."""

NO_GATE = {
    "customJwtCheck": "The app's own check: it stands after `.claims`, in the app.",
    "includeRawJwtInErrors": "`.untrusted_claims` and `.anatomy` are always there.",
    "null for tokenUse or clientId": "A check that is not asked is `careless.verify_without`.",
    "several user pools": "One `verify_token` for each issuer: whom to ask is the app's choice.",
    "the JWKS cache": "Keys are handed in: nothing is fetched.",
}
"""Parameters that they document and that are no check of a token."""
