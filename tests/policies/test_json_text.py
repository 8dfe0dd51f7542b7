"""JSON of which nothing is lost: a name twice, a number's digits, what is no JSON at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.json_text import JsonTextError, dump_json, is_text, load_json
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError

WHOLE = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_what_is_read_is_written_again_the_same(value: Any) -> None:
    text = json.dumps(value)
    assert dump_json(load_json(text)) == text


@pytest.mark.parametrize("number", ["1.50", "-0", "1e999", "0.1e-7", "9" * 5000])
def test_a_number_keeps_its_digits_and_is_no_text(number: str) -> None:
    value = load_json(f'[{number}, "{number}"]')
    assert [str(item) for item in value] == [number, number]
    assert list(map(is_text, value)) == [False, True]
    assert dump_json(value) == f'[{number}, "{number}"]'
    assert repr(value) == f"[{number}, '{number}']"


def test_a_name_that_an_object_has_twice_is_an_error_that_keeps_the_rest() -> None:
    with pytest.raises(JsonTextError, match="has the member 'b' twice in one object") as raised:
        load_json('{"a": {"b": 1, "c": 2, "b": 3}, "id": 4}')
    assert raised.value.twice == ("b",)
    assert raised.value.value["id"] == "4"


def test_the_same_name_in_two_objects_is_none() -> None:
    assert load_json('{"a": {"b": "1"}, "b": {"a": "2"}}') == {"a": {"b": "1"}, "b": {"a": "2"}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is no JSON (line 1, column 1: Expecting value)"),
        ("{]", "is no JSON (line 1, column 2"),
        ("[1]\n[2]", "is no JSON (line 2, column 1: Extra data)"),
        ("NaN", "is no JSON (NaN is no JSON)"),
        ('{"a": -Infinity}', "is no JSON (-Infinity is no JSON)"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"a":' * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_json_is_one_error_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(JsonTextError) as raised:
        load_json(text)
    assert str(raised.value).startswith(fault)
    assert raised.value.remedy and raised.value.value is None


@pytest.mark.parametrize("member", ['"Id": 5', '"Statement": {"Sid": 5}'])
def test_a_number_is_no_name_of_a_policy_or_a_statement(member: str) -> None:
    with pytest.raises(PolicySyntaxError, match=r"Id is no text|Sid is no text"):
        parse_policy(f"{{{member}}}", PolicyKind.RESOURCE)
