"""One statement: what is wrong with its elements, by the kind of its policy."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.parse_statement import ELEMENTS
from cognito_lab.policies.policy_kinds import PolicyKind
from tests.policies.broken import LEAVE_OUT, Row, check, document, entry, problems

IDENTITY, RESOURCE, TRUST = PolicyKind.IDENTITY, PolicyKind.RESOURCE, PolicyKind.TRUST
RCP = PolicyKind.RESOURCE_CONTROL

EFFECT = 'write "Allow" or "Deny"'
ACTION = "write service:Operation, such as s3:GetObject; wildcards only after the colon"
VARIABLE = "write ${key}, or ${key, 'default'}; ${*}, ${?} and ${$} for the characters"
BEHIND = "a variable can only stand for a part of the resource behind the fifth colon"
ELEMENT_FAULTS: list[Row] = [
    (IDENTITY, {"Sids": "x"}, "", "has no element 'Sids' to have", "did you mean Sid?"),
    (
        IDENTITY,
        {"9": "x"},
        "",
        "has no element '9' to have",
        f"a statement has {', '.join(ELEMENTS)}",
    ),
    (IDENTITY, {"Sid": 5}, ".Sid", "is no text", "write a text, or leave it out"),
    (IDENTITY, {"Sid": None}, ".Sid", "is no text", "write a text, or leave it out"),
    (
        IDENTITY,
        {"Sid": "own folder"},
        ".Sid",
        "has other characters than letters and digits",
        "rename it",
    ),
    (IDENTITY, {"Sid": "é"}, ".Sid", "has other characters than letters and digits", "rename it"),
    (IDENTITY, {"Effect": LEAVE_OUT}, "", "has no Effect", EFFECT),
    (IDENTITY, {"Effect": "allow"}, ".Effect", "is not Allow or Deny", EFFECT),
    (IDENTITY, {"Effect": ["Allow"]}, ".Effect", "is not Allow or Deny", EFFECT),
    (IDENTITY, {"Action": LEAVE_OUT}, "", "has neither Action nor NotAction", "write Action"),
    (
        IDENTITY,
        {"NotAction": "s3:*"},
        "",
        "has both Action and NotAction",
        "keep one of them",
    ),
    (IDENTITY, {"Action": []}, ".Action", "is empty", "write at least one action"),
    (IDENTITY, {"Action": ""}, ".Action", "is no text", "write action as a text"),
    (IDENTITY, {"Action": ["*", None]}, ".Action[1]", "is no text", "write action as a text"),
    (IDENTITY, {"Action": "s3"}, ".Action", "'s3' is no action", ACTION),
    (IDENTITY, {"Action": "s3:"}, ".Action", "'s3:' is no action", ACTION),
    (IDENTITY, {"Action": "*:GetObject"}, ".Action", "'*:GetObject' is no action", ACTION),
    (IDENTITY, {"Action": "s3:Get Object"}, ".Action", "'s3:Get Object' is no action", ACTION),
    (IDENTITY, {"Action": "s3:Get*\n"}, ".Action", "'s3:Get*\\n' is no action", ACTION),
    (
        IDENTITY,
        {"Resource": LEAVE_OUT},
        "",
        "has neither Resource nor NotResource",
        "write Resource",
    ),
    (IDENTITY, {"NotResource": "*"}, "", "has both Resource and NotResource", "keep one of them"),
    (IDENTITY, {"Resource": []}, ".Resource", "is empty", "write at least one ARN"),
    (IDENTITY, {"Resource": {}}, ".Resource", "is no text", "write ARN as a text"),
    (IDENTITY, {"Resource": "b/k"}, ".Resource", "'b/k' is no ARN", "write an ARN, or `*`"),
    (IDENTITY, {"Resource": "**"}, ".Resource", "'**' is no ARN", "write an ARN, or `*`"),
    (
        IDENTITY,
        {"Resource": "arn:aws:s*:::b"},
        ".Resource",
        "'arn:aws:s*:::b' has a wildcard in the ARN's service",
        "name the service",
    ),
    (
        IDENTITY,
        {"Resource": "arn:aws:s3:::${aws:username"},
        ".Resource",
        "has `${` without `}`",
        VARIABLE,
    ),
    (
        IDENTITY,
        {"Resource": "arn:aws:s3:::${}"},
        ".Resource",
        "has `${}`, which names no key",
        VARIABLE,
    ),
    (
        IDENTITY,
        {"Resource": "arn:aws:s3:::${aws:username, x}"},
        ".Resource",
        "has `${aws:username, x}`, whose default is not one text in single quotes",
        VARIABLE,
    ),
    (
        IDENTITY,
        {"Resource": "arn:aws:s3:::${aws:username, '}"},
        ".Resource",
        "has `${aws:username, '}`, whose default is not one text in single quotes",
        VARIABLE,
    ),
    (
        IDENTITY,
        {"Resource": "arn:aws:s3::${aws:username}:b"},
        ".Resource",
        "'arn:aws:s3::${aws:username}:b' has the variable aws:username before the fifth colon of "
        "the ARN",
        BEHIND,
    ),
    (TRUST, {"Resource": "*"}, ".Resource", "has no place in a trust policy", "leave it out"),
    (TRUST, {"NotResource": "*"}, ".NotResource", "has no place in a trust policy", "leave it out"),
]

CONTROL_FAULTS: list[Row] = [
    (
        RCP,
        {"Action": LEAVE_OUT, "NotAction": "s3:*"},
        ".NotAction",
        "has no place in it",
        "write Action",
    ),
    *(
        (
            RCP,
            {"Effect": "Allow", **changes},
            ".Effect",
            "allows something",
            "a resource control policy denies; only RCPFullAWSAccess allows, and everything",
        )
        for changes in (
            {"Action": "s3:*"},
            {"Action": ["s3:*"]},
            {"Action": "*", "Resource": "arn:aws:s3:::b"},
            {"Action": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        )
    ),
]


@pytest.mark.parametrize("row", ELEMENT_FAULTS + CONTROL_FAULTS, ids=str)
def test_a_broken_statement_is_told_its_fault(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("given", ["Allow", [], None, 1], ids=repr)
def test_a_statement_is_an_object(given: Any) -> None:
    remedy = 'write {"Effect": …, "Action": …}'
    assert problems(document(given)) == [("Statement[0]", "is no JSON object", remedy)]


def test_no_two_statements_have_one_sid_and_an_empty_one_is_none() -> None:
    assert problems(document(entry(Sid=""), entry(Sid=""), entry(Sid="A"), entry(Sid="a"))) == []
    given = document(*(entry(Sid="A") for _ in range(3)))
    assert problems(given) == [
        (f"Statement[{place}].Sid", "is another statement's too", "give each its own")
        for place in (1, 2)
    ]


@pytest.mark.parametrize("kind", PolicyKind)
def test_a_sid_may_have_other_characters_where_it_is_not_iams(kind: PolicyKind) -> None:
    faults = problems(document(entry(kind, Sid="own folder")), kind)
    assert bool(faults) is (kind in (PolicyKind.IDENTITY, PolicyKind.BOUNDARY))


TAKEN: list[tuple[PolicyKind, dict[str, Any]]] = [
    *((kind, {"Action": LEAVE_OUT, "NotAction": "s3:*"}) for kind in PolicyKind if kind is not RCP),
    *(
        (kind, {"Resource": LEAVE_OUT, "NotResource": "*"})
        for kind in PolicyKind
        if kind is not TRUST
    ),
    (RESOURCE, {"Resource": LEAVE_OUT}),
    (RCP, {"Effect": "Allow", "Action": "*"}),
    (RCP, {"Effect": "Allow", "Action": "*:*", "Condition": {}}),
    (RCP, {"Action": ["s3:*", "sqs:*"]}),
    (RCP, {"Principal": {"AWS": "*"}}),
    (RESOURCE, {"Effect": "Deny", "Principal": LEAVE_OUT, "NotPrincipal": {"AWS": "111122223333"}}),
    (IDENTITY, {"Action": ["*", "*:*", "s3:*", "s3:Get?bject", "execute-api:Invoke"]}),
    (IDENTITY, {"Resource": ["*", "arn:aws:s3:::*", "arn:*:s3:*:*:b", "arn:aws:s3:::${*}"]}),
    (IDENTITY, {"Resource": "arn:aws:s3:::${aws:username, 'nobody'}/${$}${?}"}),
]


@pytest.mark.parametrize(("kind", "changes"), TAKEN, ids=str)
def test_what_a_statement_may_have_is_taken(kind: PolicyKind, changes: dict[str, Any]) -> None:
    assert problems(document(entry(kind, **changes)), kind) == []
