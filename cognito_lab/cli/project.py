"""The project's folder, its notebooks, and those notebooks as they came."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cognito_lab.project_folder import find_project_folder


class CommandError(Exception):
    """A command cannot go on; the message is one sentence for the person who typed it."""


def project_folder() -> Path:
    """Return the folder that holds `notebooks/`: the current one, one above it, or the code's.

    Raises `CommandError` if none of them is the project's.
    """
    folder = find_project_folder()
    if folder is None:
        raise CommandError("there is no notebooks folder here: go to the project's folder first.")
    return folder


def notebooks_named(names: Sequence[str], project: Path) -> list[Path]:
    """Return the notebooks called `names`, or all of the project's in reading order.

    A name is a path, or a notebook's name with or without `.ipynb`. Raises `CommandError` for
    one that does not exist.
    """
    folder = project / "notebooks"
    if not names:
        return sorted(folder.glob("*.ipynb"))
    found = []
    for name in names:
        tries = (Path(name), folder / name, folder / f"{name}.ipynb")
        path = next((path for path in tries if path.is_file()), None)
        if path is None:
            raise CommandError(f"there is no notebook {name}.")
        found.append(path.resolve())
    return found


def pristine_notebooks(project: Path) -> dict[str, bytes]:
    """Return the notebooks as they came, by file name.

    They are those of git's last commit, or, in a folder that git does not know, the copies that
    the first set-up kept. Raises `CommandError` if there is neither.
    """
    from_git = _notebooks_of_last_commit(project)
    if from_git:
        return from_git
    kept = project / ".venv" / "pristine" / "notebooks"
    copies = {path.name: path.read_bytes() for path in sorted(kept.glob("*.ipynb"))}
    if not copies:
        raise CommandError(
            "the notebooks as they came are not to be found, neither in git nor in "
            ".venv/pristine: get a fresh copy of the project."
        )
    return copies


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that an interruption leaves the old or the new one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _notebooks_of_last_commit(project: Path) -> dict[str, bytes]:
    listing = _git(project, "ls-tree", "-z", "--name-only", "HEAD", "./notebooks/")
    if listing is None:
        return {}
    paths = [Path(os.fsdecode(name)) for name in listing.split(b"\0") if name]
    notebooks = {}
    for path in paths:
        content = _git(project, "cat-file", "blob", f"HEAD:./{path.as_posix()}")
        if path.suffix == ".ipynb" and content is not None:
            notebooks[path.name] = content
    return notebooks


def _git(project: Path, *arguments: str) -> bytes | None:
    """Return what git prints, or None where there is no git or it knows nothing of the folder."""
    # The caller's GIT_* would point elsewhere. Reading is safe whoever owns the folder.
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(project), *arguments],
            capture_output=True,
            env=environment,
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
