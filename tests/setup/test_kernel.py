"""A kernel that starts with the lab's settings, before its first cell."""

import os
import shutil
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]

# It imports nothing of the lab, for that would raise the wall by itself.
FIRST_CELL = """
import sys
wall_module = sys.modules.get("cognito_lab.aws.wall")
print(wall_module is not None and wall_module.wall_is_up(), "wall" in dir(), "boto3" in sys.modules)
"""


@pytest.fixture
def ipython_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "config" / "ipython", tmp_path / "ipython"))


def test_the_wall_stands_before_the_first_cell(ipython_folder: Path) -> None:
    notebook = v4.new_notebook(cells=[v4.new_code_cell(FIRST_CELL)])
    environment = {**os.environ, "IPYTHONDIR": str(ipython_folder)}
    NotebookClient(notebook, kernel_name="python3").execute(env=environment)
    [output] = notebook.cells[0].outputs
    assert (output["name"], output["text"]) == ("stdout", "True False False\n")
