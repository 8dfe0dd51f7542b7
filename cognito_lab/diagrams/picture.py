"""A picture, and the same as text: what every drawing function gives back."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from cognito_lab.cell_output import show
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.theme import PAGE

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ')


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its transcript.

    `svg` is an SVG document, `table` the same content as a text table, `mermaid` the
    Mermaid source where there is one. As the last line of a notebook's cell it shows
    itself: the drawing, and under it the table, folded.
    """

    title: str
    svg: str = field(repr=False)
    table: Table = field(repr=False)
    mermaid: str | None = field(default=None, repr=False)

    def save(self, path: str | Path) -> Path:
        """Write the drawing to a file and give back its path.

        Raises ValueError for a name that does not end in `.svg`.
        """
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise ValueError(
                f"{target.name!r} does not end in .svg, and SVG is what a picture is saved "
                "as. A browser opens it and can print it to PDF."
            )
        target.write_text(self.svg, encoding="utf-8", newline="\n")
        return target

    def html_transcript(self) -> str:
        """The table as HTML, folded: what stands under the drawing in a notebook."""
        summary = escape(clean(self.table.caption))
        return f"<details>\n<summary>{summary}</summary>\n{self.table.html}\n</details>"

    def html_image(self) -> str:
        """The drawing as an `<img>` that holds it: what stays where SVG itself is dropped."""
        data = b64encode(self.svg.encode()).decode("ascii")
        found = _VIEW_BOX.search(self.svg)
        width = f' width="{min(round(float(found[1])), PAGE)}"' if found else ""
        text = escape(clean(f"Drawing: {self.title}. The same in the table: {self.table.caption}."))
        return f'<img alt="{text}"{width} src="data:image/svg+xml;base64,{data}">'

    def _ipython_display_(self) -> None:
        # Two outputs, for of one output that has both, Jupyter shows the HTML only.
        # What Jupyter shows of a notebook that it does not trust, until the cell is run.
        instead = f"[picture: {clean(self.title)}. Run this cell to see it; its text follows.]"
        show(self.svg, instead, kind="image/svg+xml")
        show(self.html_transcript(), str(self.table))
