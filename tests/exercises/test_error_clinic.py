"""The clinic looks at the calls that were made: which one, for whom, whether it went through."""

import dataclasses

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.clinic_answers import _RIGHT, _source
from cognito_lab.exercises.clinic_grading import is_said
from cognito_lab.exercises.error_clinic import ROWS

TASK = exercises["error-clinic"]


def failed(bench, **changed):
    """What is not as asked in an answer with another body for one of its functions."""
    verdict = TASK.examine(bench, TASK.answer_from(_source(**changed)))
    return [finding.looked_at for finding in verdict.findings if not finding.passed], str(verdict)


def test_the_refusal_of_another_operation_is_another_error(bench):
    TASK.examine(bench, TASK.answer_from(TASK.solution))
    call = next(c for c in bench.lab.trace if c.error and c.error.code == ROWS[2][1].code)
    assert is_said(ROWS[2][1], call)
    assert not is_said(ROWS[2][1], dataclasses.replace(call, operation="AdminInitiateAuth"))
    assert not is_said(ROWS[0][1], call)


def test_another_user_who_gets_in_does_not_mend_this_one(bench):
    other = next(wrong for wrong in TASK.wrong_answers if "another name" in wrong.belief)
    verdict = TASK.examine(bench, TASK.answer_from(other.source))
    assert [finding.looked_at for finding in verdict.findings if not finding.passed] == [
        "not_confirmed: the same call, mended",
        "not_confirmed: the cause's name",
    ]


def test_a_challenge_is_no_sign_in(bench):
    body = _RIGHT["wrong_password"].replace(
        '\n    sign_in(cognito_idp, app_client_id)\n    return "wrong-password"',
        "\n    pools = cognito_idp.list_user_pools(MaxResults=60)['UserPools']\n"
        "    cognito_idp.admin_set_user_password(UserPoolId=pools[-1]['Id'], Username='ana',"
        " Password=PASSWORD, Permanent=False)\n"
        '    sign_in(cognito_idp, app_client_id)\n    return "wrong-password"',
    )
    lines, _ = failed(bench, wrong_password=body)
    assert lines == ["wrong_password: the same call, mended"]


def test_a_refusal_that_nobody_catches_is_told_with_the_remedy(bench):
    body = "    sign_up(cognito_idp, app_client_id)\n    sign_in(cognito_idp, app_client_id)\n"
    lines, text = failed(bench, not_confirmed=body)
    assert lines == ["running `not_confirmed`"]
    assert 'put `with refused("UserNotConfirmedException"):` around the call' in text


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ([print], "seen: a list of 1"),
        ({"a": print}, "seen: a dict"),
        (print, "seen: a function of Python's own"),
    ],
)
def test_an_answer_of_another_form_is_told(bench, answer, seen):
    verdict = TASK.examine(bench, answer)
    assert not verdict.accepted
    assert seen in verdict.message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("None", "`return` at the end"),
        ("'not-permitted'", "Nothing was forbidden"),
        ("'old-code'", "That name is for: A sign-up code lives 24 hours."),
        ("'bad luck'", "It is none of the names."),
        ("['wrong-code']", "It is none of the names."),
    ],
)
def test_a_wrong_name_is_told_apart(bench, name, said):
    body = _RIGHT["wrong_code"].replace('return "wrong-code"', f"return {name}")
    lines, text = failed(bench, wrong_code=body)
    assert lines == ["wrong_code: the cause's name"]
    assert said in text
