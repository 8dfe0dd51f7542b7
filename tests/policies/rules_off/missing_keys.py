"""What becomes of a key that the request does not have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies.condition_element import KeyCondition
from cognito_lab.policies.null_condition import NullCondition
from cognito_lab.policies.reasons import MatchReason
from tests.policies.cases.names import OPERATORS
from tests.policies.rules_off.conditions import AnyOf, combined, holding, matched, without_value
from tests.policies.rules_off.rule import Rule, Switch, wrapped


def _if_exists_ignored(real: Any) -> Any:
    def found(self: Any) -> Any:
        self.name = self.name._replace(if_exists=False)
        return real(self)

    return found


def null(change: Callable[[Any, tuple[str, ...] | None, bool], bool]) -> Switch:
    """Another answer of Null, given the request's values of the key."""
    return matched(
        lambda self, request, rows, real: change(
            self, request.values.get(self.lowered), real(self, request, rows)
        ),
        NullCondition,
    )


MISSING = (
    Rule(
        "A missing key matches a positive operator",
        OPERATORS,
        without_value(MatchReason.KEY_MISSING, True),
    ),
    Rule(
        "A missing key does not match a negated operator",
        OPERATORS,
        without_value(MatchReason.MISSING_NEGATED, False),
    ),
    Rule(
        "IfExists means nothing",
        OPERATORS,
        wrapped(KeyCondition, "_without_value", _if_exists_ignored),
    ),
    Rule(
        "With IfExists a missing key leaves a Deny alone",
        OPERATORS,
        without_value(MatchReason.MISSING_IF_EXISTS, False, lambda key, _: key.in_deny),
    ),
    Rule(
        "With IfExists any value of the key matches",
        OPERATORS,
        holding(lambda self, _, real: real or self.name.if_exists),
    ),
    Rule(
        "With IfExists no value of the key matches",
        OPERATORS,
        holding(lambda self, _, real: real and not self.name.if_exists),
    ),
    Rule(
        "With IfExists on a missing key the whole Condition matches",
        OPERATORS,
        combined(
            lambda of: (
                (AnyOf(of),) if any(c.name.if_exists for c in of if hasattr(c, "name")) else of
            )
        ),
    ),
)


NULLS = (
    Rule(
        "Null true takes a key that is there",
        OPERATORS,
        null(lambda self, texts, real: real or self.absent == (True,)),
    ),
    Rule(
        "Null false takes a key that is not there",
        OPERATORS,
        null(lambda self, texts, real: real or self.absent == (False,)),
    ),
    Rule(
        "Null true refuses a missing key",
        OPERATORS,
        null(lambda self, texts, real: real and self.absent != (True,)),
    ),
    Rule(
        "Null false refuses a key that is there",
        OPERATORS,
        null(lambda self, texts, real: real and self.absent != (False,)),
    ),
    Rule(
        "For Null, a key without values is there",
        OPERATORS,
        null(lambda self, texts, real: not real if texts == () else real),
    ),
)


RULES = MISSING + NULLS
