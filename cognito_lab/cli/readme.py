"""`cognito-lab readme`: bring what is generated in the README up to date.

Generated are the map of the package, the ledger's table (each between two marks) and the
picture. All else in the README is written by hand.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from cognito_lab.cli.ledger import folded_table
from cognito_lab.cli.project import CommandError, project_folder, write_whole
from cognito_lab.cli.readme_map import package_map
from cognito_lab.cli.readme_picture import FILE, sign_in_picture

SUMMARY = "bring the README's map, ledger and picture up to date"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "--check", action="store_true", help="change no file; fail if one would change"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what is out of date; return 1 if, with `--check`, something is."""
    project = project_folder()
    readme, picture = project / "README.md", project / FILE
    wanted = {
        readme: with_parts(readme.read_text(encoding="utf-8"), generated_parts(project)),
        picture: sign_in_picture().svg,
    }
    failed = False
    for path, text in wanted.items():
        name = path.relative_to(project).as_posix()
        if path.is_file() and path.read_bytes() == text.encode():
            print(f"{name} is up to date")
        elif arguments.check:
            print(f"{name} would change: run .venv/bin/cognito-lab readme", file=sys.stderr)
            failed = True
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
            print(f"{name} is written")
    return int(failed)


def generated_parts(project: Path) -> dict[str, str]:
    """What stands between the marks of each name, in the README of the folder `project`.

    Raises `CommandError` if a module of the package has no place in the reading order.
    """
    from cognito_lab.aws.ledger_rows import ROWS

    return {"map": package_map(project / "cognito_lab"), "ledger": folded_table(ROWS)}


def with_parts(text: str, parts: Mapping[str, str]) -> str:
    """Return the README's `text` with `parts` between their marks.

    Raises `CommandError` for a mark that is absent.
    """
    for name, part in parts.items():
        start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
        before, found, rest = text.partition(start)
        _, found_end, after = rest.partition(end)
        if not (found and found_end):
            raise CommandError(f"README.md lacks the marks {start} and {end}.")
        text = f"{before}{start}\n{part}\n{end}{after}"
    return text
