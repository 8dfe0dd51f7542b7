"""The error clinic's table: what is said, why, and what mends it; as far as the lab says it today.

The rows are those of `cognito_lab.sign_in.errors` and `cognito_lab.exchange.errors`.
"""

from __future__ import annotations

from html import escape

from cognito_lab.cell_output import code_html, show, table_html
from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.exchange.errors import ERRORS as OF_AN_EXCHANGE
from cognito_lab.known_error import KnownError
from cognito_lab.sign_in.errors import ERRORS as OF_SIGN_IN


class Clinic(tuple[KnownError, ...]):
    """The table, row by row; as the last line of a cell it shows itself."""

    __slots__ = ()

    def row(self, operation: str, code: str, cause: str) -> KnownError:
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
        return table_html(("what is said", "to", "cause", "what mends it"), map(_cells, self))

    def __str__(self) -> str:
        return "\n".join(
            f"{row.operation}: {row.code}: {row.text}\n"
            f"    {row.cause}: {_plain(row.means)}\n    {_plain(row.remedy)} {row.document}"
            + (f"\n    {UNCONFIRMED}: {row.unconfirmed}" if row.unconfirmed else "")
            for row in self
        )

    def _ipython_display_(self) -> None:
        show(self.html, str(self))


def _cells(row: KnownError) -> tuple[str, ...]:
    mark = f"<br>{UNCONFIRMED}: {escape(row.unconfirmed)}" if row.unconfirmed else ""
    return (
        f"<code>{escape(row.code)}</code><br>{escape(row.text)}{mark}",
        f'<a href="{escape(row.document)}">{escape(row.operation)}</a>',
        f"<code>{escape(row.cause)}</code><br>{code_html(row.means)}",
        code_html(row.remedy),
    )


def _plain(sentence: str) -> str:
    return sentence.replace("`", "")


CLINIC = Clinic((*OF_SIGN_IN, *OF_AN_EXCHANGE))
