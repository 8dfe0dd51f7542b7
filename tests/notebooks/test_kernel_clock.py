"""The lab's clock in a real kernel: it moves for the learner, not for the kernel."""

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = (
    "from cognito_lab.aws import start_lab\nlab = start_lab(seed=1)\nimport time",
    "first = lab.clock.now()",
    "print((lab.clock.now() - first).total_seconds(), len(lab.trace.notes))",
    "time.sleep(3600)",
    "print((lab.clock.now() - first).total_seconds(), len(lab.trace.notes))",
)


@pytest.fixture
def printed(tmp_path):
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    metadata = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, kernel_name="python3", timeout=60, resources=metadata).execute()
    return [output.text.strip() for cell in notebook.cells for output in cell.outputs]


def test_the_clock_stands_still_between_cells_and_moves_when_the_learner_sleeps(printed):
    assert printed == ["0.0 0", "3600.0 1"]
