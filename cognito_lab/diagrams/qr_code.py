"""`draw_qr_code`: a text as a QR code, such as the address that an authenticator app reads.

The modules are computed by segno (ISO/IEC 18004) and painted by the SVG writer, so that the code
has its own white ground and is as sharp on a projector as on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import segno

from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.theme import GROUND, INK

MODULE = 6
"""Pixels that a module is wide."""

QUIET_ZONE = 4
"""Modules that have to stay white all around: ISO/IEC 18004, 6.3.8."""


def draw_qr_code(
    text: str, *, title: str = "QR code", says: Sequence[tuple[str, str]] = ()
) -> Picture:
    """A QR code of `text`; `says` are the rows of the table beside it, name and value.

    Where nothing is said, the table holds the text itself: whoever cannot scan the code can
    type it. Raises ValueError for a text that no QR code holds (about 2,900 bytes).
    """
    try:
        code = segno.make_qr(text, error="m")
    except (segno.DataOverflowError, UnicodeEncodeError) as problem:
        raise ValueError(f"this text fits into no QR code: {problem}") from None
    rows = [list(row) for row in code.matrix]
    side = (len(rows) + 2 * QUIET_ZONE) * MODULE
    drawing = Drawing()
    drawing.rect(0, 0, side, side, fill=GROUND)
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                _paint(drawing, x, y, length)
            x += length
    lines = tuple((clean(name), clean(value)) for name, value in says) or (("text", clean(text)),)
    table = Table(f"{title}, as text", ("what", "value"), lines)
    description = f"A QR code. {'. '.join(f'{name}: {value}' for name, value in lines)}."
    return Picture(title, drawing.to_svg(side, side, title=title, description=description), table)


def _paint(drawing: Drawing, x: int, y: int, length: int) -> None:
    left, top = ((QUIET_ZONE + at) * MODULE for at in (x, y))
    drawing.rect(left, top, length * MODULE, MODULE, fill=INK)
