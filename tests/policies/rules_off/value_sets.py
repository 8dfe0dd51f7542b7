"""ForAllValues and ForAnyValue."""

from __future__ import annotations

from collections.abc import Callable

from cognito_lab.policies.operators import ALL_VALUES, ANY_VALUE
from cognito_lab.policies.reasons import MatchReason
from tests.policies.cases.names import IAM, OPERATORS
from tests.policies.rules_off.conditions import holding, without_value
from tests.policies.rules_off.rule import Rule, Switch

SETS = IAM + "reference_policies_condition-single-vs-multi-valued-context-keys.html"


def qualified(qualifier: str, *, negated: bool, as_a_set: Callable[[list[bool]], bool]) -> Switch:
    """This qualifier, with a positive or a negated operator, holds so instead."""
    return holding(
        lambda self, listed, real: (
            as_a_set(listed)
            if self.name.qualifier == qualifier and self.operator.negated is negated
            else real
        )
    )


ALL, ANY = ALL_VALUES, ANY_VALUE


RULES = (
    Rule(
        "ForAllValues refuses a missing key",
        SETS,
        without_value(MatchReason.MISSING_FOR_ALL, False, lambda _, is_there: not is_there),
    ),
    Rule(
        "ForAllValues refuses a key without values",
        OPERATORS,
        without_value(MatchReason.MISSING_FOR_ALL, False, lambda _, is_there: is_there),
    ),
    Rule(
        "ForAnyValue takes a missing key",
        SETS,
        without_value(MatchReason.MISSING_FOR_ANY, True, lambda _, is_there: not is_there),
    ),
    Rule(
        "ForAnyValue takes a key without values",
        SETS,
        without_value(MatchReason.MISSING_FOR_ANY, True, lambda _, is_there: is_there),
    ),
    Rule("ForAllValues needs one value only", SETS, qualified(ALL, negated=False, as_a_set=any)),
    Rule(
        "ForAllValues takes any values",
        SETS,
        qualified(ALL, negated=False, as_a_set=lambda _: True),
    ),
    Rule("ForAnyValue needs all values", SETS, qualified(ANY, negated=False, as_a_set=all)),
    Rule(
        "ForAnyValue needs the request's first value",
        SETS,
        qualified(ANY, negated=False, as_a_set=lambda listed: listed[0]),
    ),
    Rule(
        "ForAnyValue takes any value",
        SETS,
        qualified(ANY, negated=False, as_a_set=lambda _: True),
    ),
    Rule(
        "ForAllValues of a negated operator needs one value only",
        OPERATORS,
        qualified(ALL, negated=True, as_a_set=lambda listed: not all(listed)),
    ),
    Rule(
        "ForAllValues of a negated operator is one of its positive operator",
        OPERATORS,
        qualified(ALL, negated=True, as_a_set=all),
    ),
    Rule(
        "ForAnyValue of a negated operator needs all values",
        OPERATORS,
        qualified(ANY, negated=True, as_a_set=lambda listed: not any(listed)),
    ),
    Rule(
        "ForAnyValue of a negated operator takes any value",
        OPERATORS,
        qualified(ANY, negated=True, as_a_set=lambda _: True),
    ),
)
