"""Signature Version 2, which S3 alone still takes: in a header, in a URL, in a form.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html
"""

from __future__ import annotations

import hmac
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from botocore.auth import HmacV1Auth
from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

from cognito_lab.aws.guard.proof import Proof

_BUCKET_HOST = re.compile(r"(?P<bucket>.+)\.s3[.-]")
_IN_THE_URL = ("content-md5", "content-type")


def signature_holds(request: AWSPreparedRequest, proof: Proof, secret: str) -> bool:
    """Whether this secret made the signature over this request."""
    signer: Any = _Signer(Credentials(proof.access_key_id, secret), _date(proof))
    if proof.place == "form":
        wanted = [signer.sign_string(proof.form.get("policy", ""))]
    else:
        parts = urlsplit(request.url)
        headers = _headers(request, proof)
        wanted = [
            signer.get_signature(request.method, parts, headers, auth_path=path)
            for path in _paths_with_the_bucket(parts)
        ]
    shown = proof.signature.encode("latin-1", "replace")
    return any(hmac.compare_digest(str(one).encode(), shown) for one in wanted)


class _Signer(HmacV1Auth):  # type: ignore[misc]
    """botocore's, with the date of the request in the place of now."""

    def __init__(self, credentials: Credentials, date: str) -> None:
        super().__init__(credentials)
        self._date = date

    def _get_date(self) -> str:
        return self._date


def _date(proof: Proof) -> str:
    return str(proof.expires) if proof.place == "query" else proof.date


def _headers(request: AWSPreparedRequest, proof: Proof) -> HTTPHeaders:
    """The headers that are signed: all of Amazon's, and those that a presigned URL carries."""
    headers = HTTPHeaders()
    for name, value in request.headers.items():
        if proof.place == "header" or name.lower().startswith("x-amz-"):
            headers[name] = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    if proof.place == "header":
        return headers
    for name, value in parse_qsl(urlsplit(request.url).query, keep_blank_values=True):
        if name.lower().startswith("x-amz-") or name.lower() in _IN_THE_URL:
            headers[name.lower()] = value
    return headers


def _paths_with_the_bucket(parts: Any) -> list[str]:
    """The path as it is signed: always with the bucket, also where the host names it.

    A bucket alone is signed with a slash behind it by botocore, and sent without.
    """
    found = _BUCKET_HOST.match(parts.hostname or "")
    path = parts.path or "/"
    if found:
        return [f"/{found['bucket']}{path}"]
    return [path, f"{path}/"] if path.count("/") == 1 and path != "/" else [path]
