"""`.ci/run`: what it installs, what it calls, and how it says that it cannot."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASH = shutil.which("bash")
CALLS = [
    "lab check",
    "lab test",
    "lab exec python -m tests.tokens.mutation_loop",
    "lab test --no-skips -m browser",
    "lab test --no-skips -m binder",
    "lab test --no-skips -m clients",
]

pytestmark = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="the script is for bash"
)


class Machine:
    """A machine with the script, a `lab` that writes its calls down, and few programs."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.project = folder / "bin", folder / "project"
        (self.project / ".ci").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(ROOT / ".ci" / "run", self.project / ".ci" / "run")
        for name in ("bash", "dirname", "env"):
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.add("lab", 'echo "lab $*"', self.project)
        self.add("sudo", 'exec "$@"')
        self.add("dpkg", '[ "$*" = "-s fonts-dejavu-core" ]')

    def add(self, name: str, script: str = "", folder: Path | None = None) -> None:
        path = (folder or self.bin) / name
        path.write_text(f"#!/usr/bin/env bash\n{script}\n")
        path.chmod(0o755)

    def run(self) -> subprocess.CompletedProcess[str]:
        command = [str(self.bin / "bash"), str(self.project / ".ci" / "run")]
        return subprocess.run(
            command, env={"PATH": str(self.bin)}, capture_output=True, text=True, timeout=60
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def called(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stdout.splitlines() if line.startswith(("lab ", "apt-get "))]


def test_a_machine_that_has_everything_installs_nothing(machine: Machine) -> None:
    for name in ("chromium", "node", "npm"):
        machine.add(name)
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert called(done) == CALLS


def test_what_is_missing_is_installed_first(machine: Machine) -> None:
    machine.add("apt-get", 'echo "apt-get $*"')
    machine.add("dpkg", "exit 1")
    done = machine.run()
    assert done.returncode == 0, done.stderr
    packages = "chromium fonts-dejavu-core nodejs npm"
    install = f"apt-get install -qq -y --no-install-recommends {packages}"
    assert called(done) == ["apt-get update -qq", install, *CALLS]


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.add("apt-get", 'echo "apt-get $*"')
    machine.add("google-chrome")
    assert called(machine.run())[1].endswith("--no-install-recommends nodejs npm")


def test_the_font_is_installed_beside_a_browser_that_is_there(machine: Machine) -> None:
    for name in ("chromium", "node", "npm"):
        machine.add(name)
    machine.add("apt-get", 'echo "apt-get $*"')
    machine.add("dpkg", "exit 1")
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert called(done)[1].endswith("--no-install-recommends fonts-dejavu-core")


def test_without_apt_get_it_names_what_is_missing(machine: Machine) -> None:
    (machine.bin / "dpkg").unlink()
    for name in ("node", "npm"):
        machine.add(name)
    done = machine.run()
    assert done.returncode == 1
    assert called(done) == []
    assert "Missing here: chromium (Debian's names)." in done.stderr
    assert done.stderr.count("\n") == 1


def test_packages_that_cannot_be_installed_end_it(machine: Machine) -> None:
    machine.add("apt-get", 'echo "apt-get $*"; [ "$1" = update ]')
    done = machine.run()
    assert done.returncode == 1
    assert "apt-get could not install chromium nodejs npm" in done.stderr
    assert not set(called(done)) & set(CALLS)


def test_the_first_failure_ends_it(machine: Machine) -> None:
    for name in ("chromium", "node", "npm"):
        machine.add(name)
    machine.add("lab", 'echo "lab $*"; [ "$*" != test ]', machine.project)
    done = machine.run()
    assert done.returncode == 1
    assert called(done) == CALLS[:2]
