"""What a check says, as text, as HTML and from one process to another."""

import dataclasses
import json

import pytest

from cognito_lab.exercises.verdict import (
    Finding,
    Outcome,
    not_counted,
    unanswered,
    verdict_from_json,
    verdict_of,
)

GOOD = Finding("secret", "none", "none", True)
BAD = Finding("lifetime", "15 minutes", "15 hours", False, "Without a unit, it counts `hours`.")


def test_all_passed_is_accepted_and_one_failed_is_not():
    assert verdict_of((GOOD,)).accepted
    assert not verdict_of((GOOD, BAD)).accepted
    assert verdict_of((GOOD, BAD)).outcome is Outcome.NOT_YET


@pytest.mark.parametrize("verdict", [unanswered("x"), not_counted("Why.")])
def test_what_was_not_checked_is_not_accepted(verdict):
    assert not verdict.accepted


def test_it_says_what_it_saw():
    text = str(verdict_of((GOOD, BAD)))
    assert text.splitlines() == [
        "Not yet. Lifetime: expected 15 minutes; seen: 15 hours. "
        "Without a unit, it counts `hours`.",
        "✓ as asked  secret: none.",
        "✕ not yet  lifetime: expected 15 minutes; seen: 15 hours. "
        "Without a unit, it counts `hours`.",
    ]


def test_the_table_marks_each_line_with_a_sign_and_words():
    html = verdict_of((GOOD, BAD), "printed <b>").html
    assert html.count("✓&nbsp;as&nbsp;asked") == html.count("✕&nbsp;not&nbsp;yet") == 1
    assert "counts <code>hours</code>" in html
    assert "printed &lt;b&gt;" in html
    assert "<style" not in html and "color" not in html


def test_nothing_of_the_learners_becomes_markup():
    strange = Finding("<i>", "<b>", "<script>alert(1)</script>", False, "<u>")
    html = verdict_of((strange,), "<script>").html
    assert "<script" not in html and "<i>" not in html and "<u>" not in html


def test_it_comes_through_json_as_it_was():
    verdict = verdict_of((GOOD, BAD), "printed").with_note("A note.")
    assert verdict_from_json(verdict.to_json()) == verdict


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "perfect"},
        {"message": 1},
        {"findings": [{"looked_at": "x"}]},
        {"findings": [{**json.loads(verdict_of((GOOD,)).to_json())["findings"][0], "passed": 1}]},
        {"notes": [None]},
        {"printed": None},
        {"findings": []},
        {"findings": [dataclasses.asdict(GOOD), dataclasses.asdict(BAD)]},
        {"message": "Not yet."},
    ],
)
def test_anything_else_is_no_verdict(change):
    data = json.loads(verdict_of((GOOD,)).to_json()) | change
    with pytest.raises(ValueError):
        verdict_from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "null", "[" * 100_000])
def test_no_json_is_no_verdict(text):
    with pytest.raises(ValueError):
        verdict_from_json(text)
