"""Each lint finds what it is there to find: a lint that cannot fail is none."""

from __future__ import annotations

import pytest

from tests.notebooks import generic_lints as lints
from tests.notebooks.examples import (
    NAME,
    PHOTO,
    PICTURE,
    TABLE,
    WIDGET,
    notebook,
    printed,
    value,
    with_cell,
)
from tests.notebooks.reading import Notebook, coming_in, links_in

GOOD = notebook("# A title", ("1 + 1", value("2")))


def lines(number: int) -> tuple[str, ...]:
    return ("\n".join(["pass"] * number),)


def says(text: str) -> Notebook:
    return notebook(f"# A title\n\n{text}", ("1 + 1", value("2")))


def shows(*outputs: object) -> Notebook:
    return with_cell(GOOD, 2, outputs=outputs)


POOR: dict[lints.Lint, list[tuple[Notebook, str]]] = {
    lints.code_cells_are_short: [
        (notebook("# T", lines(21), *[lines(1)] * 20), "cell 2 (code-02) has 21 lines"),
        (notebook("# T", lines(6), lines(6), lines(1)), "half of its code cells"),
        (notebook("# T", lines(13), *[lines(1)] * 5), "one in ten code cells"),
        (notebook("# T"), "it has no code cell"),
    ],
    lints.no_cell_is_empty: [(notebook("# T", (" \n",)), "cell 2 (code-02) is empty")],
    lints.cells_have_steady_ids: [
        (with_cell(GOOD, 2, id="text-01"), "text-01 is the id of two cells"),
        (with_cell(GOOD, 2, id="a1b2c3d4"), "a1b2c3d4 is a made-up id"),
    ],
    lints.every_code_cell_was_run_in_order: [
        (with_cell(GOOD, 2, count=2), "it was run as [2]"),
        (with_cell(GOOD, 2, count=None), "it was run as [None]"),
    ],
    lints.no_output_is_an_error: [
        (shows({"output_type": "error"}), "a traceback"),
        (shows(printed("!", "stderr")), "stderr"),
    ],
    lints.no_output_names_a_place_on_a_machine: [
        (shows(value("'/home/ana/x'")), "/home/"),
        (shows(value("<x at 0x7f0a1b2c>")), "0x7f0a1b2c"),
    ],
    lints.headings_begin_with_one_title_and_skip_no_level: [
        (notebook("## T"), "its only title"),
        (notebook("# T\n\n# U"), "its only title"),
        (notebook("# T\n\n### U"), "skips a level"),
    ],
    lints.links_lead_somewhere: [
        (says("[a](no_such.ipynb)"), "no_such.ipynb is not there"),
        (says("[a](glossary.md#no-such)"), "no place called no-such"),
        (says(f"[a]({NAME}.ipynb#no-such)"), "no place called no-such"),
        (says("[a](#no-such)"), "no place called no-such"),
        (says("![a](https://example.com/a.svg)"), "fetched from the network"),
        (says("[![a](images/no_such.svg)](https://example.com)"), "no_such.svg is not there"),
    ],
    lints.what_is_coming_is_not_there_yet: [
        (says("chapter 1 *(coming)*"), "chapter 1 is there: link it"),
        (says("[1 · sign-in](https://example.com) *(coming)*"), "chapter 1 is there"),
        (says("99 · of minds *(coming)*, 0 · start here *(coming)*"), "chapter 0 is there"),
        (says("more *(coming)*"), "no chapter's number"),
    ],
    lints.binder_links_open_a_notebook_of_this_project: [
        (says("[a](https://mybinder.org/v2/gh/me/fork/HEAD)"), "opens no notebook"),
        (says(f"[a]({lints.binder_link('no_such')})"), "opens no notebook"),
    ],
    lints.pictures_say_what_they_show: [(says("![](images/badge_binder.svg)"), "has no text")],
    lints.every_picture_has_its_text_beside_it: [
        (shows(PICTURE), "1 pictures and 0 tables"),
        (shows(PHOTO), "1 pictures and 0 tables"),
        (shows(PICTURE, PICTURE, TABLE), "2 pictures and 1 tables"),
        (shows(WIDGET, TABLE), "a panel without"),
        (shows(WIDGET), "a panel without"),
    ],
}


@pytest.mark.parametrize(
    ("lint", "poor", "problem"), [(lint, *case) for lint, cases in POOR.items() for case in cases]
)
def test_a_lint_finds_what_is_wrong(lint: lints.Lint, poor: Notebook, problem: str) -> None:
    assert problem in "; ".join(lint(poor))


@pytest.mark.parametrize("lint", lints.GENERIC_LINTS, ids=lambda lint: lint.__name__)
def test_a_lint_lets_a_good_notebook_be(lint: lints.Lint) -> None:
    assert lint(GOOD) == []
    assert lint(with_cell(GOOD, 2, outputs=(WIDGET, PICTURE, TABLE))) == []
    assert lint(with_cell(GOOD, 2, outputs=(WIDGET, PHOTO, TABLE))) == []
    two_tables = {"output_type": "display_data", "data": {"text/html": "<table></table>" * 2}}
    assert lint(with_cell(GOOD, 2, outputs=(PICTURE, PICTURE, two_tables))) == []


def test_every_lint_is_tried_on_a_poor_notebook() -> None:
    assert set(POOR) == set(lints.GENERIC_LINTS)


# What the lints read.


def test_a_badge_is_read_as_its_picture_and_its_link() -> None:
    badge, link = links_in("[![text](a.svg)](https://example.com) and `[no](link)`")
    assert (badge.text, badge.target, badge.image) == ("text", "a.svg", True)
    assert (link.target, link.image) == ("https://example.com", False)


def test_what_is_coming_is_read_by_its_number() -> None:
    text = "2 · recovery *(coming)*, chapter 12 *(coming)* | 3 · tokens | more *(coming)*"
    assert coming_in(text) == [2, 12, None]


@pytest.mark.parametrize(
    ("source", "asserts"),
    [
        ("assert x", True),
        ("with refused('A'):\n    call()", True),
        ("try:\n    raise AssertionError('x')\nexcept E:\n    pass", True),
        ("asserted = 1", False),
        ("print('assert x')", False),
    ],
)
def test_what_asserts_is_known(source: str, asserts: bool) -> None:
    assert notebook("# T", (source,)).code[0].asserts is asserts
