from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.flow import (
    ApiCall,
    CallError,
    HttpRequest,
    Note,
    Trace,
    TraceFormatError,
    trace_from_json,
    trace_to_json,
)
from cognito_lab.flow.call import ANSWERS, CREDENTIALS
from cognito_lab.flow.masking import mask, mask_call
from cognito_lab.flow.questions import QUESTIONS

MakeCall = Callable[..., ApiCall]
NINE = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)

thorough = settings(
    max_examples=200,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture
def trace(make_call: MakeCall) -> Trace:
    """One call of each kind, masked as a recorder masks it, and two notes."""
    refused = CallError("ParamValidationError", "Missing", before_sending=True)
    request = HttpRequest("POST", "https://x/", (("Host", "x"), ("A", "1")), '{"Password": "p"}')
    calls = [
        make_call(1, step="sign up", parameters={"Password": "hunter2", "when": NINE, "b": b"abc"}),
        make_call(2, request=None, status=None, response=None, error=refused, attempt=2),
        make_call(3, request=request, behaviours=("real-codes",), access_key_id="AKIAEXAMPLE"),
    ]
    notes = [
        Note(0, NINE, "clock", "moved by 1 h"),
        Note(3, NINE, "message", "to ana ✉", "sign up"),
    ]
    return Trace([notes[0], *map(mask_call, calls), notes[1]])


@pytest.fixture
def document(trace: Trace) -> Any:
    return json.loads(trace_to_json(trace))


# Out and in.


def test_a_loaded_trace_equals_the_recorded_one_as_it_is_shown(trace: Trace) -> None:
    loaded = trace_from_json(trace_to_json(trace))
    assert loaded.entries == trace.entries
    assert loaded.steps == trace.steps


def test_writing_what_was_read_gives_the_same_text(trace: Trace) -> None:
    text = trace_to_json(trace)
    assert trace_to_json(trace_from_json(text)) == text
    assert trace_to_json(trace_from_json(text.encode())) == text
    assert trace_to_json(trace) == text and text.endswith("}\n")


def test_an_empty_trace_goes_out_and_in() -> None:
    assert trace_from_json(trace_to_json(Trace())).entries == ()


def test_no_secret_is_saved_and_a_loaded_call_has_none(trace: Trace) -> None:
    assert "hunter2" not in trace_to_json(trace)
    with pytest.raises(ValueError, match="came from a file"):
        trace_from_json(trace_to_json(trace)).revealed()


def test_a_revealed_trace_is_saved_in_the_clear(trace: Trace) -> None:
    loaded = trace_from_json(trace_to_json(trace.revealed()))
    assert loaded[0].parameters == {"Password": "hunter2", "when": "2026-01-05T09:00:00Z"} | {
        "b": "<3 bytes>"
    }


def test_a_revealed_trace_of_odd_values_is_saved_all_the_same(make_call: MakeCall) -> None:
    deep: Any = "bottom"
    for _ in range(5000):
        deep = [deep]
    odd = {"nan": float("nan"), "half": "\ud83d", "set": {"a"}, "deep": deep, 1: 10**5000}
    text = trace_to_json(Trace([make_call(parameters=odd)]))
    assert trace_to_json(trace_from_json(text.encode())) == text


def test_a_call_that_nests_as_deep_as_can_be_shown_comes_back(make_call: MakeCall) -> None:
    deep: Any = "bottom"
    for _ in range(79):
        deep = {"M": deep}
    kept = mask_call(make_call(parameters={"Item": deep}))
    cut = mask_call(make_call(parameters={"Item": {"M": deep}}))
    assert "bottom" in repr(kept) and "bottom" not in repr(cut)
    for trace in (Trace([kept]), Trace([cut])):
        assert trace_from_json(trace_to_json(trace)).entries == trace.entries


@st.composite
def traces(draw: st.DrawFn, make_call: MakeCall) -> Trace:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
        max_leaves=4,
    )
    text = st.text(st.characters(codec="utf-8"), max_size=10)
    maps = st.dictionaries(text, values, max_size=2)
    times = st.datetimes(
        min_value=dt.datetime(2, 1, 1), max_value=dt.datetime(9998, 1, 1), timezones=st.just(dt.UTC)
    )
    errors = st.builds(CallError, text, text, st.booleans())
    requests = st.builds(
        HttpRequest, text, text, st.lists(st.tuples(text, text), max_size=2).map(tuple), text
    )
    entries: list[ApiCall | Note] = []
    for number in range(1, draw(st.integers(1, 3))):
        call = make_call(
            number,
            at=draw(times),
            step=draw(st.none() | text),
            operation=draw(text),
            credential=draw(st.sampled_from(CREDENTIALS)),
            answered_by=draw(st.sampled_from(ANSWERS)),
            question=draw(st.sampled_from(QUESTIONS)),
            parameters=draw(maps),
            response=draw(st.none() | maps),
            error=draw(st.none() | errors),
            request=draw(st.none() | requests),
            status=draw(st.none() | st.integers(100, 599)),
            behaviours=tuple(draw(st.lists(text, max_size=2))),
        )
        entries.append(mask_call(call))
        entries += draw(st.lists(st.builds(Note, st.just(number), times, text, text), max_size=1))
    return Trace(entries)


@thorough
@given(data=st.data())
def test_any_trace_comes_back_as_it_was(make_call: MakeCall, data: st.DataObject) -> None:
    trace = data.draw(traces(make_call))
    text = trace_to_json(trace)
    loaded = trace_from_json(text)
    assert loaded.entries == trace.entries
    assert trace_to_json(loaded) == text
    assert [mask(call.parameters) for call in loaded] == [call.parameters for call in loaded]


# What is no trace.


def changed(document: Any, path: str, value: Any) -> str:
    """The document as text with another value at a path such as `entries.1.at`; … removes it."""
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    if value is ...:
        del place[last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return json.dumps(document)


DEEP: Any = {}
for _ in range(90):
    DEEP = {"a": DEEP}

REFUSED = [
    ("format", "other", "format: expected 'cognito_lab trace', found 'other'"),
    ("format", ..., "format: expected"),
    ("version", 2, "version: expected 1, found 2. Record the trace again"),
    ("version", True, "version: expected a whole number, found true or false"),
    ("version", 1.0, "version: expected a whole number, found a number"),
    ("version", None, "version: expected a whole number, found null"),
    ("version", ..., "version: is missing"),
    ("entries", {}, "entries: expected a list, found an object"),
    ("entries", ..., "entries: is missing"),
    ("entries.0", "x", "entries[0]: expected an object, found text"),
    ("entries.1.kind", "song", "entries[1].kind: expected one of call, note, found 'song'"),
    ("entries.1.number", "1", "entries[1].number: expected a whole number, found text"),
    ("entries.1.number", True, "entries[1].number: expected a whole number, found true or false"),
    ("entries.1.number", 0, "entries[1].number: expected a whole number from 1, found 0"),
    ("entries.0.after", -1, "entries[0].after: expected a whole number from 0, found -1"),
    ("entries.1.attempt", 0, "entries[1].attempt: expected a whole number from 1, found 0"),
    ("entries.1.status", False, "entries[1].status: expected a whole number, found true or false"),
    ("entries.1.status", 200.0, "entries[1].status: expected a whole number, found a number"),
    ("entries.1.at", "2026-01-05T09:00:00", "entries[1].at: expected a time with its zone"),
    ("entries.1.at", "yesterday", "entries[1].at: expected a time with its zone"),
    ("entries.1.at", "0001-01-01T00:00:00+05:00", "entries[1].at: expected a time with its zone"),
    ("entries.0.at", 5, "entries[0].at: expected text, found a whole number"),
    ("entries.1.service", None, "entries[1].service: expected text, found null"),
    ("entries.1.step", 3, "entries[1].step: expected text, found a whole number"),
    ("entries.1.credential", "magic", "entries[1].credential: expected one of none, signature"),
    ("entries.1.question", "", "entries[1].question: expected one of authentication"),
    ("entries.1.answered_by", "aws", "entries[1].answered_by: expected one of moto"),
    ("entries.1.parameters", [], "entries[1].parameters: expected an object, found a list"),
    ("entries.1.parameters", None, "entries[1].parameters: expected an object, found null"),
    ("entries.1.parameters.x", float("nan"), "entries[1].parameters.x: expected a number"),
    ("entries.1.parameters.x", float("inf"), "entries[1].parameters.x: expected a number"),
    ("entries.1.parameters.x", 10**4200, "entries[1].parameters.x: expected a number"),
    ("entries.1.parameters.x", "\ud83d", "entries[1].parameters.x: expected text, found half of"),
    ("entries.1.parameters", {"\ud83d": 1}, "entries[1].parameters: the name of a member:"),
    ("entries.1.parameters.x", DEEP, "nests deeper than 80 levels"),
    ("entries.1.response", 1, "entries[1].response: expected an object, found a whole number"),
    ("entries.2.error.code", ..., "entries[2].error.code: is missing"),
    ("entries.2.error.before_sending", 1, "before_sending: expected true or false, found a whole"),
    ("entries.3.request.method", ..., "entries[3].request.method: is missing"),
    ("entries.3.request.headers.0", ["a"], "request.headers[0]: expected a pair of name and value"),
    ("entries.3.request.headers.1", ["a", 1], "headers[1][1]: expected text, found a whole number"),
    ("entries.3.behaviours", [None], "entries[3].behaviours[0]: expected text, found null"),
    ("entries.0.note", ..., "entries[0].note: is missing"),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_what_does_not_fit_is_named_by_its_place(
    document: Any, path: str, value: Any, message: str
) -> None:
    with pytest.raises(TraceFormatError) as raised:
        trace_from_json(changed(document, path, value))
    assert message in str(raised.value)


@pytest.mark.parametrize("name", ["format", "version", "entries"])
@pytest.mark.parametrize("value", [None, True, 1.5, "x", [], {}, [[]], -1])
def test_no_member_of_the_file_takes_a_wrong_type(document: Any, name: str, value: Any) -> None:
    if (name, value) == ("entries", []):
        assert len(trace_from_json(changed(document, name, value))) == 0
        return
    with pytest.raises(TraceFormatError, match=name):
        trace_from_json(changed(document, name, value))


def test_no_member_of_a_call_may_be_left_out_or_take_a_wrong_type(document: Any) -> None:
    optional = {"step", "access_key_id", "response", "error", "request", "status"}
    for name in document["entries"][3]:
        text = json.dumps(document)
        for value in (..., [[]]):
            if value is ... and name in optional:
                continue
            with pytest.raises(TraceFormatError, match=rf"entries\[3\]\.{name}"):
                trace_from_json(changed(json.loads(text), f"entries.3.{name}", value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "trace.json",
        "\ufeff{}",
        b"\xff\xfe\x00",
        b"\x80abc",
        "[" * 100_000,
        '{"entries": ' + "9" * 5000 + "}",
    ],
)
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(TraceFormatError, match=r"not JSON .* trace_to_json\(\) wrote"):
        trace_from_json(text)


@pytest.mark.parametrize("text", ["[]", "null", "1", "NaN", '"x"', "true"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(TraceFormatError, match="the file: expected"):
        trace_from_json(text)


def test_an_error_stays_short_whatever_it_found(document: Any) -> None:
    with pytest.raises(TraceFormatError) as raised:
        trace_from_json(changed(document, "entries.1.at", "x" * 100_000))
    assert len(str(raised.value)) < 300


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def read_or_refuse(text: str | bytes) -> None:
    """Either a trace that can be written again, or TraceFormatError: nothing else."""
    try:
        loaded = trace_from_json(text)
    except TraceFormatError as refused:
        str(refused).encode()
    else:
        written = trace_to_json(loaded)
        assert trace_to_json(trace_from_json(written.encode())) == written


@thorough
@given(text=st.text(st.characters()) | st.binary())
def test_any_text_is_a_trace_or_refused(text: str | bytes) -> None:
    read_or_refuse(text)


@settings(thorough, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=json_values)
def test_any_value_in_any_place_of_a_trace_is_read_or_refused(
    document: Any, data: st.DataObject, value: Any
) -> None:
    damaged = {"file": json.loads(json.dumps(document))}
    place: Any = damaged
    step: Any = "file"
    while isinstance(place[step], (dict, list)) and place[step] and data.draw(st.booleans()):
        place = place[step]
        step = data.draw(
            st.sampled_from([*place] if isinstance(place, dict) else range(len(place)))
        )
    place[step] = value
    read_or_refuse(json.dumps(damaged["file"]))


@pytest.mark.parametrize("handed", [None, {}, 5, io.StringIO("{}")])
def test_what_is_no_text_is_refused_with_the_remedy(handed: Any) -> None:
    with pytest.raises(TraceFormatError, match="expected text, found a"):
        trace_from_json(handed)
