"""The canvas of a sequence: lanes, heads, calls, notes and steps, from the top downwards.

`sequence.draw_sequence` fills it with a whole trace, `sequence_crop` with one call and its
neighbours. Nothing is placed by hand: each row is laid out from measured text, and the lanes
stand as far apart as the words between them need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.lanes import (
    HEAD_LINE,
    HEAD_TEXT,
    Lane,
    Span,
    actors_of,
    head_of,
    place_lanes,
)
from cognito_lab.diagrams.legend import draw_legend
from cognito_lab.diagrams.message_row import MessageRow, inset_of, room_wanted
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.text_metrics import ASCENT, clean, text_width, wrap
from cognito_lab.diagrams.theme import (
    BAND,
    GROUND,
    INK,
    LIFELINE,
    MUTED,
    NOTE_FRAME,
    NOTE_GROUND,
    NOTE_INK,
    WHITE,
    question_style,
)
from cognito_lab.diagrams.wording import Message
from cognito_lab.flow import Note

_LEAST = 520
_MARGIN = 18
_BAR_ROOM = 14
_TITLE_TEXT, _TITLE_LINE = 16, 21
_NOTE_TEXT, _NOTE_LINE = 12, 15
_NAMES_AGAIN = 560
_BETWEEN_ROWS = 15
_LABEL_TEXT, _LABEL_HEIGHT = 12, 19
_FRAME = 8

Entry = Message | Note


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a sequence, placed: by actor, with the picture's width.

    `inset` is how far from the lanes the words keep; `steps` whether there are any.
    """

    by_actor: Mapping[str, Lane]
    actors: tuple[str, ...]
    width: float
    inset: float
    steps: bool


def lanes_of(entries: Sequence[Entry], *, steps: bool, narrow: bool = False) -> Lanes:
    """Place the lanes for these calls.

    `steps` leaves room for the steps' bars, `narrow` for text beside the picture.
    """
    messages = [entry for entry in entries if isinstance(entry, Message)]
    actors = actors_of(messages)
    inset = inset_of(message.number for message in messages)
    if not actors:
        return Lanes({}, (), float(_LEAST), inset, steps)
    callers = {message.caller for message in messages}
    heads = [head_of(actor, actor in callers) for actor in actors]
    place = {actor: i for i, actor in enumerate(actors)}
    spans = []
    for message in messages:
        one, other = sorted((place[message.caller], place[message.callee]))
        # A call of an actor to itself has its words to the right of its own lane.
        right = other if other > one else one + 1
        spans.append(Span(one, right, room_wanted(message, inset)))
    left = _MARGIN + (_BAR_ROOM if steps else 0)
    placed, width = place_lanes(heads, spans, left=left, right=_MARGIN, least=_LEAST, narrow=narrow)
    return Lanes({lane.actor: lane for lane in placed}, tuple(actors), width, inset, steps)


class Canvas:
    """The picture as it grows downwards: heading and heads first, then one entry at a time."""

    def __init__(self, lanes: Lanes, *, show_wire: bool) -> None:
        self._lanes, self._inset, self.width = lanes.by_actor, lanes.inset, lanes.width
        self._show_wire = show_wire
        self._ground, self._behind, self._front = Drawing(), Drawing(), Drawing()
        self._step = ""
        self._step_top = 0.0
        self._left = float(_MARGIN)
        self._indent = _BAR_ROOM if lanes.steps else 0
        self._room = self.width - self._left - _MARGIN
        self._y = self._lifelines_top = self._names_at = 12.0

    # What stands above the calls.

    def heading(self, title: str, messages: Sequence[Message]) -> None:
        """The title, and the legend of the signs that these calls use."""
        lines = wrap(title, self._room, _TITLE_TEXT, bold=True)
        self._text(lines, _TITLE_TEXT, _TITLE_LINE, INK, bold=True)
        self._y += 2
        if messages:
            self._y = draw_legend(self._front, messages, self._left, self._y, self._room)
        self._y += 8

    def heads(self) -> None:
        """The lanes' heads; without lanes, that there is no call."""
        self._lifelines_top = self._y
        if self._lanes:
            self._heads()
        else:
            self._text(["No calls recorded yet."], 13, 17, MUTED)
            self._y += 4
        self._names_at = self._y

    def _heads(self) -> None:
        height = max(len(lane.label) for lane in self._lanes.values()) * HEAD_LINE + 13
        for lane in self._lanes.values():
            self._front.rect(
                lane.x - lane.head_width / 2,
                self._y,
                lane.head_width,
                height,
                fill=INK if lane.caller else WHITE,
                stroke=INK,
                stroke_width=1.5,
                radius=5,
            )
            top = self._y + (height - len(lane.label) * HEAD_LINE) / 2
            for line in lane.label:
                self._front.text(
                    lane.x,
                    top + 13.5,
                    line,
                    size=HEAD_TEXT,
                    fill=WHITE if lane.caller else INK,
                    bold=True,
                    anchor="middle",
                )
                top += HEAD_LINE
        self._y += height + 14

    def _names_again(self) -> None:
        """The lanes' names once more, for whoever has scrolled past the heads."""
        height = max(len(lane.label) for lane in self._lanes.values()) * 15 + 4
        for lane in self._lanes.values():
            top = self._y
            for line in lane.label:
                width = text_width(line, 12, bold=True)
                self._front.rect(lane.x - width / 2 - 4, top, width + 8, 15, fill=GROUND)
                self._front.text(
                    lane.x, top + 12, line, size=12, fill=MUTED, bold=True, anchor="middle"
                )
                top += 15
        self._y += height + 8
        self._names_at = self._y

    # The entries.

    def add(self, entry: Entry) -> None:
        """Draw a call or a note under what is there, under its step's name."""
        step = entry.step if isinstance(entry, Message) else clean(entry.step or "")
        if step != self._step:
            self._end_step()
            self._step = step
            if step:
                self._band()
        if isinstance(entry, Message) and self._y - self._names_at > _NAMES_AGAIN:
            self._names_again()
        self.add_plain(entry)

    def add_plain(self, entry: Entry, *, brief: bool = False) -> None:
        """The same without a step's name; a `brief` call has its operation and outcome only."""
        if isinstance(entry, Note):
            self._note(entry)
        else:
            self._row(entry, brief=brief)

    def _row(self, message: Message, *, brief: bool = False, ground: str = GROUND) -> None:
        row = MessageRow(
            self._front,
            message,
            self._lanes,
            self._y,
            inset=self._inset,
            show_wire=self._show_wire,
            brief=brief,
            ground=ground,
        )
        self._y = row.bottom + _BETWEEN_ROWS

    def add_marked(self, message: Message, label: str) -> None:
        """Draw a call inside a frame of its question's colour, with a label on the frame."""
        style = question_style(message.question)
        top, right = self._y, self.width - _FRAME
        lines = wrap(label, right - _FRAME - 24, _LABEL_TEXT, bold=True)
        width = max(text_width(line, _LABEL_TEXT, bold=True) for line in lines) + 20
        height = len(lines) * 15 + _LABEL_HEIGHT - 15
        self._front.rect(_FRAME, top, width, height, fill=style.colour)
        self._y = top + 2
        self._text(lines, _LABEL_TEXT, 15, WHITE, bold=True, indent=_FRAME + 10 - self._left)
        self._y = top + height + 8
        self._row(message, ground=style.tint)
        self._y -= _BETWEEN_ROWS - 9
        self._ground.rect(
            _FRAME,
            top,
            right - _FRAME,
            self._y - top,
            fill=style.tint,
            stroke=style.colour,
            stroke_width=3,
        )
        self._y += _BETWEEN_ROWS

    def remark(self, text: str) -> None:
        """A line that says what is left out here."""
        height, size = 15, 12
        for line in wrap(text, self._room, size):
            width = text_width(line, size)
            self._front.rect(self._left - 2, self._y, width + 4, height, fill=GROUND)
            self._text([line], size, height, MUTED)
        self._y += 6

    def _band(self) -> None:
        """The name of a step across the picture; its calls have a bar at their left."""
        lines = wrap(self._step, self._room - 20, 12.5, bold=True)
        height = len(lines) * 16 + 8
        self._step_top = self._y
        self._front.rect(self._left, self._y, self._room, height, fill=BAND, radius=3)
        self._y += 4
        self._text(lines, 12.5, 16, INK, bold=True, indent=_BAR_ROOM)
        self._y += 4 + 10

    def _end_step(self) -> None:
        if self._step:
            self._behind.rect(
                self._left, self._step_top, 4, self._y - self._step_top - 6, fill=LIFELINE, radius=2
            )
            self._y += 6

    def _note(self, note: Note) -> None:
        known = note.kind in marks.NOTE_ICONS
        text = clean(note.text) if known else f"{clean(note.kind)}: {clean(note.text)}"
        left = self._left + self._indent
        lines = wrap(text, self._room - self._indent - 44, _NOTE_TEXT)
        height = len(lines) * _NOTE_LINE + 10
        self._front.rect(
            left,
            self._y,
            self._room - self._indent,
            height,
            fill=NOTE_GROUND,
            stroke=NOTE_FRAME,
            radius=4,
        )
        icon = marks.NOTE_ICONS.get(note.kind, marks.dot)
        icon(self._front, left + 10, self._y + 7)
        self._y += 5
        self._text(lines, _NOTE_TEXT, _NOTE_LINE, NOTE_INK, indent=self._indent + 34)
        self._y += 5 + _BETWEEN_ROWS

    def _text(
        self,
        lines: Sequence[str],
        size: float,
        height: float,
        fill: str,
        *,
        bold: bool = False,
        indent: float = 0,
    ) -> None:
        for line in lines:
            self._front.text(
                self._left + indent,
                self._y + ASCENT * size,
                line,
                size=size,
                fill=fill,
                bold=bold,
            )
            self._y += height

    def finish(self, *, title: str, description: str) -> str:
        """The whole picture as SVG."""
        self._end_step()
        whole = Drawing()
        whole.add(self._ground)
        for lane in self._lanes.values():
            whole.line((lane.x, self._lifelines_top), (lane.x, self._y), stroke=LIFELINE, width=1.5)
        whole.add(self._behind)
        whole.add(self._front)
        return whole.to_svg(self.width, self._y + 14, title=title, description=description)
