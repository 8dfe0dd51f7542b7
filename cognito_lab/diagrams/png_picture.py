"""A picture of dots, and the same as text: what matplotlib's drawings are given back as."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from cognito_lab.cell_output import show
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean


@dataclass(frozen=True, slots=True)
class PngPicture:
    """A PNG image with its transcript.

    `png` are the bytes of the file, `width` the pixels that it is meant to be shown at; it has
    more, so that it is sharp. As the last line of a notebook's cell it shows itself, and under it
    the table, folded.
    """

    title: str
    png: bytes = field(repr=False)
    table: Table = field(repr=False)
    width: int = 900

    def save(self, path: str | Path) -> Path:
        """Write the image to a file and give back its path.

        Raises ValueError for a name that does not end in `.png`.
        """
        target = Path(path)
        if target.suffix.lower() != ".png":
            raise ValueError(f"{target.name!r} does not end in .png, and PNG is what this is")
        target.write_bytes(self.png)
        return target

    def html_transcript(self) -> str:
        """The table as HTML, folded."""
        summary = escape(clean(self.table.caption))
        return f"<details>\n<summary>{summary}</summary>\n{self.table.html}\n</details>"

    def html_image(self) -> str:
        """The image as an `<img>` that holds it, with a text for those who do not see it."""
        text = escape(clean(f"Drawing: {self.title}. The same in the table: {self.table.caption}."))
        data = b64encode(self.png).decode("ascii")
        return f'<img alt="{text}" width="{self.width}" src="data:image/png;base64,{data}">'

    def _ipython_display_(self) -> None:
        instead = f"[picture: {clean(self.title)}. Run this cell to see it; its text follows.]"
        show(b64encode(self.png).decode("ascii"), instead, kind="image/png")
        show(self.html_transcript(), str(self.table))
