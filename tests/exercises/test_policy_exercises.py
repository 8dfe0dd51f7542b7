"""The policies that chapter 6 asks for: other right answers pass, and each request is needed."""

import json

import pytest

from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises import exercises, leading_keys, own_prefix, thumbnail_requests

REQUESTS = {
    "own-prefix": own_prefix.ASKED,
    "leading-keys": leading_keys.ASKED,
    "least-privilege": thumbnail_requests.ASKED,
}
TASKS = {name: exercises[name] for name in REQUESTS}
each_task = pytest.mark.parametrize("name", TASKS)


def solution(name):
    return TASKS[name].answer_from(TASKS[name].solution)


def failing(bench, name, answer):
    verdict = TASKS[name].examine(bench, answer)
    return [finding.looked_at for finding in verdict.findings if not finding.passed]


@each_task
def test_the_solution_as_json_is_as_good(bench, name) -> None:
    assert failing(bench, name, json.dumps(solution(name))) == []


@each_task
def test_every_statement_of_the_solution_is_needed(bench, name) -> None:
    whole = solution(name)
    for statement in whole["Statement"]:
        others = [other for other in whole["Statement"] if other is not statement]
        nothing = {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}
        assert failing(bench, name, {**whole, "Statement": [*others, nothing]})


@each_task
def test_each_request_is_another(name) -> None:
    texts = [asked.text for asked in REQUESTS[name]]
    lines = [str(asked.line) for asked in REQUESTS[name]]
    assert len(set(texts)) == len(texts) and len(set(lines)) == len(lines)


def test_the_number_of_requests_that_the_prompt_tells_is_right() -> None:
    asked = REQUESTS["least-privilege"]
    assert sum(not one.allowed for one in asked) == 18
    assert "eighteen others" in TASKS["least-privilege"].prompt


def test_a_deny_is_a_right_way_too(bench) -> None:
    whole = solution("own-prefix")
    deny = {"Effect": "Deny", "Action": "s3:ListBucket", "Resource": "*"}
    denied = deny | {"Condition": {"StringNotLike": {"s3:prefix": own_prefix_pattern(whole)}}}
    lists = {key: value for key, value in whole["Statement"][1].items() if key != "Condition"}
    answer = {**whole, "Statement": [whole["Statement"][0], lists, denied]}
    assert failing(bench, "own-prefix", answer) == []


def own_prefix_pattern(policy):
    return policy["Statement"][1]["Condition"]["StringLike"]["s3:prefix"]


def test_one_statement_for_each_line_of_the_list_is_a_right_way_too(bench) -> None:
    statements = [
        {**statement, "Action": action}
        for statement in solution("least-privilege")["Statement"]
        for action in [statement["Action"]]
        if isinstance(action, str)
    ] + [
        {**statement, "Action": action}
        for statement in solution("least-privilege")["Statement"]
        if isinstance(statement["Action"], list)
        for action in statement["Action"]
    ]
    assert len(statements) == 8
    assert failing(bench, "least-privilege", policy_of(statements)) == []


def policy_of(statements):
    return {"Version": "2012-10-17", "Statement": statements}


def test_what_rests_on_a_choice_of_the_labs_carries_its_mark() -> None:
    marked = [asked.text for asked in leading_keys.ASKED if UNCONFIRMED in asked.text]
    empty = [
        asked.text
        for asked in leading_keys.ASKED
        if asked.line["context"].get("dynamodb:LeadingKeys") == []
    ]
    assert marked == empty and len(empty) == 1
