"""The SVG is well-formed for any text, and nothing in it is lost or clashes in a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.diagrams import draw_sequence
from cognito_lab.diagrams.svg import Drawing, number
from tests.diagrams import traces

SVG = "{http://www.w3.org/2000/svg}"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gives_well_formed_xml(text: str) -> None:
    drawing = Drawing()
    drawing.text(0, 0, text, size=12, fill="#000000")
    root = ElementTree.fromstring(drawing.to_svg(10, 10, title=text, description=text))
    shown = root.findtext(f"{SVG}text") or ""
    # A parser reads any line end as one line feed (XML 1.0, section 2.11).
    assert len(shown) == len(text.replace("\r\n", "\n"))


def test_markup_in_a_text_stays_text() -> None:
    drawing = Drawing()
    drawing.text(0, 0, "<script>alert(']]>')</script>", size=12, fill="#000000")
    svg = drawing.to_svg(10, 10, title='"><script>', description="--><script>")
    assert "<script" not in svg
    assert ElementTree.fromstring(svg).findtext(f"{SVG}text") == "<script>alert(']]>')</script>"


def test_a_sanitised_page_loses_nothing_and_two_pictures_do_not_clash() -> None:
    root = ElementTree.fromstring(draw_sequence(traces.forty_calls()).svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= set("svg title desc rect line polyline polygon circle path text".split())
    for element in root.iter():
        assert not {"id", "class", "href"} & set(element.attrib)
        assert not any(name.startswith("on") for name in element.attrib)
        assert not any("url(" in value for value in element.attrib.values())


def test_a_picture_has_a_title_and_a_description_for_those_who_hear_it() -> None:
    root = ElementTree.fromstring(draw_sequence(traces.retries(), title="Slow down").svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == "Slow down"
    assert "3. Administrator to User pool: AdminGetUser." in (root.findtext(f"{SVG}desc") or "")


def test_a_picture_brings_its_own_ground() -> None:
    root = ElementTree.fromstring(draw_sequence(traces.retries()).svg)
    ground = next(element for element in root if element.tag == f"{SVG}rect")
    assert ground.get("fill") == "#FFFFFF"
    assert float(ground.get("width", "0")) == float(root.get("width", "0")) - 1
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1"), (1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (1e-9, "0"), (123456.78, "123456.8")],
)
def test_a_number_is_written_in_one_way(value: float, written: str) -> None:
    assert number(value) == written
    assert re.fullmatch(r"-?\d+(\.\d)?", written)
