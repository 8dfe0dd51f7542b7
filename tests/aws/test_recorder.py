"""Every field of a recorded call, for every way in which a caller may show who it is."""

import dataclasses
import datetime as dt
import json
import urllib.request
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config

from cognito_lab.aws import Lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ROOT_ARN
from cognito_lab.aws.clock import START
from cognito_lab.flow import ApiCall
from tests.aws.app import PASSWORD, App
from tests.aws.callers import new_role, new_user, signed

ACCOUNT = "123456789012"
ANYBODY = json.dumps({"Version": "2012-10-17", "Statement": []})
COGNITO_IDP = "https://cognito-idp.us-east-1.amazonaws.com/"
JSON_TARGET = {
    "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
    "Content-Type": "application/x-amz-json-1.1",
}


@pytest.fixture
def s3(lab: Lab) -> Any:
    client = boto3.client("s3")
    client.create_bucket(Bucket="bucket")
    client.put_object(Bucket="bucket", Key="key", Body=b"hello")
    return client


def who(call: ApiCall) -> tuple[object, ...]:
    return call.caller, call.credential, call.access_key_id, call.principal, call.via


def client_with(service: str, credentials: dict[str, Any]) -> Any:
    return boto3.client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


def test_every_field_of_an_administrators_call(lab: Lab, cognito_idp: Any) -> None:
    with lab.trace.step("the scene"):
        pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    (call,) = lab.trace
    assert call.request is not None
    assert call.response is not None
    assert call.response["UserPool"]["Id"] == pool_id
    assert call.request.method == "POST"
    assert call.request.url == COGNITO_IDP
    assert call.request.header("x-amz-target") == "AWSCognitoIdentityProviderService.CreateUserPool"
    assert call.request.header("User-Agent") is None
    assert json.loads(call.request.body) == {"PoolName": "pool"}
    fields = {field.name: getattr(call, field.name) for field in dataclasses.fields(call)}
    assert call.evaluation.allowed
    assert call.evaluation.decided_by == "root"
    for seen_above in ("request", "response", "evaluation", "_revealed"):
        del fields[seen_above]
    assert fields == {
        "number": 1,
        "at": START,
        "service": "cognito-idp",
        "operation": "CreateUserPool",
        "caller": "administrator",
        "callee": "user-pool",
        "principal": ROOT_ARN,
        "credential": "signature",
        "access_key_id": ADMINISTRATOR_KEY_ID,
        "via": "boto3",
        "parameters": {"PoolName": "pool"},
        "error": None,
        "status": 200,
        "answered_by": "moto + lab checks",
        "behaviours": ("user-pool-id",),
        "question": "neither",
        "step": "the scene",
        "attempt": 1,
    }


def test_an_unsigned_call_of_the_app(lab: Lab, app: App) -> None:
    app.sign_up("ana", email="ana@example.com")
    call = lab.trace[-1]
    assert who(call) == ("app", "none", None, "anonymous", "boto3")
    assert (call.question, call.signed) == ("authentication", False)
    assert call.request is not None
    assert call.request.header("Authorization") is None


def test_a_call_that_shows_an_access_token(lab: Lab, app: App) -> None:
    app.confirmed_user("ana")
    app.cognito_idp.get_user(AccessToken=app.sign_in("ana")["AccessToken"])
    call = lab.trace[-1]
    assert who(call) == ("app", "access token", None, "anonymous", "boto3")
    assert (call.question, call.answered_by) == ("authorization", "moto")


def test_a_call_with_an_iam_users_keys(lab: Lab) -> None:
    key = new_user("bo")
    client_with("s3", key).list_buckets()
    arn = f"arn:aws:iam::{ACCOUNT}:user/bo"
    assert who(lab.trace[-1]) == ("app", "signature", key["AccessKeyId"], arn, "boto3")


def test_a_call_with_an_assumed_roles_credentials(lab: Lab) -> None:
    sts = client_with("sts", new_user("bo"))
    credentials = sts.assume_role(RoleArn=new_role("reader"), RoleSessionName="ana")["Credentials"]
    client_with("s3", credentials).list_buckets()
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/ana"
    call = lab.trace[-1]
    assert who(call) == ("app", "signature", credentials["AccessKeyId"], arn, "boto3")
    assert call.request is not None
    assert call.request.header("X-Amz-Security-Token") == "••••••"


@pytest.mark.parametrize("version", ["s3", "s3v4"])
@pytest.mark.parametrize("fetch", ["requests", "urllib"])
def test_a_presigned_url_speaks_for_its_signer_and_is_the_apps_call(
    lab: Lab, s3: Any, version: str, fetch: str
) -> None:
    signer = boto3.client("s3", config=Config(signature_version=version))
    url = signer.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    if fetch == "requests":
        assert requests.get(url, timeout=5).content == b"hello"
    else:
        assert urllib.request.urlopen(url).read() == b"hello"
    call = lab.trace[-1]
    assert who(call) == ("app", "presigned URL", ADMINISTRATOR_KEY_ID, ROOT_ARN, "http")
    assert (call.service, call.operation, call.status) == ("s3", "GetObject", 200)
    assert call.parameters == {"Bucket": "bucket", "Key": "key"}
    assert call.request is not None
    assert "Signature=••••••" in call.request.url
    assert len(lab.trace) == 3


def test_a_presigned_upload_is_recorded_with_its_bytes(lab: Lab, s3: Any) -> None:
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "bucket", "Key": "new"})
    assert requests.put(url, data=b"\xffabc", timeout=5).status_code == 200
    call = lab.trace[-1]
    assert (call.operation, call.credential) == ("PutObject", "presigned URL")
    assert call.revealed().parameters["Body"] == b"\xffabc"
    assert s3.get_object(Bucket="bucket", Key="new")["Body"].read() == b"\xffabc"


def test_a_presigned_form_speaks_for_its_signer(lab: Lab, s3: Any) -> None:
    form = s3.generate_presigned_post("bucket", "new")
    answer = requests.post(form["url"], data=form["fields"], files={"file": b"abc"}, timeout=5)
    assert answer.status_code == 204
    assert who(lab.trace[-1])[1:4] == ("presigned URL", ADMINISTRATOR_KEY_ID, ROOT_ARN)
    assert s3.get_object(Bucket="bucket", Key="new")["Body"].read() == b"abc"


def test_plain_http_to_cognito_reads_as_the_operation_that_it_is(lab: Lab, app: App) -> None:
    app.confirmed_user("ana")
    body = {
        "ClientId": app.client_id,
        "AuthFlow": "USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ana", "PASSWORD": PASSWORD},
    }
    answer = requests.post(COGNITO_IDP, json=body, headers=JSON_TARGET, timeout=5).json()
    call = lab.trace[-1]
    assert who(call) == ("app", "none", None, "anonymous", "http")
    assert (call.service, call.operation, call.callee) == (
        "cognito-idp",
        "InitiateAuth",
        "user-pool",
    )
    assert call.revealed().parameters == body
    assert call.revealed().response == answer


def test_plain_http_to_s3_and_sts(lab: Lab, s3: Any) -> None:
    refused = requests.get("https://bucket.s3.amazonaws.com/key", timeout=5)
    call = lab.trace[-1]
    assert (call.service, call.operation, call.status) == ("s3", "GetObject", refused.status_code)
    assert call.parameters == {"Bucket": "bucket", "Key": "key"}
    address = "https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
    requests.get(address, timeout=5)
    call = lab.trace[-1]
    assert (call.service, call.operation, call.status) == ("sts", "GetCallerIdentity", 403)
    assert who(call) == ("app", "none", None, "anonymous", "http")
    requests.get(address, headers=signed("GET", address, "sts", {}), timeout=5)
    call = lab.trace[-1]
    assert (call.operation, call.status, call.principal) == ("GetCallerIdentity", 200, ROOT_ARN)


def test_an_uploads_file_is_named_by_its_type(lab: Lab, s3: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_bytes(b"from a file")
    with (tmp_path / "file").open("rb") as file:
        s3.put_object(Bucket="bucket", Key="file", Body=file)
    assert lab.trace[-1].parameters["Body"] == "<BufferedReader>"
    assert s3.get_object(Bucket="bucket", Key="file")["Body"].read() == b"from a file"


def test_an_answer_that_cannot_be_read_does_not_keep_it_from_the_caller(
    lab: Lab, s3: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "cognito_lab.aws.lab._MACHINERY.wire._moto",
        lambda _: (200, {"content-type": "text/xml"}, b"<List\xff"),
    )
    address = "https://bucket.s3.amazonaws.com/"
    answer = requests.get(address, headers=signed("GET", address, "s3", {}), timeout=5)
    assert answer.content == b"<List\xff"
    error = lab.trace[-1].error
    assert error is not None
    assert error.message.startswith("not an answer of rest-xml: ")


def test_times_in_parameters_are_recorded_in_utc(lab: Lab, s3: Any) -> None:
    later = dt.datetime(2026, 2, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    s3.head_object(Bucket="bucket", Key="key", IfUnmodifiedSince=later)
    assert lab.trace[-1].parameters["IfUnmodifiedSince"] == "2026-02-01T10:00:00Z"
    assert lab.trace[-1].revealed().parameters["IfUnmodifiedSince"] == later
