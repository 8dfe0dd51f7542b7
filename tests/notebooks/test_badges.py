"""The badges of the chapters are the project's own pictures, as they are drawn now."""

from __future__ import annotations

from pathlib import Path

import pytest

from cognito_lab.diagrams.badge import BINDER, badge_of_minutes, badges, draw_badge, save_badges
from tests.diagrams.seen import Seen
from tests.notebooks.chapter_lints import MINUTES
from tests.notebooks.reading import FOLDER

DRAWN = badges(MINUTES.values())


def test_the_files_are_as_they_are_drawn() -> None:
    """If not: `save_badges("notebooks/images", minutes)`."""
    files = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("images/badge_*")}
    assert files == DRAWN


def test_each_length_of_a_chapter_has_a_badge_and_binder_has_one() -> None:
    assert set(DRAWN) == {BINDER, *map(badge_of_minutes, MINUTES.values())}


@pytest.mark.parametrize("svg", DRAWN.values(), ids=DRAWN)
def test_nothing_gets_in_the_way_of_its_text(svg: str) -> None:
    assert list(Seen(svg).faults()) == []


def test_it_says_in_words_what_it_shows() -> None:
    svg = draw_badge("time", "<45> minutes")
    assert 'aria-label="time: &lt;45&gt; minutes"' in svg
    assert "<title>time: &lt;45&gt; minutes</title>" in svg


def test_they_are_written_into_a_folder(tmp_path: Path) -> None:
    save_badges(tmp_path, [20])
    assert {path.name for path in tmp_path.iterdir()} == {BINDER, "badge_20_minutes.svg"}
