"""`cognito-lab progress`: which exercises are solved, from the file on this machine.

The environment variable COGNITO_LAB_PROGRESS can name another file than
`my_progress/answers.json` in the project's folder.
"""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cognito_lab.cli.project import CommandError

if TYPE_CHECKING:
    from cognito_lab.exercises.progress import Entry

SUMMARY = "show which exercises you have solved (kept in my_progress, on this machine only)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments; its help says where the file is."""
    parser.epilog = (
        "The file is my_progress/answers.json in the project's folder; the environment variable "
        "COGNITO_LAB_PROGRESS can name another."
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a table of all exercises, and return 0. Raises CommandError for an unreadable file."""
    from cognito_lab.exercises import exercises
    from cognito_lab.exercises.progress import NotSaved, saved

    try:
        entries = saved()
    except NotSaved as problem:
        raise CommandError(str(problem)) from None
    rows = [("chapter", "exercise", "state", "tries", "last try (UTC)")]
    for name, exercise in exercises.items():
        rows.append((exercise.chapter, name, *_cells(entries.get(name))))
    _print(rows)
    solved = sum(entry.solved for name, entry in entries.items() if name in exercises)
    print(f"\n{solved} of {len(exercises)} solved.")
    return 0


def _cells(entry: "Entry | None") -> tuple[str, str, str]:
    if entry is None:
        return "not tried yet", "0", ""
    return (
        "✓ solved" if entry.solved else "✕ not yet",
        str(entry.tries),
        entry.last.replace("T", " ")[:16],
    )


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
