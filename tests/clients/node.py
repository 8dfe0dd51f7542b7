"""Node.js, for the tests whose clients are written for it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def program(*names: str) -> str:
    """Where the first of these programs is; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed (Debian and Ubuntu: apt install nodejs npm)")
    return found


def installed(folder: Path) -> Path:
    """Where the packages of this folder's lock file lie, installed by the first who asks."""
    npm = program("npm")
    lock = (folder / "package-lock.json").read_bytes()
    place = Path(sys.prefix) / "node" / hashlib.sha256(lock).hexdigest()[:16]
    if not (place / "installed").is_file():
        place.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, place)
        run(npm, *_INSTALL, cwd=place)
        (place / "installed").touch()
    return place


def run(*command: str, cwd: Path | None = None) -> str:
    """What a program prints; it has to end well."""
    done = subprocess.run(
        command,
        cwd=cwd,
        # Node 18 says on stderr that its fetch is new.
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
