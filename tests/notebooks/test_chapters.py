"""What every chapter keeps to, read from the committed notebooks."""

import re
import statistics
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.diagrams.what_answered import UNCONFIRMED

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)( \*\(coming\)\*)?")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path, kind):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def outputs_of(path):
    return [output for cell in cells_of(path, "code") for output in cell.outputs]


def plain_text_of(output):
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))


def test_the_first_two_chapters_are_there():
    assert [path.stem for path in NOTEBOOKS][:2] == ["00_start_here", "01_user_pool_sign_in"]


@each_notebook
def test_code_cells_are_short(path):
    lengths = [len(cell.source.splitlines()) for cell in cells_of(path, "code")]
    assert statistics.median(lengths) <= 5
    assert sum(length <= 12 for length in lengths) >= 0.9 * len(lengths)
    assert max(lengths) <= 20


@each_notebook
def test_every_code_cell_was_run_in_order(path):
    counts = [cell.execution_count for cell in cells_of(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_no_output_is_a_traceback_or_goes_to_stderr(path):
    for output in outputs_of(path):
        assert output.output_type != "error"
        assert output.get("name") != "stderr"


@each_notebook
def test_no_output_names_a_place_on_a_machine(path):
    for output in outputs_of(path):
        found = re.search(r"/(home|root|Users|tmp|work)/|0x[0-9a-f]{6,}", str(output))
        assert found is None, found


@each_notebook
def test_boto3_is_imported_in_the_cell_that_starts_the_lab_and_nowhere_else(path):
    importing = [c.source for c in cells_of(path, "code") if "import boto3" in c.source]
    assert len(importing) == 1
    assert importing[0].index("start_lab(") < importing[0].index("import boto3")


@each_notebook
def test_the_lab_is_never_stopped(path):
    assert not any(".stop()" in cell.source for cell in cells_of(path, "code"))


@each_notebook
def test_links_lead_somewhere_and_only_what_is_missing_is_marked_as_coming(path):
    text = "\n".join(cell.source for cell in cells_of(path, "markdown"))
    links = LINK.findall(text)
    assert links
    for target, coming in links:
        if target.startswith("https://"):
            assert not coming
        else:
            assert (path.parent / target).exists() is not bool(coming), target


@each_notebook
def test_headings_begin_with_one_title_and_skip_no_level(path):
    text = "\n".join(cell.source for cell in cells_of(path, "markdown"))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each_notebook
@pytest.mark.parametrize(
    "heading",
    ["After this chapter", "You may believe", "Predict", "Exit ticket", "What the mock did"],
)
def test_the_parts_of_a_chapter_are_there(path, heading):
    assert any(heading in cell.source for cell in cells_of(path, "markdown"))


@each_notebook
def test_the_closing_box_marks_what_no_document_confirms(path):
    box = next(text for text in map(plain_text_of, outputs_of(path)) if "AWS answered none" in text)
    acted = [row for row in ROWS if f"- {row.id} (call" in box]
    assert acted
    for row in acted:
        assert (f"{UNCONFIRMED}: {row.unconfirmed}" in box) is (row.unconfirmed is not None)


@each_notebook
def test_every_picture_has_its_text_beside_it(path):
    for cell in cells_of(path, "code"):
        pictures = [o for o in cell.outputs if "image/svg+xml" in o.get("data", {})]
        tables = [o for o in cell.outputs if "<details>" in o.get("data", {}).get("text/html", "")]
        assert len(pictures) == len(tables)
