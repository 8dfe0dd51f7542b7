"""On whose behalf a request speaks: its access key is looked up, wherever it stands."""

from collections.abc import Mapping
from urllib.parse import quote

import boto3
import pytest
import requests
from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders

from cognito_lab.aws import Lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ROOT_ARN
from cognito_lab.aws.principals import UNSIGNED, Caller, caller_of, principal_of
from tests.aws.callers import client_of, new_role, new_user

SCOPE = "20260105/us-east-1/s3/aws4_request"
ADMINISTRATOR = f"{ADMINISTRATOR_KEY_ID}/{SCOPE}"
STRANGER = "AKIANOTOFTHISLAB0001"
HOST = "https://s3.us-east-1.amazonaws.com/"


def caller(headers: Mapping[str, str | bytes] | None = None, query: str = "") -> Caller:
    carried = HTTPHeaders()
    for name, value in (headers or {}).items():
        carried[name] = value
    return caller_of(AWSPreparedRequest("GET", f"{HOST}?{query}", carried, b"", False))


@pytest.fixture(autouse=True)
def running(lab: Lab) -> None:
    """Keys are looked up in a running lab."""


@pytest.mark.parametrize(
    "header",
    [
        f"AWS4-HMAC-SHA256 Credential={ADMINISTRATOR}, SignedHeaders=host, Signature=0",
        f"AWS4-HMAC-SHA256 SignedHeaders=host,Credential={ADMINISTRATOR},Signature=0",
        f"AWS4-HMAC-SHA256 Credential={ADMINISTRATOR}".encode(),
        f"AWS {ADMINISTRATOR_KEY_ID}:signature-of-version-2",
    ],
)
@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_a_signature_in_a_header_names_its_key(name: str, header: str | bytes) -> None:
    found = caller({name: header})
    assert found == Caller("signature", ADMINISTRATOR_KEY_ID, ROOT_ARN)
    assert found.is_administrator


@pytest.mark.parametrize(
    "query",
    [
        f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={quote(ADMINISTRATOR, safe='')}",
        f"X-Amz-Credential={ADMINISTRATOR}",
        f"AWSAccessKeyId={ADMINISTRATOR_KEY_ID}&Signature=0&Expires=1",
    ],
)
def test_a_signature_in_a_url_names_its_key(query: str) -> None:
    assert caller(query=query) == Caller("presigned URL", ADMINISTRATOR_KEY_ID, ROOT_ARN)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln"},
        {"Authorization": f"Bearer Credential={ADMINISTRATOR}"},
        {"Authorization": f"Basic {ADMINISTRATOR_KEY_ID}"},
        {"Authorization": "AWS4-HMAC-SHA256"},
        {"Authorization": "AWS4-HMAC-SHA256 SignedHeaders=host"},
        {"X-Amz-Credential": ADMINISTRATOR},
    ],
)
def test_a_request_without_a_signature_is_anonymous(headers: dict[str, str]) -> None:
    found = caller(headers)
    assert found == UNSIGNED
    assert found.key is None
    assert (UNSIGNED.credential, UNSIGNED.access_key_id, UNSIGNED.principal) == (
        "none",
        None,
        "anonymous",
    )
    assert not UNSIGNED.is_administrator


@pytest.mark.parametrize(
    ("found", "credential"),
    [
        (lambda: caller({"Authorization": f"AWS4-HMAC Credential={STRANGER}/x"}), "signature"),
        (lambda: caller(query=f"AWSAccessKeyId={STRANGER}"), "presigned URL"),
    ],
)
def test_a_key_that_this_lab_does_not_know_has_no_principal_and_is_not_kept(
    found, credential: str
) -> None:
    assert found() == Caller(credential, None, None)
    assert STRANGER not in repr(found())


@pytest.mark.parametrize("key", ["", ADMINISTRATOR_KEY_ID.lower(), ADMINISTRATOR_KEY_ID[:-1]])
def test_only_the_whole_key_id_is_the_administrators(key: str) -> None:
    assert principal_of(key) is None


def test_keys_of_users_and_of_role_sessions_belong_to_their_arns() -> None:
    iam = boto3.client("iam")
    iam.create_user(UserName="carla", Path="/staff/")
    first, second = (iam.create_access_key(UserName="carla")["AccessKey"] for _ in range(2))
    for key in (first, second):
        assert principal_of(key["AccessKeyId"]) == "arn:aws:iam::123456789012:user/staff/carla"
    sts = client_of(new_user("dora"), "sts")
    session = sts.assume_role(RoleArn=new_role("reader"), RoleSessionName="visit")
    assert principal_of(session["Credentials"]["AccessKeyId"]) == session["AssumedRoleUser"]["Arn"]


def test_who_presigned_a_url_is_its_principal_and_who_holds_it_calls(lab: Lab) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key="key", Body=b"hello")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    assert requests.get(url, timeout=5).text == "hello"
    call = lab.trace[-1]
    assert (call.principal, call.credential, call.caller) == (ROOT_ARN, "presigned URL", "app")


def test_calls_that_need_no_signature_are_anonymous_in_the_record(app, lab: Lab) -> None:
    app.sign_up("ana", email="ana@example.com")
    call = lab.trace[-1]
    assert (call.operation, call.principal, call.signed) == ("SignUp", "anonymous", False)
    assert call.access_key_id is None


def test_an_access_key_that_was_switched_off_is_as_good_as_unknown(lab):
    iam = boto3.client("iam")
    iam.create_user(UserName="ana")
    key_id = iam.create_access_key(UserName="ana")["AccessKey"]["AccessKeyId"]
    assert principal_of(key_id) == "arn:aws:iam::123456789012:user/ana"
    iam.update_access_key(UserName="ana", AccessKeyId=key_id, Status="Inactive")
    assert principal_of(key_id) is None
    iam.update_access_key(UserName="ana", AccessKeyId=key_id, Status="Active")
    assert principal_of(key_id) == "arn:aws:iam::123456789012:user/ana"
