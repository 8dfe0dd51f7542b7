"""Tabs: one of several parts is open, and a button opens each."""

from __future__ import annotations

from typing import Any

import ipywidgets
import pytest

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.tabs import Tabs


def made(opened: list[int] | None = None) -> tuple[Tabs, list[Any], list[Any]]:
    """Tabs with their buttons and parts; what is opened goes into the list."""
    parts = [ipywidgets.HTML("one"), ipywidgets.HTML("two")]
    listed = [] if opened is None else opened
    tabs = Tabs(("One", "Two"), parts, Callbacks("tabs"), listed.append)
    return tabs, list(tabs.widget.children[0].children), parts


def test_the_first_part_is_open_and_the_others_are_not_shown() -> None:
    tabs, _, parts = made()
    assert tabs.opened == 0
    assert [part.layout.display for part in parts] == [None, "none"]


def test_a_button_opens_its_part_and_closes_the_one_before() -> None:
    opened: list[int] = []
    tabs, buttons, parts = made(opened)
    buttons[1].click()
    assert tabs.opened == 1 and opened == [1]
    assert [part.layout.display for part in parts] == ["none", None]
    buttons[0].click()
    assert opened == [1, 0]
    assert [part.layout.display for part in parts] == [None, "none"]


def test_which_is_open_is_said_by_a_sign_and_in_words_and_not_by_the_look_alone() -> None:
    tabs, buttons, _ = made()
    tabs.open(1)
    assert [button.description for button in buttons] == ["○ One", "● Two"]
    assert [button.tooltip for button in buttons] == ["Open One", "Two: open"]
    assert ["cl-open" in button._dom_classes for button in buttons] == [False, True]


def test_what_goes_wrong_in_a_part_is_shown() -> None:
    def fails(place: int) -> None:
        raise ValueError("no such thing")

    callbacks = Callbacks("tabs")
    tabs = Tabs(("One", "Two"), [ipywidgets.HTML(), ipywidgets.HTML()], callbacks, fails)
    tabs.widget.children[0].children[1].click()
    assert "The tabs failed: ValueError: no such thing" in callbacks.problem.value


@pytest.mark.parametrize("place", [-1, 2])
def test_a_part_that_is_not_there_is_refused_and_nothing_changes(place: int) -> None:
    opened: list[int] = []
    tabs, _, parts = made(opened)
    with pytest.raises(IndexError, match="there are 2 tabs"):
        tabs.open(place)
    assert (tabs.opened, opened) == (0, [])
    assert [part.layout.display for part in parts] == [None, "none"]


def test_a_title_without_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Tabs(("One", "Two"), [ipywidgets.HTML()], Callbacks("tabs"), print)
