"""A trace as a file: JSON out, JSON in, with one clear error for what does not fit.

A trace is written as it is shown, secrets masked, so a saved one can be handed on; what
`Trace.revealed()` gives is written in the clear, for it was asked for.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from cognito_lab.flow.call import ANSWERS, CREDENTIALS, ApiCall, CallError, HttpRequest, Note
from cognito_lab.flow.plain_values import MAX_DEPTH, plain, plain_tree, well_formed
from cognito_lab.flow.questions import QUESTIONS
from cognito_lab.flow.trace import Entry, Trace

FORMAT = "cognito_lab trace"
VERSION = 1
# Around a value stand the file, its entries and an entry; at its bottom, what was cut off.
_MAX_DEPTH = MAX_DEPTH + 3


class TraceFormatError(ValueError):
    """The text is not a trace: the message names the place and what belongs there."""


def trace_to_json(trace: Trace, *, indent: int | None = 1) -> str:
    """The trace as JSON text; the same trace gives the same text."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "entries": [
            _call_out(entry) if isinstance(entry, ApiCall) else _note_out(entry)
            for entry in trace.entries
        ],
    }
    document = plain_tree(document, room=_MAX_DEPTH)
    return json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def trace_from_json(text: str | bytes) -> Trace:
    """The trace that a text holds. Raises TraceFormatError, naming the place, for any other."""
    if not isinstance(text, (str, bytes)):
        raise TraceFormatError(
            f"expected text, found a {type(text).__name__}. Give what the file holds: "
            "trace_from_json(Path(name).read_text())"
        )
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise TraceFormatError(
            f"not JSON ({problem}). Give the text that trace_to_json() wrote."
        ) from None
    _require_plain(document, "the file")
    top = _Object(document, "the file")
    if top.value.get("format") != FORMAT:
        raise TraceFormatError(
            f"format: expected {FORMAT!r}, found {_short(top.value.get('format'))}. "
            "Give a file that trace_to_json() wrote."
        )
    if (version := top.number("version")) != VERSION:
        raise TraceFormatError(
            f"version: expected {VERSION}, found {version}. "
            "Record the trace again with this version of the lab."
        )
    return Trace([_entry_in(item, f"entries[{i}]") for i, item in enumerate(top.list("entries"))])


def _call_out(call: ApiCall) -> dict[str, Any]:
    error, request = call.error, call.request
    return {
        "kind": "call",
        "number": call.number,
        "at": plain(call.at),
        "step": call.step,
        "service": call.service,
        "operation": call.operation,
        "caller": call.caller,
        "callee": call.callee,
        "principal": call.principal,
        "credential": call.credential,
        "access_key_id": call.access_key_id,
        "via": call.via,
        "attempt": call.attempt,
        "question": call.question,
        "parameters": call.parameters,
        "response": call.response,
        "error": None
        if error is None
        else {
            "code": error.code,
            "message": error.message,
            "before_sending": error.before_sending,
        },
        "request": None
        if request is None
        else {
            "method": request.method,
            "url": request.url,
            "headers": [list(pair) for pair in request.headers],
            "body": request.body,
        },
        "status": call.status,
        "answered_by": call.answered_by,
        "behaviours": list(call.behaviours),
    }


def _note_out(note: Note) -> dict[str, Any]:
    return {
        "kind": "note",
        "after": note.after,
        "at": plain(note.at),
        "step": note.step,
        "note": note.kind,
        "text": note.text,
    }


def _require_plain(value: Any, place: str, depth: int = 0) -> None:
    """Refuse what Python's reader takes and no writer could give back."""
    if depth > _MAX_DEPTH + 1:
        raise TraceFormatError(f"{place[:60]}…: nests deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        for key, item in value.items():
            _require_plain(key, f"{place}: the name of a member")
            _require_plain(item, key if place == "the file" else f"{place}.{key}", depth + 1)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            _require_plain(item, f"{place}[{i}]", depth + 1)
    elif isinstance(value, str) and value != well_formed(value):
        raise TraceFormatError(f"{place}: expected text, found half of a UTF-16 character")
    elif value != plain(value):
        raise TraceFormatError(f"{place}: expected a number, found {plain(value)}")


class _Object:
    """A JSON object that is asked for its members by type, and knows its own place."""

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, Mapping):
            raise TraceFormatError(f"{place}: expected an object, found {_name(value)}")
        self.value, self.place = value, place

    def _get(self, name: str, kinds: tuple[type, ...], optional: bool) -> Any:
        place = self._at(name)
        if name not in self.value and not optional:
            raise TraceFormatError(f"{place}: is missing")
        value = self.value.get(name)
        if value is None and optional:
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = " or ".join(_KIND_NAMES[kind] for kind in kinds)
            raise TraceFormatError(f"{place}: expected {wanted}, found {_name(value)}")
        return value

    def _at(self, name: str) -> str:
        return name if self.place == "the file" else f"{self.place}.{name}"

    def text(self, name: str) -> str:
        return str(self._get(name, (str,), optional=False))

    def optional_text(self, name: str) -> str | None:
        value = self._get(name, (str,), optional=True)
        return None if value is None else str(value)

    def number(self, name: str, least: int = 0) -> int:
        value = int(self._get(name, (int,), optional=False))
        if value < least:
            raise TraceFormatError(
                f"{self._at(name)}: expected a whole number from {least}, found {value}"
            )
        return value

    def optional_number(self, name: str) -> int | None:
        return None if self.value.get(name) is None else self.number(name)

    def flag(self, name: str) -> bool:
        return bool(self._get(name, (bool,), optional=False))

    def list(self, name: str) -> list[Any]:
        return list(self._get(name, (list,), optional=False))

    def mapping(self, name: str) -> dict[str, Any]:
        return dict(self._get(name, (dict,), optional=False))

    def optional_mapping(self, name: str) -> dict[str, Any] | None:
        value = self._get(name, (dict,), optional=True)
        return None if value is None else dict(value)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in choices:
            raise TraceFormatError(
                f"{self._at(name)}: expected one of {', '.join(choices)}, found {_short(value)}"
            )
        return value

    def time(self, name: str) -> dt.datetime:
        value = self.text(name)
        try:
            time = dt.datetime.fromisoformat(value)
            if time.tzinfo is not None:
                return time.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            pass
        raise TraceFormatError(
            f"{self._at(name)}: expected a time with its zone, such as "
            f"2026-01-05T09:00:00Z, found {_short(value)}"
        )


def _short(value: Any) -> str:
    written = repr(value)
    return written if len(written) <= 80 else written[:79] + "…"


_KIND_NAMES: dict[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def _name(value: Any) -> str:
    if value is None:
        return "null"
    return "a number" if isinstance(value, float) else _KIND_NAMES[type(value)]


def _entry_in(item: Any, place: str) -> Entry:
    source = _Object(item, place)
    readers: dict[str, Callable[[_Object], Entry]] = {"call": _call_in, "note": _note_in}
    return readers[source.one_of("kind", tuple(readers))](source)


def _call_in(source: _Object) -> ApiCall:
    error = source.optional_mapping("error")
    request = source.optional_mapping("request")
    return ApiCall(
        number=source.number("number", least=1),
        at=source.time("at"),
        step=source.optional_text("step"),
        service=source.text("service"),
        operation=source.text("operation"),
        caller=source.text("caller"),
        callee=source.text("callee"),
        principal=source.text("principal"),
        credential=source.one_of("credential", CREDENTIALS),
        access_key_id=source.optional_text("access_key_id"),
        via=source.text("via"),
        attempt=source.number("attempt", least=1),
        question=source.one_of("question", QUESTIONS),
        parameters=source.mapping("parameters"),
        response=source.optional_mapping("response"),
        error=None if error is None else _error_in(_Object(error, f"{source.place}.error")),
        request=None
        if request is None
        else _request_in(_Object(request, f"{source.place}.request")),
        status=source.optional_number("status"),
        answered_by=source.one_of("answered_by", ANSWERS),
        behaviours=_texts(source.list("behaviours"), f"{source.place}.behaviours"),
    )


def _error_in(source: _Object) -> CallError:
    return CallError(source.text("code"), source.text("message"), source.flag("before_sending"))


def _request_in(source: _Object) -> HttpRequest:
    headers = []
    for i, pair in enumerate(source.list("headers")):
        place = f"{source.place}.headers[{i}]"
        if not isinstance(pair, list) or len(pair) != 2:
            raise TraceFormatError(f"{place}: expected a pair of name and value")
        name, value = _texts(pair, place)
        headers.append((name, value))
    return HttpRequest(
        source.text("method"), source.text("url"), tuple(headers), source.text("body")
    )


def _note_in(source: _Object) -> Note:
    return Note(
        after=source.number("after"),
        at=source.time("at"),
        kind=source.text("note"),
        text=source.text("text"),
        step=source.optional_text("step"),
    )


def _texts(values: list[Any], place: str) -> tuple[str, ...]:
    for i, value in enumerate(values):
        if not isinstance(value, str):
            raise TraceFormatError(f"{place}[{i}]: expected text, found {_name(value)}")
    return tuple(values)
