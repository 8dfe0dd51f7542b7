"""boto3 as everybody uses it, unmodified: every way of calling is recorded, once and truly."""

import io
from typing import Any

import boto3
import botocore.session
import pytest
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError, NoCredentialsError, ParamValidationError

from cognito_lab.aws import Lab
from cognito_lab.flow.call import ApiCall

MEGABYTE = 2**20


@pytest.fixture
def s3(lab: Lab) -> Any:
    client = boto3.client("s3")
    client.create_bucket(Bucket="bucket")
    return client


def operations(lab: Lab, start: int = 0) -> list[str]:
    return [call.operation for call in lab.trace[start:]]


def response_of(call: ApiCall) -> dict[str, Any]:
    response = call.revealed().response
    assert response is not None
    return dict(response)


def test_a_response_is_recorded_as_boto3_returned_it(lab: Lab) -> None:
    s3, iam, sts, dynamodb, cognito_idp = map(
        boto3.client, ("s3", "iam", "sts", "dynamodb", "cognito-idp")
    )
    returned = [
        s3.create_bucket(Bucket="bucket"),
        s3.put_object(Bucket="bucket", Key="key", Body=b"\x80\xff", Metadata={"Note": "1"}),
        s3.head_object(Bucket="bucket", Key="key"),
        s3.list_objects_v2(Bucket="bucket"),
        s3.delete_object(Bucket="bucket", Key="key"),
        iam.create_user(UserName="bo", Tags=[{"Key": "team", "Value": "blue"}]),
        iam.create_access_key(UserName="bo"),
        sts.get_caller_identity(),
        dynamodb.create_table(
            TableName="table",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        ),
        dynamodb.put_item(TableName="table", Item={"id": {"S": "1"}, "b": {"B": b"\x80"}}),
        dynamodb.get_item(TableName="table", Key={"id": {"S": "1"}}),
        cognito_idp.create_user_pool(PoolName="pool"),
    ]
    for response, call in zip(returned, lab.trace, strict=True):
        del response["ResponseMetadata"]
        assert response_of(call) == response, call.operation


def test_a_streamed_response_is_recorded_and_can_still_be_read(lab: Lab, s3: Any) -> None:
    content = bytes(range(256))
    s3.put_object(Bucket="bucket", Key="key", Body=content)
    returned = s3.get_object(Bucket="bucket", Key="key")
    assert returned["Body"].read() == content
    recorded = response_of(lab.trace[-1])
    assert recorded["Body"] == content
    assert (recorded["ETag"], recorded["ContentLength"]) == (returned["ETag"], 256)
    shown = lab.trace[-1].response
    assert shown is not None
    assert shown["Body"] == "<256 bytes>"


def test_an_error_is_recorded_as_boto3_raised_it(lab: Lab, s3: Any) -> None:
    with pytest.raises(ClientError) as caught:
        s3.get_object(Bucket="bucket", Key="missing")
    call = lab.trace[-1]
    error = caught.value.response["Error"]
    assert call.error is not None
    assert (call.error.code, call.error.message) == (error["Code"], error["Message"])
    assert (call.response, call.status, call.failed) == (None, 404, True)


def test_a_resource_and_its_collections_are_recorded(lab: Lab, s3: Any) -> None:
    bucket = boto3.resource("s3").Bucket("bucket")
    bucket.put_object(Key="key", Body=b"x")
    assert [thing.key for thing in bucket.objects.all()] == ["key"]
    assert operations(lab, 1) == ["PutObject", "ListObjects"]


def test_a_table_resource_keeps_pythons_types_and_the_wire_has_dynamodbs(lab: Lab) -> None:
    dynamodb = boto3.resource("dynamodb")
    table = dynamodb.create_table(
        TableName="table",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table.put_item(Item={"id": "one", "number": 3})
    assert table.get_item(Key={"id": "one"})["Item"] == {"id": "one", "number": 3}
    put, get = lab.trace[1:3]
    assert put.parameters == {"TableName": "table", "Item": {"id": "one", "number": 3}}
    assert put.request is not None
    assert '"number": {"N": "3"}' in put.request.body
    assert get.response == {"Item": {"id": {"S": "one"}, "number": {"N": "3"}}}


def test_every_page_of_a_paginator_is_a_call_with_its_own_token(lab: Lab) -> None:
    cognito_idp = boto3.client("cognito-idp")
    pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    for name in ("ana", "bo", "cy", "dee", "eve"):
        cognito_idp.admin_create_user(UserPoolId=pool_id, Username=name)
    before = len(lab.trace)
    pages = cognito_idp.get_paginator("list_users").paginate(
        UserPoolId=pool_id, PaginationConfig={"PageSize": 2}
    )
    names = [user["Username"] for page in pages for user in page["Users"]]
    assert sorted(names) == ["ana", "bo", "cy", "dee", "eve"]
    calls = lab.trace[before:]
    assert [call.operation for call in calls] == ["ListUsers"] * 3
    tokens = [response_of(call).get("PaginationToken") for call in calls]
    assert [call.parameters.get("PaginationToken") for call in calls] == [None, *tokens[:2]]
    assert tokens[2] is None


def test_pages_of_a_bucket_are_recorded(lab: Lab, s3: Any) -> None:
    for number in range(5):
        s3.put_object(Bucket="bucket", Key=f"key-{number}", Body=b"x")
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="bucket", PaginationConfig={"PageSize": 2}
    )
    assert [len(page["Contents"]) for page in pages] == [2, 2, 1]
    assert operations(lab, 6) == ["ListObjectsV2"] * 3


def test_a_multipart_transfer_in_threads_is_recorded_and_changes_no_byte(lab: Lab, s3: Any) -> None:
    content = bytes(range(256)) * (6 * MEGABYTE // 256)
    parts = TransferConfig(
        multipart_threshold=5 * MEGABYTE, multipart_chunksize=5 * MEGABYTE, max_concurrency=4
    )
    s3.upload_fileobj(io.BytesIO(content), "bucket", "big", Config=parts)
    arrived = io.BytesIO()
    s3.download_fileobj("bucket", "big", arrived, Config=parts)
    assert arrived.getvalue() == content
    assert operations(lab, 1) == [
        "CreateMultipartUpload",
        "UploadPart",
        "UploadPart",
        "CompleteMultipartUpload",
        "HeadObject",
        "GetObject",
        "GetObject",
    ]
    uploads = lab.trace.where(operation="UploadPart")
    assert sorted(call.parameters["PartNumber"] for call in uploads) == [1, 2]
    assert {call.caller for call in lab.trace} == {"administrator"}
    assert [call.number for call in lab.trace] == list(range(1, 9))


@pytest.mark.parametrize("body", [b"\x00bytes\xff", io.BytesIO(b"\x00a file\xff")])
def test_recording_a_body_does_not_use_it_up(lab: Lab, s3: Any, body: Any) -> None:
    s3.put_object(Bucket="bucket", Key="key", Body=body)
    stored = s3.get_object(Bucket="bucket", Key="key")["Body"].read()
    assert stored == (body if isinstance(body, bytes) else body.getvalue())


def test_a_session_of_ones_own_is_recorded(lab: Lab) -> None:
    boto3.Session(region_name="eu-west-1").client("cognito-idp").list_user_pools(MaxResults=1)
    botocore.session.get_session().create_client(
        "sts", region_name="us-east-1"
    ).get_caller_identity()
    assert operations(lab) == ["ListUserPools", "GetCallerIdentity"]
    assert [call.via for call in lab.trace] == ["boto3", "boto3"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"Bucket": "bucket"}, 'Missing required parameter in input: "Key"'),
        ({"Bucket": "no such!", "Key": "k"}, 'Invalid bucket name "no such!"'),
        ({"Bucket": "bucket", "Key": 1}, "Invalid type for parameter Key"),
    ],
)
def test_what_the_sdk_refuses_is_recorded_as_never_sent(
    lab: Lab, s3: Any, parameters: dict[str, Any], words: str
) -> None:
    try:
        s3.get_object(**parameters)
    except ParamValidationError as problem:
        raised = str(problem)
    call = lab.trace[-1]
    assert call.error is not None
    assert (call.error.code, call.error.before_sending) == ("ParamValidationError", True)
    assert words in raised
    assert call.error.message == raised
    assert call.parameters == parameters
    assert not call.crossed_the_wire
    assert (call.request, call.status, call.answered_by) == (None, None, "nobody")
    assert (call.caller, call.callee, call.number) == ("administrator", "s3", 2)


def test_what_makes_the_sdk_itself_stumble_is_recorded_as_never_sent(lab: Lab, s3: Any) -> None:
    with pytest.raises(TypeError) as caught:
        s3.get_object(Bucket=1, Key="key")
    error = lab.trace[-1].error
    assert error is not None
    assert (error.code, error.message) == ("TypeError", str(caught.value))
    assert error.before_sending


def test_a_client_without_credentials_is_recorded_as_never_sent(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(NoCredentialsError):
        boto3.Session().client("s3").list_buckets()
    (call,) = lab.trace
    assert call.error is not None
    assert (call.error.code, call.error.before_sending) == ("NoCredentialsError", True)
    assert (call.caller, call.credential, call.principal) == ("app", "none", "anonymous")


def test_a_client_that_does_not_sign_is_anonymous(lab: Lab) -> None:
    unsigned = boto3.client("cognito-idp", config=Config(signature_version=UNSIGNED))
    with pytest.raises(ClientError) as caught:
        unsigned.list_user_pools(MaxResults=1)
    assert caught.value.response["Error"]["Code"] == "MissingAuthenticationTokenException"
    (call,) = lab.trace
    assert (call.signed, call.principal, call.caller) == (False, "anonymous", "app")


def test_presigning_alone_is_no_call(lab: Lab, s3: Any) -> None:
    s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    s3.generate_presigned_post("bucket", "key")
    assert operations(lab) == ["CreateBucket"]


def test_an_operation_that_boto3_does_not_know_is_no_call(lab: Lab, s3: Any) -> None:
    with pytest.raises(AttributeError):
        s3.get_everything()
    assert operations(lab) == ["CreateBucket"]


def test_changing_the_arguments_afterwards_changes_no_record(lab: Lab) -> None:
    cognito_idp = boto3.client("cognito-idp")
    tags = {"team": "blue"}
    cognito_idp.create_user_pool(PoolName="pool", UserPoolTags=tags)
    tags["team"] = "red"
    assert lab.trace[0].parameters["UserPoolTags"] == {"team": "blue"}
    assert lab.trace[0].revealed().parameters["UserPoolTags"] == {"team": "blue"}


def test_a_client_from_before_the_lab_is_told_to_be_made_again(lab: Lab) -> None:
    session = boto3.Session(region_name="us-east-1")
    session._session._credentials = None
    session._session.get_credentials = lambda: None
    with pytest.raises(NoCredentialsError) as raised:
        session.client("sts").get_caller_identity()
    assert "made before start_lab()" in " ".join(raised.value.__notes__)
    assert lab.trace[-1].error.code == "NoCredentialsError"


def test_a_call_that_the_administrator_could_not_send_is_the_administrators(lab: Lab) -> None:
    with pytest.raises(ParamValidationError):
        boto3.client("iam").create_user(UserName=5)
    call = lab.trace[-1]
    assert (call.caller, call.principal) == ("administrator", "arn:aws:iam::123456789012:root")
    assert not call.crossed_the_wire
