"""Condition keys that the policies speak of and the request has not.

IAM's simulator calls them MissingContextValues: "context keys that are required by the included
input policies but that were not provided by one of the input parameters".
https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cognito_lab.policies.condition_element import KeyCondition
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.operators import NULL
from cognito_lab.policies.statement import Statement
from cognito_lab.policies.variables import Template, variables_in


class AskedBy(NamedTuple):
    """Who asks for a key: a statement, by a condition on it or by a variable within an element.

    `element` names it: `Resource`, or `StringEquals aws:username`.
    """

    layer: Layer
    level: int | None
    policy: int
    statement: Statement
    element: str
    by_variable: bool


class MissingKey(NamedTuple):
    """A key as the first statement that asks for it writes it, and all who ask for it."""

    key: str
    asked_by: tuple[AskedBy, ...]


def missing_keys(evaluation: Evaluation) -> tuple[MissingKey, ...]:
    """The keys that some statement looks for and the request has not, each once.

    All policies count, whether the key could change the decision or not, as in IAM's simulator.
    So does a key that has to be absent (Null), and a variable with a default. A key that is there
    without a value is there. Case is ignored; the order is that in which the policies are asked.
    """
    facts = Facts(evaluation.request, has_boundary=evaluation.layers.boundary is not None)
    asked: dict[str, tuple[str, list[AskedBy]]] = {}
    for verdict in evaluation.verdicts:
        for match in verdict.matches:
            for key, element, by_variable in keys_of(match.statement):
                if key.lower() in facts.values:
                    continue
                asking = AskedBy(
                    verdict.layer,
                    verdict.level,
                    match.policy,
                    match.statement,
                    element,
                    by_variable,
                )
                _, askers = asked.setdefault(key.lower(), (key, []))
                if asking not in askers[-1:]:
                    askers.append(asking)
    return tuple(MissingKey(key, tuple(askers)) for key, askers in asked.values())


def keys_of(statement: Statement) -> Iterator[tuple[str, str, bool]]:
    """Each key of a statement, the element that has it, and whether it stands in a variable."""
    if statement.resources is not None:
        for resource in statement.resources.templates:
            for key in _names(resource.template):
                yield key, statement.resources.name, True
    for condition in statement.conditions:
        if not isinstance(condition, KeyCondition):
            yield condition.key, f"{NULL} {condition.key}", False
            continue
        element = f"{condition.written_operator} {condition.key}"
        yield condition.key, element, False
        for value in condition.values:
            for key in _names(value.template):
                yield key, element, True


def _names(template: Template | None) -> Iterator[str]:
    yield from (variable.name for variable in variables_in(template or ()))
