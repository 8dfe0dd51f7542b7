"""How a Condition's operators, keys and values combine, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import parse_condition
from cognito_lab.policies.condition_element import KeyCondition
from cognito_lab.policies.null_condition import NullCondition
from tests.policies.cases.names import IAM, OPERATORS
from tests.policies.rules_off.conditions import AnyOf, combined, holding, matched
from tests.policies.rules_off.rule import Rule, Switch, wrapped

CONDITION = IAM + "reference_policies_elements_condition.html"

COMBINATION = IAM + "reference_policies_condition-logic-multiple-context-keys-or-values.html"


def _one_of_the_operators(conditions: tuple[Any, ...]) -> tuple[Any, ...]:
    operators = {_operator(condition) for condition in conditions}
    return (AnyOf(conditions),) if len(operators) > 1 else conditions


def _one_of_the_keys(conditions: tuple[Any, ...]) -> tuple[Any, ...]:
    groups: dict[str, list[Any]] = {}
    for condition in conditions:
        groups.setdefault(_operator(condition), []).append(condition)
    return tuple(AnyOf(tuple(g)) if len(g) > 1 else g[0] for g in groups.values())


def _one_key(conditions: tuple[Any, ...]) -> tuple[Any, ...]:
    names = [_operator(condition) for condition in conditions]
    return conditions if len(names) == len(set(names)) else (AnyOf(()),)


def _operator(condition: Any) -> str:
    return getattr(condition, "written_operator", "Null")


def values(change: Callable[[Any, tuple[Any, ...]], tuple[Any, ...]]) -> Switch:
    """A key has other values in the policy than those that are written."""

    def wrap(real: Any) -> Any:
        def init(self: Any, *given: Any, **more: Any) -> None:
            real(self, *given, **more)
            self.values = change(self, self.values)

        return init

    return wrapped(KeyCondition, "__init__", wrap)


def _all_values(self: Any, request: Any, rows: Any, real: Any) -> bool:
    if self.operator.negated or self.name.qualifier or len(self.values) < 2:
        return bool(real(self, request, rows))
    return all(_each_value(self, request, rows, real))


def _each_value(self: Any, request: Any, rows: Any, real: Any) -> list[bool]:
    """The condition's answer with one of its values at a time."""
    written, found = self.values, []
    try:
        for value in written:
            self.values = (value,)
            found.append(bool(real(self, request, rows)))
    finally:
        self.values = written
    return found


def _negated_or(self: Any, request: Any, rows: Any, real: Any) -> bool:
    """A negated operator that takes what is not all of its values."""
    if not self.operator.negated or self.name.qualifier or len(self.values) < 2:
        return bool(real(self, request, rows))
    return any(_each_value(self, request, rows, real))


def _key_case_counts(when: Callable[[Any, str], bool]) -> Callable[[Any, Any, Any, Any], bool]:
    def change(self: Any, request: Any, rows: Any, real: Any) -> bool:
        other = any(
            key.lower() == self.lowered and key != self.key for key in request.request.context
        )
        if not other or not when(self, self.key):
            return bool(real(self, request, rows))
        there = request.values.pop(self.lowered)
        try:
            return bool(real(self, request, rows))
        finally:
            request.values[self.lowered] = there

    return change


def _plain_values(kind: type) -> Switch:
    """Values without quotation marks are none."""

    def wrap(real: Any) -> Any:
        def found(value: Any) -> str:
            if type(value) is kind:
                raise ValueError("without quotation marks")
            return str(real(value))

        return found

    return wrapped(parse_condition, "scalar_text", wrap)


def _several(key: Any) -> bool:
    return len(key.values) > 1


COMBINED = (
    Rule("Of several operators one suffices", COMBINATION, combined(_one_of_the_operators)),
    Rule("Of an operator's several keys one suffices", COMBINATION, combined(_one_of_the_keys)),
    Rule("An operator with several keys matches nothing", COMBINATION, combined(_one_key)),
    Rule("Of several conditions only the first counts", COMBINATION, combined(lambda of: of[:1])),
    Rule("Of several conditions only the last counts", COMBINATION, combined(lambda of: of[-1:])),
    Rule(
        "Of a key's several values only the first counts",
        COMBINATION,
        values(lambda _, given: given[:1]),
    ),
    Rule(
        "Of a key's several values none needs to be the request's",
        COMBINATION,
        holding(
            lambda self, _, real: (
                real or (_several(self) and not self.operator.negated and not self.name.qualifier)
            )
        ),
    ),
    Rule("All of a key's several values have to match", COMBINATION, matched(_all_values)),
    Rule(
        "Of a negated operator's several values only the first counts",
        COMBINATION,
        values(lambda self, given: given[:1] if self.operator.negated else given),
    ),
    Rule(
        "A negated operator takes what is not all of its values", COMBINATION, matched(_negated_or)
    ),
    Rule(
        "A negated operator of several values is a positive one",
        COMBINATION,
        holding(
            lambda self, listed, real: (
                not real if self.operator.negated and _several(self) else real
            )
        ),
    ),
)


KEY_NAMES = (
    Rule(
        "The case of a key's name counts",
        CONDITION,
        matched(_key_case_counts(lambda _, key: "/" not in key)),
    ),
    Rule(
        "The case of a tag in a key's name counts",
        CONDITION,
        matched(_key_case_counts(lambda _, key: "/" in key)),
    ),
    Rule(
        "The case of a key's name counts under Null",
        CONDITION,
        matched(_key_case_counts(lambda *_: True), NullCondition),
    ),
)


WRITTEN = (
    Rule("A true without quotation marks is no value", OPERATORS, _plain_values(bool)),
    Rule("A number without quotation marks is no value", OPERATORS, _plain_values(int)),
)


RULES = COMBINED + KEY_NAMES + WRITTEN
