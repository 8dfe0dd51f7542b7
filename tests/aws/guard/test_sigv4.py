"""Signature Version 4, held to the signatures that AWS's documents print."""

from __future__ import annotations

import pytest
from botocore.awsrequest import AWSPreparedRequest, HeadersDict

from cognito_lab.aws.guard.proof import proof_of
from cognito_lab.aws.guard.sigv4 import body_holds, signature_holds

# https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
# https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
KEY_ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
HOST = "https://examplebucket.s3.amazonaws.com"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SCOPE = f"{KEY_ID}/20130524/us-east-1/s3/aws4_request"

PRINTED = {
    "GET an object": (
        "GET",
        "/test.txt",
        {"Range": "bytes=0-9", "x-amz-content-sha256": EMPTY, "x-amz-date": "20130524T000000Z"},
        "host;range;x-amz-content-sha256;x-amz-date",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ),
    "PUT an object": (
        "PUT",
        "/test%24file.text",
        {
            "Date": "Fri, 24 May 2013 00:00:00 GMT",
            "x-amz-date": "20130524T000000Z",
            "x-amz-storage-class": "REDUCED_REDUNDANCY",
            "x-amz-content-sha256": (
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
            ),
        },
        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ),
    "GET a bucket's lifecycle": (
        "GET",
        "/?lifecycle",
        {"x-amz-date": "20130524T000000Z", "x-amz-content-sha256": EMPTY},
        "host;x-amz-content-sha256;x-amz-date",
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ),
    "GET a bucket's listing": (
        "GET",
        "/?max-keys=2&prefix=J",
        {"x-amz-date": "20130524T000000Z", "x-amz-content-sha256": EMPTY},
        "host;x-amz-content-sha256;x-amz-date",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ),
}
PRESIGNED = (
    f"{HOST}/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={SCOPE.replace('/', '%2F')}"
    "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
    "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
)


def printed(name: str, **changed: str) -> AWSPreparedRequest:
    """A printed request, or one with another header, path, signature or method."""
    method, path, headers, names, signature = PRINTED[name]
    signature = changed.pop("signature", signature)
    proof = f"AWS4-HMAC-SHA256 Credential={SCOPE},SignedHeaders={names},Signature={signature}"
    sent = {**headers, "Authorization": proof}
    sent |= {key.replace("_", "-"): value for key, value in changed.items() if "_" in key}
    path = changed.get("path", path)
    body = b"Welcome to Amazon S3." if method == "PUT" else b""
    headers_sent = HeadersDict(sent.items())
    return AWSPreparedRequest(changed.get("method", method), HOST + path, headers_sent, body, False)


def holds(request: AWSPreparedRequest, secret: str = SECRET) -> bool:
    proof = proof_of(request)
    assert proof is not None
    return signature_holds(request, proof, secret)


@pytest.mark.parametrize("name", PRINTED)
def test_a_signature_that_aws_prints_holds(name: str) -> None:
    assert holds(printed(name))
    assert body_holds(printed(name))


def test_the_presigned_url_that_aws_prints_holds() -> None:
    request = AWSPreparedRequest("GET", PRESIGNED, HeadersDict(), b"", False)
    assert holds(request)
    later = PRESIGNED.replace("Expires=86400", "Expires=86401")
    assert not holds(AWSPreparedRequest("GET", later, HeadersDict(), b"", False))
    assert not holds(AWSPreparedRequest("PUT", PRESIGNED, HeadersDict(), b"", False))


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize(
    "change",
    [
        {"path": "/another"},
        {"method": "DELETE"},
        {"x_amz_date": "20130524T000001Z"},
        {"x_amz_content_sha256": "0" * 64},
        {"signature": "0" * 64},
        {"signature": ""},
        {"signature": "not hexadecimal"},
    ],
    ids=str,
)
def test_whatever_is_changed_is_signed_no_more(name: str, change: dict[str, str]) -> None:
    assert not holds(printed(name, **change))


@pytest.mark.parametrize("secret", ["", SECRET.lower(), SECRET + "x"])
def test_another_secret_signs_otherwise(secret: str) -> None:
    assert not holds(printed("GET an object"), secret)


def test_a_header_that_was_signed_and_is_gone_is_missed() -> None:
    request = printed("GET an object")
    del request.headers["Range"]
    assert not holds(request)


def test_a_body_of_another_hash_does_not_hold() -> None:
    request = printed("PUT an object")
    request.body = b"Welcome to Amazon S4."
    assert holds(request)  # the hash was signed, and stands there unchanged
    assert not body_holds(request)
