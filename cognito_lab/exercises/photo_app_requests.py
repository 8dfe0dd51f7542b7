"""Who asks in the exercises of chapter 6: sessions of the photo app's roles, and their keys."""

from __future__ import annotations

from typing import Any

ACCOUNT = "123456789012"
ALBUMS = "arn:aws:s3:::photo-app-albums"
COMMENTS = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/photo-app-comments"

ANA = "us-east-1:0a1b2c3d-aaaa-4aaa-8aaa-0123456789ab"
BEN = "us-east-1:9f8e7d6c-bbbb-4bbb-8bbb-0123456789ab"
"""Identity ids, as an identity pool gives them."""

SUB = "cognito-identity.amazonaws.com:sub"
IDENTITY_POOL = "us-east-1:12345678-cccc-4ccc-8ccc-0123456789ab"

_SESSIONS = f"arn:aws:sts::{ACCOUNT}:assumed-role/photo-app-members"


def of_identity(identity: str, action: str, resource: str, **context: Any) -> dict[str, Any]:
    """A request with the credentials that an identity pool has given to an identity.

    A key of the context is written with `__` for its colon, and with `_` for a hyphen.
    """
    keys = {
        "cognito-identity.amazonaws.com:aud": IDENTITY_POOL,
        SUB: identity,
        "cognito-identity.amazonaws.com:amr": ["authenticated"],
        **_keys(context),
    }
    principal = f"{_SESSIONS}/CognitoIdentityCredentials"
    return {"principal": principal, "action": action, "resource": resource, "context": keys}


def of_colleague(action: str, resource: str, **context: Any) -> dict[str, Any]:
    """A request of somebody who took the same role by `sts:AssumeRole`: without an identity."""
    principal = f"{_SESSIONS}/support"
    keys = _keys(context)
    return {"principal": principal, "action": action, "resource": resource, "context": keys}


def _keys(context: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("__", ":").replace("_", "-"): value for name, value in context.items()}
