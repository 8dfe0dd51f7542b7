"""A small notebook that keeps to every lint, to be spoilt in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.notebooks.reading import Cell, Notebook

NAME = "00_start_here"
PICTURE = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>"}}
PHOTO = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}}
TABLE = {"output_type": "display_data", "data": {"text/html": "<details><table></table></details>"}}
WIDGET = {
    "output_type": "display_data",
    "data": {"application/vnd.jupyter.widget-view+json": "{'model_id': '1'}"},
}


def value(text: str) -> dict[str, Any]:
    """What a cell shows for its last line."""
    return {"output_type": "execute_result", "data": {"text/plain": text}}


def printed(text: str, name: str = "stdout") -> dict[str, Any]:
    """What a cell prints."""
    return {"output_type": "stream", "name": name, "text": text}


def notebook(*sources: tuple[Any, ...] | str, name: str = NAME) -> Notebook:
    """A notebook: a text for a markdown cell, (source, output, …) for a code cell."""
    cells = []
    for n, source in enumerate(sources, 1):
        if isinstance(source, str):
            cells.append(Cell(n, "markdown", f"text-{n:02}", source))
        else:
            count = 1 + sum(cell.kind == "code" for cell in cells)
            cells.append(Cell(n, "code", f"code-{n:02}", source[0], tuple(source[1:]), count))
    return Notebook(name, tuple(cells))


def with_cell(good: Notebook, number: int, **changes: Any) -> Notebook:
    """The notebook with one cell changed."""
    cells = list(good.cells)
    cells[number - 1] = replace(cells[number - 1], **changes)
    return replace(good, cells=tuple(cells))


def without(good: Notebook, text: str) -> Notebook:
    """The notebook without the cells that have this text."""
    return replace(good, cells=tuple(cell for cell in good.cells if text not in cell.source))


def with_text(good: Notebook, old: str, new: str) -> Notebook:
    """The notebook with one text in its cells changed. Raises ValueError if it is not there."""
    if not any(old in cell.source for cell in good.cells):
        raise ValueError(f"no cell says {old!r}")
    cells = (replace(cell, source=cell.source.replace(old, new)) for cell in good.cells)
    return replace(good, cells=tuple(cells))
