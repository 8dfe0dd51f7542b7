"""How long a reader waits: `./lab exec python -m tests.browser.timing`. Measured, not judged.

From a click to the picture: a page that watches the player says when its markup is another one and
the next frame has been drawn.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium, watched_page
from tests.browser.jupyterlab import OPTIONS, JupyterLab
from tests.browser.player import Player
from tests.browser.servers import ROOT, running

CLICKS = 30

_CLICK = """async ([panel, button]) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const start = performance.now();
    await new Promise((done) => {
        const before = panel.querySelector(".cl-picture").innerHTML;
        const watch = new MutationObserver(() => {
            if (panel.querySelector(".cl-picture")?.innerHTML === before) return;
            watch.disconnect();
            done();
        });
        watch.observe(panel, { childList: true, subtree: true, characterData: true });
        button.click();
    });
    await frame();
    await frame();
    return performance.now() - start;
}"""


def clicks(player: Player, *names: str) -> list[float]:
    """Milliseconds from a click to the picture, on two buttons in turn."""
    took = []
    buttons = [player.control(name).element_handle() for name in names]
    panel = player.panel.element_handle()
    for number in range(CLICKS):
        took.append(float(player.page.evaluate(_CLICK, [panel, buttons[number % 2]])))
    return took


def say(what: str, took: list[float], unit: str) -> None:
    """One line: the median, and the slowest."""
    print(f"{what:48} {statistics.median(took):7.1f} {unit}  (slowest {max(took):.1f})")


def in_jupyterlab(browser: Browser, folder: Path) -> None:
    """Chapter 1 in JupyterLab."""
    started = time.perf_counter()
    command = [
        *(ROOT / "lab", "--no-browser", "--port", "0", *OPTIONS),
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        f"--LabApp.user_settings_dir={folder / 'settings'}",
    ]
    copy = ROOT / "notebooks" / "my_copies" / "timing.ipynb"
    with running(command, folder / "lab", ready="/api") as server, watched_page(browser) as watched:
        say("./lab until JupyterLab answers", [time.perf_counter() - started], "s ")
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((ROOT / "notebooks" / "01_user_pool_sign_in.ipynb").read_bytes())
        try:
            started = time.perf_counter()
            notebook = JupyterLab(watched.page, server.address, copy.relative_to(ROOT).as_posix())
            say("a chapter until its kernel is ready", [time.perf_counter() - started], "s ")
            started = time.perf_counter()
            notebook.run_all()
            say("all cells of chapter 1", [time.perf_counter() - started], "s ")
            say(
                "player: click to picture",
                clicks(Player.on(watched.page), "Next", "Previous"),
                "ms",
            )
            notebook.close()
        finally:
            copy.unlink()
            watched.complaints.clear()  # the pictures beside the chapter were not copied


def as_a_page(browser: Browser, folder: Path) -> None:
    """The visualizer."""
    started = time.perf_counter()
    command = [ROOT / "lab", "visualizer", "--no-browser", "--port", "0"]
    with (
        running(command, folder / "voila", ready="/") as server,
        watched_page(browser) as watched,
    ):
        say("./lab visualizer until it answers", [time.perf_counter() - started], "s ")
        ready(watched.page, server.url, started)
        say("visualizer: press a button to picture", [press(watched.page)], "ms")
        # The player is at the last call, for it follows what is done.
        took = clicks(Player.on(watched.page), "Previous", "Next")
        say("visualizer's player: click to picture", took, "ms")


def ready(page: Page, url: str, started: float) -> None:
    """Open the page, and say when its panel is there."""
    opened = time.perf_counter()
    page.goto(url)
    Player.on(page)
    say("visualizer: page until its panel is there", [time.perf_counter() - opened], "s ")
    say("visualizer: from the command to the panel", [time.perf_counter() - started], "s ")


def press(page: Page) -> float:
    """Milliseconds from a press on an action to its call in the player."""
    player = Player.on(page)
    button = page.get_by_role("button", name="Resend the code …")
    button.click()
    submit = page.get_by_role("button", name="Resend the code", exact=True)
    submit.wait_for()
    handles = [player.panel.element_handle(), submit.element_handle()]
    return float(page.evaluate(_CLICK, handles))


def main() -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        os.environ["COGNITO_LAB_PROGRESS"] = str(Path(name) / "answers.json")
        in_jupyterlab(browser, Path(name))
        as_a_page(browser, Path(name))


if __name__ == "__main__":
    main()
