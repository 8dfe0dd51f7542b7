"""The policy explorer in JupyterLab: by keyboard alone, on a laptop, light and dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cognito_lab.cli.render import KERNELSPEC
from cognito_lab.panels.explorer_examples import EXAMPLES
from tests.browser.chromium import watched_page
from tests.browser.fit import cut_off, without_a_name
from tests.browser.jupyterlab import JupyterLab
from tests.browser.keyboard import has_focus, tab_to
from tests.browser.servers import ROOT, Server
from tests.browser.test_flow_player import SCREENS

pytestmark = pytest.mark.browser

CELL = """
from cognito_lab.panels import PolicyExplorer
PolicyExplorer()
"""
LAST = EXAMPLES[-1].title
FOLDERS = "A folder for each identity (S3)"
DENY = "A Deny wins"
LEVELS = "A level of the organization"
TABS = ("Policies", "The way", "All statements", "What would change it")
EDITOR = "identity policy [0] (JSON)"


@dataclass(frozen=True)
class Explorer:
    """The panel on its page, and what somebody without a mouse does with it."""

    notebook: JupyterLab
    page: Page
    panel: Locator

    def control(self, name: str | re.Pattern[str]) -> Locator:
        """What has this label or these words, and can be seen."""
        found = self.panel.get_by_label(name, exact=True)
        both = found.or_(self.panel.get_by_role("button", name=name, exact=True))
        return both.filter(visible=True).first

    def press(self, name: str, key: str = "Enter") -> None:
        """Tab to a control, and press a key."""
        tab_to(self.page, self.control(name))
        self.page.keyboard.press(key)

    def begin(self, example: str) -> None:
        """Choose an example, as it was in the beginning: by way of another, so that it is seen."""
        for title in (LAST, example):
            self.control("Example").select_option(title)
            to_try = next(one.to_try for one in EXAMPLES if one.title == title)
            expect(self.panel.get_by_text(f"To try: {to_try}")).to_be_visible()

    def open(self, name: str) -> None:
        """Open a tab of the panel."""
        tab = self.panel.get_by_role("button", name=re.compile(rf"^[●○] \d · {name}$"))
        tab.focus()
        self.page.keyboard.press("Enter")
        expect(
            self.panel.get_by_role("button", name=re.compile(rf"^● \d · {name}$"))
        ).to_be_visible()

    def see(self, words: str | re.Pattern[str]) -> None:
        """Wait until these words can be read."""
        expect(self.panel.get_by_text(words).filter(visible=True).first).to_be_visible()


@pytest.fixture(scope="module")
def opened(browser: Browser, jupyterlab: Server, copies: Path) -> Iterator[Explorer]:
    """One page for all tests here; its complaints fail the last of them."""
    path = copies / "explorer.ipynb"
    cells = [nbformat.v4.new_code_cell(CELL)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC}), path)
    with watched_page(browser) as watched:
        notebook = JupyterLab(watched.page, jupyterlab.address, path.relative_to(ROOT).as_posix())
        notebook.run_all()
        assert notebook.errors() == []
        panel = watched.page.locator(".cognito-lab").first
        panel.wait_for()
        yield Explorer(notebook, watched.page, panel)
        notebook.close()


@pytest.fixture
def explorer(opened: Explorer) -> Explorer:
    """The panel as it was in the beginning."""
    opened.open("Policies")
    opened.begin(FOLDERS)
    opened.see(re.compile("Allowed by the identity policies"))
    return opened


def test_the_verdict_follows_each_key_and_half_a_policy_has_none(explorer: Explorer) -> None:
    text = explorer.control(EDITOR)
    text.focus()
    explorer.page.keyboard.press("ControlOrMeta+End")
    explorer.page.keyboard.press("Backspace")
    explorer.see(re.compile("No verdict: mend identityPolicies"))
    explorer.see(re.compile("is no JSON"))
    expect(explorer.panel.get_by_text("Allowed by the identity policies")).to_have_count(0)
    assert has_focus(text)
    explorer.page.keyboard.type("}")
    explorer.see(re.compile("Allowed by the identity policies"))


def test_a_statement_is_switched_off_and_on_with_the_space_bar(explorer: Explorer) -> None:
    explorer.begin(DENY)
    explorer.see(re.compile("Denied explicitly"))
    explorer.control(EDITOR).focus()
    explorer.press('Statement[1] "NoDeleteWithoutMFA"', "Space")
    explorer.see(re.compile("What if: with 1 statement left out"))
    explorer.see(re.compile("What if: Allowed by the identity policies"))
    assert has_focus(explorer.control('Statement[1] "NoDeleteWithoutMFA"'))
    explorer.page.keyboard.press("Space")
    explorer.see(re.compile("^✕ Denied explicitly"))


def test_a_layer_is_added_and_taken_away(explorer: Explorer) -> None:
    explorer.control(EDITOR).focus()
    explorer.press("Add a permissions boundary")
    explorer.see("Ask the permissions boundary")
    expect(explorer.control("permissions boundary (JSON)")).to_be_visible()
    explorer.control(EDITOR).focus()
    explorer.press("Remove permissions boundary")
    expect(explorer.panel.get_by_label("permissions boundary (JSON)")).to_have_count(0)


def test_the_least_change_is_applied_with_enter(explorer: Explorer) -> None:
    explorer.begin(LEVELS)
    explorer.open("What would change it")
    explorer.see(re.compile("Add s3:PutObject to Action in serviceControlPolicies"))
    explorer.press("Apply change 1")
    explorer.see(re.compile("Allowed by the identity policies"))
    explorer.see(re.compile("To not allow it any more"))
    assert has_focus(explorer.control("Apply change 1"))


def test_every_control_has_a_name(explorer: Explorer) -> None:
    explorer.begin(LEVELS)
    explorer.see(re.compile("Denied implicitly"))
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
    explorer.begin(LEVELS)
    explorer.see(re.compile("Denied implicitly"))
    for name in TABS:
        explorer.open(name)
        explorer.panel.scroll_into_view_if_needed()
        keep_picture(explorer.page, f"explorer-{name}-{width}-{'dark' if dark else 'light'}")
        assert cut_off(explorer.panel) == [], name
