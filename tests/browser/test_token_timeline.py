"""The timeline's clock in a real browser: by keyboard alone, on a light and on a dark page."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenNotebook
from tests.browser.keyboard import tab_to
from tests.browser.servers import ROOT

pytestmark = pytest.mark.browser

CELL = """
from cognito_lab.panels import TokenTimeline
from tests.diagrams.lives import EVENTS, LIVES, at

TokenTimeline(LIVES, EVENTS, now=at(3))
"""
NAME = "timeline_in_a_test.ipynb"


@pytest.fixture
def timeline_notebook(copies: Path) -> str:
    """A notebook with the panel in its only cell."""
    cells = [
        nbformat.v4.new_code_cell(f"import sys\nsys.path.insert(0, {str(ROOT)!r})"),
        nbformat.v4.new_code_cell(CELL.strip()),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), copies / NAME
    )
    return NAME


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_clock_moves_by_keyboard_and_the_picture_follows(
    open_notebook: OpenNotebook,
    timeline_notebook: str,
    keep_picture: Callable[[Page, str], None],
    dark: bool,
) -> None:
    lab = open_notebook(timeline_notebook, dark=dark)
    lab.use_theme(dark)
    lab.run_all()
    assert lab.errors() == []
    page = lab.page
    panel = page.locator(".cognito-lab").first
    clock, image = panel.locator('b[role="status"]'), panel.locator("img")
    expect(clock).to_have_text("2026-01-15 09:03:00 UTC")
    assert image.evaluate("element => element.naturalWidth") == 990
    box = image.bounding_box()
    assert box is not None and 400 < box["width"] <= 1100
    first = image.get_attribute("src")
    keep_picture(page, f"timeline-{'dark' if dark else 'light'}")

    tab_to(page, panel.get_by_role("button", name="Next change"))
    page.keyboard.press("Enter")
    expect(clock).to_have_text("2026-01-15 09:05:00 UTC")
    expect(panel.locator(".cl-message").first).to_contain_text("3 revocation: phone")
    assert image.get_attribute("src") != first

    tab_to(page, panel.locator(".noUi-handle"))
    page.keyboard.press("ArrowRight")
    expect(clock).not_to_have_text("2026-01-15 09:05:00 UTC")
    tab_to(page, panel.get_by_role("checkbox"))
    page.keyboard.press("Space")
    expect(panel.locator("table")).to_contain_text("Cognito's own operations")
    keep_picture(page, f"timeline-table-{'dark' if dark else 'light'}")


def test_what_is_stored_beside_the_panel_is_seen_only_where_there_is_no_panel(
    open_notebook: OpenNotebook, timeline_notebook: str
) -> None:
    lab = open_notebook(timeline_notebook)
    lab.run_all()
    page = lab.page
    panel = page.locator(".cl-timeline")
    expect(panel).to_be_visible()
    stored = [
        page.get_by_text("for a page without a kernel"),
        page.locator(".jp-RenderedImage img"),
        page.locator(".jp-OutputArea-child summary"),
    ]
    for part in stored:
        expect(part).to_have_count(1)
        expect(part).to_be_hidden()
    panel.evaluate("element => element.remove()")
    for part in stored:
        expect(part).to_be_visible()
