"""A picture shows itself in a notebook, with its transcript, and can be saved."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from cognito_lab.diagrams import Picture, Table, draw_sequence
from tests.diagrams import traces
from tests.diagrams.seen import Seen

PROGRAM = """
from cognito_lab.diagrams import architecture_from, draw_architecture, draw_sequence
from cognito_lab.flow import Trace
pool = {"Id": "us-east-1_a1B2c3D4e", "Name": "photos"}
draw_sequence(Trace(), title="Nothing yet")
"""
MAP = "draw_architecture(architecture_from(user_pools=[pool]))"


def test_in_a_notebook_a_drawing_is_followed_by_its_transcript_and_nothing_else() -> None:
    """Run in a real kernel, with a font set-up that makes C libraries complain."""
    notebook = new_notebook(cells=[new_code_cell(PROGRAM), new_code_cell(MAP)])
    environment = os.environ | {"FONTCONFIG_FILE": "/no/such/fonts.conf"}
    NotebookClient(notebook, kernel_name="python3").execute(env=environment)
    for cell, title in zip(notebook.cells, ("Nothing yet", "Who is who"), strict=True):
        drawing, transcript = cell.outputs
        assert drawing["output_type"] == transcript["output_type"] == "display_data"
        # In one output with the SVG, Jupyter would show the HTML and hide the drawing.
        assert set(drawing["data"]) == {"image/svg+xml", "text/plain"}
        assert drawing["data"]["text/plain"].startswith(f"[picture: {title}")
        assert Seen(drawing["data"]["image/svg+xml"]).title.startswith(title)
        assert transcript["data"]["text/html"].startswith("<details>")
        assert transcript["data"]["text/plain"].startswith(title)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [name for name, _ in attrs]
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_the_html_transcript_is_a_plain_table_for_any_text() -> None:
    picture = draw_sequence(traces.hostile())
    reader = _Reader()
    reader.feed(picture.html_transcript())
    assert reader.tags == set("details summary table thead tbody tr th td".split())
    assert set(reader.attributes) == {"style"}
    assert any("<script>alert(1)</script>" in cell for cell in reader.cells)


def test_a_picture_is_saved_as_svg(tmp_path: Path) -> None:
    picture = draw_sequence(traces.hostile())
    path = picture.save(tmp_path / "hostile.svg")
    assert path.read_bytes() == picture.svg.encode()
    assert Seen(path.read_text(encoding="utf-8")).texts


def test_another_format_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'flow\.png' does not end in \.svg"):
        draw_sequence(traces.retries()).save(tmp_path / "flow.png")
    assert list(tmp_path.iterdir()) == []


def test_a_pictures_repr_is_short() -> None:
    assert repr(draw_sequence(traces.retries())) == "Picture(title='What crossed the wire')"


def test_a_text_table_has_columns_that_line_up() -> None:
    table = Table("Lanes", ("who", "what"), (("ana", "signs in"), ("日本", "x" * 40)))
    assert str(table).splitlines() == [
        "Lanes",
        "who  | what",
        "-----+-" + "-" * 34,
        "ana  | signs in",
        "日本 | " + "x" * 34,
        "     | " + "x" * 6,
    ]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="row 0 of the table 'Lanes' has 1 cells"):
        Table("Lanes", ("who", "what"), (("ana",),))


def test_a_picture_is_a_value() -> None:
    table = Table("t", ("a",), ())
    assert Picture("t", "<svg/>", table) == Picture("t", "<svg/>", table)
