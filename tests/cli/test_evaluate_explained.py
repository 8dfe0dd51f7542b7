"""`cognito-lab evaluate --explain`: the decision with all its evidence."""

import json

from cognito_lab.policies.reasons import STEP_SENTENCES
from tests.cli.evaluating import only
from tests.policies.asking import evaluated
from tests.policies.cases.case import allow, policy, statement
from tests.policies.cases.names import ANA, OBJECT, READ, ask
from tests.policies.test_cases import CASES


def test_explain_adds_steps_statements_elements_and_values(answers):
    named = statement(
        "Allow",
        READ,
        "arn:aws:s3:::orders/${aws:username}",
        Sid="Own",
        Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    )
    line = ask(ANA, identityPolicies=[policy(named)], serviceControlPolicies=[[allow()]])
    code, answer = only(answers([json.dumps({"id": 3, **line})], "--explain"))
    evaluation = evaluated(line)
    assert code == 0
    assert list(answer)[:4] == ["id", "decision", "decidedBy", "message"]
    assert answer["decision"] == "implicitDeny"
    assert answer["steps"] == [
        {
            "step": step.name,
            "outcome": step.outcome,
            "reason": step.reason,
            "sentence": STEP_SENTENCES[step.reason],
            "layer": step.layer,
            "level": step.level,
        }
        for step in evaluation.steps
    ]
    everything, own = answer["statements"]
    assert (everything["layer"], everything["level"]) == ("serviceControlPolicies", 0)
    assert (everything["policy"], everything["statement"], everything["sid"]) == (0, 0, None)
    assert (everything["effect"], everything["applies"]) == ("Allow", True)
    assert {**own, "elements": None} == {
        "layer": "identityPolicies",
        "level": None,
        "policy": 0,
        "statement": 0,
        "sid": "Own",
        "effect": "Allow",
        "applies": False,
        "elements": None,
    }
    assert own["elements"] == [
        {
            "element": "Action",
            "operator": None,
            "key": None,
            "matched": True,
            "reason": "listed",
            "values": [
                {
                    "written": READ,
                    "resolved": READ,
                    "found": READ,
                    "passed": True,
                    "reason": "matches",
                }
            ],
        },
        {
            "element": "Resource",
            "operator": None,
            "key": None,
            "matched": False,
            "reason": "not-listed",
            "values": [
                {
                    "written": "arn:aws:s3:::orders/${aws:username}",
                    "resolved": "arn:aws:s3:::orders/ana",
                    "found": OBJECT,
                    "passed": False,
                    "reason": "differs",
                }
            ],
        },
        {
            "element": "Condition",
            "operator": "Bool",
            "key": "aws:MultiFactorAuthPresent",
            "matched": False,
            "reason": "key-missing",
            "values": [
                {
                    "written": "true",
                    "resolved": "true",
                    "found": None,
                    "passed": False,
                    "reason": "key-missing",
                }
            ],
        },
    ]
    assert answer["findings"] == []


def test_explain_tells_what_policies_have_that_does_not_do_what_it_seems_to(answers):
    old = policy(statement("Allow", READ, "arn:aws:s3:::${aws:username}/*"), version="2008-10-17")
    line = ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[allow()], [allow(), old]])
    (finding,) = only(answers([json.dumps(line)], "--explain"))[1]["findings"]
    assert finding["place"] == "serviceControlPolicies[1][1].Statement[0].Resource"
    assert finding["sentence"].startswith("has `${`, which is plain text in Version 2008-10-17")


def test_explained_or_not_every_case_is_decided_the_same(answers):
    lines = [json.dumps(case.line) for case in CASES]
    _, short = answers(lines)
    _, long = answers(lines, "--explain")
    assert [{name: answer[name] for name in short[0]} for answer in long] == short
    for answer in long:
        ends = [step for step in answer["steps"] if step["outcome"] in ("allowed", "denied")]
        assert len(ends) == 1
