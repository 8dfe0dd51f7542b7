"""Policies with something wrong in them, and what the reader says of them."""

from __future__ import annotations

import enum
import json
from typing import Any

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError

CURRENT = "2012-10-17"


class Change(enum.Enum):
    """A change of a statement's element other than another value."""

    LEAVE_OUT = "leave it out"


LEAVE_OUT = Change.LEAVE_OUT

_GOOD: dict[str, Any] = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
HAS_PRINCIPAL = (PolicyKind.RESOURCE, PolicyKind.TRUST, PolicyKind.RESOURCE_CONTROL)


def entry(kind: PolicyKind = PolicyKind.IDENTITY, **changes: Any) -> dict[str, Any]:
    """A statement that its kind of policy may have, with these changes."""
    made = dict(_GOOD)
    if kind in HAS_PRINCIPAL:
        made["Principal"] = "*"
    if kind is PolicyKind.TRUST:
        del made["Resource"]
    if kind is PolicyKind.RESOURCE_CONTROL:
        made["Effect"] = "Deny"
    made.update(changes)
    return {name: value for name, value in made.items() if value is not LEAVE_OUT}


def document(*statements: Any, **members: Any) -> dict[str, Any]:
    """A policy of these statements."""
    return {"Version": CURRENT, "Statement": list(statements), **members}


def problems(given: Any, kind: PolicyKind = PolicyKind.IDENTITY) -> list[tuple[str, str, str]]:
    """What the reader finds wrong: place, fault and remedy; nothing where it takes the policy."""
    try:
        parse_policy(given, kind)
    except PolicySyntaxError as error:
        return [tuple(problem) for problem in error.problems]  # type: ignore[misc]
    return []


def findings(given: Any, kind: PolicyKind = PolicyKind.IDENTITY) -> list[tuple[str, str]]:
    """What IAM takes and what does not do what it seems to."""
    return [tuple(finding) for finding in parse_policy(given, kind).findings]


Row = tuple[PolicyKind, dict[str, Any], str, str, str]
"""A kind of policy, the changes that break a statement, and place, fault and remedy."""


def check(row: Row) -> None:
    """Whether the reader finds this fault and no other, in Python's form and in a text."""
    kind, changes, place, fault, remedy = row
    given = document(entry(kind), entry(kind, **changes))
    for form in (given, json.dumps(given)):
        assert problems(form, kind) == [(f"Statement[1]{place}", fault, remedy)]
