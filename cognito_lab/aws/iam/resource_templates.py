"""How a kind of resource is written, such as `arn:${Partition}:s3:::${BucketName}`.

From the tables of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cognito_lab.policies.request import NO_RESOURCE

_TEMPLATES = (
    "arn:${Partition}:s3:::${BucketName}",
    "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
    "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}",
    "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}/index/${IndexName}",
    "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}",
    "arn:${Partition}:iam::${Account}:group/${GroupNameWithPath}",
    "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
    "arn:${Partition}:iam::${Account}:policy/${PolicyNameWithPath}",
    "arn:${Partition}:cognito-idp:${Region}:${Account}:userpool/${UserPoolId}",
    "arn:${Partition}:cognito-identity:${Region}:${Account}:identitypool/${IdentityPoolId}",
    "arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${Method}/"
    "${ApiSpecificResourcePath}",
    "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}",
    "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}",
    "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
    "arn:${Partition}:sns:${Region}:${Account}:${TopicName}",
)
_VARIABLE = re.compile(r"\\\$\\\{(\w+)\\\}")
_MAY_HAVE_SLASHES = ("ObjectName", "WithPath", "ResourcePath")


def _pattern(template: str) -> re.Pattern[str]:
    def part(found: re.Match[str]) -> str:
        return ".+" if found[1].endswith(_MAY_HAVE_SLASHES) else "[^:/]*"

    return re.compile(_VARIABLE.sub(part, re.escape(template)), re.DOTALL)


_PATTERNS = {template: _pattern(template) for template in _TEMPLATES}


def resource_name(resources: Sequence[str]) -> str:
    """What stands for all resources of a result: the one there is, or the template of their kind,
    "or * if no ARN format is defined".

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
    """
    if len(resources) == 1:
        return resources[0]
    for template, pattern in _PATTERNS.items():
        if all(pattern.fullmatch(resource) for resource in resources):
            return template
    return NO_RESOURCE
