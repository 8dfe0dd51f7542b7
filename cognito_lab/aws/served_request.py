"""A request that came in through a real port: what it was signed for is not what it is answered as.

A client signs the host that it calls, such as `127.0.0.1:5000`; the wire wants AWS's own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest


class ServedRequest(AWSPreparedRequest):  # type: ignore[misc]
    """A request with the host that its client called, and the client's own address."""

    def __init__(self, *args: Any, signed_host: str, source_ip: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signed_host = signed_host
        self.source_ip = source_ip


def host_as_signed(request: AWSPreparedRequest) -> str | None:
    """The host that the client signed: that of the header, or of the URL."""
    if isinstance(request, ServedRequest):
        return str(request.signed_host)
    header = request.headers.get("Host")
    if header:
        return header.decode("latin-1") if isinstance(header, bytes) else str(header)
    parts = urlsplit(request.url)
    default = {"https": 443, "http": 80}.get(parts.scheme)
    port = parts.port
    return (parts.hostname or "") + ("" if port in (None, default) else f":{port}")


def source_ip(request: AWSPreparedRequest) -> str:
    """From where it came: this machine, if it did not come through a port."""
    return request.source_ip if isinstance(request, ServedRequest) else "127.0.0.1"
