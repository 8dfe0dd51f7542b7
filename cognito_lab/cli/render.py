"""`cognito-lab render`: run the notebooks and store their outputs.

It is the only way in which outputs are made, and gives the same bytes each time: outputs come
from a fresh kernel, widgets' ids are steady, and nothing is stored that differs between machines
(timings, the Python release, paths).
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cognito_lab.cli.project import CommandError, notebooks_named, project_folder, write_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode

SUMMARY = "run the notebooks and store their outputs"

CELL_TIMEOUT = 300
"""Seconds that one cell may take."""

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_VARIES = ("version", "codemirror_mode")
"""What a kernel tells of its language that follows from the Python release."""

NOTEBOOK_LEFTOVERS = ("widgets", "signature", "vscode", "interpreter")
CELL_LEFTOVERS = ("execution", "ExecuteTime", "collapsed", "scrolled", "vscode")
"""Metadata of an earlier run or of an editor's view."""

STEADY_WIDGETS = '__import__("cognito_lab.cli.widget_ids", fromlist=["steady"]).make_steady()'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("notebooks", nargs="*", help="which ones (default: all)")
    parser.add_argument(
        "--check", action="store_true", help="change no file; fail if one would change"
    )


def run(arguments: argparse.Namespace) -> int:
    """Render each notebook; return 1 if one fails or, with `--check`, would change."""
    project = project_folder()
    failed = False
    for path in notebooks_named(arguments.notebooks, project):
        name = _shown(path)
        try:
            content = rendered(path)
        except CommandError as error:
            print(f"{name}, {error}", file=sys.stderr)
            failed = True
            continue
        if content == path.read_bytes():
            print(f"{name} is unchanged")
        elif arguments.check:
            print(f"{name} would change: run ./lab render", file=sys.stderr)
            failed = True
        else:
            write_whole(path, content)
            print(f"{name} is rendered")
    return int(failed)


def rendered(path: Path) -> bytes:
    """Run the notebook at `path` in its folder and return the file that it should be.

    Raises `CommandError` with the cell and the reason if a cell fails, the kernel dies, an
    output names a path of this machine, or the file is no notebook.
    """
    import nbformat

    notebook = _read(path)
    _execute(notebook, path.parent)
    notebook.metadata.kernelspec = KERNELSPEC
    for key in LANGUAGE_VARIES:
        notebook.metadata.language_info.pop(key, None)
    _refuse_machine_paths(notebook)
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return (text + "\n").encode()


def _read(path: Path) -> "NotebookNode":
    """Return the notebook without outputs; cells that have no id get one from their place."""
    import nbformat

    try:
        raw = json.loads(path.read_bytes())
        cells = raw["cells"]
        if raw["nbformat"] != 4:
            raise CommandError(f"which is of format {raw['nbformat']}: save it as format 4 first.")
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"which is no notebook: {type(error).__name__}: {error}") from None
    raw["nbformat_minor"] = 5
    taken = {cell.get("id") for cell in cells}
    for number, cell in enumerate(cells, 1):
        if not cell.get("id"):
            cell["id"] = next(id_ for id_ in _ids_for(number) if id_ not in taken)
            taken.add(cell["id"])
        for key in CELL_LEFTOVERS:
            cell["metadata"].pop(key, None)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    for key in NOTEBOOK_LEFTOVERS:
        raw["metadata"].pop(key, None)
    try:
        notebook: NotebookNode = nbformat.reads(json.dumps(raw), as_version=4)
    except nbformat.ValidationError as error:
        raise CommandError(f"which is no valid notebook: {error.message}") from None
    return notebook


def _ids_for(number: int) -> Iterator[str]:
    yield f"cell-{number}"
    yield from (f"cell-{number}-{again}" for again in range(2, 1000))


def _execute(notebook: "NotebookNode", folder: Path) -> None:
    """Run the cells of `notebook` in `folder`, storing outputs and widgets in it."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=[f"--IPKernelApp.exec_lines={STEADY_WIDGETS}"],
        record_timing=False,
        store_widget_state=True,
        coalesce_streams=True,
    )
    try:
        client.execute(env={**os.environ, "TZ": "UTC"})
        return
    except CellExecutionError as error:
        reason = " ".join(f"{error.ename}: {error.evalue}".split())
    except CellTimeoutError:
        reason = f"it was not done after {CELL_TIMEOUT} seconds"
    except DeadKernelError:
        reason = "the kernel died"
    raise CommandError(f"cell [{client.code_cells_executed}]: {reason}")


def _refuse_machine_paths(notebook: "NotebookNode") -> None:
    """Raise `CommandError` if an output, or a stored widget, names a folder of this machine."""
    places: list[tuple[str, Any]] = [
        (f"cell [{cell.execution_count}]", cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    places.append(("a stored widget", notebook.metadata.get("widgets")))
    folders = {str(Path.cwd()), sys.prefix, str(Path.home()), tempfile.gettempdir()}
    # Not after a host or another folder: https://example.com/app/ is no path, though /app is.
    paths = "|".join(re.escape(json.dumps(folder)[1:-1]) for folder in folders if folder != "/")
    pattern = re.compile(rf"(?<![\w./~-])(?:{paths})[/\\][\w./\\-]*")
    for place, content in places:
        found = pattern.search(json.dumps(content, ensure_ascii=False))
        if found:
            raise CommandError(
                f"{place}: the output names {found[0]}, a path of this machine; "
                "print something that is the same everywhere."
            )


def _shown(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
