"""Every chapter keeps to what a chapter keeps to."""

import pytest

from tests.notebooks.chapter_lints import CHAPTER_LINTS, MINUTES
from tests.notebooks.generic_lints import Lint
from tests.notebooks.reading import Notebook, every_notebook, is_chapter

CHAPTERS = [notebook for notebook in every_notebook() if is_chapter(notebook.name)]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
@pytest.mark.parametrize("lint", CHAPTER_LINTS, ids=lambda lint: lint.__name__)
def test_it_keeps_to(lint: Lint, chapter: Notebook) -> None:
    assert lint(chapter) == []


def test_the_minutes_are_those_of_the_chapters_that_there_are() -> None:
    assert sorted(MINUTES) == [chapter.name for chapter in CHAPTERS]
