"""The explorer's desk: a line in parts, what is wrong with each, and what is left out of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cognito_lab.panels.explorer_desk import Desk
from cognito_lab.panels.explorer_examples import EXAMPLES, templates
from cognito_lab.panels.explorer_what_if import Place
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Decision
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.request_line import read_request_line
from tests.panels.explorers import ALLOW_AND_DENY, ANA, READS, line, policy, statement
from tests.policies.test_cases import CASES


def policy_at(desk: Desk, place: Place) -> Any:
    return desk.levels[place.layer][place.level][place.number]


FIRST = Place(Layer.IDENTITY, 0, 0)


@pytest.mark.parametrize("case", CASES[::7], ids=lambda case: case.name)
def test_a_line_on_the_desk_is_evaluated_as_it_is_elsewhere(case: Any) -> None:
    asked = read_request_line(case.line)
    expected = evaluate(asked.request, asked.layers)
    answer = Desk(case.line).ask()
    assert answer.evaluation is answer.as_written is not None
    assert answer.evaluation.steps == expected.steps
    assert answer.evaluation.decision is expected.decision


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_has_a_verdict_and_says_what_to_try(example: Any) -> None:
    assert Desk(example.line).ask().evaluation is not None
    assert example.to_try.endswith(".")


@pytest.mark.parametrize("layer", Layer)
@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:GetObject", "arn:aws:s3:::orders/*"),
        ("sts:AssumeRole", "arn:aws:iam::111122223333:role/reader"),
        ("", ""),
    ],
)
def test_what_a_new_policy_begins_with_can_be_read(
    layer: Layer, action: str, resource: str
) -> None:
    desk = Desk(line(action=action or "s3:GetObject", resource=resource or "*"))
    desk.add(layer, 1, json.dumps(templates(action, resource)[layer.value]))
    assert desk.ask().problems == {}
    assert desk.ask().evaluation is not None


def test_a_line_comes_off_the_desk_as_it_went_on() -> None:
    given = line(
        context={"aws:username": "ana", "aws:TagKeys": ["a", "b"]},
        permissionsBoundary=READS,
        sessionPolicies=[],
        serviceControlPolicies=[[READS], []],
    )
    taken = Desk(given).line()
    layers = {layer.value for layer in Layer} & set(given)

    def documents(policies: Any) -> Any:
        if isinstance(policies, list):
            return [documents(one) for one in policies]
        return json.loads(policies)

    read = {name: documents(taken[name]) if name in layers else taken[name] for name in taken}
    assert read == given


def test_a_policy_that_says_the_same_keeps_its_text() -> None:
    text = '{"Version":"2012-10-17",\n"Statement":[]}'
    desk = Desk(line(identityPolicies=[text]))
    desk.take(line(identityPolicies=[json.loads(text), READS]))
    assert policy_at(desk, FIRST).text == text


def test_a_statement_that_is_left_out_is_not_asked_and_the_others_keep_their_numbers() -> None:
    desk = Desk(line(identityPolicies=[ALLOW_AND_DENY]))
    assert desk.ask().evaluation.decision is Decision.EXPLICIT_DENY  # type: ignore[union-attr]
    policy_at(desk, FIRST).off.add(1)
    answer = desk.ask()
    assert answer.evaluation is not None and answer.as_written is not None
    assert answer.evaluation.allowed
    assert answer.as_written.decision is Decision.EXPLICIT_DENY
    assert [match.statement.name for match in answer.evaluation.matches] == ['Statement[0] "All"']
    policy_at(desk, FIRST).off = {0}
    answer = desk.ask()
    assert [match.statement.place for match in answer.evaluation.matches] == [1]  # type: ignore[union-attr]


def test_a_boundary_whose_statements_are_all_left_out_is_there_and_allows_nothing() -> None:
    desk = Desk(line(permissionsBoundary=READS))
    place = Place(Layer.BOUNDARY, 0, 0)
    desk.ask()
    policy_at(desk, place).off.add(0)
    answer = desk.ask()
    assert answer.evaluation is not None
    assert answer.evaluation.decided_by == Layer.BOUNDARY
    desk.switch_all_on()
    desk.layers_off.add(Layer.BOUNDARY)
    answer = desk.ask()
    assert answer.evaluation is not None and answer.evaluation.allowed


def test_where_a_policy_gets_another_number_of_statements_nothing_of_it_is_left_out() -> None:
    desk = Desk(line(identityPolicies=[ALLOW_AND_DENY]))
    desk.ask()
    written = policy_at(desk, FIRST)
    written.off.add(1)
    written.text = written.text.replace("NoReads", "Renamed")
    assert desk.ask().evaluation.allowed  # type: ignore[union-attr]
    written.text = json.dumps(policy(*ALLOW_AND_DENY["Statement"], statement("Allow", "a:B")))
    assert desk.ask().evaluation.decision is Decision.EXPLICIT_DENY  # type: ignore[union-attr]
    assert not desk.has_what_if


def test_a_layer_that_is_left_out_may_be_unreadable_and_what_is_written_has_no_verdict() -> None:
    desk = Desk(line(permissionsBoundary="{"))
    assert desk.ask().evaluation is None
    desk.layers_off.add(Layer.BOUNDARY)
    answer = desk.ask()
    assert answer.evaluation is not None and answer.evaluation.allowed
    assert answer.as_written is None
    assert list(answer.problems) == ["permissionsBoundary"]


def test_each_fault_is_told_with_the_place_of_its_policy() -> None:
    bad = policy(statement("Maybe", "s3:Get*"))
    answer = Desk(
        line(identityPolicies=[READS, bad], serviceControlPolicies=[[READS], [READS, "]"]])
    ).ask()
    assert answer.evaluation is None
    assert set(answer.problems) == {"identityPolicies[1]", "serviceControlPolicies[1][1]"}
    [problem] = answer.problems["identityPolicies[1]"]
    assert problem.place == "Statement[0].Effect"


def test_a_request_that_is_none_does_not_hide_what_is_wrong_with_a_policy() -> None:
    answer = Desk(line(principal="nobody", identityPolicies=["{}"])).ask()
    assert "names no principal" in answer.request_fault
    assert set(answer.problems) == {"identityPolicies[0]"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "the context is no JSON (line 1, column 2"),
        ("[1]", "the context is no JSON object"),
        ('{"a": 1, "a": 2}', "a key twice"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": {}}', "the context's 'a' is none"),
        ('{"aws:username": "x", "AWS:UserName": "y"}', "twice: the case of a key is ignored"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_context_that_is_none_is_a_fault_of_the_request(text: str, said: str) -> None:
    desk = Desk(line())
    desk.context = text
    answer = desk.ask()
    assert answer.evaluation is None
    assert said in answer.request_fault


@pytest.mark.parametrize("text", ["", "  \n", "{}"])
def test_an_empty_context_is_one(text: str) -> None:
    desk = Desk(line())
    desk.context = text
    assert desk.ask().evaluation is not None


def test_with_its_last_policy_a_level_goes_and_with_its_last_level_a_layer() -> None:
    desk = Desk(line(serviceControlPolicies=[[READS], [READS, READS]]))
    scp = Layer.SERVICE_CONTROL
    desk.remove(Place(scp, 0, 0))
    assert [len(level) for level in desk.levels[scp]] == [2]
    desk.remove(Place(scp, 0, 1))
    desk.remove(Place(scp, 0, 0))
    assert scp not in desk.levels
    desk.remove(FIRST)
    assert desk.levels[Layer.IDENTITY] == [[]]
    evaluation = desk.ask().evaluation
    assert evaluation is not None and evaluation.decided_by == Layer.IDENTITY


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "JSON object"),
        ({"who": ANA}, "a line has no who"),
        ({"identityPolicies": {}}, "identityPolicies is a list of policies"),
        ({"serviceControlPolicies": [{}]}, "a list of lists, level by level"),
    ],
)
def test_what_is_no_line_at_all_is_refused(given: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Desk(given)


def test_a_layer_that_is_null_is_not_there() -> None:
    assert Layer.BOUNDARY not in Desk(line(permissionsBoundary=None)).levels
