"""The signs that all pictures share: arrowheads, crosses, badges and the notes' icons."""

from __future__ import annotations

from cognito_lab.diagrams.svg import Drawing, Point
from cognito_lab.diagrams.text_metrics import text_width
from cognito_lab.diagrams.theme import (
    MUTED,
    NOTE_FRAME,
    NOTE_INK,
    REFUSED,
    TAKEN,
    WHITE,
    BadgeStyle,
    QuestionStyle,
)

BADGE_HEIGHT = 17
BADGE_TEXT = 11
LETTER_WIDTH = 18
CROSS_RADIUS = 7


def filled_head(drawing: Drawing, tip: Point, direction: int, colour: str) -> None:
    """The head of a request: filled. `direction` is 1 to the right, -1 to the left."""
    x, y = tip
    back = x - 9 * direction
    drawing.polygon(((x, y), (back, y - 4.5), (back, y + 4.5)), fill=colour)


def open_head(drawing: Drawing, tip: Point, direction: int, colour: str) -> None:
    """The head of an answer: open."""
    x, y = tip
    back = x - 8 * direction
    drawing.polyline(((back, y - 4.5), (x, y), (back, y + 4.5)), stroke=colour, width=1.6)


def cross(drawing: Drawing, centre: Point, colour: str = REFUSED) -> None:
    """The sign of a refusal: a cross in a ring."""
    x, y = centre
    drawing.circle(centre, CROSS_RADIUS, fill=WHITE, stroke=colour, stroke_width=1.5)
    for slope in (1, -1):
        drawing.line((x - 3.2, y - 3.2 * slope), (x + 3.2, y + 3.2 * slope), stroke=colour, width=2)


def tick(drawing: Drawing, centre: Point, colour: str = TAKEN) -> None:
    """The sign of what has passed: a tick in a ring."""
    x, y = centre
    drawing.circle(centre, CROSS_RADIUS, fill=WHITE, stroke=colour, stroke_width=1.5)
    corners = ((x - 3.6, y + 0.2), (x - 1, y + 3), (x + 3.8, y - 3))
    drawing.polyline(corners, stroke=colour, width=2)


def unreached(drawing: Drawing, centre: Point, colour: str = MUTED) -> None:
    """The sign of a gate that the token does not come to: an empty ring."""
    drawing.circle(centre, CROSS_RADIUS, fill=WHITE, stroke=colour, stroke_width=1.5)


def dash(drawing: Drawing, centre: Point, colour: str = MUTED) -> None:
    """The sign of what was not asked: a dash in a ring."""
    x, y = centre
    drawing.circle(centre, CROSS_RADIUS, fill=WHITE, stroke=colour, stroke_width=1.5)
    drawing.line((x - 3.4, y), (x + 3.4, y), stroke=colour, width=2)


def alarm(drawing: Drawing, centre: Point, colour: str = REFUSED) -> None:
    """The sign of a service that failed: an exclamation mark in a triangle."""
    x, y = centre
    corners = ((x, y - 8), (x - 8.5, y + 6.5), (x + 8.5, y + 6.5))
    drawing.polygon(corners, fill=WHITE)
    drawing.polyline((*corners, corners[0]), stroke=colour, width=1.5)
    drawing.line((x, y - 3.5), (x, y + 1.5), stroke=colour, width=2)
    drawing.circle((x, y + 4), 1.1, fill=colour)


def badge_width(text: str) -> float:
    """The width of a badge with this text, in pixels."""
    return text_width(text, BADGE_TEXT) + 14


def badge(drawing: Drawing, x: float, y: float, text: str, style: BadgeStyle) -> None:
    """A pill with a text in it; `x` and `y` are its upper left corner."""
    width = badge_width(text)
    drawing.rect(
        x, y, width, BADGE_HEIGHT, fill=style.ground, stroke=style.frame, radius=BADGE_HEIGHT / 2
    )
    drawing.text(x + width / 2, y + 12.5, text, size=BADGE_TEXT, fill=style.ink, anchor="middle")


def letter_badge(drawing: Drawing, x: float, y: float, style: QuestionStyle) -> None:
    """N or Z in a square of the question's colour; `x` and `y` are its upper left corner."""
    drawing.rect(x, y, LETTER_WIDTH, BADGE_HEIGHT, fill=style.colour, radius=3)
    drawing.text(
        x + LETTER_WIDTH / 2,
        y + 13,
        style.letter,
        size=12,
        fill=WHITE,
        bold=True,
        anchor="middle",
    )


def number_width(number: int | str) -> float:
    """The width of the disc or pill that holds a message's number."""
    return max(20.0, text_width(str(number), 11, bold=True) + 10)


def number_badge(drawing: Drawing, centre: Point, number: int | str, colour: str) -> None:
    """A message's number on its caller's lane, or numbers on an arrow that was taken."""
    x, y = centre
    width = number_width(number)
    drawing.rect(x - width / 2, y - 10, width, 20, fill=colour, radius=10)
    drawing.text(x, y + 4, str(number), size=11, fill=WHITE, bold=True, anchor="middle")


def envelope(drawing: Drawing, x: float, y: float) -> None:
    """A letter: a message arrived. 15 × 11 pixels from the upper left corner."""
    drawing.rect(x, y, 15, 11, fill=WHITE, stroke=NOTE_INK)
    drawing.polyline(((x, y), (x + 7.5, y + 6), (x + 15, y)), stroke=NOTE_INK)


def clock(drawing: Drawing, x: float, y: float) -> None:
    """A clock: time went by. 13 × 13 pixels."""
    middle = (x + 7.5, y + 5.5)
    drawing.circle(middle, 6.5, fill=WHITE, stroke=NOTE_INK)
    drawing.polyline(
        ((middle[0], middle[1] - 4.5), middle, (middle[0] + 3.2, middle[1] + 1.5)), stroke=NOTE_INK
    )


def dot(drawing: Drawing, x: float, y: float) -> None:
    """A plain dot, for a note of a kind that has no icon."""
    drawing.circle((x + 7.5, y + 5.5), 3, fill=NOTE_FRAME)


NOTE_ICONS = {"message": envelope, "clock": clock}
