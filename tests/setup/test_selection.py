"""Which tests a run takes, a run that must skip nothing, and what no run may touch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cognito_lab.exercises.progress import progress_file

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "plain": "def test_plain():\n    pass\n",
    "marked": (
        "import pytest\n\n@pytest.mark.browser\ndef test_of_browser():\n    pass\n\n"
        "@pytest.mark.binder\ndef test_of_binder():\n    pass\n"
    ),
    "in_test": "import pytest\n\ndef test_skip_in_test():\n    pytest.skip('no browser')\n",
    "in_fixture": (
        "import pytest\n\n@pytest.fixture(scope='module')\ndef page():\n"
        "    pytest.skip('no browser')\n\ndef test_skip_in_fixture(page):\n    pass\n"
    ),
    "by_mark": (
        "import pytest\n\n@pytest.mark.skipif(True, reason='no browser')\n"
        "def test_skip_by_mark():\n    pass\n"
    ),
    "whole": "import pytest\n\npytest.skip('no browser', allow_module_level=True)\n",
    "expected": (
        "import pytest\n\n@pytest.mark.xfail(reason='known')\ndef test_expected():\n    assert 0\n"
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real settings, and tests of each kind."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "notebooks").mkdir()
    (folder / "tests").mkdir()
    for name, source in FILES.items():
        (folder / "tests" / f"test_{name}.py").write_text(source)
    return folder


def run_pytest(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Where CI is set, pytest says each reason twice: in the failure and in its summary.
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v", *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_plain_run_leaves_out_what_needs_more_than_python(project: Path) -> None:
    done = run_pytest(project)
    assert done.returncode == 0, done.stdout
    assert "test_plain PASSED" in done.stdout
    assert "1 passed, 4 skipped, 2 deselected, 1 xfailed" in done.stdout


def test_a_mark_on_the_command_line_runs_what_it_names(project: Path) -> None:
    done = run_pytest(project, "-m", "browser", "--no-skips", "tests/test_marked.py")
    assert done.returncode == 0, done.stdout
    assert "test_of_browser PASSED" in done.stdout
    assert "1 passed, 1 deselected" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["tests/test_marked.py"], "a plain run leaves them out: add -m browser or -m binder."),
        (["tests/test_marked.py::test_of_binder"], "a plain run leaves them out: add -m binder."),
        (["tests/test_marked.py", "-m", "clients"], None),
        (["tests/test_plain.py", "-k", "nothing"], None),
    ],
)
def test_a_run_of_nothing_says_why_if_it_is_for_its_marks(
    project: Path, arguments: list[str], why: str | None
) -> None:
    done = run_pytest(project, *arguments)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout
    assert ("leaves them out" in done.stdout) is bool(why)
    assert (why or "") in done.stdout


def test_every_kind_of_skip_fails_the_run_that_must_skip_nothing(project: Path) -> None:
    done = run_pytest(project, "--no-skips", "--continue-on-collection-errors")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert "1 failed, 1 passed, 2 deselected, 1 xfailed, 3 errors" in done.stdout
    assert done.stdout.count("no browser\n--no-skips: this run must skip nothing.") == 4


def test_a_mark_that_no_test_has_fails_the_run(project: Path) -> None:
    done = run_pytest(project, "-m", "clients", "--no-skips", "tests/test_marked.py")
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout


def test_a_learners_answers_are_left_alone() -> None:
    assert not progress_file().is_relative_to(ROOT)
