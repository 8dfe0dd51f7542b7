"""A statement's Condition: what is wrong with operators, keys and values; what is odd in them."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.operators import OPERATORS, ValueKind, operator_names
from tests.policies.broken import document, entry, findings, problems

KEY = "aws:username"
VARIABLE = "write ${key}, or ${key, 'default'}"

FAULTS: list[tuple[Any, str, str, str]] = [
    ([], "", "is no JSON object", 'write {"StringEquals": {key: value}}'),
    (None, "", "is no JSON object", 'write {"StringEquals": {key: value}}'),
    (
        {"stringEquals": {KEY: "a"}},
        ".stringEquals",
        "is no operator",
        "did you mean StringEquals?",
    ),
    (
        {"NullIfExists": {KEY: "true"}},
        ".NullIfExists",
        "is no operator",
        "did you mean BoolIfExists?",
    ),
    (
        {"9": {KEY: "a"}},
        ".9",
        "is no operator",
        "write an operator, such as StringEquals",
    ),
    (
        {"ForAllValues:Null": {KEY: "a"}},
        ".ForAllValues:Null",
        "is no operator",
        "did you mean ForAllValues:Bool?",
    ),
    ({"Bool": "true"}, ".Bool", "is no JSON object", "write {key: value}"),
    ({"Bool": []}, ".Bool", "is no JSON object", "write {key: value}"),
    (
        {"Bool": {"username": "true"}},
        ".Bool.username",
        "is no condition key",
        "write one, such as aws:SourceIp",
    ),
    (
        {"Null": {KEY: "yes"}},
        f".Null.{KEY}",
        "'yes' cannot be read",
        "write true (absent) or false",
    ),
    (
        {"Null": {KEY: ["true", ""]}},
        f".Null.{KEY}[1]",
        "'' cannot be read",
        "write true (absent) or false",
    ),
    *(
        (
            {"StringLike": {KEY: ["a", given]}},
            f".StringLike.{KEY}[1]",
            "is no text, number, true or false",
            "write a value, or a list",
        )
        for given in (None, [], {}, ["a"])
    ),
    *(
        (
            {operator: {KEY: given}},
            f".{operator}.{KEY}",
            f"{given!r} cannot be read",
            f"write {kind.value}",
        )
        for operator, given, kind in (
            ("NumericEquals", "ten", ValueKind.NUMBER),
            ("DateLessThan", "tomorrow", ValueKind.DATE),
            ("Bool", "yes", ValueKind.BOOLEAN),
            ("BinaryEquals", "?", ValueKind.BINARY),
            ("NotIpAddress", "203.0.113.0/33", ValueKind.ADDRESS),
        )
    ),
    (
        {"StringEquals": {KEY: "${aws:userid"}},
        f".StringEquals.{KEY}",
        "has `${` without `}`",
        VARIABLE,
    ),
    (
        {"ArnLike": {"aws:SourceArn": "${a,b}"}},
        ".ArnLike.aws:SourceArn",
        "has `${a,b}`, whose default is not one text in single quotes",
        VARIABLE,
    ),
    (
        {"Bool": {"aws:SecureTransport": "${a?}"}},
        ".Bool.aws:SecureTransport",
        "has `${a?}`, which names no key",
        VARIABLE,
    ),
]


@pytest.mark.parametrize("row", FAULTS, ids=str)
def test_a_broken_condition_is_told_its_fault(row: tuple[Any, str, str, str]) -> None:
    condition, place, fault, remedy = row
    given = document(entry(Condition=condition))
    assert problems(given) == [(f"Statement[0].Condition{place}", fault, remedy)]


def test_the_faults_of_an_unknown_operators_keys_and_values_come_with_it() -> None:
    condition = {"Equals": {KEY: [{}], "x": "a"}}
    assert [fault for _, fault, _ in problems(document(entry(Condition=condition)))] == [
        "is no operator",
        "is no text, number, true or false",
        "is no condition key",
    ]


def test_long_names_and_values_are_cut_in_what_is_said() -> None:
    long = "x" * 100
    condition = {long: {}, "Bool": {long: "true", f"a:{long}": long}}
    places = [place for place, _, _ in problems(document(entry(Condition=condition)))]
    start = "Statement[0].Condition"
    assert places == [
        f"{start}.{long[:60]}",
        f"{start}.Bool.{long[:80]}",
        f"{start}.Bool.a:{long[:78]}",
    ]
    assert problems(document(entry(Condition=condition)))[2][1] == f"{long[:60]!r} cannot be read"


@pytest.mark.parametrize("name", operator_names())
def test_every_operator_is_read_with_one_value_and_with_several(name: str) -> None:
    good = {
        ValueKind.NUMBER: "-1.5",
        ValueKind.DATE: "2026-01-15T09:00:00Z",
        ValueKind.BOOLEAN: "true",
        ValueKind.BINARY: "AAEC",
        ValueKind.ADDRESS: "203.0.113.0/24",
    }
    operator = name.partition(":")[2] or name
    known = OPERATORS.get(operator.removesuffix("IfExists"))
    value = "true" if known is None else good.get(known.kind, "a")
    for given in (value, [value], [value, value], []):
        assert problems(document(entry(Condition={name: {"aws:username": given}}))) == []


FINDINGS: list[tuple[Any, list[tuple[str, str]]]] = [
    (
        {"StringEquals": {"aws:usrname": "a"}},
        [
            (
                ".StringEquals.aws:usrname",
                "is no key that the lab knows: a request that lacks it has no value for it",
            )
        ],
    ),
    (
        {"Null": {"aws:usrname": "true"}},
        [
            (
                ".Null.aws:usrname",
                "is no key that the lab knows: a request that lacks it has no value for it",
            )
        ],
    ),
    (
        {"StringEquals": {KEY: []}},
        [(f".StringEquals.{KEY}", "has no values: nothing can match it")],
    ),
    ({"Null": {KEY: []}}, [(f".Null.{KEY}", "has no values: nothing can match it")]),
    (
        {"StringEquals": {"aws:TagKeys": "a"}},
        [(".StringEquals.aws:TagKeys", "can have several values: say ForAnyValue or ForAllValues")],
    ),
    ({"ForAllValues:StringEquals": {"AWS:tagkeys": "a"}}, []),
    ({"StringEquals": {KEY: ""}, "Bool": {"aws:SecureTransport": False}}, []),
    ({"StringEquals": {KEY: "${aws:userid}"}}, []),
    (
        {"NumericEquals": {"s3:max-keys": "1"}, "DateEquals": {"aws:CurrentTime": "1"}},
        [],
    ),
    (
        {"StringEquals": {KEY: ["a", "${aws:TagKeys}"]}},
        [
            (
                f".StringEquals.{KEY}[1]",
                "has the variable aws:TagKeys, whose key can have several values",
            )
        ],
    ),
]


@pytest.mark.parametrize(("condition", "expected"), FINDINGS, ids=str)
def test_what_is_odd_in_a_condition_is_a_finding(
    condition: Any, expected: list[tuple[str, str]]
) -> None:
    found = findings(document(entry(Condition=condition)))
    assert found == [(f"Statement[0].Condition{place}", sentence) for place, sentence in expected]


def test_a_dollar_is_plain_text_where_the_operator_has_no_variables() -> None:
    """Only a text, an ARN and Bool have them; in the others `${` is a value that none can be."""
    given = document(entry(Condition={"NumericEquals": {"s3:max-keys": "${aws:username}"}}))
    assert [fault for _, fault, _ in problems(given)] == ["'${aws:username}' cannot be read"]


def test_of_many_unknown_operators_only_the_first_are_guessed_at() -> None:
    """A guess takes a while: a document of a hundred thousand faults is to be told them."""
    condition = {f"StringEqals{number}": {} for number in range(150)}
    remedies = [remedy for _, _, remedy in problems(document(entry(Condition=condition)))]
    guess, plain = "did you mean StringEquals?", "write an operator, such as StringEquals"
    assert remedies == [guess] * 100 + [plain] * 50
