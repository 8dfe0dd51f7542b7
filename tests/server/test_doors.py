"""Requests under another name, or from a page of another site, do not come in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client

from cognito_lab.server.doors import is_page_of_this_machine, is_this_machine, only_this_machine


def behind_the_door(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"came in"]


def status(**headers: str) -> int:
    answer = Client(only_this_machine(behind_the_door)).get("/", headers=headers)
    assert (answer.data == b"came in") is (answer.status_code == 200)
    return answer.status_code


OURS = ["127.0.0.1", "127.0.0.1:4566", "localhost", "localhost:80", "LOCALHOST:4566", "[::1]:4566"]


@pytest.mark.parametrize("host", [*OURS, "photos.localhost:4566", "my.photos.localhost"])
def test_this_machines_own_names_come_in(host: str) -> None:
    assert status(Host=host) == 200


@pytest.mark.parametrize(
    "host",
    [
        *("example.com", "example.com:4566", "127.0.0.1.example.com", "localhost.example.com"),
        *("notlocalhost", "example.com#.localhost", "127.0.0.2", "0.0.0.0", "10.0.0.1"),
        *(
            "s3.us-east-1.amazonaws.com",
            "localhost:port",
            "localhost@example.com",
            " ",
            ".localhost",
        ),
    ],
)
def test_any_other_name_is_refused(host: str) -> None:
    assert status(Host=host) == 403


@pytest.mark.parametrize("origin", [f"http://{host}" for host in OURS] + ["https://localhost:3000"])
def test_pages_of_this_machine_come_in(origin: str) -> None:
    assert status(Host="localhost", Origin=origin) == 200


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "", "http://example.com", "https://localhost.example.com", "file://localhost"),
        *("http://localhost@example.com", "http://[", "localhost", "http://127.0.0.1.example.com"),
    ],
)
def test_pages_of_other_sites_are_refused(origin: str) -> None:
    assert status(Host="localhost", Origin=origin) == 403


ANY_TEXT = st.text() | st.builds("{}localhost{}".format, st.text(max_size=3), st.text(max_size=3))


@given(ANY_TEXT)
def test_whatever_is_let_in_ends_in_a_name_of_this_machine(text: str) -> None:
    for host in (text, text.removeprefix("http://")):
        if is_this_machine(host):
            name = host.rpartition(":")[0] if not host.endswith(("]", "t", "T", "1")) else host
            assert name.lower().endswith(("127.0.0.1", "[::1]", "localhost"))
    assert is_page_of_this_machine("http://" + text) in (True, False)
    assert is_page_of_this_machine(text) in (True, False)
