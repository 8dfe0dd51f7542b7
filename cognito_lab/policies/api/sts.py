"""STS: taking on a role asks for it, and for every tag and identity that the session brings.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
"""

from __future__ import annotations

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import items, request_tags, tags, text
from cognito_lab.policies.request import ContextValue

_ASKS_NOTHING = (
    # "No permissions are required to perform this operation."
    # https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    "GetCallerIdentity",
    # "No permissions are required for users to perform this operation."
    # https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
    "GetSessionToken",
    # The token speaks for itself, and the trust policy is asked about it.
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
)


def requests_of_sts(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of STS's asks; None for an operation that is not mapped."""
    name, given = operation.name, operation.parameters
    if name in _ASKS_NOTHING:
        return ()
    session_tags = request_tags(tags(given))
    if items(given, "TransitiveTagKeys"):
        session_tags["sts:TransitiveTagKeys"] = items(given, "TransitiveTagKeys")
    if name == "AssumeRole":
        return _assume_role(operation, session_tags, around.source_identity)
    if name == "GetFederationToken":
        user = f"arn:aws:sts::{around.account}:federated-user/{text(given, 'Name') or '*'}"
        asked = AskedFor("sts:GetFederationToken", user, session_tags)
        return (asked, AskedFor("sts:TagSession", user, session_tags)) if session_tags else (asked,)
    if name in ("DecodeAuthorizationMessage", "GetAccessKeyInfo"):
        return (AskedFor(f"sts:{name}"),)
    return None


def _assume_role(
    operation: Operation, session_tags: dict[str, ContextValue], handed_on: str | None
) -> Asked:
    """`handed_on` is the source identity of the caller's session: "permissions for
    sts:SetSourceIdentity are required in both the permissions policy of the principal who is
    assuming the role and in the role trust policy of the target role".

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
    """
    given = operation.parameters
    role = text(given, "RoleArn")
    role = role if role.startswith("arn:") else "*"
    keys = dict(session_tags)
    for parameter, key in (
        ("RoleSessionName", "sts:RoleSessionName"),
        ("ExternalId", "sts:ExternalId"),
    ):
        if text(given, parameter):
            keys[key] = text(given, parameter)
    source_identity = text(given, "SourceIdentity") or handed_on
    if source_identity:
        keys["sts:SourceIdentity"] = source_identity
    actions = ["sts:AssumeRole"]
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
    actions += ["sts:TagSession"] if session_tags else []
    actions += ["sts:SetSourceIdentity"] if source_identity else []
    return tuple(AskedFor(action, role, keys) for action in actions)
