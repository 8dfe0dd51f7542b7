"""What would turn the decision: listed with a button each, which does it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cognito_lab.panels import PolicyExplorer
from cognito_lab.panels.explorer_changes import MOST_CHANGES
from cognito_lab.panels.explorer_examples import EXAMPLES
from cognito_lab.panels.policy_explorer import CHANGES, POLICIES
from cognito_lab.policies.smallest_change import smallest_changes
from tests.panels.explorers import (
    ALLOW_AND_DENY,
    IDENTITY,
    READS,
    explorer,
    give,
    names,
    policy,
    press,
    read,
    seen,
    statement,
    write,
)


def buttons(panel: PolicyExplorer) -> list[str]:
    return [name for name in names(panel) if name.startswith("Apply")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_least_that_turns_an_example_is_listed_and_turns_it(example: Any) -> None:
    panel = explorer(example.line)
    assert panel.evaluation is not None
    before = panel.evaluation.allowed
    words = read(panel, CHANGES)
    found = smallest_changes(example.line)
    for change in found.changes:
        assert change.sentence in words
    assert len(buttons(panel)) == len(found.changes) > 0
    press(panel, "Apply change 1")
    assert panel.evaluation.allowed is not before


def test_what_is_applied_stands_in_its_editor_and_other_texts_stay_as_they_are() -> None:
    compact = json.dumps(READS, separators=(",", ":"))
    panel = explorer(
        identityPolicies=[compact, policy(statement("Deny", "s3:Get*", Sid="No"))],
        permissionsBoundary=READS,
    )
    panel.open(CHANGES)
    press(panel, "Apply change 1")
    assert panel.evaluation is not None and panel.evaluation.allowed
    assert panel.line["identityPolicies"][0] == compact
    assert len(panel.line["identityPolicies"]) == 1
    assert "To not allow it any more" in seen(panel)
    press(panel, "As it was")
    assert len(panel.line["identityPolicies"]) == 2


def test_it_follows_what_is_typed() -> None:
    panel = explorer(action="s3:PutObject")
    assert "To allow it, any one of these is enough" in read(panel, CHANGES)
    give(panel, "Action", "s3:GetObject")
    assert "To not allow it any more" in seen(panel)
    write(panel, IDENTITY, "{")
    assert "There is no verdict that could be turned." in seen(panel)
    assert buttons(panel) == []


def test_under_a_what_if_nothing_is_proposed() -> None:
    panel = explorer(identityPolicies=[ALLOW_AND_DENY])
    give(panel, 'Statement[1] "NoReads"', False)
    assert "switch everything on first" in read(panel, CHANGES)
    assert buttons(panel) == []
    panel.open(POLICIES)
    press(panel, "Switch everything on")
    assert "any one of these is enough" in read(panel, CHANGES)


def test_of_many_changes_the_first_have_a_button_and_the_rest_is_counted() -> None:
    many = policy(*(statement("Allow", f"s3:Put{n}", Sid=f"S{n}") for n in range(20)))
    panel = explorer(identityPolicies=[many])
    words = read(panel, CHANGES)
    assert len(buttons(panel)) == MOST_CHANGES
    assert f"… and {20 - MOST_CHANGES} more of the same cost." in words
