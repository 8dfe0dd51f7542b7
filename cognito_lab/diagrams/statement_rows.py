"""Which statements, elements and values of an evaluation are shown, where there are too many."""

from __future__ import annotations

from typing import NamedTuple

from cognito_lab.diagrams.evaluation_words import counted
from cognito_lab.policies.evaluation import Evaluation, SetVerdict
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import ElementMatch, StatementMatch, ValueMatch

MOST_SETS, MOST_STATEMENTS, MOST_ELEMENTS, MOST_VALUES = 16, 10, 12, 4
"""How many sets of policies are shown, of each how many statements, and so on inwards."""


class Shown(NamedTuple):
    """The statements of a set that are shown, in their order, and a sentence about the rest."""

    matches: tuple[StatementMatch, ...]
    left_out: str


def sets_shown(evaluation: Evaluation) -> tuple[tuple[SetVerdict, ...], str]:
    """The sets that are shown, and a sentence about the rest. What decided is among them."""
    sets = evaluation.verdicts
    if len(sets) <= MOST_SETS:
        return sets, ""
    step = evaluation.deciding_step
    order = sorted(
        range(len(sets)),
        key=lambda i: (sets[i][:2] != (step.layer, step.level), sets[i].level is not None, i),
    )
    kept = tuple(sets[i] for i in sorted(order[:MOST_SETS]))
    left_out = [sets[i] for i in order[MOST_SETS:]]
    denying = sum(of.denied for of in left_out)
    words = f"{denying:,} of them deny it" if denying else "none of them denies it"
    return kept, f"… {counted(len(left_out), 'more level')} of an organization; {words}"


def statements_shown(of: SetVerdict) -> Shown:
    """Rather those that apply, then those that the fewest elements keep from it."""
    matches = of.matches
    if len(matches) <= MOST_STATEMENTS:
        return Shown(matches, "")
    order = sorted(
        range(len(matches)),
        key=lambda i: (not matches[i].applies, len(matches[i].failing), i),
    )
    kept = tuple(matches[i] for i in sorted(order[:MOST_STATEMENTS]))
    applying = sum(matches[i].applies for i in order[MOST_STATEMENTS:])
    words = f"{applying:,} of them apply" if applying else "none of them applies"
    rest = counted(len(matches) - MOST_STATEMENTS, "more statement")
    return Shown(kept, f"… {rest}; {words}")


def elements_shown(match: StatementMatch) -> tuple[tuple[ElementMatch, ...], str]:
    """Rather those that keep the statement from applying."""
    elements = match.elements
    if len(elements) <= MOST_ELEMENTS:
        return elements, ""
    order = sorted(range(len(elements)), key=lambda i: (elements[i].matched, i))
    kept = tuple(elements[i] for i in sorted(order[:MOST_ELEMENTS]))
    failing = sum(not elements[i].matched for i in order[MOST_ELEMENTS:])
    words = f"{failing:,} of them do not match" if failing else "all of them match"
    return kept, f"… {counted(len(elements) - MOST_ELEMENTS, 'more element')}; {words}"


def values_shown(element: ElementMatch) -> tuple[tuple[ValueMatch, ...], str]:
    """Rather those that are as the request has it."""
    values = element.values
    if len(values) <= MOST_VALUES:
        return values, ""
    order = sorted(range(len(values)), key=lambda i: (not values[i].passed, i))
    kept = tuple(values[i] for i in sorted(order[:MOST_VALUES]))
    passed = sum(values[i].passed for i in order[MOST_VALUES:])
    words = f"{passed:,} of them ✓" if passed else "all of them ✕"
    return kept, f"… {counted(len(values) - MOST_VALUES, 'more value')}; {words}"


def layers_without_a_policy(evaluation: Evaluation) -> tuple[Layer, ...]:
    """The layers that have no policies; an organization's, none at any level."""
    there = {of.layer for of in evaluation.layers.sets()}
    return tuple(layer for layer in Layer if layer not in there)


def layers_not_asked(evaluation: Evaluation) -> tuple[Layer, ...]:
    """The layers that have policies, which do not reach this caller."""
    asked = {of.layer for of in evaluation.verdicts}
    there = {of.layer for of in evaluation.layers.sets()}
    return tuple(layer for layer in Layer if layer in there - asked)
