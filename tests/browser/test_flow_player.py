"""The flow player in chapter 1: by keyboard, on a laptop and a projector, light and dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watched_page
from tests.browser.fit import cut_off, without_a_name
from tests.browser.jupyterlab import JupyterLab
from tests.browser.keyboard import has_focus
from tests.browser.player import Player
from tests.browser.servers import ROOT, Server

pytestmark = pytest.mark.browser

SCREENS = [(1366, 768), (1920, 1080)]


@dataclass(frozen=True)
class Chapter:
    """Chapter 1 with all its cells run, and its player."""

    notebook: JupyterLab
    player: Player


@pytest.fixture(scope="module")
def opened(browser: Browser, jupyterlab: Server, copies: Path) -> Iterator[Chapter]:
    """One page for all tests here; its complaints fail the last of them."""
    path = (copies / "01_user_pool_sign_in.ipynb").relative_to(ROOT).as_posix()
    with watched_page(browser) as watched:
        notebook = JupyterLab(watched.page, jupyterlab.address, path)
        notebook.run_all()
        yield Chapter(notebook, Player.on(watched.page))
        notebook.close()


@pytest.fixture
def player(opened: Chapter) -> Player:
    """The player at its first call, the keyboard's focus on its first button."""
    opened.player.control("Previous").focus()
    while not opened.player.place.startswith("1 of "):
        opened.player.press("Enter")
    return opened.player


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_next_shows_the_next_call_and_its_picture(player: Player, key: str) -> None:
    calls = player.calls
    assert len(calls) > 2
    assert player.call == calls[0]
    player.tab_to("Next")
    seen = [player.picture]
    for number, call in enumerate(calls[1:3], 2):
        player.press(key)
        assert player.call == call
        assert player.place == f"{number} of {len(calls)}"
        seen.append(player.picture)
    assert len(set(seen)) == 3


def test_the_focus_stays_so_that_the_key_can_be_pressed_again(player: Player) -> None:
    player.tab_to("Next")
    player.press("Enter")
    assert has_focus(player.control("Next"))


def test_the_slider_obeys_the_arrow_keys(player: Player) -> None:
    calls = player.calls
    player.tab_to("slider")
    player.press("ArrowRight")
    player.press("ArrowRight")
    assert player.call == calls[2]
    player.press("ArrowLeft")
    assert player.call == calls[1]
    player.press("End")
    assert player.call == calls[-1]


def test_jump_to_goes_to_a_call_and_to_the_first_call_of_a_step(player: Player) -> None:
    calls = player.calls
    before = player.picture
    player.choose("Jump to", calls[4])
    player.see(calls[4])
    assert player.place == f"5 of {len(calls)}"
    assert player.picture != before
    player.choose("Jump to", "Step: ")  # the first of them
    expect(player.panel.get_by_text(f"5 of {len(calls)}", exact=True)).to_have_count(0)
    player.choose("Jump to", calls[0])
    player.see(calls[0])


def test_the_filter_leaves_only_calls_about_its_question(player: Player) -> None:
    calls = player.calls
    player.choose("Show", "N authentication")
    chip = player.panel.locator(".cl-head .cl-authentication")
    expect(chip).to_have_text("N authentication")
    some = player.calls
    assert 0 < len(some) < len(calls) and set(some) < set(calls)
    player.see(some[0])
    player.choose("Show", "Z authorization")
    expect(player.panel.get_by_text("None of these calls asks this question.")).to_be_visible()
    expect(player.control("Next")).to_be_disabled()
    player.choose("Show", "all calls")
    expect(player.panel.get_by_text(re.compile(rf"^\d+ of {len(calls)}$"))).to_be_visible()
    assert player.calls == calls


def test_it_plays_when_asked_to_and_stops_at_pause(player: Player) -> None:
    calls = player.calls
    player.choose("Pace", "3 seconds")
    player.tab_to("Play")
    assert player.call == calls[0]
    player.page.keyboard.press("Enter")
    expect(player.control("Pause")).to_be_visible()
    for call in calls[1:3]:  # at once, and then at its pace
        player.see(call)
    assert has_focus(player.control("Pause"))
    player.page.keyboard.press("Enter")
    expect(player.control("Play")).to_be_visible()
    stopped = player.call
    player.page.wait_for_timeout(4_000)  # longer than the pace
    assert player.call == stopped
    player.control("Previous").focus()


def test_every_control_has_a_name(player: Player) -> None:
    # ipywidgets gives the handle of its slider no name; the word beside it is for the eye only.
    # Previous, Next and Jump to do the same, and have one.
    nameless = [said for said in without_a_name(player.panel) if 'role="slider"' not in said]
    assert nameless == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SCREENS, ids=["laptop", "projector"])
def test_nothing_is_cut_off(
    opened: Chapter,
    player: Player,
    keep_picture: Callable[[Page, str], None],
    width: int,
    height: int,
    dark: bool,
) -> None:
    player.page.set_viewport_size({"width": width, "height": height})
    opened.notebook.use_theme(dark)
    player.panel.scroll_into_view_if_needed()
    name = f"player-{width}-{'dark' if dark else 'light'}"
    keep_picture(player.page, name)
    assert cut_off(player.panel) == []
    player.tab_to("Next")
    for _ in player.calls[1:]:
        player.press("Enter")
        assert cut_off(player.panel) == [], player.call
    player.panel.get_by_label("Show the wire").check()
    assert cut_off(player.panel) == [], "with the wire"
    player.panel.get_by_label("Show the wire").uncheck()
