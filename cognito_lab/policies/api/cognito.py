"""Cognito: the administrator's operations. What an app calls without a signature is not asked.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import mapping, maps, request_tags, tags, text

_OF_NO_POOL = (
    "CreateUserPool",
    "DescribeUserPoolDomain",
    "ListUserPools",
    "CreateIdentityPool",
    "ListIdentityPools",
    "DeleteIdentities",
    "DescribeIdentity",
)
_BY_ARN = ("ListTagsForResource", "TagResource", "UntagResource")


def requests_of_user_pools(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call to user pools asks: the operation's own action, on the pool."""
    pool = text(operation.parameters, "UserPoolId")
    arn = f"arn:aws:cognito-idp:{around.region}:{around.account}:userpool/{pool}" if pool else ""
    return _asked("cognito-idp", operation, arn)


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
    passed = {"iam:PassedToService": "cognito-identity.amazonaws.com"}
    return (*asked, *(AskedFor("iam:PassRole", role, passed) for role in _roles(given)))


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
    context = request_tags(tags(given)) or request_tags(tags(given, "UserPoolTags"))
    if name in _BY_ARN:
        named = text(given, "ResourceArn")
        return (AskedFor(f"{prefix}:{name}", named if named.startswith("arn:") else "*", context),)
    if not arn and name not in _OF_NO_POOL:
        return None
    return (AskedFor(f"{prefix}:{name}", arn or "*", context),)
