"""All calls in the order in which they crossed the wire, and how to ask for some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import overload

from cognito_lab.flow.actors import ACTORS, actor_of_service, known_services
from cognito_lab.flow.call import ANSWERS, ApiCall, Note
from cognito_lab.flow.questions import QUESTIONS

Entry = ApiCall | Note

# Whoever asks for a lane by its id, as the pictures name it, meant the service.
_SERVICE_OF_LANE = {actor_of_service(service).id: [service] for service in known_services()}


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
