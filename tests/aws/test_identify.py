"""Which operation a plain HTTP request is, read from the wire."""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders

from cognito_lab.aws import Lab
from cognito_lab.aws.identify import Operation, identify

JSON_1_1 = {"Content-Type": "application/x-amz-json-1.1"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def running(lab: Lab) -> None:
    """Requests are read while a lab runs."""


def read(
    method: str, url: str, headers: Mapping[str, str] | None = None, body: Any = None
) -> Operation:
    carried = HTTPHeaders()
    for name, value in (headers or {}).items():
        carried[name] = value
    return identify(AWSPreparedRequest(method, f"https://{url}", carried, body, False))


@pytest.mark.parametrize(
    ("request_of", "service", "name", "parameters"),
    [
        pytest.param(
            (
                "POST",
                "cognito-idp.eu-west-1.amazonaws.com/",
                {**JSON_1_1, "X-Amz-Target": "AWSCognitoIdentityProviderService.GetUser"},
                b'{"AccessToken": "t"}',
            ),
            "cognito-idp",
            "GetUser",
            {"AccessToken": "t"},
            id="a JSON target",
        ),
        pytest.param(
            (
                "POST",
                "cognito-identity.us-east-1.amazonaws.com/",
                {**JSON_1_1, "X-Amz-Target": "AWSCognitoIdentityService.GetId"},
                '{"IdentityPoolId": "p", "Logins": {"x": "y"}}',
            ),
            "cognito-identity",
            "GetId",
            {"IdentityPoolId": "p", "Logins": {"x": "y"}},
            id="a body of text",
        ),
        pytest.param(
            (
                "POST",
                "dynamodb.us-east-1.amazonaws.com/",
                {**JSON_1_1, "X-Amz-Target": "DynamoDB_20120810.GetItem"},
                b'{"TableName": "t", "Key": {"k": {"B": "AP8="}}}',
            ),
            "dynamodb",
            "GetItem",
            {"TableName": "t", "Key": {"k": {"B": b"\x00\xff"}}},
            id="bytes inside JSON",
        ),
        pytest.param(
            (
                "POST",
                "sts.amazonaws.com/",
                FORM,
                b"Action=AssumeRole&Version=2011-06-15&RoleArn=a&RoleSessionName=s"
                b"&Tags.member.1.Key=k&Tags.member.1.Value=v",
            ),
            "sts",
            "AssumeRole",
            {"RoleArn": "a", "RoleSessionName": "s", "Tags": [{"Key": "k", "Value": "v"}]},
            id="a form",
        ),
        pytest.param(
            ("GET", "iam.amazonaws.com/?Action=GetUser&Version=2010-05-08&UserName=bo"),
            "iam",
            "GetUser",
            {"UserName": "bo"},
            id="a query",
        ),
        pytest.param(
            ("GET", "my.bucket.s3.eu-west-1.amazonaws.com/a%20b/%C3%BC"),
            "s3",
            "GetObject",
            {"Bucket": "my.bucket", "Key": "a b/ü"},
            id="a bucket in the host",
        ),
        pytest.param(
            ("DELETE", "s3.amazonaws.com/bucket/key?versionId=v"),
            "s3",
            "DeleteObject",
            {"Bucket": "bucket", "Key": "key", "VersionId": "v"},
            id="a bucket in the path",
        ),
        pytest.param(
            ("GET", "cognito-idp.us-east-1.amazonaws.com/us-east-1_a/.well-known/jwks.json"),
            "cognito-idp",
            "GetJsonWebKeySet",
            {"UserPoolId": "us-east-1_a"},
            id="a JSON Web Key Set",
        ),
        pytest.param(
            (
                "GET",
                "cognito-idp.us-east-1.amazonaws.com/us-east-1_a"
                "/.well-known/openid-configuration?x=1",
            ),
            "cognito-idp",
            "GetOpenIdConfiguration",
            {"UserPoolId": "us-east-1_a"},
            id="a discovery document",
        ),
    ],
)
def test_a_request_reads_as_the_operation_that_boto3_would_call_it(
    request_of: tuple[Any, ...], service: str, name: str, parameters: dict[str, Any]
) -> None:
    found = read(*request_of)
    assert (found.service, found.name) == (service, name)
    assert {key: found.parameters[key] for key in parameters} == parameters
    if found.model is not None:
        assert found.model.name == name


def test_a_time_in_a_header_is_a_time_in_its_zone() -> None:
    when = {"If-Modified-Since": "Mon, 05 Jan 2026 09:00:00 GMT"}
    found = read("GET", "s3.amazonaws.com/bucket/key", when)
    assert found.parameters["IfModifiedSince"] == dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("request_of", "service", "name"),
    [
        (("GET", "cognito-idp.us-east-1.amazonaws.com/nothing"), "cognito-idp", "GET /nothing"),
        (("POST", "cognito-idp.us-east-1.amazonaws.com"), "cognito-idp", "POST /"),
        (("GET", "braket.us-east-1.amazonaws.com/device"), "braket", "GET /device"),
        (("GET", "app.auth.us-east-1.amazoncognito.com/login"), "cognito-idp", "GET /login"),
        (("PUT", "sts.amazonaws.com/?Action=NoSuchAction"), "sts", "PUT /"),
    ],
)
def test_what_fits_no_operation_is_named_by_its_method_and_path(
    request_of: tuple[str, str], service: str, name: str
) -> None:
    assert read(*request_of) == Operation(service, name)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({**JSON_1_1, "X-Amz-Target": "AWSCognitoIdentityProviderService.GetUser"}, b"{broken"),
        ({**JSON_1_1, "X-Amz-Target": "AWSCognitoIdentityProviderService.GetUser"}, b"[1]"),
        ({**JSON_1_1, "X-Amz-Target": "AWSCognitoIdentityProviderService.GetUser"}, b"\xff"),
    ],
)
def test_a_body_that_cannot_be_read_leaves_the_name(headers: dict[str, str], body: bytes) -> None:
    found = read("POST", "cognito-idp.us-east-1.amazonaws.com/", headers, body)
    assert (found.name, found.parameters) == ("GetUser", {})


def test_broken_xml_leaves_the_name() -> None:
    found = read("POST", "s3.amazonaws.com/bucket?delete", None, b"<Delete><Object>")
    assert found.name == "DeleteObjects"


@pytest.mark.parametrize("body", [io.BytesIO(b"content"), iter([b"con", b"tent"])])
def test_a_stream_is_left_unread(body: Any) -> None:
    found = read("PUT", "s3.amazonaws.com/bucket/key", {"Content-Length": "7"}, body)
    assert (found.name, found.parameters["Key"]) == ("PutObject", "key")
    assert b"".join(body) == b"content"
