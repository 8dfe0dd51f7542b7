"""How wide a text is, and where to break it: the same answer on every machine.

Latin letters have DejaVu Sans's own widths; what the table does not know gets a width
that no common font exceeds. A picture laid out with these figures may have a little air
in it where another font is used, and never has two texts that touch.

A text is broken between words; inside a word only where the word is wider than the line,
and then rather after a `/`, `-`, `.` or before a capital than anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from cognito_lab.diagrams.glyph_widths import BOLD, BOLD_SIGNS, FIRST, REGULAR, REGULAR_SIGNS

ASCENT = 0.93
"""How far a letter reaches above its line, in font sizes (DejaVu Sans)."""

REPLACEMENT = "\ufffd"
ELLIPSIS = "…"
_MOST_MARKS = 2

# Beyond the table, in thousandths of the font size: (first code point, width of the rest).
_WIDTH_FROM = (
    (0x0000, 1300),
    (0x0900, 2200),  # scripts of India and South-East Asia: wide conjuncts
    (0x0E00, 1300),
    (0x1000, 2200),
    (0x10A0, 1300),
    (0x1780, 2200),
    (0x1800, 1300),
    (0x2E3A, 3100),  # two- and three-em dash
    (0x2E3C, 1300),
    (0xA980, 3000),
    (0xA9E0, 1300),
    (0xFDF0, 12000),  # one-glyph phrases
    (0xFE00, 1300),
    (0x12000, 12000),  # cuneiform
    (0x12550, 1300),
    (0x1F000, 1500),  # emoji
    (0x20000, 1300),
)
_STARTS = [start for start, _ in _WIDTH_FROM]
_JOINERS = "\u200c\u200d"
# Printable ASCII and Latin, and the signs that the pictures themselves write.
_COMMON = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2014\u2018-\u201e•…€←→✕]*")
_SOFT_BREAK = re.compile(r"(?<=[/\-_.:,;@&?=+|)\]}])(?=.)|(?<=[a-z0-9])(?=[A-Z])")


class _Widths(dict[str, int]):
    """Width by character; what is not in it is worked out once."""

    def __init__(self, row: tuple[int, ...], signs: dict[int, int]) -> None:
        known = {chr(FIRST + i): width for i, width in enumerate(row) if width}
        super().__init__(known | {chr(code): width for code, width in signs.items()})

    def __missing__(self, character: str) -> int:
        width = self[character] = _width_beyond_the_table(character)
        return width


def _width_beyond_the_table(character: str) -> int:
    code = ord(character)
    if 0x0300 <= code <= 0x036F or 0xFE00 <= code <= 0xFE0F or character in _JOINERS:
        return 0
    if unicodedata.category(character) in ("Mn", "Me"):
        return 650  # alone it stands on a dotted circle
    return _WIDTH_FROM[bisect_right(_STARTS, code) - 1][1]


_REGULAR = _Widths(REGULAR, REGULAR_SIGNS)
_BOLD = _Widths(BOLD, BOLD_SIGNS)


def clean(text: object) -> str:
    """Text as a picture can show it: on one line, without what is invisible or forbidden.

    White space becomes single spaces. Control characters, lone surrogates and the marks
    that turn the direction of writing become U+FFFD, so that a reader sees that something
    was there. Of the accents that are piled on one letter two remain.
    """
    return _cleaned(str(text))


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    if _COMMON.fullmatch(text):
        return " ".join(text.split()) if "  " in text or text != text.strip() else text
    kept: list[str] = []
    marks = 0
    for character in " ".join(text.split()):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS:
            continue
        hidden = category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        kept.append(REPLACEMENT if hidden and character not in _JOINERS else character)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _units(text: str, bold: bool) -> int:
    return sum(map((_BOLD if bold else _REGULAR).__getitem__, text))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in pixels at a font size; never less than what a reader sees."""
    return _units(text, bold) * size / 1000


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, first: float | None = None
) -> list[str]:
    """The lines of a text, each at most `width` pixels wide; at least one line.

    `first` is the width of the first line where that differs; it stays empty where the
    first word fits only in the others. A single letter that is wider than the line stands
    on a line of its own.
    """
    lines: list[str] = []
    line = ""
    room = width if first is None else first
    # A dot that separates, and the dots of what is left out, never begin a line.
    text = text.replace(" · ", "\xa0· ").replace(" …", "\xa0…")
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, bold) <= room:
            line = joined
            continue
        if line or room < text_width(word, size, bold) <= width:
            lines.append(line)
            room = width
        while text_width(word, size, bold) > room:
            head = _head(word, room, size, bold)
            if len(head) == len(word):
                break
            lines.append(head)
            word, room = word[len(head) :], width
        line = word
    return [*lines, line]


def chop(text: str, width: float, size: float) -> list[str]:
    """The lines of letters that are no words, each filled up to `width` pixels."""
    lines = []
    while text:
        end = _fitting(text, width, size, bold=False)
        lines.append(text[:end])
        text = text[end:]
    return lines


def _head(word: str, room: float, size: float, bold: bool) -> str:
    """As much of the front of a word as fits, cut at a good place; at least one letter."""
    end = _fitting(word, room, size, bold)
    good = [m.start() for m in _SOFT_BREAK.finditer(word, 0, end + 1) if m.start() <= end]
    if good and good[-1] >= end * 0.3:
        return word[: good[-1]]
    return word[:end]


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many characters fit, whole letters with their accents only; at least one letter."""
    used, end = 0.0, 0
    for letter in _letters(word):
        used += text_width(letter, size, bold)
        if used > room and end:
            break
        end += len(letter)
    return end


def _letters(word: str) -> Iterator[str]:
    """The word in pieces that must not be taken apart: a letter with all that joins it."""
    letter = ""
    for character in word:
        joins = character in _JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc")
        if letter and not joins and letter[-1] != "\u200d":
            yield letter
            letter = ""
        letter += character
    if letter:
        yield letter


def shorten(text: str, most: int) -> str:
    """At most `most` characters: the middle gives way to `…`, both ends stay readable."""
    if len(text) <= most:
        return text
    pieces = list(_letters(text))
    if len(pieces) <= most:
        return text
    head = (most - 1) * 2 // 3
    return "".join(pieces[:head]) + ELLIPSIS + "".join(pieces[len(pieces) - (most - 1 - head) :])
