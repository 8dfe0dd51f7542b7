"""What a page in a browser has to be told before it may call the lab and read its answers.

A page of this machine comes from another port, and so from another origin. The AWS SDK sends
headers for which a browser asks leave first: https://fetch.spec.whatwg.org/#http-cors-protocol.
Which pages come this far is decided in `doors`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cognito_lab.aws.wsgi import Application, StartResponse

_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
_ONE_HOUR = "3600"
# Without credentials of the browser's own, `*` stands for every header.
_EXPOSED = "*"


def for_pages(application: Application) -> Application:
    """The application, with leave for pages of other origins.

    An answer of S3's with a bucket's own rules of this kind keeps none of them: here every
    page of this machine may read everything.
    """

    def with_leave(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        origin = environ.get("HTTP_ORIGIN")
        if origin is None:
            return application(environ, start_response)
        leave = [
            ("Access-Control-Allow-Origin", str(origin)),
            ("Access-Control-Expose-Headers", _EXPOSED),
            ("Vary", "Origin"),
        ]
        asked = environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")
        if environ["REQUEST_METHOD"] == "OPTIONS" and asked is not None:
            start_response("204 No Content", [*leave, *_leave_asked_for(environ)])
            return []

        def start_with_leave(
            status: str, headers: list[tuple[str, str]], *more: Any
        ) -> Any:  # `more` is what WSGI says of an exception
            own = [pair for pair in headers if not pair[0].lower().startswith("access-control-")]
            return start_response(status, [*own, *leave], *more)

        return application(environ, start_with_leave)

    return with_leave


def _leave_asked_for(environ: dict[str, Any]) -> list[tuple[str, str]]:
    headers = str(environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", ""))
    return [
        ("Access-Control-Allow-Methods", _METHODS),
        ("Access-Control-Allow-Headers", headers or "*"),
        ("Access-Control-Max-Age", _ONE_HOUR),
    ]
