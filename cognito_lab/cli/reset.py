"""`cognito-lab reset`: restore the notebooks as they came; changed ones are kept aside."""

import argparse
from datetime import datetime
from pathlib import Path

from cognito_lab.cli.project import pristine_notebooks, project_folder, write_whole

SUMMARY = "restore the notebooks; your changed copies are kept in notebooks/my_copies"
COPIES = "my_copies"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(arguments: argparse.Namespace) -> int:
    """Restore every notebook that differs from how it came, after asking.

    Returns 0, also when the answer is no. Raises `CommandError` if the originals are not found.
    """
    project = project_folder()
    folder = project / "notebooks"
    originals = pristine_notebooks(project)
    changed = [name for name, original in originals.items() if _content(folder / name) != original]
    if not changed:
        print("Every notebook is as it came; there is nothing to restore.")
        return 0
    print("These notebooks differ from how they came:")
    for name in changed:
        print(f"  {name}{'' if (folder / name).exists() else ' (missing)'}")
    if not (arguments.yes or _is_yes()):
        print("Nothing was changed.")
        return 0
    for name in changed:
        copy = keep_aside(folder / name, datetime.now())
        write_whole(folder / name, originals[name])
        kept = f"; yours is {copy.relative_to(project).as_posix()}" if copy else ""
        print(f"Restored {name}{kept}")
    return 0


def keep_aside(notebook: Path, now: datetime) -> Path | None:
    """Copy `notebook` into `my_copies` beside it under its name and `now`; return the copy.

    An earlier copy is never overwritten. A notebook that does not exist gives None.
    """
    content = _content(notebook)
    if content is None:
        return None
    folder = notebook.parent / COPIES
    folder.mkdir(exist_ok=True)
    stem = f"{notebook.stem}-{now:%Y-%m-%d-%H%M%S}"
    copy = folder / f"{stem}.ipynb"
    number = 2
    while copy.exists():
        copy = folder / f"{stem}-{number}.ipynb"
        number += 1
    copy.write_bytes(content)
    return copy


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _is_yes() -> bool:
    try:
        answer = input("Restore them? Your versions are kept in notebooks/my_copies. [y/N] ")
    except EOFError:
        print()
        return False
    return answer.strip().lower() in ("y", "yes")
