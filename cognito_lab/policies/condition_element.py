"""Condition: what has to be so at the time of the request, key by key.

Operators and keys are joined by AND, the values of one key by OR, those of a negated operator by
NOR.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cognito_lab.policies.facts import UNREADABLE
from cognito_lab.policies.matching import ElementMatch, ValueMatch
from cognito_lab.policies.null_condition import NullCondition
from cognito_lab.policies.operators import (
    ALL_VALUES,
    ANY_VALUE,
    OPERATORS,
    Operator,
    OperatorName,
    Test,
)
from cognito_lab.policies.reasons import MatchReason
from cognito_lab.policies.variables import Template, Variable, resolve, text_of, variables_in
from cognito_lab.policies.wildcards import fewest_tests

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts

_row = tuple.__new__


class ConditionValue:
    """One value of a condition, ready to be compared; with a variable, made so by each request.

    Raises ValueError for a value that its operator cannot take.
    """

    __slots__ = ("operator", "template", "test", "written")

    def __init__(self, operator: Operator, written: str, template: Template) -> None:
        self.operator = operator
        self.written = written
        self.template: Template | None = template if variables_in(template) else None
        self.test: Test | None = None
        if self.template is None:
            self.test = operator.compile(
                [part for part in template if not isinstance(part, Variable)]
            )

    def resolved(self, facts: Facts) -> tuple[str | None, Test | None]:
        """The text with its variables replaced, and its test; both None without a value."""
        if self.template is None:
            return self.written, self.test
        pieces = resolve(self.template, facts.variable)
        if pieces is None:
            return None, None
        text = text_of(pieces)
        try:
            return text, self.operator.compile(pieces)
        except ValueError:
            return text, _unreadable


def _unreadable(_: Any) -> bool:
    """The test of a value whose variable stands for something that the operator cannot take."""
    return False


class KeyCondition:
    """One key of a condition under one operator, with its values."""

    __slots__ = (
        "_tests",
        "in_deny",
        "key",
        "lowered",
        "name",
        "operator",
        "values",
        "written_operator",
    )

    def __init__(
        self,
        written_operator: str,
        name: OperatorName,
        key: str,
        values: Sequence[ConditionValue],
        *,
        in_deny: bool,
    ) -> None:
        self.written_operator = written_operator
        self.name = name
        self.operator = OPERATORS[name.operator]
        self.key = key
        self.lowered = key.lower()
        self.values = tuple(values)
        tests = [value.test for value in self.values if value.test is not None]
        self._tests = fewest_tests(tests) if len(tests) == len(self.values) else None
        """The tests, where no variable has to be resolved first."""
        self.in_deny = in_deny

    def match(self, facts: Facts, rows: list[ElementMatch] | None) -> bool:
        """Whether the condition holds; with `rows`, also why."""
        texts = facts.values.get(self.lowered)
        if not texts:
            return self._match_nothing(facts, rows)
        read = facts.read(self.operator, self.lowered, texts)
        if rows is None and self._tests is not None and UNREADABLE not in read:
            if len(read) == 1:  # the commonest case by far: whatever the qualifier, one value
                return _any_test(self._tests, read[0]) is not self.operator.negated
            return self._holds([_any_test(self._tests, found) for found in read])
        compiled = [(value.written, *value.resolved(facts)) for value in self.values]
        if UNREADABLE in read or any(test is _unreadable for _, _, test in compiled):
            return self._match_unreadable(compiled, texts[0], rows)
        if rows is None:
            return self._holds([_listed(compiled, found) for found in read])
        return self._match_each(compiled, texts, read, rows)

    def _match_nothing(self, facts: Facts, rows: list[ElementMatch] | None) -> bool:
        """The match where the request has no value for the key."""
        holds, reason = self._without_value()
        if rows is not None:
            values = tuple(
                _row(ValueMatch, (value.written, value.resolved(facts)[0], None, holds, reason))
                for value in self.values
            )
            self._add(rows, holds, reason, values)
        return holds

    def _match_unreadable(
        self, compiled: _Compiled, text: str, rows: list[ElementMatch] | None
    ) -> bool:
        """The match where a value is not of the operator's kind.

        What cannot be evaluated must not let anybody through: no Allow rests on it, and no Deny
        falls by it. No document says it.
        """
        holds = self.in_deny
        if rows is not None:
            reason = MatchReason.UNREADABLE_IN_DENY if holds else MatchReason.UNREADABLE_IN_ALLOW
            values = tuple(
                _row(ValueMatch, (written, resolved, text, holds, reason))
                for written, resolved, _ in compiled
            )
            self._add(rows, holds, reason, values)
        return holds

    def _match_each(
        self,
        compiled: _Compiled,
        texts: Sequence[str],
        read: Sequence[Any],
        rows: list[ElementMatch],
    ) -> bool:
        """The match of each of the request's values against the policy's, with why."""
        found_rows: list[ValueMatch] = []
        # None where the request has one value: then every value of the policy has a row.
        everything = _everything(compiled) if len(read) > 1 else None
        listed = [
            _rows(compiled, text, found, found_rows, everything)
            for text, found in zip(texts, read, strict=True)
        ]
        holds = self._holds(listed)
        reason = MatchReason.CONDITION_HOLDS if holds else MatchReason.CONDITION_FAILS
        self._add(rows, holds, reason, tuple(found_rows))
        return holds

    def _holds(self, listed: list[bool]) -> bool:
        """From whether each of the request's values is one of the policy's.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html#reference_policies_condition-multi-valued-context-keys
        """
        negated = self.operator.negated
        if self.name.qualifier == ALL_VALUES:
            return not any(listed) if negated else all(listed)
        if self.name.qualifier == ANY_VALUE:
            return not all(listed) if negated else any(listed)
        # A key with several values and no qualifier: AWS warns of it and does not say what
        # happens. Any of them suffices for a positive operator, none may be there for a negated.
        return not any(listed) if negated else any(listed)

    def _without_value(self) -> tuple[bool, MatchReason]:
        """ "If the key that you specify in a policy condition is not present in the request
        context, the values do not match": a negated operator is true then; with IfExists any is.
        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"""
        if self.name.if_exists:
            return True, MatchReason.MISSING_IF_EXISTS
        if self.name.qualifier == ALL_VALUES:
            return True, MatchReason.MISSING_FOR_ALL
        if self.name.qualifier == ANY_VALUE:
            return False, MatchReason.MISSING_FOR_ANY
        if self.operator.negated:
            return True, MatchReason.MISSING_NEGATED
        return False, MatchReason.KEY_MISSING

    def _add(
        self,
        rows: list[ElementMatch],
        holds: bool,
        reason: MatchReason,
        values: tuple[ValueMatch, ...],
    ) -> None:
        row = ("Condition", self.written_operator, self.key, holds, reason, values)
        rows.append(_row(ElementMatch, row))


_Compiled = list[tuple[str, str | None, Test | None]]
_Everything = tuple[tuple[str, ...], tuple[str | None, ...]]


def _everything(compiled: _Compiled) -> _Everything:
    """All values of the policy, as they are written and with their variables replaced."""
    written = tuple(written for written, _, _ in compiled)
    return written, tuple(resolved for _, resolved, _ in compiled)


def _any_test(tests: Sequence[Test], found: Any) -> bool:
    for test in tests:  # noqa: SIM110 - a generator would cost more than the tests
        if test(found):
            return True
    return False


def _listed(compiled: _Compiled, found: Any) -> bool:
    return any(test is not None and test(found) for _, _, test in compiled)


def _rows(
    compiled: _Compiled,
    text: str,
    found: Any,
    rows: list[ValueMatch],
    everything: _Everything | None,
) -> bool:
    """Whether a value of the request is one of the policy's.

    A row for every value of the policy, where the request has one value; one row for the value
    that matches, or for all that do not, where it has several: else there were rows without end.
    """
    if everything is not None:
        for written, resolved, test in compiled:
            if test is not None and test(found):
                row = (written, resolved, text, True, MatchReason.MATCHES)
                rows.append(_row(ValueMatch, row))
                return True
        row_of_all = (*everything, text, False, MatchReason.NO_VALUE_MATCHES)
        rows.append(_row(ValueMatch, row_of_all))
        return False
    listed = False
    for written, resolved, test in compiled:
        if test is None:
            same, reason = False, MatchReason.NO_VALUE
        else:
            same = test(found)
            reason = MatchReason.MATCHES if same else MatchReason.DIFFERS
        listed = listed or same
        rows.append(_row(ValueMatch, (written, resolved, text, same, reason)))
    return listed


Condition = KeyCondition | NullCondition
