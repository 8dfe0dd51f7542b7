"""What a reader sees of a picture, worked out from its SVG alone.

Texts are measured with the real DejaVu Sans (the file that matplotlib brings), not with
the table that the pictures are laid out with, so that the two check each other.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib import get_data_path

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.928, 0.236
TOUCHES = 0.6  # coordinates are written with one decimal

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right - TOUCHES
            and other.left < self.right - TOUCHES
            and self.top < other.bottom - TOUCHES
            and other.top < self.bottom - TOUCHES
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left + TOUCHES
            and self.top <= other.top + TOUCHES
            and self.right >= other.right - TOUCHES
            and self.bottom >= other.bottom - TOUCHES
        )

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Whether a straight line runs through the box (Liang and Barsky)."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        low, high = 0.0, 1.0
        for step, distance in (
            (-dx, start[0] - self.left - TOUCHES),
            (dx, self.right - TOUCHES - start[0]),
            (-dy, start[1] - self.top - TOUCHES),
            (dy, self.bottom - TOUCHES - start[1]),
        ):
            if step == 0:
                if distance < 0:
                    return False
            elif step < 0:
                low = max(low, distance / step)
            else:
                high = min(high, distance / step)
        return low <= high


@dataclass(frozen=True)
class Shape:
    """One painted thing; `place` is its turn, for what is painted later lies on top."""

    place: int
    kind: str
    box: Box
    fill: str
    stroke: str
    dash: str
    text: str
    lines: tuple[tuple[Point, Point], ...]


@cache
def _font(bold: bool) -> tuple[dict[int, int], float]:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = TTFont(Path(get_data_path()) / "fonts" / "ttf" / name)
    advances = font["hmtx"].metrics
    widths = {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}
    return widths, font["head"].unitsPerEm


def true_width(text: str, size: float, bold: bool) -> float:
    """The width in DejaVu Sans; what that font lacks is taken as broad as it usually is."""
    widths, units = _font(bold)
    total = 0.0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me") or character in "\u200c\u200d":
            continue
        if ord(character) in widths:
            total += widths[ord(character)] / units
        else:
            total += 1.25 if ord(character) >= 0x1F000 else 1.0
    return total * size


class Seen:
    """The shapes of a picture, in the order in which they are painted."""

    def __init__(self, svg: str) -> None:
        root = ElementTree.fromstring(svg)
        assert root.tag == f"{SVG}svg"
        _, _, self.width, self.height = map(float, root.get("viewBox", "").split())
        self.title = root.findtext(f"{SVG}title") or ""
        self.shapes = [
            _shape(i, element)
            for i, element in enumerate(root)
            if element.tag not in (f"{SVG}title", f"{SVG}desc")
        ]
        self.texts = [shape for shape in self.shapes if shape.kind == "text"]

    @property
    def words(self) -> str:
        """All texts, from the first painted to the last, a space between lines."""
        return " ".join(shape.text for shape in self.texts)

    @property
    def letters(self) -> str:
        """All texts without spaces: a word that is broken over lines is whole again."""
        return "".join(self.words.split())

    def find(self, text: str) -> Shape:
        return next(shape for shape in self.texts if shape.text == text)

    def behind(self, text: Shape) -> Shape:
        """The ground that a text stands on: the last rectangle under the whole of it."""
        return [
            shape
            for shape in self.shapes[: self.shapes.index(text)]
            if shape.kind == "rect" and shape.fill != "none" and shape.box.holds(text.box)
        ][-1]

    def faults(self) -> Iterator[str]:
        """Every text that another text, a line or the edge of a shape gets in the way of."""
        canvas = Box(0, 0, self.width, self.height)
        for i, text in enumerate(self.texts):
            if not canvas.holds(text.box):
                yield f"{text.text!r} leaves the picture: {text.box}"
                continue
            for other in self.texts[i + 1 :]:
                if text.box.overlaps(other.box):
                    yield f"{text.text!r} and {other.text!r} overlap: {text.box} {other.box}"
            yield from self._in_the_way_of(text)

    def _in_the_way_of(self, text: Shape) -> Iterator[str]:
        ground = self.behind(text)
        for shape in self.shapes:
            if shape.kind == "text" or shape.place <= ground.place:
                continue
            if shape.kind == "lines":
                if any(text.box.crossed_by(*line) for line in shape.lines):
                    yield f"a line crosses {text.text!r}: {text.box} {shape.lines}"
            elif shape.box.overlaps(text.box):
                yield f"a {shape.kind} lies over {text.text!r}: {text.box} {shape.box}"


def _shape(place: int, element: ElementTree.Element) -> Shape:
    kind = element.tag.removeprefix(SVG)
    attribute = element.attrib

    def value(name: str) -> float:
        return float(attribute.get(name, "0"))

    text, lines = "", ()
    if kind == "rect":
        x, y = value("x"), value("y")
        box = Box(x, y, x + value("width"), y + value("height"))
    elif kind == "circle":
        x, y, r = value("cx"), value("cy"), value("r")
        box = Box(x - r, y - r, x + r, y + r)
    elif kind == "text":
        text = element.text or ""
        size = value("font-size")
        width = true_width(text, size, attribute.get("font-weight") == "bold")
        part = {"middle": 0.5, "end": 1.0}.get(attribute.get("text-anchor", ""), 0.0)
        left, y = value("x") - part * width, value("y")
        box = Box(left, y - ASCENT * size, left + width, y + DESCENT * size)
    else:
        places = _places(kind, attribute)
        box = Box(
            min(x for x, _ in places),
            min(y for _, y in places),
            max(x for x, _ in places),
            max(y for _, y in places),
        )
        if kind != "polygon":
            kind, lines = "lines", tuple(pairwise(places))
    return Shape(
        place,
        kind,
        box,
        attribute.get("fill", ""),
        attribute.get("stroke", ""),
        attribute.get("stroke-dasharray", ""),
        text,
        lines,
    )


def _places(kind: str, attribute: dict[str, str]) -> list[Point]:
    if kind == "line":
        return [
            (float(attribute["x1"]), float(attribute["y1"])),
            (float(attribute["x2"]), float(attribute["y2"])),
        ]
    if kind in ("polyline", "polygon"):
        return _pairs(attribute["points"])
    assert kind == "path", kind
    start, curve = attribute["d"].removeprefix("M").split(" C")
    corners = _pairs(f"{start} {curve}")
    places = [corners[0]]
    for i in range(0, len(corners) - 1, 3):
        a, b, c, d = corners[i : i + 4]
        for n in range(1, 17):
            t = n / 16
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            places.append(
                (
                    sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return places


def _pairs(text: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]
