"""The trace of a running lab: it grows while calls are made, and its steps are named."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cognito_lab.flow.call import Note
from cognito_lab.flow.trace import Entry, Trace


class StepNameUsed(ValueError):
    """A step of this name is in the recording already."""


class Recording(Trace):
    """The trace of a running lab: it grows, and its steps are named while they happen.

    With `longest` it forgets the oldest, so that at least so many entries are kept and at most
    twice as many.
    """

    def __init__(self, longest: int | None = None) -> None:
        super().__init__()
        self._longest = longest
        self._lock = threading.RLock()
        self._open_step: str | None = None
        self._named: dict[str, None] = {}  # in the order in which they began
        self._last_number = 0
        self._held_notes: list[Note] | None = None

    def clear(self) -> None:
        """Begin again: no calls, no notes, no steps, numbers from 1."""
        with self._lock:
            self._entries.clear()
            self._named.clear()
            self._open_step = None
            self._last_number = 0

    @contextmanager
    def step(self, name: str, *, replace: bool = False) -> Iterator[Trace]:
        """Call what happens inside the block `name`; `trace[name]` is then its slice.

        `replace=True` forgets an earlier step of that name first, so that a notebook
        cell can be run twice. Yields the recording. Raises StepNameUsed for a name that
        is taken, and ValueError for a step inside a step or an empty name.
        """
        with self._lock:
            if not isinstance(name, str) or not name.strip():
                raise ValueError(f"a step needs a name, such as 'sign in', not {name!r}")
            if self._open_step is not None:
                raise ValueError(
                    f"step {name!r} begins inside step {self._open_step!r}: "
                    "end that one first (steps do not nest)"
                )
            if name in self._named:
                # A block in which nothing was called (a typing error) has used nothing up.
                if not replace and any(entry.step == name for entry in self._entries):
                    raise StepNameUsed(
                        f"this trace has a step {name!r} already. Choose another name, forget "
                        f"the earlier one with step({name!r}, replace=True), or begin again "
                        "with lab.reset()"
                    )
                self._entries[:] = [entry for entry in self._entries if entry.step != name]
                del self._named[name]
            self._named[name] = None
            self._open_step = name
        try:
            yield self
        finally:
            self._open_step = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the steps, those in which nothing was called yet included."""
        with self._lock:
            return tuple(dict.fromkeys([*self._named, *super().steps]))

    @property
    def current_step(self) -> str | None:
        """The step that is open now."""
        return self._open_step

    def next_number(self) -> int:
        """The number of the next call; each is given out once."""
        with self._lock:
            self._last_number += 1
            return self._last_number

    def add(self, entry: Entry) -> None:
        """Append a call or a note."""
        with self._lock:
            self._entries.append(entry)
            if self._longest is not None and len(self._entries) > 2 * self._longest:
                del self._entries[: -self._longest]

    def note(self, at: dt.datetime, kind: str, text: str, replacing: Note | None = None) -> Note:
        """Append a note after the latest call; returns it.

        It takes the place of the note `replacing`, if that was the last thing recorded in
        this step.
        """
        with self._lock:
            note = Note(self._last_number, at, kind, text, self._open_step)
            notes: list[Any] = self._entries if self._held_notes is None else self._held_notes
            if self.is_last(replacing):
                notes[-1] = note
            else:
                notes.append(note)
            return note

    def is_last(self, note: Note | None) -> bool:
        """Whether this very note was the last thing recorded, in the step that is open."""
        entries: list[Any] = self._entries if self._held_notes is None else self._held_notes
        return (
            note is not None
            and bool(entries)
            and entries[-1] is note
            and note.step == self._open_step
        )

    @contextmanager
    def notes_after_the_call(self) -> Iterator[None]:
        """Hold back notes made while a call is answered, until the call itself is added."""
        with self._lock:
            self._held_notes, outer = [], self._held_notes
            try:
                yield
            finally:
                held, self._held_notes = self._held_notes, outer
                for note in held:
                    self.add(note)
