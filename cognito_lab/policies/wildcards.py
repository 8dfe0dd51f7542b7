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
from collections.abc import Callable, Iterable, Sequence
from operator import methodcaller
from typing import Any


class Wildcard(enum.Enum):
    """A piece of a pattern that stands for characters which are not known."""

    ONE = "?"
    MANY = "*"


Piece = str | Wildcard

_WILDCARD = re.compile(r"([*?])")


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
        positions = _Positions(text)
        for chunk in rest:
            found = chunk.first_place(positions, start, end)
            if found < 0:
                return False
            start = found + chunk.length
        return True


class _Positions:
    """Where each character of a text stands: an integer for each, with a bit for every place."""

    __slots__ = ("_bits", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._bits: dict[str, int] | None = None

    def of(self, character: str) -> int:
        if self._bits is None:
            bits: dict[str, int] = {}
            for place, found in enumerate(self.text):
                bits[found] = bits.get(found, 0) | 1 << place
            self._bits = bits
        return self._bits.get(character, 0)


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

    def first_place(self, positions: _Positions, start: int, end: int) -> int:
        """The first place from `start` on where it stands and ends by `end`, or -1."""
        if len(self.parts) == 1:
            return positions.text.find(self.parts[0], start, end)
        latest = end - self.length
        if latest < start:
            return -1
        # All places at once, a bit for each: a literal part cannot be looked for by itself, for
        # it may stand in many places where its neighbours do not.
        places = (1 << latest + 1) - (1 << start)
        for offset, character in self._literals():
            places &= positions.of(character) >> offset
            if not places:
                return -1
        return (places & -places).bit_length() - 1

    def _literals(self) -> Sequence[tuple[int, str]]:
        offset, found = 0, []
        for part in self.parts:
            found += [(offset + index, character) for index, character in enumerate(part)]
            offset += len(part) + 1
        return found
