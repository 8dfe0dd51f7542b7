"""What the mock did for us: the closing box of a notebook, made from a trace and the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Protocol

from cognito_lab.cell_output import code_html, show, table_html
from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.flow.call import LAB, MOTO, MOTO_AND_LAB, NOBODY
from cognito_lab.flow.trace import Trace


class LedgerRow(Protocol):
    """As much of a ledger's row as is shown."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def aws(self) -> str: ...  # noqa: D102
    @property
    def document(self) -> str: ...  # noqa: D102
    @property
    def moto(self) -> str: ...  # noqa: D102
    @property
    def lab(self) -> str: ...  # noqa: D102
    @property
    def unconfirmed(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class WhatAnswered:
    """A sentence that counts, and the rows that acted, each with the calls it acted on."""

    summary: str
    rows: tuple[tuple[LedgerRow, tuple[int, ...]], ...]

    @property
    def html(self) -> str:
        """The box as HTML without styles."""
        if not self.rows:
            return f"<p>{escape(self.summary)}</p>"
        head = ("call", "AWS", "stock moto", "this lab")
        table = table_html(head, (_cells(row, calls) for row, calls in self.rows))
        return f"<p>{escape(self.summary)}</p>\n{table}"

    def __str__(self) -> str:
        lines = [self.summary]
        for row, calls in self.rows:
            lines += [
                f"- {row.id} (call {_numbers(calls)})",
                f"    AWS: {row.aws} {row.document}",
                f"    stock moto: {row.moto}",
                f"    this lab: {row.lab}",
            ]
            if row.unconfirmed:
                lines.append(f"    {UNCONFIRMED}: {row.unconfirmed}")
        return "\n".join(lines)

    def _ipython_display_(self) -> None:
        show(self.html, str(self))


def what_answered(trace: Trace, ledger: Iterable[LedgerRow]) -> WhatAnswered:
    """Which of the ledger's rows acted in a trace, in the order of their first calls."""
    acted = (
        (row, tuple(call.number for call in trace if row.id in call.behaviours)) for row in ledger
    )
    rows = sorted(((row, calls) for row, calls in acted if calls), key=lambda pair: pair[1][0])
    return WhatAnswered(_summary(trace), tuple(rows))


def _summary(trace: Trace) -> str:
    count = Counter(call.answered_by for call in trace)
    parts = [
        f"{count[MOTO]} by moto as it comes",
        f"{count[MOTO_AND_LAB]} by moto with checks that the lab adds",
        f"{count[LAB]} by the lab alone",
    ]
    if count[NOBODY]:
        parts.append(f"{count[NOBODY]} by nobody, for the SDK refused to send them")
    return f"Of the {len(trace)} calls above, AWS answered none: {', '.join(parts)}."


def _cells(row: LedgerRow, calls: tuple[int, ...]) -> tuple[str, ...]:
    """A row of the box, as HTML."""
    mark = f"<br>{UNCONFIRMED}: {code_html(row.unconfirmed)}" if row.unconfirmed else ""
    source = f'<a href="{escape(row.document)}">document</a>'
    return (
        _numbers(calls),
        f"{code_html(row.aws)} ({source}){mark}",
        code_html(row.moto),
        f"{code_html(row.lab)} <code>{escape(row.id)}</code>",
    )


def _numbers(calls: tuple[int, ...]) -> str:
    """Call numbers with runs folded: `3, 5–8`."""
    runs: list[list[int]] = []
    for number in calls:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
