"""What boto3 makes of a call, and whether that is what came on the wire.

The guard goes by the wire. To read an operation from it again takes longer than all that the guard
asks; where method, address, body and headers are those that boto3 serialized, the operation is the
one that they were made of. Whatever else stands there (an event handler of botocore's can change
any of it) is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws.identify import Operation

# Beside `x-amz-…` these say what is asked: the protocol, and in S3's case the bucket.
_TELLING = ("content-type", "host")
# What signing and checksums add: nothing of it is a parameter.
_OF_THE_TRANSFER = (
    "x-amz-checksum-",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-decoded-content-length",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-security-token",
    "x-amz-trailer",
)


@dataclass(frozen=True, slots=True)
class Serialized:
    """A call as boto3 serialized it. `body` is None for one that is sent as a stream."""

    operation: Operation
    method: str
    url: str
    body: bytes | None
    headers: frozenset[tuple[str, str]]

    def is_on_the_wire(self, request: AWSPreparedRequest) -> bool:
        """Whether a request asks for exactly this."""
        return (
            request.method == self.method
            and request.url == self.url
            and (self.body is None or _bytes(request.body) == self.body)
            and _telling(request.headers.items()) == self.headers
        )


def serialized(
    operation: Operation, parameters: Mapping[str, Any], request: Mapping[str, Any]
) -> Serialized:
    """The call with its last parameters, as the request's dict of botocore's has it."""
    body = request["body"]
    if isinstance(body, dict):
        body = urlencode([(key.encode(), _encoded(value)) for key, value in body.items()], True)
    return Serialized(
        replace(operation, parameters=dict(parameters)),
        request["method"],
        request["url"],
        _bytes(body),
        _telling(request["headers"].items()),
    )


def _encoded(value: Any) -> Any:
    return value.encode() if isinstance(value, str) else value


def _bytes(body: Any) -> bytes | None:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, (bytes, bytearray)) else None


def _telling(headers: Iterable[tuple[Any, Any]]) -> frozenset[tuple[str, str]]:
    found = []
    for name, value in headers:
        lower = str(name).lower()
        tells = lower.startswith("x-amz-") and not lower.startswith(_OF_THE_TRANSFER)
        if tells or lower in _TELLING:
            text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            found.append((lower, text))
    return frozenset(found)
