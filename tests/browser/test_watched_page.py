"""What a page complains of is seen: without this, `no complaint` would say nothing."""

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import watched_page

pytestmark = pytest.mark.browser

BLANK = "data:text/html,<title>a page</title>"


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('broken')", "console: broken"),
        ("setTimeout(() => { throw new Error('thrown') })", "error: thrown"),
        ("fetch('http://elsewhere.example/')", "another host: http://elsewhere.example/"),
        ("new WebSocket('ws://elsewhere.example/')", "another host: ws://elsewhere.example/"),
        ("fetch('http://127.0.0.1:1/nobody')", "failed: http://127.0.0.1:1/nobody"),
    ],
)
def test_a_complaint_fails_the_test_that_leaves_the_page(
    browser: Browser, script: str, complaint: str
) -> None:
    with pytest.raises(AssertionError, match=complaint), watched_page(browser) as watched:
        watched.page.goto(BLANK)
        watched.page.evaluate(f"() => {{ {script} }}")
        for _ in range(100):  # Playwright hands events over only while it is asked for something
            if any(said.startswith(complaint) for said in watched.complaints):
                break
            watched.page.wait_for_timeout(50)


def test_a_quiet_page_has_nothing_to_complain_of(browser: Browser) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(BLANK)
        watched.page.evaluate("() => console.warn('only a warning')")
