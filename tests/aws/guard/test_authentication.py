"""Who signs is known by key, secret, token and time; whoever is not is told as AWS tells it."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
import requests
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ADMINISTRATOR_SECRET
from tests.aws.callers import client_of, new_role, new_user, signed


def of_a_role(**session: Any) -> dict[str, str]:
    """Credentials of a role that may do everything."""
    new_role("worker")
    sts = client_of(new_user("starter"), "sts")
    made = sts.assume_role(
        RoleArn="arn:aws:iam::123456789012:role/worker", RoleSessionName="worker", **session
    )
    return dict(made["Credentials"])


def refusal(service: str, credentials: dict[str, Any]) -> tuple[str, int]:
    """Code and status with which a service refuses a harmless call."""
    client = client_of(credentials, service)
    call = {
        "s3": lambda: client.list_buckets(),
        "dynamodb": lambda: client.list_tables(),
        "sts": lambda: client.get_caller_identity(),
        "cognito-idp": lambda: client.list_user_pools(MaxResults=1),
        "sqs": lambda: client.list_queues(),
    }[service]
    with pytest.raises(ClientError) as refused:
        call()
    response = refused.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]


SERVICES = ("s3", "dynamodb", "sts", "cognito-idp", "sqs")
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html
ANOTHER_SECRET = {
    "s3": ("SignatureDoesNotMatch", 403),
    "dynamodb": ("InvalidSignatureException", 400),
    "sts": ("SignatureDoesNotMatch", 403),
    "cognito-idp": ("InvalidSignatureException", 400),
    "sqs": ("SignatureDoesNotMatch", 400),
}
ANOTHER_TOKEN = {
    "s3": ("InvalidToken", 400),
    "dynamodb": ("UnrecognizedClientException", 400),
    "sts": ("InvalidClientTokenId", 403),
    "cognito-idp": ("UnrecognizedClientException", 400),
    "sqs": ("InvalidClientTokenId", 400),
}
TOO_OLD = {
    "s3": ("ExpiredToken", 400),
    "dynamodb": ("ExpiredTokenException", 400),
    "sts": ("ExpiredToken", 403),
    "cognito-idp": ("ExpiredTokenException", 400),
    "sqs": ("ExpiredToken", 400),
}


@pytest.mark.parametrize("service", SERVICES)
def test_another_secret_is_refused(lab: Lab, service: str) -> None:
    given = of_a_role()
    assert refusal(service, {**given, "SecretAccessKey": "another"}) == ANOTHER_SECRET[service]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("token", ["another", "", None])
def test_another_session_token_or_none_is_refused(
    lab: Lab, service: str, token: str | None
) -> None:
    given = of_a_role()
    assert refusal(service, {**given, "SessionToken": token}) == ANOTHER_TOKEN[service]


def test_a_session_token_of_other_credentials_is_refused(lab: Lab) -> None:
    first = of_a_role()
    sts = client_of(new_user("second"), "sts")
    second = sts.assume_role(
        RoleArn="arn:aws:iam::123456789012:role/worker", RoleSessionName="other"
    )["Credentials"]
    mixed = {**first, "SessionToken": second["SessionToken"]}
    assert refusal("s3", mixed) == ("InvalidToken", 400)


def test_a_session_token_beside_a_key_for_good_is_refused(lab: Lab) -> None:
    key = new_user("carla")
    assert refusal("s3", {**key, "SessionToken": "a token"}) == ("InvalidToken", 400)


@pytest.mark.parametrize("service", SERVICES)
def test_credentials_end_to_the_second(lab: Lab, service: str) -> None:
    given = of_a_role(DurationSeconds=900)
    left = (given["Expiration"] - lab.clock.now()).total_seconds()  # type: ignore[operator]
    lab.clock.advance(seconds=left - 1)
    client_of(given, "sts").get_caller_identity()  # and a second has passed
    assert refusal(service, given) == TOO_OLD[service]


def test_a_key_that_is_deleted_opens_nothing_from_then_on(lab: Lab) -> None:
    key = new_user("carla")
    client_of(key, "s3").list_buckets()
    boto3.client("iam").delete_access_key(UserName="carla", AccessKeyId=key["AccessKeyId"])
    assert refusal("s3", key) == ("InvalidAccessKeyId", 403)


def test_a_key_that_is_inactive_opens_nothing(lab: Lab) -> None:
    key = new_user("carla")
    boto3.client("iam").update_access_key(
        UserName="carla", AccessKeyId=key["AccessKeyId"], Status="Inactive"
    )
    assert refusal("s3", key)[1] == 403


# Without a signature.


@pytest.mark.parametrize(
    ("service", "method", "parameters", "code"),
    [
        ("dynamodb", "list_tables", {}, "MissingAuthenticationTokenException"),
        ("sts", "get_caller_identity", {}, "MissingAuthenticationToken"),
        ("iam", "list_users", {}, "MissingAuthenticationToken"),
        ("s3", "list_buckets", {}, "AccessDenied"),
        ("sqs", "list_queues", {}, "AccessDenied"),
        ("sns", "list_topics", {}, "AccessDenied"),
        (
            "cognito-idp",
            "list_user_pools",
            {"MaxResults": 1},
            "MissingAuthenticationTokenException",
        ),
        (
            "cognito-identity",
            "list_identity_pools",
            {"MaxResults": 1},
            "MissingAuthenticationTokenException",
        ),
    ],
)
def test_who_does_not_sign_is_refused_where_a_signature_is_asked_for(
    lab: Lab, service: str, method: str, parameters: dict[str, Any], code: str
) -> None:
    client = boto3.client(service, config=Config(signature_version=UNSIGNED))  # type: ignore[call-overload]
    with pytest.raises(ClientError) as refused:
        getattr(client, method)(**parameters)
    assert refused.value.response["Error"]["Code"] == code


def test_what_the_model_lets_anybody_call_needs_no_signature(lab: Lab) -> None:
    unsigned = Config(signature_version=UNSIGNED)
    identity = boto3.client("cognito-identity", config=unsigned)
    pool = boto3.client("cognito-identity").create_identity_pool(
        IdentityPoolName="p", AllowUnauthenticatedIdentities=True
    )["IdentityPoolId"]
    assert identity.get_id(IdentityPoolId=pool)["IdentityId"]


# Presigned URLs.


def presigned(version: str, seconds: int = 60, **key: str) -> str:
    """A URL that reads the photo, by the administrator or by another key."""
    s3: Any = boto3.client(
        "s3",
        aws_access_key_id=key.get("AccessKeyId", ADMINISTRATOR_KEY_ID),
        aws_secret_access_key=key.get("SecretAccessKey", ADMINISTRATOR_SECRET),
        aws_session_token=key.get("SessionToken"),
        config=Config(signature_version=version),
    )
    named = {"Bucket": "photos", "Key": "cat"}
    return str(s3.generate_presigned_url("get_object", Params=named, ExpiresIn=seconds))


VERSIONS = pytest.mark.parametrize("version", ["s3", "s3v4"])


@VERSIONS
def test_a_presigned_url_opens_what_it_names(lab: Lab, version: str) -> None:
    assert requests.get(presigned(version)).content == b"cat"


@VERSIONS
def test_a_presigned_url_of_a_session_opens_what_it_may(lab: Lab, version: str) -> None:
    given = of_a_role()
    assert requests.get(presigned(version, **given)).content == b"cat"


@VERSIONS
def test_a_presigned_url_is_good_until_its_end(lab: Lab, version: str) -> None:
    url = presigned(version, seconds=60)
    lab.clock.advance(seconds=58)
    assert requests.get(url).status_code == 200
    lab.clock.advance(seconds=2)
    answer = requests.get(url)
    assert (answer.status_code, "Request has expired" in answer.text) == (403, True)


@VERSIONS
@pytest.mark.parametrize(
    ("before", "after"),
    [("/cat", "/dog"), ("Signature=", "Signature=A"), ("Expires=", "Expires=9")],
)
def test_a_presigned_url_that_is_changed_opens_nothing(
    lab: Lab, version: str, before: str, after: str
) -> None:
    url = presigned(version)
    assert before in url
    assert requests.get(url.replace(before, after)).status_code == 403


@VERSIONS
def test_a_presigned_url_reads_and_does_not_write(lab: Lab, version: str) -> None:
    assert requests.put(presigned(version), data=b"dog").status_code == 403
    assert requests.delete(presigned(version)).status_code == 403
    assert requests.get(presigned(version)).content == b"cat"


@VERSIONS
def test_a_presigned_url_may_do_what_its_signer_may_now(lab: Lab, version: str) -> None:
    key = new_user("carla")
    url = presigned(version, **{**key})
    assert requests.get(url).content == b"cat"
    boto3.client("iam").delete_user_policy(UserName="carla", PolicyName="policy")
    answer = requests.get(url)
    assert answer.status_code == 403
    assert "no identity-based policy allows the s3:GetObject action" in answer.text


def test_a_form_that_was_signed_uploads_and_one_that_was_changed_does_not(lab: Lab) -> None:
    s3: Any = boto3.client("s3", config=Config(signature_version="s3v4"))
    form = s3.generate_presigned_post("photos", "dog")
    sent = {"files": {"file": b"dog"}}
    assert requests.post(form["url"], data=form["fields"], **sent).ok
    assert s3.get_object(Bucket="photos", Key="dog")["Body"].read() == b"dog"
    forged = {**form["fields"], "x-amz-signature": "0" * 64}
    assert requests.post(form["url"], data=forged, files={"file": b"wolf"}).status_code == 403
    assert s3.get_object(Bucket="photos", Key="dog")["Body"].read() == b"dog"


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_known_key_does_not_pass_with_a_signature_older_than_version_4(
    lab: Lab, version: str
) -> None:
    client = boto3.client("sts", config=Config(signature_version=version))
    with pytest.raises(ClientError, match="IncompleteSignature"):
        client.get_caller_identity()


# What belongs to the signature.


@pytest.mark.parametrize("version", ["s3v4", "s3"])
def test_a_header_of_amazons_that_was_not_signed_is_refused(lab: Lab, version: str) -> None:
    """A URL to write one object would copy another into it."""
    s3: Any = boto3.client("s3", config=Config(signature_version=version))
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "photos", "Key": "copy"})
    answer = requests.put(url, headers={"x-amz-copy-source": "/photos/cat"}, timeout=5)
    assert answer.status_code == 403
    assert requests.put(url, data=b"dog", timeout=5).ok
    assert s3.get_object(Bucket="photos", Key="copy")["Body"].read() == b"dog"


def test_nor_is_one_followed_that_was_added_to_a_signed_request(lab: Lab) -> None:
    url = "https://dynamodb.us-east-1.amazonaws.com/"
    made = signed("POST", url, "dynamodb", {}, b"{}")
    added = {**made, "X-Amz-Target": "DynamoDB_20120810.ListTables"}
    answer = requests.post(url, headers=added, data=b"{}", timeout=5)
    assert (answer.status_code, "InvalidSignatureException" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("service", "method", "code"),
    [
        ("dynamodb", "list_tables", "InvalidSignatureException"),
        ("sqs", "list_queues", "SignatureDoesNotMatch"),
        ("sns", "list_topics", "SignatureDoesNotMatch"),
        ("s3", "list_buckets", "AuthorizationHeaderMalformed"),
    ],
)
def test_a_signature_for_another_region_is_refused(
    lab: Lab, service: str, method: str, code: str
) -> None:
    """The guard would judge by the one, and moto would answer from the other."""
    elsewhere = f"https://{service}.eu-west-1.amazonaws.com"
    client = boto3.client(service, region_name="us-east-1", endpoint_url=elsewhere)  # type: ignore[call-overload]
    with pytest.raises(ClientError) as refused:
        getattr(client, method)()
    assert refused.value.response["Error"]["Code"] == code
