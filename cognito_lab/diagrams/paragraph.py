"""A text that is broken to a width and painted line by line."""

from __future__ import annotations

from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.text_metrics import ASCENT, wrap
from cognito_lab.diagrams.theme import INK


def paragraph(
    drawing: Drawing,
    text: str,
    x: float,
    y: float,
    width: float,
    *,
    size: float = 12,
    line: float = 15,
    fill: str = INK,
    bold: bool = False,
) -> float:
    """Paint a text in lines of at most `width` pixels, from `y` downwards.

    `text` has gone through `clean`; `line` is how far the lines stand apart. Gives the y under
    the last one.
    """
    for words in wrap(text, width, size, bold=bold):
        drawing.text(x, y + size * ASCENT, words, size=size, fill=fill, bold=bold)
        y += line
    return y
