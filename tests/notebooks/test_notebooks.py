"""Every committed notebook keeps to what every notebook keeps to."""

import pytest

from tests.notebooks.generic_lints import GENERIC_LINTS, Lint, binder_link
from tests.notebooks.reading import ROOT, Notebook, every_notebook, is_chapter, links_in

NOTEBOOKS = every_notebook()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.name)
@pytest.mark.parametrize("lint", GENERIC_LINTS, ids=lambda lint: lint.__name__)
def test_it_keeps_to(lint: Lint, notebook: Notebook) -> None:
    assert lint(notebook) == []


def test_the_first_two_chapters_are_there() -> None:
    names = [notebook.name for notebook in NOTEBOOKS if is_chapter(notebook.name)]
    assert names[:2] == ["00_start_here", "01_user_pool_sign_in"]


@pytest.mark.parametrize("file", ["README.md", "notebooks/glossary.md"])
def test_a_binder_link_elsewhere_opens_a_notebook_of_this_project(file: str) -> None:
    targets = [link.target for link in links_in((ROOT / file).read_text(encoding="utf-8"))]
    known = {binder_link(notebook.name) for notebook in NOTEBOOKS}
    known |= {link.replace("lab/tree/notebooks", "voila/render/notebooks") for link in known}
    assert {target for target in targets if "mybinder.org" in target} <= known
