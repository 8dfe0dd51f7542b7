"""A form that a browser posts: it speaks for what its policy says, and for nothing else.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
"""

from __future__ import annotations

from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config

from cognito_lab.aws import Lab
from tests.aws.callers import allow, client_of, new_user

PHOTOS = "https://photos.s3.amazonaws.com/"


def form(key: str = "up/${filename}", version: str = "s3v4", **more: Any) -> dict[str, str]:
    """The fields of a form that the administrator signed."""
    s3: Any = boto3.client("s3", config=Config(signature_version=version))
    return dict(s3.generate_presigned_post("photos", key, **more)["fields"])


def post(fields: dict[str, str], url: str = PHOTOS, content: bytes = b"dog") -> tuple[int, str]:
    """Status, and S3's code."""
    answer = requests.post(url, data=fields, files={"file": ("dog.txt", content)}, timeout=5)
    return answer.status_code, answer.text.partition("<Code>")[2].partition("</Code>")[0]


def keys() -> list[str]:
    """The objects that there are."""
    listed = boto3.client("s3").list_objects_v2(Bucket="photos")
    return [one["Key"] for one in listed["Contents"]]


@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_a_form_uploads_a_file_under_its_own_name(lab: Lab, version: str) -> None:
    assert post(form(version=version)) == (204, "")
    assert keys() == ["cat", "up/dog.txt"]
    posted = lab.trace[-2]
    assert (posted.operation, posted.parameters["Key"]) == ("PostObject", "up/dog.txt")


ACL = {"acl": "public-read"}
REFUSED: dict[str, tuple[dict[str, Any], dict[str, str], str, int, str]] = {
    "another key": ({}, {"key": "elsewhere/dog"}, PHOTOS, 403, "AccessDenied"),
    "another bucket": ({}, {}, "https://drop.s3.amazonaws.com/", 403, "AccessDenied"),
    "a field of which the policy says nothing": ({}, ACL, PHOTOS, 403, "AccessDenied"),
    "another value": (
        {"Fields": ACL, "Conditions": [ACL]},
        {"acl": "private"},
        PHOTOS,
        403,
        "AccessDenied",
    ),
    "a key in capitals beside it": ({}, {"Key": "cat"}, PHOTOS, 400, "InvalidRequest"),
    "a condition that is none": ({"Conditions": [["eq", "$key"]]}, {}, PHOTOS, 403, "AccessDenied"),
    "too much": (
        {"Conditions": [["content-length-range", 0, 2]]},
        {},
        PHOTOS,
        400,
        "EntityTooLarge",
    ),
    "too little": (
        {"Conditions": [["content-length-range", 4, 9]]},
        {},
        PHOTOS,
        400,
        "EntityTooSmall",
    ),
}


@pytest.mark.parametrize("version", ["s3", "s3v4"])
@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_the_policy_does_not_allow_is_refused(
    lab: Lab, version: str, case: tuple[dict[str, Any], dict[str, str], str, int, str]
) -> None:
    boto3.client("s3").create_bucket(Bucket="drop")
    signed_with, changed, url, status, code = case
    fields = {**form(version=version, **signed_with), **changed}
    assert post(fields, url) == (status, code)
    assert keys() == ["cat"]


def test_what_the_policy_allows_is_done(lab: Lab) -> None:
    conditions = [["starts-with", "$acl", "public-"], ["content-length-range", 1, 3]]
    fields = {**form(Conditions=conditions), **ACL, "x-ignore-me": "anything"}
    assert post(fields) == (204, "")


def test_a_form_whose_time_is_over_is_refused(lab: Lab) -> None:
    fields = form(ExpiresIn=60)
    lab.clock.advance(seconds=61)
    assert post(fields) == (403, "AccessDenied")


@pytest.mark.parametrize("version", ["s3", "s3v4"])
@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "https://s3.amazonaws.com/"),
        ("GET", f"{PHOTOS}cat?Signature="),
        ("PUT", f"{PHOTOS}cat"),
        ("DELETE", f"{PHOTOS}cat"),
        ("POST", f"{PHOTOS}cat?uploads"),
        ("POST", f"{PHOTOS}?delete"),
    ],
)
def test_a_forms_proof_opens_nothing_else(lab: Lab, version: str, method: str, url: str) -> None:
    fields = {name: (None, value) for name, value in form(version=version).items()}
    answer = requests.request(method, url, files=fields, timeout=5)
    assert answer.status_code == 400
    assert b"InvalidRequest" in answer.content
    assert keys() == ["cat"]


def test_a_form_may_do_what_its_signer_may(lab: Lab) -> None:
    key = new_user("ana", allow("s3:PutObject", "arn:aws:s3:::photos/up/*"))
    signer: Any = client_of(key, "s3")
    may = signer.generate_presigned_post("photos", "up/dog")
    may_not = signer.generate_presigned_post("photos", "down/dog")
    assert post(may["fields"]) == (204, "")
    assert post(may_not["fields"]) == (403, "AccessDenied")
    assert keys() == ["cat", "up/dog"]
