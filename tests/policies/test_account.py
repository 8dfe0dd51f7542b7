"""What a person is told: the way, what decided or came nearest, and the page that says so."""

import pytest

from cognito_lab.policies.account import STEP_DOCUMENTS, account, nearest, step_document
from cognito_lab.policies.evaluation import StepName
from cognito_lab.policies.reasons import STEP_SENTENCES
from cognito_lab.policies.wording import denial
from tests.policies.asking import evaluated
from tests.policies.cases.case import Case, Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ANA,
    BOUNDARIES,
    CROSS,
    FEDERATED,
    FEDERATION,
    READ,
    ROOT,
    SCP_LEVELS,
    ZOE,
    ask,
)
from tests.policies.test_cases import CASES

FOREIGN = "arn:aws:s3:::reports/*"


def told(line: Document, beginning: str) -> list[str]:
    """The lines of the account that begin so."""
    return [text for text in account(evaluated(line)) if text.startswith(beginning)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_step_is_told_in_order_with_its_sentence_and_the_deciding_ones_page(
    case: Case,
) -> None:
    evaluation = evaluated(case.line)
    lines = account(evaluation)
    steps = [line for line in lines if line.startswith("- ")]
    assert len(steps) == len(evaluation.steps)
    for line, step in zip(steps, evaluation.steps, strict=True):
        assert line.startswith(f"- {step.name}: {step.outcome}")
        assert line.endswith(STEP_SENTENCES[step.reason])
    assert lines[-1] == f"The rule: {step_document(evaluation.deciding_step)}"
    assert lines[0].startswith("Allowed" if evaluation.allowed else "Denied")
    said = denial(evaluation)
    assert [line for line in lines if line.startswith("AWS would say")] == (
        [] if said is None else [f"AWS would say: {said}"]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_decided_is_told_where_something_did_and_else_what_came_nearest(case: Case) -> None:
    evaluation = evaluated(case.line)
    lines = account(evaluation)
    deciding = [line for line in lines if line.startswith("What decided: ")]
    assert len(deciding) == len(evaluation.deciding_statements)
    near = [line for line in lines if line.startswith(("What came nearest", "Nothing came near"))]
    assert bool(near) is (evaluation.decision == "implicitDeny")
    assert all(not match.applies for match in nearest(evaluation))


def test_every_step_has_a_page_of_aws() -> None:
    assert set(STEP_DOCUMENTS) == set(StepName)
    assert all(page.startswith("https://docs.aws.amazon.com/") for page in STEP_DOCUMENTS.values())


@pytest.mark.parametrize(
    ("line", "page"),
    [
        (ask(ZOE, identityPolicies=[allow()]), CROSS),
        (ask(FEDERATED, identityPolicies=[allow()]), FEDERATION),
        (ask(ANA, identityPolicies=[allow()], permissionsBoundary=allow("sqs:*")), BOUNDARIES),
        (ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[]]), SCP_LEVELS),
    ],
    ids=["another account", "a federated user", "a boundary", "a level"],
)
def test_the_page_is_that_of_the_rule_that_decided(line: Document, page: str) -> None:
    assert told(line, "The rule") == [f"The rule: {page}"]


def test_the_statement_that_decided_is_named_by_its_place_and_its_sid() -> None:
    two = policy(statement("Allow", READ, FOREIGN), statement("Allow", READ, "*", Sid="Everything"))
    line = ask(ANA, identityPolicies=[deny("sqs:*"), two])
    assert told(line, "What decided") == [
        'What decided: identityPolicies[1].Statement[1] "Everything", whose Allow applies.'
    ]


def test_a_deny_is_named_with_the_level_where_it_stands() -> None:
    line = ask(ANA, serviceControlPolicies=[[allow()], [allow(), deny(READ)]])
    assert account(evaluated(line))[0] == (
        "Denied, by a Deny in the service control policies of level 1."
    )
    assert told(line, "What decided") == [
        "What decided: serviceControlPolicies[1][1].Statement[0], whose Deny applies."
    ]


def test_the_level_that_lacks_an_allow_is_named() -> None:
    line = ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[allow("sqs:*")]])
    assert account(evaluated(line))[0] == (
        "Denied, for want of an Allow in the service control policies of level 0 "
        "(the organization's root)."
    )


def test_the_root_user_needs_no_statement() -> None:
    lines = account(evaluated(ask(ROOT)))
    assert lines[0] == "Allowed, by nothing but being the root user."
    assert not [line for line in lines if line.startswith("What decided")]


def test_nearest_is_what_speaks_of_the_action_and_fails_least() -> None:
    both = {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}
    line = ask(
        ANA,
        identityPolicies=[
            policy(
                statement("Allow", "sqs:SendMessage", "*", Sid="OtherAction"),
                statement("Allow", READ, FOREIGN, Sid="TwoFail", **both),
                statement("Allow", READ, FOREIGN, Sid="Nearest"),
                statement("Deny", READ, FOREIGN, Sid="NoAllow"),
            )
        ],
    )
    assert [match.statement.sid for match in nearest(evaluated(line))] == ["Nearest"]
    lines = account(evaluated(line))
    at = lines.index(
        'What came nearest: identityPolicies[0].Statement[2] "Nearest". It does not apply:'
    )
    assert lines[at + 1] == (
        f"  Resource {FOREIGN}: None of the list matches. The request has {line['resource']}."
    )


def test_of_many_that_came_as_near_three_are_told_and_the_rest_counted() -> None:
    many = policy(*(statement("Allow", READ, FOREIGN) for _ in range(5)))
    line = ask(ANA, identityPolicies=[many])
    assert len(told(line, "What came nearest")) == 3
    assert told(line, "As near") == ["As near came 2 more."]


def test_a_key_that_the_request_has_not_is_told_as_missing() -> None:
    needs = {"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red", "blue"]}}}
    lines = account(evaluated(ask(ANA, identityPolicies=[allow(READ, **needs)])))
    assert (
        "  StringEquals aws:PrincipalTag/team red, blue: "
        "The request has no such key, and the operator needs one."
    ) in lines


def test_of_several_values_in_the_request_each_is_told_once() -> None:
    needs = {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a", "b", "c", "d"]}}}
    line = ask(ANA, identityPolicies=[allow(READ, **needs)], context={"aws:TagKeys": ["x", "y"]})
    assert (
        "  ForAnyValue:StringEquals aws:TagKeys a, b, c and 1 more: "
        "The condition does not hold. The request has x, y."
    ) in account(evaluated(line))


def test_a_name_cannot_break_the_line_or_reach_the_terminal() -> None:
    line = ask(f"{ANA}\n\x1b[2J\ud800", identityPolicies=[allow()])
    lines = account(evaluated(line))
    assert all(text.isprintable() for text in lines)
    assert "\\n\\x1b[2J\\ud800 asks for" in lines[1]
