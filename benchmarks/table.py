"""The measurements as a table of text."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measurement import Measurement

_HEADINGS = ("benchmark", "engine", "median ms", "min", "max", "n", "ratio", "target", "")


def table(rows: Sequence[Measurement]) -> str:
    """One line for each measurement, columns aligned."""
    cells = [_HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines)


def _cells(row: Measurement) -> tuple[str, ...]:
    verdict = {True: "met", False: "MISSED", None: ""}[row.met]
    if row.value is None or row.target is None:
        target = ""
    else:
        target = f"{row.value:.2f} of {row.target:g} {row.unit}"
    return (
        row.benchmark,
        row.engine,
        f"{row.median:.2f}",
        f"{min(row.times):.2f}",
        f"{max(row.times):.2f}",
        str(len(row.times)),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        target,
        verdict,
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.rjust(width) if 2 <= number <= 6 else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
