"""IAM: who may change who may do what.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

from cognito_lab.policies.api.operation import (
    Asked,
    AskedFor,
    Operation,
    Surroundings,
    passing,
    with_tagging,
)
from cognito_lab.policies.api.parameters import tag_keys, text
from cognito_lab.policies.principal import PrincipalKind
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
# Of two that are named, the one that is asked about.
_RATHER = {
    "AddRoleToInstanceProfile": ("InstanceProfileName", "instance-profile"),
    "AddUserToGroup": ("GroupName", "group"),
    "RemoveRoleFromInstanceProfile": ("InstanceProfileName", "instance-profile"),
    "RemoveUserFromGroup": ("GroupName", "group"),
}
# What is made: the parameter with its name, its kind, and the action that its tags need.
# That tags of a new one need theirs: https://github.com/openshift/installer/issues/1073
_MADE: dict[str, tuple[str, str, str | None]] = {
    "CreateGroup": ("GroupName", "group", None),
    "CreateInstanceProfile": (
        "InstanceProfileName",
        "instance-profile",
        "iam:TagInstanceProfile",
    ),
    "CreatePolicy": ("PolicyName", "policy", "iam:TagPolicy"),
    "CreateRole": ("RoleName", "role", "iam:TagRole"),
    "CreateSAMLProvider": ("Name", "saml-provider", "iam:TagSAMLProvider"),
    "CreateUser": ("UserName", "user", "iam:TagUser"),
    "CreateVirtualMFADevice": ("VirtualMFADeviceName", "mfa", "iam:TagMFADevice"),
    "UploadServerCertificate": (
        "ServerCertificateName",
        "server-certificate",
        "iam:TagServerCertificate",
    ),
}
# "If you do not specify a user name, IAM determines the user name implicitly based on the AWS
# access key ID signing the request": https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
# "If no user name is included, it defaults to the principal making the request":
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html
_OF_WHO_CALLS = (
    "ChangePassword",
    "CreateAccessKey",
    "CreateLoginProfile",
    "DeactivateMFADevice",
    "DeleteAccessKey",
    "DeleteLoginProfile",
    "DeleteServiceSpecificCredential",
    "DeleteSigningCertificate",
    "GetLoginProfile",
    "GetUser",
    "ListAccessKeys",
    "ListMFADevices",
    "ListSSHPublicKeys",
    "ListServiceSpecificCredentials",
    "ListSigningCertificates",
    "ResetServiceSpecificCredential",
    "UpdateAccessKey",
    "UpdateServiceSpecificCredential",
    "UpdateSigningCertificate",
    "UploadSigningCertificate",
)
# Where iam:PermissionsBoundary is the boundary that the entity has; elsewhere it is the one that
# the request sets. The operations are those of the reference:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
_UNDER_A_BOUNDARY = {
    "AttachRolePolicy": "role",
    "AttachUserPolicy": "user",
    "DeleteRole": "role",
    "DeleteRolePermissionsBoundary": "role",
    "DeleteRolePolicy": "role",
    "DeleteUserPermissionsBoundary": "user",
    "DeleteUserPolicy": "user",
    "DetachRolePolicy": "role",
    "DetachUserPolicy": "user",
    "PutRolePolicy": "role",
    "PutUserPolicy": "user",
    "UpdateAssumeRolePolicy": "role",
    "UpdateRole": "role",
    "UpdateRoleDescription": "role",
}
# "…the requester must have appropriate permissions on both the source object and the target
# object"; of a new path the lab takes the same to be so:
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
_RENAMED = {
    "UpdateGroup": ("GroupName", "group", "NewGroupName"),
    "UpdateUser": ("UserName", "user", "NewUserName"),
}


def requests_of_iam(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of IAM's asks: the operation's own action, on whom it is about."""
    name, given = operation.name, operation.parameters
    if not name.isalnum():
        return None
    of_tags = tag_keys(given, "Tags")
    context = {**of_tags, **_of_policies(operation, around)}
    # IAM has nothing of another account, whatever an ARN says.
    asked = AskedFor(f"iam:{name}", _resource(operation, around), context, around.account)
    if name == "AddRoleToInstanceProfile":
        role = _entity("role", text(given, "RoleName"), around)
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html
        return (asked, passing(role, "ec2.amazonaws.com"))
    if name in _RENAMED:
        return (asked, *_renamed(operation, asked, around))
    if name == "CreateOpenIDConnectProvider":
        return with_tagging(asked, "iam:TagOpenIDConnectProvider", of_tags)
    return with_tagging(asked, _MADE[name][2] if name in _MADE else None, of_tags)


def _of_policies(operation: Operation, around: Surroundings) -> dict[str, ContextValue]:
    """The condition keys of the policies that a call names, and of a boundary."""
    given = operation.parameters
    keys: dict[str, ContextValue] = {}
    if text(given, "PolicyArn").startswith("arn:"):
        keys["iam:PolicyARN"] = text(given, "PolicyArn")
    boundary: str | None = text(given, "PermissionsBoundary")
    kind = _UNDER_A_BOUNDARY.get(operation.name)
    if kind is not None:
        named = text(given, "RoleName" if kind == "role" else "UserName")
        boundary = around.look_ups.boundary(kind, named)
    if boundary:
        keys["iam:PermissionsBoundary"] = boundary
    return keys


def _resource(operation: Operation, around: Surroundings) -> str:
    name, given = operation.name, operation.parameters
    if name in _MADE:
        parameter, kind, _ = _MADE[name]
        return _new(kind, text(given, "Path"), text(given, parameter), around)
    if name in _RATHER:
        parameter, kind = _RATHER[name]
        return _entity(kind, text(given, parameter), around)
    for parameter, kind in _ENTITIES:
        if text(given, parameter):
            return _entity(kind, text(given, parameter), around)
    owner = around.look_ups.key_owner(text(given, "AccessKeyId"))
    if owner is not None:  # whoever calls: the key is found without its user's name
        return _entity("user", owner, around)
    if name in _OF_WHO_CALLS:
        return _who_calls(around)
    for parameter in _ARNS:
        if text(given, parameter).startswith("arn:"):
            return text(given, parameter)
    if name == "CreateOpenIDConnectProvider":
        url = text(given, "Url").partition("://")[2]
        return _new("oidc-provider", "", url, around)
    return "*"


def _who_calls(around: Surroundings) -> str:
    """The user's own ARN; nobody but a user has a name that could be meant."""
    caller = around.caller
    return "*" if caller is None or caller.kind is not PrincipalKind.USER else caller.name


def _renamed(operation: Operation, asked: AskedFor, around: Surroundings) -> Asked:
    """What else a new name or path asks: the same of what it will be."""
    given = operation.parameters
    parameter, kind, new = _RENAMED[operation.name]
    old_name, new_path = text(given, parameter), text(given, "NewPath")
    name = text(given, new) or old_name
    if new_path:
        becomes = _new(kind, new_path, name, around)
    else:
        becomes = asked.resource.removesuffix(old_name) + name
    if becomes == asked.resource:
        return ()
    return (AskedFor(asked.action, becomes, asked.context, around.account),)


def _new(kind: str, path: str, name: str, around: Surroundings) -> str:
    """The ARN that something will have."""
    return f"arn:aws:iam::{around.account}:{kind}{path or '/'}{name or '*'}"


def _entity(kind: str, name: str, around: Surroundings) -> str:
    """Its ARN, with the path that it has; one that is not there has none."""
    return around.look_ups.entity_arn(kind, name) or _new(kind, "", name, around)
