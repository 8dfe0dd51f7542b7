"""S3 and DynamoDB: what the guard asks about is what moto then reads and writes.

Calls that boto3 would not make are made by changing what it sends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from tests.aws.callers import client_of, new_user
from tests.aws.guard.tables import new_table

UNCHECKED = Config(parameter_validation=False, retries={"total_max_attempts": 1})
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/notes"
ROLE = "arn:aws:iam::123456789012:role/replicates"


def statement(effect: str, action: Any, resource: Any = "*", **condition: Any) -> dict[str, Any]:
    said = {"Effect": effect, "Action": action, "Resource": resource}
    return {**said, "Condition": condition} if condition else said


def ana(service: str, *statements: dict[str, Any]) -> Any:
    """A client of the user ana, who may do what the statements say."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    return client_of(new_user("ana", policy), service, config=UNCHECKED)


def refused(call: Any, **given: Any) -> str:
    """The action that a call is refused for; else the code of another error."""
    with pytest.raises(ClientError) as error:
        call(**given)
    told = error.value.response["Error"]
    if "AccessDenied" not in told["Code"]:
        return str(told["Code"])
    return str(told["Message"]).partition("perform: ")[2].partition(" ")[0]


def keys() -> set[str]:
    listed = boto3.client("s3").list_objects_v2(Bucket="photos")
    return {one["Key"] for one in listed.get("Contents", [])}


# S3: the source of a copy.

SECRET = "arn:aws:s3:::photos/secret"
SOURCES = {
    "photos/secret": "s3:GetObject",
    "/photos/secret": "s3:GetObject",
    "photos/%73ecret": "s3:GetObject",
    "photos/secret;x": "s3:GetObject",
    "photos/secret#x": "s3:GetObject",
    "photos/secret?x": "s3:GetObject",
    "photos/secret?x&versionId=null": "s3:GetObjectVersion",
    "photos/secret?versionId=null&x#y": "s3:GetObjectVersion",
    "http://h/photos/secret": "s3:GetObject",
    "//h/photos/secret": "s3:GetObject",
}


@pytest.fixture
def copies(lab: Lab) -> Iterator[Any]:
    """ana, who may do everything but read the secret; `client.source` is the header she sends."""
    boto3.client("s3").put_object(Bucket="photos", Key="secret", Body=b"secret")
    reads = ["s3:GetObject", "s3:GetObjectVersion"]
    client = ana("s3", statement("Allow", "s3:*"), statement("Deny", reads, SECRET))

    def change(request: Any, **_: Any) -> None:
        del request.headers["x-amz-copy-source"]
        request.headers["x-amz-copy-source"] = client.source

    for operation in ("CopyObject", "UploadPartCopy"):
        client.meta.events.register(f"before-sign.s3.{operation}", change)
    yield client


def test_the_source_of_a_copy_is_the_object_that_moto_copies(copies: Any) -> None:
    upload = copies.create_multipart_upload(Bucket="photos", Key="copy")["UploadId"]
    named = {"Bucket": "photos", "Key": "copy", "CopySource": "photos/cat"}
    part = {**named, "UploadId": upload, "PartNumber": 1}
    for source, action in SOURCES.items():
        copies.source = source
        assert refused(copies.copy_object, **named) == action, source
        assert refused(copies.upload_part_copy, **part) == action, source
    assert keys() == {"cat", "secret"}


def test_a_policy_compares_the_source_in_one_way_of_writing(lab: Lab) -> None:
    boto3.client("s3").put_object(Bucket="photos", Key="public/ä b", Body=b"x")
    public = {"s3:x-amz-copy-source": "photos/public/*"}
    writes = statement("Allow", "s3:PutObject", StringLike=public)
    client = ana("s3", statement("Allow", "s3:GetObject"), writes)
    for source in ("photos/public/ä b", "/photos/public/ä b"):
        client.copy_object(Bucket="photos", Key="copy", CopySource=source)
    given = {"Bucket": "photos", "Key": "copy", "CopySource": "photos/cat"}
    assert refused(client.copy_object, **given) == "s3:PutObject"


# S3: uploads in parts.

OF_AN_UPLOAD: dict[str, tuple[dict[str, Any], str]] = {
    "upload_part": ({"PartNumber": 2, "Body": b"x"}, "s3:PutObject"),
    "upload_part_copy": ({"PartNumber": 2, "CopySource": "photos/cat"}, "s3:PutObject"),
    "complete_multipart_upload": ({"MultipartUpload": {"Parts": []}}, "s3:PutObject"),
    "abort_multipart_upload": ({}, "s3:AbortMultipartUpload"),
    "list_parts": ({}, "s3:ListMultipartUploadParts"),
}


def test_an_upload_is_asked_about_by_its_own_key(lab: Lab) -> None:
    admin = boto3.client("s3")
    theirs = admin.create_multipart_upload(Bucket="photos", Key="theirs")["UploadId"]
    named: Any = {"Bucket": "photos", "Key": "theirs", "UploadId": theirs}
    admin.upload_part(**named, PartNumber=1, Body=b"theirs")
    mine = statement("Allow", "s3:*", "arn:aws:s3:::photos/mine")
    client = ana("s3", mine, statement("Allow", "s3:GetObject"))
    for method, (more, action) in OF_AN_UPLOAD.items():
        assert refused(getattr(client, method), **{**named, "Key": "mine", **more}) == action
    assert [one["PartNumber"] for one in admin.list_parts(**named)["Parts"]] == [1]


def test_an_upload_of_ones_own_needs_nothing_more(lab: Lab) -> None:
    client = ana("s3", statement("Allow", "s3:*", "arn:aws:s3:::photos/mine"))
    upload = client.create_multipart_upload(Bucket="photos", Key="mine")["UploadId"]
    named = {"Bucket": "photos", "Key": "mine", "UploadId": upload}
    part = client.upload_part(**named, PartNumber=1, Body=b"mine")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    client.complete_multipart_upload(**named, MultipartUpload=parts)
    assert keys() == {"cat", "mine"}


# S3: what a call asks for besides.

REPLICATION = {
    "Role": ROLE,
    "Rules": [{"Status": "Enabled", "Prefix": "", "Destination": {"Bucket": "arn:aws:s3:::b"}}],
}
BESIDES: list[tuple[str, dict[str, Any], str]] = [
    ("create_bucket", {"Bucket": "new", "ACL": "private"}, "s3:PutBucketAcl"),
    (
        "create_bucket",
        {"Bucket": "new", "ObjectLockEnabledForBucket": True},
        "s3:PutBucketObjectLockConfiguration",
    ),
    (
        "create_bucket",
        {"Bucket": "new", "ObjectLockEnabledForBucket": True},
        "s3:PutBucketVersioning",
    ),
    (
        "create_bucket",
        {"Bucket": "new", "ObjectOwnership": "ObjectWriter"},
        "s3:PutBucketOwnershipControls",
    ),
    (
        "get_object_attributes",
        {"Bucket": "photos", "Key": "cat", "ObjectAttributes": ["ETag"]},
        "s3:GetObject",
    ),
    (
        "put_bucket_replication",
        {"Bucket": "photos", "ReplicationConfiguration": REPLICATION},
        "iam:PassRole",
    ),
    (
        "delete_object",
        {"Bucket": "photos", "Key": "cat", "BypassGovernanceRetention": True},
        "s3:BypassGovernanceRetention",
    ),
]


@pytest.mark.parametrize(("method", "given", "action"), BESIDES)
def test_what_a_call_asks_for_besides(
    lab: Lab, method: str, given: dict[str, Any], action: str
) -> None:
    everything = statement("Allow", ["s3:*", "iam:PassRole"])
    client = ana("s3", everything, statement("Deny", action))
    assert refused(getattr(client, method), **given) == action


@pytest.fixture
def locked(lab: Lab) -> dict[str, Any]:
    """A version of an object that is locked in governance mode."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="vault", ObjectLockEnabledForBucket=True)
    named: Any = {"Bucket": "vault", "Key": "gold"}
    version = s3.put_object(**named, Body=b"gold")["VersionId"]
    kept = {"Mode": "GOVERNANCE", "RetainUntilDate": "2100-01-01T00:00:00Z"}
    s3.put_object_retention(**named, Retention=kept)
    return {**named, "VersionId": version}


@pytest.mark.parametrize("header", ["true", "TRUE", "false", "yes"])
def test_a_lock_is_not_got_round_by_whom_it_holds_for(locked: dict[str, Any], header: str) -> None:
    """moto takes any text in the header for a yes."""
    client = ana("s3", statement("Allow", "s3:*"), statement("Deny", "s3:Bypass*"))

    def change(request: Any, **_: Any) -> None:
        request.headers["x-amz-bypass-governance-retention"] = header

    for operation in ("DeleteObject", "DeleteObjects", "PutObjectRetention"):
        client.meta.events.register(f"before-sign.s3.{operation}", change)
    assert refused(client.delete_object, **locked) == "s3:BypassGovernanceRetention"
    released = {**locked, "Retention": {}}
    assert refused(client.put_object_retention, **released) == "s3:BypassGovernanceRetention"
    one = {"Key": "gold", "VersionId": locked["VersionId"]}
    try:
        answer = client.delete_objects(Bucket="vault", Delete={"Objects": [one]})
    except ClientError as error:
        answer = {"Errors": [error.response["Error"]]}
    assert answer["Errors"]
    assert boto3.client("s3").head_object(**locked)["ObjectLockMode"] == "GOVERNANCE"


def test_a_lock_is_got_round_by_who_may(locked: dict[str, Any]) -> None:
    client = ana("s3", statement("Allow", ["s3:DeleteObjectVersion", "s3:BypassGovernance*"]))
    client.delete_object(**locked, BypassGovernanceRetention=True)
    versions = boto3.client("s3").list_object_versions(Bucket="vault")
    assert "Versions" not in versions


# DynamoDB.


@pytest.fixture
def notes(lab: Lab) -> Any:
    """The administrator's client, and a table with a note of ana's and one of ben's."""
    dynamodb = new_table("notes", pk="S", sk="S")
    for owner in ("ana", "ben"):
        item: Any = {**key({"S": owner}), "secret": {"N": "7"}, "n": {"N": "1"}}
        dynamodb.put_item(TableName="notes", Item=item)
    return dynamodb


def key(value: Any) -> dict[str, Any]:
    return {"pk": value, "sk": {"S": "1"}}


HERS = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["ana"]}}
NOT_BENS = {"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": ["ben"]}}
BENS = {"S": "ben"}
VALUES = {":a": {"S": "ana"}, ":b": BENS, ":s": {"S": "1"}}
CLAIM = {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "ana"}]}}


def query(expression: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    given = {"KeyConditionExpression": expression, "ExpressionAttributeValues": VALUES}
    return "query", {"TableName": "notes", **given, **more}


def get(given: Any) -> tuple[str, dict[str, Any]]:
    return "get_item", {"TableName": "notes", "Key": given}


OF_BENS = {
    "by its key": get(key(BENS)),
    "a key of two types": get(key({"S": "ben", "N": "1"})),
    "a key of two types, the other way round": get(key({"N": "1", "S": "ben"})),
    "a key of a type that is none of a key": get(key({"S": "ben", "BOOL": True})),
    "a query": query("pk = :b"),
    "a query for both": query("pk = :a AND pk = :b"),
    "a query for both, the other way round": query("pk = :b AND pk = :a"),
    "a value of two types": query(
        "pk = :b", ExpressionAttributeValues={":b": {"S": "ben", "N": "1"}}
    ),
    "a value that is written out": query("pk = ben AND sk = :s"),
    "a value by another name": query(
        "pk = b AND sk = :s", ExpressionAttributeValues={"b": BENS, ":s": {"S": "1"}}
    ),
    "a value in a bracket": query("pk = (:b", ExpressionAttributeValues={"(:b": BENS}),
    "a function that is none": query("begins_with(pk = :b) AND sk = :s"),
    "a name that is no placeholder": query("x = :b", ExpressionAttributeNames={"x": "pk"}),
    "a name with a sign": query("#x! = :b", ExpressionAttributeNames={"#x!": "pk"}),
    "an expression in pieces": query(list("pk=:b"), KeyConditions=CLAIM),
    "another operator": (
        "query",
        {
            "TableName": "notes",
            "KeyConditions": {"pk": {"ComparisonOperator": "=", "AttributeValueList": [BENS]}},
        },
    ),
    "two values in a condition": (
        "query",
        {
            "TableName": "notes",
            "KeyConditions": {
                "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [BENS, {"S": "ana"}]}
            },
        },
    ),
    "one of a batch": (
        "batch_get_item",
        {"RequestItems": {"notes": {"Keys": [key({"S": "ana"}), key({"S": "ben", "N": "1"})]}}},
    ),
    "two writes in one": (
        "batch_write_item",
        {
            "RequestItems": {
                "notes": [
                    {
                        "PutRequest": {"Item": key({"S": "ana"})},
                        "DeleteRequest": {"Key": key(BENS)},
                    }
                ]
            }
        },
    ),
    "one of a transaction": (
        "transact_get_items",
        {"TransactItems": [{"Get": {"TableName": "notes", "Key": key({"S": "ben", "N": "1"})}}]},
    ),
}


@pytest.mark.parametrize(
    "statements",
    [
        [statement("Allow", "dynamodb:*", TABLE, **HERS)],
        [statement("Allow", "dynamodb:*"), statement("Deny", "dynamodb:*", TABLE, **NOT_BENS)],
    ],
    ids=["hers are allowed", "ben's are denied"],
)
def test_what_is_bens_is_not_reached(notes: Any, statements: Any) -> None:
    client = ana("dynamodb", *statements)
    for name, (method, given) in OF_BENS.items():
        assert refused(getattr(client, method), **given).startswith("dynamodb:"), name
    assert notes.get_item(TableName="notes", Key=key(BENS))["Item"]["n"] == {"N": "1"}


NO_KEYS: list[Any] = [{}, {"sk": {"S": "1"}}, {"pk": {}, "sk": {"S": "1"}}, key({"S": ["ana"]})]


def test_a_key_that_is_none_is_not_hers(notes: Any) -> None:
    client = ana("dynamodb", statement("Allow", "dynamodb:*", TABLE, **HERS))
    for given in NO_KEYS:
        for method, action in (("get_item", "GetItem"), ("delete_item", "DeleteItem")):
            call = getattr(client, method)
            assert refused(call, TableName="notes", Key=given) == f"dynamodb:{action}", given


OF_HERS = {
    "by its key": get(key({"S": "ana"})),
    "a query": query("pk = :a"),
    "a query in brackets": query(
        "(#p = :a AND begins_with(#s, :s))", ExpressionAttributeNames={"#p": "pk", "#s": "sk"}
    ),
    "a query between": query("pk=:a and sk BETWEEN :s AND :s"),
    "the older way": ("query", {"TableName": "notes", "KeyConditions": CLAIM}),
}


def test_what_is_hers_is_reached(notes: Any) -> None:
    client = ana("dynamodb", statement("Allow", "dynamodb:*", TABLE, **HERS))
    for name, (method, given) in OF_HERS.items():
        assert "ana" in str(getattr(client, method)(**given)), name


def test_a_number_is_one_key_however_it_is_written(lab: Lab) -> None:
    dynamodb = new_table("notes", pk="N")
    dynamodb.put_item(TableName="notes", Item={"pk": {"N": "70"}})
    seventy = {"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": ["70"]}}
    denied = statement("Deny", "dynamodb:*", TABLE, **seventy)
    client = ana("dynamodb", statement("Allow", "dynamodb:*"), denied)
    for written in ("70", "70.0", "070", "7E1", "+70"):
        given = {"TableName": "notes", "Key": {"pk": {"N": written}}}
        assert refused(client.get_item, **given) == "dynamodb:GetItem"


def change(expression: str, **more: Any) -> tuple[str, dict[str, Any]]:
    given = {"UpdateExpression": expression, "ExpressionAttributeValues": {":v": {"N": "0"}}}
    return "update_item", {"TableName": "notes", "Key": key({"S": "ana"}), **given, **more}


def project(expression: str, **names: str) -> tuple[str, dict[str, Any]]:
    given = {"ProjectionExpression": expression, "ExpressionAttributeNames": names}
    return "get_item", {"TableName": "notes", "Key": key({"S": "ana"}), **given}


OF_THE_SECRET = {
    "a difference": change("SET n = secret-:v"),
    "a difference by a placeholder": change(
        "SET n = #s-:v", ExpressionAttributeNames={"#s": "secret"}
    ),
    "a difference the other way round": change("SET n = :v-secret"),
    "after a clause without a space": change("SET n=:v REMOVE secret"),
    "a projection": project("secret", **{"#x": "secret"}),
    "a projection by a placeholder": project("#s", **{"#s": "secret"}),
    "a projection by no placeholder": project("open", open="secret"),
    "a projection by a placeholder with an index": project("#s[0]", **{"#s[0]": "secret"}),
    "a projection by a meaning with an index": project("#s", **{"#s": "secret[0]"}),
    "a filter without a space": (
        "query",
        {
            "TableName": "notes",
            "KeyConditionExpression": "pk = :a",
            "FilterExpression": "NOT#s=:a",
            "ExpressionAttributeNames": {"#s": "secret"},
            "ExpressionAttributeValues": {":a": {"S": "ana"}},
        },
    ),
}


def test_an_attribute_is_found_in_every_expression(notes: Any) -> None:
    secret = {"ForAnyValue:StringEquals": {"dynamodb:Attributes": ["secret"]}}
    denied = statement("Deny", "dynamodb:*", TABLE, **secret)
    client = ana("dynamodb", statement("Allow", "dynamodb:*"), denied)
    for name, (method, given) in OF_THE_SECRET.items():
        assert refused(getattr(client, method), **given).startswith("dynamodb:"), name
    item = notes.get_item(TableName="notes", Key=key({"S": "ana"}))["Item"]
    assert (item["n"], item["secret"]) == ({"N": "1"}, {"N": "7"})


def test_an_attribute_beside_the_secret_is_reached(notes: Any) -> None:
    only = {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["pk", "sk", "n", "m"]}}
    client = ana("dynamodb", statement("Allow", "dynamodb:*", TABLE, **only))
    for expression in ("SET n = n-:v", "SET #m.#n = :v REMOVE m[0]", "ADD n :v"):
        method, given = change(expression)
        names = {"#m": "m", "#n": "nested"} if "#" in expression else {}
        given |= {"ExpressionAttributeNames": names} if names else {}
        try:
            getattr(client, method)(**given)
        except ClientError as error:
            assert error.response["Error"]["Code"] == "ValidationException", expression


STATEMENTS: list[tuple[str, dict[str, Any]]] = [
    ("execute_statement", {"Statement": "SELECT * FROM notes"}),
    ("batch_execute_statement", {"Statements": [{"Statement": "SELECT * FROM notes"}]}),
    ("execute_transaction", {"TransactStatements": [{"Statement": "SELECT * FROM notes"}]}),
]


def test_who_is_not_root_makes_no_statement_of_partiql(notes: Any) -> None:
    """Which table, items and attributes it reaches would have to be read from it."""
    client = ana("dynamodb", statement("Allow", "*"))
    for method, given in STATEMENTS:
        with pytest.raises(ClientError, match="only the account's root may make this call"):
            getattr(client, method)(**given)
        assert getattr(notes, method)(**given)


def test_a_table_with_tags_asks_for_the_tagging(lab: Lab) -> None:
    red = {"StringEquals": {"aws:RequestTag/team": "red"}}
    allowed = statement("Allow", "dynamodb:CreateTable")
    client = ana("dynamodb", allowed, statement("Allow", "dynamodb:TagResource", **red))
    given = {
        "TableName": "notes",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    blue = {**given, "Tags": [{"Key": "team", "Value": "blue"}]}
    assert refused(client.create_table, **blue) == "dynamodb:TagResource"
    client.create_table(**given, Tags=[{"Key": "team", "Value": "red"}])
