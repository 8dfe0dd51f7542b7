"""Twelve events: the letters come from recorded calls, and answers of any form get a sentence."""

import dataclasses

import pytest

from cognito_lab.exercises import exercises, twelve_events
from cognito_lab.exercises.twelve_events import EVENTS, recorded_letters

TASK = exercises["sort-the-events"]


def test_every_event_is_one_recorded_call_and_asks_one_of_the_two_questions(bench):
    letters = recorded_letters(bench)
    assert len(letters) == len(EVENTS) == 12
    for number, event in enumerate(EVENTS, 1):
        (call,) = bench.lab.trace[f"event {number}"]
        refusal = call.error.code if call.error else None
        assert (call.operation, refusal) == (event.operation, event.refusal)
        assert call.question == {"N": "authentication", "Z": "authorization"}[letters[number]]


def test_both_letters_are_there_and_no_service_decides_alone(bench):
    letters = recorded_letters(bench)
    services = {number: bench.lab.trace[f"event {number}"][0].service for number in letters}
    for service in ("cognito-idp", "cognito-identity"):
        found = {letters[number] for number in letters if services[number] == service}
        assert found == {"N", "Z"}


def test_an_event_that_comes_out_as_another_call_is_an_error(bench, monkeypatch):
    others = tuple(dataclasses.replace(event, operation="GetUser") for event in EVENTS)
    monkeypatch.setattr(twelve_events, "EVENTS", others)
    with pytest.raises(RuntimeError, match="event 1 came out as SignUp"):
        recorded_letters(bench)


def test_the_scene_can_be_played_twice(bench):
    assert recorded_letters(bench) == recorded_letters(bench)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([1, 2], "expected a dict; seen: a list"),
        ({"N": {1}, "Z": ...}, "The set Z: expected a set of numbers; seen: still `...`"),
        ({"N": {}, "Z": {1}}, "`{}` is an empty dict"),
        ({}, "The set N: expected a set of numbers; seen: an empty dict"),
        ({"N": {1}}, "The set Z: expected a set of numbers; seen: no set of this name, only"),
        ({"z": {1}, "n": {2}}, "seen: no set of this name, only `'n'`, `'z'`. The sets are called"),
        ({"N": "1, 2", "Z": {3}}, "The set N: expected a set of numbers; seen: a str"),
        ({"N": 1, "Z": {3}}, "The set N: expected a set of numbers; seen: an int"),
    ],
)
def test_another_form_is_told(bench, answer, said):
    verdict = TASK.examine(bench, answer)
    assert not verdict.accepted
    assert said in verdict.message


@pytest.mark.parametrize(
    ("extra", "seen"),
    [({13}, "`13`"), ({0}, "`0`"), ({"1"}, "`'1'`"), ({1.5}, "`1.5`"), ({None}, "`None`")],
)
def test_what_is_no_event_is_named(bench, extra, seen):
    right = TASK.answer_from(TASK.solution)
    verdict = TASK.examine(bench, right | {"N": right["N"] | extra})
    assert [f.seen for f in verdict.findings if not f.passed] == [seen]


def test_another_set_is_named_and_lists_and_tuples_will_do(bench):
    right = TASK.answer_from(TASK.solution)
    assert TASK.examine(bench, {name: list(numbers) for name, numbers in right.items()}).accepted
    assert TASK.examine(bench, {name: tuple(numbers) for name, numbers in right.items()}).accepted
    assert not TASK.examine(bench, right | {"neither": {1}}).accepted
