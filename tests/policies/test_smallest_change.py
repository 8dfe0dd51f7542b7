"""The smallest changes turn the decision, and nothing that is listed does so for less."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings

from cognito_lab.policies.edits import COSTS, EditKind
from cognito_lab.policies.evaluate import decide
from cognito_lab.policies.request_line import read_request_line
from cognito_lab.policies.smallest_change import SmallestChanges, smallest_changes
from tests.policies.cases.case import Case
from tests.policies.every_edit import every_edit
from tests.policies.small_lines import lines
from tests.policies.test_cases import CASES


def is_allowed(line: dict[str, Any]) -> bool:
    read = read_request_line(line)
    return decide(read.request, read.layers) == "allowed"


def is_turned(line: dict[str, Any], wanted: bool) -> bool:
    try:
        return is_allowed(line) is wanted
    except ValueError:
        return False


def essence(kind: EditKind, line: dict[str, Any]) -> str:
    """What an edit is compared by: the line; of a key that is given, its name."""
    if kind is EditKind.GIVE_KEY:
        return list(line["context"])[-1].lower()
    return json.dumps(line, sort_keys=True)


def assert_smallest(line: dict[str, Any]) -> SmallestChanges:
    before = json.dumps(line)
    found = smallest_changes(line)
    assert json.dumps(line) == before
    assert found.complete
    assert found.allowed is not is_allowed(line)
    for change in found.changes:
        assert is_allowed(change.line) is found.allowed
        assert change.cost == found.cost
    lines = [json.dumps(change.line, sort_keys=True) for change in found.changes]
    assert len(set(lines)) == len(lines)
    turning = [
        (kind, edited) for kind, edited in every_edit(line) if is_turned(edited, found.allowed)
    ]
    assert found.cost == min((COSTS[kind] for kind, _ in turning), default=None)
    assert {essence(change.kind, change.line) for change in found.changes} == {
        essence(kind, edited) for kind, edited in turning if COSTS[kind] == found.cost
    }
    return found


@given(lines())
@settings(max_examples=300)
def test_of_any_small_line_all_that_turn_it_for_the_least_are_found(line: dict[str, Any]) -> None:
    assert_smallest(line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_of_every_case_all_that_turn_it_for_the_least_are_found(case: Case) -> None:
    assert_smallest(copy.deepcopy(case.line))
