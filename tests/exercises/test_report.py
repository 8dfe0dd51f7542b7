"""How a check calls the learner's code: whatever that does becomes a line of the report."""

import inspect
import textwrap

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.report import CheckStopped, Report

TASK = exercises["build-a-client"]
RIGHT = TASK.solution.replace("def app_client", "def right")

BODIES = {
    "raises": ("codes = {}\ncodes['ana']", "KeyError: 'ana' in line 3: `codes['ana']`"),
    "raises in a helper": (
        "return helper(user_pool_id)",
        "ValueError: no us-east-1_",
    ),
    "is refused": (
        "cognito_idp.describe_user_pool(UserPoolId='us-east-1_AAAAAAAAA')",
        "ResourceNotFoundException: An error occurred (ResourceNotFoundException) when calling "
        "the DescribeUserPool operation: User pool us-east-1_AAAAAAAAA does not exist. in line 2: "
        "`cognito_idp.describe_user_pool(UserPoolId='us-east-1_AAAAAAAAA')`",
    ),
    "raises SystemExit": ("raise SystemExit(0)", "SystemExit: 0 in line 2"),
    "raises its own": (
        "class Odd(BaseException):\n    def __str__(self): raise SystemExit\nraise Odd",
        "Odd: (its message cannot be shown)",
    ),
    "returns nothing": ("print('done')", "expected a str; seen: nothing (None)"),
    "returns the wrong type": ("return 42", "expected a str; seen: an int"),
    "is equal to all": (
        "class All(str):\n    __eq__ = lambda self, other: True\n    __hash__ = str.__hash__\n"
        "return All('x')",
        "expected a str; seen: an All",
    ),
    "removes the pool": (
        "id = right(cognito_idp, user_pool_id)\n"
        "cognito_idp.delete_user_pool(UserPoolId=user_pool_id)\nreturn id",
        "Your code took away something that the check needs",
    ),
    "uses a name that is not there": ("return the_pool", "the cell that defines this name"),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_goes_wrong_is_told_with_the_learners_own_line(bench, name):
    body, text = BODIES[name]
    verdict = TASK.examine(
        bench,
        TASK.answer_from(
            f"def app_client(cognito_idp, user_pool_id):\n{textwrap.indent(body, '    ')}\n\n\n"
            f"{RIGHT}\n\ndef helper(value):\n    raise ValueError(f'no {{value}}')\n"
        ),
    )
    assert not verdict.accepted
    assert text in str(verdict)
    assert "Traceback" not in str(verdict) and ".py" not in str(verdict)


def test_the_line_is_the_one_where_it_was_raised_in_a_helper_of_the_learner(bench):
    source = "def helper():\n    return 1 / 0\n\n\ndef app_client(a, b):\n    return helper()\n"
    verdict = TASK.examine(bench, TASK.answer_from(source))
    assert "ZeroDivisionError: division by zero in line 2: `return 1 / 0`" in verdict.message


def test_what_was_printed_before_is_shown(bench):
    source = "def app_client(a, b):\n    print('here', b[:10])\n    return 1 / 0\n"
    verdict = TASK.examine(bench, TASK.answer_from(source))
    assert verdict.printed == "here us-east-1_\n"
    assert str(verdict).endswith("Your code printed:\n  here us-east-1_")


def test_a_check_that_looks_at_nothing_is_an_error_of_the_check():
    from cognito_lab.exercises.verdict import verdict_of

    with pytest.raises(ValueError, match="looked at nothing"):
        verdict_of(())


@pytest.mark.parametrize(
    ("function", "seen"),
    [
        (None, "seen: None"),
        ("app_client", "seen: a str"),
        (lambda: "x", "one that does not take them: too many positional arguments"),
        (lambda a, b, c: "x", "one that does not take them: missing a required argument: 'c'"),
    ],
)
def test_what_cannot_be_called_like_that_is_told_before_it_is_called(function, seen):
    report = Report(lambda: True)
    with pytest.raises(CheckStopped):
        report.call("app_client", function, {"cognito_idp": 1, "user_pool_id": 2})
    (finding,) = report.findings
    assert seen in finding.sentence
    assert "expected a function of `(cognito_idp, user_pool_id)`" in finding.sentence


def test_a_stopped_lab_is_told(bench):
    report = Report(lambda: False)
    with pytest.raises(CheckStopped):
        report.call("it", lambda: 1, {})
    assert "started or stopped a lab" in report.findings[0].why


def test_a_function_that_does_not_tell_its_parameters_is_called():
    with pytest.raises(ValueError, match="no signature"):
        inspect.signature(dict)
    assert Report(lambda: True).call("it", dict, {"a": [("b", 1)]}) == {"b": 1}


def test_what_passes_is_required_without_a_line():
    report = Report(lambda: True)
    report.require("x", expected="1", seen="1", passed=True)
    report.require_type("x", "text", str)
    assert report.call("it", lambda a: a + 1, {"a": 1}) == 2
    assert report.findings == ()
