"""What every chapter of the course keeps to, besides: its parts, its questions, its exercises."""

from __future__ import annotations

import re
from collections.abc import Callable

from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.diagrams.badge import BINDER, badge_of_minutes
from cognito_lab.diagrams.what_answered import UNCONFIRMED
from cognito_lab.exercises import exercises, questions, tickets
from cognito_lab.exercises.question import Question
from tests.notebooks.generic_lints import Lint, binder_link
from tests.notebooks.reading import Cell, Notebook

MINUTES = {
    "00_start_here": 20,
    "01_user_pool_sign_in": 45,
    "02_challenges_and_recovery": 35,
    "03_token_anatomy": 50,
    "04_token_lifetimes": 30,
    "05_identity_pool_exchange": 55,
    "06_iam_policy_evaluation": 60,
    "07_roles_and_attributes": 40,
}
"""How long each chapter takes."""

MOST_CODE_CELLS_IN_A_ROW = 5


def _says(text: str) -> Callable[[Cell], bool]:
    return lambda cell: cell.kind == "markdown" and re.search(text, cell.source, re.M) is not None


def _runs(text: str) -> Callable[[Cell], bool]:
    return lambda cell: cell.kind == "code" and re.search(text, cell.source) is not None


def _shows_a_picture(cell: Cell) -> bool:
    return cell.pictures > 0


PARTS: dict[str, Callable[[Cell], bool]] = {
    "badges": _says(r"^\[!\["),
    "what you will be able to do": _says(r"^\*\*After this chapter you will be able to\*\*$"),
    "you may believe": _says(r"^## You may believe…$"),
    "predict": _runs(r"^questions\["),
    "recorded picture": _shows_a_picture,
    "investigate": _says(r"^## Investigate$"),
    "break it": _says(r"^## Break it$"),
    "exercises": _says(r"^## Exercises$"),
    "exit ticket": _runs(r"^tickets\["),
    "what the mock did for us": _runs(r"^what_answered\("),
    "next": _says(r"^\*\*Next:\*\* "),
}
"""The parts of a chapter in their order, and how a cell is known to begin one."""


def its_parts_stand_in_their_order(chapter: Notebook) -> list[str]:
    first = {
        part: next((cell.number for cell in chapter.cells if begins(cell)), None)
        for part, begins in PARTS.items()
    }
    missing = [f"there is no part {part!r}" for part, at in first.items() if at is None]
    there = {part: at for part, at in first.items() if at is not None}
    in_order = sorted(there, key=lambda part: there[part])
    if in_order != list(there):
        missing.append(f"its parts stand in the order {', '.join(in_order)}")
    return missing


def its_badges_open_it_and_tell_its_minutes(chapter: Notebook) -> list[str]:
    minutes = MINUTES.get(chapter.name)
    if minutes is None:
        return ["nobody says how many minutes it takes"]
    head = Notebook(chapter.name, chapter.cells[:1], chapter.folder).links
    images = [(link.text, link.target) for link in head if link.image]
    found = []
    if f"images/{BINDER}" not in [target for _, target in images]:
        found.append("there is no Binder badge in its first cell")
    if binder_link(chapter.name) not in [link.target for link in head]:
        found.append(f"its Binder badge does not lead to {binder_link(chapter.name)}")
    if (f"{minutes} minutes", f"images/{badge_of_minutes(minutes)}") not in images:
        found.append(f"no badge says that it takes {minutes} minutes")
    return found


def no_long_row_of_code_is_without_prose(chapter: Notebook) -> list[str]:
    found, row = [], 0
    for cell in chapter.cells:
        row = row + 1 if cell.kind == "code" else 0
        if row == MOST_CODE_CELLS_IN_A_ROW + 1:
            found.append(f"{cell} is the {row}th code cell without prose")
    return found


def every_section_asserts_what_it_shows(chapter: Notebook) -> list[str]:
    return [
        f"the section {head!r} shows values and asserts nothing"
        for head, cells in chapter.sections
        if any(
            output["output_type"] == "execute_result" for cell in cells for output in cell.outputs
        )
        and not any(cell.asserts for cell in cells)
    ]


def boto3_is_imported_where_the_lab_starts(chapter: Notebook) -> list[str]:
    importing = [
        cell for cell in chapter.code if re.search(r"import boto3|from boto3", cell.source)
    ]
    if len(importing) != 1:
        return [f"boto3 is imported in {len(importing)} cells"]
    source = importing[0].source
    in_order = 0 <= source.find("start_lab(") < source.find("import boto3")
    return [] if in_order else ["boto3 is imported before the lab is started"]


def the_lab_is_never_stopped(chapter: Notebook) -> list[str]:
    return [f"{cell} stops the lab" for cell in chapter.code if ".stop()" in cell.source]


def its_closing_box_marks_what_no_document_confirms(chapter: Notebook) -> list[str]:
    box = next((cell.plain for cell in chapter.code if "AWS answered none" in cell.plain), "")
    acted = [row for row in ROWS if f"- {row.id} (call" in box]
    if not acted:
        return ["its closing box names no row of the ledger"]
    return [
        f"the closing box is silent on what no document confirms of {row.id}"
        for row in acted
        if (f"{UNCONFIRMED}: {row.unconfirmed}" in box) is not bool(row.unconfirmed)
    ]


def its_questions_are_asked_before_they_are_shown(chapter: Notebook) -> list[str]:
    """Each once; and a cell further down asserts the right answer."""
    found = []
    for question in questions.values():
        if question.chapter != chapter.name:
            continue
        asking = [c for c in chapter.code if c.source == f'questions["{question.id}"]']
        if len(asking) != 1:
            found.append(f"{question.id} is asked {len(asking)} times")
        elif not _asserted(question, chapter.cells[asking[0].number :]):
            found.append(f"no later cell with {question.shown_by!r} asserts {question.id}")
    return found + [
        f"{cell} asks the question of another chapter"
        for cell in chapter.code
        for name in re.findall(r'questions\["([^"]+)"\]', cell.source)
        if questions[name].chapter != chapter.name
    ]


def its_exit_ticket_is_shown_and_its_answers_are_asserted(chapter: Notebook) -> list[str]:
    if chapter.name not in tickets:
        return ["it has no exit ticket"]
    showing = [cell for cell in chapter.code if cell.source == f'tickets["{chapter.name}"]']
    found = [] if len(showing) == 1 else [f"its exit ticket is shown {len(showing)} times"]
    return found + [
        f"no cell with {question.shown_by!r} asserts {question.id}"
        for question in tickets[chapter.name].questions
        if not _asserted(question, chapter.cells)
    ]


def _asserted(question: Question, cells: tuple[Cell, ...]) -> bool:
    return any(cell.asserts and question.shown_by in cell.source for cell in cells)


def its_exercises_are_shown_answered_by_the_stub_and_checked(chapter: Notebook) -> list[str]:
    found = []
    sources = [cell.source for cell in chapter.code]
    for exercise in exercises.values():
        if exercise.chapter != chapter.name:
            continue
        shown = f'exercises["{exercise.id}"]'
        wanted = [shown, exercise.stub.strip("\n"), f"{shown}.check({exercise.answer_name})"]
        if not any(sources[n : n + 3] == wanted for n in range(len(sources))):
            found.append(
                f"{exercise.id} is not shown, answered by its stub and checked in three cells"
            )
    return found


CHAPTER_LINTS: tuple[Lint, ...] = (
    its_parts_stand_in_their_order,
    its_badges_open_it_and_tell_its_minutes,
    no_long_row_of_code_is_without_prose,
    every_section_asserts_what_it_shows,
    boto3_is_imported_where_the_lab_starts,
    the_lab_is_never_stopped,
    its_closing_box_marks_what_no_document_confirms,
    its_questions_are_asked_before_they_are_shown,
    its_exit_ticket_is_shown_and_its_answers_are_asserted,
    its_exercises_are_shown_answered_by_the_stub_and_checked,
)
