"""JupyterLab in a browser: open a notebook, run its cells, change the theme."""

from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page

TOKEN = "for-tests-only"
OPTIONS = (f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True")
RUN_WITHIN = 120_000  # milliseconds, for all cells of a chapter

_SESSION = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session"
_IDLE = f"""() => {{
    const kernel = {_SESSION}?.kernel;
    return kernel?.connectionStatus === "connected" && kernel?.status === "idle";
}}"""
_ERRORS = """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells.flatMap(
    (cell, number) => (cell.outputs ?? [])
        .filter((output) => output.output_type === "error")
        .map((output) => `cell ${number}: ${output.ename}: ${output.evalue}`)
)"""
_UNRUN = """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells.filter(
    (cell) => cell.cell_type === "code" && cell.source && cell.execution_count === null).length"""


class JupyterLab:
    """One notebook, open in JupyterLab."""

    def __init__(self, page: Page, address: str, notebook: str) -> None:
        """Open the notebook, a path under the server's root, and wait for its kernel."""
        self.page = page
        # `reset` forgets the layout of an earlier visit.
        page.goto(f"{address}/lab/tree/{quote(notebook)}?token={TOKEN}&reset")
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the kernel is connected and has nothing to do."""
        self.page.wait_for_function(_IDLE, timeout=RUN_WITHIN)

    def command(self, name: str, **arguments: Any) -> None:
        """Run one of JupyterLab's commands, to its end."""
        # A result may hold whole widgets, which cannot be handed over.
        self.page.evaluate(
            "async ([name, arguments]) => {"
            " await window.jupyterapp.commands.execute(name, arguments); }",
            [name, arguments],
        )

    def use_theme(self, dark: bool) -> None:
        """JupyterLab's own dark or light theme."""
        self.command(
            "apputils:change-theme", theme="JupyterLab Dark" if dark else "JupyterLab Light"
        )
        light = str(not dark).lower()
        self.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")

    def run_all(self) -> None:
        """Run all cells, as `Run > Run All Cells` does, and wait until the last one is done."""
        self.command("notebook:run-all-cells")
        self.wait_until_idle()

    def errors(self) -> list[str]:
        """The cells whose output is an error, and the error."""
        return list(self.page.evaluate(_ERRORS))

    def cells_not_run(self) -> int:
        """How many cells with code were not run."""
        return int(self.page.evaluate(_UNRUN))

    def close(self) -> None:
        """End the notebook's kernel, so that the next test has the machine to itself."""
        self.page.evaluate(f"async () => {{ await {_SESSION}?.shutdown(); }}")
