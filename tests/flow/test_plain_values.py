from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from botocore.response import StreamingBody

from cognito_lab.flow.plain_values import MAX_DEPTH, TOO_DEEP, plain, plain_tree, well_formed

NINE = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (1.5, 1.5),
        ("text", "text"),
        (NINE, "2026-01-05T09:00:00Z"),
        (NINE.astimezone(dt.timezone(dt.timedelta(hours=2))), "2026-01-05T09:00:00Z"),
        (dt.date(2026, 1, 5), "2026-01-05"),
        (Decimal("1.10"), "1.10"),
        (b"abc", "<3 bytes>"),
        (bytearray(b"abcd"), "<4 bytes>"),
        (memoryview(b"ab"), "<2 bytes>"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (StreamingBody(io.BytesIO(b"abc"), 3), "<StreamingBody>"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_a_scalar_is_written_as_json_can(value: Any, written: Any) -> None:
    assert plain(value) == written
    assert type(plain(value)) is type(written)
    json.dumps(plain(value), allow_nan=False).encode()


def test_a_number_too_long_to_print_is_described() -> None:
    assert plain(10**5000) == "<16610-bit number>"
    assert plain(10**3000) == 10**3000


def test_what_is_written_names_no_place_in_memory() -> None:
    assert "0x" not in plain(object())


def test_a_time_at_the_end_of_the_calendar_is_still_written() -> None:
    last = dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert plain(last).startswith("9999-12-31T23:59:59")


def test_halves_of_a_character_become_one_or_are_replaced() -> None:
    assert well_formed("a\ud83d\ude00b") == "a😀b"
    assert well_formed("a\ud83db") == "a\ufffdb"
    assert well_formed("\ufeffa") == "\ufeffa"


def test_a_set_is_written_in_one_order() -> None:
    assert plain_tree({"openid", "email", "phone"}) == ["email", "openid", "phone"]


def test_names_that_are_no_text_become_text() -> None:
    assert plain_tree({1: (2, 3), None: 4, b"ab": 5}) == {"1": [2, 3], "None": 4, "<2 bytes>": 5}


def test_what_nests_too_deep_is_cut_where_it_does() -> None:
    deep: Any = "bottom"
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert "bottom" in str(plain_tree(deep))
    assert "bottom" not in str(plain_tree([deep]))
    assert TOO_DEEP in str(plain_tree([deep]))


def test_a_value_inside_itself_is_cut() -> None:
    around: dict[str, Any] = {}
    around["self"] = around
    assert TOO_DEEP in str(plain_tree(around))
