"""`cognito-lab ledger`: what the lab adds to moto, as text or as the README's table."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cognito_lab.aws.ledger import Behaviour

SUMMARY = "list what the lab adds to moto, each row with AWS's document"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Text by default; the README's table on request."""
    parser.add_argument(
        "--markdown", action="store_true", help="print the table as it stands in the README"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the ledger and return 0."""
    from cognito_lab.aws.ledger_rows import ROWS

    if arguments.markdown:
        print(markdown_table(ROWS))
    else:
        print("\n\n".join(_paragraph(row) for row in ROWS))
    return 0


def markdown_table(rows: "Iterable[Behaviour]") -> str:
    """The ledger as a Markdown table."""
    lines = [
        "| what AWS does | stock moto | this lab |",
        "|---|---|---|",
    ]
    for row in rows:
        mark = f" *(not confirmed by a document: {row.unconfirmed})*" if row.unconfirmed else ""
        cells = (f"{row.aws} [source]({row.document}){mark}", row.moto, f"{row.lab} `{row.id}`")
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def folded_table(rows: "Sequence[Behaviour]") -> str:
    """The table as the README has it: folded, under a line that counts the rows by service."""
    services = ", ".join(
        f"{service} {count}" for service, count in Counter(row.service for row in rows).items()
    )
    unconfirmed = sum(row.unconfirmed is not None for row in rows)
    summary = (
        f"{len(rows)} behaviours ({services}); {unconfirmed} of them have a detail that no "
        "document confirms, and say which"
    )
    return f"<details>\n<summary>{summary}</summary>\n\n{markdown_table(rows)}\n\n</details>"


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
