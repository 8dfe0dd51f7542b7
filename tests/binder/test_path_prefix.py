"""A session as Binder shows it: its own Jupyter, behind a path of another server.

What Binder's hub does is done here by JupyterLab with jupyter-server-proxy.
"""

import json
import socket
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.binder.session import Session
from tests.browser.chromium import WatchedPage, watched_page
from tests.browser.jupyterlab import OPTIONS, TOKEN, JupyterLab
from tests.browser.player import Player
from tests.browser.servers import ROOT, running

pytestmark = pytest.mark.binder

VISUALIZER = "notebooks/visualizer.ipynb"
STORED_PANEL = "Error: widget model not found"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def address(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a browser finds the session: `http://127.0.0.1:OUTER/proxy/absolute/INNER`."""
    folder = tmp_path_factory.mktemp("servers")
    port = free_port()
    prefix = f"/proxy/absolute/{port}"
    # The Dockerfile's own command, but for the addresses: none but this machine may come in.
    *command, _, _ = session.dockerfile.command
    inner = session.start(
        *command,
        *("--ip", "127.0.0.1", "--port", str(port), "--ServerApp.port_retries=0"),
        *("--no-browser", "--allow-root", f"--ServerApp.base_url={prefix}/", *OPTIONS),
        # Two servers of Jupyter under one address would take each other's cookie for a forged one.
        "--IdentityProvider.cookie_name=session-on-binder",
    )
    outer = [
        *(ROOT / "lab", "--no-browser", "--port", "0", *OPTIONS),
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
    ]
    with (
        running(
            inner,
            folder / "inner",
            address=f"http://127.0.0.1:{port}",
            ready=f"{prefix}/api",
            cwd=session.home,
            environment=session.environment,
        ),
        running(outer, folder / "outer", ready="/api") as server,
    ):
        yield f"{server.address}{prefix}"


@pytest.fixture
def watched(browser: Browser) -> Iterator[WatchedPage]:
    with watched_page(browser) as page:
        yield page


def a_press_changes_the_picture(page: Page) -> None:
    """Sign in fails, for nobody confirmed the user yet; the player shows the call."""
    player = Player.on(page)
    before = player.picture
    page.get_by_role("button", name="Sign in …").click()
    page.get_by_label("Password", exact=True).filter(visible=True).press("Enter")
    page.wait_for_function(
        "([panel, before]) => panel.querySelector('.cl-picture')?.innerHTML !== before",
        arg=[player.panel.element_handle(), before],
    )
    assert player.call == "5. InitiateAuth"


def test_the_visualizer_in_jupyterlab(address: str, watched: WatchedPage) -> None:
    notebook = JupyterLab(watched.page, address, VISUALIZER)
    notebook.run_all()
    assert notebook.errors() == []
    a_press_changes_the_picture(watched.page)
    notebook.close()
    # Where the kernel's connection comes up late, ipywidgets looks for the stored panel's widgets
    # before it has read them from the notebook. The panel of this run is what counts here.
    watched.complaints = [text for text in watched.complaints if STORED_PANEL not in text]


def test_the_visualizer_as_a_page_of_its_own(address: str, watched: WatchedPage) -> None:
    watched.page.goto(f"{address}/voila/render/{VISUALIZER}?token={TOKEN}")
    a_press_changes_the_picture(watched.page)
    assert "cognito_idp" not in watched.page.inner_text("body")


def test_the_settings_of_the_lab_hold(address: str) -> None:
    plugin = "@jupyterlab/apputils-extension:notification"
    url = f"{address}/lab/api/settings/{plugin}?token={TOKEN}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        properties = json.load(answer)["schema"]["properties"]
    assert properties["fetchNews"]["default"] == "false"
