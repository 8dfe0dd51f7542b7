"""A key that this lab did not issue is refused in each service's words, and never shown."""

from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.flow import trace_to_json

KEY_ID, SECRET, SESSION = "AKIANOTOFTHISLAB0001", "not-of-this-lab-secret", "not-of-this-lab-token"
REMEDY = "Make the client after start_lab(), without credentials of its own."
INVALID_TOKEN = "The security token included in the request is invalid."

# https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html and the services' own.
WORDS: dict[str, tuple[str, str, dict[str, Any], str, str, int]] = {
    "s3": (
        "s3",
        "list_buckets",
        {},
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        403,
    ),
    "dynamodb": (
        "dynamodb",
        "list_tables",
        {},
        "UnrecognizedClientException",
        INVALID_TOKEN,
        400,
    ),
    "cognito-idp": (
        "cognito-idp",
        "list_user_pools",
        {"MaxResults": 1},
        "UnrecognizedClientException",
        INVALID_TOKEN,
        400,
    ),
    "sts": ("sts", "get_caller_identity", {}, "InvalidClientTokenId", INVALID_TOKEN, 403),
    "sqs": ("sqs", "list_queues", {}, "InvalidClientTokenId", INVALID_TOKEN, 400),
    "iam": ("iam", "list_users", {}, "InvalidClientTokenId", INVALID_TOKEN, 403),
    "apigateway": (
        "apigateway",
        "get_rest_apis",
        {},
        "UnrecognizedClientException",
        INVALID_TOKEN,
        403,
    ),
}


def stranger(service: str) -> Any:
    """A client with credentials from elsewhere."""
    return boto3.client(
        service,
        aws_access_key_id=KEY_ID,
        aws_secret_access_key=SECRET,
        aws_session_token=SESSION,
    )


@pytest.mark.parametrize(
    ("service", "method", "parameters", "code", "message", "status"), WORDS.values(), ids=WORDS
)
def test_each_service_refuses_in_its_own_words_and_says_what_to_do(
    lab: Lab,
    service: str,
    method: str,
    parameters: dict[str, Any],
    code: str,
    message: str,
    status: int,
) -> None:
    with pytest.raises(ClientError) as caught:
        getattr(stranger(service), method)(**parameters)
    response = caught.value.response
    assert response["Error"]["Code"] == code
    assert response["Error"]["Message"].startswith(message)
    assert REMEDY in response["Error"]["Message"]
    assert response["ResponseMetadata"]["HTTPStatusCode"] == status
    call = lab.trace[-1]
    assert (call.behaviours, call.answered_by) == (("unknown-access-key",), "lab")
    assert (call.access_key_id, call.caller) == ("unknown", "app")
    assert call.principal.startswith("unknown")


def test_nothing_is_done_with_such_a_key(lab: Lab) -> None:
    with pytest.raises(ClientError):
        stranger("s3").create_bucket(Bucket="bucket")
    assert boto3.client("s3").list_buckets()["Buckets"] == []


def test_head_is_refused_without_a_body(lab: Lab) -> None:
    boto3.client("s3").create_bucket(Bucket="bucket")
    with pytest.raises(ClientError) as caught:
        stranger("s3").head_bucket(Bucket="bucket")
    assert caught.value.response["Error"] == {"Code": "403", "Message": "Forbidden"}
    assert lab.trace[-1].behaviours == ("unknown-access-key",)


def test_a_presigned_url_of_such_a_key_is_refused(lab: Lab) -> None:
    boto3.client("s3").create_bucket(Bucket="bucket")
    url = stranger("s3").generate_presigned_url(
        "get_object", Params={"Bucket": "bucket", "Key": "key"}
    )
    response = requests.get(url, timeout=5)
    assert response.status_code == 403
    assert "InvalidAccessKeyId" in response.text


def test_the_key_its_secret_and_its_token_stand_in_no_record_and_no_answer(lab: Lab) -> None:
    s3 = stranger("s3")
    answers = []
    for attempt in (s3.list_buckets, lambda: s3.head_bucket(Bucket="bucket")):
        with pytest.raises(ClientError) as caught:
            attempt()
        answers.append(str(caught.value.response))
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    answers.append(requests.get(url, timeout=5).text)
    records = [trace_to_json(lab.trace), str(list(lab.trace)), str(list(lab.trace.revealed()))]
    assert len(lab.trace) == 3
    for text in (*answers, *records):
        for secret in (KEY_ID, SECRET, SESSION):
            assert secret not in text


def test_operations_that_need_no_signature_do_not_look_at_keys(app: Any, lab: Lab) -> None:
    answer = stranger("cognito-idp").sign_up(
        ClientId=app.client_id,
        Username="ana",
        Password="Correct-Horse-1",
        UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
    )
    assert answer["UserConfirmed"] is False
    assert lab.trace[-1].principal == "anonymous"


def test_a_temporary_key_is_refused_in_awss_words_alone(lab: Lab) -> None:
    s3: Any = boto3.client(
        "s3",
        aws_access_key_id="ASIANOTOFTHISLAB0001",
        aws_secret_access_key=SECRET,
        aws_session_token=SESSION,
    )
    with pytest.raises(ClientError) as refused:
        s3.list_buckets()
    assert refused.value.response["Error"]["Message"] == WORDS["s3"][4]
