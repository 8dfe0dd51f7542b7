"""The token of the classic flow: an identity pool says who somebody is to it.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

ISSUER = "https://cognito-identity.amazonaws.com"

LIFETIME = dt.timedelta(minutes=10)
""" "The OpenID token is valid for 10 minutes." """

DEVELOPER_LIFETIME = dt.timedelta(minutes=15)
LONGEST_DEVELOPER_LIFETIME = dt.timedelta(hours=24)
"""https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
(TokenDuration)"""

_TAGS = "https://aws.amazon.com/tags"
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp"""


def identity_token_claims(
    identity_pool_id: str,
    identity_id: str,
    amr: Sequence[str],
    *,
    now: dt.datetime,
    lifetime: dt.timedelta = LIFETIME,
    tags: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The claims of the token: the pool is its audience, the identity its subject."""
    issued = int(now.timestamp())
    claims: dict[str, Any] = {
        "sub": identity_id,
        "aud": identity_pool_id,
        "amr": list(amr),
        "iss": ISSUER,
        "exp": issued + int(lifetime.total_seconds()),
        "iat": issued,
    }
    if tags:
        claims[_TAGS] = {
            "principal_tags": {key: [value] for key, value in tags.items()},
            "transitive_tag_keys": list(tags),
        }
    return claims


def session_tags_of(claims: Mapping[str, Any]) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """The session tags that a web identity token asks for, and the keys that it calls transitive.

    A tag whose value is no list of one text has None: no session can have it.
    """
    told = claims.get(_TAGS)
    if not isinstance(told, dict):
        return {}, ()
    named = told.get("principal_tags")
    tags: dict[str, str | None] = {}
    for key, values in named.items() if isinstance(named, dict) else ():
        is_one = isinstance(values, list) and len(values) == 1 and isinstance(values[0], str)
        tags[key] = values[0] if is_one else None
    transitive = told.get("transitive_tag_keys")
    keys = transitive if isinstance(transitive, list) else []
    return tags, tuple(key for key in keys if isinstance(key, str))
