from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.flow import ApiCall, CallError, Trace, compare

MakeCall = Callable[..., ApiCall]


def differences(left: ApiCall, right: ApiCall) -> tuple[str, ...]:
    (row,) = compare(Trace([left]), Trace([right]))
    assert row.left is left and row.right is right
    assert row.kind == ("different" if row.differences else "same")
    return row.differences


def test_the_same_calls_agree_whatever_their_numbers_and_times(make_call: MakeCall) -> None:
    left = Trace([make_call(1), make_call(2, operation="GetUser")])
    right = Trace([make_call(7, step="again"), make_call(9, operation="GetUser")])
    comparison = compare(left, right)
    assert [row.kind for row in comparison] == ["same", "same"]
    assert comparison.agree and len(comparison) == 2


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"caller": "administrator"}, "caller"),
        ({"principal": "arn:aws:iam::123456789012:root"}, "principal"),
        ({"credential": "signature"}, "credential"),
        ({"status": 400}, "status"),
        ({"answered_by": "lab"}, "answered_by"),
        ({"behaviours": ("real-codes",)}, "behaviours"),
        ({"response": None}, "response"),
        ({"response": {"ChallengeParameters": {}, "Session": "s"}}, "response.Session"),
        ({"error": CallError("X", "no")}, "error"),
    ],
)
def test_the_field_that_differs_is_named(
    make_call: MakeCall, fields: dict[str, Any], path: str
) -> None:
    assert differences(make_call(), make_call(**fields)) == (path,)
    assert differences(make_call(**fields), make_call()) == (path,)


@pytest.mark.parametrize(
    ("left", "right", "paths"),
    [
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, ["a.c"]),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, ["a", "b", "c"]),
        ({"a": None}, {}, ["a"]),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1}, {"b": 3}]}, ["a[1].b"]),
        ({"a": [1]}, {"a": [1, 2]}, ["a"]),
        ({"a": {"b": 1}}, {"a": 1}, ["a"]),
    ],
)
def test_a_difference_deep_inside_is_named_by_its_path(
    make_call: MakeCall, left: dict[str, Any], right: dict[str, Any], paths: list[str]
) -> None:
    found = differences(make_call(parameters=left), make_call(parameters=right))
    assert list(found) == [f"parameters.{path}" for path in paths]


def test_two_errors_differ_in_code_or_message(make_call: MakeCall) -> None:
    left = make_call(error=CallError("CodeMismatchException", "no"))
    right = make_call(error=CallError("ExpiredCodeException", "no"))
    assert differences(left, right) == ("error.code",)


def test_a_call_of_one_trace_alone_is_told(make_call: MakeCall) -> None:
    sign_up, sign_in = make_call(1, operation="SignUp"), make_call(2)
    get_user = make_call(3, operation="GetUser")
    comparison = compare(Trace([sign_up, sign_in]), Trace([sign_in, get_user]))
    assert [(row.kind, row.left, row.right) for row in comparison] == [
        ("only left", sign_up, None),
        ("same", sign_in, sign_in),
        ("only right", None, get_user),
    ]
    assert not comparison.agree


def test_the_same_operation_of_another_service_is_another_call(make_call: MakeCall) -> None:
    rows = compare(Trace([make_call(service="s3")]), Trace([make_call(service="sts")]))
    assert [row.kind for row in rows] == ["only left", "only right"]


def test_two_empty_traces_agree() -> None:
    assert compare(Trace(), Trace()).agree


def test_a_comparison_is_neither_true_nor_false(make_call: MakeCall) -> None:
    with pytest.raises(TypeError, match=r"ask \.agree"):
        bool(compare(Trace([make_call()]), Trace([make_call()])))


def test_a_comparison_reads_as_a_table(make_call: MakeCall) -> None:
    left = Trace([make_call(1), make_call(2, operation="GetUser")])
    right = Trace([make_call(1, status=400)])
    assert str(compare(left, right)) == (
        " different  cognito-idp InitiateAuth (status)\n only left  cognito-idp GetUser"
    )
