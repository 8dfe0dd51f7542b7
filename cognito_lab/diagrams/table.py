"""A table of texts: what stands beside a picture, for those who cannot see it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape

from cognito_lab.cell_output import table_html
from cognito_lab.diagrams.text_metrics import clean

_WIDEST_COLUMN = 34


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the columns' names, and rows of as many texts.

    `str(table)` is plain text, each column as wide as it needs to be and at most 34
    characters; `table.html` is an HTML table.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for i, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {i} of the table {self.caption!r} has {len(row)} cells; "
                    f"there are {len(self.columns)} columns"
                )

    @property
    def html(self) -> str:
        """The table as HTML: no content of it is lost where a page is sanitised."""
        head = [_html(name) for name in self.columns]
        return table_html(head, ([_html(cell) for cell in row] for row in self.rows))

    def __str__(self) -> str:
        cells = [[_broken(clean(cell)) for cell in row] for row in (self.columns, *self.rows)]
        widths = [
            max(_columns(line) for row in cells for line in row[i])
            for i in range(len(self.columns))
        ]
        lines = [clean(self.caption)]
        for number, row in enumerate(cells):
            for i in range(max((len(cell) for cell in row), default=0)):
                texts = (cell[i] if i < len(cell) else "" for cell in row)
                padded = [
                    text + " " * (width - _columns(text))
                    for text, width in zip(texts, widths, strict=True)
                ]
                lines.append(" | ".join(padded).rstrip())
            if number == 0:
                lines.append("-+-".join("-" * width for width in widths))
        return "\n".join(lines)


def _html(cell: str) -> str:
    return escape(clean(cell))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _broken(text: str) -> list[str]:
    """The lines of a cell: broken between words, and inside a word only where it must be."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if _columns(joined) <= _WIDEST_COLUMN:
            line = joined
            continue
        if line:
            lines.append(line)
        while len(word) > _WIDEST_COLUMN:
            lines.append(word[:_WIDEST_COLUMN])
            word = word[_WIDEST_COLUMN:]
        line = word
    return [*lines, line]
