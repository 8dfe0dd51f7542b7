"""The wire inside this process: boto3 and `requests` through moto, urllib by a bridge.

moto already leads boto3's and requests' calls to one function, which the wire takes the
place of. urllib (and PyJWT's PyJWKClient, which builds its own opener) is led here.
"""

from __future__ import annotations

import http.client
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders

from cognito_lab.aws.aws_hosts import is_aws_host
from cognito_lab.aws.errors import Answer
from cognito_lab.aws.wire import Wire, headers_to_send

Open = Callable[[Any, Request], http.client.HTTPResponse]


def answered_by_the_lab(open_for_real: Open, wire: Wire) -> Open:
    """urllib's way of opening an address, with AWS's hosts answered by the wire."""

    def open_in_process(self: Any, request: Request) -> http.client.HTTPResponse:
        if not is_aws_host(urlsplit(request.full_url).hostname or ""):
            return open_for_real(self, request)
        answer = wire.handle_plain_http(_from_urllib(request))
        if answer is None:
            return open_for_real(self, request)
        return _to_urllib(answer, request)

    return open_in_process


def _from_urllib(request: Request) -> AWSPreparedRequest:
    headers = HTTPHeaders()
    for name, value in {**request.headers, **request.unredirected_hdrs}.items():
        headers[name] = value
    body = request.data
    if body is not None and not isinstance(body, (bytes, str)):
        body = body.read() if hasattr(body, "read") else b"".join(body)  # type: ignore[arg-type]
    return AWSPreparedRequest(request.get_method(), request.full_url, headers, body, False)


def _to_urllib(answer: Answer, request: Request) -> http.client.HTTPResponse:
    """The answer as bytes on a wire, read back by the standard library's own parser."""
    status, _, body = answer
    data = body.encode() if isinstance(body, str) else body
    method = request.get_method()
    lines = [f"HTTP/1.1 {status} {http.client.responses.get(status, '')}"]
    lines += [f"{name}: {value}" for name, value in headers_to_send(method, answer)]
    lines += ["Connection: close", "", ""]
    response = http.client.HTTPResponse(
        _Socket("\r\n".join(lines).encode("latin-1") + data),  # type: ignore[arg-type]
        method=method,
    )
    response.begin()
    response.url = request.full_url
    response.msg = response.reason  # type: ignore[assignment]  # as http.client's callers expect
    return response


class _Socket:
    """As much of a socket as HTTPResponse reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def answered_over_requests(wire: Wire) -> Callable[[Any], Any]:
    """For `requests`: what its mock calls with a request to a host of AWS."""

    def callback(request: Any) -> Any:
        headers = HTTPHeaders()
        for name, value in request.headers.items():
            headers[name] = value
        return wire.handle_plain_http(
            AWSPreparedRequest(request.method, request.url, headers, request.body, False)
        )

    return callback
