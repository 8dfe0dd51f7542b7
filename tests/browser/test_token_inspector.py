"""The token inspector in JupyterLab: by keyboard alone, on a laptop, light and dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cognito_lab.cli.render import KERNELSPEC
from tests.browser.chromium import watched_page
from tests.browser.conftest import OpenNotebook
from tests.browser.fit import cut_off, without_a_name
from tests.browser.jupyterlab import JupyterLab
from tests.browser.keyboard import has_focus, tab_to
from tests.browser.servers import ROOT, Server
from tests.browser.test_flow_player import SCREENS

pytestmark = pytest.mark.browser

CELL = """
import datetime as dt
from cognito_lab.panels import TokenInspector
from cognito_lab.tokens.practice_pool import make_practice_pool

pool, loot = make_practice_pool(dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC))
inspector = TokenInspector(
    {"ID token": pool.token(), "access token": pool.token("access")},
    jwks=pool.keys.jwks(), issuer=pool.issuer, audience=pool.app_client_id, now=pool.now,
    loot=loot, other_clients=["2another3456789client00"],
)
pasted = pool.token("id", {"email": "pasted@example.com"})
inspector
"""


@dataclass(frozen=True)
class Inspector:
    """The panel on its page, and what somebody without a mouse does with it."""

    notebook: JupyterLab
    page: Page
    panel: Locator

    def control(self, name: str) -> Locator:
        """What has this label or these words."""
        found = self.panel.get_by_label(name, exact=True)
        return found.or_(self.panel.get_by_role("button", name=name, exact=True)).first

    def tab_to(self, name: str, backwards: bool = False) -> None:
        """Press Tab until this control has the focus."""
        tab_to(self.page, self.control(name), backwards)

    def open(self, name: str) -> None:
        """Open a tab of the panel: to its button from the first one, and Enter."""
        self.tab(name, "[●○]").wait_for()
        first = self.tab("Read", "[●○]")
        first.focus()
        tab_to(self.page, self.tab(name, "[●○]"))
        self.page.keyboard.press("Enter")
        expect(self.tab(name, "●")).to_be_visible()

    def tab(self, name: str, sign: str) -> Locator:
        """The button of a tab; its sign says whether the tab is open."""
        return self.panel.get_by_role("button", name=re.compile(rf"^{sign} \d · {name}$"))

    def press(self, name: str, key: str = "Enter") -> None:
        """Tab to a control, and press a key."""
        self.tab_to(name)
        self.page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        """Tab to a field, and type over what stands in it."""
        self.tab_to(name)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, option: str) -> None:
        """Tab to a list, open it, and go to an option.

        JupyterLab takes an arrow key for itself where the list is not open.
        """
        self.tab_to(name)
        field = self.control(name)
        options = [text.strip() for text in field.locator("option").all_text_contents()]
        steps = options.index(option) - int(field.evaluate("(list) => list.selectedIndex"))
        self.page.keyboard.press("Space")
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        self.page.keyboard.press("Enter")

    def see(self, words: str | re.Pattern[str]) -> None:
        """Wait until these words can be read in the tab that is open."""
        expect(self.panel.get_by_text(words).filter(visible=True).first).to_be_visible()


@pytest.fixture(scope="module")
def opened(browser: Browser, jupyterlab: Server, copies: Path) -> Iterator[Inspector]:
    """One page for all tests here; its complaints fail the last of them."""
    path = copies / "inspector.ipynb"
    cells = [nbformat.v4.new_code_cell(CELL)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC}), path)
    with watched_page(browser) as watched:
        notebook = JupyterLab(watched.page, jupyterlab.address, path.relative_to(ROOT).as_posix())
        notebook.run_all()
        assert notebook.errors() == []
        panel = watched.page.locator(".cognito-lab").first
        panel.wait_for()
        yield Inspector(notebook, watched.page, panel)
        notebook.close()


@pytest.fixture
def inspector(opened: Inspector) -> Inspector:
    """The panel as it was in the beginning."""
    opened.open("Verify")
    opened.press("Ask all")
    opened.press("Now")
    opened.open("Tamper")
    opened.press("As it was")
    opened.open("Read")
    opened.press("Back to the given token")
    opened.see("Read, not verified: anybody could have written this.")
    return opened


def test_the_tabs_are_opened_with_tab_and_enter(inspector: Inspector) -> None:
    for name, words in (
        ("Tamper", "Nothing is changed yet"),
        ("Verify", "Accepted: all 10 checks passed."),
        ("Read", "Read, not verified"),
    ):
        inspector.open(name)
        inspector.see(re.compile(re.escape(words)))


def test_a_claim_is_edited_and_the_gates_are_seen_to_fall_while_one_types(
    inspector: Inspector, keep_picture: Callable[[Page, str], None]
) -> None:
    inspector.open("Tamper")
    inspector.choose("Claim", "aud")
    value = inspector.control("Value (JSON)")
    expect(value).to_have_value('"1example23456789practice0"')
    inspector.write("Value (JSON)", '"a"')
    inspector.see("✕ Falls at: signature, audience.")
    keep_picture(inspector.page, "inspector-tampered")
    inspector.page.keyboard.press("Backspace")
    inspector.see(re.compile("This is no JSON value yet"))
    assert has_focus(inspector.control("Value (JSON)"))
    inspector.page.keyboard.type('b"')
    expect(inspector.panel.get_by_text("This is no JSON value yet")).to_have_count(0)
    inspector.open("Read")
    inspector.see('"ab"')
    inspector.see(re.compile("changed"))


def test_a_forgery_gets_past_a_gate_that_is_switched_off(
    inspector: Inspector, keep_picture: Callable[[Page, str], None]
) -> None:
    inspector.open("Tamper")
    inspector.press("payload edited", "Space")
    inspector.see("✕ Falls at: signature.")
    inspector.press("alg: none", "Space")
    inspector.see("✕ Falls at: algorithm, signature.")
    inspector.open("Verify")
    inspector.see(re.compile("Refused: “algorithm” and “signature” did not pass"))
    inspector.press("algorithm", "Space")
    inspector.see(re.compile("It gets through, for this verifier does not ask “algorithm”"))
    inspector.see("algorithm: The token's header says how it is to be checked.")
    assert has_focus(inspector.control("algorithm"))
    keep_picture(inspector.page, "inspector-gets-through")
    inspector.page.keyboard.press("Space")
    inspector.see(re.compile("Refused: “algorithm” and “signature” did not pass"))


def test_an_hour_later_the_token_is_refused(inspector: Inspector) -> None:
    inspector.open("Verify")
    inspector.press("+ 61 min")
    inspector.see(re.compile("Refused: “expiry” did not pass"))
    inspector.press("1 s before exp")
    inspector.see("✓ Accepted: all 10 checks passed.")
    inspector.choose("App client", "2another3456789client00")
    inspector.see(re.compile("Refused: “audience” did not pass"))
    inspector.choose("App client", "1example23456789practice0")
    inspector.see("✓ Accepted: all 10 checks passed.")


def test_a_pasted_token_is_read_and_the_field_is_emptied(inspector: Inspector) -> None:
    token = inspector.page.evaluate(
        """async () => {
            const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const asked = session.kernel.requestExecute({
                code: "", user_expressions: {token: "pasted"}, store_history: false });
            const reply = await asked.done;
            return reply.content.user_expressions.token.data["text/plain"].replaceAll("'", "");
        }"""
    )
    field = inspector.control("Paste a token")
    inspector.tab_to("Paste a token")
    inspector.page.keyboard.insert_text(token)
    inspector.page.keyboard.press("Tab")
    inspector.see('"pasted@example.com"')
    expect(field).to_have_value("")
    signature = token.rpartition(".")[2]
    assert signature not in inspector.page.content()
    inspector.press("Show the signature", "Space")
    inspector.see(re.compile(re.escape(signature[:60])))


def test_every_control_has_a_name(inspector: Inspector) -> None:
    for name in ("Read", "Tamper", "Verify"):
        inspector.open(name)
        # ipywidgets gives the handle of its slider no name; the buttons beside it do the same.
        nameless = [s for s in without_a_name(inspector.panel) if 'role="slider"' not in s]
        assert nameless == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_nothing_is_cut_off(
    inspector: Inspector,
    keep_picture: Callable[[Page, str], None],
    width: int,
    height: int,
    dark: bool,
) -> None:
    inspector.page.set_viewport_size({"width": width, "height": height})
    inspector.notebook.use_theme(dark)
    inspector.open("Tamper")
    inspector.press("key in the header (jwk)", "Space")
    inspector.see(re.compile("Falls at: signature"))
    for name in ("Read", "Tamper", "Verify"):
        inspector.open(name)
        inspector.panel.scroll_into_view_if_needed()
        keep_picture(inspector.page, f"inspector-{name}-{width}-{'dark' if dark else 'light'}")
        assert cut_off(inspector.panel) == [], name


def test_in_its_chapter_it_works_after_all_cells_were_run(open_notebook: OpenNotebook) -> None:
    """JupyterLab takes cells that are out of sight from the page, and brings them back."""
    notebook = open_notebook("03_token_anatomy.ipynb")
    notebook.run_all()
    panel = notebook.page.locator(".cognito-lab", has_text="1 · Read").first
    panel.scroll_into_view_if_needed()
    inspector = Inspector(notebook, notebook.page, panel)
    inspector.open("Tamper")
    inspector.see(re.compile("Nothing is changed yet"))
    inspector.open("Verify")
    inspector.see(re.compile("Accepted: all 10 checks passed."))
    inspector.panel.locator(".noUi-handle").first.focus()
    notebook.page.keyboard.press("ArrowRight")
    inspector.see(re.compile("UTC, 1 min later"))
