"""`cognito-lab progress`: the table of what is solved, and `reset` leaves it alone."""

import json
from pathlib import Path

import pytest

from cognito_lab import project_folder
from cognito_lab.cli import main
from cognito_lab.exercises import exercises
from cognito_lab.exercises.progress import VARIABLE, save_try


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "answers.json"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_every_exercise_is_listed_with_how_it_stands(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_try("sort-the-events", "sorted_events = {}", True)
    save_try("build-a-client", "def app_client(): pass", False)
    save_try("build-a-client", "def app_client(): pass", False)
    save_try("an-exercise-of-an-older-release", "x", True)
    assert main(["progress"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0][:3] == ["chapter", "exercise", "state"]
    assert ["00_start_here", "sort-the-events", "✓", "solved", "1"] in [x[:5] for x in lines]
    assert ["01_user_pool_sign_in", "build-a-client", "✕", "not", "yet", "2"] in [
        line[:6] for line in lines
    ]
    assert ["01_user_pool_sign_in", "error-clinic", "not", "tried", "yet", "0"] in lines
    assert lines[-1] == ["1", "of", str(len(exercises)), "solved."]


def test_the_help_says_where_the_file_is_and_how_to_name_another(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["progress", "-h"])
    told = capsys.readouterr().out
    assert "my_progress/answers.json" in told and VARIABLE in told


def test_a_current_folder_that_was_deleted_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(project_folder, "__file__", str(tmp_path / "lib" / "x" / "y.py"))
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["progress"]) == 1
    assert "Your answers cannot be read" in capsys.readouterr().err


def test_an_unreadable_file_is_told_and_left(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("no JSON")
    assert main(["progress"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("cognito-lab: answers.json in ") and "Traceback" not in error
    assert file.read_text() == "no JSON"


def test_progress_survives_a_reset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    as_it_came = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    project = tmp_path / "project"
    for folder in (project / "notebooks", project / ".venv" / "pristine" / "notebooks"):
        folder.mkdir(parents=True)
        (folder / "00_one.ipynb").write_text(as_it_came)
    (project / "pyproject.toml").write_text('[project]\nname = "cognito-lab"\n')
    monkeypatch.chdir(project)
    save_try("sort-the-events", "my answer", True)
    before = (project / "my_progress" / "answers.json").read_bytes()
    (project / "notebooks" / "00_one.ipynb").write_text("my own work")
    assert main(["reset", "--yes"]) == 0
    assert (project / "notebooks" / "00_one.ipynb").read_text() == as_it_came
    assert (project / "my_progress" / "answers.json").read_bytes() == before
