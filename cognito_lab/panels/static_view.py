"""A panel as a cell's output, and what stands beside it for a page without a kernel.

That is a picture and a table of the same trace.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from cognito_lab.cell_output import show, show_all
from cognito_lab.diagrams.sequence import draw_sequence
from cognito_lab.flow import Trace


class StaticView(NamedTuple):
    """The same as HTML and as plain text."""

    html: str
    text: str


def static_view(trace: Trace, title: str) -> StaticView:
    """A trace as an image with its transcript, folded; the same trace gives the same bytes.

    The drawing is a `data:` image: what sanitises a page usually drops inline SVG and lets
    images through.
    """
    picture = draw_sequence(trace, title=title)
    html = (
        "<details>\n<summary>The same without a kernel: picture and table</summary>\n"
        f"<p>{picture.html_image()}</p>\n{picture.table.html}\n</details>"
    )
    return StaticView(html, str(picture.table))


def has_a_kernel_always() -> bool:
    """Whether this process is the kernel of a page of Voila's, which ends with its page.

    Voila says so in the environment of the kernels that it starts:
    https://voila.readthedocs.io/en/stable/customize.html#accessing-the-server-url
    """
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def show_panel(box: Any, instead: str) -> None:
    """Show an ipywidgets box as a cell's output; `instead` is the text where there is none.

    The widget's own text would list every control, and differ from run to run.
    """
    view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    show_all({"application/vnd.jupyter.widget-view+json": view, "text/plain": instead})


def show_static_view(trace: Trace, title: str) -> None:
    """Show a trace as `static_view` draws it, as a cell's output."""
    still = static_view(trace, title)
    show(still.html, still.text)
