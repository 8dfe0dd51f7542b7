"""The chapters in JupyterLab, in a real browser: every cell runs, and the page has no complaint."""

import pytest

from tests.browser.conftest import OpenNotebook
from tests.browser.servers import ROOT

pytestmark = pytest.mark.browser


CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_cell_runs(open_notebook: OpenNotebook, name: str) -> None:
    notebook = open_notebook(f"{name}.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    assert notebook.cells_not_run() == 0
