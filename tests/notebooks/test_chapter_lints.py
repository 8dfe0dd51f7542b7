"""Each lint finds what is spoilt in a chapter that is good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cognito_lab.diagrams.what_answered import UNCONFIRMED
from cognito_lab.exercises import exercises, questions, tickets
from tests.notebooks import chapter_lints as lints
from tests.notebooks.examples import NAME, notebook, value, with_cell, with_text, without
from tests.notebooks.generic_lints import Lint, binder_link
from tests.notebooks.reading import FOLDER, Notebook

GOOD = Notebook.read(FOLDER / f"{NAME}.ipynb")
EXERCISE = next(one for one in exercises.values() if one.chapter == NAME)
QUESTION = next(one for one in questions.values() if one.chapter == NAME)
ASKING = f'questions["{QUESTION.id}"]'
FIRST = tickets[NAME].questions[0]


def spoilt(old: str, new: str = "") -> Notebook:
    return with_text(GOOD, old, new)


def moved_to_the_end(text: str) -> Notebook:
    last = [cell for cell in GOOD.cells if text in cell.source]
    rest = [cell for cell in GOOD.cells if text not in cell.source]
    cells = (replace(cell, number=n) for n, cell in enumerate([*rest, *last], 1))
    return replace(GOOD, cells=tuple(cells))


def without_outputs() -> Notebook:
    return replace(GOOD, cells=tuple(replace(cell, outputs=()) for cell in GOOD.cells))


def closing_box_without_marks() -> Notebook:
    at = next(cell.number for cell in GOOD.cells if cell.source.startswith("what_answered("))
    plain = GOOD.cells[at - 1].plain.replace(UNCONFIRMED, "")
    return with_cell(GOOD, at, outputs=(value(plain),))


ANOTHER = replace(GOOD, name="99_another")

POOR: dict[Lint, list[tuple[Notebook, str]]] = {
    lints.its_parts_stand_in_their_order: [
        (without(GOOD, "## You may believe"), "no part 'you may believe'"),
        (without(GOOD, "questions["), "no part 'predict'"),
        (without_outputs(), "no part 'recorded picture'"),
        (without(GOOD, "## Investigate"), "no part 'investigate'"),
        (without(GOOD, "## Break it"), "no part 'break it'"),
        (without(GOOD, "## Exercises"), "no part 'exercises'"),
        (without(GOOD, "tickets["), "no part 'exit ticket'"),
        (without(GOOD, "what_answered("), "no part 'what the mock did for us'"),
        (without(GOOD, "**Next:**"), "no part 'next'"),
        (moved_to_the_end("## Break it"), "its parts stand in the order"),
    ],
    lints.its_badges_open_it_and_tell_its_minutes: [
        (spoilt("badge_20_minutes", "badge_45_minutes"), "no badge says that it takes 20"),
        (spoilt("![20 minutes]", "![45 minutes]"), "no badge says that it takes 20"),
        (spoilt("images/badge_binder.svg", "badge.svg"), "there is no Binder badge"),
        (spoilt(binder_link(NAME), binder_link("other")), "does not lead to"),
        (ANOTHER, "nobody says how many minutes"),
    ],
    lints.no_long_row_of_code_is_without_prose: [
        (notebook("# T", *[("1",)] * 6), "cell 7 (code-07) is the 6th code cell"),
    ],
    lints.every_section_asserts_what_it_shows: [
        (notebook("# T\n\n## S", ("1", value("1"))), "the section 'S' shows values"),
    ],
    lints.boto3_is_imported_where_the_lab_starts: [
        (spoilt("import boto3"), "imported in 0 cells"),
        (notebook("# T", ("import boto3\nlab = start_lab()",)), "before the lab is started"),
    ],
    lints.the_lab_is_never_stopped: [(notebook("# T", ("lab.stop()",)), "code-02) stops the lab")],
    lints.its_closing_box_marks_what_no_document_confirms: [
        (without(GOOD, "what_answered("), "names no row"),
        (closing_box_without_marks(), "is silent on"),
    ],
    lints.its_questions_are_asked_before_they_are_shown: [
        (without(GOOD, ASKING), f"{QUESTION.id} is asked 0 times"),
        (spoilt(QUESTION.shown_by, "pass"), f"asserts {QUESTION.id}"),
        (moved_to_the_end(ASKING), f"asserts {QUESTION.id}"),
        (spoilt(ASKING, 'questions["weak-password"]'), "the question of another chapter"),
    ],
    lints.its_exit_ticket_is_shown_and_its_answers_are_asserted: [
        (without(GOOD, "tickets["), "shown 0 times"),
        (spoilt(FIRST.shown_by, "pass"), f"asserts {FIRST.id}"),
        (ANOTHER, "it has no exit ticket"),
    ],
    lints.its_exercises_are_shown_answered_by_the_stub_and_checked: [
        (spoilt(EXERCISE.stub.strip("\n"), "answer = 1"), EXERCISE.id),
        (without(GOOD, ".check("), EXERCISE.id),
        (without(GOOD, f'exercises["{EXERCISE.id}"]'), EXERCISE.id),
    ],
}


@pytest.mark.parametrize(
    ("lint", "poor", "problem"), [(lint, *case) for lint, cases in POOR.items() for case in cases]
)
def test_a_lint_finds_what_is_wrong(lint: Lint, poor: Notebook, problem: str) -> None:
    assert problem in "; ".join(lint(poor))


@pytest.mark.parametrize("lint", lints.CHAPTER_LINTS, ids=lambda lint: lint.__name__)
def test_a_lint_lets_a_good_chapter_be(lint: Lint) -> None:
    assert lint(GOOD) == []


def test_every_lint_is_tried_on_a_poor_chapter() -> None:
    assert set(POOR) == set(lints.CHAPTER_LINTS)
