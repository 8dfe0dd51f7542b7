"""A QR code that a phone can read: its modules are those that were computed, on white."""

import re
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.diagrams import draw_qr_code
from cognito_lab.diagrams.qr_code import MODULE, QUIET_ZONE
from cognito_lab.diagrams.theme import GROUND, INK, contrast

URI = "otpauth://totp/photo-app:ana?secret=JBSWY3DPEHPK3PXP&issuer=photo-app"


def dark_modules(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """The side in modules, and which are dark, as read back from the drawing."""
    root = ElementTree.fromstring(svg)
    side = float(root.get("viewBox", "").split()[2]) / MODULE
    dark = set()
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        if rect.get("fill") == INK:
            x, y, width, height = (float(rect.get(k, "0")) for k in ("x", "y", "width", "height"))
            assert height == MODULE
            for step in range(round(width / MODULE)):
                dark.add((round(x / MODULE) + step, round(y / MODULE)))
    return round(side), dark


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable()))
def test_the_dark_modules_are_those_of_the_code_and_the_quiet_zone_is_empty(text: str) -> None:
    side, dark = dark_modules(draw_qr_code(text).svg)
    matrix = [list(row) for row in segno.make_qr(text, error="m").matrix]
    assert side == len(matrix) + 2 * QUIET_ZONE
    assert dark == {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    }


def test_dark_and_light_can_be_told_apart_on_any_page() -> None:
    assert contrast(INK, GROUND) > 10
    first = re.search(r"<rect[^>]*>", draw_qr_code(URI).svg)
    assert first is not None
    assert f'fill="{GROUND}"' in first[0]


def test_its_table_holds_the_text_or_what_it_is_told_to_say() -> None:
    assert draw_qr_code(URI).table.rows == (("text", URI),)
    told = draw_qr_code(URI, says=[("account", "ana"), ("secret", "JBSW Y3DP")])
    assert told.table.rows == (("account", "ana"), ("secret", "JBSW Y3DP"))


@pytest.mark.parametrize("text", ["x" * 4000, "\ud800"])
def test_what_fits_into_no_code_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="fits into no QR code"):
        draw_qr_code(text)


def test_the_same_text_gives_the_same_bytes() -> None:
    assert draw_qr_code(URI).svg == draw_qr_code(URI).svg
