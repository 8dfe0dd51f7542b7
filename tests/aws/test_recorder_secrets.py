"""What a trace never shows: the learner's secrets unless asked for, strangers' keys never."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.diagrams import draw_sequence
from cognito_lab.flow import Trace, trace_to_json
from tests.aws.app import PASSWORD, App

STRANGER = {
    "aws_access_key_id": "AKIANOTOFTHISLAB0001",
    "aws_secret_access_key": "SecretOfAnAccountThatIsNotTheLabs0000001",
    "aws_session_token": "SessionTokenOfAnAccountThatIsNotTheLabs",
}
CALLS_OF_A_STRANGER = {
    "s3": lambda client: client.list_buckets(),
    "sts": lambda client: client.get_caller_identity(),
    "dynamodb": lambda client: client.list_tables(),
    "cognito-idp": lambda client: client.list_user_pools(MaxResults=1),
    "apigateway": lambda client: client.get_rest_apis(),
    "ec2": lambda client: client.describe_regions(),
}
EVERY_VERSION = pytest.mark.parametrize("version", ["s3", "s3v4"])


def everything_shown(trace: Trace) -> str:
    """All that a learner may see of a trace, in one text."""
    picture = draw_sequence(trace, show_wire=True)
    shown = [trace_to_json(trace), repr(trace), str(trace.entries), *map(repr, trace)]
    return "\n".join([*shown, str(picture.svg), str(picture.table)])


def test_passwords_codes_and_tokens_are_masked_and_shown_when_asked_for(lab: Lab, app: App) -> None:
    app.sign_up("ana", email="ana@example.com")
    code = lab.outbox[-1].code
    assert code is not None
    other = "000000" if code != "000000" else "111111"
    with pytest.raises(ClientError):
        app.confirm("ana", other)
    app.confirm("ana", code)
    with pytest.raises(ClientError):
        app.sign_in("ana", "Wrong-Horse-2")
    tokens = app.sign_in("ana")
    app.cognito_idp.get_user(AccessToken=tokens["AccessToken"])
    app.cognito_idp.change_password(
        AccessToken=tokens["AccessToken"],
        PreviousPassword=PASSWORD,
        ProposedPassword="Another-Horse-3",
    )
    secret = app.cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id, ClientName="with a secret", GenerateSecret=True
    )["UserPoolClient"]["ClientSecret"]
    body = {"ClientId": app.client_id, "RefreshToken": tokens["RefreshToken"], "x": PASSWORD}
    requests.post("https://cognito-idp.us-east-1.amazonaws.com/", json=body, timeout=5)
    secrets = [
        code,
        other,
        "Wrong-Horse-2",
        "Another-Horse-3",
        secret,
        *(tokens[name] for name in ("AccessToken", "IdToken", "RefreshToken")),
    ]
    shown = everything_shown(lab.trace)
    assert [value for value in secrets if value in shown] == []
    revealed = trace_to_json(lab.trace.revealed())
    assert [value for value in secrets if json.dumps(value)[1:-1] not in revealed] == []


def test_a_password_of_the_wrong_type_is_masked_in_the_sdks_own_words(lab: Lab, app: App) -> None:
    with pytest.raises(Exception, match="987654321"):
        app.sign_up("ana", password=987654321)  # type: ignore[arg-type]
    assert lab.trace[-1].error is not None
    assert lab.trace[-1].error.before_sending
    assert "987654321" not in everything_shown(lab.trace)


def assert_nothing_of_the_stranger(trace: Trace) -> None:
    for text in (everything_shown(trace), everything_shown(trace.revealed())):
        assert [name for name, value in STRANGER.items() if value in text] == []


def assert_refused_as_unknown(lab: Lab) -> None:
    call = lab.trace[-1]
    assert (call.access_key_id, call.caller, call.answered_by) == ("unknown", "app", "lab")
    assert call.principal == "unknown (credentials of no account of this lab)"
    assert call.behaviours == ("unknown-access-key",)
    assert_nothing_of_the_stranger(lab.trace)


@pytest.mark.parametrize("service", CALLS_OF_A_STRANGER)
def test_a_strangers_credentials_are_refused_and_nowhere_recorded(lab: Lab, service: str) -> None:
    client = boto3.client(service, **STRANGER)
    with pytest.raises(ClientError, match="Make the client after start_lab"):
        CALLS_OF_A_STRANGER[service](client)
    assert_refused_as_unknown(lab)


def test_a_strangers_head_request_is_refused_too(lab: Lab) -> None:
    with pytest.raises(ClientError, match="403"):
        boto3.client("s3", **STRANGER).head_bucket(Bucket="bucket")
    assert_refused_as_unknown(lab)


def with_requests(url: str) -> int:
    return requests.get(url, timeout=5).status_code


def with_urllib(url: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(url)
    return caught.value.code


@EVERY_VERSION
@pytest.mark.parametrize("fetch", [with_requests, with_urllib])
def test_a_strangers_presigned_url_is_refused_and_nowhere_recorded(
    lab: Lab, version: str, fetch: Callable[[str], int]
) -> None:
    signer = boto3.client("s3", config=Config(signature_version=version), **STRANGER)
    url = signer.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    assert STRANGER["aws_access_key_id"] in url
    assert fetch(url) == 403
    assert_refused_as_unknown(lab)


@EVERY_VERSION
def test_a_strangers_presigned_form_is_refused_and_nowhere_recorded(lab: Lab, version: str) -> None:
    signer = boto3.client("s3", config=Config(signature_version=version), **STRANGER)
    form = signer.generate_presigned_post("bucket", "key")
    assert STRANGER["aws_access_key_id"] in str(form["fields"])
    answer = requests.post(form["url"], data=form["fields"], files={"file": b"x"}, timeout=5)
    assert answer.status_code == 403
    assert_refused_as_unknown(lab)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_older_signatures_of_a_stranger_are_refused_and_nowhere_recorded(
    lab: Lab, version: str
) -> None:
    client = boto3.client("sts", config=Config(signature_version=version), **STRANGER)
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        client.get_caller_identity()
    assert_refused_as_unknown(lab)


def test_the_labs_own_keys_are_shown(lab: Lab) -> None:
    key: Any = boto3.client("iam")
    key.create_user(UserName="bo")
    created = key.create_access_key(UserName="bo")["AccessKey"]
    shown = everything_shown(lab.trace)
    assert created["AccessKeyId"] in shown
    assert created["SecretAccessKey"] not in shown
    assert created["SecretAccessKey"] in trace_to_json(lab.trace.revealed())
