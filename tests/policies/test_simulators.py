"""What moto's own judge of policies answers to the cases, and that the cases say where it errs."""

import json
from importlib.metadata import version

import pytest
from moto.iam.access_control import IAMPolicy, PermissionResult

from tests.policies.cases.case import Case, Decision
from tests.policies.cases.simulators import MOTO
from tests.policies.test_cases import CASES, LAYERS

DECISIONS: dict[PermissionResult, Decision] = {
    PermissionResult.PERMITTED: "allowed",
    PermissionResult.DENIED: "explicitDeny",
    PermissionResult.NEUTRAL: "implicitDeny",
}


def can_be_put(case: Case) -> bool:
    """moto judges one policy at a time, under keys that have one text each."""
    return (
        LAYERS & set(case.line) == {"identityPolicies"}
        and len(case.line["identityPolicies"]) == 1
        and all(isinstance(value, str) for value in case.line.get("context", {}).values())
    )


PUT = [case for case in CASES if can_be_put(case)]


def motos_answer(case: Case) -> Decision:
    """The decision of moto's `IAMPolicy`, told the case's action, resource and context."""
    (policy,) = case.line["identityPolicies"]
    answer = IAMPolicy(json.dumps(policy)).is_action_permitted(
        case.line["action"],
        case.line["resource"],
        incoming_condition_values=case.line.get("context", {}),
    )
    return DECISIONS[answer]


@pytest.mark.parametrize("case", PUT, ids=lambda case: case.name)
def test_moto_answers_otherwise_just_where_the_case_says_so(case: Case) -> None:
    assert (motos_answer(case) != case.decision) == (MOTO in case.differs)


def test_a_case_that_cannot_be_put_to_moto_does_not_differ_from_it() -> None:
    assert [case.name for case in CASES if MOTO in case.differs and case not in PUT] == []


def test_the_moto_that_the_cases_name_is_the_one_installed() -> None:
    assert f"moto {version('moto')}" == MOTO
