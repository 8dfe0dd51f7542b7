"""The wire behind a real port: a WSGI application for 127.0.0.1.

Thin until it is served: it finds out which service a request is for, gives the request
AWS's own host, and hands it to the same wire as everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from http.client import responses
from typing import Any
from urllib.parse import quote, unquote

from botocore.compat import HTTPHeaders
from werkzeug.wsgi import get_input_stream

from cognito_lab.aws import unsigned_service
from cognito_lab.aws.aws_hosts import is_aws_host
from cognito_lab.aws.guard.look_ups import find_bucket
from cognito_lab.aws.served_request import ServedRequest
from cognito_lab.aws.wire import Wire, headers_to_send

StartResponse = Callable[[str, list[tuple[str, str]]], Any]

_SCOPE = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[\w-]+)/(?P<service>[\w-]+)/aws4_request")
_POOL_PATH = re.compile(r"^/(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)_\w+/\.well-known/")
_IDENTITY_POOL_PATHS = ("/.well-known/jwks_uri", "/.well-known/openid-configuration")
_LOCAL_BUCKET = re.compile(r"(?P<bucket>.+)\.localhost")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{2,62}")
_DEFAULT_REGION = "us-east-1"


Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def wsgi_application(wire: Wire) -> Application:
    """An application that answers from the running lab; 404 where no service fits."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        request = _from_environ(environ)
        answer = None if request is None else wire.handle(request)
        if answer is None:
            answer = (404, {"content-type": "text/plain"}, "the lab has no service for this\n")
        status, _, body = answer
        headers = headers_to_send(environ["REQUEST_METHOD"], answer)
        start_response(f"{status} {responses.get(status, 'Unknown')}", headers)
        return [body.encode() if isinstance(body, str) else body]

    return application


def _from_environ(environ: dict[str, Any]) -> ServedRequest | None:
    headers = HTTPHeaders()
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            headers[key[5:].replace("_", "-").title()] = value
    for key, name in (("CONTENT_TYPE", "Content-Type"), ("CONTENT_LENGTH", "Content-Length")):
        if environ.get(key):  # either can be signed
            headers[name] = environ[key]
    body = get_input_stream(environ).read()
    path = quote(environ.get("PATH_INFO", "/").encode("latin-1"), safe="/~-._")
    if not path.startswith("/"):  # "GET http://127.0.0.1:5000" has none (RFC 9112, section 3.2.2)
        path = f"/{path}"
    query = environ.get("QUERY_STRING", "")
    host = _aws_host(headers, path, query, body)
    if host is None:
        return None
    called = str(headers.get("Host", ""))
    del headers["Host"]
    headers["Host"] = host
    return ServedRequest(
        environ["REQUEST_METHOD"],
        f"https://{host}{path}" + (f"?{query}" if query else ""),
        headers,
        body,
        False,
        signed_host=called,
        source_ip=str(environ.get("REMOTE_ADDR") or "127.0.0.1"),
    )


def _aws_host(headers: HTTPHeaders, path: str, query: str, body: bytes) -> str | None:
    """The host that AWS would serve this request from, or None.

    Signed requests name their service in the credential scope, in a header or in the query
    of a presigned URL (Signature Version 2 is S3's alone). An issuer's documents are known by
    their path, other unsigned calls by what their protocol says of them; whoever does not sign
    and names a bucket calls S3.
    """
    given = str(headers.get("Host", "")).split(":")[0]
    if is_aws_host(given):
        return given
    scope = _SCOPE.search(str(headers.get("Authorization", ""))) or _SCOPE.search(unquote(query))
    bucket = _LOCAL_BUCKET.fullmatch(given)
    before = f"{bucket['bucket']}." if bucket else ""
    if scope and scope["service"] == "s3":
        return f"{before}s3.{scope['region']}.amazonaws.com"
    if scope:
        return f"{scope['service']}.{scope['region']}.amazonaws.com"
    if "AWSAccessKeyId=" in query:
        return f"{before}s3.{_DEFAULT_REGION}.amazonaws.com"
    pool = _POOL_PATH.match(path)
    if pool:
        return f"cognito-idp.{pool['region']}.amazonaws.com"
    if path in _IDENTITY_POOL_PATHS:
        return "cognito-identity.amazonaws.com"
    if bucket or _is_bucket(path.lstrip("/").split("/")[0]):
        return f"{before}s3.{_DEFAULT_REGION}.amazonaws.com"
    named = unsigned_service.by_protocol(headers, query, body) or unsigned_service.by_path(path)
    return f"{named}.{_DEFAULT_REGION}.amazonaws.com" if named else None


def _is_bucket(name: str) -> bool:
    return _BUCKET.fullmatch(name) is not None and find_bucket(name) is not None
