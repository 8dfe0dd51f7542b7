"""What guests of the enhanced flow may do at most: their role, and AWS's own list.

"…Amazon Cognito applies a scope-down policy": a session policy of services, and a managed one;
what either of the two allows is within the limit.
https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind

SERVICES = (
    "cloudwatch",
    "logs",
    "dynamodb",
    "kinesis",
    "mobileanalytics",
    "s3",
    "ses",
    "sns",
    "sqs",
    "lambda",
    "machinelearning",
    "execute-api",
    "iot",
    "gamelift",
    "cognito-identity",
    "cognito-idp",
    "lex",
    "polly",
    "comprehend",
    "translate",
    "transcribe",
    "rekognition",
    "mobiletargeting",
    "firehose",
    "appsync",
    "personalize",
    "cognito-sync",
    "codewhisperer",
    "sdb",
)
"""Services of which a guest may use everything, as far as the role allows it."""

ACTIONS = ("sagemaker:InvokeEndpoint", "textract:DetectDocumentText", "textract:AnalyzeDocument")
"""Single actions of others."""


MANAGED_SCOPE = "AmazonCognitoUnAuthedIdentitiesSessionPolicy"
MANAGED_ACTIONS = (
    "rum:PutRumEvents",
    "sagemaker:InvokeEndpoint",
    "polly:*",
    "comprehend:*",
    "translate:*",
    "transcribe:*",
    "rekognition:*",
    "mobiletargeting:*",
    "firehose:*",
    "personalize:*",
    "geo:GetMap*",
    "geo:ListMaps",
    "geo:SearchPlaceIndex*",
    "geo:GetPlace",
    "geo:CalculateRoute*",
    "geo:*Geofence",
    "geo:*Geofences",
    "geo:*DevicePosition*",
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncryptTo",
    "kms:ReEncryptFrom",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
)
"""The managed policy's name, and what it allows on every resource (its version 4).

https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html
"""


@cache
def guest_session_policies() -> tuple[Policy, ...]:
    """The two session policies of a guest: AWS's list of services, and the managed policy."""
    listed = [*(f"{service}:*" for service in SERVICES), *ACTIONS]
    return tuple(_allowing(actions) for actions in (listed, MANAGED_ACTIONS))


def _allowing(actions: Sequence[str]) -> Policy:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return parse_policy({"Version": "2012-10-17", "Statement": [statement]}, PolicyKind.SESSION)
