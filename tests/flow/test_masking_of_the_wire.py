"""Requests as they crossed the wire, and the errors that came back, with secrets masked."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import boto3
import botocore.session
import jwt
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from cognito_lab.flow import ApiCall, CallError, HttpRequest
from cognito_lab.flow.masking import JWT_MASK, MASK, mask, mask_call

MaskRequest = Callable[..., HttpRequest]
MakeCall = Callable[..., ApiCall]

TOKEN = jwt.encode({"sub": "ana"}, "k" * 32, algorithm="HS256")
TEMPORARY = Credentials("ASIAEXAMPLEKEY", "secret-access-key", "session-token")


@pytest.fixture
def mask_request(make_call: MakeCall) -> MaskRequest:
    """A request in its masked form."""

    def masked(
        url: str = "https://x/", headers: tuple[tuple[str, str], ...] = (), body: str = ""
    ) -> HttpRequest:
        call = make_call(request=HttpRequest("POST", url, headers, body))
        request = mask_call(call).request
        assert request is not None
        return request

    return masked


# Headers.


def test_a_signature_is_masked_and_the_key_that_signed_stays(mask_request: MaskRequest) -> None:
    signed = AWSRequest("POST", "https://sts.us-east-1.amazonaws.com/", data="Action=X")
    SigV4Auth(TEMPORARY, "sts", "us-east-1").add_auth(signed)
    before = signed.headers["Authorization"]
    signature = before.rpartition("Signature=")[2]
    shown = mask_request(headers=tuple(signed.headers.items()))
    assert shown.header("Authorization") == before.replace(signature, MASK)
    assert "Credential=ASIAEXAMPLEKEY/" in str(shown.header("Authorization"))
    assert shown.header("X-Amz-Security-Token") == MASK


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Authorization", f"Bearer {TOKEN}", f"Bearer {JWT_MASK}"),
        ("authorization", "Basic " + base64.b64encode(b"id:secret").decode(), f"Basic {MASK}"),
        ("Authorization", TOKEN, JWT_MASK),
        ("Authorization", "opaque", MASK),
        ("Authorization", f"{TOKEN} {TOKEN}", MASK),
        ("Authorization", "AWS AKIAEXAMPLE:c2lnbmF0dXJl", f"AWS AKIAEXAMPLE:{MASK}"),
        ("Proxy-Authorization", "Basic abc", f"Basic {MASK}"),
        ("Cookie", "cognito=abc; lang=en", MASK),
        ("X-Api-Key", "abc", MASK),
        ("x-amz-server-side-encryption-customer-key", "abc", MASK),
        ("x-amz-copy-source-server-side-encryption-customer-key", "abc", MASK),
        ("Referer", "https://app/?code=abc&state=s", f"https://app/?code={MASK}&state=s"),
        ("X-Custom", f"token is {TOKEN}", f"token is {JWT_MASK}"),
        (
            "X-Amz-Target",
            "AWSCognitoIdentityProviderService.InitiateAuth",
            "AWSCognitoIdentityProviderService.InitiateAuth",
        ),
        ("X-Note", "\ud83d", "\ufffd"),
        ("X-Amz-Date", "20260105T090000Z", "20260105T090000Z"),
        ("Content-Type", "application/x-amz-json-1.1", "application/x-amz-json-1.1"),
    ],
)
def test_a_header_is_masked_by_its_name(
    mask_request: MaskRequest, name: str, value: str, shown: str
) -> None:
    assert mask_request(headers=((name, value),)).headers == ((name, shown),)


# URLs.


def test_a_presigned_url_shows_who_signed_and_hides_the_signature(
    mask_request: MaskRequest,
) -> None:
    s3 = boto3.client(
        "s3",
        region_name="us-east-1",
        aws_access_key_id=TEMPORARY.access_key,
        aws_secret_access_key=TEMPORARY.secret_key,
        aws_session_token=TEMPORARY.token,
        config=Config(signature_version="s3v4"),
    )
    url = s3.generate_presigned_url("get_object", {"Bucket": "b", "Key": "k"})
    shown = mask_request(url).url
    assert f"X-Amz-Signature={MASK}" in shown and f"X-Amz-Security-Token={MASK}" in shown
    assert "X-Amz-Credential=ASIAEXAMPLEKEY%2F" in shown and "X-Amz-Expires=3600" in shown
    assert TEMPORARY.token not in shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://x/y?state=a%20b&code=abc&z", f"https://x/y?state=a%20b&code={MASK}&z"),
        (
            "https://x/?AWSAccessKeyId=AK&Signature=s%3D&Expires=1",
            f"https://x/?AWSAccessKeyId=AK&Signature={MASK}&Expires=1",
        ),
        ("https://x/?client%5Fsecret=abc", f"https://x/?client%5Fsecret={MASK}"),
        ("https://x/#id_token=abc&expires_in=5", f"https://x/#id_token={MASK}&expires_in=5"),
        ("https://x/#/callback?code=abc", f"https://x/#/callback?code={MASK}"),
        (f"https://x/?{TOKEN}.code=abc", f"https://x/?{JWT_MASK}={MASK}"),
        (f"https://x/{TOKEN}/y", f"https://x/{JWT_MASK}/y"),
        (f"https://x/?hint={TOKEN}", f"https://x/?hint=eyJ{MASK}"),
        ("https://ana:pw@x/y", f"https://ana:{MASK}@x/y"),
        (
            "https://x/?to=https%3A%2F%2Fapp%2F%3Fcode%3Dabc%26state%3Ds",
            f"https://x/?to=https://app/%3Fcode%3D{MASK}%26state%3Ds",
        ),
        ("https://[::1/?code=abc", f"https://[::1/?code={MASK}"),
        ("https://x/?code=", "https://x/?code="),
        ("https://x:8080/a@b?key=k&a=b+c", "https://x:8080/a@b?key=k&a=b+c"),
    ],
)
def test_a_url_keeps_everything_but_its_secrets(
    mask_request: MaskRequest, url: str, shown: str
) -> None:
    assert mask_request(url).url == shown


def test_a_url_inside_a_sentence_is_masked(mask_request: MaskRequest) -> None:
    value = {"Location": "myapp://callback?code=abc", "note": "see (https://x/?code=abc) now"}
    assert mask(value) == {
        "Location": f"myapp://callback?code={MASK}",
        "note": f"see (https://x/?code={MASK} now",
    }


# Bodies.


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        # JSON: what has no secret stays as it was written.
        ('{"Username":  "ana"}', '{"Username":  "ana"}'),
        ('{"Password": "p", "Username": "ana"}', f'{{"Password": "{MASK}", "Username": "ana"}}'),
        ('{"Password": "p", "Password": "••••••"}', f'{{"Password": "{MASK}"}}'),
        ('[{"Token": "t"}]', f'[{{"Token": "{MASK}"}}]'),
        # JSON cut short, or that Python cannot read.
        ('{"Password": "p\\"q", "Username": "an', f'{{"Password": "{MASK}", "Username": "an'),
        ('{"Username": "ana", "Password": "p', f'{{"Username": "ana", "Password": "{MASK}"'),
        ('{"UserCode": 123456, "a": ', f'{{"UserCode": "{MASK}", "a": '),
        ('{"Logins": {"www.amazon.com": "Atza', f'{{"Logins": "{MASK}"'),
        ('{"Credential": {"id": "abc"', f'{{"Credential": "{MASK}"'),
        (
            '{"Password": p, "b": "{\\"Token\\": \\"t\\"}"}',
            f'{{"Password": "{MASK}", "b": "{{\\"Token\\": \\"{MASK}\\"}}"}}',
        ),
        # Forms: the query protocol and OAuth.
        (
            "Action=AssumeRoleWithWebIdentity&WebIdentityToken=abc&RoleArn=arn%3Aaws%3Aiam",
            f"Action=AssumeRoleWithWebIdentity&WebIdentityToken={MASK}&RoleArn=arn%3Aaws%3Aiam",
        ),
        (
            "grant_type=authorization_code&code=a%2Bb&code_verifier=v",
            f"grant_type=authorization_code&code={MASK}&code_verifier={MASK}",
        ),
        (f"a={TOKEN}", f"a=eyJ{MASK}"),
        ("Members.member.1.Password=p&x=1", f"Members.member.1.Password={MASK}&x=1"),
        # XML.
        (
            "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
            "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
        ),
        ("<a:Token x='1'>t</a:Token>", f"<a:Token x='1'>{MASK}</a:Token>"),
        ("<Password><![CDATA[a<b]]></Password>", f"<Password>{MASK}</Password>"),
        (f"<x>{TOKEN}</x>", f"<x>{JWT_MASK}</x>"),
        ("<u>https://x/?a=1&amp;code=abc</u>", f"<u>https://x/?a=1&amp;code={MASK}</u>"),
        # Free text, and bytes that are described.
        (f"hello {TOKEN}", f"hello {JWT_MASK}"),
        ("two = lines\nof text", "two = lines\nof text"),
        ("<12 bytes>", "<12 bytes>"),
        ("", ""),
    ],
)
def test_a_body_is_masked_in_its_own_form(mask_request: MaskRequest, body: str, shown: str) -> None:
    assert mask_request(body=body).body == shown


def test_json_too_deep_to_read_is_masked_member_by_member(mask_request: MaskRequest) -> None:
    body = '{"a":' * 100_000 + '{"Password": "hunter2"}' + "}" * 100_000
    assert "hunter2" not in mask_request(body=body).body


def test_json_inside_json_is_masked(mask_request: MaskRequest) -> None:
    body = json.dumps({"Payload": json.dumps({"body": json.dumps({"Password": "hunter2"})})})
    shown = mask_request(body=body).body
    assert "hunter2" not in shown
    assert json.loads(json.loads(json.loads(shown)["Payload"])["body"]) == {"Password": MASK}


def test_a_form_inside_json_is_masked() -> None:
    assert mask({"body": "grant_type=x&code=abc"}) == {"body": f"grant_type=x&code={MASK}"}


def test_a_presigned_post_hides_its_signature(mask_request: MaskRequest) -> None:
    def part(name: str, text: str) -> str:
        return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'

    body = part("key", "a.txt") + part("x-amz-signature", "f00") + part("password", "p") + "--b--"
    shown = part("key", "a.txt") + part("x-amz-signature", MASK) + part("password", MASK) + "--b--"
    assert mask_request(body=body).body == shown


def test_the_answer_of_assume_role_hides_the_keys(mask_request: MaskRequest) -> None:
    answer = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult><Credentials>
    <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>wJalr/secret</SecretAccessKey>
    <SessionToken>FwoGZXIvYXdzEJr//////////wEaD</SessionToken>
    <Expiration>2026-01-05T10:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>"""
    expected = answer.replace("wJalr/secret", MASK).replace("FwoGZXIvYXdzEJr//////////wEaD", MASK)
    assert mask_request(body=answer).body == expected


@pytest.mark.parametrize(
    "unit",
    [
        "parameter x, value: ",
        "Value '",
        "' at 'password' failed",
        '--; name="',
        '"Password":',
        '{"a":',
        "<Token>",
        "<Token ",
        "eyJ",
        "ewAAAAAA",
        "a=b&",
        "http://x?a=",
        "http://",
    ],
)
def test_no_text_takes_long_to_mask(make_call: MakeCall, unit: str) -> None:
    """Each is 20,000 characters, as long as a recorded body may be."""
    text = (unit * 20_000)[:20_000]
    request = HttpRequest("POST", text, (("X-Note", text),), text)
    call = make_call(request=request, error=CallError("X", text))
    begin = time.perf_counter()
    mask_call(call)
    assert time.perf_counter() - begin < 5


# A whole call.


def test_an_error_no_longer_quotes_what_was_sent(make_call: MakeCall) -> None:
    message = "Invalid type for parameter Password, value: {'a': 'hunter2'}, type: <class 'dict'>"
    call = make_call(
        parameters={"Password": {"a": "hunter2"}, "Username": "ana"},
        error=CallError("ParamValidationError", f"{message}; hunter2 again, ana", True),
    )
    error = mask_call(call).error
    assert error is not None and error.before_sending and error.code == "ParamValidationError"
    assert error.message == (
        f"Invalid type for parameter Password, value: {MASK}, type: <class 'dict'>; "
        f"{MASK} again, ana"
    )


@pytest.mark.parametrize("name", ["Message", "message", "errorMessage", "error_description"])
def test_an_answer_no_longer_quotes_what_was_sent(make_call: MakeCall, name: str) -> None:
    call = make_call(parameters={"Code": "123456"}, response={name: "no code 123456 here"})
    assert mask_call(call).response == {name: f"no code {MASK} here"}


@pytest.mark.parametrize(
    ("header", "body", "quoted"),
    [
        ("Basic " + base64.b64encode(b"my-client:hunter2").decode(), "", "hunter2"),
        ("AWS4-HMAC-SHA256 Credential=AK, Signature=f00ba4", "", "f00ba4"),
        ("Bearer opaque-token", "", "opaque-token"),
        ("", "<Password>hunter&amp;2</Password>", "hunter&2"),
        ("", "<Password><![CDATA[hunter<2]]></Password>", "hunter<2"),
        ("", "password=hunter%212", "hunter!2"),
        ("", '{"Password": "hunter\\u00212"}', "hunter!2"),
    ],
)
def test_an_error_quotes_no_secret_of_the_request(
    make_call: MakeCall, header: str, body: str, quoted: str
) -> None:
    request = HttpRequest("POST", "https://x/", (("Authorization", header),), body)
    error = CallError("invalid_request", f"my-client sent {quoted}")
    shown = mask_call(make_call(request=request, error=error)).error
    assert shown is not None and shown.message == f"my-client sent {MASK}"


@pytest.mark.parametrize(
    "body", ["{'Password': 'hunter2'}", "password hunter2", "a: hunter2\nb: c"]
)
def test_a_body_in_no_known_form_no_longer_holds_what_the_parameters_hid(
    make_call: MakeCall, body: str
) -> None:
    call = make_call(parameters={"Password": "hunter2"}, request=HttpRequest("POST", "x", (), body))
    request = mask_call(call).request
    assert request is not None and request.body == body.replace("hunter2", MASK)


def test_a_request_that_is_no_operation_hides_the_secrets_of_its_path(make_call: MakeCall) -> None:
    call = make_call(operation=f"GET /callback/{TOKEN}?state=s&code=abc")
    assert mask_call(call).operation == f"GET /callback/{JWT_MASK}?state=s&code={MASK}"


def test_masking_a_call_again_changes_nothing(make_call: MakeCall) -> None:
    other = jwt.encode({"sub": "ben"}, "k" * 32, algorithm="HS256")
    call = make_call(parameters={"IdToken": TOKEN}, error=CallError("X", f"not {other}"))
    once = mask_call(call)
    assert once.error is not None and once.error.message == f"not {JWT_MASK}"
    assert mask_call(once) == once


def test_names_numbers_and_times_of_a_call_stay(make_call: MakeCall) -> None:
    call = make_call(step="sign in", access_key_id="ASIAEXAMPLE", behaviours=("real-codes",))
    shown = mask_call(call)
    assert shown == call
    assert (shown.number, shown.at, shown.step) == (call.number, call.at, "sign in")


def test_a_real_sign_in_shows_no_secret(make_call: MakeCall) -> None:
    """The request is the one that botocore builds."""
    parameters: dict[str, Any] = {
        "AuthFlow": "USER_PASSWORD_AUTH",
        "ClientId": "1example23456789",
        "AuthParameters": {"USERNAME": "ana", "PASSWORD": "Correct-horse-9", "SECRET_HASH": "h4sh"},
    }
    session = botocore.session.Session()
    client = session.create_client(
        "cognito-idp", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    sent: list[Any] = []

    def stop(request: Any, **_: Any) -> None:
        sent.append(request)
        raise ConnectionAbortedError

    client.meta.events.register("before-send.cognito-idp.InitiateAuth", stop)
    with pytest.raises(ConnectionAbortedError):
        client.initiate_auth(**parameters)
    (request,) = sent
    text = request.body.decode()
    assert "Correct-horse-9" in text
    headers = tuple((name, str(value)) for name, value in request.headers.items())
    call = make_call(parameters=parameters, request=HttpRequest("POST", request.url, headers, text))
    shown = mask_call(call)
    assert "Correct-horse-9" not in repr(shown) and "h4sh" not in repr(shown)
    assert "'USERNAME': 'ana'" in repr(shown) and '"USERNAME": "ana"' in repr(shown)
