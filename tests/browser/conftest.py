"""A browser, JupyterLab and Voila, each started once, as a reader would."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import WatchedPage, chromium, watched_page
from tests.browser.jupyterlab import OPTIONS, JupyterLab
from tests.browser.servers import ROOT, Server, running

Visit = Callable[..., WatchedPage]
OpenNotebook = Callable[..., JupyterLab]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with chromium() as running_browser:
        yield running_browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens pages, `visit(width=…, height=…, dark=…)`; what they complain of fails the test."""
    with ExitStack() as pages:
        yield lambda **look: pages.enter_context(watched_page(browser, **look))


@pytest.fixture(scope="session")
def copies() -> Iterator[Path]:
    """The project's notebooks, copied: JupyterLab saves what it runs."""
    folder = ROOT / "notebooks" / "my_copies" / f"browser-{os.getpid()}"
    shutil.copytree(
        ROOT / "notebooks", folder, ignore=shutil.ignore_patterns("my_copies", ".*", "__pycache__")
    )
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def jupyterlab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab, as `./lab` starts it; the reader's own layout and settings are left alone."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    command = [
        *(ROOT / "lab", "--no-browser", "--port", "0", *OPTIONS),
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
    ]
    with running(command, folder / "log", ready="/api") as server:
        yield server


@pytest.fixture
def open_notebook(jupyterlab: Server, copies: Path, visit: Visit) -> Iterator[OpenNotebook]:
    """Opens a copy of a notebook by its name; its kernel ends with the test."""
    opened: list[JupyterLab] = []

    def open_copy(name: str, **look: int | bool) -> JupyterLab:
        page = visit(**look).page
        path = (copies / name).relative_to(ROOT).as_posix()
        notebook = JupyterLab(page, jupyterlab.address, path)
        opened.append(notebook)
        return notebook

    yield open_copy
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="session")
def voila(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The visualizer, as `./lab visualizer` starts it."""
    log = tmp_path_factory.mktemp("voila") / "log"
    command = [ROOT / "lab", "visualizer", "--no-browser", "--port", "0"]
    with running(command, log, ready="/") as server:
        yield server


@pytest.fixture
def keep_picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Stores what a page looks like in the folder LAB_SCREENSHOTS, for people to look at."""
    folder = os.environ.get("LAB_SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            path = Path(folder) / f"{name}.png"
            page.screenshot(path=path)
            print(f"picture: {path}")

    return keep
