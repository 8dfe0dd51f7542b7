"""Bodies arrive whole with their length, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from werkzeug.serving import DechunkedInput
from werkzeug.test import EnvironBuilder, run_wsgi_app

from cognito_lab.server.bodies import whole_bodies


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(), environ["CONTENT_LENGTH"].encode()]


def posted(body: Any, **environ: Any) -> tuple[str, bytes]:
    """Status and body of the answer to a POST whose body is this stream or these bytes."""
    stream = BytesIO(body) if isinstance(body, bytes) else body
    sent = {**EnvironBuilder(method="POST").get_environ(), "wsgi.input": stream, **environ}
    answer, status, _ = run_wsgi_app(whole_bodies(echo, largest=10), sent)
    return status[:3], b"|".join(answer)


def test_a_body_with_a_length_ends_where_it_says() -> None:
    assert posted(b"one two", CONTENT_LENGTH="3") == ("200", b"one|3")
    assert posted(b"0123456789", CONTENT_LENGTH="10") == ("200", b"0123456789|10")


def test_a_body_without_a_length_is_empty() -> None:
    assert posted(b"one two", CONTENT_LENGTH="") == ("200", b"|0")


def test_chunks_are_one_body() -> None:
    chunks = DechunkedInput(BytesIO(b"3\r\none\r\n4\r\n two\r\n0\r\n\r\n"))
    sent = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    assert posted(chunks, **sent) == ("200", b"one two|7")


@pytest.mark.parametrize("wire", [b"zz\r\n", b"3\r\non", b"3\r\none", b"-1\r\n\r\n"])
def test_chunks_that_are_none_are_refused(wire: bytes) -> None:
    sent = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    assert posted(DechunkedInput(BytesIO(wire)), **sent)[0] == "400"


def test_a_client_that_goes_in_the_middle_is_refused() -> None:
    assert posted(b"one", CONTENT_LENGTH="7")[0] == "400"


def test_more_than_the_largest_is_refused() -> None:
    assert posted(b"0123456789X", CONTENT_LENGTH="11")[0] == "413"
    chunks = DechunkedInput(BytesIO(b"b\r\n0123456789X\r\n0\r\n\r\n"))
    assert posted(chunks, **{"wsgi.input_terminated": True, "CONTENT_LENGTH": ""})[0] == "413"
