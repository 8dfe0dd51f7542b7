"""What a request shows to prove who sent it: a signature in a header, in the URL, or in a form.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from botocore.awsrequest import AWSPreparedRequest
from werkzeug.exceptions import HTTPException

from cognito_lab.aws.identify import readable_again

_V4 = "AWS4-HMAC-SHA256"
_V4_HEADER = re.compile(
    r"AWS4-HMAC-SHA256\s+Credential=(?P<credential>[^,\s]+)\s*,\s*"
    r"SignedHeaders=(?P<headers>[^,\s]+)\s*,\s*Signature=(?P<signature>[0-9a-fA-F]+)\s*\Z"
)
_V2_HEADER = re.compile(r"AWS\s+(?P<key>[^:\s]+):(?P<signature>\S+)\s*\Z")


@dataclass(frozen=True)
class Proof:
    """A signature and what it says of itself. `version` is `"v4"`, `"v2"` or `""` for one that
    cannot be read; `place` is `"header"`, `"query"` or `"form"`.

    `scope` is date, region, service of Version 4. `expires` is in seconds: of Version 4 after its
    `date`, of Version 2 since 1970. `form` has a form's fields, by names in small letters, and
    `file_size` the bytes of its file.
    """

    place: str
    version: str
    access_key_id: str
    signature: str = ""
    scope: tuple[str, str, str] = ("", "", "")
    signed_headers: tuple[str, ...] = ()
    date: str = ""
    expires: int | None = None
    session_token: str | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    file_size: int = 0


def proof_of(request: AWSPreparedRequest) -> Proof | None:
    """The proof of a request; None for one that shows nothing."""
    header = _text(request.headers.get("Authorization", ""))
    if header.startswith("AWS"):
        return _in_the_header(request, header)
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    if query.get("X-Amz-Algorithm") or query.get("X-Amz-Credential"):
        return _in_the_query(query)
    if query.get("AWSAccessKeyId"):
        return Proof(
            "query",
            "v2",
            query["AWSAccessKeyId"],
            query.get("Signature", ""),
            expires=_number(query.get("Expires")),
            session_token=query.get("x-amz-security-token"),
        )
    return _of_older_versions(request) or _in_a_form(request)


def _of_older_versions(request: AWSPreparedRequest) -> Proof | None:
    """Version 3, in a header of its own, and Version 2 of the query services, in the body.

    They are read for the key's name alone: AWS asks for Version 4.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
    """
    header = _text(request.headers.get("X-Amzn-Authorization", ""))
    if header.startswith("AWS3"):
        named = re.search(r"AWSAccessKeyId=([^,\s]+)", header)
        return Proof("header", "", named[1] if named else "")
    kind = _text(request.headers.get("Content-Type", "")).lower()
    body = request.body
    if not kind.startswith("application/x-www-form-urlencoded") or not body:
        return None
    if not isinstance(body, (bytes, bytearray, str)):
        return None
    text = body if isinstance(body, str) else bytes(body).decode("latin-1")
    if "AWSAccessKeyId=" not in text:
        return None
    fields = dict(parse_qsl(text, keep_blank_values=True))
    return Proof("form", "", fields["AWSAccessKeyId"]) if fields.get("AWSAccessKeyId") else None


def _in_the_header(request: AWSPreparedRequest, header: str) -> Proof:
    token = _text(request.headers.get("X-Amz-Security-Token", "")) or None
    date = _text(request.headers.get("X-Amz-Date", "") or request.headers.get("Date", ""))
    found = _V4_HEADER.match(header)
    if found:
        key, scope = _credential(found["credential"])
        names = tuple(found["headers"].lower().split(";"))
        return Proof(
            "header", "v4", key, found["signature"].lower(), scope, names, date, None, token
        )
    found = _V2_HEADER.match(header)
    if found:
        return Proof(
            "header", "v2", found["key"], found["signature"], date=date, session_token=token
        )
    named = re.search(r"Credential=([^/,\s]+)", header)
    return Proof("header", "", named[1] if named else "")


def _in_the_query(query: Mapping[str, str]) -> Proof:
    key, scope = _credential(query.get("X-Amz-Credential", ""))
    names = tuple(query.get("X-Amz-SignedHeaders", "").lower().split(";"))
    version = "v4" if query.get("X-Amz-Algorithm") == _V4 else ""
    return Proof(
        "query",
        version,
        key,
        query.get("X-Amz-Signature", "").lower(),
        scope,
        names,
        query.get("X-Amz-Date", ""),
        _number(query.get("X-Amz-Expires")),
        query.get("X-Amz-Security-Token"),
    )


def _in_a_form(request: AWSPreparedRequest) -> Proof | None:
    kind = _text(request.headers.get("Content-Type", "")).lower()
    body = request.body
    if not kind.startswith("multipart/form-data") or not isinstance(body, (bytes, bytearray, str)):
        return None
    sent, size = _fields(request)
    form = {name.lower(): value for name, value in sent}
    if "x-amz-credential" in form:
        version, signature = "v4", form.get("x-amz-signature", "").lower()
        key, scope = _credential(form["x-amz-credential"])
    elif "awsaccesskeyid" in form:
        version, signature = "v2", form.get("signature", "")
        key, scope = form["awsaccesskeyid"], ("", "", "")
    else:
        return None
    is_clear = len(form) == len(sent)  # twice the same name: which would count?
    return Proof(
        "form",
        version if is_clear else "",
        key,
        signature,
        scope,
        date=form.get("x-amz-date", ""),
        session_token=form.get("x-amz-security-token"),
        form=form,
        file_size=size,
    )


def _fields(request: AWSPreparedRequest) -> tuple[list[tuple[str, str]], int]:
    """The fields of a form, and the size of its file, as whoever answers reads them."""
    try:
        with closing(readable_again(request, "s3")) as read:
            fields = list(read.form.items(multi=True))
            size = sum(len(file.stream.read()) for file in read.files.values())
    except (HTTPException, ValueError):
        return [], 0
    return fields, size or sum(len(value.encode()) for name, value in fields if name == "file")


def _credential(credential: str) -> tuple[str, tuple[str, str, str]]:
    """Access key, and date, region, service: `KEY/20260105/us-east-1/s3/aws4_request`."""
    parts = credential.split("/")
    if len(parts) != 5 or parts[4] != "aws4_request":
        return parts[0], ("", "", "")
    return parts[0], (parts[1], parts[2], parts[3])


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,12}", value) else None


def _text(header: str | bytes) -> str:
    return header.decode("latin-1") if isinstance(header, bytes) else str(header)
