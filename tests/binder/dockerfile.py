"""What repo2docker would have Docker do with this project, read from the Dockerfile it prints."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path

# The packages with which Binder's environment begins, before a project's own are installed.
LOCK = "repo2docker/buildpacks/conda/environment.py-{python}-linux-64.lock"
_PACKAGE = re.compile(r"/(?P<name>[\w.-]+)-(?P<version>[\w.!+]+)-[\w.]+\.(?:conda|tar\.bz2)#")


@dataclass(frozen=True)
class Dockerfile:
    """The instructions of a Dockerfile, as pairs of instruction and argument, in their order."""

    instructions: tuple[tuple[str, str], ...]

    @property
    def build_steps(self) -> list[str]:
        """The shell commands that run once the project's files are there."""
        copied = max(
            number
            for number, (name, argument) in enumerate(self.instructions)
            if name == "COPY" and re.search(r"\bsrc/ \$\{REPO_DIR\}/$", argument)
        )
        return [argument for name, argument in self.instructions[copied:] if name == "RUN"]

    @property
    def entrypoint(self) -> str:
        """What a session's command is started through: the project's `start`."""
        for name, argument in self.instructions:
            found = re.match(r'R2D_ENTRYPOINT="(.*)"$', argument)
            if name == "ENV" and found:
                return found[1]
        raise AssertionError("the Dockerfile names no start script")

    @property
    def command(self) -> list[str]:
        """The command of a session, if Binder gives none."""
        [command] = [argument for name, argument in self.instructions if name == "CMD"]
        return list(json.loads(command))


def dockerfile_of(project: Path) -> Dockerfile:
    """The Dockerfile that repo2docker makes of a folder; needs no Docker."""
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return parse(done.stdout)


def parse(text: str) -> Dockerfile:
    """Read a Dockerfile; whatever stands before its FROM is left out."""
    lines = text[re.search(r"^FROM ", text, re.MULTILINE).start() :].splitlines()  # type: ignore[union-attr]
    whole = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    found = re.findall(r"^([A-Z]+) ((?:.*\\\n)*.*)$", whole, re.MULTILINE)
    return Dockerfile(tuple((name, re.sub(r"\\\n\s*", "", rest)) for name, rest in found))


def packages_of_binder(python: str) -> dict[str, str]:
    """Name and release of what Binder's environment has before ours, for a Python such as 3.11."""
    wanted = LOCK.format(python=python)
    [lock] = [path for path in files("jupyter-repo2docker") or () if path.as_posix() == wanted]
    return {found["name"]: found["version"] for found in _PACKAGE.finditer(lock.read_text())}
