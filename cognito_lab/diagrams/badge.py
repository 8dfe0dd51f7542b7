"""The badges at the head of a chapter: small pictures of our own, fetched from nowhere.

They lie in `notebooks/images/`; `save_badges` writes them, and a test holds the files to
what is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.text_metrics import text_width
from cognito_lab.diagrams.theme import INK, WHITE

HEIGHT = 22
TEXT = 12
_PADDING = 9
_BASELINE = 15.3

BINDER = "badge_binder.svg"
"""The file of the badge that opens a chapter on Binder."""


def badge_of_minutes(minutes: int) -> str:
    """The file of the badge that says how long a chapter takes."""
    return f"badge_{minutes}_minutes.svg"


def draw_badge(label: str, message: str) -> str:
    """A badge as an SVG document: `label` dark on white, `message` white on dark."""
    first = text_width(label, TEXT) + 2 * _PADDING
    second = text_width(message, TEXT, bold=True) + 2 * _PADDING
    width = round(first + second)
    drawing = Drawing()
    drawing.rect(first, 0.5, width - first - 0.5, HEIGHT - 1, fill=INK, radius=6)
    drawing.rect(first, 0.5, 8, HEIGHT - 1, fill=INK)
    drawing.text(_PADDING, _BASELINE, label, size=TEXT, fill=INK)
    drawing.text(first + _PADDING, _BASELINE, message, size=TEXT, fill=WHITE, bold=True)
    text = f"{label}: {message}"
    return drawing.to_svg(width, HEIGHT, title=text, description=text)


def badges(minutes: Iterable[int]) -> dict[str, str]:
    """Every badge by its file's name; `minutes` are the lengths that chapters have."""
    drawn = {
        badge_of_minutes(length): draw_badge("time", f"{length} minutes") for length in minutes
    }
    return {BINDER: draw_badge("Binder", "open in the browser")} | drawn


def save_badges(folder: str | Path, minutes: Iterable[int]) -> None:
    """Write the badges into a folder, such as `notebooks/images`."""
    for name, svg in badges(minutes).items():
        (Path(folder) / name).write_text(svg, encoding="utf-8", newline="\n")
