"""The exchange explorer of chapter 5 in JupyterLab: by keyboard, on a laptop, light and dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import watched_page
from tests.browser.fit import cut_off, without_a_name
from tests.browser.jupyterlab import JupyterLab
from tests.browser.keyboard import has_focus, tab_to
from tests.browser.servers import ROOT, Server
from tests.browser.test_flow_player import SCREENS

pytestmark = pytest.mark.browser

TABS = ("The way", "Three ids", "Which role", "What they may do")
MEMBER = "Credentials of the role photo-app-members"
TRUST = "Its trust policy (JSON)"


@dataclass(frozen=True)
class Explorer:
    """The panel on its page, and what somebody without a mouse does with it."""

    notebook: JupyterLab
    page: Page
    panel: Locator

    def control(self, name: str) -> Locator:
        """What has this label or these words, and can be seen."""
        found = self.panel.get_by_label(name, exact=True)
        both = found.or_(self.panel.get_by_role("button", name=name, exact=True))
        return both.filter(visible=True).first

    def choose(self, name: str, option: str) -> None:
        """Tab to a list and choose from it."""
        self.control(name).focus()
        self.control(name).select_option(option)

    def open(self, name: str) -> None:
        """Open a tab of the panel with Enter."""
        tab = self.panel.get_by_role("button", name=re.compile(rf"^[●○] \d · {name}$"))
        tab.focus()
        self.page.keyboard.press("Enter")
        expect(
            self.panel.get_by_role("button", name=re.compile(rf"^● \d · {name}$"))
        ).to_be_visible()

    def see(self, words: str) -> None:
        """Wait until these words can be read."""
        found = self.panel.get_by_text(re.compile(re.escape(words)))
        expect(found.filter(visible=True).first).to_be_visible()


@pytest.fixture(scope="module")
def opened(browser: Browser, jupyterlab: Server, copies: Path) -> Iterator[Explorer]:
    """The chapter, run once for all tests here; the page's complaints fail the last of them."""
    path = (copies / "05_identity_pool_exchange.ipynb").relative_to(ROOT).as_posix()
    with watched_page(browser) as watched:
        notebook = JupyterLab(watched.page, jupyterlab.address, path)
        notebook.run_all()
        assert notebook.errors() == []
        panel = watched.page.locator(".cognito-lab", has_text="From a login to credentials").first
        panel.scroll_into_view_if_needed()
        yield Explorer(notebook, watched.page, panel)
        notebook.close()


@pytest.fixture
def explorer(opened: Explorer) -> Explorer:
    """The panel as it was in the beginning."""
    opened.panel.scroll_into_view_if_needed()
    opened.control("As it was").focus()
    opened.page.keyboard.press("Enter")
    opened.see(MEMBER)
    opened.open("The way")
    return opened


def test_who_comes_is_chosen_and_the_way_ends_at_another_gate(explorer: Explorer) -> None:
    explorer.choose("Who comes", "Ana, with her access token")
    explorer.see("Refused at the gate “login”")
    explorer.see("Missing a required claim: aud")
    explorer.choose("Who comes", "Ben, with his ID token")
    explorer.see(MEMBER)


def test_a_guest_is_let_in_with_the_space_bar(explorer: Explorer) -> None:
    explorer.choose("Who comes", "a guest, with no login")
    explorer.see("Unauthenticated access is not supported for this identity pool.")
    tab_to(explorer.page, explorer.control("the pool has guests"))
    explorer.page.keyboard.press("Space")
    explorer.see("Credentials of the role photo-app-guests")
    assert has_focus(explorer.control("the pool has guests"))


def test_a_trust_policy_counts_with_each_key(explorer: Explorer) -> None:
    text = explorer.control(TRUST)
    text.focus()
    explorer.page.keyboard.press("ControlOrMeta+End")
    explorer.page.keyboard.press("Backspace")
    explorer.see("No exchange: mend the text below first.")
    explorer.see("is no JSON")
    expect(explorer.panel.get_by_text(MEMBER)).to_have_count(0)
    assert has_focus(text)
    explorer.page.keyboard.type("}")
    explorer.see(MEMBER)


def test_the_credentials_are_shown_masked_and_asked_what_they_may_do(explorer: Explorer) -> None:
    explorer.open("Three ids")
    explorer.see("ASIA••••••••")
    explorer.open("What they may do")
    explorer.see("✓ yes")
    explorer.see("because no identity-based policy allows the s3:ListBucket action")


def test_every_control_has_a_name(explorer: Explorer) -> None:
    for name in TABS:
        explorer.open(name)
        assert without_a_name(explorer.panel) == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_nothing_is_cut_off(
    explorer: Explorer,
    keep_picture: Callable[[Page, str], None],
    width: int,
    height: int,
    dark: bool,
) -> None:
    explorer.page.set_viewport_size({"width": width, "height": height})
    explorer.notebook.use_theme(dark)
    explorer.see(MEMBER)
    for name in TABS:
        explorer.open(name)
        explorer.panel.scroll_into_view_if_needed()
        look = f"exchange-{name}-{width}-{'dark' if dark else 'light'}"
        keep_picture(explorer.page, look)
        assert cut_off(explorer.panel) == [], name
