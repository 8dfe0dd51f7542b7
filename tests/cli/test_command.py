"""The `cognito-lab` command itself."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from cognito_lab.cli import COMMANDS, main


def test_every_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    listed = capsys.readouterr().out
    for name in COMMANDS:
        assert f"    {name} " in listed


def test_the_version_is_the_packages_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == version("cognito-lab")


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rendre"])
    assert ended.value.code == 2


def test_outside_of_any_project_the_codes_own_notebooks_are_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cognito_lab.cli.project import CommandError, project_folder

    monkeypatch.chdir(tmp_path)
    try:
        found = project_folder()
    except CommandError as error:
        assert "no notebooks folder" in str(error)
    else:
        assert (found / "notebooks").is_dir()


def test_the_help_loads_nothing_slow() -> None:
    slow = ("boto3", "moto", "nbclient", "nbformat", "IPython", "matplotlib", "ipywidgets")
    script = (
        "import sys; from cognito_lab.cli import build_parser; build_parser(); "
        f"print([name for name in {slow} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
