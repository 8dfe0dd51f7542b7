"""What the switches of a Condition have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies.condition_element import KeyCondition
from cognito_lab.policies.parse_statement import StatementReader
from cognito_lab.policies.reasons import MatchReason
from tests.policies.rules_off.rule import Switch, wrapped


class AnyOf:
    """Conditions of which one suffices."""

    lowered = ""

    def __init__(self, conditions: tuple[Any, ...]) -> None:
        self.conditions = conditions

    def match(self, request: Any, rows: Any) -> bool:
        return any(condition.match(request, rows) for condition in self.conditions)


def combined(change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Switch:
    """A statement has other conditions than those that are written."""

    def wrap(real: Any) -> Any:
        return lambda self, *given: change(real(self, *given))

    return wrapped(StatementReader, "_conditions", wrap)


def without_value(
    reason: MatchReason, holds: bool, when: Callable[[KeyCondition, bool], bool] = lambda *_: True
) -> Switch:
    """A condition without a value for its key, which holds or not for this reason, does not."""

    is_there: list[bool] = []

    def note(real: Any) -> Any:
        def match(self: Any, request: Any, rows: Any) -> bool:
            is_there[:] = [self.lowered in request.values]
            return bool(real(self, request, rows))

        return match

    def wrap(real: Any) -> Any:
        def found(self: Any) -> Any:
            answer = real(self)
            return (holds, reason) if answer[1] is reason and when(self, *is_there) else answer

        return found

    def off(patch: Any) -> None:
        wrapped(KeyCondition, "match", note)(patch)
        wrapped(KeyCondition, "_without_value", wrap)(patch)

    return off


def holding(change: Callable[[KeyCondition, list[bool], bool], bool]) -> Switch:
    """Another answer from whether each of the request's values is one of the policy's."""

    def wrap(real: Any) -> Any:
        return lambda self, listed: change(self, listed, real(self, listed))

    return wrapped(KeyCondition, "_holds", wrap)


def matched(change: Callable[[Any, Any, Any, Any], bool], *conditions: type) -> Switch:
    """Another answer of a condition as a whole."""

    def off(patch: Any) -> None:
        for condition in conditions or (KeyCondition,):
            wrapped(
                condition,
                "match",
                lambda real: lambda self, request, rows: change(self, request, rows, real),
            )(patch)

    return off
