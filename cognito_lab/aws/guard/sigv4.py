"""Signature Version 4, computed again from what arrived.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
The canonical forms are botocore's; which headers are signed, and what the body's hash is, is taken
from the request.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.credentials import Credentials

from cognito_lab.aws.guard.proof import Proof
from cognito_lab.aws.served_request import host_as_signed

UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"
STREAMING = "STREAMING-"
_HASH = "X-Amz-Content-SHA256"
_EMPTY = hashlib.sha256(b"").hexdigest()


def signature_holds(request: AWSPreparedRequest, proof: Proof, secret: str) -> bool:
    """Whether this secret made the signature over this request."""
    if proof.place == "form":
        wanted = _of_a_form(proof, secret)
    else:
        wanted = _of_a_request(request, proof, secret)
    return wanted is not None and hmac.compare_digest(wanted.encode(), proof.signature.encode())


def every_amazon_header_is_signed(request: AWSPreparedRequest, proof: Proof) -> bool:
    """Whether no `x-amz-…` header was added to what was signed.

    "You must include the host header … and any x-amz-* headers in the request":
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    """
    if proof.place == "form":
        return True
    names = (str(name).lower() for name in request.headers)
    return all(name in proof.signed_headers for name in names if name.startswith("x-amz-"))


def body_holds(request: AWSPreparedRequest) -> bool:
    """Whether the body is the one whose hash was signed.

    The signatures of single chunks, and trailing checksums, are not looked at.
    """
    declared = _header(request, _HASH)
    if not declared or declared == UNSIGNED_PAYLOAD or declared.startswith(STREAMING):
        return True
    return hmac.compare_digest(declared.encode("latin-1", "replace"), body_hash(request).encode())


def body_hash(request: AWSPreparedRequest) -> str:
    """The SHA-256 of the body, in hex; a file is left where it was."""
    body = request.body
    if not body:
        return _EMPTY
    if isinstance(body, str):
        body = body.encode()
    if isinstance(body, (bytes, bytearray)):
        return hashlib.sha256(body).hexdigest()
    if not hasattr(body, "read") or not hasattr(body, "seek"):
        return ""
    position = body.tell()
    digest = hashlib.sha256()
    while chunk := body.read(1 << 20):
        digest.update(chunk)
    body.seek(position)
    return digest.hexdigest()


def _of_a_request(request: AWSPreparedRequest, proof: Proof, secret: str) -> str | None:
    date, region, service = proof.scope
    if not proof.date.startswith(date) or "host" not in proof.signed_headers:
        return None
    signer_class = S3SigV4Auth if service == "s3" else SigV4Auth
    signer: Any = signer_class(Credentials(proof.access_key_id, secret), service, region)
    headers = []
    for name in sorted(set(proof.signed_headers)):
        value = host_as_signed(request) if name == "host" else _header(request, name)
        if value is None:
            return None  # signed, and not there any more
        headers.append(f"{name}:{' '.join(value.split())}")
    if proof.place == "query":
        payload = UNSIGNED_PAYLOAD if service == "s3" else body_hash(request)
    else:
        payload = _header(request, _HASH) or body_hash(request)
    url = _without_the_signature(request.url) if proof.place == "query" else request.url
    signed = AWSRequest(method=request.method, url=url)
    signed.context["timestamp"] = proof.date
    canonical = "\n".join(
        (
            request.method.upper(),
            signer._normalize_url_path(urlsplit(url).path or "/"),
            signer.canonical_query_string(signed),
            "\n".join(headers) + "\n",
            ";".join(sorted(proof.signed_headers)),
            payload,
        )
    )
    return str(signer.signature(signer.string_to_sign(signed, canonical), signed))


def _of_a_form(proof: Proof, secret: str) -> str | None:
    """Of a form the policy is signed; what it asks of the other fields, `form_policy` knows.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
    """
    date, region, service = proof.scope
    policy = proof.form.get("policy")
    if not policy or not proof.date.startswith(date):
        return None
    signer: Any = SigV4Auth(Credentials(proof.access_key_id, secret), service, region)
    signed = AWSRequest(method="POST", url="/")
    signed.context["timestamp"] = proof.date
    return str(signer.signature(policy, signed))


def _without_the_signature(url: str) -> str:
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if not pair.startswith("X-Amz-Signature=")]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _header(request: AWSPreparedRequest, name: str) -> str | None:
    value = request.headers.get(name)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return None if value is None else str(value)
