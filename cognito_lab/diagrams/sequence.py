"""`draw_sequence`: a trace as a sequence diagram, drawn from what was recorded.

The words of a call stand between the two lanes that it joins: above its arrow what was
asked, above the dotted line what came back, under it the service's own error message.
Nothing is placed by hand: each row is laid out from measured text, and the lanes stand
as far apart as the words between them need.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from cognito_lab.diagrams.mermaid import mermaid_of
from cognito_lab.diagrams.message_row import MessageRow, inset_of, room_wanted
from cognito_lab.diagrams.picture import Picture
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
)
from cognito_lab.diagrams.transcript import outcome_in_words, transcript_of
from cognito_lab.diagrams.wording import Message, message_of
from cognito_lab.flow import ApiCall, Note, Trace

_LEAST = 520
_MARGIN = 18
_BAR_ROOM = 14
_TITLE_TEXT, _TITLE_LINE = 16, 21
_NOTE_TEXT, _NOTE_LINE = 12, 15
_NAMES_AGAIN = 560
_BETWEEN_ROWS = 15

_Entry = Message | Note


def draw_sequence(trace: Trace, *, title: str | None = None, show_wire: bool = False) -> Picture:
    """A sequence diagram of a trace or of a slice of one, with its transcript.

    `title` stands above it; without one it says how many calls there are. `show_wire`
    adds the request line of each call (method and URL). Values are shown as the trace has
    them: masked, unless the trace was asked for with `revealed()`. The same trace gives
    the same bytes. Raises TypeError for what is not a `Trace`.
    """
    if not isinstance(trace, Trace):
        raise TypeError(
            f"draw_sequence takes a trace, found {type(trace).__name__}. Give it lab.trace, "
            "a step of it such as lab.trace['sign in'], or a slice such as lab.trace[:3]."
        )
    entries: list[_Entry] = [
        message_of(entry) if isinstance(entry, ApiCall) else entry for entry in trace.entries
    ]
    messages = [entry for entry in entries if isinstance(entry, Message)]
    name = clean(title) if title else _title_of(messages)
    actors = actors_of(messages)
    steps = any(entry.step for entry in entries)
    canvas = _Canvas(name, actors, messages, steps=steps, show_wire=show_wire)
    for entry in entries:
        canvas.add(entry)
    return Picture(
        title=name,
        svg=canvas.finish(),
        table=transcript_of(name, entries),
        mermaid=mermaid_of(name, actors, entries),
    )


def _title_of(messages: Sequence[Message]) -> str:
    count = len(messages)
    return "What crossed the wire" if count != 1 else "One call that crossed the wire"


class _Canvas:
    """The picture as it grows downwards, one entry at a time."""

    def __init__(
        self,
        title: str,
        actors: list[str],
        messages: list[Message],
        *,
        steps: bool,
        show_wire: bool,
    ) -> None:
        self._title, self._messages, self._show_wire = title, messages, show_wire
        self._behind, self._front = Drawing(), Drawing()
        self._step = ""
        self._step_top = 0.0
        self._left = float(_MARGIN)
        self._indent = _BAR_ROOM if steps else 0
        self._inset = inset_of(message.number for message in messages)
        self._lanes: dict[str, Lane] = {}
        self.width = float(_LEAST)
        if actors:
            self._place(actors)
        self._room = self.width - self._left - _MARGIN
        self._y = self._heading()
        self._lifelines_top = self._y
        if actors:
            self._heads()
        else:
            self._text(["No calls recorded yet."], 13, 17, MUTED)
            self._y += 4
        self._names_at = self._y

    def _place(self, actors: list[str]) -> None:
        callers = {message.caller for message in self._messages}
        heads = [head_of(actor, actor in callers) for actor in actors]
        place = {actor: i for i, actor in enumerate(actors)}
        spans = []
        for message in self._messages:
            one, other = sorted((place[message.caller], place[message.callee]))
            # A call of an actor to itself has its words to the right of its own lane.
            spans.append(
                Span(one, other if other > one else one + 1, room_wanted(message, self._inset))
            )
        placed, self.width = place_lanes(
            heads, spans, left=_MARGIN + self._indent, right=_MARGIN, least=_LEAST
        )
        self._lanes = {lane.actor: lane for lane in placed}

    # What stands above the calls.

    def _heading(self) -> float:
        self._y = 12.0
        lines = wrap(self._title, self._room, _TITLE_TEXT, bold=True)
        self._text(lines, _TITLE_TEXT, _TITLE_LINE, INK, bold=True)
        self._y += 2
        if self._messages:
            self._y = draw_legend(self._front, self._messages, self._left, self._y, self._room)
        return self._y + 8

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

    def add(self, entry: _Entry) -> None:
        """Draw a call or a note under what is there."""
        step = entry.step if isinstance(entry, Message) else clean(entry.step or "")
        if step != self._step:
            self._end_step()
            self._step = step
            if step:
                self._band()
        if isinstance(entry, Note):
            self._note(entry)
            return
        if self._y - self._names_at > _NAMES_AGAIN:
            self._names_again()
        row = MessageRow(
            self._front,
            entry,
            self._lanes,
            self._y,
            inset=self._inset,
            show_wire=self._show_wire,
        )
        self._y = row.bottom + _BETWEEN_ROWS

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

    def finish(self) -> str:
        """The whole picture as SVG."""
        self._end_step()
        whole = Drawing()
        for lane in self._lanes.values():
            whole.line((lane.x, self._lifelines_top), (lane.x, self._y), stroke=LIFELINE, width=1.5)
        whole.add(self._behind)
        whole.add(self._front)
        return whole.to_svg(
            self.width, self._y + 14, title=self._title, description=self._description()
        )

    def _description(self) -> str:
        if not self._messages:
            return "A sequence diagram without calls."
        return "A sequence diagram. " + " ".join(
            f"{m.number}. {m.caller_label} to {m.callee_label}: {m.operation}. "
            f"{outcome_in_words(m)}."
            for m in self._messages
        )
