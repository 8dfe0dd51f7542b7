"""What a cell of a notebook shows: an HTML part with a plain text beside it.

`code_html` and `table_html` make pieces of it; `show` hands it to Jupyter. Whoever has HTML has
the text as well: nbval compares both, and a reader without HTML gets the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

# JupyterLab sets the cells of a table flush right, as for numbers; only a style of their own is
# stronger. Where styles are stripped (GitHub), they stand left anyway.
_LEFT = ' style="text-align: left"'


def code_html(sentence: str) -> str:
    """A sentence as HTML, escaped, with what stands between backticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(sentence))


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, its texts flush left; each cell is HTML already."""
    names = "".join(f"<th{_LEFT}>{name}</th>" for name in head)
    body = "\n".join(
        "<tr>" + "".join(f"<td{_LEFT}>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def show(data: str, text: str, kind: str = "text/html") -> None:
    """Show `data`, of a media type, as the output of the cell that runs; `text` beside it."""
    show_all({kind: data, "text/plain": text})


def show_all(data: dict[str, object]) -> None:
    """The same for an output that is described by media type, such as a widget's view."""
    from IPython.display import display

    shown: Callable[..., object] = display
    shown(data, raw=True)
