"""What the tokens of a user pool say: the claims of an ID token and of an access token.

https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
Those that say how the user signed in (`acr`, `amr`) are not made: they "might not yet be available
to your user pool". Nor is `device_key`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.tokens.group_roles import NO_GROUPS, GroupConfiguration
from cognito_lab.tokens.token_family import TokenFamily

API_SCOPE = "aws.cognito.signin.user.admin"
"""The one scope of a sign-in through the API: it opens a user's own profile."""

Claims = dict[str, Any]

_FLAGS = ("email_verified", "phone_number_verified")


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """Whose tokens they are. `attributes` are those that the app client may read, all texts."""

    sub: str
    username: str
    attributes: Mapping[str, str]
    groups: GroupConfiguration = NO_GROUPS


@dataclass(frozen=True, slots=True)
class Issue:
    """One moment at which a pool makes tokens of a family.

    `issuer` is the pool's `iss`, `now` in whole seconds since 1970. `revocable`: the app client
    has EnableTokenRevocation, which "adds additional claims", `origin_jti` and `jti`.
    https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
    """

    issuer: str
    family: TokenFamily
    now: int
    revocable: bool = True


def id_token_claims(
    owner: TokenOwner,
    issue: Issue,
    *,
    lifetime: int,
    jti: str,
    nonce: str | None = None,
    access_token: str | None = None,
) -> Claims:
    """The claims of an ID token that lives `lifetime` seconds.

    `nonce` is what an OpenID Connect request brought; `access_token` the one that such a request
    gets beside it, whose hash becomes `at_hash`. A sign-in through the API has neither.
    """
    claims = {name: attribute_claim(name, value) for name, value in owner.attributes.items()}
    claims |= owner.groups.id_token_claims()
    claims |= _shared(owner, issue, lifetime, jti)
    claims |= {
        "aud": issue.family.app_client_id,
        "token_use": "id",
        "cognito:username": owner.username,
    }
    if nonce is not None:
        claims["nonce"] = nonce
    if access_token is not None:
        claims["at_hash"] = at_hash(access_token)
    return claims


def access_token_claims(
    owner: TokenOwner,
    issue: Issue,
    *,
    lifetime: int,
    jti: str,
    scopes: Iterable[str] = (API_SCOPE,),
    version: int | None = None,
) -> Claims:
    """The claims of an access token that lives `lifetime` seconds. It has no `aud`.

    `version` is 2 in the tokens of the OAuth endpoints; that those of the API have none is
    unconfirmed.
    """
    claims: Claims = dict(owner.groups.access_token_claims())
    claims |= _shared(owner, issue, lifetime, jti)
    claims |= {
        "client_id": issue.family.app_client_id,
        "token_use": "access",
        "username": owner.username,
    }
    if version is not None:
        claims["version"] = version
    return with_scopes(claims, scopes)


def with_scopes(claims: Mapping[str, Any], scopes: Iterable[str]) -> Claims:
    """Claims whose `scope` is these, each once; without scopes there is no such claim."""
    text = " ".join(dict.fromkeys(scopes))
    others = {name: value for name, value in claims.items() if name != "scope"}
    return {**others, "scope": text} if text else others


def attribute_claim(name: str, value: str) -> Any:
    """A user's attribute as the ID token has it: a text, but for four of them.

    The two flags are booleans in the guide's examples. An address is an object with `formatted`
    (https://github.com/aws-amplify/amplify-js/issues/4935), and `updated_at` a number, as OpenID
    Connect wants both: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims. Of
    these two no document of AWS's says more than that they take no other form.
    """
    if name in _FLAGS:
        return value.lower() == "true"
    if name == "address":
        return {"formatted": value}
    if name == "updated_at" and value.isascii() and value.isdigit():
        return int(value)
    return value


def at_hash(access_token: str) -> str:
    """The left half of an access token's SHA-256, in base64url.

    https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
    """
    half = hashlib.sha256(access_token.encode("ascii")).digest()[:16]
    return base64.urlsafe_b64encode(half).decode().rstrip("=")


def _shared(owner: TokenOwner, issue: Issue, lifetime: int, jti: str) -> Claims:
    """What both tokens have; `auth_time` and `origin_jti` stay over refreshes, `jti` is new.

    "On refreshes, it represents the time when the original authentication occurred, not the time
    when the token was issued" (of `auth_time`, on the page of the ID token).
    """
    family = issue.family
    claims: Claims = {
        "sub": owner.sub,
        "iss": issue.issuer,
        "event_id": family.event_id,
        "auth_time": family.auth_time,
        "iat": issue.now,
        "exp": issue.now + lifetime,
    }
    if issue.revocable:
        claims |= {"jti": jti, "origin_jti": family.origin_jti}
    return claims
