"""Where the project lies on this machine: the folder of its notebooks."""

from __future__ import annotations

import tomllib
from pathlib import Path

NAME = "cognito-lab"
"""The project's name in its pyproject.toml, by which its folder is known."""


def find_project_folder() -> Path | None:
    """The project's folder: the current one, one above it, or the one that this code lies in.

    None if none of them is it. Raises nothing, not even where the current folder was deleted.
    """
    try:
        here = Path.cwd()
        folders = [here, *here.parents]
    except FileNotFoundError:
        folders = []
    folders.append(Path(__file__).resolve().parents[1])
    return next((folder for folder in folders if _is_the_project(folder)), None)


def _is_the_project(folder: Path) -> bool:
    """Whether it has notebooks and is called by our name: others have notebooks as well."""
    try:
        settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        named = settings["project"]["name"] == NAME
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return named and (folder / "notebooks").is_dir()
