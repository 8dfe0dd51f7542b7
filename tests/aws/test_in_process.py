"""urllib, and what is built on it, reaches the same wire as boto3 and `requests`."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import boto3
import jwt
import pytest
import requests

from cognito_lab.aws import Lab, RealAwsRefused
from tests.aws.app import PASSWORD, App
from tests.aws.callers import signed

COGNITO_IDP = "https://cognito-idp.us-east-1.amazonaws.com/"
STS = "https://sts.us-east-1.amazonaws.com/"
WHO_AM_I = {"Action": "GetCallerIdentity", "Version": "2011-06-15"}


def test_urllib_reads_a_pools_public_documents(lab: Lab, app: App) -> None:
    with urllib.request.urlopen(f"{app.issuer}/.well-known/openid-configuration") as answer:
        assert (answer.status, answer.reason) == (200, "OK")
        assert answer.headers.get_content_type() == "application/json"
        assert answer.url == f"{app.issuer}/.well-known/openid-configuration"
        document = json.load(answer)
    assert document["issuer"] == app.issuer
    with urllib.request.urlopen(document["jwks_uri"]) as answer:
        assert len(json.load(answer)["keys"]) == 2
    calls = lab.trace[-2:]
    assert [call.operation for call in calls] == ["GetOpenIdConfiguration", "GetJsonWebKeySet"]
    assert [call.via for call in calls] == ["http", "http"]


def test_pyjwts_key_client_verifies_a_token_of_the_lab(lab: Lab, app: App) -> None:
    app.confirmed_user("ana")
    token = app.sign_in("ana")["IdToken"]
    key = jwt.PyJWKClient(f"{app.issuer}/.well-known/jwks.json").get_signing_key_from_jwt(token)
    claims = jwt.decode(
        token, key.key, algorithms=["RS256"], audience=app.client_id, issuer=app.issuer
    )
    assert claims["cognito:username"] == "ana"
    assert lab.trace[-1].operation == "GetJsonWebKeySet"


def test_an_opener_of_ones_own_reaches_the_lab(lab: Lab) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler())
    address = f"{STS}?{urllib.parse.urlencode(WHO_AM_I)}"
    request = urllib.request.Request(address, headers=signed("GET", address, "sts", {}))
    assert b"GetCallerIdentityResult" in opener.open(request).read()
    assert lab.trace[-1].operation == "GetCallerIdentity"


def test_plain_http_reaches_the_lab_too(lab: Lab) -> None:
    address, body = STS.replace("https", "http"), urllib.parse.urlencode(WHO_AM_I).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    headers = signed("POST", address, "sts", form, body)
    assert urllib.request.urlopen(urllib.request.Request(address, body, headers)).status == 200
    assert requests.post(address, data=body, headers=headers, timeout=5).status_code == 200
    assert [call.operation for call in lab.trace] == ["GetCallerIdentity"] * 2


def test_urllib_and_requests_get_the_same_answer(lab: Lab, app: App) -> None:
    address = f"{app.issuer}/.well-known/jwks.json"
    by_requests = requests.get(address, timeout=5)
    with urllib.request.urlopen(address) as by_urllib:
        assert by_urllib.read() == by_requests.content
        assert by_urllib.headers["Content-Type"] == by_requests.headers["Content-Type"]


def test_a_refusal_is_urllibs_own_error_with_its_body(lab: Lab, app: App) -> None:
    request = urllib.request.Request(
        COGNITO_IDP,
        data=json.dumps(
            {
                "ClientId": app.client_id,
                "AuthFlow": "USER_PASSWORD_AUTH",
                "AuthParameters": {"USERNAME": "nobody", "PASSWORD": PASSWORD},
            }
        ).encode(),
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        },
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    with caught.value as answer:
        assert (answer.code, answer.reason) == (400, "Bad Request")
        assert "Exception" in json.load(answer)["__type"]
    call = lab.trace[-1]
    assert (call.operation, call.parameters["ClientId"]) == ("InitiateAuth", app.client_id)


@pytest.mark.parametrize("kind", ["bytes", "file", "parts"])
def test_every_kind_of_body_that_urllib_takes_arrives(lab: Lab, tmp_path: Any, kind: str) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "bucket", "Key": "key"})
    content = b"\x00\xff" * 1000
    # Without a type urllib says that it is a form, and moto then takes it for one.
    headers = {"Content-Length": "2000", "Content-Type": "application/octet-stream"}
    (tmp_path / "file").write_bytes(content)
    with (tmp_path / "file").open("rb") as file:
        body = {"bytes": content, "file": file, "parts": iter([content[:999], content[999:]])}[kind]
        request = urllib.request.Request(url, data=body, method="PUT", headers=headers)
        assert urllib.request.urlopen(request).status == 200
    assert s3.get_object(Bucket="bucket", Key="key")["Body"].read() == content


def test_head_brings_the_length_of_what_is_there_and_no_body(lab: Lab) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    s3.put_object(Bucket="bucket", Key="key", Body=b"x" * 1234)
    url = s3.generate_presigned_url("head_object", Params={"Bucket": "bucket", "Key": "key"})
    with urllib.request.urlopen(urllib.request.Request(url, method="HEAD")) as answer:
        assert (answer.headers["Content-Length"], answer.read()) == ("1234", b"")
    assert lab.trace[-1].operation == "HeadObject"


def test_other_hosts_are_reached_for_real_and_not_recorded(lab: Lab, somebodys_server: str) -> None:
    with urllib.request.urlopen(somebodys_server, b"abc") as answer:
        assert answer.read() == b"cba"
    assert requests.post(somebodys_server, data=b"abc", timeout=5).content == b"cba"
    assert len(lab.trace) == 0


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]"])
def test_the_metadata_service_is_refused_and_not_played(lab: Lab, host: str) -> None:
    with pytest.raises(RealAwsRefused, match="instance metadata"):
        urllib.request.urlopen(f"http://{host}/latest/meta-data/")
    assert len(lab.trace) == 0


def test_a_service_that_nobody_mocks_answers_501(lab: Lab) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen("https://braket.us-east-1.amazonaws.com/")
    with caught.value as answer:
        assert (answer.code, b"cognito_lab: braket" in answer.read()) == (501, True)
