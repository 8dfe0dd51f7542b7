"""Callbacks of a panel: whose change it was, also where two threads bring changes at once."""

from __future__ import annotations

import threading

import ipywidgets
import pytest

from cognito_lab.panels.callbacks import Callbacks


def watched() -> tuple[Callbacks, ipywidgets.Text, list[str]]:
    callbacks, field, seen = Callbacks("panel"), ipywidgets.Text(), list[str]()
    callbacks.observe(field, seen.append)
    return callbacks, field, seen


def test_what_a_reader_does_is_followed_and_what_the_panel_does_is_not() -> None:
    callbacks, field, seen = watched()
    field.value = "a reader's"
    callbacks.set(field, value="the panel's")
    field.value = "a reader's again"
    assert seen == ["a reader's", "a reader's again"]


def test_a_readers_change_in_another_thread_waits_for_the_panels_own_and_is_followed() -> None:
    callbacks, field, seen = watched()

    def write() -> None:
        field.value = "a reader's"

    reader = threading.Thread(target=write)
    with callbacks.ours():
        reader.start()
        reader.join(0.2)  # as far as it comes
        assert seen == []
    reader.join()
    assert seen == ["a reader's"]
    field.value = "another"
    assert seen == ["a reader's", "another"]


def test_of_two_callbacks_in_two_threads_one_is_over_before_the_other_begins() -> None:
    callbacks = Callbacks("panel")
    inside, most = 0, 0
    both = threading.Barrier(2)

    def act(_: object) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        for _ in range(1000):
            callbacks.set(field, value=str(inside))
        inside -= 1

    field = ipywidgets.Text()
    callback = callbacks.guarded(act)

    def press() -> None:
        both.wait()
        for _ in range(5):
            callback(None)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_an_exception_is_shown_and_leaves_the_next_callback_its_turn() -> None:
    callbacks = Callbacks("panel")
    field = ipywidgets.Text()

    def act(_: str) -> None:
        with callbacks.ours():
            raise ValueError("<b>no</b>")

    callbacks.observe(field, act)
    for text in ("one", "two"):
        callbacks.problem.value = ""
        with pytest.raises(ValueError, match="no"):
            field.value = text
        assert "The panel failed: ValueError: &lt;b&gt;no" in callbacks.problem.value
