"""Cognito: the administrator's operations. What an app calls without a signature is not asked.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cognito_lab.policies.api.operation import (
    Asked,
    AskedFor,
    Operation,
    Surroundings,
    passing,
    with_tagging,
)
from cognito_lab.policies.api.parameters import mapping, maps, tag_keys, text

_OF_NO_POOL = (
    "CreateUserPool",
    "DescribeUserPoolDomain",
    "ListUserPools",
    "CreateIdentityPool",
    "ListIdentityPools",
    "DeleteIdentities",
    "DescribeIdentity",
)
# Where an operation is given a role, which is passed: the handlers of CloudFormation's schemas of
# AWS::Cognito::UserPool and AWS::Cognito::UserPoolGroup name iam:PassRole for it. Of import jobs
# and of app clients nothing is said; a role that a service is given is passed everywhere else.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-type-schemas.html
_ROLES = {
    "CreateGroup": ("RoleArn",),
    "CreateUserImportJob": ("CloudWatchLogsRoleArn",),
    "CreateUserPool": ("SmsConfiguration", "SnsCallerArn"),
    "CreateUserPoolClient": ("AnalyticsConfiguration", "RoleArn"),
    "SetUserPoolMfaConfig": ("SmsMfaConfiguration", "SmsConfiguration", "SnsCallerArn"),
    "UpdateGroup": ("RoleArn",),
    "UpdateUserPool": ("SmsConfiguration", "SnsCallerArn"),
    "UpdateUserPoolClient": ("AnalyticsConfiguration", "RoleArn"),
}
# "…is not authorized to perform: cognito-idp:TagResource on resource: *", for a new pool with tags:
# https://github.com/aws-samples/aws-saas-factory-bootcamp/issues/58
_TAGGING = {"cognito-idp:CreateUserPool": "cognito-idp:TagResource"}
_TAGS = ("Tags", "UserPoolTags", "IdentityPoolTags")
_BY_ARN = ("ListTagsForResource", "TagResource", "UntagResource")


def requests_of_user_pools(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call to user pools asks: the operation's own action, on the pool; whoever gives it a
    role has to be allowed to pass it."""
    pool = text(operation.parameters, "UserPoolId")
    arn = f"arn:aws:cognito-idp:{around.region}:{around.account}:userpool/{pool}" if pool else ""
    asked = _asked("cognito-idp", operation, arn)
    role = _role(operation)
    if asked is None or not role.startswith("arn:"):
        return asked
    return (*asked, passing(role, "cognito-idp.amazonaws.com"))


def requests_of_identity_pools(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call to identity pools asks; whoever gives it a role has to be allowed to pass it.

    https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#granting-pass-role-permission
    """
    given = operation.parameters
    pool = text(given, "IdentityPoolId")
    arn = f"arn:aws:cognito-identity:{around.region}:{around.account}:identitypool/{pool}"
    asked = _asked("cognito-identity", operation, arn if pool else "")
    if asked is None or operation.name != "SetIdentityPoolRoles":
        return asked
    return (*asked, *(passing(role, "cognito-identity.amazonaws.com") for role in _roles(given)))


def _role(operation: Operation) -> str:
    """The role that a call gives to a user pool; empty where it gives none."""
    given = operation.parameters
    *outer, last = _ROLES.get(operation.name, ("",))
    for parameter in outer:
        given = mapping(given, parameter)
    return text(given, last)


def _roles(given: Mapping[str, Any]) -> Iterator[str]:
    named = list(mapping(given, "Roles").values())
    for one in mapping(given, "RoleMappings").values():
        rules = mapping(one, "RulesConfiguration") if isinstance(one, Mapping) else {}
        named += [rule.get("RoleARN") for rule in maps(rules, "Rules")]
    roles = (role for role in named if isinstance(role, str) and role.startswith("arn:"))
    yield from dict.fromkeys(roles)


def _asked(prefix: str, operation: Operation, arn: str) -> Asked | None:
    name, given = operation.name, operation.parameters
    if not name.isalnum():  # an address, such as a key set's: it belongs to everybody
        return None
    of_tags = tag_keys(given, *_TAGS)
    if name in _BY_ARN:
        named = text(given, "ResourceArn")
        return (AskedFor(f"{prefix}:{name}", named if named.startswith("arn:") else "*", of_tags),)
    if not arn and name not in _OF_NO_POOL:
        return None
    asked = AskedFor(f"{prefix}:{name}", arn or "*", of_tags)
    return with_tagging(asked, _TAGGING.get(asked.action), of_tags)
