"""`cognito-lab page`: who comes in, and what Voila is told about the page."""

from __future__ import annotations

import os
import re
import runpy
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat.v4 as v4
import pytest
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "config" / "jupyter" / "voila.py"
WITHIN = 60  # seconds, on a machine that does other things too

# What `webbrowser` runs in a browser's place: it keeps the file that it was to open.
BROWSER = """#!{python}
import os, shutil, sys, urllib.parse
path = urllib.parse.urlsplit(sys.argv[1]).path
kept = {kept!r}
shutil.copy2(path, kept + ".part")
os.replace(kept + ".part", kept)
"""


@dataclass(frozen=True)
class Served:
    """A server that runs: the address that it said, with its token, and what a browser got."""

    url: str
    opened: Path

    @property
    def address(self) -> str:
        return self.url.partition("?")[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("page")
    browser, opened = folder / "browser", folder / "opened.html"
    browser.write_text(BROWSER.format(python=sys.executable, kept=str(opened)))
    browser.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings = {
        "BROWSER": str(browser),
        "JUPYTER_CONFIG_PATH": str(SETTINGS.parent),
        "JUPYTER_PATH": str(ROOT / "config" / "share"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "HOME": str(folder),
    }
    log = folder / "log"
    with log.open("w") as output:
        command = [sys.executable, "-c", "from cognito_lab.cli import main; main()"]
        process = subprocess.Popen(
            [*command, "page", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **settings},
            cwd=ROOT,
        )
    try:
        _wait_for(lambda: opened.exists() or process.poll() is not None)
        said = re.search(r"The visualizer is at (\S+)\n", log.read_text())
        assert said and process.poll() is None, log.read_text()
        yield Served(said[1], opened)
    finally:
        process.terminate()
        process.wait(WITHIN)


def _wait_for(condition: Any) -> None:
    deadline = time.monotonic() + WITHIN
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def answer(url: str, **headers: str) -> tuple[int, str]:
    """Status and Location of what the server answers, without a proxy of the machine's."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=WITHIN) as response:
            return response.status, ""
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers.get("Location", "")


def test_the_browser_is_let_in_by_a_file_that_only_this_user_can_read(served: Served) -> None:
    assert stat.S_IMODE(served.opened.stat().st_mode) == 0o600
    assert f'content="0;url={served.url}"' in served.opened.read_text()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{48}", served.url)


def test_without_the_token_nobody_comes_in(served: Served) -> None:
    for url in (served.address, f"{served.address}?token=guessed"):
        status, location = answer(url)
        assert status == 302 and location.startswith("/login")
    assert answer(f"{served.address}voila/api/shutdown/1-2-3-4-5")[0] in (403, 405)


def test_a_page_of_another_site_cannot_pass_for_this_one(served: Served) -> None:
    assert answer(served.url, Host="evil.example")[0] == 403


def test_an_address_of_this_machine_that_is_not_local_is_not_listened_on(served: Served) -> None:
    port = int(served.address.rstrip("/").rpartition(":")[2])
    with socket.socket() as client:
        client.settimeout(2)
        assert client.connect_ex(("127.0.0.2", port)) != 0


# What the page is told.


@pytest.fixture
def settings() -> SimpleNamespace:
    config = Config()
    names = runpy.run_path(str(SETTINGS), init_globals={"get_config": lambda: config})
    return SimpleNamespace(config=config, **names)


def test_cells_that_are_not_for_the_page_are_left_out(settings: SimpleNamespace) -> None:
    notebook = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("a title"),
            v4.new_markdown_cell("for readers", metadata={"tags": ["not-on-the-page"]}),
            v4.new_code_cell("1", metadata={"tags": ["other"]}),
        ]
    )
    asked = []

    class Request:
        @property
        def xsrf_token(self) -> bytes:
            asked.append("the cookie")
            return b""

    shown = settings.prepare(Request(), notebook=notebook, cwd="")
    assert [cell.source for cell in shown.cells] == ["a title", "1"]
    assert asked == ["the cookie"]


def test_the_template_fetches_nothing_from_another_host(settings: SimpleNamespace) -> None:
    template = settings.config.VoilaConfiguration.template
    page = ROOT / "config" / "share" / "voila" / "templates" / template / "index.html.j2"
    assert "://" not in page.read_text()
    told = settings.with_its_own_mathjax({"fullMathjaxUrl": "https://x", "other": 1})
    assert told == {"fullMathjaxUrl": None, "mathjaxConfig": None, "other": 1}


def test_kernels_of_pages_that_vanished_are_ended(settings: SimpleNamespace) -> None:
    assert settings.config.MappingKernelManager.cull_idle_timeout > 0
