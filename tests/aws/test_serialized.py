"""The guard goes by the wire: what an event handler of boto3's changes is what is judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab, boto3_calls, identify, start_lab
from tests.aws.callers import allow, client_of, new_user

BUCKET = "photos"


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        s3: Any = boto3.client("s3")
        s3.create_bucket(Bucket=BUCKET)
        for key in ("mine", "theirs"):
            s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
        yield lab


def judged(lab: Lab) -> list[str]:
    """The last call's evaluation: action and resource."""
    evaluation: Any = lab.trace[-1].evaluation
    return [evaluation.request.action, evaluation.request.resource]


def reader(*actions: str) -> Any:
    """A client of a user who may do this with `mine` alone."""
    return client_of(new_user("ana", allow(list(actions), f"arn:aws:s3:::{BUCKET}/mine")), "s3")


def test_what_boto3_serialized_is_not_read_again(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    s3, read = reader("s3:GetObject", "s3:PutObject"), []
    note = lambda request: read.append(request) or identify.identify(request)  # noqa: E731
    monkeypatch.setattr("cognito_lab.aws.wire.identify", note)
    s3.get_object(Bucket=BUCKET, Key="mine")
    s3.put_object(Bucket=BUCKET, Key="mine", Body=b"new")
    dynamodb: Any = boto3.client("dynamodb")
    dynamodb.list_tables()
    boto3.client("sts").get_caller_identity()
    boto3.client("iam").list_roles(MaxItems=3)
    boto3.client("cognito-idp").list_user_pools(MaxResults=3)
    assert read == []


def change_key(request: Any, **_: Any) -> None:
    request.url = request.url.replace("mine", "theirs")


def test_an_address_that_a_handler_changes_is_judged(lab: Lab) -> None:
    s3 = reader("s3:GetObject")
    s3.meta.events.register("before-sign.s3.GetObject", change_key)
    with pytest.raises(ClientError, match="photos/theirs"):
        s3.get_object(Bucket=BUCKET, Key="mine")
    assert judged(lab) == ["s3:GetObject", f"arn:aws:s3:::{BUCKET}/theirs"]


def test_parameters_that_a_handler_changes_are_judged(lab: Lab) -> None:
    s3 = reader("s3:GetObject")
    s3.meta.events.register(
        "provide-client-params.s3.GetObject", lambda params, **_: {**params, "Key": "theirs"}
    )
    with pytest.raises(ClientError, match="photos/theirs"):
        s3.get_object(Bucket=BUCKET, Key="mine")


@pytest.mark.parametrize(
    ("header", "value", "action"),
    [
        ("x-amz-acl", "public-read", "s3:PutObjectAcl"),
        ("x-amz-tagging", "a=b", "s3:PutObjectTagging"),
        ("x-amz-copy-source", f"{BUCKET}/theirs", "s3:GetObject"),
    ],
)
def test_a_header_that_a_handler_adds_is_judged(
    lab: Lab, header: str, value: str, action: str
) -> None:
    s3 = reader("s3:PutObject")

    def add(request: Any, **_: Any) -> None:
        request.headers[header] = value

    s3.put_object(Bucket=BUCKET, Key="mine", Body=b"new")
    s3.meta.events.register("before-sign.s3.PutObject", add)
    with pytest.raises(ClientError):
        s3.put_object(Bucket=BUCKET, Key="mine", Body=b"newer")
    assert judged(lab)[0] == action
    content = boto3.client("s3").get_object(Bucket=BUCKET, Key="mine")["Body"].read()
    assert content == b"new"


def test_a_body_that_a_handler_changes_is_judged(lab: Lab) -> None:
    admin: Any = boto3.client("dynamodb")
    admin.create_table(
        TableName="notes",
        KeySchema=[{"AttributeName": "owner", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "owner", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    own = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["ana"]}}
    key = new_user("ana", allow("dynamodb:GetItem", "*", Condition=own))
    dynamodb = client_of(key, "dynamodb")
    dynamodb.get_item(TableName="notes", Key={"owner": {"S": "ana"}})

    def for_ben(request: Any, **_: Any) -> None:
        request.data = request.data.replace(b'"ana"', b'"ben"')

    dynamodb.meta.events.register("before-sign.dynamodb.GetItem", for_ben)
    with pytest.raises(ClientError, match="dynamodb:GetItem"):
        dynamodb.get_item(TableName="notes", Key={"owner": {"S": "ana"}})


def test_another_operation_that_a_handler_makes_of_it_is_judged(lab: Lab) -> None:
    key = new_user("ana", allow("dynamodb:ListTables"))
    dynamodb = client_of(key, "dynamodb")

    def scan(request: Any, **_: Any) -> None:
        del request.headers["X-Amz-Target"]
        request.headers["X-Amz-Target"] = "DynamoDB_20120810.Scan"
        request.data = json.dumps({"TableName": "notes"}).encode()

    dynamodb.meta.events.register("before-sign.dynamodb.ListTables", scan)
    with pytest.raises(ClientError, match="dynamodb:Scan"):
        dynamodb.list_tables()


@pytest.mark.parametrize(
    "change",
    [
        lambda request: setattr(request, "method", "DELETE"),
        lambda request: setattr(request, "url", request.url + "?versionId=1"),
        lambda request: request.headers.update({"Host": "theirs.s3.amazonaws.com"}),
        lambda request: request.headers.update({"x-amz-acl": "private"}),
    ],
    ids=["method", "query", "host", "header"],
)
def test_only_what_is_alike_in_all_that_tells_is_taken_as_serialized(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], None]
) -> None:
    found: list[Any] = []
    of_the_call = boto3_calls.Boto3Call.on_the_wire

    def on_the_wire(call: Any, request: Any) -> Any:
        found.append(of_the_call(call, request))
        change(request)
        found.append(of_the_call(call, request))
        raise RuntimeError("seen")

    monkeypatch.setattr(boto3_calls.Boto3Call, "on_the_wire", on_the_wire)
    with pytest.raises(RuntimeError, match="seen"):
        boto3.client("s3").get_object(Bucket=BUCKET, Key="mine")
    assert found[0] is not None and found[0].parameters["Key"] == "mine"
    assert found[1] is None
