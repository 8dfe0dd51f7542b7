"""`cognito-lab reset` and `trust`: the notebooks as they came, from git or from kept copies."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from cognito_lab.cli import main

AS_IT_CAME = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[project]\nname = "cognito-lab"\n')
    for name in ("00_one", "01_two"):
        (folder / "notebooks" / f"{name}.ipynb").write_text(AS_IT_CAME)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def in_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(project.parent / "no-such-file"))
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "commit", "-qm", "all"),
    ):
        subprocess.run(["git", *arguments], check=True, cwd=project)
    return project


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def copies(project: Path) -> list[Path]:
    return sorted((project / "notebooks" / "my_copies").glob("*.ipynb"))


@needs_git
def test_changed_notebooks_are_restored_and_kept_aside(
    in_git: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = in_git / "notebooks" / "00_one.ipynb"
    changed.write_text("my own work")
    answer(monkeypatch, "y\n")
    assert main(["reset"]) == 0
    assert changed.read_text() == AS_IT_CAME
    [copy] = copies(in_git)
    assert copy.read_text() == "my own work"
    assert copy.name.startswith("00_one-")
    output = capsys.readouterr().out
    assert "yours is notebooks/my_copies/00_one-" in output
    assert "01_two" not in output


@needs_git
@pytest.mark.parametrize("text", ["", "\n", "n\n", "no\n", "what?\n"])
def test_anything_but_yes_changes_nothing(
    in_git: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    changed = in_git / "notebooks" / "00_one.ipynb"
    changed.write_text("my own work")
    answer(monkeypatch, text)
    assert main(["reset"]) == 0
    assert changed.read_text() == "my own work"
    assert copies(in_git) == []


@needs_git
def test_yes_skips_the_question_and_no_copy_is_overwritten(in_git: Path) -> None:
    changed = in_git / "notebooks" / "00_one.ipynb"
    for work in ("first try", "second try", "third try"):
        changed.write_text(work)
        assert main(["reset", "--yes"]) == 0
    assert {copy.read_text() for copy in copies(in_git)} == {
        "first try",
        "second try",
        "third try",
    }


@needs_git
def test_a_missing_notebook_comes_back_and_learners_own_ones_stay(in_git: Path) -> None:
    (in_git / "notebooks" / "01_two.ipynb").unlink()
    own = in_git / "notebooks" / "my_notes.ipynb"
    own.write_text("mine")
    assert main(["reset", "--yes"]) == 0
    assert (in_git / "notebooks" / "01_two.ipynb").read_text() == AS_IT_CAME
    assert own.read_text() == "mine"
    assert copies(in_git) == []


@needs_git
def test_nothing_changed_means_no_question(
    in_git: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reset"]) == 0
    assert "nothing to restore" in capsys.readouterr().out


def test_without_git_the_kept_copies_are_restored(project: Path) -> None:
    kept = project / ".venv" / "pristine" / "notebooks"
    kept.mkdir(parents=True)
    shutil.copy(project / "notebooks" / "00_one.ipynb", kept)
    (project / "notebooks" / "00_one.ipynb").write_text("my own work")
    assert main(["reset", "--yes"]) == 0
    assert (project / "notebooks" / "00_one.ipynb").read_text() == AS_IT_CAME
    assert [copy.read_text() for copy in copies(project)] == ["my own work"]


def test_without_git_and_copies_the_error_says_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "notebooks" / "00_one.ipynb").write_text("my own work")
    assert main(["reset", "--yes"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("cognito-lab: the notebooks as they came are not to be found")
    assert error.count("\n") == 1
    assert (project / "notebooks" / "00_one.ipynb").read_text() == "my own work"


@needs_git
def test_only_notebooks_as_they_came_are_trusted(
    in_git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(in_git / "jupyter"))
    foreign = json.loads(AS_IT_CAME) | {"metadata": {"title": "from somebody else"}}
    (in_git / "notebooks" / "01_two.ipynb").write_text(json.dumps(foreign))
    assert main(["trust"]) == 0
    with NotebookNotary() as notary:
        assert notary.check_signature(nbformat.reads(AS_IT_CAME, as_version=4))
        assert not notary.check_signature(nbformat.reads(json.dumps(foreign), as_version=4))
