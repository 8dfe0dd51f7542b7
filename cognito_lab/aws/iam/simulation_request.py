"""The parameters of both simulations read into a question; the answer page by page.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.callers import account_of_owner, simulated_caller
from cognito_lab.aws.iam.context_entries import read_context_entries
from cognito_lab.aws.iam.marker import page_of
from cognito_lab.aws.iam.policy_source import (
    INVALID_INPUT,
    RESOURCE_POLICY,
    PolicySource,
    given_policies,
    given_policy,
)
from cognito_lab.aws.iam.resource_rules import (
    require_actions,
    require_applicable,
    require_resources,
)
from cognito_lab.aws.iam.simulation import Simulation
from cognito_lab.aws.iam.simulation_results import evaluation_result
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.request import NO_RESOURCE

Given = Mapping[str, Any]
"""The parameters of a request, held to their model."""

_INPUT, _BOUNDARY_INPUT = "PolicyInputList", "PermissionsBoundaryPolicyInputList"


def simulated(
    given: Given,
    *,
    account: str,
    caller_arn: str | None,
    identity: tuple[PolicySource, ...],
    boundary: PolicySource | None,
    service_control: tuple[tuple[PolicySource, ...], ...] | None = None,
) -> dict[str, Any]:
    """The answer to either operation, the policies being read. Raises AWS's InvalidInput."""
    resources = tuple(given.get("ResourceArns") or (NO_RESOURCE,))
    require_actions(given["ActionNames"])
    require_resources(resources, given.get("ResourceHandlingOption"))
    text = given.get("ResourcePolicy")
    caller = simulated_caller(caller_arn, account, has_resource_policy=text is not None)
    policy = None
    if text is not None:
        policy = given_policy("ResourcePolicy", text, PolicyKind.RESOURCE, RESOURCE_POLICY)
        require_applicable(policy, resources)
    simulation = Simulation(
        caller=caller,
        actions=tuple(given["ActionNames"]),
        resources=tuple(dict.fromkeys(resources)),
        identity=identity,
        boundary=boundary,
        resource_policy=policy,
        service_control=service_control,
        owner=account_of_owner(given.get("ResourceOwner")),
        context=read_context_entries(given.get("ContextEntries", ())),
    )
    page = page_of(simulation.actions, given.get("Marker"), given.get("MaxItems"))
    answer = {
        "EvaluationResults": [
            evaluation_result(simulation, action)
            for action in simulation.actions[page.start : page.end]
        ],
        "IsTruncated": page.marker is not None,
    }
    return answer if page.marker is None else {**answer, "Marker": page.marker}


def given_inputs(given: Given) -> tuple[PolicySource, ...]:
    """The identity policies that the request brings."""
    return given_policies(_INPUT, given.get(_INPUT, []), PolicyKind.IDENTITY)


def given_boundary(given: Given) -> PolicySource | None:
    """The boundary that the request brings: "You can input only one permissions boundary"."""
    sources = given_policies(_BOUNDARY_INPUT, given.get(_BOUNDARY_INPUT, []), PolicyKind.BOUNDARY)
    if len(sources) > 1:
        raise AwsError(INVALID_INPUT, f"{_BOUNDARY_INPUT} can have one policy only.")
    return sources[0] if sources else None


def given_service_control(given: Given) -> tuple[tuple[PolicySource, ...], ...] | None:
    """The service control policies, level by level; None where there is no organization."""
    levels = given.get("OrderedOrganizationPolicyInputList")
    return tuple(_level(number, each) for number, each in enumerate(levels, 1)) if levels else None


def _level(number: int, level: Given) -> tuple[PolicySource, ...]:
    member = f"OrderedOrganizationPolicyInputList.{number}.ServiceControlPolicyInputList"
    texts = level.get("ServiceControlPolicyInputList", [])
    return given_policies(member, texts, PolicyKind.SERVICE_CONTROL)


def policies_of_any_kind(given: Given) -> tuple[PolicySource, ...]:
    """The policies of a list in which one may be a resource's."""
    found = []
    for number, text in enumerate(given[_INPUT], start=1):
        name = f"{_INPUT}.{number}"
        try:
            found.append(given_policy(name, text, PolicyKind.IDENTITY))
        except AwsError as refused:
            try:
                found.append(given_policy(name, text, PolicyKind.RESOURCE))
            except AwsError:
                raise refused from None
    return tuple(found)
