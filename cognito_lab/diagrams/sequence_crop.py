"""One call of a sequence and what is around it: the heads, its neighbours, a mark.

The whole picture of a long trace is thousands of pixels high. A crop has the same lanes at
the same places, so that a reader who steps from call to call sees the words move and the
lanes stand still.
"""

from __future__ import annotations

from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.sequence import description_of, entries_of
from cognito_lab.diagrams.sequence_canvas import Canvas, Entry, Lanes, lanes_of
from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.diagrams.transcript import transcript_of
from cognito_lab.diagrams.wording import Message
from cognito_lab.flow import ApiCall, Note, Trace

_MOST_NOTES = 3
_MOST_STEP = 60


class SequenceCrops:
    """The crops of one trace: its lanes are placed once, for all its calls.

    `calls` are its calls. Raises TypeError for what is not a `Trace`. A trace that grows is
    read once, now.
    """

    def __init__(self, trace: Trace) -> None:
        trace = Trace(trace.entries) if isinstance(trace, Trace) else trace
        self._entries = entries_of(trace, "SequenceCrops")
        self.calls: tuple[ApiCall, ...] = trace.calls
        self._places = [i for i, e in enumerate(self._entries) if isinstance(e, Message)]
        self._lanes: Lanes = lanes_of(self._entries, steps=False, narrow=True)

    def __len__(self) -> int:
        """How many calls there are."""
        return len(self._places)

    @property
    def width(self) -> float:
        """How wide each crop is, in pixels."""
        return self._lanes.width

    def message(self, position: int) -> Message:
        """The call at a position (from 0) in words. Raises IndexError where there is none."""
        message = self._entries[self._places[position]]
        assert isinstance(message, Message)
        return message

    def notes_after(self, position: int) -> list[Note]:
        """What happened between this call and the next."""
        return _notes(self._entries[self._places[position] + 1 : self._end_after(position)])

    def around(self, position: int, *, show_wire: bool = False) -> Picture:
        """The call at a position (from 0), marked, between the one before and the one after.

        `show_wire` adds its request line. Raises IndexError where there is no such call.
        """
        current = self.message(position)
        start = self._places[position - 1] if position else 0
        end = self._end_after(position)
        following = self._entries[end : end + 1]
        shown = [
            *_few_notes(self._entries[start : self._places[position]]),
            current,
            *_few_notes(self._entries[self._places[position] + 1 : end]),
            *following,
        ]
        title = f"Call {current.number}, {current.operation}, and the calls around it"
        canvas = Canvas(self._lanes, show_wire=show_wire)
        canvas.heads()
        self._remark(canvas, position - 1, "earlier")
        for entry in shown:
            if entry is current:
                canvas.add_marked(current, self._label(current, position))
            elif isinstance(entry, str):
                canvas.remark(entry)
            else:
                canvas.add_plain(entry, brief=True)
        self._remark(canvas, len(self) - position - 1 - len(following), "later")
        entries = [entry for entry in shown if not isinstance(entry, str)]
        messages = [entry for entry in entries if isinstance(entry, Message)]
        return Picture(
            title=title,
            svg=canvas.finish(title=title, description=description_of(messages)),
            table=transcript_of(title, entries),
        )

    def _end_after(self, position: int) -> int:
        """Where the next call stands, or the end."""
        if position + 1 < len(self):
            return self._places[position + 1]
        return len(self._entries)

    def _label(self, message: Message, position: int) -> str:
        step = f" · step “{shorten(message.step, _MOST_STEP)}”" if message.step else ""
        same = message.number == position + 1
        place = f"{position + 1} of {len(self)}"
        number = f"call {place}" if same else f"call {message.number}, {place}"
        return f"You are here: {number}{step}"

    @staticmethod
    def _remark(canvas: Canvas, count: int, where: str) -> None:
        if count > 0:
            canvas.remark(f"… {count} {where} call{'s' if count > 1 else ''}")


def _notes(entries: list[Entry]) -> list[Note]:
    return [entry for entry in entries if isinstance(entry, Note)]


def _few_notes(entries: list[Entry]) -> list[Entry | str]:
    """The entries, and of many notes the last ones only."""
    notes = _notes(entries)
    left_out = len(notes) - _MOST_NOTES
    if left_out <= 0:
        return list(entries)
    kept: list[Entry | str] = [entry for entry in entries if isinstance(entry, Message)]
    more = f"… {left_out} more note{'s' if left_out > 1 else ''}"
    return [*kept, more, *notes[left_out:]]
