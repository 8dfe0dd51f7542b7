"""What stands beside a flow player for a page without a kernel: a picture and a table."""

from __future__ import annotations

from typing import NamedTuple

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
