"""IAM: who may change who may do what.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import request_tags, tags, text
from cognito_lab.policies.request import ContextValue

_ENTITIES = (
    ("UserName", "user"),
    ("RoleName", "role"),
    ("GroupName", "group"),
    ("InstanceProfileName", "instance-profile"),
)
_ARNS = (
    "OpenIDConnectProviderArn",
    "PolicyArn",
    "PolicySourceArn",
    "SAMLProviderArn",
    "SerialNumber",
)
_FIRST_ITS_GROUP = ("AddUserToGroup", "RemoveUserFromGroup")
_CONTEXT_KEYS = {
    "GetContextKeysForCustomPolicy": "iam:GetContextKeysForCustomPolicy",
    "SimulateCustomPolicy": "iam:SimulateCustomPolicy",
}


def requests_of_iam(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of IAM's asks: the operation's own action, on whom it is about."""
    name, given = operation.name, operation.parameters
    if not name.isalnum():
        return None
    context: dict[str, ContextValue] = {**request_tags(tags(given))}
    if text(given, "PolicyArn").startswith("arn:"):
        context["iam:PolicyARN"] = text(given, "PolicyArn")
    if text(given, "PermissionsBoundary"):
        context["iam:PermissionsBoundary"] = text(given, "PermissionsBoundary")
    if name in _CONTEXT_KEYS:
        return (AskedFor(_CONTEXT_KEYS[name]),)
    # IAM has nothing of another account, whatever an ARN says.
    asked = AskedFor(f"iam:{name}", _resource(operation, around), context, around.account)
    if name == "AddRoleToInstanceProfile":
        role = _entity("role", text(given, "RoleName"), around)
        return (asked, AskedFor("iam:PassRole", role))
    return (asked,)


def _resource(operation: Operation, around: Surroundings) -> str:
    given = operation.parameters
    if operation.name in _FIRST_ITS_GROUP:
        return _entity("group", text(given, "GroupName"), around)
    for parameter, kind in _ENTITIES:
        if text(given, parameter):
            return _entity(kind, text(given, parameter), around)
    for parameter in _ARNS:
        if text(given, parameter).startswith("arn:"):
            return text(given, parameter)
    if text(given, "PolicyName"):
        path = text(given, "Path") or "/"
        return f"arn:aws:iam::{around.account}:policy{path}{text(given, 'PolicyName')}"
    if operation.name == "CreateOpenIDConnectProvider":
        url = text(given, "Url").partition("://")[2]
        return f"arn:aws:iam::{around.account}:oidc-provider/{url or '*'}"
    return "*"


def _entity(kind: str, name: str, around: Surroundings) -> str:
    """Its ARN, with the path that it has; one that is not there yet has none."""
    found = around.look_ups.entity_arn(kind, name)
    return found or f"arn:aws:iam::{around.account}:{kind}/{name or '*'}"
