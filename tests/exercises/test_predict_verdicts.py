"""Ten verdicts: the judge decides what is right, and other forms get a sentence."""

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.ten_situations import LAYERS, SITUATIONS
from cognito_lab.policies.ask import ask

TASK = exercises["predict-ten-verdicts"]


def right():
    return TASK.answer_from(TASK.solution)


@pytest.mark.parametrize("number", SITUATIONS)
def test_what_the_solution_says_is_what_the_judge_says(number) -> None:
    evaluation = ask(SITUATIONS[number].line)
    decision, layer = right()[number]
    assert (evaluation.decision, evaluation.decided_by) == (decision, LAYERS[layer])


def test_the_hint_counts_them_right() -> None:
    said = list(right().values())
    implicit = [layer for decision, layer in said if decision == "implicitDeny"]
    assert sum(decision == "allowed" for decision, _ in said) == 3
    assert (len(implicit), len(set(implicit))) == (6, 4)
    assert "Three of the ten are allowed, one is an explicit deny. The other six" in TASK.hints[2]
    assert "by four different layers" in TASK.hints[2]


@pytest.mark.parametrize("number", SITUATIONS)
def test_each_verdict_counts_and_each_half_of_it(bench, number) -> None:
    decision, layer = right()[number]
    others = ("implicitDeny" if decision == "allowed" else "allowed", layer), (decision, "session")
    for other in others:
        verdict = TASK.examine(bench, right() | {number: other})
        (failing,) = (finding for finding in verdict.findings if not finding.passed)
        assert failing.looked_at.startswith(f"{number}. ")
        assert failing.expected == f"`{decision}`, `{layer}`"
        assert failing.why == SITUATIONS[number].why


def test_a_list_of_two_is_a_pair_too(bench) -> None:
    assert TASK.examine(bench, {n: list(pair) for n, pair in right().items()}).accepted


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "expected a dict; seen: a list"),
        ({1: ("allowed", "identity")}, "seen: no 2; no 3"),
        (right() | {11: ("allowed", "identity")}, "also `11`"),
        (right() | {"1": ("allowed", "identity")}, "also `'1'`"),
        (right() | {4: ...}, "Your verdict 4: expected a pair of texts; seen: still `...`"),
        (right() | {4: "allowed"}, "seen: a str"),
        (right() | {4: ("allowed",)}, "seen: a tuple of 1"),
        (right() | {4: ("allowed", None)}, "seen: a tuple"),
        (right() | {4: ("denied", "boundary")}, "The decision of your verdict 4: expected"),
        (right() | {4: ("implicitDeny", "bounds")}, "The layer of your verdict 4: expected"),
    ],
)
def test_another_form_is_told_and_nothing_is_judged(bench, answer, said) -> None:
    verdict = TASK.examine(bench, answer)
    assert not verdict.accepted and len(verdict.findings) == 1
    assert said in verdict.message
