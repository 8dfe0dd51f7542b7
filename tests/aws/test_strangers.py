"""Credentials that the lab did not give out stand in no record, whatever way they came."""

from contextlib import suppress
from typing import Any

import boto3
import pytest
import requests

from cognito_lab.aws import Lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID
from cognito_lab.flow import trace_to_json

KEY = "AKIAREALREALREALREAL"
TOKEN = "FwoGRealSessionTokenRealSessionToken"
S3 = "https://s3.us-east-1.amazonaws.com"
STS = "https://sts.us-east-1.amazonaws.com/"
FORM = "application/x-www-form-urlencoded"
SIGNED_WITH = f"AWS4-HMAC-SHA256 Credential={KEY}/20260105/us-east-1/s3/aws4_request, Signature=ab"
MULTIPART = (
    "--X\r\nContent-Disposition: form-data; name={q}x-amz-credential{q}\r\n\r\n" + KEY + "/x\r\n"
    "--X\r\nContent-Disposition: form-data; name={q}x-amz-security-token{q}\r\n\r\n" + TOKEN
) + "\r\n--X--\r\n"
QUERY = f"X-Amz-Credential={KEY}%2Fx&X-Amz-Security-Token={TOKEN}&X-Amz-Signature=ab"

WAYS: dict[str, dict[str, Any]] = {
    "header": {"headers": {"Authorization": SIGNED_WITH, "X-Amz-Security-Token": TOKEN}},
    "lower-case scheme": {
        "headers": {"Authorization": SIGNED_WITH.lower().replace(KEY.lower(), KEY)}
        | {"X-Amz-Security-Token": TOKEN}
    },
    "session token of S3 Express": {
        "headers": {"Authorization": SIGNED_WITH, "x-amz-s3session-token": TOKEN}
    },
    "token without a signature": {"headers": {"X-Amz-Security-Token": TOKEN}},
    "query": {"url": f"{S3}/bucket/key?{QUERY}"},
    "lower-case query": {"url": f"{S3}/bucket/key?" + QUERY.replace("X-Amz", "x-amz")},
    "query, version 2": {
        "url": f"{S3}/b/k?AWSAccessKeyId={KEY}&x-amz-security-token={TOKEN}&Signature=s&Expires=1"
    },
    "form": {
        "url": STS,
        "data": f"Action=GetCallerIdentity&AWSAccessKeyId={KEY}&SecurityToken={TOKEN}&Signature=a",
        "headers": {"Content-Type": FORM},
    },
    "form, odd content type": {
        "url": STS,
        "data": f"Action=GetCallerIdentity&AWSAccessKeyId={KEY}&SecurityToken={TOKEN}&Signature=a",
        "headers": {"Content-Type": FORM.title()},
    },
    "multipart": {
        "url": "https://bucket.s3.amazonaws.com/",
        "data": MULTIPART.format(q='"').encode(),
        "headers": {"Content-Type": "multipart/form-data; boundary=X"},
    },
    "multipart, unquoted": {
        "url": "https://bucket.s3.amazonaws.com/",
        "data": MULTIPART.format(q="").encode(),
        "headers": {"Content-Type": "multipart/form-data; boundary=X"},
    },
    "presigned URL in a body": {
        "url": "https://cognito-idp.us-east-1.amazonaws.com/",
        "data": f'{{"url": "{STS}?Action=GetCallerIdentity&{QUERY}"}}',
    },
    "path": {"url": f"{S3}/{KEY}/x"},
}


@pytest.mark.parametrize("way", WAYS)
def test_a_strangers_credentials_are_kept_nowhere(lab: Lab, way: str) -> None:
    request = {"method": "POST" if "data" in WAYS[way] else "GET", "url": S3, **WAYS[way]}
    with suppress(requests.RequestException):
        requests.request(**request, timeout=5)
    kept = trace_to_json(lab.trace) + trace_to_json(lab.trace.revealed()) + repr(lab.trace.calls)
    assert len(lab.trace) == 1
    assert KEY not in kept
    assert TOKEN not in kept


def test_a_strangers_key_in_a_parameter_is_kept_nowhere(lab: Lab) -> None:
    iam = boto3.client("iam")
    with suppress(iam.exceptions.ClientError):
        iam.get_access_key_last_used(AccessKeyId=KEY)
    with suppress(Exception):
        iam.get_access_key_last_used(AccessKeyId=KEY, Nonsense=KEY)
    assert len(lab.trace) == 2
    assert KEY not in trace_to_json(lab.trace) + trace_to_json(lab.trace.revealed())


def test_keys_of_the_lab_stay_legible(lab: Lab) -> None:
    iam = boto3.client("iam")
    iam.create_user(UserName="ana")
    key_id = iam.create_access_key(UserName="ana")["AccessKey"]["AccessKeyId"]
    iam.list_access_keys(UserName="ana")
    shown = trace_to_json(lab.trace)
    assert key_id in shown
    assert ADMINISTRATOR_KEY_ID in shown
