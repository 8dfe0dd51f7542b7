"""The error clinic's table: what is said, why, and what mends it; as far as the lab says it today.

The rows are those of `cognito_lab.sign_in.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TypeAlias, overload

from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exercises.wording import code_html
from cognito_lab.sign_in.errors import ERRORS, KnownError

ClinicRow: TypeAlias = KnownError
"""A row of the clinic's table is a known error."""


class Clinic(Sequence[ClinicRow]):
    """The table, row by row; as the last line of a cell it shows itself."""

    def __init__(self, rows: Sequence[ClinicRow]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, key: int) -> ClinicRow: ...
    @overload
    def __getitem__(self, key: slice) -> Clinic: ...
    def __getitem__(self, key: int | slice) -> ClinicRow | Clinic:
        return Clinic(self._rows[key]) if isinstance(key, slice) else self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[ClinicRow]:
        return iter(self._rows)

    def row(self, operation: str, code: str, cause: str) -> ClinicRow:
        """The one row for an operation, a code and a cause. Raises LookupError if there is none."""
        for row in self:
            if (row.operation, row.code, row.cause) == (operation, code, cause):
                return row
        raise LookupError(f"the clinic has no row {operation}, {code}, {cause}")

    @property
    def causes(self) -> tuple[str, ...]:
        """The short names of the causes, each once."""
        return tuple(dict.fromkeys(row.cause for row in self))

    @property
    def html(self) -> str:
        """The table as HTML without styles."""
        names = ("what is said", "to", "cause", "what mends it")
        head = "".join(f"<th {_LEFT}>{name}</th>" for name in names)
        rows = "\n".join(map(_html_row, self))
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"

    def __str__(self) -> str:
        return "\n".join(
            f"{row.operation}: {row.code}: {row.text}\n"
            f"    {row.cause}: {_plain(row.means)}\n    {_plain(row.remedy)} {row.document}"
            + (f"\n    {UNCONFIRMED}: {row.unconfirmed}" if row.unconfirmed else "")
            for row in self
        )

    def _ipython_display_(self) -> None:
        from IPython.display import display

        show: Callable[..., object] = display
        show({"text/html": self.html, "text/plain": str(self)}, raw=True)


# JupyterLab sets the cells of a table flush right; where styles are stripped, they stand left.
_LEFT = 'style="text-align: left"'


def _html_row(row: ClinicRow) -> str:
    mark = f"<br>{UNCONFIRMED}: {escape(row.unconfirmed)}" if row.unconfirmed else ""
    cells = (
        f"<code>{escape(row.code)}</code><br>{escape(row.text)}{mark}",
        f'<a href="{escape(row.document)}">{escape(row.operation)}</a>',
        f"<code>{escape(row.cause)}</code><br>{code_html(row.means)}",
        code_html(row.remedy),
    )
    return "<tr>" + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"


def _plain(sentence: str) -> str:
    return sentence.replace("`", "")


CLINIC = Clinic(ERRORS)
