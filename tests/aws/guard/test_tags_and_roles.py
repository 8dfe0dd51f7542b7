"""Tags that a call brings and takes away, tags that a resource has, and roles that are passed."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.aws.guard.look_ups import look_ups
from tests.aws.callers import allow, client_of, new_role, new_user, trust

A_LIST, A_MAP = [{"Key": "team", "Value": "red"}], {"team": "red"}
OTHER_LIST, OTHER_MAP = [{"Key": "team", "Value": "blue"}], {"team": "blue"}
HERE = "us-east-1:123456789012"


def denied(call: Any, *given: Any, **named: Any) -> str:
    """The action that a call is refused for, in small letters, as SQS tells it."""
    with pytest.raises(ClientError, match="not authorized to perform") as refused:
        call(*given, **named)
    message = refused.value.response["Error"]["Message"]
    return str(message.partition("perform: ")[2].partition(" ")[0].lower())


def may(service: str, *actions: str, **more: Any) -> Any:
    """A client of a service, of a new user who may do this."""
    number = len(boto3.client("iam").list_users()["Users"])
    return client_of(new_user(f"user{number}", allow(list(actions), **more)), service)


MADE_WITH_TAGS = [
    ("sqs", "create_queue", "TagQueue", {"QueueName": "q"}, {"tags": A_MAP}),
    ("sns", "create_topic", "TagResource", {"Name": "t"}, {"Tags": A_LIST}),
    ("iam", "create_user", "TagUser", {"UserName": "u"}, {"Tags": A_LIST}),
    (
        "iam",
        "create_role",
        "TagRole",
        {"RoleName": "r", "AssumeRolePolicyDocument": trust()},
        {"Tags": A_LIST},
    ),
    (
        "iam",
        "create_policy",
        "TagPolicy",
        {"PolicyName": "p", "PolicyDocument": allow("s3:GetObject")},
        {"Tags": A_LIST},
    ),
    ("cognito-idp", "create_user_pool", "TagResource", {"PoolName": "p"}, {"UserPoolTags": A_MAP}),
]


@pytest.mark.parametrize(("service", "call", "tagging", "given", "tags"), MADE_WITH_TAGS)
def test_whoever_makes_something_with_tags_has_to_be_allowed_to_tag(
    lab: Lab, service: str, call: str, tagging: str, given: dict[str, Any], tags: dict[str, Any]
) -> None:
    makes = f"{service}:{''.join(part.title() for part in call.split('_'))}"
    tags_it = f"{service}:{tagging}"
    client = may(service, makes)
    assert denied(getattr(client, call), **given, **tags) == tags_it.lower()
    red = {"StringEquals": {"aws:RequestTag/team": "red"}}
    client = may(service, makes, tags_it, Condition=red)
    assert denied(getattr(client, call), **given) == makes.lower()
    getattr(client, call)(**given, **tags)


def test_the_tags_of_an_identity_pool_to_be_are_read(lab: Lab) -> None:
    red = {"StringEquals": {"aws:RequestTag/team": "red"}}
    pools = may("cognito-identity", "cognito-identity:CreateIdentityPool", Condition=red)
    given = {"IdentityPoolName": "p", "AllowUnauthenticatedIdentities": True}
    refused = denied(pools.create_identity_pool, **given, IdentityPoolTags=OTHER_MAP)
    assert refused == "cognito-identity:createidentitypool"
    pools.create_identity_pool(**given, IdentityPoolTags=A_MAP)


def archive() -> bytes:
    """The code of a function, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("f.py", "def handler(event, context): return event")
    return packed.getvalue()


def new_function(name: str, tags: dict[str, str]) -> str:
    """The ARN of a function of Lambda's."""
    made = boto3.client("lambda").create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=new_role(f"of-{name}"),
        Handler="f.handler",
        Code={"ZipFile": archive()},
        Tags=tags,
    )
    return str(made["FunctionArn"])


def _user(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    boto3.client("iam").create_user(UserName="u", Tags=tags)
    return "iam", "get_user", {"UserName": "u"}


def _role(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    boto3.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=trust(), Tags=tags)
    return "iam", "get_role", {"RoleName": "r"}


def _assumed(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    trusts = trust()
    made = boto3.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=trusts, Tags=tags)
    return "sts", "assume_role", {"RoleArn": made["Role"]["Arn"], "RoleSessionName": "session"}


def _policy(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    made = boto3.client("iam").create_policy(
        PolicyName="p", PolicyDocument=allow("s3:GetObject"), Tags=tags
    )
    return "iam", "get_policy", {"PolicyArn": made["Policy"]["Arn"]}


def _instance_profile(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    boto3.client("iam").create_instance_profile(InstanceProfileName="i", Tags=tags)
    return "iam", "get_instance_profile", {"InstanceProfileName": "i"}


def _queue(_: list[Any], tags: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    made = boto3.client("sqs").create_queue(QueueName="q", tags=tags)
    return "sqs", "receive_message", {"QueueUrl": made["QueueUrl"]}


def _topic(tags: list[Any], _: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    made = boto3.client("sns").create_topic(Name="t", Tags=tags)
    return "sns", "publish", {"TopicArn": made["TopicArn"], "Message": "hello"}


def _user_pool(_: list[Any], tags: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    made = boto3.client("cognito-idp").create_user_pool(PoolName="p", UserPoolTags=tags)
    return "cognito-idp", "describe_user_pool", {"UserPoolId": made["UserPool"]["Id"]}


def _identity_pool(_: list[Any], tags: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    made = boto3.client("cognito-identity").create_identity_pool(
        IdentityPoolName="p", AllowUnauthenticatedIdentities=True, IdentityPoolTags=tags
    )
    given = {"IdentityPoolId": made["IdentityPoolId"]}
    return "cognito-identity", "describe_identity_pool", given


def _function(_: list[Any], tags: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    new_function("f", tags)
    return "lambda", "get_function", {"FunctionName": "f"}


THINGS = [
    _user,
    _role,
    _assumed,
    _policy,
    _instance_profile,
    _queue,
    _topic,
    _user_pool,
    _identity_pool,
    _function,
]


@pytest.mark.parametrize("red", [True, False])
@pytest.mark.parametrize("thing", THINGS)
def test_the_tags_that_a_thing_has_decide(lab: Lab, thing: Any, red: bool) -> None:
    service, call, given = thing(A_LIST, A_MAP) if red else thing(OTHER_LIST, OTHER_MAP)
    condition = {"StringEquals": {"aws:ResourceTag/team": "red"}}
    client = may(service, f"{service}:*", Condition=condition)
    if red:
        getattr(client, call)(**given)
    else:
        assert denied(getattr(client, call), **given) == f"{service}:{call.replace('_', '')}"


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:sqs:mars-1:123456789012:q",
        "arn:aws:sns:mars-1:123456789012:t",
        "arn:aws:lambda:mars-1:123456789012:function:f",
        "arn:aws:cognito-idp:mars-1:123456789012:userpool/p",
        "arn:aws:cognito-identity:mars-1:123456789012:identitypool/mars-1:p",
        "arn:aws:iam::123456789012:",
        "arn:aws:lambda:",
        "*",
    ],
)
def test_what_there_cannot_be_has_no_tags(lab: Lab, arn: str) -> None:
    assert look_ups("mars-1").resource_tags(arn) == {}
    assert look_ups("mars-1").mapped_function("x") is None


def test_the_tags_of_now_decide(lab: Lab) -> None:
    admin = boto3.client("iam")
    admin.create_user(UserName="u")
    condition = {"StringEquals": {"iam:ResourceTag/team": "red"}}
    iam = may("iam", "iam:GetUser", Condition=condition)
    for tags, allowed in ((A_LIST, True), (OTHER_LIST, False)):
        admin.tag_user(UserName="u", Tags=tags)
        if allowed:
            iam.get_user(UserName="u")
        else:
            assert denied(iam.get_user, UserName="u") == "iam:getuser"
    admin.tag_user(UserName="u", Tags=A_LIST)
    iam.get_user(UserName="u")
    admin.untag_user(UserName="u", TagKeys=["team"])
    assert denied(iam.get_user, UserName="u") == "iam:getuser"


def test_the_keys_of_tags_that_are_taken_away_are_known(lab: Lab) -> None:
    topic = boto3.client("sns").create_topic(Name="t", Tags=[*A_LIST, {"Key": "a", "Value": "b"}])
    queue = boto3.client("sqs").create_queue(QueueName="q", tags={**A_MAP, "a": "b"})["QueueUrl"]
    function = new_function("f", {**A_MAP, "a": "b"})
    boto3.client("iam").create_user(UserName="u", Tags=[*A_LIST, {"Key": "a", "Value": "b"}])
    only_a = {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}, "Null": {"aws:TagKeys": "false"}}
    for service, call, given in (
        ("sns", "untag_resource", {"ResourceArn": topic["TopicArn"]}),
        ("sqs", "untag_queue", {"QueueUrl": queue}),
        ("lambda", "untag_resource", {"Resource": function}),
        ("iam", "untag_user", {"UserName": "u"}),
    ):
        client = may(service, f"{service}:Untag*", Condition=only_a)
        refused = denied(getattr(client, call), **given, TagKeys=["a", "team"])
        assert refused == f"{service}:{call.replace('_', '')}"
        getattr(client, call)(**given, TagKeys=["a"])


def test_whoever_gives_a_group_a_role_has_to_be_allowed_to_pass_it(lab: Lab) -> None:
    role = new_role("r")
    pool = boto3.client("cognito-idp").create_user_pool(PoolName="p")["UserPool"]["Id"]
    group = {"UserPoolId": pool, "GroupName": "g"}
    users = may("cognito-idp", "cognito-idp:*")
    assert denied(users.create_group, **group, RoleArn=role) == "iam:passrole"
    users.create_group(**group)
    assert denied(users.update_group, **group, RoleArn=role) == "iam:passrole"
    texts = {"SnsCallerArn": role, "ExternalId": "x"}
    assert denied(users.create_user_pool, PoolName="q", SmsConfiguration=texts) == "iam:passrole"
    statements = [
        {"Effect": "Allow", "Action": "cognito-idp:*", "Resource": "*"},
        {
            "Effect": "Allow",
            "Action": "iam:PassRole",
            "Resource": role,
            "Condition": {"StringEquals": {"iam:PassedToService": "cognito-idp.amazonaws.com"}},
        },
    ]
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    users = client_of(new_user("passes", document), "cognito-idp")
    assert users.update_group(**group, RoleArn=role)["Group"]["RoleArn"] == role


def test_a_subscription_is_allowed_by_its_protocol_and_endpoint(lab: Lab) -> None:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html"""
    topic = boto3.client("sns").create_topic(Name="t")["TopicArn"]
    condition = {
        "StringEquals": {"sns:Protocol": "email"},
        "StringLike": {"sns:Endpoint": "*@example.com"},
    }
    sns = may("sns", "sns:Subscribe", Condition=condition)
    given = {"TopicArn": topic, "Protocol": "email"}
    assert denied(sns.subscribe, **given, Endpoint="ana@example.net") == "sns:subscribe"
    sms = {**given, "Protocol": "sms", "Endpoint": "+15550100"}
    assert denied(sns.subscribe, **sms) == "sns:subscribe"
    sns.subscribe(**given, Endpoint="ana@example.com")


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:lambda:eu-west-1:123456789012:function:f",
        "arn:aws:lambda:us-east-1:444455556666:function:f",
        "arn:aws-cn:lambda:cn-north-1:123456789012:function:f",
    ],
)
def test_no_other_regions_name_leads_around_what_is_forbidden(lab: Lab, arn: str) -> None:
    """moto takes its own function of that name; AWS would find none."""
    new_function("f", {})
    local = f"arn:aws:lambda:{HERE}:function:f"
    statements = [
        {"Effect": "Allow", "Action": "lambda:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "lambda:*", "Resource": local},
    ]
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    functions = client_of(new_user("ana", document), "lambda")
    assert denied(functions.get_function, FunctionName=arn) == "lambda:getfunction"
    assert denied(functions.tag_resource, Resource=arn, Tags=A_MAP) == "lambda:tagresource"
    assert "Tags" not in boto3.client("lambda").get_function(FunctionName="f")


def test_an_event_source_mapping_is_allowed_by_its_function(lab: Lab) -> None:
    queue = boto3.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    source = f"arn:aws:sqs:{HERE}:q"
    assert queue.endswith("/q")
    mine, other = (new_function(name, {}) for name in ("mine", "other"))
    condition = {"ArnEquals": {"lambda:FunctionArn": mine}}
    actions = ("lambda:CreateEventSourceMapping", "lambda:UpdateEventSourceMapping")
    functions = may("lambda", *actions, Condition=condition)
    create = functions.create_event_source_mapping
    assert denied(create, FunctionName="other", EventSourceArn=source) == (
        "lambda:createeventsourcemapping"
    )
    made = create(FunctionName="mine", EventSourceArn=source)
    update = functions.update_event_source_mapping
    update(UUID=made["UUID"], BatchSize=5)
    assert denied(update, UUID=made["UUID"], FunctionName=other) == (
        "lambda:updateeventsourcemapping"
    )
