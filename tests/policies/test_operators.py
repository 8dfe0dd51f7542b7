"""The condition operators at their edges: what is read, how it compares, what cannot be read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.operators import (
    OPERATORS,
    ValueKind,
    operator_names,
    read_date,
    read_number,
    read_operator_name,
)
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import allow, deny
from tests.policies.cases.names import ANA, ask


def holds(operator: str, policy: Any, request: Any, *, in_deny: bool = False) -> bool:
    """Whether a condition holds: `policy` is its value, `request` that of the request."""
    key = "aws:RequestTag/x"
    condition = {operator: {key: policy}}
    conditioned = deny(Condition=condition) if in_deny else allow(Condition=condition)
    layers = [allow(), conditioned] if in_deny else [conditioned]
    line = read_request_line(ask(ANA, context={key: request}, identityPolicies=layers))
    evaluation = evaluate(line.request, line.layers)
    assert decide(line.request, line.layers) is evaluation.decision
    return evaluation.allowed is not in_deny


EQUAL: list[tuple[str, Any, Any, bool]] = [
    ("StringEquals", "a", "a", True),
    ("StringEquals", "a", "A", False),
    ("StringEquals", "a*", "ab", False),
    ("StringEquals", "a*", "a*", True),
    ("StringEquals", "", "", True),
    ("StringEquals", "a", "a ", False),
    ("StringEquals", "é", "e\u0301", False),  # the same letter, written with two characters
    ("StringEquals", "\ud800", "\ud800", True),
    ("StringEquals", True, "true", True),
    ("StringEquals", 12, 12.0, False),
    ("StringEqualsIgnoreCase", "Straße", "STRASSE", True),
    ("StringEqualsIgnoreCase", "İ", "i", False),
    ("StringLike", "", "", True),
    ("StringLike", "", "a", False),
    ("StringLike", "a*", "a", True),
    ("StringLike", "a?", "a", False),
    ("StringLike", "?", "\U0001f511", True),
    ("StringLike", "*", "", True),
    ("StringLike", "a*", "A", False),
    ("StringLike", "a*c", "a\nb\0c", True),
    ("NumericEquals", "10", "10.0", True),
    ("NumericEquals", "-0", "0", True),
    ("NumericEquals", "+5", "5", True),
    ("NumericEquals", ".5", "0.50", True),
    ("NumericEquals", "5.", "5", True),
    ("NumericEquals", "0.1", 0.1, True),
    ("NumericEquals", "9007199254740993", "9007199254740992", False),
    ("DateEquals", "2026-01-15T09:00:00Z", "2026-01-15T10:00:00+01:00", True),
    ("DateEquals", "2026-01-15T09:00:00Z", "2026-01-15T03:30:00-0530", True),
    ("DateEquals", "2026-01-15T09:00:00Z", "2026-01-15T09:00:00.000Z", True),
    ("DateEquals", "2026-01-15T09:00:00Z", "2026-01-15T09:00:00.001Z", False),
    ("DateEquals", "2026-01-15T09:00Z", "2026-01-15T09:00:00Z", True),
    ("DateEquals", "2026-01-15", "2026-01-15T00:00:00Z", True),
    ("DateEquals", "2026-01", "2026-01-01T00:00:00Z", True),
    ("DateEquals", "1768467600", "2026-01-15T09:00:00Z", True),
    ("DateEquals", "1768467600.5", "2026-01-15T09:00:00.500Z", True),
    ("DateEquals", "-1", "1969-12-31T23:59:59Z", True),
    ("DateEquals", "2024-02-29", "2024-02-29T00:00:00Z", True),
    ("DateEquals", "0001-01-01T00:00:00+23:59", "-62135683140", True),
    ("DateEquals", "1.5", "1970-01-01T00:00:01.5Z", True),
    ("DateEquals", "-0.5", "1969-12-31T23:59:59.5Z", True),
    ("DateEquals", "0.000000001", "1970-01-01T00:00:00.000000001Z", True),
    ("Bool", "true", True, True),
    ("Bool", "TRUE", "True", True),
    ("Bool", "false", "true", False),
    ("Bool", False, "false", True),
    ("BinaryEquals", "AAEC", "AAEC", True),
    ("BinaryEquals", "AAEC", "AAED", False),
    ("BinaryEquals", "", "", True),
    ("BinaryEquals", "QQ==", "QR==", True),  # the bits that are left over mean nothing
    ("IpAddress", "203.0.113.7", "203.0.113.7", True),
    ("IpAddress", "203.0.113.7", "203.0.113.8", False),
    ("IpAddress", "203.0.113.7/24", "203.0.113.255", True),
    ("IpAddress", "203.0.113.7/24", "203.0.114.0", False),
    ("IpAddress", "203.0.113.0/31", "203.0.113.1", True),
    ("IpAddress", "203.0.113.0/31", "203.0.113.2", False),
    ("IpAddress", "203.0.113.7/32", "203.0.113.6", False),
    ("IpAddress", "0.0.0.0/0", "255.255.255.255", True),
    ("IpAddress", "0.0.0.0/0", "::1", False),
    ("IpAddress", "::/0", "203.0.113.7", False),
    ("IpAddress", "::/0", "2001:db8::1", True),
    ("IpAddress", "2001:DB8::", "2001:db8:0:0:0:0:0:0", True),
    ("IpAddress", "2001:db8::/32", "2001:db8:ffff::1", True),
    ("IpAddress", "2001:db8::/32", "2001:db9::", False),
    ("IpAddress", "::ffff:203.0.113.7", "203.0.113.7", False),
    ("ArnEquals", "arn:aws:s3:::a*", "arn:aws:s3:::a:b/c", True),
    ("ArnEquals", "arn:aws:s3:::?", "arn:aws:s3:::", False),
    ("ArnEquals", "arn:*:a", "arn:aws:s3:::a", False),
    ("ArnEquals", "arn:*:*:*:*:a", "arn:aws:s3:::a", True),
    ("ArnEquals", "arn:aws:s3:*:a", "arn:aws:s3:::a", False),
    ("ArnEquals", "arn:aws:s3:::A", "arn:aws:s3:::a", False),
    ("ArnEquals", "arn:aws:s3:::a:b", "arn:aws:s3:::a:b", True),
    ("ArnEquals", "*", "no arn", True),
    ("ArnEquals", "no arn", "no arn", False),
    ("ArnEquals", "arn:aws:s3", "arn:aws:s3:::a", False),
    ("ArnEquals", "arn:aws:s3:::a", "arn:aws:s3", False),
    ("ArnEquals", "arn:*:*:*:*:*", "arn:aws", False),
    ("ArnEquals", "a:b:c:d:e", "a:b:c:d:e", False),
]
SAME = {"ArnEquals": ("ArnLike",)}
NEGATED = {
    "StringEquals": ("StringNotEquals",),
    "StringEqualsIgnoreCase": ("StringNotEqualsIgnoreCase",),
    "StringLike": ("StringNotLike",),
    "NumericEquals": ("NumericNotEquals",),
    "DateEquals": ("DateNotEquals",),
    "IpAddress": ("NotIpAddress",),
    "ArnEquals": ("ArnNotEquals", "ArnNotLike"),
}


@pytest.mark.parametrize(("operator", "policy", "request_value", "expected"), EQUAL)
def test_a_value_is_the_policys_or_not_and_the_negated_operator_says_the_contrary(
    operator: str, policy: Any, request_value: Any, expected: bool
) -> None:
    for name in (operator, *SAME.get(operator, ())):
        assert holds(name, policy, request_value) is expected
        assert holds(name, policy, request_value, in_deny=True) is expected
    for name in NEGATED.get(operator, ()):
        assert holds(name, policy, request_value) is not expected
        assert holds(name, policy, request_value, in_deny=True) is not expected


def test_every_operator_has_a_row_above() -> None:
    named = {row[0] for row in EQUAL}
    named |= {name for names in (*SAME.values(), *NEGATED.values()) for name in names}
    ordered = {name for name in OPERATORS if "Than" in name}
    assert named | ordered == set(OPERATORS)


@pytest.mark.parametrize(
    ("family", "less", "limit", "more"),
    [
        ("Numeric", "-1", "0", "0.0000000001"),
        ("Numeric", "9", "10", "11"),
        ("Date", "2026-01-15T08:59:59.999Z", "2026-01-15T09:00:00Z", "2026-01-15T09:00:00.001Z"),
        ("Date", "2026-01-15T10:00:00+01:01", "2026-01-15T09:00:00Z", "2026-01-15T08:01:00-01:00"),
        ("Date", "1768467599", "2026-01-15T09:00:00Z", 1768467601),
    ],
)
def test_an_order_at_its_limit_and_beside_it(family: str, less: Any, limit: Any, more: Any) -> None:
    expected = {
        "LessThan": (True, False, False),
        "LessThanEquals": (True, True, False),
        "GreaterThan": (False, False, True),
        "GreaterThanEquals": (False, True, True),
    }
    for relation, answers in expected.items():
        found = tuple(holds(family + relation, limit, value) for value in (less, limit, more))
        assert found == answers


UNREADABLE = {
    ValueKind.NUMBER: ["", " 1", "1 ", "1,5", "1e3", "0x1", "1_000", "--1", ".", "٣", "NaN", "inf"],
    ValueKind.DATE: [
        "",
        "tomorrow",
        "2026-13",
        "2026-00",
        "2026-01-00",
        "2026-1-5",
        "2026-02-30",
        "2025-02-29",
        "0000-01-01",
        "2026-01-15T24:00:00Z",
        "2026-01-15T09:60:00Z",
        "2026-01-15T09:00:60Z",
        "2026-01-15T9:00:00Z",
        "2026-01-15T09Z",
        "2026-01-15 09:00:00Z",
        "2026-01-15T09:00:00z",
        "2026-01-15T09:00:00+1:00",
        "2026-01-15T09:00:00+24:00",
        "2026-01-15T09:00:00-01:60",
        "2026-01-15T09:00:00.Z",
        "2026-01-15T09:00:00.0000000001Z",
        "2026-01-15T09:00:00Z\n",
        "٢٠٢٦-01-15",
    ],
    ValueKind.BOOLEAN: ["", "1", "yes", "true ", "t", "wahr"],
    ValueKind.BINARY: ["?", "AAE", "A", "AA=A", "AAEC\n", "ä", "\ud800", "AA_-"],
    ValueKind.ADDRESS: [
        "",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.07",
        "203.0.113.7/",
        "1",
        "a.example.com",
        ":::",
        "2001:db8::g",
        "２.0.0.1",
        "203.0.113.7 ",
    ],
}
OF_THE_POLICY_ONLY = {
    ValueKind.ADDRESS: [
        "203.0.113.0/33",
        "2001:db8::/129",
        "203.0.113.0/255.255.255.0",
        "203.0.113.0/0.0.0.255",
        "203.0.113.0/24/1",
        "203.0.113.0/+8",
        "/8",
    ]
}
READABLE = {
    ValueKind.NUMBER: "1",
    ValueKind.DATE: "1",
    ValueKind.BOOLEAN: "true",
    ValueKind.BINARY: "AA==",
    ValueKind.ADDRESS: "203.0.113.7",
}
TYPED = [name for name, operator in OPERATORS.items() if operator.kind in UNREADABLE]
TEXTS = [(kind, text) for kind, texts in UNREADABLE.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), TEXTS, ids=repr)
def test_on_what_cannot_be_read_no_allow_rests_and_no_deny_falls(
    kind: ValueKind, text: str
) -> None:
    for name in TYPED:
        if OPERATORS[name].kind is kind:
            assert not holds(name, READABLE[kind], text)
            assert holds(name, READABLE[kind], text, in_deny=True)


@pytest.mark.parametrize("name", [n for n in operator_names() if n != "Null"])
def test_one_value_that_cannot_be_read_spoils_the_others_whatever_the_qualifier(name: str) -> None:
    read = read_operator_name(name)
    assert read is not None
    kind = OPERATORS[read.operator].kind
    if kind not in UNREADABLE:
        return
    for values in (["?"], [READABLE[kind], "?"], ["?", READABLE[kind]]):
        assert not holds(name, READABLE[kind], values)
        assert holds(name, READABLE[kind], values, in_deny=True)


@pytest.mark.parametrize(
    ("kind", "text"),
    TEXTS + [(kind, text) for kind, texts in OF_THE_POLICY_ONLY.items() for text in texts],
    ids=repr,
)
def test_a_policy_with_a_value_that_cannot_be_read_is_none(kind: ValueKind, text: str) -> None:
    for name in TYPED:
        if OPERATORS[name].kind is kind:
            with pytest.raises(ValueError, match="cannot be read"):
                holds(name, text, READABLE[kind])


@pytest.mark.parametrize("name", ["Bool", "ForAllValues:Bool", "ForAnyValue:BoolIfExists"])
def test_a_variable_may_stand_for_what_cannot_be_read(name: str) -> None:
    """The policy's text is then known by the request only."""
    written = "${aws:username}"  # ana
    assert not holds(name, written, "true")
    assert holds(name, written, "true", in_deny=True)
    assert not holds(name, ["true", written], "true")


def test_an_address_of_the_request_has_no_mask() -> None:
    assert not holds("IpAddress", "203.0.113.0/24", "203.0.113.0/24")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "stringEquals",
        "StringEquals ",
        "StringEqualsIfexists",
        "IfExists",
        "ForAllValues:",
        "ForAllValue:StringEquals",
        "ForAllValues:Null",
        "NullIfExists",
        "ForAnyValue:ForAllValues:StringEquals",
        "StringEqualsIfExistsIfExists",
    ],
)
def test_only_aws_names_name_an_operator(written: str) -> None:
    assert read_operator_name(written) is None


def test_an_operators_name_is_read_in_its_parts() -> None:
    assert read_operator_name("Null") == (None, "Null", False)
    assert read_operator_name("Bool") == (None, "Bool", False)
    assert read_operator_name("ForAllValues:ArnLikeIfExists") == ("ForAllValues", "ArnLike", True)


def test_only_texts_arns_and_bool_have_variables() -> None:
    having = {name for name, operator in OPERATORS.items() if operator.has_variables}
    assert having == {n for n in OPERATORS if n.startswith(("String", "Arn")) or n == "Bool"}


def test_long_numbers_are_compared_to_their_last_digit() -> None:
    assert holds("NumericEquals", "1" + "0" * 5000, 10**5000)
    assert not holds("NumericEquals", "1" + "0" * 5000, 10**5000 + 1)
    assert holds("NumericLessThan", "0." + "0" * 5000 + "2", "0." + "0" * 5000 + "1")


def test_numbers_and_dates_lose_nothing_in_reading() -> None:
    digits = "1234567890" * 10 + ".0123456789" * 1
    assert str(read_number(digits)) == digits
    assert read_date("9999-12-31T23:59:59.999999999Z") == Decimal("253402300799.999999999")
