"""What each condition operator compares, at its limit and beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.policies.cases.case import Case, allow
from tests.policies.cases.names import ACCOUNT, ANA, IAM, KEYS, OTHER, ask

OPERATORS = IAM + "reference_policies_elements_condition_operators.html"
GRAMMAR = IAM + "reference_policies_grammar.html"
IDENTITY = "identityPolicies"

LISTS = ("s3:ListBucket", "arn:aws:s3:::orders")
MAPS = (
    "lambda:UpdateEventSourceMapping",
    f"arn:aws:lambda:eu-west-1:{ACCOUNT}:event-source-mapping:0a1b2c3d",
)
PREFIX = "s3:prefix"
MAX_KEYS = "s3:max-keys"
NOW = "aws:CurrentTime"
EPOCH_NOW = "aws:EpochTime"
MFA = "aws:MultiFactorAuthPresent"
IP = "aws:SourceIp"
FUNCTION = "lambda:FunctionArn"
# A made-up key: the operator's page names none.
DIGEST = "orders:digest"

NOON = "2024-03-15T12:00:00Z"
NOON_EPOCH = "1710504000"
SECOND_BEFORE = "2024-03-15T11:59:59Z"
SECOND_AFTER = "2024-03-15T12:00:01Z"
FOURTEEN_IN_HELSINKI = "2024-03-15T14:00:00+02:00"
TEN_IN_NUUK = "2024-03-15T10:00:00-02:00"

FUNCTIONS = f"arn:aws:lambda:*:{ACCOUNT}:function:orders"
ORDERS = f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:orders"
NAMED_LIKE_OURS = f"arn:aws:lambda:eu-west-1:{OTHER}:function:old:{ACCOUNT}:function:orders"

Row = tuple[str, str, Any, str | None, bool]


def table(
    key: str, rows: Iterable[Row], source: str = OPERATORS, asked: tuple[str, str] = LISTS
) -> tuple[Case, ...]:
    """Of each row its name, operator, the policy's value, the request's, and whether it matches.

    The policy allows on that one condition; a request without the key has None for its value.
    """
    return tuple(
        Case(
            name,
            source,
            ask(
                ANA,
                *asked,
                context={} if value is None else {key: value},
                identityPolicies=[allow(*asked, Condition={operator: {key: wanted}})],
            ),
            "allowed" if matches else "implicitDeny",
            IDENTITY,
        )
        for name, operator, wanted, value, matches in rows
    )


STRINGS = table(
    PREFIX,
    (
        ("StringEquals heeds case", "StringEquals", "reports/", "Reports/", False),
        (
            "StringEquals takes a * for the mere character",
            "StringEquals",
            "reports/*",
            "reports/may",
            False,
        ),
        ("StringNotEquals refuses its value", "StringNotEquals", "reports/", "reports/", False),
        ("StringNotEquals heeds case", "StringNotEquals", "reports/", "Reports/", True),
        (
            "StringNotEquals takes a * for the mere character",
            "StringNotEquals",
            "reports/*",
            "reports/may",
            True,
        ),
        (
            "StringEqualsIgnoreCase does not heed case",
            "StringEqualsIgnoreCase",
            "reports/",
            "REPORTS/",
            True,
        ),
        (
            "StringNotEqualsIgnoreCase refuses its value in any case",
            "StringNotEqualsIgnoreCase",
            "reports/",
            "REPORTS/",
            False,
        ),
        (
            "StringNotEqualsIgnoreCase takes another value",
            "StringNotEqualsIgnoreCase",
            "reports/",
            "bills/",
            True,
        ),
        (
            "A * within StringLike's value stands for several characters",
            "StringLike",
            "reports/*/may",
            "reports/2024/north/may",
            True,
        ),
        (
            "A ? in StringLike's value stands for one character",
            "StringLike",
            "reports/202?",
            "reports/2024",
            True,
        ),
        (
            "A ? in StringLike's value does not stand for two characters",
            "StringLike",
            "reports/20?",
            "reports/2024",
            False,
        ),
        (
            "Brackets in StringLike's value are no wildcard",
            "StringLike",
            "reports/[a-z]*",
            "reports/may",
            False,
        ),
        ("StringLike heeds case", "StringLike", "reports/*", "Reports/may", False),
        (
            "StringLike without a wildcard wants the whole value",
            "StringLike",
            "reports/",
            "reports/may",
            False,
        ),
        (
            "StringNotLike refuses what its wildcard stands for",
            "StringNotLike",
            "reports/*",
            "reports/may",
            False,
        ),
        ("StringNotLike heeds case", "StringNotLike", "reports/*", "Reports/may", True),
    ),
)

NUMBERS = table(
    MAX_KEYS,
    (
        ("NumericEquals 10 refuses 11", "NumericEquals", "10", "11", False),
        ("NumericNotEquals 10 refuses 10", "NumericNotEquals", "10", "10", False),
        ("NumericNotEquals 10 takes 11", "NumericNotEquals", "10", "11", True),
        ("NumericLessThan 10 takes 9", "NumericLessThan", "10", "9", True),
        ("NumericLessThan 10 refuses 10", "NumericLessThan", "10", "10", False),
        ("NumericLessThan 2.5 takes 2", "NumericLessThan", "2.5", "2", True),
        ("NumericLessThanEquals 10 takes 10", "NumericLessThanEquals", "10", "10", True),
        ("NumericLessThanEquals 9 refuses 10", "NumericLessThanEquals", "9", "10", False),
        ("NumericGreaterThan 9 takes 10", "NumericGreaterThan", "9", "10", True),
        ("NumericGreaterThan 10 refuses 10", "NumericGreaterThan", "10", "10", False),
        ("NumericGreaterThanEquals 10 takes 10", "NumericGreaterThanEquals", "10", "10", True),
        ("NumericGreaterThanEquals 10 refuses 9", "NumericGreaterThanEquals", "10", "9", False),
    ),
) + table(
    MAX_KEYS,
    (("NumericEquals takes a number without quotation marks", "NumericEquals", 10, "10", True),),
    GRAMMAR,
)

DATES = table(
    NOW,
    (
        (
            "DateEquals takes the same moment of another time zone",
            "DateEquals",
            FOURTEEN_IN_HELSINKI,
            NOON,
            True,
        ),
        ("DateEquals refuses the next second", "DateEquals", NOON, SECOND_AFTER, False),
        (
            "DateNotEquals refuses the same moment in seconds since 1970",
            "DateNotEquals",
            NOON_EPOCH,
            NOON,
            False,
        ),
        ("DateNotEquals takes the next second", "DateNotEquals", NOON, SECOND_AFTER, True),
        (
            "DateLessThan takes the second before, its value in seconds since 1970",
            "DateLessThan",
            NOON_EPOCH,
            SECOND_BEFORE,
            True,
        ),
        ("DateLessThan refuses the moment itself", "DateLessThan", NOON, NOON, False),
        ("DateLessThanEquals takes the moment itself", "DateLessThanEquals", NOON, NOON, True),
        (
            "DateLessThanEquals refuses the second after, its value in another time zone",
            "DateLessThanEquals",
            FOURTEEN_IN_HELSINKI,
            SECOND_AFTER,
            False,
        ),
        (
            "DateGreaterThan takes half a second after",
            "DateGreaterThan",
            NOON,
            "2024-03-15T12:00:00.5Z",
            True,
        ),
        ("DateGreaterThan refuses the moment itself", "DateGreaterThan", NOON, NOON, False),
        (
            "DateGreaterThan takes a day for its value",
            "DateGreaterThan",
            "2024-03-13",
            NOON,
            True,
        ),
        (
            "DateGreaterThanEquals takes the moment itself",
            "DateGreaterThanEquals",
            NOON,
            NOON,
            True,
        ),
        (
            "DateGreaterThanEquals refuses the second before, its value in another time zone",
            "DateGreaterThanEquals",
            TEN_IN_NUUK,
            SECOND_BEFORE,
            False,
        ),
    ),
) + table(
    EPOCH_NOW,
    (
        (
            "A request's seconds since 1970 are after the date before them",
            "DateGreaterThan",
            SECOND_BEFORE,
            NOON_EPOCH,
            True,
        ),
        (
            "A request's seconds since 1970 are not after the date after them",
            "DateGreaterThan",
            SECOND_AFTER,
            NOON_EPOCH,
            False,
        ),
    ),
    KEYS,
)

BOOLEANS = table(MFA, (("Bool true refuses false", "Bool", "true", "false", False),)) + table(
    MFA,
    (("Bool takes a true without quotation marks", "Bool", True, "true", True),),
    GRAMMAR,
)

BYTES = table(
    DIGEST,
    (
        ("BinaryEquals takes the same bytes", "BinaryEquals", "b3JkZXJz", "b3JkZXJz", True),
        ("BinaryEquals heeds the case of base64", "BinaryEquals", "b3JkZXJz", "B3JkZXJz", False),
    ),
)

ADDRESSES = table(
    IP,
    (
        (
            "NotIpAddress refuses the range's last address",
            "NotIpAddress",
            "203.0.113.0/24",
            "203.0.113.255",
            False,
        ),
        (
            "NotIpAddress takes the address after the range",
            "NotIpAddress",
            "203.0.113.0/24",
            "203.0.114.0",
            True,
        ),
        (
            "IpAddress takes the one address that its value is",
            "IpAddress",
            "203.0.113.7",
            "203.0.113.7",
            True,
        ),
        (
            "IpAddress refuses the address after the one that its value is",
            "IpAddress",
            "203.0.113.7",
            "203.0.113.8",
            False,
        ),
        (
            "A range's prefix may end within a byte",
            "IpAddress",
            "203.0.113.0/25",
            "203.0.113.127",
            True,
        ),
        (
            "A range whose prefix ends within a byte ends there",
            "IpAddress",
            "203.0.113.0/25",
            "203.0.113.128",
            False,
        ),
        (
            "An IPv6 range holds an address that is written in full",
            "IpAddress",
            "2001:DB8:1234:5678::/64",
            "2001:0db8:1234:5678:0000:0000:0000:0001",
            True,
        ),
        (
            "An IPv6 range does not hold the next network's address",
            "IpAddress",
            "2001:DB8:1234:5678::/64",
            "2001:db8:1234:5679::1",
            False,
        ),
        (
            "The range of all IPv4 addresses holds no IPv6 address",
            "IpAddress",
            "0.0.0.0/0",
            "2001:db8::1",
            False,
        ),
    ),
)

ARNS = table(
    FUNCTION,
    (
        ("ArnEquals takes what its * stands for", "ArnEquals", FUNCTIONS, ORDERS, True),
        ("A * of ArnEquals spans no colon", "ArnEquals", FUNCTIONS, NAMED_LIKE_OURS, False),
        ("A * of ArnLike spans no colon", "ArnLike", FUNCTIONS, NAMED_LIKE_OURS, False),
        ("A * of StringLike spans an ARN's colons", "StringLike", FUNCTIONS, NAMED_LIKE_OURS, True),
        (
            "A * at the end of ArnLike's value stands for a resource with colons",
            "ArnLike",
            f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:*",
            ORDERS + ":7",
            True,
        ),
        (
            "A ? of ArnLike stands for one character",
            "ArnLike",
            ORDERS.replace("eu-west-1", "eu-west-?"),
            ORDERS,
            True,
        ),
        ("ArnLike heeds case", "ArnLike", FUNCTIONS, ORDERS.replace("orders", "Orders"), False),
        ("ArnNotEquals refuses what its * stands for", "ArnNotEquals", FUNCTIONS, ORDERS, False),
        ("ArnNotLike refuses what its * stands for", "ArnNotLike", FUNCTIONS, ORDERS, False),
        ("A * of ArnNotLike spans no colon", "ArnNotLike", FUNCTIONS, NAMED_LIKE_OURS, True),
        ("A * of ArnNotEquals spans no colon", "ArnNotEquals", FUNCTIONS, NAMED_LIKE_OURS, True),
    ),
    asked=MAPS,
)

NULLS = table(
    PREFIX,
    (
        ("Null true takes a request without the key", "Null", "true", None, True),
        ("Null true refuses a request with the key", "Null", "true", "reports/", False),
        ("Null false takes a request with the key", "Null", "false", "reports/", True),
        ("Null false refuses a request without the key", "Null", "false", None, False),
    ),
)

CASES = STRINGS + NUMBERS + DATES + BOOLEANS + BYTES + ADDRESSES + ARNS + NULLS
