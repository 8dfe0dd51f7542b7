"""Requests of people who mean harm: AWS's refusals, nothing granted, no stray exception."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

import boto3
import pytest
import requests
from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID
from cognito_lab.aws.guard.authentication import Fault
from cognito_lab.aws.guard.form_policy import fault_of_form
from cognito_lab.aws.guard.proof import Proof, proof_of
from tests.aws.callers import client_of, new_role, new_user, signed

HOSTS = {
    "s3": "https://photos.s3.us-east-1.amazonaws.com/cat",
    "dynamodb": "https://dynamodb.us-east-1.amazonaws.com/",
    "sts": "https://sts.us-east-1.amazonaws.com/",
    "iam": "https://iam.amazonaws.com/",
    "cognito-idp": "https://cognito-idp.us-east-1.amazonaws.com/",
    "cognito-identity": "https://cognito-identity.us-east-1.amazonaws.com/",
}
TARGETS = {
    "dynamodb": "DynamoDB_20120810.ListTables",
    "cognito-idp": "AWSCognitoIdentityProviderService.ListUserPools",
    "cognito-identity": "AWSCognitoIdentityService.ListIdentityPools",
}
shared = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60)
SCOPES = st.lists(PRINTABLE, min_size=0, max_size=6).map("/".join)
PROOFS = st.one_of(
    PRINTABLE,
    st.builds(
        "AWS4-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}".format,
        st.one_of(SCOPES, SCOPES.map(lambda scope: f"{ADMINISTRATOR_KEY_ID}/{scope}")),
        PRINTABLE,
        PRINTABLE,
    ),
    st.builds("AWS {}:{}".format, PRINTABLE, PRINTABLE),
    st.builds("AWS {}:{}".format, st.just(ADMINISTRATOR_KEY_ID), PRINTABLE),
)
QUERIES = st.dictionaries(
    st.sampled_from(
        [
            *("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires"),
            *("X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Security-Token"),
            *("AWSAccessKeyId", "Signature", "Expires", "x-amz-security-token", "Action"),
        ]
    ),
    PRINTABLE,
    max_size=7,
)


def state() -> dict[str, Any]:
    """What somebody could have changed, as the administrator sees it."""
    return {
        "objects": boto3.client("s3").list_objects_v2(Bucket="photos").get("Contents"),
        "users": boto3.client("iam").list_users()["Users"],
        "tables": boto3.client("dynamodb").list_tables()["TableNames"],
    }


def is_refused(answer: requests.Response) -> bool:
    """A client's error of AWS's, and nothing of the photo."""
    return 400 <= answer.status_code < 500 and answer.content != b"cat"


@shared
@given(st.sampled_from(sorted(HOSTS)), PROOFS, st.binary(max_size=80))
def test_no_made_up_proof_opens_anything(lab: Lab, service: str, proof: str, body: bytes) -> None:
    before = state()
    headers = {
        "Authorization": proof,
        "X-Amz-Date": f"{lab.clock.now():%Y%m%dT%H%M%SZ}",
        "X-Amz-Target": TARGETS.get(service, ""),
    }
    method = requests.put if service == "s3" else requests.post
    assert is_refused(method(HOSTS[service], data=body, headers=headers))
    assert state() == before


@shared
@given(QUERIES)
def test_no_made_up_query_opens_anything(lab: Lab, query: dict[str, str]) -> None:
    before = state()
    for method in (requests.get, requests.put, requests.delete):
        assert is_refused(method(HOSTS["s3"], params=query))
    assert state() == before


@shared
@given(PRINTABLE, PRINTABLE)
def test_no_made_up_session_token_opens_anything(lab: Lab, token: str, secret: str) -> None:
    if "worker" not in {role["RoleName"] for role in boto3.client("iam").list_roles()["Roles"]}:
        new_role("worker")
        new_user("starter")
    key = boto3.client("iam").create_access_key(UserName="starter")["AccessKey"]
    arn = "arn:aws:iam::123456789012:role/worker"
    made: Any = client_of(dict(key), "sts").assume_role(RoleArn=arn, RoleSessionName="worker")
    boto3.client("iam").delete_access_key(UserName="starter", AccessKeyId=key["AccessKeyId"])
    s3 = client_of({**made["Credentials"], "SessionToken": token or "x"}, "s3")
    with pytest.raises(s3.exceptions.ClientError):
        s3.get_object(Bucket="photos", Key="cat")


def test_a_body_that_was_changed_after_signing_is_refused(lab: Lab) -> None:
    headers = signed(
        "POST",
        HOSTS["dynamodb"],
        "dynamodb",
        {
            "X-Amz-Target": "DynamoDB_20120810.ListTables",
            "Content-Type": "application/x-amz-json-1.0",
        },
        b"{}",
    )
    assert requests.post(HOSTS["dynamodb"], data=b"{}", headers=headers).ok
    answer = requests.post(HOSTS["dynamodb"], data=b'{"Limit": 1}', headers=headers)
    assert (
        answer.status_code,
        answer.json()["__type"].partition("#")[2] or answer.json()["__type"],
    ) == (
        400,
        "InvalidSignatureException",
    )


def test_a_request_from_another_time_is_refused(lab: Lab) -> None:
    headers = signed("GET", HOSTS["s3"], "s3", {})
    assert requests.get(HOSTS["s3"], headers=headers).content == b"cat"
    lab.clock.advance(minutes=16)
    answer = requests.get(HOSTS["s3"], headers=headers)
    assert answer.status_code == 403
    assert "RequestTimeTooSkewed" in answer.text


def test_a_signature_for_another_service_is_refused(lab: Lab) -> None:
    headers = signed("GET", HOSTS["s3"], "dynamodb", {"x-amz-content-sha256": "UNSIGNED-PAYLOAD"})
    assert requests.get(HOSTS["s3"], headers=headers).status_code in (400, 403)


def test_an_operation_that_nobody_mapped_is_roots_alone(lab: Lab) -> None:
    boto3.client("kms", region_name="us-east-1").list_keys()
    kms = client_of(new_user("carla"), "kms", region_name="us-east-1")
    with pytest.raises(kms.exceptions.ClientError, match="the lab does not know which permissions"):
        kms.list_keys()


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
CONDITIONS = st.one_of(
    JSON_VALUES,
    st.tuples(
        st.sampled_from(["eq", "starts-with", "content-length-range", "other"]),
        JSON_VALUES,
        JSON_VALUES,
    ),
)
POLICIES = st.one_of(
    JSON_VALUES,
    st.fixed_dictionaries(
        {
            "expiration": st.sampled_from(["2030-01-01T00:00:00Z"]) | JSON_VALUES,
            "conditions": st.lists(CONDITIONS, max_size=4) | JSON_VALUES,
        }
    ),
)


@given(POLICIES.map(lambda policy: json.dumps(policy).encode()) | st.binary(max_size=40))
def test_no_policy_of_a_form_that_its_signer_made_up_raises(policy: bytes) -> None:
    """Nor does it let a field pass that it says nothing of."""
    fields = {"policy": base64.b64encode(policy).decode(), "key": "dog", "not-named": "x"}
    proof = Proof("form", "v4", "AKIA", form=fields, file_size=3)
    found = fault_of_form(proof, "photos", dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    assert isinstance(found, Fault) or b"not-named" in policy


@given(st.binary(max_size=200), st.sampled_from(["X", "", "a b", '"']))
def test_no_form_that_cannot_be_read_raises(body: bytes, boundary: str) -> None:
    part = b'--X\r\nContent-Disposition: form-data; name="x-amz-credential"\r\n\r\n'
    for sent in (body, part + body, part + body + b"\r\n--X--\r\n"):
        headers = HTTPHeaders()
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        request = AWSPreparedRequest("POST", HOSTS["s3"], headers, sent, False)
        found = proof_of(request)
        assert found is None or found.place == "form"
