from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.flow import (
    ApiCall,
    CallError,
    Note,
    Recording,
    StepNameUsed,
    Trace,
    UnknownService,
    UnknownStep,
)
from cognito_lab.flow.masking import mask_call

MakeCall = Callable[..., ApiCall]
NINE = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)


def numbers(trace: Trace) -> list[int]:
    return [call.number for call in trace]


def note(after: int, step: str | None = None, text: str = "a code arrived") -> Note:
    return Note(after, NINE, "message", text, step)


@pytest.fixture
def trace(make_call: MakeCall) -> Trace:
    """Four calls in two steps, with a note after the second and the third."""
    refused = CallError("NotAuthorizedException", "no")
    return Trace(
        [
            make_call(1, operation="SignUp", step="sign up", answered_by="lab"),
            make_call(2, operation="ConfirmSignUp", step="sign up", error=refused),
            note(2, "sign up"),
            make_call(3, service="s3", operation="PutObject", question="authorization"),
            note(3),
            make_call(4, caller="administrator", step="sign in"),
        ]
    )


# Reading.


def test_a_trace_is_a_sequence_of_calls(trace: Trace) -> None:
    assert len(trace) == 4
    assert numbers(trace) == [1, 2, 3, 4]
    assert trace[0].operation == "SignUp" and trace[-1].number == 4
    assert trace[2] in trace and list(reversed(trace)) == list(trace)[::-1]
    with pytest.raises(IndexError):
        trace[4]


def test_entries_have_the_notes_where_they_happened(trace: Trace) -> None:
    kinds = ["note" if isinstance(entry, Note) else entry.number for entry in trace.entries]
    assert kinds == [1, 2, "note", 3, "note", 4]
    assert [one.after for one in trace.notes] == [2, 3]


def test_a_slice_is_a_trace_with_the_notes_of_its_calls(trace: Trace) -> None:
    middle = trace[1:3]
    assert isinstance(middle, Trace)
    assert numbers(middle) == [2, 3] and [one.after for one in middle.notes] == [2, 3]
    assert numbers(trace[:1]) == [1] and trace[:1].notes == ()


def test_a_step_is_a_trace_of_its_calls_and_notes(trace: Trace) -> None:
    assert trace.steps == ("sign up", "sign in")
    assert numbers(trace["sign up"]) == [1, 2]
    assert len(trace["sign up"].notes) == 1
    assert numbers(trace["sign in"]) == [4]


def test_an_unknown_step_is_named_with_those_that_there_are(trace: Trace) -> None:
    with pytest.raises(UnknownStep) as raised:
        trace["sign-in"]
    assert str(raised.value) == (
        "no step is called 'sign-in'. Did you mean 'sign in'? "
        "Steps of this trace: 'sign up', 'sign in'"
    )
    with pytest.raises(KeyError, match=r"no step is called 'nope'\. Steps of this trace: none yet"):
        Trace()["nope"]


def test_a_trace_says_what_it_holds(trace: Trace) -> None:
    assert repr(trace) == "<Trace of 4 calls, steps: sign up, sign in>"
    assert repr(Recording()) == "<Recording of 0 calls>"


# Asking for some of the calls.


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"service": "s3"}, [3]),
        ({"service": "dynamodb"}, []),
        ({"operation": "SignUp"}, [1]),
        ({"question": "authorization"}, [3]),
        ({"answered_by": "lab"}, [1]),
        ({"caller": "administrator"}, [4]),
        ({"failed": True}, [2]),
        ({"failed": False}, [1, 3, 4]),
        ({"service": "cognito-idp", "failed": False, "caller": "app"}, [1]),
    ],
)
def test_calls_are_asked_for_by_what_they_are(
    trace: Trace, asked: dict[str, object], found: list[int]
) -> None:
    assert numbers(trace.where(**asked)) == found  # type: ignore[arg-type]


def test_a_note_goes_with_the_call_before_it(trace: Trace) -> None:
    assert [one.after for one in trace.where(failed=True).notes] == [2]
    assert trace.where(operation="SignUp").notes == ()


@pytest.mark.parametrize(
    ("service", "meant"),
    [
        ("cognito_idp", "cognito-idp"),
        ("Cognito-IDP", "cognito-idp"),
        ("cognito-identiy", "cognito-identity"),
        ("S3", "s3"),
        ("user-pool", "cognito-idp"),
    ],
)
def test_an_unknown_service_is_named_with_the_one_that_was_meant(
    trace: Trace, service: str, meant: str
) -> None:
    with pytest.raises(UnknownService, match=f"{service!r}. Did you mean {meant!r}?.*dynamodb"):
        trace.where(service=service)


def test_a_service_that_is_like_no_other_is_told_which_there_are(trace: Trace) -> None:
    with pytest.raises(UnknownService) as raised:
        trace.where(service="zzz")
    assert "Did you mean" not in str(raised.value) and "cognito-idp" in str(raised.value)


def test_a_service_without_a_lane_can_be_asked_for_where_it_was_called(make_call: MakeCall) -> None:
    assert numbers(Trace([make_call(service="kinesis")]).where(service="kinesis")) == [1]


# Steps of a recording.


@pytest.fixture
def recording(make_call: MakeCall) -> Recording:
    return Recording()


def record(recording: Recording, make_call: MakeCall, **fields: object) -> int:
    number = recording.next_number()
    recording.add(make_call(number, step=recording.current_step, **fields))
    return number


def test_what_happens_in_a_step_is_found_by_its_name(
    recording: Recording, make_call: MakeCall
) -> None:
    record(recording, make_call)
    with recording.step("sign in") as inside:
        assert inside is recording and recording.current_step == "sign in"
        record(recording, make_call)
        recording.note(NINE, "clock", "the clock moved by 1 h")
    record(recording, make_call)
    assert recording.current_step is None
    assert numbers(recording["sign in"]) == [2]
    assert recording["sign in"].notes == (
        Note(2, NINE, "clock", "the clock moved by 1 h", "sign in"),
    )


def test_a_step_in_which_nothing_was_called_is_empty(recording: Recording) -> None:
    with recording.step("nothing"):
        pass
    assert len(recording["nothing"]) == 0 and recording.steps == ("nothing",)


def test_steps_stand_in_the_order_in_which_they_began(
    recording: Recording, make_call: MakeCall
) -> None:
    for name in ("z", "empty", "a"):
        with recording.step(name):
            if name != "empty":
                record(recording, make_call)
    assert recording.steps == ("z", "empty", "a")


def test_a_name_used_twice_is_refused_with_the_remedies(
    recording: Recording, make_call: MakeCall
) -> None:
    with recording.step("sign in"):
        record(recording, make_call)
    with pytest.raises(StepNameUsed) as raised, recording.step("sign in"):
        pass
    for remedy in ("'sign in'", "another name", "replace=True", "lab.reset()"):
        assert remedy in str(raised.value)


def test_a_step_in_which_nothing_was_called_leaves_its_name_free(
    recording: Recording, make_call: MakeCall
) -> None:
    with pytest.raises(NameError), recording.step("sign in"):
        raise NameError("a typing error")
    with recording.step("sign in"):
        record(recording, make_call)
    assert len(recording["sign in"]) == 1


@pytest.mark.parametrize("name", [5, None, "", "  "])
def test_a_step_without_a_name_is_refused(recording: Recording, name: Any) -> None:
    with pytest.raises(ValueError, match="a step needs a name"), recording.step(name):
        pass


def test_several_steps_are_one_slice_in_the_order_of_the_recording(
    recording: Recording, make_call: MakeCall
) -> None:
    for name in ("sign up", "confirm", "sign in"):
        with recording.step(name):
            record(recording, make_call)
    both = recording["sign in", "sign up"]
    assert [call.step for call in both] == ["sign up", "sign in"]
    with pytest.raises(UnknownStep, match="Did you mean 'sign in'"):
        recording["sign up", "sing in"]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ({"question": "authentification"}, "Did you mean 'authentication'"),
        ({"answered_by": "lab checks"}, "Choose one of: moto, moto"),
        ({"caller": "adminstrator"}, "Did you mean 'administrator'"),
    ],
)
def test_asking_for_what_no_call_can_be_is_one_clear_error(
    recording: Recording, asked: dict[str, str], hint: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(hint)):
        recording.where(**asked)


def test_replacing_forgets_the_earlier_step_and_nothing_else(
    recording: Recording, make_call: MakeCall
) -> None:
    for name in ("sign up", "sign in"):
        with recording.step(name):
            record(recording, make_call)
            recording.note(NINE, "message", name)
    with recording.step("sign up", replace=True):
        record(recording, make_call)
    assert numbers(recording["sign up"]) == [3] and recording["sign up"].notes == ()
    assert numbers(recording) == [2, 3]
    assert recording.steps == ("sign in", "sign up")


def test_replacing_a_name_that_is_new_is_no_error(recording: Recording) -> None:
    with recording.step("sign in", replace=True):
        assert recording.current_step == "sign in"


def test_steps_do_not_nest(recording: Recording) -> None:
    with (
        recording.step("outer"),
        pytest.raises(ValueError, match="'inner' begins inside step 'outer'"),
        recording.step("inner"),
    ):
        pass
    with recording.step("inner"):
        assert recording.current_step == "inner"


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_step_needs_a_name(recording: Recording, name: str) -> None:
    with pytest.raises(ValueError, match="a step needs a name"), recording.step(name):
        pass
    assert recording.current_step is None and recording.steps == ()


def test_a_step_that_an_exception_ends_is_closed_and_kept(
    recording: Recording, make_call: MakeCall
) -> None:
    with pytest.raises(ZeroDivisionError), recording.step("sign in"):
        record(recording, make_call)
        raise ZeroDivisionError
    assert recording.current_step is None
    assert numbers(recording["sign in"]) == [1]
    with recording.step("next"):
        assert recording.current_step == "next"


# Growing.


def test_a_slice_no_longer_grows(recording: Recording, make_call: MakeCall) -> None:
    record(recording, make_call)
    sliced = recording[:]
    record(recording, make_call)
    assert (len(sliced), len(recording)) == (1, 2)
    assert not isinstance(sliced, Recording)


def test_a_note_before_the_first_call_stands_after_none(recording: Recording) -> None:
    recording.note(NINE, "clock", "moved")
    assert recording.notes[0].after == 0


def test_a_note_made_while_a_call_is_answered_stands_after_that_call(
    recording: Recording, make_call: MakeCall
) -> None:
    number = recording.next_number()
    with recording.notes_after_the_call():
        recording.note(NINE, "message", "a code arrived")
        recording.add(make_call(number))
    assert [type(entry) for entry in recording.entries] == [ApiCall, Note]
    assert recording.notes[0].after == number


def test_a_cleared_recording_begins_again(recording: Recording, make_call: MakeCall) -> None:
    with recording.step("sign in"):
        record(recording, make_call)
    recording.clear()
    assert recording.entries == () and recording.steps == ()
    with recording.step("sign in"):
        assert record(recording, make_call) == 1


def test_threads_lose_no_call_and_share_no_number(
    recording: Recording, make_call: MakeCall
) -> None:
    ready = threading.Barrier(8)

    def work() -> None:
        ready.wait()
        for _ in range(200):
            record(recording, make_call)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers(recording)) == list(range(1, 1601))


def test_a_trace_is_revealed_call_by_call(make_call: MakeCall) -> None:
    secret = make_call(parameters={"Password": "hunter2"})
    trace = Trace([mask_call(secret), note(1)])
    revealed = trace.revealed()
    assert revealed.entries == (secret, note(1))
    assert revealed.revealed().entries == revealed.entries
    assert trace[0].parameters == {"Password": "••••••"}


def test_a_slice_that_begins_with_the_first_call_has_the_notes_before_it(
    recording: Recording, make_call: MakeCall
) -> None:
    recording.note(NINE, "clock", "the clock moved by 1 h")
    record(recording, make_call)
    record(recording, make_call)
    assert recording[:].entries == recording.entries
    assert len(recording[:1].notes) == 1
    assert len(recording[1:].notes) == 0


def test_a_near_miss_of_an_operation_is_one_clear_error(
    recording: Recording, make_call: MakeCall
) -> None:
    record(recording, make_call, operation="SignUp")
    with pytest.raises(ValueError, match="Did you mean 'SignUp'"):
        recording.where(operation="Signup")
    assert len(recording.where(operation="SignOut")) == 0
