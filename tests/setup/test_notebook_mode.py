"""The notebooks under pytest: strict where their outputs were made, executed everywhere."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHERE_OUTPUTS_WERE_MADE = sys.platform == "linux" and sys.version_info[:2] == (3, 11)


def project_with(folder: Path, *cells: tuple[str, str]) -> Path:
    """A project with the real settings and one notebook: each cell's code, and stored output."""
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "notebooks").mkdir()
    (folder / "tests").mkdir()
    stored = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "source": source,
            "execution_count": number,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": text}],
        }
        for number, (source, text) in enumerate(cells, 1)
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": stored}
    (folder / "notebooks" / "one.ipynb").write_text(json.dumps(notebook))
    return folder


def run_pytest(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
    )


def test_one_run_counts_tests_and_notebooks_and_leaves_learners_copies_out(tmp_path: Path) -> None:
    kernel = "import sys; print(sys.executable == " + repr(sys.executable) + ")"
    project = project_with(tmp_path, ("print(1)", "1\n"), (kernel, "True\n"))
    (project / "tests" / "test_one.py").write_text("def test_one():\n    assert True\n")
    copies = project / "notebooks" / "my_copies"
    copies.mkdir()
    shutil.copy(project / "notebooks" / "one.ipynb", copies / "mine.ipynb")
    done = run_pytest(project)
    assert "3 passed" in done.stdout, done.stdout
    assert done.returncode == 0


def test_an_output_that_differs_fails_where_outputs_were_made(tmp_path: Path) -> None:
    project = project_with(tmp_path, ("print(2)", "1\n"))
    done = run_pytest(project)
    assert (done.returncode == 1) == WHERE_OUTPUTS_WERE_MADE, done.stdout
    mode = "outputs compared strictly" if WHERE_OUTPUTS_WERE_MADE else "run without comparison"
    assert f"notebooks: {mode}" in done.stdout


@pytest.mark.parametrize("option", ["--nbval", "--nbval-lax"])
def test_a_cell_that_raises_fails_in_either_mode(tmp_path: Path, option: str) -> None:
    project = project_with(tmp_path, ("raise ValueError('a false claim')", ""))
    done = run_pytest(project, option)
    assert done.returncode == 1
    assert "a false claim" in done.stdout
