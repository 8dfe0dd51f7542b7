"""Chapter 6 marks what the lab's judge decides and no document of AWS's confirms."""

import pytest

from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.policies.choices import CHOICES
from tests.notebooks.reading import FOLDER, Notebook

CHAPTER = Notebook.read(FOLDER / "06_iam_policy_evaluation.ipynb")
RESTS_ON = (
    "What limits a resource policy's Allow to everybody",
    "A condition key that is in no list?",
    "A key with several values under an operator without ForAllValues",
    "A condition key's value that is an empty list?",
)
"""The choices that a cell of the chapter, or an exercise of it, rests on."""

IN_PROSE = {
    "grants = policy(": "everybody; " + UNCONFIRMED,
    "misspelt = no_http(": UNCONFIRMED + " how a key that AWS does not know is evaluated",
    "found[operator] =": UNCONFIRMED + " that one right value suffices then",
}
"""Cells that show a choice, and what the text beside them says."""


@pytest.mark.parametrize("begins", RESTS_ON)
def test_what_the_chapter_rests_on_is_shown_with_the_mark(begins: str) -> None:
    (choice,) = (choice for choice in CHOICES if choice.question.startswith(begins))
    shown = "\n".join(cell.plain for cell in CHAPTER.code)
    assert f"{UNCONFIRMED}: {choice.question}\n    The lab: {choice.choice}" in shown


def test_no_other_choice_is_shown() -> None:
    shown = "\n".join(cell.plain for cell in CHAPTER.code)
    assert sum(choice.question in shown for choice in CHOICES) == len(RESTS_ON)


@pytest.mark.parametrize("code", IN_PROSE)
def test_the_text_beside_a_cell_that_shows_a_choice_has_the_mark(code: str) -> None:
    (at,) = (cell.number for cell in CHAPTER.code if code in cell.source)
    beside = " ".join(cell.source for cell in CHAPTER.cells[at - 3 : at + 2])
    assert IN_PROSE[code] in beside
