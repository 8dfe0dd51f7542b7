"""Colours have contrast, and no meaning rests on colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from cognito_lab.diagrams import theme
from cognito_lab.flow.call import ANSWERS
from cognito_lab.flow.questions import QUESTIONS

INKS = {
    "ink": theme.INK,
    "muted": theme.MUTED,
    "refused": theme.REFUSED,
    **{name: style.colour for name, style in theme.QUESTIONS.items()},
}


def test_the_measure_is_that_of_wcag() -> None:
    assert theme.contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert theme.contrast("#FFFFFF", "#FFFFFF") == 1


@pytest.mark.parametrize("ink", INKS.values(), ids=INKS)
def test_text_on_the_ground_has_contrast(ink: str) -> None:
    assert theme.contrast(ink, theme.GROUND) >= 4.5


def test_text_on_a_tint_has_contrast() -> None:
    for style in theme.QUESTIONS.values():
        assert theme.contrast(style.colour, style.tint) >= 4.5
        assert theme.contrast(theme.WHITE, style.colour) >= 4.5
    for badge in theme.ANSWERED_BY.values():
        assert theme.contrast(badge.ink, badge.ground) >= 4.5
    assert theme.contrast(theme.NOTE_INK, theme.NOTE_GROUND) >= 4.5
    assert theme.contrast(theme.INK, theme.BAND) >= 4.5


def test_lines_have_the_contrast_that_wcag_asks_of_graphics() -> None:
    for colour in (theme.LIFELINE, theme.REFUSED, *(q.colour for q in theme.QUESTIONS.values())):
        assert theme.contrast(colour, theme.GROUND) >= 3


def test_every_question_and_every_answerer_has_a_style() -> None:
    assert set(theme.QUESTIONS) == set(QUESTIONS)
    assert set(theme.ANSWERED_BY) == set(ANSWERS)


def test_any_two_questions_differ_by_more_than_colour() -> None:
    for one, other in combinations(theme.QUESTIONS.values(), 2):
        assert one.letter != other.letter
        assert one.meaning != other.meaning
