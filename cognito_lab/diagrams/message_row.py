"""One call of a sequence diagram: its words, its arrow and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.lanes import SELF_ROOM, Lane
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.text_metrics import ASCENT, text_width, wrap
from cognito_lab.diagrams.theme import (
    ANSWER_DASH,
    GROUND,
    INK,
    LIFELINE,
    MUTED,
    REFUSED,
    WHITE,
    BadgeStyle,
    badge_style,
    question_style,
)
from cognito_lab.diagrams.wording import ANSWERED, FAILED, NOT_SENT, Message
from cognito_lab.flow.call import LAB, NOBODY

OPERATION_TEXT, OPERATION_LINE = 13, 17
BODY_TEXT, BODY_LINE = 12, 15
SMALL_TEXT, SMALL_LINE = 11, 14
_ABOVE_ARROW = 8
_BELOW_ARROW = 7
_MOST_ROOM = 440.0
_BAR = 4
_LOOP = 44


def room_wanted(message: Message, inset: float) -> float:
    """How far apart the two lanes of a call should stand for its words, in pixels."""
    first = text_width(message.operation, OPERATION_TEXT, bold=True) + marks.LETTER_WIDTH + 6
    first += text_width(message.credential, SMALL_TEXT) + 14
    if message.attempt > 1:
        first += marks.badge_width(attempt_text(message)) + 8
    answer = text_width(_answer_text(message), BODY_TEXT) + 10
    answer += marks.badge_width(message.answered_by)
    request = text_width(message.request, BODY_TEXT)
    explanation = text_width(message.explanation, BODY_TEXT)
    return max(first, min(max(answer, request, explanation), _MOST_ROOM)) + 2 * inset


def inset_of(numbers: Iterable[int]) -> float:
    """How far from the lanes the words keep, so that they are clear of these numbers."""
    return max((16.0, *(marks.number_width(number) / 2 + 6 for number in numbers)))


def attempt_text(message: Message) -> str:
    """What the badge of a retry says."""
    return f"attempt {message.attempt}"


def _answer_text(message: Message) -> str:
    return f"{message.outcome} · {message.answer}" if message.answer else message.outcome


class MessageRow:
    """Draws one call from `top` downwards; `bottom` is where the next one may begin.

    A `brief` call has its operation, its arrow and its outcome, and no more. `ground` is the
    colour that it is drawn on.
    """

    def __init__(
        self,
        drawing: Drawing,
        message: Message,
        lanes: Mapping[str, Lane],
        top: float,
        *,
        inset: float,
        show_wire: bool,
        brief: bool = False,
        ground: str = GROUND,
    ) -> None:
        self._drawing, self._message = drawing, message
        self._brief, self._ground = brief, ground
        self._said = False
        self._style = question_style(message.question)
        self._from, self._to = lanes[message.caller].x, lanes[message.callee].x
        self._direction = 1 if self._to >= self._from else -1
        self._lifelines = [lane.x for lane in lanes.values()]
        self._itself = self._from == self._to
        self._x = min(self._from, self._to) + inset
        between = self._room_beside() if self._itself else abs(self._to - self._from)
        self._room = between - 2 * inset
        self._y = top
        self._asked(show_wire)
        if message.ending == NOT_SENT:
            self._stopped_arrow()
        elif self._itself:
            self._loop()
        else:
            self._arrow_and_answer()
        self.bottom = self._y

    def _room_beside(self) -> float:
        return min((x - self._from for x in self._lifelines if x > self._from), default=SELF_ROOM)

    # The words above the arrow.

    def _asked(self, show_wire: bool) -> None:
        message = self._message
        left = self._x
        if self._style.letter:
            self._clear(left, self._y, marks.LETTER_WIDTH, marks.BADGE_HEIGHT)
            marks.letter_badge(self._drawing, left, self._y, self._style)
            left += marks.LETTER_WIDTH + 6
        right = self._x + self._room
        lines = wrap(message.operation, right - left, OPERATION_TEXT, bold=True)
        self._lines(lines, OPERATION_TEXT, OPERATION_LINE, self._style.colour, bold=True, x=left)
        end = left + text_width(lines[-1], OPERATION_TEXT, bold=True)
        line_top = self._y - OPERATION_LINE
        self._y += 2
        if message.attempt > 1:
            width = marks.badge_width(attempt_text(message))
            if end + 8 + width > right:
                end, line_top = self._x - 8, self._y
                self._y += marks.BADGE_HEIGHT + 3
            self._badge(end + 8, line_top, attempt_text(message), badge_style(""))
            end += 8 + width
        width = text_width(message.credential, SMALL_TEXT)
        if self._brief:
            self._outcome_beside(end + 12, line_top)
        elif not message.credential:
            pass
        elif end + 12 + width <= right:
            # Flush with the right edge in whatever font the reader has.
            y = line_top + 2
            self._clear(right - width, y, width, SMALL_TEXT * 1.2)
            self._drawing.text(
                right,
                y + ASCENT * SMALL_TEXT,
                message.credential,
                size=SMALL_TEXT,
                fill=MUTED,
                anchor="end",
            )
        else:
            self._wrapped(message.credential, SMALL_TEXT, SMALL_LINE, MUTED)
        if self._brief:
            return
        if show_wire and message.wire:
            self._wrapped(message.wire, SMALL_TEXT, SMALL_LINE, MUTED)
        if message.request:
            self._wrapped(message.request, BODY_TEXT, BODY_LINE, INK)

    def _outcome_beside(self, left: float, y: float) -> None:
        """The outcome of a brief call, at the right of its operation where it has room."""
        good = self._message.ending == ANSWERED
        width = text_width(self._message.outcome, BODY_TEXT, not good)
        right = self._x + self._room
        if left + width <= right:
            fill = INK if good else REFUSED
            self._clear(right - width, y, width, BODY_TEXT * 1.2)
            self._drawing.text(
                right,
                y + 1 + ASCENT * BODY_TEXT,
                self._message.outcome,
                size=BODY_TEXT,
                fill=fill,
                bold=not good,
                anchor="end",
            )
            self._said = True

    def _badge(self, x: float, y: float, text: str, style: BadgeStyle) -> None:
        self._clear(x, y, marks.badge_width(text), marks.BADGE_HEIGHT)
        marks.badge(self._drawing, x, y, text, style)

    # The arrows.

    def _request_line(self, y: float, end: float) -> None:
        message, direction = self._message, self._direction
        start = self._from + direction * marks.number_width(message.number) / 2
        self._drawing.line(
            (start, y), (end, y), stroke=self._style.colour, width=2, dash=self._style.dash
        )
        marks.number_badge(self._drawing, (self._from, y), message.number, self._style.colour)

    def _arrow_and_answer(self) -> None:
        direction = self._direction
        asked = self._y + _ABOVE_ARROW
        self._y = asked + _BELOW_ARROW
        self._answer_words()
        answered = self._y + _ABOVE_ARROW - 2
        self._drawing.rect(
            self._to - _BAR, asked - 4, 2 * _BAR, answered - asked + 8, fill=WHITE, stroke=LIFELINE
        )
        tip = self._to - direction * (_BAR + 1)
        self._request_line(asked, tip - direction * 8)
        marks.filled_head(self._drawing, (tip, asked), direction, self._style.colour)
        self._answer_line(answered)
        self._y = answered + _BELOW_ARROW
        self._explanation()

    def _answer_line(self, y: float) -> None:
        direction, ending = self._direction, self._message.ending
        colour = self._style.colour if ending == ANSWERED else REFUSED
        away = _BAR + 1 if ending == ANSWERED else marks.CROSS_RADIUS + 2
        end = self._from + direction * 2
        self._drawing.line(
            (self._to - direction * away, y),
            (end + direction, y),
            stroke=colour,
            width=1.5,
            dash=ANSWER_DASH,
        )
        marks.open_head(self._drawing, (end, y), -direction, colour)
        if ending != ANSWERED:
            mark = marks.alarm if ending == FAILED else marks.cross
            mark(self._drawing, (self._to, y))

    def _stopped_arrow(self) -> None:
        """A call that was never sent: its arrow ends in a cross, short of the other lane."""
        y = self._y + _ABOVE_ARROW
        reach = _LOOP if self._itself else max(60.0, abs(self._to - self._from) * 0.45)
        end = self._from + self._direction * reach
        self._request_line(y, end)
        marks.cross(self._drawing, (end + self._direction * marks.CROSS_RADIUS, y))
        self._y = y + marks.CROSS_RADIUS + 3
        self._answer_words()
        self._explanation()

    def _loop(self) -> None:
        """A call of an actor to itself."""
        y, x = self._y + _ABOVE_ARROW, self._from
        self._request_line(y, x + _LOOP)
        self._drawing.polyline(
            ((x + _LOOP, y), (x + _LOOP, y + 14), (x + 10, y + 14)),
            stroke=self._style.colour,
            width=2,
            dash=self._style.dash,
        )
        marks.filled_head(self._drawing, (x + 2, y + 14), -1, self._style.colour)
        if self._message.ending != ANSWERED:
            mark = marks.alarm if self._message.ending == FAILED else marks.cross
            mark(self._drawing, (x + _LOOP + 12, y + 7))
        self._y = y + 14 + _BELOW_ARROW
        self._answer_words()
        self._explanation()

    # The words of the answer.

    def _answer_words(self) -> None:
        """How the call ended, and the badge of what answered: beside it, or under it."""
        if self._said:
            self._y += 5  # the answer's arrow keeps clear of the number
            return
        message = self._message
        good = message.ending == ANSWERED
        text = _answer_text(message) if good and not self._brief else message.outcome
        fill = INK if good else REFUSED
        *lines, last = wrap(text, self._room, BODY_TEXT, bold=not good)
        self._lines(lines, BODY_TEXT, BODY_LINE, fill, bold=not good)
        self._text(self._x, self._y, last, BODY_TEXT, fill, bold=not good, offset=1)
        badge = "" if message.answered_by == NOBODY or self._brief else message.answered_by
        width = marks.badge_width(badge)
        if badge and text_width(last, BODY_TEXT, not good) + 10 + width <= self._room:
            self._answered_by(badge, width)
            badge = ""
        self._y += BODY_LINE + (1 if badge else 3)
        if self._brief:
            return
        if not good and message.answer:
            self._wrapped(message.answer, BODY_TEXT, BODY_LINE, INK)
        self._ledger_rows(badge, width)

    def _ledger_rows(self, badge: str, width: float) -> None:
        """The ids of the lab's checks, beside the badge where that has no place yet."""
        message = self._message
        rows = ", ".join(message.behaviours)
        text = f"{'lab' if message.answered_by == LAB else 'lab checks'}: {rows}" if rows else ""
        if badge and width > self._room:
            self._wrapped(f"answered by: {badge}", SMALL_TEXT, SMALL_LINE, MUTED)
            badge = ""
        if badge:
            self._answered_by(badge, width)
            room = max(0.0, self._room - width - 10)
            first, *lines = wrap(text, self._room, SMALL_TEXT, first=room)
            self._text(self._x, self._y, first, SMALL_TEXT, MUTED, offset=2)
            self._y += marks.BADGE_HEIGHT + 2
            self._lines(lines, SMALL_TEXT, SMALL_LINE, MUTED)
        elif text:
            self._wrapped(text, SMALL_TEXT, SMALL_LINE, MUTED)

    def _answered_by(self, badge: str, width: float) -> None:
        place = self._x + self._room - width
        self._badge(place, self._y, badge, badge_style(self._message.answered_by))

    def _explanation(self) -> None:
        if self._message.explanation and not self._brief:
            self._wrapped(self._message.explanation, BODY_TEXT, BODY_LINE, REFUSED)

    # Text, clear of the lifelines that it stands on.

    def _wrapped(self, text: str, size: float, height: float, fill: str) -> None:
        self._lines(wrap(text, self._room, size), size, height, fill)

    def _lines(
        self,
        lines: Sequence[str],
        size: float,
        height: float,
        fill: str,
        *,
        bold: bool = False,
        x: float | None = None,
    ) -> None:
        for line in lines:
            self._text(self._x if x is None else x, self._y, line, size, fill, bold=bold)
            self._y += height

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        fill: str,
        *,
        bold: bool = False,
        offset: float = 0,
    ) -> None:
        if not text:
            return
        self._clear(x, y + offset, text_width(text, size, bold), size * 1.2)
        self._drawing.text(x, y + offset + ASCENT * size, text, size=size, fill=fill, bold=bold)

    def _clear(self, x: float, y: float, width: float, height: float) -> None:
        """Interrupt the lifelines that would run through what is written here."""
        if any(x - 3 <= line <= x + width + 3 for line in self._lifelines):
            self._drawing.rect(x - 3, y - 1, width + 6, height + 2, fill=self._ground)
