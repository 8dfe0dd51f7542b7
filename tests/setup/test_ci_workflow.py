"""The workflows on GitHub: what they run exists, on every system and Python that is promised."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

ON = True
"""How YAML 1.1 reads the key `on`."""

Workflow = dict[Any, Any]


def workflow(name: str) -> Workflow:
    loaded: Workflow = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


WORKFLOWS = {path.name: workflow(path.name) for path in sorted(FOLDER.glob("*.yml"))}
EACH = pytest.mark.parametrize("name", WORKFLOWS)


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = WORKFLOWS[name]["jobs"]
    return found


def runs(name: str) -> list[str]:
    """Every command of a workflow."""
    steps = [step for job in jobs(name).values() for step in job["steps"]]
    return [line for step in steps for line in step.get("run", "").splitlines() if line]


def test_there_is_one_for_changes_and_one_for_each_month() -> None:
    assert set(WORKFLOWS) == {"ci.yml", "newest.yml"}


@EACH
def test_its_commands_are_those_that_there_are(name: str) -> None:
    done = subprocess.run(
        [ROOT / "lab", "help"], capture_output=True, text=True, check=True, timeout=60
    )
    offered = set(re.findall(r"^\./lab ([a-z]+)", done.stdout, re.MULTILINE))
    assert runs(name)
    for command in runs(name):
        program, *arguments = shlex.split(command)
        assert program in ("./lab", ".ci/run", ".ci/newest"), command
        assert (ROOT / program).stat().st_mode & 0o111, f"{program} is not executable"
        if program == "./lab":
            assert arguments[:1] and arguments[0] in offered, command


@EACH
def test_it_may_only_read_and_is_given_no_secret(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in jobs(name).values())
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    checkouts = text.count("actions/checkout@")
    assert checkouts == text.count("persist-credentials: false") == len(jobs(name))


@EACH
def test_it_uses_githubs_own_actions_each_at_a_major_version(name: str) -> None:
    used = [step["uses"] for job in jobs(name).values() for step in job["steps"] if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", one)] == []


@EACH
def test_no_job_runs_on_forever_and_a_newer_run_ends_an_older(name: str) -> None:
    assert all(0 < job["timeout-minutes"] <= 30 for job in jobs(name).values())
    assert WORKFLOWS[name]["concurrency"]["cancel-in-progress"] is True


@EACH
def test_each_job_hands_its_python_to_the_script(name: str) -> None:
    """`./lab` prefers the oldest Python on the PATH, which GitHub's image has of its own."""
    for job in jobs(name).values():
        [setup] = [s for s in job["steps"] if s.get("uses", "").startswith("actions/setup-python@")]
        assert job["env"]["PYTHON"] == f"python{setup['with']['python-version']}"


class TestChanges:
    matrix = jobs("ci.yml")["tests"]["strategy"]["matrix"]

    def test_a_push_and_a_pull_request_are_tried(self) -> None:
        assert {"push", "pull_request"} <= set(WORKFLOWS["ci.yml"][ON])

    def test_linux_and_macos_are_tried(self) -> None:
        systems = {system.partition("-")[0] for system in self.matrix["os"]}
        assert systems == {"ubuntu", "macos"}
        assert jobs("ci.yml")["tests"]["runs-on"] == "${{ matrix.os }}"

    def test_the_oldest_supported_python_and_a_newer_one_are_tried(self) -> None:
        """A version is written as text: as a number, 3.10 would be 3.1."""
        pythons = self.matrix["python"]
        assert all(isinstance(python, str) for python in pythons)
        supported = SpecifierSet(PYPROJECT["project"]["requires-python"])
        [oldest] = [s.version for s in supported if s.operator == ">="]
        assert pythons[0] == oldest
        assert len(pythons) > 1
        assert all(supported.contains(python) for python in pythons)
        assert [Version(python) for python in pythons] == sorted(map(Version, pythons))

    def test_one_system_and_python_failing_does_not_hide_the_others(self) -> None:
        assert jobs("ci.yml")["tests"]["strategy"]["fail-fast"] is False

    def test_lint_and_tests_run_everywhere_and_all_of_it_once_on_linux(self) -> None:
        assert runs("ci.yml") == ["./lab check", "./lab test", ".ci/run"]
        everything = jobs("ci.yml")["everything"]
        assert everything["runs-on"].startswith("ubuntu")
        assert everything["steps"][-1]["run"] == ".ci/run"

    def test_the_script_looks_for_each_python_that_is_tried(self) -> None:
        set_up = (ROOT / "config" / "set_up.sh").read_text(encoding="utf-8")
        assert all(f"python{python}" in set_up for python in self.matrix["python"])


class TestEachMonth:
    def test_it_runs_on_one_day_of_each_month_and_by_hand(self) -> None:
        triggers = WORKFLOWS["newest.yml"][ON]
        assert set(triggers) == {"schedule", "workflow_dispatch"}
        [schedule] = triggers["schedule"]
        minute, hour, day, month, weekday = schedule["cron"].split()
        assert 0 <= int(minute) < 60
        assert 0 <= int(hour) < 24
        assert 1 <= int(day) <= 28
        assert (month, weekday) == ("*", "*")

    def test_it_runs_the_tests_with_the_newest_moto(self) -> None:
        assert runs("newest.yml") == [".ci/newest"]


# .ci/newest itself: its own words, with ./lab replaced by one that locks what it is told.

LAB = """#!/usr/bin/env bash
printf '%s\\n' "$*" >>calls
if [ "$1" = lock ]; then
    grep -q '"moto\\[apigateway,s3\\]"' pyproject.toml || exit 9
    printf 'boto3==1.50.0\\nmoto==5.9.1\\nmoto-ext==1.0\\n' >requirements.txt
fi
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose ./lab notes what it was asked, and locks only what is not pinned."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "newest").write_bytes((ROOT / ".ci" / "newest").read_bytes())
    (tmp_path / "lab").write_text(LAB)
    (tmp_path / "pyproject.toml").write_text(
        'dependencies = [\n    "boto3>=1.44,<2",\n    "moto[apigateway,s3]==5.2.5",\n]\n'
    )
    (tmp_path / "requirements.txt").write_text("boto3==1.44.5\nmoto==5.2.5\n")
    for program in (".ci/newest", "lab"):
        (tmp_path / program).chmod(0o755)
    return tmp_path


def newest(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / ".ci" / "newest", *arguments], capture_output=True, text=True, timeout=60
    )


def test_the_pin_is_lifted_for_the_lock_and_set_to_what_was_locked(project: Path) -> None:
    done = newest(project, "-q", "tests/aws")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "From moto 5.2.5, boto3 1.44.5 to moto 5.9.1, boto3 1.50.0.\n"
    assert '"moto[apigateway,s3]==5.9.1",\n' in (project / "pyproject.toml").read_text()
    assert '"boto3>=1.44,<2",\n' in (project / "pyproject.toml").read_text()
    lock, test = (project / "calls").read_text().splitlines()
    assert re.findall(r"--upgrade-package (\w+)", lock) == ["moto", "boto3", "botocore"]
    assert test == "test -q tests/aws"


def test_without_a_lock_no_test_is_run(project: Path) -> None:
    (project / "lab").write_text("#!/bin/sh\necho $1 >>calls\nexit 1\n")
    assert newest(project).returncode == 1
    assert (project / "calls").read_text() == "lock\n"


def test_the_real_pin_is_a_line_that_it_knows() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert len(re.findall(r'"moto\[[a-z0-9,]+\]==[0-9.]+"', text)) == 1
    for package in ("moto", "boto3"):
        lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
        assert len(re.findall(rf"^{package}==[\d.]+$", lock, re.MULTILINE)) == 1
