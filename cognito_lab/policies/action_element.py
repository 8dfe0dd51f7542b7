"""Action and NotAction: which operations a statement speaks of. Case is ignored.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cognito_lab.policies.matching import ElementMatch, ValueMatch
from cognito_lab.policies.reasons import MatchReason
from cognito_lab.policies.wildcards import Wildcard, fewest_tests, split_wildcards, wildcard_test

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts

EVERY_ACTION = frozenset({"*", "*:*"})
_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9_.*?-]+\Z")
_ONE_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9_.-]+\Z")

_row = tuple.__new__


def is_action_pattern(text: str) -> bool:
    """Whether a policy may have this for an action: `s3:GetObject`, `s3:Get*`, `*`."""
    return text in EVERY_ACTION or _ACTION.match(text) is not None


def is_action(text: str) -> bool:
    """Whether a request may have this for its action: `s3:GetObject`."""
    return _ONE_ACTION.match(text) is not None


class ActionPattern:
    """One action of a policy, ready to be compared with a request's in lower case."""

    __slots__ = ("literal", "matches", "service", "written")

    def __init__(self, written: str) -> None:
        lowered = written.lower()
        self.written = written
        self.service: str | None = None if written in EVERY_ACTION else lowered.split(":")[0]
        self.literal: str | None = None
        self.matches: Callable[[str], bool] = wildcard_test(
            (Wildcard.MANY,) if self.service is None else split_wildcards(lowered)
        )
        if "*" not in lowered and "?" not in lowered:
            self.literal = lowered


class ActionElement:
    """The Action of a statement, or its NotAction."""

    __slots__ = ("_tests", "name", "negated", "patterns")

    def __init__(self, patterns: Sequence[str], *, negated: bool) -> None:
        self.patterns = tuple(ActionPattern(pattern) for pattern in patterns)
        self._tests = fewest_tests(pattern.matches for pattern in self.patterns)
        self.negated = negated
        self.name = "NotAction" if negated else "Action"

    def match(self, facts: Facts, rows: list[ElementMatch] | None) -> bool:
        """Whether the request's action is meant; with `rows`, also why."""
        action = facts.action
        if rows is None:
            for matches in self._tests:
                if matches(action):
                    return not self.negated
            return self.negated
        values = []
        listed = False
        for pattern in self.patterns:
            same = pattern.matches(action)
            reason = MatchReason.MATCHES if same else MatchReason.DIFFERS
            listed = listed or same
            written = pattern.written
            values.append(_row(ValueMatch, (written, written, facts.request.action, same, reason)))
        matched = listed is not self.negated
        why = list_reason(listed, negated=self.negated)
        row = (self.name, None, None, matched, why, tuple(values))
        rows.append(_row(ElementMatch, row))
        return matched


def list_reason(listed: bool, *, negated: bool) -> MatchReason:
    """The reason of a list as a whole."""
    if negated:
        return MatchReason.EXCEPTED if listed else MatchReason.NOT_EXCEPTED
    return MatchReason.LISTED if listed else MatchReason.NOT_LISTED
