"""The condition operators: how a value in a policy is compared with a value of the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import enum
import ipaddress
import operator as compare
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from cognito_lab.policies.variables import text_of
from cognito_lab.policies.wildcards import Piece, Wildcard, joined, wildcard_test

Test = Callable[[Any], bool]
"""Whether a value of the request, as `read` made it, is what the policy's value says."""


class ValueKind(enum.Enum):
    """What the values of an operator are."""

    TEXT = "a text"
    NUMBER = "a number, such as 10 or -2.5"
    DATE = "a date, such as 2026-01-15T09:00:00Z, or seconds since 1970"
    BOOLEAN = "true or false"
    BINARY = "a text in base64"
    ADDRESS = "an IP address, or a range such as 203.0.113.0/24"
    ARN = "an ARN"


class Operator(NamedTuple):
    """One operator, without `IfExists` and without a set qualifier.

    `read` takes a value of the request and raises ValueError for one that it cannot read;
    `compile` takes a value of the policy in its pieces and gives the test, or raises ValueError.
    A negated operator is true where its positive one is false.
    """

    name: str
    kind: ValueKind
    negated: bool
    read: Callable[[str], Any]
    compile: Callable[[Sequence[Piece]], Test]
    has_variables: bool
    """Whether its values may have variables: those of strings and ARNs, and `Bool`'s."""


def as_it_is(text: str) -> str:
    """A text, read as a text."""
    return text


def _equal_text(pieces: Sequence[Piece]) -> Test:
    return text_of(pieces).__eq__


def _equal_ignoring_case(pieces: Sequence[Piece]) -> Test:
    return text_of(pieces).casefold().__eq__


def _like(pieces: Sequence[Piece]) -> Test:
    return wildcard_test(joined(pieces))


_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


def read_number(text: str) -> Decimal:
    """An integer or a decimal number. Raises ValueError for anything else."""
    if not _NUMBER.match(text):
        raise ValueError(ValueKind.NUMBER.value)
    return Decimal(text)


_YEAR = re.compile(r"[0-9]{4}\Z")
_DATE = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:\.(?P<fraction>[0-9]{1,9}))?)?"
    r"(?P<zone>Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?)?\Z"
)


def read_date(text: str) -> Decimal:
    """Seconds since 1970 of a W3C date, or of the seconds themselves ("epoch (UNIX) time").

    Four digits may be either, so they are neither.
    """
    if _NUMBER.match(text) and not _YEAR.match(text):
        return Decimal(text)
    found = _DATE.match(text)
    if not found:
        raise ValueError(ValueKind.DATE.value)
    part = {name: int(value) for name, value in found.groupdict("0").items() if name != "zone"}
    if found["day"] is None:
        part["day"] = 1
    try:
        moment = dt.datetime(
            part["year"], part["month"], part["day"], part["hour"], part["minute"], part["second"]
        )
    except ValueError as error:
        raise ValueError(ValueKind.DATE.value) from error
    seconds = (moment - dt.datetime(1970, 1, 1)) // dt.timedelta(seconds=1)
    fraction = Decimal(f"0.{found['fraction'] or 0}")
    return Decimal(seconds - _offset(found["zone"] or "Z")) + fraction


def _offset(zone: str) -> int:
    if zone == "Z":
        return 0
    digits = zone[1:].replace(":", "")
    return (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if zone[0] == "-" else 1)


def _related(read: Callable[[str], Any], relation: Callable[[Any, Any], bool]) -> Any:
    def compiled(pieces: Sequence[Piece]) -> Test:
        limit = read(text_of(pieces))
        return lambda found: relation(found, limit)

    return compiled


def read_boolean(text: str) -> bool:
    """`true` or `false`, in any case."""
    lowered = text.lower()
    if lowered not in ("true", "false"):
        raise ValueError(ValueKind.BOOLEAN.value)
    return lowered == "true"


def read_binary(text: str) -> bytes:
    """The bytes of a base64 text."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(ValueKind.BINARY.value) from error


def read_address(text: str) -> tuple[int, int]:
    """An address, as its IP version and its number."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError as error:
        raise ValueError(ValueKind.ADDRESS.value) from error
    return address.version, int(address)


_PREFIX = re.compile(r"\A[^/]+(?:/[0-9]{1,3})?\Z")


def _in_range(pieces: Sequence[Piece]) -> Test:
    # "If you specify an IP address without the associated routing prefix, IAM uses the default
    # prefix value of /32." For an IPv6 address that can only be /128.
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
    text = text_of(pieces)
    try:
        if not _PREFIX.search(text):
            raise ValueError("a mask in another form than its length")
        network = ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(ValueKind.ADDRESS.value) from error
    version, mask, base = network.version, int(network.netmask), int(network.network_address)
    return lambda found: found[0] == version and found[1] & mask == base


SEGMENTS_OF_AN_ARN = 6


def read_arn(text: str) -> tuple[str, ...]:
    """The segments of an ARN; of a text with fewer than six, what there is."""
    return tuple(text.split(":", SEGMENTS_OF_AN_ARN - 1))


def _arn_like(pieces: Sequence[Piece]) -> Test:
    """ "Each of the six colon-delimited components of the ARN is checked separately".
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN"""
    if tuple(pieces) == (Wildcard.MANY,):
        return lambda _: True
    segments: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Wildcard):
            segments[-1].append(piece)
            continue
        first, *others = piece.split(":", SEGMENTS_OF_AN_ARN - len(segments))
        segments[-1].append(first)
        segments += [[part] for part in others]
    tests = [wildcard_test(joined(segment)) for segment in segments]

    def test(found: tuple[str, ...]) -> bool:
        if len(found) != SEGMENTS_OF_AN_ARN or len(tests) != SEGMENTS_OF_AN_ARN:
            return False
        return all(matches(part) for matches, part in zip(tests, found, strict=True))

    return test


NULL = "Null"
"""The operator that asks whether a key is there at all. It has no value to compare."""

_ORDER = {
    "Equals": compare.eq,
    "LessThan": compare.lt,
    "LessThanEquals": compare.le,
    "GreaterThan": compare.gt,
    "GreaterThanEquals": compare.ge,
}


def _operators() -> list[Operator]:
    text, arn = ValueKind.TEXT, ValueKind.ARN
    number, date = ValueKind.NUMBER, ValueKind.DATE
    fold = str.casefold
    made = [
        Operator("StringEquals", text, False, as_it_is, _equal_text, True),
        Operator("StringNotEquals", text, True, as_it_is, _equal_text, True),
        Operator("StringEqualsIgnoreCase", text, False, fold, _equal_ignoring_case, True),
        Operator("StringNotEqualsIgnoreCase", text, True, fold, _equal_ignoring_case, True),
        Operator("StringLike", text, False, as_it_is, _like, True),
        Operator("StringNotLike", text, True, as_it_is, _like, True),
        Operator(
            "Bool", ValueKind.BOOLEAN, False, read_boolean, _related(read_boolean, compare.eq), True
        ),
        Operator(
            "BinaryEquals",
            ValueKind.BINARY,
            False,
            read_binary,
            _related(read_binary, compare.eq),
            False,
        ),
        Operator("IpAddress", ValueKind.ADDRESS, False, read_address, _in_range, False),
        Operator("NotIpAddress", ValueKind.ADDRESS, True, read_address, _in_range, False),
        # "The ArnEquals and ArnLike condition operators behave identically", and so do their
        # negations.
        Operator("ArnEquals", arn, False, read_arn, _arn_like, True),
        Operator("ArnLike", arn, False, read_arn, _arn_like, True),
        Operator("ArnNotEquals", arn, True, read_arn, _arn_like, True),
        Operator("ArnNotLike", arn, True, read_arn, _arn_like, True),
    ]
    for family, kind, read in (("Numeric", number, read_number), ("Date", date, read_date)):
        for name, relation in _ORDER.items():
            compiled = _related(read, relation)
            made.append(Operator(family + name, kind, False, read, compiled, False))
        equal = _related(read, compare.eq)
        made.append(Operator(f"{family}NotEquals", kind, True, read, equal, False))
    return made


OPERATORS: dict[str, Operator] = {operator.name: operator for operator in _operators()}
"""Every operator but `Null`, by its name."""

ALL_VALUES, ANY_VALUE = "ForAllValues", "ForAnyValue"
IF_EXISTS = "IfExists"


class OperatorName(NamedTuple):
    """An operator's name in its parts: `ForAnyValue:StringLikeIfExists`."""

    qualifier: str | None
    operator: str
    if_exists: bool


@cache
def _known_names() -> dict[str, OperatorName]:
    # "You can add IfExists to the end of any condition operator name except the Null condition".
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
    names = {NULL: OperatorName(None, NULL, False)}
    for name in OPERATORS:
        for qualifier in (None, ALL_VALUES, ANY_VALUE):
            for if_exists in (False, True):
                written = f"{qualifier}:{name}" if qualifier else name
                written += IF_EXISTS if if_exists else ""
                names[written] = OperatorName(qualifier, name, if_exists)
    return names


def read_operator_name(written: str) -> OperatorName | None:
    """An operator's name in its parts, or None where there is no such operator."""
    return _known_names().get(written)


def operator_names() -> tuple[str, ...]:
    """Every name that a Condition may have for an operator, `IfExists` and qualifiers included."""
    return tuple(_known_names())
