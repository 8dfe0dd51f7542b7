"""`cognito-lab ledger`: what the lab adds to moto, as text or as the README's table."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cognito_lab.cli.project import CommandError, project_folder

if TYPE_CHECKING:
    from cognito_lab.aws.ledger import Behaviour

SUMMARY = "list what the lab adds to moto, each row with AWS's document"
START, END = "<!-- ledger:start -->", "<!-- ledger:end -->"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text by default; the README's table on request."""
    parser.add_argument(
        "--markdown", action="store_true", help="print the table as it stands in the README"
    )
    parser.add_argument(
        "--write", action="store_true", help="put the table into the project's README.md"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the ledger, or write it into the README."""
    from cognito_lab.aws.ledger_rows import ROWS

    if arguments.write:
        readme = project_folder() / "README.md"
        _write(readme, markdown_table(ROWS))
        print(f"wrote the table of {len(ROWS)} rows into {readme.name}")
    elif arguments.markdown:
        print(markdown_table(ROWS))
    else:
        print("\n\n".join(_paragraph(row) for row in ROWS))
    return 0


def markdown_table(rows: "Iterable[Behaviour]") -> str:
    """The ledger as the README's Markdown table."""
    lines = [
        "| what AWS does | stock moto | this lab |",
        "|---|---|---|",
    ]
    for row in rows:
        mark = f" *(not confirmed by a document: {row.unconfirmed})*" if row.unconfirmed else ""
        cells = (f"{row.aws} [source]({row.document}){mark}", row.moto, f"{row.lab} `{row.id}`")
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def between_marks(text: str) -> str:
    """The part of the README between the two marks. Raises CommandError where one is absent."""
    _, start, rest = text.partition(START)
    inside, end, _ = rest.partition(END)
    if not start or not end:
        raise CommandError(f"README.md lacks the marks {START} and {END}.")
    return inside.strip("\n")


def _write(readme: Path, table: str) -> None:
    text = readme.read_text(encoding="utf-8")
    between_marks(text)
    old = text[text.index(START) : text.index(END) + len(END)]
    readme.write_text(text.replace(old, f"{START}\n{table}\n{END}"), encoding="utf-8")


def _paragraph(row: "Behaviour") -> str:
    lines = [
        f"{row.id}  ({row.service}: {', '.join(row.operations)})",
        f"  AWS:        {row.aws}",
        f"              {row.document}",
        f"  stock moto: {row.moto}",
        f"  this lab:   {row.lab}",
    ]
    if row.unconfirmed:
        lines.append(f"  not confirmed by a document: {row.unconfirmed}")
    return "\n".join(lines)
