"""How a policy of the learner's is tried, and what is said of what it lets through or refuses."""

import json

import pytest

from cognito_lab.exercises.asked import Asked, grade_policy
from cognito_lab.exercises.report import CheckStopped, Report

SESSION = "arn:aws:sts::123456789012:assumed-role/photo-app-members/ana"
PHOTO = "arn:aws:s3:::photo-app-albums/cat.jpg"
READING = {"principal": SESSION, "action": "s3:GetObject", "resource": PHOTO}
WORKS = Asked("Ana reads", True, READING, "She has to.")
REFUSED = Asked("Ana reads", False, READING, "She must not.")


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action="s3:GetObject", resource=PHOTO, **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def graded(answer, *asked):
    report = Report(lambda: True)
    try:
        grade_policy(answer, asked, report)
    except CheckStopped:
        assert not report.findings[-1].passed
    return report.findings


def seen(answer, asked):
    (finding,) = graded(answer, asked)
    return finding.passed, finding.seen


def test_what_has_to_work_works_and_the_statement_is_named() -> None:
    assert seen(policy(allow()), WORKS) == (True, "allowed by `Statement[0]`")
    named = policy(allow("s3:PutObject"), allow(Sid="Own"))
    assert seen(named, WORKS) == (True, 'allowed by `Statement[1] "Own"`')


def test_json_is_taken_as_a_dict_is() -> None:
    assert seen(json.dumps(policy(allow())), WORKS) == (True, "allowed by `Statement[0]`")


def test_what_must_not_work_and_does_names_the_statement_that_lets_it_through() -> None:
    assert seen(policy(allow("s3:*")), REFUSED) == (False, "allowed by `Statement[0]`")


def test_a_missing_allow_names_the_nearest_statement_and_what_keeps_it() -> None:
    further = allow("s3:PutObject")
    nearest = allow(resource="arn:aws:s3:::other/*")
    assert seen(policy(further, nearest), WORKS) == (
        False,
        "refused, for no Allow applies; the nearest is `Statement[1]` "
        "(`Resource`: None of the list matches)",
    )


def test_without_any_allow_there_is_no_nearest() -> None:
    deny = allow("s3:PutObject") | {"Effect": "Deny"}
    assert seen(policy(deny), WORKS) == (False, "refused, for no Allow applies")


def test_a_deny_of_the_learners_own_is_named() -> None:
    answer = policy(allow(), allow() | {"Effect": "Deny"})
    assert seen(answer, WORKS) == (False, "refused by `Statement[1]`, a Deny")
    assert seen(answer, REFUSED) == (True, "refused by `Statement[1]`, a Deny")


def test_a_refusal_that_was_asked_for_is_only_said() -> None:
    assert seen(policy(allow("s3:PutObject")), REFUSED) == (True, "refused")


def test_what_the_judge_remarks_stands_with_what_did_not_pass() -> None:
    old = {"Statement": [allow(resource="arn:aws:s3:::photo-app-albums/${aws:username}")]}
    (finding,) = graded(old, WORKS)
    assert finding.why.startswith("She has to. The judge remarks: `Statement[0].Resource has ")
    assert "Version 2008-10-17" in finding.why
    assert finding.why.count("`") == 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, "nothing (None)"),
        ([], "a list"),
        (policy, "a function"),
        (True, "a bool"),
    ],
)
def test_what_is_no_policy_by_its_type_is_told_so(answer, expected) -> None:
    (finding,) = graded(answer, WORKS, REFUSED)
    assert finding.looked_at == "your policy" and finding.seen == expected


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({}, "has no Statement"),
        ("{", "is no JSON"),
        (policy({**allow(), "Efect": "Allow"}), "Efect"),
        (policy({**allow(), "Principal": "*"}), "Principal"),
        (policy(allow(Condition={"StringLik": {"s3:prefix": "a"}})), "did you mean StringLike?"),
        (policy(allow(resource="photo-app-albums")), "Statement[0].Resource"),
    ],
)
def test_what_iam_would_not_store_is_told_with_its_place_and_nothing_is_tried(
    answer, fault
) -> None:
    (finding,) = graded(answer, WORKS, REFUSED)
    assert finding.looked_at == "your policy, as IAM reads it"
    assert fault in finding.seen


def test_of_many_faults_five_are_told_and_the_number_of_the_others() -> None:
    (finding,) = graded(policy(*[{"Effect": "Allow"}] * 4), WORKS)
    assert finding.seen.count("Statement[") == 5
    assert finding.seen.endswith("; and 3 more")


def test_a_policy_that_no_role_could_hold_is_told_its_size() -> None:
    (finding,) = graded(policy(allow(resource=[f"{PHOTO}{n}" for n in range(1000)])), WORKS)
    assert "10,240" in finding.seen


def test_backticks_and_lengths_of_the_learners_own_do_not_break_a_sentence() -> None:
    (finding,) = graded(policy(allow(resource="`" * 400)), WORKS)
    assert finding.seen.count("`") == 2 and len(finding.seen) < 250
