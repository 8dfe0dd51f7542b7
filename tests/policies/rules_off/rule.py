"""One rule of the evaluator as a switch: what is wrong without it, and where AWS says it.

A switch replaces or wraps one function or constant of `cognito_lab.policies`; it never holds an
evaluator of its own. Policies are read after the switch is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Case

Switch = Callable[[pytest.MonkeyPatch], None]


class Rule(NamedTuple):
    """`without` says how the evaluator goes wrong when the rule is off; `source` is AWS's page."""

    without: str
    source: str
    off: Switch


def wrapped(owner: Any, name: str, wrap: Callable[[Any], Any]) -> Switch:
    """A switch that puts `wrap(original)` in a function's place."""
    return lambda patch: patch.setattr(owner, name, wrap(getattr(owner, name)))


def wrapped_property(owner: type, name: str, wrap: Callable[[Any, Any], Any]) -> Switch:
    """A switch after which a property is `wrap(object, original value)`."""
    original = getattr(owner, name).fget
    found = property(lambda self: wrap(self, original(self)))
    return lambda patch: patch.setattr(owner, name, found)


def failing(rule: Rule, cases: Iterable[Case]) -> frozenset[str]:
    """The names of the cases whose answer is wrong while the rule is off."""
    with pytest.MonkeyPatch.context() as patch:
        rule.off(patch)
        return frozenset(case.name for case in cases if not _is_right(case))


def _is_right(case: Case) -> bool:
    try:
        line = read_request_line(case.line)
    except PolicySyntaxError:
        return False  # no answer at all
    found = evaluate(line.request, line.layers)
    return found.decision == case.decision and case.decided_by in (None, found.decided_by)
