"""The chapters in JupyterLab, in a real browser: every cell runs, and the page has no complaint."""

import pytest

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["00_start_here", "01_user_pool_sign_in", "03_token_anatomy"])
def test_every_cell_runs(open_notebook: OpenNotebook, name: str) -> None:
    notebook = open_notebook(f"{name}.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    assert notebook.cells_not_run() == 0
