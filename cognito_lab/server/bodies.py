"""A request's body, whole and of a size that this machine can hold, however it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.wsgi import get_content_length, get_input_stream

from cognito_lab.aws.wsgi import Application, StartResponse

LARGEST_BODY = 256 * 1024 * 1024
"""In bytes: it is in memory, more than once, while the lab answers."""
_PIECE = 64 * 1024


def whole_bodies(application: Application, largest: int = LARGEST_BODY) -> Application:
    """The application, handed each body with its length; 400 for one that ends too early or is
    no body at all, 413 for one of more than `largest` bytes."""

    def with_body(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        try:
            body = _body(environ, largest)
        except HTTPException as problem:
            return problem(environ, start_response)  # type: ignore[arg-type]
        environ["wsgi.input"] = BytesIO(body)
        environ["wsgi.input_terminated"] = True
        environ["CONTENT_LENGTH"] = str(len(body))
        return application(environ, start_response)

    return with_body


def _body(environ: dict[str, Any], largest: int) -> bytes:
    stream = get_input_stream(environ, max_content_length=None)
    if (get_content_length(environ) or 0) > largest:
        raise RequestEntityTooLarge
    pieces: list[bytes] = []
    length = 0
    while True:
        try:
            piece = stream.read(_PIECE)
        except OSError as problem:  # chunks that are none, or a client that has gone
            raise BadRequest("the body could not be read") from problem
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        length += len(piece)
        if length > largest:  # chunks do not say beforehand
            raise RequestEntityTooLarge
