"""`*` stands for any number of characters, `?` for exactly one: patterns, and what they match.

A pattern is made of pieces, so that a text which only looks like a wildcard (a variable's value,
`${*}`) stays literal. It is cut at its stars into chunks; the first and the last chunk stand at
the ends of a text, and each of the others is taken where it first occurs. No other choice could
do better, so no choice is ever taken back: the work is at most pattern × text.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import methodcaller
from typing import Any


class Wildcard(enum.Enum):
    """A piece of a pattern that stands for characters which are not known."""

    ONE = "?"
    MANY = "*"


Piece = str | Wildcard

_WILDCARD = re.compile(r"([*?])")
_FIRST_WIDTH = 64


def split_wildcards(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in which every `*` and `?` is a wildcard."""
    if "*" not in text and "?" not in text:
        return (text,) if text else ()
    pieces = (piece for piece in _WILDCARD.split(text) if piece)
    return tuple(Wildcard(piece) if piece in "*?" else piece for piece in pieces)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same pieces, literal texts side by side made one."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and made and isinstance(made[-1], str):
            made[-1] += piece
        else:
            made.append(piece)
    return tuple(made)


def wildcard_test(pieces: Sequence[Piece]) -> Callable[[str], bool]:
    """The test whether a whole text is what the pieces say; for the commonest patterns, a word."""
    return simple_test(pieces) or WildcardPattern(pieces).matches


def simple_test(pieces: Sequence[Piece]) -> Callable[[str], bool] | None:
    """The same for a literal text, `*`, and a text with a `*` at its end; None for the rest."""
    if not pieces:
        return "".__eq__
    first, rest = pieces[0], tuple(pieces[1:])
    if isinstance(first, str) and not rest:
        return first.__eq__
    if isinstance(first, str) and rest == (Wildcard.MANY,):
        return methodcaller("startswith", first)
    return _anything if (first, rest) == (Wildcard.MANY, ()) else None


def fewest_tests(tests: Iterable[Callable[[Any], bool]]) -> tuple[Callable[[Any], bool], ...]:
    """Tests of which one passes where one of the given ones does: all literal texts in one set."""
    literal, others = set(), []
    for test in tests:
        # A literal text's test is the text's own `==`.
        text = getattr(test, "__self__", None)
        if isinstance(text, str) and test == text.__eq__:
            literal.add(text)
        else:
            others.append(test)
    if len(literal) == 1:
        return (literal.pop().__eq__, *others)
    return (frozenset(literal).__contains__, *others) if literal else tuple(others)


def _anything(_: str) -> bool:
    return True


class WildcardPattern:
    """A pattern, ready to be matched against any number of texts. Case counts."""

    __slots__ = ("_chunks",)

    def __init__(self, pieces: Iterable[Piece]) -> None:
        chunks = [_Chunk()]
        for piece in pieces:
            if piece is Wildcard.MANY:
                chunks.append(_Chunk())
            elif piece is Wildcard.ONE:
                chunks[-1].skip_one()
            else:
                chunks[-1].add(piece)
        # Of stars side by side one is enough.
        self._chunks = (chunks[0], *(c for c in chunks[1:-1] if c.length), *chunks[1:][-1:])

    def matches(self, text: str) -> bool:
        """Whether the whole text is what the pattern says."""
        first, *rest = self._chunks
        if not rest:
            return len(text) == first.length and first.stands_at(text, 0)
        last = rest.pop()
        start, end = first.length, len(text) - last.length
        if start > end or not first.stands_at(text, 0) or not last.stands_at(text, end):
            return False
        for chunk in rest:
            found = chunk.first_place(text, start, end)
            if found < 0:
                return False
            start = found + chunk.length
        return True


def bits_at(places: Iterable[int], length: int) -> int:
    """An integer in which the bits of these places are set, all of them below `length`."""
    bits = bytearray(length // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _places_of(character: str, text: str) -> Iterator[int]:
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)


class _Chunk:
    """What stands between two stars: literal parts, with one unknown character between them."""

    __slots__ = ("length", "parts")

    def __init__(self) -> None:
        self.parts = [""]
        self.length = 0

    def add(self, literal: str) -> None:
        self.parts[-1] += literal
        self.length += len(literal)

    def skip_one(self) -> None:
        self.parts.append("")
        self.length += 1

    def stands_at(self, text: str, place: int) -> bool:
        for part in self.parts:
            if not text.startswith(part, place):
                return False
            place += len(part) + 1
        return True

    def first_place(self, text: str, start: int, end: int) -> int:
        """The first place from `start` on where it stands and ends by `end`, or -1."""
        if len(self.parts) == 1:
            return text.find(self.parts[0], start, end)
        # Piece by piece, each twice as long as the one before: a chunk that is soon found costs
        # no look at all of a long text.
        offsets, latest = self._offsets(), end - self.length
        width = max(self.length, _FIRST_WIDTH)
        while start <= latest:
            following = min(start + width, latest + 1)
            found = self._first_in(text[start : following + self.length - 1], offsets)
            if found >= 0:
                return start + found
            start, width = following, 2 * width
        return -1

    def _first_in(self, text: str, offsets: Mapping[str, Sequence[int]]) -> int:
        # All places at once, a bit for each: a literal part cannot be looked for by itself, for
        # it may stand in many places where its neighbours do not.
        found = (1 << len(text) - self.length + 1) - 1
        for character, its_offsets in offsets.items():
            places = bits_at(_places_of(character, text), len(text))
            for offset in its_offsets:
                found &= places >> offset
                if not found:
                    return -1
        return (found & -found).bit_length() - 1

    def _offsets(self) -> Mapping[str, Sequence[int]]:
        """Where in the chunk each literal character stands."""
        offsets: dict[str, list[int]] = {}
        start = 0
        for part in self.parts:
            for offset, character in enumerate(part, start):
                offsets.setdefault(character, []).append(offset)
            start += len(part) + 1
        return offsets
