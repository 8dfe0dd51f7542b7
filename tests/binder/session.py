"""The project as Binder would build and start it, in a folder and an environment of its own.

There is no Docker here, so no image either. What Docker would run once the project's files are in
the image runs here, word for word, in an environment that begins with Binder's own packages.
Python is the release that Binder takes where this machine has it, and else the one that runs the
tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.binder.dockerfile import Dockerfile, packages_of_binder

BUILD_WITHIN = 900  # seconds, with a slow network

# What Binder's Jupyter consists of; what they need comes with them.
OF_BINDER = (
    *("pip", "ipykernel", "ipywidgets", "jupyter_server", "jupyterlab", "notebook"),
    *("jupyter-offlinenotebook", "jupyter-resource-usage"),
)
# How this machine reaches a package index; nothing else of the tests' environment goes along.
NETWORK = ("PIP_", "SSL_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@dataclass(frozen=True)
class Session:
    """A built project: `home` is where its files are, `prefix` its environment."""

    home: Path
    prefix: Path
    dockerfile: Dockerfile

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the image sets, as far as they matter without Docker."""
        git = Path(shutil.which("git") or "/usr/bin/git").parent
        return {
            **{name: value for name, value in os.environ.items() if name.startswith(NETWORK)},
            "HOME": str(self.home),
            "REPO_DIR": str(self.home),
            "KERNEL_PYTHON_PREFIX": str(self.prefix),
            "NB_PYTHON_PREFIX": str(self.prefix),
            "PATH": f"{self.prefix / 'bin'}:{os.defpath}:{git}",
            "LANG": "C.UTF-8",
        }

    @property
    def entrypoint(self) -> str:
        """The path of the `start` script."""
        return self.dockerfile.entrypoint.replace("${REPO_DIR}", str(self.home))

    def build(self) -> str:
        """Make the environment and run each step of the Dockerfile; returns what they wrote.

        Raises AssertionError, with the end of it, for a step that fails.
        """
        release = (self.home / "binder" / "runtime.txt").read_text().strip().partition("-")[2]
        self._make_environment(_python(release))
        of_binder = packages_of_binder(release)
        pinned = [f"{name}=={of_binder[name]}" for name in OF_BINDER]
        pinned.append(f"jupyterhub=={of_binder['jupyterhub-base']}")
        steps = [" ".join(("python -m pip install --no-cache-dir", *pinned))]
        return "".join(self._step(step) for step in (*steps, *self.dockerfile.build_steps))

    def start(self, *command: str | Path) -> Sequence[str | Path]:
        """The command as a session starts it: through the `start` script."""
        return (self.entrypoint, *command)

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command as a session does."""
        return self._run([str(part) for part in self.start(*command)])

    def _step(self, step: str) -> str:
        done = self._run(["/bin/sh", "-c", step])
        written = done.stdout + done.stderr
        assert done.returncode == 0, f"{step}\n{written[-3000:]}"
        return f"{step}\n{written}"

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=self.home,
            env=self.environment,
            timeout=BUILD_WITHIN,
            check=False,
        )

    def _make_environment(self, python: str) -> None:
        made = self._run([python, "-m", "venv", str(self.prefix)])
        if made.returncode:  # Debian's Python without python3-venv; uv came with ./lab
            uv = shutil.which("uv") or str(Path(sys.prefix) / "uv" / "bin" / "uv")
            made = self._run([uv, "venv", "--clear", "--seed", "-p", python, str(self.prefix)])
        assert made.returncode == 0, made.stderr


# Prints the Python itself: a shim on the PATH works only with the home directory it was made in.
_WHO = "import sys; print('%d.%d' % sys.version_info[:2], sys._base_executable)"


def _python(release: str) -> str:
    """A Python of this release, such as 3.11, or else the one that runs the tests."""
    for candidate in (sys.executable, shutil.which(f"python{release}")):
        if candidate is not None:
            done = subprocess.run([candidate, "-c", _WHO], capture_output=True, text=True)
            version, _, program = done.stdout.strip().partition(" ")
            if version == release:
                return program
    return str(getattr(sys, "_base_executable", sys.executable))
