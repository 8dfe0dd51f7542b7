"""The project's folder is found from inside it, and no other project is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cognito_lab import project_folder
from cognito_lab.project_folder import find_project_folder

OURS = '[project]\nname = "cognito-lab"\n'


@pytest.fixture(autouse=True)
def code_lies_in_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the package was installed from a wheel."""
    installed = tmp_path / "site-packages" / "cognito_lab" / "project_folder.py"
    monkeypatch.setattr(project_folder, "__file__", str(installed))


def project(folder: Path, settings: str | bytes = OURS) -> Path:
    (folder / "notebooks").mkdir(parents=True)
    data = settings.encode() if isinstance(settings, str) else settings
    (folder / "pyproject.toml").write_bytes(data)
    return folder


@pytest.mark.parametrize("below", [".", "notebooks", "notebooks/my_copies/deep"])
def test_it_is_found_from_anywhere_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    ours = project(tmp_path / "ours")
    (ours / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(ours / below)
    assert find_project_folder() == ours


@pytest.mark.parametrize(
    "settings",
    [
        "",
        '[project]\nname = "their-shop"\n',
        "[project]\n",
        'project = "cognito-lab"\n',
        "[tool.ruff]\nline-length = 100\n",
        "no TOML",
        b"\xff\xfe",
    ],
)
def test_another_project_with_notebooks_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str | bytes
) -> None:
    theirs = project(tmp_path / "theirs", settings)
    monkeypatch.chdir(theirs / "notebooks")
    assert find_project_folder() is None
    ours = project(tmp_path / "around")
    inside = project(ours / "vendored", settings)
    monkeypatch.chdir(inside)
    assert find_project_folder() == ours


def test_a_folder_of_our_name_without_notebooks_is_not_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text(OURS)
    monkeypatch.chdir(tmp_path)
    assert find_project_folder() is None


def test_elsewhere_it_is_the_one_that_the_code_lies_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = project(tmp_path / "ours")
    monkeypatch.setattr(project_folder, "__file__", str(ours / "cognito_lab" / "x.py"))
    monkeypatch.chdir(tmp_path)
    assert find_project_folder() == ours


def test_a_current_folder_that_was_deleted_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_project_folder() is None


def test_it_is_the_name_in_our_own_settings(pytestconfig: pytest.Config) -> None:
    settings = (pytestconfig.rootpath / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nname = "{project_folder.NAME}"\n' in settings
