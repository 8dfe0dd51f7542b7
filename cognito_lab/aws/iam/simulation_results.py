"""The judge's answers in AWS's shape: one EvaluationResult for each action.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.aws.iam.context_keys import missing_context_keys
from cognito_lab.aws.iam.policy_source import IAM_POLICY, RESOURCE_POLICY, PolicySource
from cognito_lab.aws.iam.resource_templates import resource_name
from cognito_lab.aws.iam.simulation import Simulation
from cognito_lab.policies.evaluation import Decision, Evaluation, SetVerdict
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.request import NO_RESOURCE
from cognito_lab.policies.statement import Effect

BOUNDARY = "Permissions Boundary Policy"
_KINDS = {Layer.IDENTITY: IAM_POLICY, Layer.RESOURCE: RESOURCE_POLICY, Layer.BOUNDARY: BOUNDARY}
_RESTRICTIVE = (Decision.ALLOWED, Decision.IMPLICIT_DENY, Decision.EXPLICIT_DENY)
"""Decisions, each more restrictive than the one before."""

Matched = tuple[PolicySource, int]
"""A statement: its policy and its number there."""


@dataclass(frozen=True)
class _Result:
    """What is said of one resource, or of all of them. None is what is not said."""

    decision: Decision
    statements: tuple[Matched, ...]
    missing: tuple[str, ...]
    boundary: bool | None
    organizations: bool | None
    details: Mapping[str, Decision] | None


def evaluation_result(simulation: Simulation, action: str) -> dict[str, Any]:
    """An action's EvaluationResult: as a whole, and resource by resource where there are some."""
    results = {resource: _result(simulation, action, resource) for resource in simulation.resources}
    whole = _joined(tuple(results.values()))
    answer = {
        "EvalActionName": action,
        "EvalResourceName": resource_name(simulation.resources),
        "EvalDecision": whole.decision.value,
        **_members(whole),
    }
    if whole.organizations is not None:
        answer["OrganizationsDecisionDetail"] = {"AllowedByOrganizations": whole.organizations}
    if NO_RESOURCE in results:
        return answer
    if whole.organizations is not False:
        # "…within the same account and includes a resource ARN, then the parameter is present but
        # the response is empty"; where an SCP denies "this parameter is not returned".
        answer.setdefault("EvalDecisionDetails", {})
    answer["ResourceSpecificResults"] = [
        {
            "EvalResourceName": resource,
            "EvalResourceDecision": result.decision.value,
            **_members(result),
        }
        for resource, result in results.items()
    ]
    return answer


def _result(simulation: Simulation, action: str, resource: str) -> _Result:
    evaluation = simulation.evaluate(action, resource)
    policy = simulation.policy_of(resource)
    verdicts = {
        verdict.layer: verdict
        for verdict in evaluation.verdicts
        if verdict.layer in _KINDS and (verdict.layer is not Layer.RESOURCE or policy is not None)
    }
    boundary = verdicts.get(Layer.BOUNDARY)
    organizations = _allowed_by_organizations(evaluation)
    crosses = policy is not None and evaluation.request.crosses_accounts
    asked = [source.policy for source in (policy, *simulation.identity) if source is not None]
    return _Result(
        decision=evaluation.decision,
        statements=tuple(_statements(simulation, evaluation, verdicts, crosses=crosses)),
        missing=missing_context_keys(asked, evaluation.request),
        boundary=None if boundary is None else _said(boundary) is Decision.ALLOWED,
        organizations=organizations,
        details={_KINDS[layer]: _said(verdict) for layer, verdict in verdicts.items()}
        if crosses and organizations is not False
        else None,
    )


def _said(verdict: SetVerdict) -> Decision:
    """What one set of policies says by itself."""
    if verdict.denied:
        return Decision.EXPLICIT_DENY
    return Decision.ALLOWED if verdict.grant else Decision.IMPLICIT_DENY


def _allowed_by_organizations(evaluation: Evaluation) -> bool | None:
    if evaluation.layers.service_control is None:
        return None
    return all(
        _said(verdict) is Decision.ALLOWED
        for verdict in evaluation.verdicts
        if verdict.layer is Layer.SERVICE_CONTROL
    )


def _statements(
    simulation: Simulation,
    evaluation: Evaluation,
    verdicts: Mapping[Layer, SetVerdict],
    *,
    crosses: bool,
) -> Iterator[Matched]:
    """ "Only statements that contributed to the reported decision are included", and "only
    statements from identity-based and resource-based policies". An implicit deny rests on none;
    across accounts, AWS's example has the statement that grants in one of the two."""
    if evaluation.decision is Decision.IMPLICIT_DENY and not crosses:
        return
    effect = Effect.DENY if evaluation.decision is Decision.EXPLICIT_DENY else Effect.ALLOW
    policies = {Layer.RESOURCE: (simulation.resource_policy,), Layer.IDENTITY: simulation.identity}
    for layer, sources in policies.items():
        for match in verdicts[layer].matches if layer in verdicts else ():
            source = sources[match.policy]
            if source is not None and match.applies and match.statement.effect is effect:
                yield source, match.statement.place


def _joined(results: tuple[_Result, ...]) -> _Result:
    """The aggregate: "the most restrictive decision across all resources", and its statements."""
    decision = _most_restrictive(result.decision for result in results)
    details: dict[str, Decision] = {}
    for result in results:
        for kind, said in (result.details or {}).items():
            details[kind] = _most_restrictive((said, details.get(kind, said)))
    return _Result(
        decision=decision,
        statements=()
        if decision is Decision.IMPLICIT_DENY
        else _each_once(
            statement
            for result in results
            if result.decision is decision
            for statement in result.statements
        ),
        missing=tuple(dict.fromkeys(key for result in results for key in result.missing)),
        boundary=_all(result.boundary for result in results),
        organizations=_all(result.organizations for result in results),
        details=details or None,
    )


def _most_restrictive(decisions: Iterable[Decision]) -> Decision:
    return max(decisions, key=_RESTRICTIVE.index)


def _each_once(statements: Iterable[Matched]) -> tuple[Matched, ...]:
    return tuple({(source.id, place): (source, place) for source, place in statements}.values())


def _all(said: Iterable[bool | None]) -> bool | None:
    known = [each for each in said if each is not None]
    return all(known) if known else None


def _members(result: _Result) -> dict[str, Any]:
    """The members that both shapes have."""
    members: dict[str, Any] = {
        "MatchedStatements": [_statement(source, place) for source, place in result.statements],
        "MissingContextValues": list(result.missing),
    }
    if result.boundary is not None:
        members["PermissionsBoundaryDecisionDetail"] = {
            "AllowedByPermissionsBoundary": result.boundary
        }
    if result.details is not None:
        members["EvalDecisionDetails"] = {
            kind: decision.value for kind, decision in result.details.items()
        }
    return members


def _statement(source: PolicySource, place: int) -> dict[str, Any]:
    start, end = source.positions[place]
    return {
        "SourcePolicyId": source.id,
        "SourcePolicyType": source.type,
        "StartPosition": {"Line": start.line, "Column": start.column},
        "EndPosition": {"Line": end.line, "Column": end.column},
    }
