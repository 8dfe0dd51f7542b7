"""The one writer of SVG: what to draw in, text out, the same bytes for the same drawing.

Only presentation attributes are written: no style sheet, no script, no font, no `id`
(several pictures may stand in one page). So nothing is lost where a page is sanitised,
and nothing clashes. A picture has its natural size; one that is wider than a laptop's page
is scaled down to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cognito_lab.diagrams.theme import FONT, FRAME, GROUND, PAGE

# What markup needs, what is no character of XML 1.0 (section 2.2), what it advises against.
_TO_ESCAPE = re.compile(
    '[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]'
)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

Point = tuple[float, float]


def escape(text: str) -> str:
    """Text for an element or an attribute; what XML forbids becomes U+FFFD."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), text)


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A coordinate: at most one decimal, never an exponent or `-0`."""
    rounded = round(value, 1)
    whole = int(rounded)
    return str(whole) if rounded == whole else str(rounded)


def points(places: Iterable[Point]) -> str:
    """Places as SVG's `points` attribute has them."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


class Drawing:
    """Shapes in the order in which they are painted. Lengths are pixels, y grows downwards."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, other: Drawing) -> None:
        """Paint another drawing on top of this one."""
        self._parts += other._parts

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        stroke: str | None = None,
        stroke_width: float = 1,
        radius: float = 0,
        dash: str | None = None,
    ) -> None:
        """A rectangle, `x` and `y` being its upper left corner."""
        rounded = f' rx="{number(radius)}"' if radius else ""
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}"{rounded} fill="{fill}"'
            f"{_stroke(stroke, stroke_width, dash)}/>"
        )

    def line(
        self, start: Point, end: Point, *, stroke: str, width: float = 1, dash: str | None = None
    ) -> None:
        """A straight line."""
        self._parts.append(
            f'<line x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" '
            f'y2="{number(end[1])}"{_stroke(stroke, width, dash)}/>'
        )

    def polyline(
        self, places: Iterable[Point], *, stroke: str, width: float = 1, dash: str | None = None
    ) -> None:
        """A line with corners, open and not filled."""
        self._parts.append(
            f'<polyline points="{points(places)}" fill="none"{_stroke(stroke, width, dash)}/>'
        )

    def polygon(self, places: Iterable[Point], *, fill: str) -> None:
        """A filled shape."""
        self._parts.append(f'<polygon points="{points(places)}" fill="{fill}"/>')

    def circle(
        self,
        centre: Point,
        radius: float,
        *,
        fill: str,
        stroke: str | None = None,
        stroke_width: float = 1,
    ) -> None:
        """A circle."""
        self._parts.append(
            f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" '
            f'fill="{fill}"{_stroke(stroke, stroke_width, None)}/>'
        )

    def curve(
        self, places: list[Point], *, stroke: str, width: float = 1, dash: str | None = None
    ) -> None:
        """Cubic Bézier curves through a start and then threes: two handles and an end."""
        (x, y), *rest = places
        path = f"M{number(x)},{number(y)} C{points(rest)}"
        self._parts.append(f'<path d="{path}" fill="none"{_stroke(stroke, width, dash)}/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        fill: str,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """One line of text; `y` is the line that the letters stand on.

        `anchor` says which point of it is at `x`: `"start"`, `"middle"` or `"end"`.
        """
        weight = ' font-weight="bold"' if bold else ""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{weight}{place} '
            f'fill="{fill}">{escape(text)}</text>'
        )

    def to_svg(self, width: float, height: float, *, title: str, description: str) -> str:
        """The whole picture on its own ground, as one SVG document.

        `title` and `description` are for those who hear a picture instead of seeing it.
        """
        w, h = number(width), number(height)
        # Jupyter shows an SVG as an image: one of a fixed size that is wider than the page
        # would be cut off at its right; one without a size fills the page's width.
        size = f'width="{w}" height="{h}"' if width <= PAGE else 'width="100%"'
        most = "100%" if width <= PAGE else f"{w}px"
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {w} {h}" '
                f'style="max-width:{most};height:auto" role="img" '
                f'aria-label="{escape(title)}" font-family="{escape(FONT)}">',
                f"<title>{escape(title)}</title>",
                f"<desc>{escape(description)}</desc>",
                f'<rect x="0.5" y="0.5" width="{number(width - 1)}" height="{number(height - 1)}" '
                f'rx="6" fill="{GROUND}" stroke="{FRAME}"/>',
                *self._parts,
                "</svg>\n",
            )
        )


def _stroke(stroke: str | None, width: float, dash: str | None) -> str:
    if stroke is None:
        return ""
    thick = "" if width == 1 else f' stroke-width="{number(width)}"'
    dashed = "" if dash is None else f' stroke-dasharray="{dash}"'
    return f' stroke="{stroke}"{thick}{dashed}'
