"""A session on Binder: the notebooks run, and it is as safe and as quiet as `./lab` makes it."""

import json
from pathlib import Path

import nbformat
import pytest

from tests.binder.session import Session

pytestmark = pytest.mark.binder

# It imports nothing of the lab, for that would raise the wall by itself.
FIRST_CELL = """
import os, sys
wall_module = sys.modules.get("cognito_lab.aws.wall")
print(wall_module is not None and wall_module.wall_is_up(), "boto3" in sys.modules)
print(sorted(name for name in os.environ if name.startswith(("AWS_", "BOTO_"))))
import matplotlib.pyplot
"""
EMPTY = ["AWS_CONFIG_FILE", "AWS_EC2_METADATA_DISABLED", "AWS_SHARED_CREDENTIALS_FILE"]
SIGNED = """
import sys, nbformat
from nbformat.sign import NotebookNotary
with NotebookNotary() as notary:
    print(all(notary.check_signature(nbformat.read(path, 4)) for path in sys.argv[1:]))
"""
JUPYTER_SETTINGS = """
import json
from jupyter_server.serverapp import ServerApp
app = ServerApp()
app.load_config_file(suppress_errors=False)
print(json.dumps(app.config, default=str))
"""


def executed(session: Session, notebook: Path, target: Path) -> nbformat.NotebookNode:
    done = session.run("jupyter", "execute", "--timeout=120", f"--output={target}", notebook)
    assert done.returncode == 0, done.stderr[-3000:]
    return nbformat.read(target, 4)


def test_no_two_packages_contradict_each_other(session: Session) -> None:
    done = session.run("python", "-m", "pip", "check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["00_start_here", "visualizer"])
def test_a_notebook_runs(session: Session, tmp_path: Path, name: str) -> None:
    notebook = executed(
        session, session.home / "notebooks" / f"{name}.ipynb", tmp_path / "executed.ipynb"
    )
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    for cell in cells:
        assert cell.execution_count is not None
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr", output.text


def test_the_wall_stands_in_every_kernel_and_no_credentials_are_found(
    session: Session, tmp_path: Path
) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FIRST_CELL)])
    path = tmp_path / "first.ipynb"
    nbformat.write(notebook, path)
    [output] = executed(session, path, tmp_path / "executed.ipynb").cells[0].outputs
    assert output.text == f"True False\n{[*EMPTY[:1], *EMPTY[1:], 'BOTO_CONFIG']}\n"


def test_the_stored_pictures_are_shown(session: Session) -> None:
    notebooks = sorted((session.home / "notebooks").glob("*.ipynb"))
    done = session.run("python", "-c", SIGNED, *notebooks)
    assert done.stdout == "True\n", done.stderr


def test_jupyter_is_quiet_and_listens_where_binder_says(session: Session) -> None:
    settings = json.loads(session.run("python", "-c", JUPYTER_SETTINGS).stdout)
    assert settings["LanguageServerManager"] == {"autodetect": False}
    assert "ip" not in settings["ServerApp"]
    overrides = session.prefix / "etc" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    wanted = session.home / "config" / "jupyter" / "labconfig" / overrides.name
    assert json.loads(overrides.read_text()) == json.loads(wanted.read_text())


def test_the_build_changes_no_file_of_the_project(session: Session) -> None:
    done = session.run("git", "status", "--porcelain", "--untracked-files=no")
    assert (done.returncode, done.stdout) == (0, "")
