"""What every notebook keeps to. A lint gives a sentence for each thing that is wrong."""

from __future__ import annotations

import re
import statistics
import tomllib
from collections.abc import Callable
from itertools import pairwise

from tests.notebooks.reading import ROOT, Notebook, anchors_of, coming_in

Lint = Callable[[Notebook], list[str]]

MOST_LINES = 20
MOST_LINES_OF_NINE_IN_TEN = 12
MOST_LINES_OF_HALF = 5
WIDGET = "application/vnd.jupyter.widget-view+json"

_A_PLACE = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|private)/|0x[0-9a-f]{6,}")
_AN_ID = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def binder_link(name: str) -> str:
    """Where Binder opens a notebook of this project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    place = project["urls"]["Repository"].removeprefix("https://github.com/")
    return f"https://mybinder.org/v2/gh/{place}/HEAD?urlpath=lab/tree/notebooks/{name}.ipynb"


def code_cells_are_short(notebook: Notebook) -> list[str]:
    lengths = [cell.lines for cell in notebook.code]
    if not lengths:
        return ["it has no code cell"]
    found = [f"{cell} has {cell.lines} lines" for cell in notebook.code if cell.lines > MOST_LINES]
    if statistics.median(lengths) > MOST_LINES_OF_HALF:
        found.append(f"half of its code cells have more than {MOST_LINES_OF_HALF} lines")
    if sum(n <= MOST_LINES_OF_NINE_IN_TEN for n in lengths) < 0.9 * len(lengths):
        found.append(f"one in ten code cells has more than {MOST_LINES_OF_NINE_IN_TEN} lines")
    return found


def no_cell_is_empty(notebook: Notebook) -> list[str]:
    return [f"{cell} is empty" for cell in notebook.cells if not cell.source.strip()]


def cells_have_steady_ids(notebook: Notebook) -> list[str]:
    ids = [cell.id for cell in notebook.cells]
    found = [f"{one} is the id of two cells" for one in sorted(set(ids)) if ids.count(one) > 1]
    # What an editor makes up has no hyphen.
    return found + [f"{one} is a made-up id" for one in ids if not _AN_ID.fullmatch(one)]


def every_code_cell_was_run_in_order(notebook: Notebook) -> list[str]:
    counts = [cell.count for cell in notebook.code]
    return [] if counts == list(range(1, len(counts) + 1)) else [f"it was run as {counts}"]


def no_output_is_an_error(notebook: Notebook) -> list[str]:
    return [
        f"{cell} shows {'a traceback' if output['output_type'] == 'error' else 'stderr'}"
        for cell in notebook.code
        for output in cell.outputs
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def no_output_names_a_place_on_a_machine(notebook: Notebook) -> list[str]:
    return [
        f"{cell} shows {found[0]}"
        for cell in notebook.code
        for output in cell.outputs
        if (found := _A_PLACE.search(str(output)))
    ]


def headings_begin_with_one_title_and_skip_no_level(notebook: Notebook) -> list[str]:
    levels = [len(marks) for marks in re.findall(r"^(#+) ", notebook.prose, re.M)]
    if levels[:1] != [1] or levels.count(1) != 1:
        return ["it does not begin with its only title"]
    skipped = any(after > before + 1 for before, after in pairwise(levels))
    return ["a heading skips a level"] if skipped else []


def links_lead_somewhere(notebook: Notebook) -> list[str]:
    """To a document, or to a file and a place in it."""
    found = []
    for link in notebook.links:
        if link.target.startswith("https://"):
            if link.image:
                found.append(f"the picture {link.target} is fetched from the network")
            continue
        file, _, anchor = link.target.partition("#")
        path = notebook.folder / file if file else notebook.folder / f"{notebook.name}.ipynb"
        if not path.exists():
            found.append(f"{link.target} is not there")
        elif anchor and anchor not in anchors_of(path):
            found.append(f"{file} has no place called {anchor}")
    return found


def what_is_coming_is_not_there_yet(notebook: Notebook) -> list[str]:
    """A chapter that is to come is named by its number, as plain text, until it can be linked."""
    found = []
    for chapter in coming_in(notebook.prose):
        if chapter is None:
            found.append("something is marked as coming, and no chapter's number stands before it")
        elif any(notebook.folder.glob(f"{chapter:02}_*.ipynb")):
            found.append(f"chapter {chapter} is there: link it")
    return found


def binder_links_open_a_notebook_of_this_project(notebook: Notebook) -> list[str]:
    targets = [link.target for link in notebook.links if "mybinder.org" in link.target]
    known = {binder_link(path.stem) for path in notebook.folder.glob("*.ipynb")}
    known.add(binder_link(notebook.name))
    return [
        f"{target} opens no notebook of this project" for target in targets if target not in known
    ]


def pictures_say_what_they_show(notebook: Notebook) -> list[str]:
    return [
        f"the picture {link.target} has no text"
        for link in notebook.links
        if link.image and not link.text.strip()
    ]


def every_picture_has_its_text_beside_it(notebook: Notebook) -> list[str]:
    """A panel, too: it needs a kernel, so its picture and its table stand with it."""
    found = []
    for cell in notebook.code:
        pictures = cell.pictures
        tables = sum(html.count("<table") for html in cell.data("text/html"))
        if pictures > tables:
            found.append(f"{cell} shows {pictures} pictures and {tables} tables")
        if cell.data(WIDGET) and not (pictures and tables):
            found.append(f"{cell} shows a panel without its picture and table")
    return found


GENERIC_LINTS: tuple[Lint, ...] = (
    code_cells_are_short,
    no_cell_is_empty,
    cells_have_steady_ids,
    every_code_cell_was_run_in_order,
    no_output_is_an_error,
    no_output_names_a_place_on_a_machine,
    headings_begin_with_one_title_and_skip_no_level,
    links_lead_somewhere,
    what_is_coming_is_not_there_yet,
    binder_links_open_a_notebook_of_this_project,
    pictures_say_what_they_show,
    every_picture_has_its_text_beside_it,
)
