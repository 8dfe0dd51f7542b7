"""What calls of STS, Cognito, SQS, SNS and Lambda ask: tags, roles that are passed, subscriptions.

The operations and keys are those of the Service Authorization Reference; the modules of
`policies.api` name its pages.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.policies.api.operation import Asked, AskedFor, LookUps, Operation, Surroundings
from cognito_lab.policies.api.requests import requests_of

HERE = "us-east-1:123456789012"
ROLE = "arn:aws:iam::123456789012:role/r"
POOL = f"arn:aws:cognito-idp:{HERE}:userpool/us-east-1_x"
IDENTITIES = f"arn:aws:cognito-identity:{HERE}:identitypool/us-east-1:x"
QUEUE, TOPIC = f"arn:aws:sqs:{HERE}:q", f"arn:aws:sns:{HERE}:t"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/q"
FUNCTION = f"arn:aws:lambda:{HERE}:function:f"
OTHER = f"arn:aws:lambda:{HERE}:function:other"
MAPPING = f"arn:aws:lambda:{HERE}:event-source-mapping:"
LOOK_UPS = LookUps(
    resource_tags=lambda arn: {} if arn in ("*", ROLE) else {"old": arn},
    mapped_function={"known": FUNCTION}.get,
)
PLAIN: dict[str, Any] = {}
OF_A_TAG = {"aws:RequestTag/team": "red", "aws:TagKeys": ["team"]}
A_MAP, A_LIST = {"team": "red"}, [{"Key": "team", "Value": "red"}]
TO_IDP = {"iam:PassedToService": "cognito-idp.amazonaws.com"}
TO_LAMBDA = {"iam:PassedToService": "lambda.amazonaws.com"}

Wanted = list[tuple[str, str, dict[str, Any]]]


def asked(service: str, name: str, parameters: Any, look_ups: LookUps = LOOK_UPS) -> Asked | None:
    around = Surroundings("123456789012", "us-east-1", look_ups)
    return requests_of(Operation(service, name, parameters), around)


def told(one: AskedFor) -> tuple[str, str, dict[str, Any]]:
    """A request, without the tags that its resource has."""
    context = {key: one.context[key] for key in one.context if "ResourceTag" not in key}
    return one.action, one.resource, context


ROWS: list[tuple[str, str, dict[str, Any], Wanted]] = [
    ("sqs", "CreateQueue", {"QueueName": "q"}, [("sqs:CreateQueue", QUEUE, PLAIN)]),
    (
        "sqs",
        "CreateQueue",
        {"QueueName": "q", "tags": A_MAP},
        [("sqs:CreateQueue", QUEUE, OF_A_TAG), ("sqs:TagQueue", QUEUE, OF_A_TAG)],
    ),
    ("sqs", "TagQueue", {"QueueUrl": URL, "Tags": A_MAP}, [("sqs:TagQueue", QUEUE, OF_A_TAG)]),
    (
        "sqs",
        "UntagQueue",
        {"QueueUrl": URL, "TagKeys": ["team"]},
        [("sqs:UntagQueue", QUEUE, {"aws:TagKeys": ["team"]})],
    ),
    (
        "sns",
        "CreateTopic",
        {"Name": "t", "Tags": A_LIST},
        [("sns:CreateTopic", TOPIC, OF_A_TAG), ("sns:TagResource", TOPIC, OF_A_TAG)],
    ),
    (
        "sns",
        "UntagResource",
        {"ResourceArn": TOPIC, "TagKeys": ["team"]},
        [("sns:UntagResource", TOPIC, {"aws:TagKeys": ["team"]})],
    ),
    (
        "sns",
        "Subscribe",
        {"TopicArn": TOPIC, "Protocol": "email", "Endpoint": "ana@example.com"},
        [
            (
                "sns:Subscribe",
                TOPIC,
                {"sns:Protocol": "email", "sns:Endpoint": "ana@example.com"},
            )
        ],
    ),
    (
        "sns",
        "Subscribe",
        {"TopicArn": TOPIC, "Protocol": "sms"},
        [("sns:Subscribe", TOPIC, {"sns:Protocol": "sms"})],
    ),
    (
        "cognito-idp",
        "CreateUserPool",
        {"PoolName": "p", "UserPoolTags": A_MAP},
        [
            ("cognito-idp:CreateUserPool", "*", OF_A_TAG),
            ("cognito-idp:TagResource", "*", OF_A_TAG),
        ],
    ),
    (
        "cognito-idp",
        "UpdateUserPool",
        {"UserPoolId": "us-east-1_x", "UserPoolTags": A_MAP},
        [("cognito-idp:UpdateUserPool", POOL, OF_A_TAG)],
    ),
    (
        "cognito-idp",
        "UntagResource",
        {"ResourceArn": POOL, "TagKeys": ["team"]},
        [("cognito-idp:UntagResource", POOL, {"aws:TagKeys": ["team"]})],
    ),
    (
        "cognito-identity",
        "CreateIdentityPool",
        {"IdentityPoolName": "p", "IdentityPoolTags": A_MAP},
        [("cognito-identity:CreateIdentityPool", "*", OF_A_TAG)],
    ),
    (
        "cognito-identity",
        "UntagResource",
        {"ResourceArn": IDENTITIES, "TagKeys": ["team"]},
        [("cognito-identity:UntagResource", IDENTITIES, {"aws:TagKeys": ["team"]})],
    ),
    ("lambda", "InvokeAsync", {"FunctionName": "f"}, [("lambda:InvokeAsync", FUNCTION, PLAIN)]),
    (
        "lambda",
        "InvokeWithResponseStream",
        {"FunctionName": "f"},
        [("lambda:InvokeFunction", FUNCTION, PLAIN)],
    ),
    (
        "lambda",
        "CreateFunction",
        {"FunctionName": "f", "Role": ROLE, "Tags": A_MAP},
        [
            ("lambda:CreateFunction", FUNCTION, OF_A_TAG),
            ("lambda:TagResource", FUNCTION, OF_A_TAG),
            ("iam:PassRole", ROLE, TO_LAMBDA),
        ],
    ),
    (
        "lambda",
        "TagResource",
        {"Resource": FUNCTION, "Tags": A_MAP},
        [("lambda:TagResource", FUNCTION, OF_A_TAG)],
    ),
    (
        "lambda",
        "UntagResource",
        {"Resource": f"{MAPPING}known", "TagKeys": ["team"]},
        [("lambda:UntagResource", f"{MAPPING}known", {"aws:TagKeys": ["team"]})],
    ),
    (
        "lambda",
        "CreateEventSourceMapping",
        {"FunctionName": "f", "EventSourceArn": QUEUE},
        [("lambda:CreateEventSourceMapping", "*", {"lambda:FunctionArn": FUNCTION})],
    ),
    (
        "lambda",
        "CreateEventSourceMapping",
        {"FunctionName": "f", "EventSourceArn": QUEUE, "Tags": A_MAP},
        [
            (
                "lambda:CreateEventSourceMapping",
                "*",
                {"lambda:FunctionArn": FUNCTION, **OF_A_TAG},
            ),
            ("lambda:TagResource", f"{MAPPING}*", OF_A_TAG),
        ],
    ),
    (
        "lambda",
        "DeleteEventSourceMapping",
        {"UUID": "known"},
        [
            (
                "lambda:DeleteEventSourceMapping",
                f"{MAPPING}known",
                {"lambda:FunctionArn": FUNCTION},
            )
        ],
    ),
    (
        "lambda",
        "GetEventSourceMapping",
        {"UUID": "gone"},
        [("lambda:GetEventSourceMapping", f"{MAPPING}gone", PLAIN)],
    ),
    (
        "lambda",
        "UpdateEventSourceMapping",
        {"UUID": "known", "FunctionName": "other"},
        [
            ("lambda:UpdateEventSourceMapping", f"{MAPPING}known", {"lambda:FunctionArn": one})
            for one in (FUNCTION, OTHER)
        ],
    ),
]
for operation, own, parameters in (
    ("CreateGroup", POOL, {"RoleArn": ROLE}),
    ("UpdateGroup", POOL, {"RoleArn": ROLE}),
    ("CreateUserImportJob", POOL, {"CloudWatchLogsRoleArn": ROLE}),
    ("CreateUserPool", "*", {"SmsConfiguration": {"SnsCallerArn": ROLE}}),
    ("UpdateUserPool", POOL, {"SmsConfiguration": {"SnsCallerArn": ROLE}}),
    (
        "SetUserPoolMfaConfig",
        POOL,
        {"SmsMfaConfiguration": {"SmsConfiguration": {"SnsCallerArn": ROLE}}},
    ),
    ("CreateUserPoolClient", POOL, {"AnalyticsConfiguration": {"RoleArn": ROLE}}),
    ("UpdateUserPoolClient", POOL, {"AnalyticsConfiguration": {"RoleArn": ROLE}}),
):
    of_the_pool = {} if own == "*" else {"UserPoolId": "us-east-1_x"}
    itself = (f"cognito-idp:{operation}", own, PLAIN)
    ROWS.append(("cognito-idp", operation, of_the_pool, [itself]))
    ROWS.append(
        (
            "cognito-idp",
            operation,
            {**of_the_pool, **parameters},
            [itself, ("iam:PassRole", ROLE, TO_IDP)],
        )
    )


@pytest.mark.parametrize(
    ("service", "name", "parameters", "wanted"),
    ROWS,
    ids=[f"{row[0]} {row[1]} {number}" for number, row in enumerate(ROWS)],
)
def test_the_requests_of_a_call(
    service: str, name: str, parameters: dict[str, Any], wanted: Wanted
) -> None:
    found = asked(service, name, parameters)
    assert found is not None
    assert [told(one) for one in found] == wanted


@pytest.mark.parametrize(
    ("named", "touched"),
    [
        ("f", "f"),
        ("f:prod", "f:prod"),
        ("123456789012:function:f", "f"),
        (FUNCTION, "f"),
        (f"{FUNCTION}:prod", "f:prod"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:f", "f"),
        ("arn:aws:lambda:us-east-1:444455556666:function:f", "f"),
        ("arn:aws-cn:lambda:cn-north-1:444455556666:function:f:prod", "f:prod"),
        ("arn:aws:lambda:us-east-1:f:prod", "f:prod"),
    ],
)
@pytest.mark.parametrize(
    ("name", "parameter"), [("Invoke", "FunctionName"), ("TagResource", "Resource")]
)
def test_the_function_that_is_asked_about_is_the_one_that_is_touched(
    name: str, parameter: str, named: str, touched: str
) -> None:
    """AWS finds no function of another region or account: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"""
    found = asked("lambda", name, {parameter: named})
    if parameter == "Resource" and not named.startswith("arn:"):
        assert found is None
    else:
        assert found is not None
        assert [one.resource for one in found] == [f"arn:aws:lambda:{HERE}:function:{touched}"]


def test_a_qualifier_counts_where_the_name_has_none() -> None:
    for named, wanted in (("f", "f:1"), (FUNCTION, "f:1"), ("f:prod", "f:prod")):
        found = asked("lambda", "Invoke", {"FunctionName": named, "Qualifier": "1"})
        assert found is not None
        assert found[0].resource == f"arn:aws:lambda:{HERE}:function:{wanted}"


@pytest.mark.parametrize(
    ("service", "name", "parameters", "arn"),
    [
        ("sqs", "SendMessage", {"QueueUrl": URL}, QUEUE),
        ("sns", "Publish", {"TopicArn": TOPIC}, TOPIC),
        ("lambda", "Invoke", {"FunctionName": "f"}, FUNCTION),
        ("cognito-idp", "AdminGetUser", {"UserPoolId": "us-east-1_x"}, POOL),
        (
            "cognito-identity",
            "DescribeIdentityPool",
            {"IdentityPoolId": "us-east-1:x"},
            IDENTITIES,
        ),
    ],
)
def test_the_tags_that_a_resource_has_are_keys(
    service: str, name: str, parameters: dict[str, Any], arn: str
) -> None:
    found = asked(service, name, parameters)
    assert found is not None
    assert found[0].context == {"aws:ResourceTag/old": arn}
    plain = asked(service, name, parameters, LookUps())
    assert plain is not None
    assert plain[0].context == {}


def test_each_request_of_assume_role_knows_the_tags_of_the_role() -> None:
    tagged = LookUps(resource_tags=lambda arn: {"team": "blue"} if arn == ROLE else {})
    found = asked("sts", "AssumeRole", {"RoleArn": ROLE, "Tags": A_LIST}, tagged)
    assert found is not None
    assert [one.action for one in found] == ["sts:AssumeRole", "sts:TagSession"]
    for one in found:
        assert one.context == {
            "aws:ResourceTag/team": "blue",
            "iam:ResourceTag/team": "blue",
            **OF_A_TAG,
        }


def test_a_tag_of_the_request_is_not_taken_for_one_of_the_resource() -> None:
    found = asked("sqs", "TagQueue", {"QueueUrl": URL, "Tags": {"old": "mine"}})
    assert found is not None
    assert found[0].context["aws:ResourceTag/old"] == QUEUE
    assert found[0].context["aws:RequestTag/old"] == "mine"


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just(ROLE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["RoleArn", "SnsCallerArn", "SmsConfiguration", "Key"]), inner
        )
    ),
    max_leaves=8,
)
MEMBERS = sorted({name for row in ROWS for name in row[2]})


@given(
    st.sampled_from(sorted({(row[0], row[1]) for row in ROWS})),
    st.dictionaries(st.sampled_from(MEMBERS), GARBAGE, max_size=4),
)
def test_whatever_the_parameters_are_nothing_that_is_done_asks_for_nothing(
    operation: tuple[str, str], parameters: dict[str, Any]
) -> None:
    found = asked(*operation, parameters)
    assert found is None or found
    for one in found or ():
        assert isinstance(one.action, str)
        assert isinstance(one.resource, str)
