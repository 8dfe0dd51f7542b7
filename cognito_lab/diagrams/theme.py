"""The colours and signs that every picture shares.

Nothing is said by colour alone. Authentication is blue, a solid line and the letter N;
authorization is orange, a dashed line and the letter Z; what belongs to neither is grey
and has no letter. A refusal has a cross, an answer has an open arrowhead.

Every picture brings its own white ground, so that it reads the same on a light page, on
a dark page and in print. Text has a contrast of at least 4.5 : 1 on each ground that it
stands on (WCAG 2.1, success criterion 1.4.3); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER
from cognito_lab.flow.call import LAB, MOTO, MOTO_AND_LAB, NOBODY

PAGE = 900
"""The width in pixels that JupyterLab gives a picture on a laptop, its file browser open."""

WIDE_PAGE = 1080
"""The width that a picture may have where its lanes need it; it is then scaled down."""

FONT = "'DejaVu Sans', Verdana, sans-serif"

WHITE = "#FFFFFF"
GROUND = WHITE
FRAME = "#C4CBD3"
INK = "#1B1F24"
MUTED = "#505862"
LIFELINE = "#868F99"
BAND = "#E9EDF2"
REFUSED = "#A8071A"
TAKEN = "#0B57A4"

NOTE_GROUND = "#FFF8DC"
NOTE_FRAME = "#B79A3B"
NOTE_INK = "#5C4A00"


@dataclass(frozen=True, slots=True)
class QuestionStyle:
    """How one of the two questions is told apart: by letter, by colour and by line.

    `dash` is SVG's stroke-dasharray, None for a solid line; `meaning` is the legend's text.
    """

    letter: str
    colour: str
    tint: str
    dash: str | None
    meaning: str


QUESTIONS: dict[str, QuestionStyle] = {
    AUTHENTICATION: QuestionStyle("N", "#0B57A4", "#E6F0FA", None, "authentication: who are you?"),
    AUTHORIZATION: QuestionStyle(
        "Z", "#9C4200", "#FDEEDF", "9 4", "authorization: what may you do?"
    ),
    NEITHER: QuestionStyle("", "#57606A", "#EFF1F4", None, "neither: building the scene"),
}
ANSWER_DASH = "2 3"
"""The dots of an answer's line: shorter than authorization's dashes."""


@dataclass(frozen=True, slots=True)
class BadgeStyle:
    """The pill that says what answered: its ground, its frame and its ink."""

    ground: str
    frame: str
    ink: str


ANSWERED_BY: dict[str, BadgeStyle] = {
    MOTO: BadgeStyle(WHITE, "#868F99", "#3D444D"),
    MOTO_AND_LAB: BadgeStyle("#E3F4EA", "#2F7D4F", "#1B5E37"),
    LAB: BadgeStyle("#1B5E37", "#1B5E37", WHITE),
    NOBODY: BadgeStyle(WHITE, REFUSED, REFUSED),
}


def question_style(question: str) -> QuestionStyle:
    """The style of a question; an unknown one (from a saved trace) looks like neither."""
    return QUESTIONS.get(question, QUESTIONS[NEITHER])


def badge_style(answered_by: str) -> BadgeStyle:
    """The style of an answered-by badge; an unknown one looks like moto's."""
    return ANSWERED_BY.get(answered_by, ANSWERED_BY[MOTO])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, from 1 to 21 (WCAG 2.1).

    https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)
