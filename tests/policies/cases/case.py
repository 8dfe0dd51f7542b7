"""One case: a request as the command line takes it, and AWS's answer by its own documents.

The answers were written down before there was an evaluator to ask.

Where a well-known simulator answers otherwise, the document decides and the case says so:
`differs` has the simulator's name and version. simulators.py tells how that was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Document = dict[str, Any]
Decision = Literal["allowed", "explicitDeny", "implicitDeny"]

VERSION = "2012-10-17"


@dataclass(frozen=True)
class Case:
    """`source` is the document that says so; `decided_by` is None where it leaves that open."""

    name: str
    source: str
    line: Document
    decision: Decision
    decided_by: str | None = None
    differs: tuple[str, ...] = ()


def statement(
    effect: str, action: str | Sequence[str], resource: str | Sequence[str], **more: Any
) -> Document:
    """A statement; `more` holds its other elements (Condition, Principal, Sid)."""
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def allow(
    action: str | Sequence[str] = "*", resource: str | Sequence[str] = "*", **more: Any
) -> Document:
    """A policy of one statement that allows."""
    return policy(statement("Allow", action, resource, **more))


def deny(
    action: str | Sequence[str] = "*", resource: str | Sequence[str] = "*", **more: Any
) -> Document:
    """A policy of one statement that denies."""
    return policy(statement("Deny", action, resource, **more))


def policy(*statements: Document, version: str = VERSION) -> Document:
    """A policy of these statements."""
    return {"Version": version, "Statement": list(statements)}
