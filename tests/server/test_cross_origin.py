"""What a page's browser is told before it calls, and with each answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.test import Client, TestResponse

from cognito_lab.server.cross_origin import for_pages

PAGE = "http://localhost:3000"


def answered(method: str, **headers: str) -> TestResponse:
    """The answer of an application that has its own ideas of who may read it."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        own = [("Access-Control-Allow-Origin", "https://example.com"), ("ETag", "tag")]
        start_response("200 OK", own)
        return [b"answer"]

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(for_pages(application)).open("/", method=method, headers=named)


def test_a_page_is_told_that_it_may_send_what_it_asks_to_send() -> None:
    answer = answered(
        "OPTIONS",
        Origin=PAGE,
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="authorization,x-amz-date,x-amz-target",
    )
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert answer.headers["Access-Control-Allow-Headers"] == "authorization,x-amz-date,x-amz-target"
    assert {"GET", "PUT", "POST", "DELETE", "HEAD"} <= set(
        answer.headers["Access-Control-Allow-Methods"].split(", ")
    )


def test_a_page_may_read_each_answer_and_all_its_headers() -> None:
    answer = answered("GET", Origin=PAGE)
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, b"answer", "tag")
    assert answer.headers.getlist("Access-Control-Allow-Origin") == [PAGE]
    assert answer.headers["Access-Control-Expose-Headers"] == "*"
    assert answer.headers["Vary"] == "Origin"


def test_a_program_that_is_no_page_is_told_nothing() -> None:
    answer = answered("GET")
    assert answer.headers.getlist("Access-Control-Allow-Origin") == ["https://example.com"]


def test_an_options_request_that_asks_for_no_leave_goes_on() -> None:
    assert answered("OPTIONS", Origin=PAGE).data == b"answer"
