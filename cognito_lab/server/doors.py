"""Whose requests come in: those that this machine's programs and pages make, under its own names.

The port is open to every page that a browser on this machine shows. A page of another site can
send a request here without asking, and with a name of its own that it points at 127.0.0.1 (DNS
rebinding) it could read the answers, too. Its `Host` or `Origin` gives it away:
https://www.rfc-editor.org/rfc/rfc9110#section-7.2 (Host),
https://fetch.spec.whatwg.org/#origin-header (Origin).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from cognito_lab.aws.wsgi import Application, StartResponse

# No resolver asks the network for a name below `localhost` (RFC 6761, section 6.3).
_OURS = re.compile(r"(127\.0\.0\.1|\[::1\]|([a-z0-9._-]+\.)?localhost)(:\d{1,5})?", re.IGNORECASE)


def is_this_machine(host: str) -> bool:
    """Whether a `Host` header names this machine: 127.0.0.1 or `localhost`, with any port."""
    return _OURS.fullmatch(host) is not None


def is_page_of_this_machine(origin: str) -> bool:
    """Whether an `Origin` header is that of a page which this machine serves."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and is_this_machine(parts.netloc)


def only_this_machine(application: Application) -> Application:
    """The application, with 403 for requests under another name or from another site's page."""

    def guarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        host, origin = str(environ.get("HTTP_HOST", "")), environ.get("HTTP_ORIGIN")
        if not is_this_machine(host):
            return _refuse(start_response, "call it as 127.0.0.1 or localhost")
        if origin is not None and not is_page_of_this_machine(str(origin)):
            return _refuse(start_response, "pages of other sites may not call it")
        return application(environ, start_response)

    return guarded


def _refuse(start_response: StartResponse, why: str) -> Iterable[bytes]:
    text = f"The lab is open to this machine alone: {why}.\n".encode()
    start_response(
        "403 Forbidden",
        [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))],
    )
    return [text]
