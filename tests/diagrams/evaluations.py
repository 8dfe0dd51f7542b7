"""Evaluations to draw: each end of the flow chart, and policies that are large or hostile."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.request_line import read_request_line
from tests.diagrams.strategies import any_text

ACCOUNT, OTHER = "111122223333", "444455556666"
ANA = f"arn:aws:iam::{ACCOUNT}:user/ana"
ZOE = f"arn:aws:iam::{OTHER}:user/zoe"
PHOTOGRAPHER = f"arn:aws:sts::{ACCOUNT}:assumed-role/photographers/CognitoIdentityCredentials"
SUB = "cognito-identity.amazonaws.com:sub"
IDENTITY_ID = "eu-west-1:12345678-1111-2222-3333-123456790abc"
OBJECT = "arn:aws:s3:::orders/2024/march.csv"
LONG = "arn:aws:s3:::" + "wide-" * 900 + "end"
HOSTILE = "<script>\u202e\x00&\"'" + "\u0301" * 40 + "\U0001f4f7 漢字"

Document = dict[str, Any]


def policy(*statements: Document) -> Document:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def statement(effect: str, action: Any, resource: Any = "*", **more: Any) -> Document:
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def evaluated(principal: str, action: str, resource: str = OBJECT, **line: Any) -> Evaluation:
    """The evaluation of a request line; a bucket's objects are the first account's."""
    if resource.startswith("arn:aws:s3:::"):
        line = {"resourceAccount": ACCOUNT, **line}
    line = {"principal": principal, "action": action, "resource": resource, **line}
    asked = read_request_line(line)
    return evaluate(asked.request, asked.layers)


EVERYTHING = policy(statement("Allow", "*", Sid="Everything"))
OWN_FOLDER = policy(
    statement("Allow", "s3:ListBucket", "arn:aws:s3:::photos", Sid="List"),
    statement(
        "Allow",
        ["s3:GetObject", "s3:PutObject"],
        f"arn:aws:s3:::photos/${{{SUB}}}/*",
        Sid="OwnFolder",
    ),
)

ALLOWED = evaluated(
    PHOTOGRAPHER,
    "s3:GetObject",
    f"arn:aws:s3:::photos/{IDENTITY_ID}/cat.jpg",
    context={SUB: IDENTITY_ID},
    identityPolicies=[OWN_FOLDER],
)
NO_VALUE = evaluated(
    PHOTOGRAPHER,
    "s3:GetObject",
    f"arn:aws:s3:::photos/{IDENTITY_ID}/cat.jpg",
    identityPolicies=[OWN_FOLDER],
)
SCP_LEVEL = evaluated(
    ANA,
    "s3:PutObject",
    serviceControlPolicies=[
        [EVERYTHING],
        [policy(statement("Allow", ["ec2:*", "dynamodb:*"], Sid="OnlyThese"))],
        [EVERYTHING],
    ],
    identityPolicies=[EVERYTHING],
)
DENIED = evaluated(
    ANA,
    "s3:DeleteObject",
    context={"aws:MultiFactorAuthPresent": "false", "aws:SourceIp": "203.0.113.7"},
    identityPolicies=[
        EVERYTHING,
        policy(
            statement(
                "Deny",
                "s3:Delete*",
                Sid="NoDeleteWithoutMFA",
                Condition={
                    "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
                    "NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]},
                },
            )
        ),
    ],
)
CROSS_ACCOUNT = evaluated(
    ZOE,
    "s3:GetObject",
    resourcePolicy=policy(
        statement(
            "Allow",
            "s3:GetObject",
            "arn:aws:s3:::orders/*",
            Sid="Partner",
            Principal={"AWS": f"arn:aws:iam::{OTHER}:root"},
        )
    ),
    identityPolicies=[EVERYTHING],
)
FEDERATED = evaluated(
    "cognito-identity.amazonaws.com",
    "sts:AssumeRoleWithWebIdentity",
    f"arn:aws:iam::{ACCOUNT}:role/photographers",
    context={
        "cognito-identity.amazonaws.com:aud": "eu-west-1:pool",
        "cognito-identity.amazonaws.com:amr": ["authenticated", "cognito-idp.eu-west-1"],
    },
    resourcePolicy=policy(
        {
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:pool"},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
            },
        }
    ),
)
ROOT_USER = evaluated(ACCOUNT, "s3:GetObject")
ROOT_FOR_A_ROLE = evaluated(
    ACCOUNT, "sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/reader", resourcePolicy=None
)
NOT_REACHED = evaluated(
    "lambda.amazonaws.com",
    "s3:GetObject",
    serviceControlPolicies=[[policy(statement("Deny", "*"))]],
    resourcePolicy=policy(
        statement("Allow", "s3:*", Principal={"Service": "lambda.amazonaws.com"})
    ),
)
BOUNDARY = evaluated(
    ANA,
    "s3:GetObject",
    identityPolicies=[EVERYTHING],
    permissionsBoundary=policy(statement("Allow", "ec2:*")),
    sessionPolicies=[EVERYTHING],
)
LARGE = evaluated(
    ANA,
    "s3:GetObject",
    identityPolicies=[
        policy(
            *(
                statement("Allow", [f"s3:Get{n}x{i}" for i in range(9)], Sid=f"S{n}")
                for n in range(60)
            ),
            statement("Allow", "s3:Get*", Sid="TheOne"),
        )
    ],
)
MANY_LEVELS = evaluated(
    ANA,
    "s3:GetObject",
    resourceControlPolicies=[[policy(statement("Deny", "s3:PutObject", Principal="*"))]] * 40,
    serviceControlPolicies=[[EVERYTHING]] * 30 + [[policy(statement("Deny", "s3:*", Sid="Last"))]],
)


def hostile(text: str) -> Evaluation:
    """A request and policies with a text of anybody's wherever one can stand."""
    name = "".join(text.split()) + "x"
    return evaluated(
        f"arn:aws:iam::{ACCOUNT}:user/{name}",
        "s3:GetObject",
        f"arn:aws:s3:::orders/{text}",
        context={"aws:username": text, f"aws:RequestTag/{text}": [text, "other"]},
        identityPolicies=[
            policy(
                statement(
                    "Allow",
                    "s3:*",
                    "arn:aws:s3:::orders/" + text.replace("$", ""),
                    Condition={
                        "StringEquals": {"aws:username": [text.replace("$", ""), "x" * 3000]},
                        "StringLike": {f"aws:RequestTag/{name}": "b" * 200},
                    },
                )
            )
        ],
    )


any_evaluation = st.builds(hostile, any_text)

ALL = {
    "allowed by identity": ALLOWED,
    "variable without value": NO_VALUE,
    "a level lacks an Allow": SCP_LEVEL,
    "explicit deny": DENIED,
    "cross-account": CROSS_ACCOUNT,
    "federated": FEDERATED,
    "root user": ROOT_USER,
    "root user for a role": ROOT_FOR_A_ROLE,
    "control policies that do not reach": NOT_REACHED,
    "boundary": BOUNDARY,
    "large": LARGE,
    "many levels": MANY_LEVELS,
    "hostile": hostile(HOSTILE),
    "long": hostile(LONG),
}
