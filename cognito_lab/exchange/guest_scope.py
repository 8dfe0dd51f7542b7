"""What guests of the enhanced flow may do at most: their role, and AWS's own list.

"…Amazon Cognito applies a scope-down policy": a session policy of services, and a managed one;
what either of the two allows is within the limit.
https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
"""

from __future__ import annotations

from functools import cache

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind

MANAGED_SCOPE = "AmazonCognitoUnAuthedIdentitiesSessionPolicy"
"""The managed policy's name; whoever mocks IAM has its document."""

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


@cache
def guest_session_policies(managed_document: str) -> tuple[Policy, ...]:
    """The two session policies of a guest: AWS's list, and the managed policy of this document."""
    statement = {
        "Effect": "Allow",
        "Action": [*(f"{service}:*" for service in SERVICES), *ACTIONS],
        "Resource": "*",
    }
    inline = {"Version": "2012-10-17", "Statement": [statement]}
    return (
        parse_policy(inline, PolicyKind.SESSION),
        parse_policy(managed_document, PolicyKind.SESSION),
    )
