"""An evaluation with all its evidence as plain values: `cognito-lab evaluate --explain`."""

from collections.abc import Iterator
from typing import Any

from cognito_lab.policies.evaluation import Evaluation, SetVerdict, Step
from cognito_lab.policies.layers import PolicyLayers, policy_place
from cognito_lab.policies.matching import ElementMatch, StatementMatch
from cognito_lab.policies.reasons import STEP_SENTENCES


def explanation(evaluation: Evaluation) -> dict[str, Any]:
    """The steps, every statement against the request, and the findings of the policies."""
    return {
        "steps": list(map(_step, evaluation.steps)),
        "statements": [
            _statement(verdict, match)
            for verdict in evaluation.verdicts
            for match in verdict.matches
        ],
        "findings": list(_findings(evaluation.layers)),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "step": step.name,
        "outcome": step.outcome,
        "reason": step.reason,
        "sentence": STEP_SENTENCES[step.reason],
        "layer": step.layer,
        "level": step.level,
    }


def _statement(verdict: SetVerdict, match: StatementMatch) -> dict[str, Any]:
    return {
        "layer": verdict.layer,
        "level": verdict.level,
        "policy": match.policy,
        "statement": match.statement.place,
        "sid": match.statement.sid,
        "effect": match.statement.effect,
        "applies": match.applies,
        "elements": list(map(_element, match.elements)),
    }


def _element(element: ElementMatch) -> dict[str, Any]:
    return {
        "element": element.element,
        "operator": element.operator,
        "key": element.key,
        "matched": element.matched,
        "reason": element.reason,
        "values": [value._asdict() for value in element.values],
    }


def _findings(layers: PolicyLayers) -> Iterator[dict[str, Any]]:
    for of in layers.sets():
        for number, policy in enumerate(of.policies):
            place = policy_place(of.layer, of.level, number)
            for finding in policy.findings:
                below = f".{finding.place}" if finding.place else ""
                yield {"place": place + below, "sentence": finding.sentence}
