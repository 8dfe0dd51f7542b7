"""What is cut off is found: without this, `nothing is cut off` would say nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import watched_page
from tests.browser.fit import cut_off, without_a_name

pytestmark = pytest.mark.browser

LONG = "a_word_that_has_no_place_to_break_and_is_long"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_page(browser, width=600) as watched:
        yield watched.page


@pytest.mark.parametrize(
    ("inside", "complaint"),
    [
        (f'<p style="width:80px;overflow:hidden">{LONG}</p>', "wider than its place: <p"),
        (f'<p style="width:80px;overflow-x:auto">{LONG}</p>', "wider than its place: <p"),
        ('<p style="width:400px">wide</p>', "outside the panel: <p"),
        (
            f'<button style="width:60px;overflow:hidden;white-space:nowrap">{LONG}</button>',
            "a button with more words than room",
        ),
        ('<svg width="400" height="9"></svg>', "a picture wider than the panel"),
        (
            f'<svg width="90" height="40"><text x="60" y="20">{LONG}</text></svg>',
            "outside its pictur",
        ),
    ],
)
def test_what_is_cut_off_is_named(page: Page, inside: str, complaint: str) -> None:
    page.set_content(f'<div id="panel" style="width:300px">{inside}</div>')
    found = cut_off(page.locator("#panel"))
    assert any(said.startswith(complaint) for said in found), found


def test_a_panel_with_room_for_everything_is_whole(page: Page) -> None:
    page.set_content(
        f'<div id="panel" style="width:500px"><p>{LONG}</p><button>Next</button>'
        '<svg width="90" height="40"><text x="5" y="20">text</text></svg></div>'
    )
    assert cut_off(page.locator("#panel")) == []


def test_a_control_without_a_name_is_found(page: Page) -> None:
    page.set_content(
        '<div id="panel"><button></button><select><option>one</option></select>'
        '<label>Name <input></label><a href="#">a link</a></div>'
    )
    found = without_a_name(page.locator("#panel"))
    assert [said.split(">")[0] for said in found] == ["<button", "<select"]
