"""The words of a graph: broken into lines and measured, before anything is placed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.graph import Edge, Group, Node
from cognito_lab.diagrams.svg import Point
from cognito_lab.diagrams.text_metrics import clean, text_width, wrap
from cognito_lab.diagrams.theme import INK, MUTED, REFUSED, TAKEN, question_style

PADDING = 10.0
"""The room in a node, left and right of its words."""

_NAME_TEXT, _NAME_LINE = 13, 17
_SMALL_TEXT, _SMALL_LINE = 11, 14
_GROUP_TEXT, _GROUP_LINE = 12, 16
_TITLE_WIDEST = 240.0
_NODE_NARROWEST = 90.0
_LABEL_WORD_WIDEST = 205.0
"""Up to this width a word of a label is not broken, however narrow labels are to be."""
_REFUSAL_WIDEST = 190.0
_NUMBER_HEIGHT = 20
_CROSS_WIDTH = 2 * marks.CROSS_RADIUS + 5

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; `indent` is the room before it, where `cross` may put a cross."""

    text: str
    size: float
    height: float
    fill: str
    bold: bool = False
    cross: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of a node or of a label, and the box that holds them.

    `badge` is the room on their left, for N or Z or for the numbers of an arrow.
    """

    lines: tuple[Line, ...]
    badge: float
    width: float
    height: float

    def around(self, middle: Point) -> Rect:
        """The box, where its middle is to be here."""
        x, y = middle
        return (x - self.width / 2, y - self.height / 2, x + self.width / 2, y + self.height / 2)


def node_words(node: Node, widest: float) -> Words:
    """What stands in a node; texts are broken at `widest` pixels."""
    style = question_style(node.question)
    badge = marks.LETTER_WIDTH + 8 if style.letter else 0.0
    lines: list[Line] = []
    for text, size, height, fill, bold in (
        (node.sort, _SMALL_TEXT, _SMALL_LINE, style.colour, False),
        (node.name, _NAME_TEXT, _NAME_LINE, INK, True),
        *((detail, _SMALL_TEXT, _SMALL_LINE, MUTED, False) for detail in node.details),
    ):
        words = clean(text)
        if words:
            room = widest - 2 * PADDING - badge
            lines += [
                Line(line, size, height, fill, bold) for line in wrap(words, room, size, bold=bold)
            ]
    for text in node.refused:
        room = _REFUSAL_WIDEST - badge
        lines += [
            Line(line, _SMALL_TEXT, _NAME_LINE, REFUSED, True, cross=not i, indent=_CROSS_WIDTH)
            for i, line in enumerate(wrap(clean(text), room, _SMALL_TEXT, bold=True))
        ]
    wide, high = _extent(lines)
    return Words(
        tuple(lines),
        badge,
        max(_NODE_NARROWEST, wide + badge + 2 * PADDING),
        max(high, marks.BADGE_HEIGHT) + 14,
    )


def label_words(edge: Edge, widest: float) -> Words:
    """What stands on an arrow."""
    style = question_style(edge.question)
    badge = marks.LETTER_WIDTH + 5 if style.letter else 0.0
    high = marks.BADGE_HEIGHT if style.letter else 0
    if edge.numbers:
        badge, high = marks.number_width(numbers_of(edge)) + 5, _NUMBER_HEIGHT
    bold = bool(edge.numbers)
    parts = [clean(part) for part in edge.label.split("\n")]
    words = max(text_width(word, _SMALL_TEXT, bold) for part in parts for word in part.split(" "))
    room = max(widest, min(words, _LABEL_WORD_WIDEST)) - (badge if style.letter else 0)
    lines = tuple(
        Line(line, _SMALL_TEXT, _SMALL_LINE, colour_of(edge), bold)
        for part in parts
        for line in wrap(part, room, _SMALL_TEXT, bold=bold)
    )
    width, height = _extent(lines)
    return Words(lines, badge, width + badge + 8, max(height, high) + 6)


def numbers_of(edge: Edge) -> str:
    """The numbers of an arrow that was taken, as one text."""
    return ", ".join(map(str, edge.numbers))


def colour_of(edge: Edge) -> str:
    """The colour of an arrow and of its label."""
    return TAKEN if edge.numbers else question_style(edge.question).colour


def title_words(group: Group) -> Words:
    """The title of a frame."""
    style = question_style(group.question)
    badge = marks.LETTER_WIDTH + 6 if style.letter else 0.0
    lines = tuple(
        Line(line, _GROUP_TEXT, _GROUP_LINE, style.colour, bold=True)
        for line in wrap(clean(group.title), _TITLE_WIDEST, _GROUP_TEXT, bold=True)
    )
    wide, high = _extent(lines)
    return Words(lines, badge, wide + badge, max(high, marks.BADGE_HEIGHT))


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    widths = (text_width(line.text, line.size, line.bold) + line.indent for line in lines)
    return float(math.ceil(max(widths, default=0.0))), sum(line.height for line in lines)
