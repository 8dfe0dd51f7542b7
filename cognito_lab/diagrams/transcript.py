"""A sequence as a text table: a row for each call and each note, with the picture's words."""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.wording import ANSWERED, CROSS, Message
from cognito_lab.flow import Note

COLUMNS = (
    "#",
    "step",
    "from → to",
    "operation",
    "asked with",
    "outcome",
    "answered by",
)


def transcript_of(title: str, entries: Sequence[Message | Note]) -> Table:
    """The table of a sequence. A note has its kind in the place of an operation."""
    calls = sum(isinstance(entry, Message) for entry in entries)
    rows = tuple(
        _call_row(entry) if isinstance(entry, Message) else _note_row(entry) for entry in entries
    )
    count = "no calls recorded yet" if not calls else f"{calls} call{'s' if calls > 1 else ''}"
    return Table(f"{title}, as text ({count})", COLUMNS, rows)


def _call_row(message: Message) -> tuple[str, ...]:
    retry = f" (attempt {message.attempt})" if message.attempt > 1 else ""
    checks = f": {', '.join(message.behaviours)}" if message.behaviours else ""
    return (
        str(message.number),
        message.step,
        f"{message.caller_label} → {message.callee_label}",
        f"{message.operation}{retry} ({message.question})",
        _joined(message.credential, message.request),
        outcome_in_words(message),
        f"{message.answered_by}{checks}",
    )


def outcome_in_words(message: Message) -> str:
    """How a call ended and what came with it, a cross before whatever went wrong."""
    if message.ending == ANSWERED:
        return _joined(message.outcome, message.answer)
    said = f"{CROSS} {message.outcome}"
    said = f"{said}: {message.explanation}" if message.explanation else said
    return _joined(said, message.answer)


def _note_row(note: Note) -> tuple[str, ...]:
    return ("", clean(note.step or ""), "", f"({clean(note.kind)})", "", clean(note.text), "")


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
