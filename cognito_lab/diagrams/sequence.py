"""`draw_sequence`: a trace as a sequence diagram, drawn from what was recorded.

The words of a call stand between the two lanes that it joins: above its arrow what was
asked, above the dotted line what came back, under it the service's own error message.
"""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.diagrams.mermaid import mermaid_of
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.sequence_canvas import Canvas, Entry, lanes_of
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.transcript import outcome_in_words, transcript_of
from cognito_lab.diagrams.wording import Message, message_of
from cognito_lab.flow import ApiCall, Trace


def draw_sequence(trace: Trace, *, title: str | None = None, show_wire: bool = False) -> Picture:
    """A sequence diagram of a trace or of a slice of one, with its transcript.

    `title` stands above it; without one it says how many calls there are. `show_wire`
    adds the request line of each call (method and URL). Values are shown as the trace has
    them: masked, unless the trace was asked for with `revealed()`. The same trace gives
    the same bytes. Raises TypeError for what is not a `Trace`.
    """
    entries = entries_of(trace, "draw_sequence")
    messages = [entry for entry in entries if isinstance(entry, Message)]
    name = clean(title) if title else title_of(messages)
    lanes = lanes_of(entries, steps=any(entry.step for entry in entries))
    canvas = Canvas(lanes, show_wire=show_wire)
    canvas.heading(name, messages)
    canvas.heads()
    for entry in entries:
        canvas.add(entry)
    return Picture(
        title=name,
        svg=canvas.finish(title=name, description=description_of(messages)),
        table=transcript_of(name, entries),
        mermaid=mermaid_of(name, list(lanes.actors), entries),
    )


def entries_of(trace: Trace, asked_by: str) -> list[Entry]:
    """The entries of a trace with each call in words. Raises TypeError for no `Trace`."""
    if not isinstance(trace, Trace):
        raise TypeError(
            f"{asked_by} takes a trace, found {type(trace).__name__}. Give it lab.trace, "
            "a step of it such as lab.trace['sign in'], or a slice such as lab.trace[:3]."
        )
    return [message_of(entry) if isinstance(entry, ApiCall) else entry for entry in trace.entries]


def title_of(messages: Sequence[Message]) -> str:
    """What stands above a trace that was given no title."""
    return "What crossed the wire" if len(messages) != 1 else "One call that crossed the wire"


def description_of(messages: Sequence[Message]) -> str:
    """A sequence for those who hear it: a sentence for each call."""
    if not messages:
        return "A sequence diagram without calls."
    return "A sequence diagram. " + " ".join(
        f"{m.number}. {m.caller_label} to {m.callee_label}: {m.operation}. {outcome_in_words(m)}."
        for m in messages
    )
