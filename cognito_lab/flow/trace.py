"""All calls in the order in which they crossed the wire, and how to ask for some of them."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, overload

from cognito_lab.flow.actors import ACTORS, actor_of_service, known_services
from cognito_lab.flow.call import ANSWERS, ApiCall, Note
from cognito_lab.flow.questions import QUESTIONS

Entry = ApiCall | Note

# Whoever asks for a lane by its id, as the pictures name it, meant the service.
_SERVICE_OF_LANE = {actor_of_service(service).id: [service] for service in known_services()}


class StepNameUsed(ValueError):
    """A step of this name is in the recording already."""


class UnknownService(LookupError):
    """No call of this trace, and no service that the lab knows, has this name."""


class UnknownStep(KeyError):
    """No step of this trace has this name."""

    def __str__(self) -> str:  # KeyError would print the sentence in quotes
        return str(self.args[0])


class Trace(Sequence[ApiCall]):
    """A sequence of calls, with the notes between them.

    `trace[0]`, `trace[2:5]` and iteration give calls; `trace["sign in"]` is the slice of
    one step and `trace["sign up", "sign in"]` that of two; `entries` has calls and notes
    together. A slice is a trace of its own.
    """

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self._entries: list[Entry] = list(entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Calls and notes in the order in which they happened."""
        return tuple(self._entries)

    @property
    def calls(self) -> tuple[ApiCall, ...]:
        """The calls alone."""
        return tuple(entry for entry in self._entries if isinstance(entry, ApiCall))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes alone."""
        return tuple(entry for entry in self._entries if isinstance(entry, Note))

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the steps, in the order in which they begin."""
        return tuple(dict.fromkeys(entry.step for entry in self._entries if entry.step))

    def __len__(self) -> int:
        return len(self.calls)

    def __iter__(self) -> Iterator[ApiCall]:
        return iter(self.calls)

    @overload
    def __getitem__(self, key: int) -> ApiCall: ...
    @overload
    def __getitem__(self, key: slice) -> Trace: ...
    @overload
    def __getitem__(self, key: str) -> Trace: ...
    @overload
    def __getitem__(self, key: tuple[str, ...]) -> Trace: ...
    def __getitem__(self, key: int | slice | str | tuple[str, ...]) -> ApiCall | Trace:
        if isinstance(key, str):
            return self._of_steps((key,))
        if isinstance(key, tuple):
            return self._of_steps(key)
        if isinstance(key, slice):
            return self._with_their_notes(self.calls[key])
        return self.calls[key]

    def _of_steps(self, names: tuple[str, ...]) -> Trace:
        steps = self.steps
        for name in names:
            if name in steps:
                continue
            near = get_close_matches(name, steps, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            known = ", ".join(map(repr, steps)) or "none yet"
            raise UnknownStep(f"no step is called {name!r}.{hint} Steps of this trace: {known}")
        return Trace([entry for entry in self._entries if entry.step in names])

    def _with_their_notes(self, calls: Sequence[ApiCall]) -> Trace:
        """The calls and the notes that follow each of them, or come before the first."""
        numbers = {call.number for call in calls}
        if calls and calls[0] is self.calls[0]:
            numbers |= {note.after for note in self.notes if note.after < calls[0].number}
        return Trace(
            [
                entry
                for entry in self._entries
                if (entry.number if isinstance(entry, ApiCall) else entry.after) in numbers
            ]
        )

    def where(
        self,
        *,
        service: str | None = None,
        operation: str | None = None,
        question: str | None = None,
        answered_by: str | None = None,
        caller: str | None = None,
        failed: bool | None = None,
    ) -> Trace:
        """The calls that match everything asked for, with the notes that follow them.

        `service` is boto3's name (`"cognito-idp"`), `operation` the API's (`"SignUp"`).
        Raises UnknownService for a service that neither the trace nor the lab knows, and
        ValueError for a question, an answerer or a caller that there is not.
        """
        if service is not None:
            self._require_known(service)
        _require_one_of("question", question, QUESTIONS)
        _require_one_of("answered_by", answered_by, ANSWERS)
        _require_one_of("caller", caller, sorted({*ACTORS, *(c.caller for c in self.calls)}))
        made = sorted({call.operation for call in self.calls})
        # An operation that was not called matches nothing; one in the wrong case is told.
        if operation and operation.lower() in [name.lower() for name in made]:
            _require_one_of("operation", operation, made)
        wanted = {
            "service": service,
            "operation": operation,
            "question": question,
            "answered_by": answered_by,
            "caller": caller,
            "failed": failed,
        }
        asked = {name: value for name, value in wanted.items() if value is not None}
        return self._with_their_notes(
            [
                call
                for call in self.calls
                if all(getattr(call, name) == value for name, value in asked.items())
            ]
        )

    def _require_known(self, service: str) -> None:
        known = sorted({*known_services(), *(call.service for call in self.calls)})
        if service not in known:
            near = _SERVICE_OF_LANE.get(service) or get_close_matches(service.lower(), known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UnknownService(
                f"unknown service {service!r}.{hint} Services that can be asked for: "
                + ", ".join(known)
            )

    def revealed(self) -> Trace:
        """The same trace with passwords, codes and tokens in the clear.

        Raises ValueError for a trace that was loaded from a file.
        """
        return Trace(
            [entry.revealed() if isinstance(entry, ApiCall) else entry for entry in self._entries]
        )

    def __repr__(self) -> str:
        steps = f", steps: {', '.join(self.steps)}" if self.steps else ""
        return f"<{type(self).__name__} of {len(self)} calls{steps}>"


def _require_one_of(what: str, given: str | None, choices: Sequence[str]) -> None:
    if given is not None and given not in choices:
        near = get_close_matches(str(given), choices, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(
            f"{what}={given!r} can match no call.{hint} Choose one of: {', '.join(choices)}"
        )


class Recording(Trace):
    """The trace of a running lab: it grows, and its steps are named while they happen."""

    def __init__(self) -> None:
        super().__init__()
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

    def snapshot(self) -> Trace:
        """A copy that no longer grows."""
        with self._lock:
            return Trace(self._entries)
