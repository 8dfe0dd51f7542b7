"""The Chromium of this machine, driven by Playwright, and a page that writes down what goes wrong.

Playwright's own browser is not used: it is a download of its own, and what people have is the
system's.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "There is no Chromium on the PATH (Debian: apt install chromium fonts-dejavu-core); "
    "CHROMIUM=/path/to/it names one elsewhere"
)
ARGUMENTS = [
    "--no-sandbox",  # root, as in a container, may not have one
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks for elsewhere finds no host, and stands in the list of complaints.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
HERE = "127.0.0.1"
PATIENCE = 30_000  # milliseconds, on a machine that does other things too


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium without a window; skips the test where there is none."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None or shutil.which(program) is None:
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class WatchedPage:
    """A page, and what it complained of: errors on the console, failed requests, other hosts."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", lambda socket: self._asked(socket.url))
        self.page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "") if message.location else ""
            self.complaints.append(f"console: {message.text} ({place})")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HERE:
            self.complaints.append(f"another host: {url}")

    def _failed(self, request: Request) -> None:
        # A page that is left gives up what it was still asking for.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} ({request.failure})")


@contextmanager
def watched_page(
    browser: Browser, width: int = 1366, height: int = 768, dark: bool = False
) -> Iterator[WatchedPage]:
    """A page in a fresh profile, `width` by `height` pixels, for a reader who likes it dark or not.

    Fails the test that leaves it with a complaint.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    try:
        watched = WatchedPage(context.new_page())
        yield watched
        if watched.complaints:
            raise AssertionError("the page complained:\n" + "\n".join(watched.complaints))
    finally:
        context.close()
