"""The evidence of a match: a row for every value, an element with its rows, a statement.

A row is made for every value of every statement, so it is made of plain tuples.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from cognito_lab.policies.reasons import MatchReason

if TYPE_CHECKING:
    from cognito_lab.policies.statement import Statement


class ValueMatch(NamedTuple):
    """One value of a policy against what the request has.

    `written` is the policy's text, `resolved` the same with its variables replaced, None where one
    has no value; both are tuples, of all the texts that are compared, in the one row of a value
    that is none of them (`no-value-matches`). `found` is the request's value, None where it has
    none.
    """

    written: str | tuple[str, ...]
    resolved: str | tuple[str | None, ...] | None
    found: str | None
    passed: bool
    reason: MatchReason

    @property
    def texts(self) -> tuple[tuple[str, str | None], ...]:
        """The policy's texts, one or all, each as it is written and with its variables replaced."""
        written = self.written if isinstance(self.written, tuple) else (self.written,)
        resolved = self.resolved if isinstance(self.resolved, tuple) else (self.resolved,)
        return tuple(zip(written, resolved, strict=True))


class ElementMatch(NamedTuple):
    """One element of a statement: `Action`, or `Condition` with its operator and key."""

    element: str
    operator: str | None
    key: str | None
    matched: bool
    reason: MatchReason
    values: tuple[ValueMatch, ...]

    @property
    def name(self) -> str:
        """`Action`, or `StringEquals aws:username`."""
        return f"{self.operator} {self.key}" if self.operator else self.element


class Grant(enum.IntEnum):
    """How a resource policy's Allow names the caller, from not at all to by its own name.

    What still limits such a grant: AWS's table of resource-based policies within one account.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    """

    NOBODY = 0
    ACCOUNT = 1
    """The caller's account: the account's own policies have to allow as well."""
    LIMITED = 2
    """By the role's ARN, or as everybody: boundary and session policies still limit it."""
    FULL = 3
    """By the caller's own ARN, or as everybody under a condition on `aws:PrincipalArn`."""


class StatementMatch(NamedTuple):
    """A statement against a request: whether it applies, and each of its elements."""

    policy: int
    """Which policy of its layer, counted from 0."""
    statement: Statement
    applies: bool
    grant: Grant
    elements: tuple[ElementMatch, ...]

    @property
    def failing(self) -> tuple[ElementMatch, ...]:
        """The elements that keep it from applying."""
        return tuple(element for element in self.elements if not element.matched)
