"""The cases themselves: each is said once, has its document, and is a request that can be asked."""

import importlib
import json
from pathlib import Path

import pytest

from tests.policies.cases.case import Case

HELPERS = {"case", "names"}
MODULES = sorted({path.stem for path in (Path(__file__).parent / "cases").glob("*.py")} - HELPERS)
CASES: list[Case] = [
    case
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
