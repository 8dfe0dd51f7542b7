"""The one seam: what it answers, in which order it records, and what it lets through."""

import threading
import urllib.error
import urllib.request
from typing import Any

import boto3
import pytest
import requests
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.model import Shape

from cognito_lab.aws import Lab, RealAwsRefused
from cognito_lab.aws.errors import Answer
from cognito_lab.aws.lab import _MACHINERY
from cognito_lab.aws.wire import headers_to_send
from cognito_lab.flow import ApiCall
from tests.aws.app import App


@pytest.fixture
def busy_once(monkeypatch: pytest.MonkeyPatch, lab: Lab) -> None:
    """The service behind the wire answers 503 to the first request."""
    moto = _MACHINERY.wire._moto
    answers = iter([(503, {}, b"")])
    monkeypatch.setattr(
        _MACHINERY.wire, "_moto", lambda request: next(answers, None) or moto(request)
    )


def test_a_retry_is_a_second_call_with_its_own_number_and_attempt(
    lab: Lab, busy_once: None
) -> None:
    boto3.client("cognito-idp").list_user_pools(MaxResults=1)
    first, second = lab.trace
    assert (first.attempt, first.status, first.failed) == (1, 503, True)
    assert (second.attempt, second.status, second.failed) == (2, 200, False)
    assert first.operation == second.operation == "ListUserPools"
    assert (first.number, second.number) == (1, 2)
    assert second.at > first.at
    assert [note.after for note in lab.trace.notes] == [1]  # botocore slept in between


def test_a_call_after_a_retried_one_begins_at_attempt_one(lab: Lab, busy_once: None) -> None:
    client = boto3.client("cognito-idp")
    client.list_user_pools(MaxResults=1)
    client.list_user_pools(MaxResults=1)
    assert [call.attempt for call in lab.trace] == [1, 2, 1]


def test_the_note_of_a_message_stands_after_the_call_that_sent_it(lab: Lab, app: App) -> None:
    app.sign_up("ana", email="ana@example.com")
    lab.clock.advance(hours=25)
    app.resend("ana")
    in_order = [
        entry.operation if isinstance(entry, ApiCall) else f"{entry.kind} after {entry.after}"
        for entry in lab.trace.entries
    ]
    assert in_order[2:] == [
        "SignUp",
        "message after 3",
        "clock after 3",
        "ResendConfirmationCode",
        "message after 4",
    ]
    message, clock, _ = lab.trace.notes
    assert message.at == lab.trace[2].at
    assert clock.text == "the clock moved by 1 d 1 h"


def test_calls_from_many_threads_get_numbers_in_the_order_of_the_trace(lab: Lab) -> None:
    client = boto3.client("s3")

    def call_ten_times() -> None:
        for _ in range(10):
            client.list_buckets()

    threads = [threading.Thread(target=call_ten_times) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert [call.number for call in lab.trace] == list(range(1, 41))
    assert sorted({call.at for call in lab.trace}) == [call.at for call in lab.trace]
    assert len({call.at for call in lab.trace}) == 40


def smallest(shape: Shape) -> Any:
    """A value for a shape of botocore's model, with required members only."""
    if shape.type_name == "structure":
        return {name: smallest(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [smallest(shape.member)] * max(1, shape.metadata.get("min", 1))
    if shape.type_name == "map":
        return {smallest(shape.key): smallest(shape.value)}
    if shape.type_name == "string":
        text = "us-east-1_Nowhere12"[: shape.metadata.get("max", 99)]
        return shape.enum[0] if shape.enum else text.ljust(shape.metadata.get("min", 1), "0")
    values = {"boolean": True, "timestamp": 0, "blob": b"x", "float": 1.0, "double": 1.0}
    return values.get(shape.type_name, max(1, shape.metadata.get("min", 1)))


# https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/CommonErrors.html
COMMON: dict[str, set[str]] = {"cognito-idp": set(), "cognito-identity": {"ValidationException"}}


@pytest.mark.parametrize("service", ["cognito-idp", "cognito-identity"])
def test_every_operation_of_cognito_answers_or_is_a_client_error_of_aws_or_of_the_lab(
    lab: Lab, service: str
) -> None:
    client = boto3.client(service)
    not_implemented, strange = [], {}
    for name in client.meta.service_model.operation_names:
        model = client.meta.service_model.operation_model(name)
        parameters = smallest(model.input_shape) if model.input_shape else {}
        try:
            getattr(client, xform_name(name))(**parameters)
        except ClientError as refusal:
            code = refusal.response["Error"]["Code"]
            status = refusal.response["ResponseMetadata"]["HTTPStatusCode"]
            if (code, status) == ("NotImplemented", 501):
                not_implemented.append(name)
            elif code not in {shape.error_code for shape in model.error_shapes} | COMMON[service]:
                strange[name] = code
        except Exception as problem:
            strange[name] = f"{type(problem).__name__}: {problem}"
    assert strange == {}
    assert [call.operation for call in lab.trace] == list(client.meta.service_model.operation_names)
    badge = {call.operation for call in lab.trace if "not-implemented" in call.behaviours}
    assert badge == set(not_implemented)
    assert ("AdminLinkProviderForUser" in badge) is (service == "cognito-idp")
    assert bool(badge) is (service == "cognito-idp")  # of identity pools none is left out


# What the lab does itself, so that moto's own answer comes through.
STUMBLES = ("identities-are-listed", "identity-request-is-checked")


def test_what_moto_stumbles_over_is_a_client_error_that_says_so(lab: Lab) -> None:
    with lab.ledger.without(*STUMBLES), pytest.raises(ClientError) as caught:
        boto3.client("cognito-identity").list_identities(
            IdentityPoolId="us-east-1:nowhere", MaxResults=1
        )
    message = caught.value.response["Error"]["Message"]
    assert message.startswith(
        "cognito_lab: moto cannot answer this cognito-identity ListIdentities"
    )
    assert "KeyError: 'us-east-1:nowhere'" in message
    assert (lab.trace[-1].status, lab.trace[-1].answered_by) == (501, "lab")


def test_with_the_row_off_what_moto_raises_escapes_as_it_is(lab: Lab) -> None:
    with lab.ledger.without("not-implemented", *STUMBLES), pytest.raises(KeyError):
        boto3.client("cognito-identity").list_identities(
            IdentityPoolId="us-east-1:nowhere", MaxResults=1
        )


def test_a_fault_of_the_lab_itself_is_not_dressed_up_as_an_answer(
    lab: Lab, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(*_: Any) -> None:
        raise KeyError("a fault of the lab")

    monkeypatch.setattr("cognito_lab.aws.cognito_idp.confirmation.delivery_for", fall_over)
    with pytest.raises(KeyError, match="a fault of the lab"):
        app.sign_up("ana", email="ana@example.com")


def test_a_host_that_is_not_awss_passes_the_wire(lab: Lab, somebodys_server: str) -> None:
    assert requests.get(somebodys_server, timeout=5).text == "not AWS"
    assert list(lab.trace) == []


def test_the_metadata_service_is_refused_with_one_clear_error(lab: Lab) -> None:
    url = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
    with pytest.raises(RealAwsRefused, match="the running lab did not answer this call"):
        requests.get(url, timeout=5)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://app.auth.us-east-1.amazoncognito.com/login?x=1", "cognito-idp"),
        ("https://something.lambda-url.us-east-1.on.aws/", "something"),
        ("https://Start.AWSApps.com", "start"),
        ("https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/pets", "execute-api"),
    ],
)
def test_a_host_of_aws_that_nobody_mocks_is_answered_by_the_lab_over_requests_and_urllib(
    lab: Lab, url: str, service: str
) -> None:
    over_requests = requests.get(url, timeout=5)
    with pytest.raises(urllib.error.HTTPError) as over_urllib:
        urllib.request.urlopen(url, timeout=5)
    over_urllib.value.close()
    assert over_requests.status_code == over_urllib.value.code
    assert [call.service for call in lab.trace] == [service] * 2
    assert [call.status for call in lab.trace] == [over_requests.status_code] * 2


def test_http_inside_a_boto3_call_is_a_call_of_its_own(lab: Lab, user_pool_url: str) -> None:
    sts = boto3.client("sts")
    keys = f"{user_pool_url}/.well-known/jwks.json"
    sts.meta.events.register("before-call", lambda **_: requests.get(keys, timeout=5) and None)
    sts.get_caller_identity()
    inner, outer = lab.trace[-2:]
    assert (inner.operation, inner.via, inner.attempt) == ("GetJsonWebKeySet", "http", 1)
    assert (outer.operation, outer.via, outer.attempt) == ("GetCallerIdentity", "boto3", 1)


@pytest.fixture
def user_pool_url(lab: Lab) -> str:
    pool_id = boto3.client("cognito-idp").create_user_pool(PoolName="p")["UserPool"]["Id"]
    return f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}"


@pytest.mark.parametrize(
    ("method", "answer", "headers"),
    [
        ("GET", (200, {"Content-Length": "99"}, "ä"), {"Content-Length": "2"}),
        ("HEAD", (200, {"content-length": "99"}, b""), {"Content-Length": "99"}),
        ("HEAD", (404, {}, b""), {"Content-Length": "0"}),
        (
            "GET",
            (200, {"Transfer-Encoding": "chunked", "Connection": "x", "ETag": "e"}, b"ab"),
            {"ETag": "e", "Content-Length": "2"},
        ),
    ],
)
def test_an_answer_is_sent_with_one_true_length_and_no_header_of_a_hop(
    method: str, answer: Answer, headers: dict[str, str]
) -> None:
    assert headers_to_send(method, answer) == list(headers.items())
