"""The cases themselves: each is said once, has its document, and is a request that can be asked."""

import importlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.policies.cases.case import Case
from tests.policies.cases.simulators import DIFFERING, differing

HELPERS = {"case", "names", "simulators"}
MODULES = sorted({path.stem for path in (Path(__file__).parent / "cases").glob("*.py")} - HELPERS)
CASES: list[Case] = [
    replace(case, differs=differing(case.name))
    for module in MODULES
    for case in importlib.import_module(f"tests.policies.cases.{module}").CASES
]

REQUIRED = {"principal", "action", "resource"}
LAYERS = {
    "identityPolicies",
    "permissionsBoundary",
    "sessionPolicies",
    "resourcePolicy",
    "serviceControlPolicies",
    "resourceControlPolicies",
}
OPTIONAL = {"resourceAccount", "context"} | LAYERS


def test_no_two_cases_say_the_same() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    lines = [json.dumps(case.line, sort_keys=True) for case in CASES]
    assert sorted(lines) == sorted(set(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_a_request_with_an_answer_and_a_document(case: Case) -> None:
    assert case.source.startswith("https://docs.aws.amazon.com/")
    assert REQUIRED <= set(case.line) <= REQUIRED | OPTIONAL
    assert case.decision in ("allowed", "explicitDeny", "implicitDeny")
    assert case.decided_by in {None, "root"} | LAYERS
    assert json.loads(json.dumps(case.line)) == case.line


@pytest.mark.parametrize("simulator", DIFFERING)
def test_each_simulator_differs_on_cases_that_exist(simulator: str) -> None:
    differing_cases = {case.name for case in CASES if simulator in case.differs}
    assert differing_cases
    assert differing_cases == DIFFERING[simulator]


def test_a_case_differs_only_from_the_known_simulators() -> None:
    assert {simulator for case in CASES for simulator in case.differs} == {
        "iam-simulate 0.1.173",
        "moto 5.2.5",
        "PMapper 1.1.5",
    }
