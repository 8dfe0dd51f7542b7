"""Panels have contrast on a light and on a dark page, and say nothing by colour alone."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from cognito_lab.diagrams.theme import contrast
from cognito_lab.flow.questions import QUESTIONS
from cognito_lab.panels import style

INKS = (
    *("ink", "muted", "link", *QUESTIONS, "refused", "good"),
    *("header", "payload", "signature"),
)
each_page = pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])


@each_page
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_every_text_has_contrast_on_every_ground(
    palette: style.Palette, ink: str, ground: str
) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@each_page
def test_notes_and_the_mark_of_the_focus_have_contrast(palette: style.Palette) -> None:
    assert contrast(palette.note_ink, palette.note_ground) >= 4.5
    assert contrast(palette.focus, palette.ground) >= 3


def test_the_sheet_has_every_colour_for_both_pages_and_follows_jupyterlab_and_voila() -> None:
    sheet = style.style_sheet()
    light, rest = sheet.split(":is(body", 1)
    dark = rest.partition("}")[0]
    assert 'data-jp-theme-light="false"' in rest and "body.theme-dark" in rest
    for page, palette in ((light, style.LIGHT), (dark, style.DARK)):
        for name, colour in asdict(palette).items():
            assert f"--cl-{name.replace('_', '-')}:{colour};" in page


def test_every_colour_that_a_rule_uses_is_one_of_the_palette() -> None:
    sheet = style.style_sheet()
    names = {f"--cl-{name.replace('_', '-')}" for name in asdict(style.LIGHT)}
    used = set(re.findall(r"var\((--[a-z-]+)\)", sheet))
    assert used <= names
    rules = sheet.split(f".{style.PANEL}{{background", 1)[1]
    assert re.findall(r"#[0-9A-Fa-f]{3,6}\b", rules) == []


def test_every_rule_is_about_panels_only() -> None:
    sheet = style.style_sheet().removeprefix("<style>").removesuffix("</style>")
    rules = re.sub(r"@media[^{]*\{(.*?\})\}", r"\1", sheet)
    selectors = [rule.partition("{")[0] for rule in rules.split("}") if rule]
    assert len(selectors) > 20
    for selector in selectors:
        parts = re.sub(r":is\([^)]*\)", "", selector).split(",")
        assert all(f".{style.PANEL}" in part for part in parts), selector


@pytest.mark.parametrize(
    ("kind", "role", "sign"),
    [("good", "status", "✓ "), ("refused", "alert", "✕ "), ("note", "status", "Note: ")],
)
def test_a_message_has_a_sign_and_a_role(kind: str, role: str, sign: str) -> None:
    message = style.message_html("<b>done</b>", kind)
    assert f'role="{role}">{sign}&lt;b&gt;done' in message


def test_a_message_of_no_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        style.message_html("done", "loud")


def test_texts_are_escaped_in_every_part() -> None:
    for html in (
        style.heading_html("<i>"),
        style.chip_html("<i>", "<i>"),
        style.message_html("<i>"),
        style.text_html("<i>"),
    ):
        assert "<i>" not in html and "&lt;i&gt;" in html
