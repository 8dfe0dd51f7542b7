"""The legend of a sequence: the signs that the picture uses, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.text_metrics import text_width
from cognito_lab.diagrams.theme import ANSWER_DASH, MUTED, QUESTIONS, QuestionStyle, badge_style
from cognito_lab.diagrams.wording import FAILED, NOT_SENT, REFUSED, Message
from cognito_lab.flow.call import ANSWERS, NOBODY

_TEXT = 11
_LINE = 22
_BETWEEN = 22
_SAMPLE = 36


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of a known width, how it is drawn from a place, and its meaning."""

    width: float
    draw: Callable[[Drawing, float, float], None]
    meaning: str


def draw_legend(
    drawing: Drawing, messages: Sequence[Message], x: float, y: float, room: float
) -> float:
    """Draw the signs that these messages use, in lines of at most `room` pixels.

    Gives the y under the legend.
    """
    start = x
    for sign in _signs(messages):
        width = sign.width + 6 + text_width(sign.meaning, _TEXT)
        if x > start and x + width > start + room:
            x, y = start, y + _LINE
        sign.draw(drawing, x, y + _LINE / 2)
        drawing.text(x + sign.width + 6, y + _LINE / 2 + 4, sign.meaning, size=_TEXT, fill=MUTED)
        x += width + _BETWEEN
    return y + _LINE


def _signs(messages: Sequence[Message]) -> list[_Sign]:
    asked = {message.question for message in messages}
    ended = {message.ending for message in messages}
    answered = {message.answered_by for message in messages}
    signs = [_question(style) for name, style in QUESTIONS.items() if name in asked]
    if ended - {NOT_SENT}:
        signs.append(_Sign(_SAMPLE, _answer, "what came back"))
    if REFUSED in ended:
        signs.append(_Sign(14, _at(marks.cross, 7), "refused by the service"))
    if FAILED in ended:
        signs.append(_Sign(16, _at(marks.alarm, 8), "the service failed"))
    if NOT_SENT in ended:
        signs.append(_Sign(_SAMPLE, _stopped, "never sent"))
    pills = [name for name in ANSWERS if name in answered and name != NOBODY]
    if pills:
        signs.append(_pills(pills))
    return signs


def _question(style: QuestionStyle) -> _Sign:
    indent = marks.LETTER_WIDTH + 5 if style.letter else 0

    def draw(drawing: Drawing, x: float, y: float) -> None:
        if style.letter:
            marks.letter_badge(drawing, x, y - marks.BADGE_HEIGHT / 2, style)
        tip = (x + indent + _SAMPLE, y)
        drawing.line(
            (x + indent, y), (tip[0] - 6, y), stroke=style.colour, width=2, dash=style.dash
        )
        marks.filled_head(drawing, tip, 1, style.colour)

    return _Sign(indent + _SAMPLE, draw, style.meaning)


def _answer(drawing: Drawing, x: float, y: float) -> None:
    drawing.line((x + 1, y), (x + _SAMPLE, y), stroke=MUTED, width=1.5, dash=ANSWER_DASH)
    marks.open_head(drawing, (x, y), -1, MUTED)


def _stopped(drawing: Drawing, x: float, y: float) -> None:
    drawing.line((x, y), (x + _SAMPLE - 14, y), stroke=MUTED, width=2)
    marks.cross(drawing, (x + _SAMPLE - 7, y))


def _at(
    mark: Callable[[Drawing, tuple[float, float]], None], offset: float
) -> Callable[[Drawing, float, float], None]:
    return lambda drawing, x, y: mark(drawing, (x + offset, y))


def _pills(names: Sequence[str]) -> _Sign:
    """All badges in a row: they have one meaning."""
    widths = [marks.badge_width(name) for name in names]

    def draw(drawing: Drawing, x: float, y: float) -> None:
        for name, width in zip(names, widths, strict=True):
            marks.badge(drawing, x, y - marks.BADGE_HEIGHT / 2, name, badge_style(name))
            x += width + 5

    return _Sign(sum(widths) + 5 * (len(names) - 1), draw, "who answered")
