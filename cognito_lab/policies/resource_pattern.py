"""A resource in a policy: an ARN with wildcards, whose colons bound them.

"You can use wildcard characters (* and ?) within the individual segments of an ARN (the parts
separated by colons) … If the * wildcard is the last character of a resource ARN segment, it can
expand to match beyond the colon boundaries."
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards

The resource itself, after the fifth colon, is one segment here, whatever colons it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cognito_lab.policies.wildcards import (
    Piece,
    Wildcard,
    WildcardPattern,
    bits_at,
    simple_test,
)

COLONS_BEFORE_THE_RESOURCE = 5


def resource_test(pieces: Sequence[Piece]) -> Callable[[str], bool]:
    """The test whether a resource is what the pieces say."""
    # A star at the end is the last character of its segment: no colon bounds it.
    return simple_test(pieces) or ResourcePattern(pieces).matches


class ResourcePattern:
    """The pattern of a resource, ready to be matched. Case counts."""

    __slots__ = ("_bounded", "_has_bounds", "_pattern", "_pieces")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(_simplified(pieces))
        self._pattern = WildcardPattern(self._pieces)
        self._has_bounds = any(_stars(self._pieces))
        self._bounded: _BoundedPattern | None = None

    def matches(self, resource: str) -> bool:
        """Whether the pattern, as a whole, is this resource's ARN (or `*`, where there is none)."""
        # Without its bounds the pattern matches more, never less, and it is much faster so.
        if not self._pattern.matches(resource):
            return False
        if not self._has_bounds:
            return True
        if self._bounded is None:
            self._bounded = _BoundedPattern(self._pieces)
        return self._bounded.matches(resource)


def _simplified(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones; of stars side by side one stays."""
    star_before = False
    for piece in pieces:
        if piece == "" or (star_before and piece is Wildcard.MANY):
            continue
        star_before = piece is Wildcard.MANY
        yield piece


def _stars(pieces: tuple[Piece, ...]) -> Iterator[bool]:
    """For every star whether a colon bounds it: one that has something behind it in its segment."""
    colons = 0
    for number, piece in enumerate(pieces, 1):
        if isinstance(piece, str):
            colons += piece.count(":")
        elif piece is Wildcard.MANY:
            following = pieces[number] if number < len(pieces) else ":"
            ends = isinstance(following, str) and following.startswith(":")
            yield colons < COLONS_BEFORE_THE_RESOURCE and not ends


class _BoundedPattern:
    """All ways through the pattern side by side: bit n is set where n of its tokens are done.

    A token is a wildcard or a single character.
    """

    __slots__ = ("_any", "_bounded", "_done", "_literal", "_star")

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        places: dict[str | Wildcard | None, list[int]] = {}
        bounded = _stars(pieces)
        length = 0
        for piece in pieces:
            if piece is Wildcard.MANY:
                places.setdefault(None if next(bounded) else piece, []).append(length)
                length += 1
                continue
            for token in piece if isinstance(piece, str) else (piece,):
                places.setdefault(token, []).append(length)
                length += 1
        bits = {token: bits_at(found, length) for token, found in places.items()}
        self._bounded = bits.pop(None, 0)
        self._star = bits.pop(Wildcard.MANY, 0)
        self._any = bits.pop(Wildcard.ONE, 0)
        self._literal = bits
        self._done = 1 << length

    def matches(self, text: str) -> bool:
        stars = self._star | self._bounded
        ways = 1 | (1 & stars) << 1
        for character in text:
            staying = self._star if character == ":" else stars
            moving = self._literal.get(character, 0) | self._any
            ways = (ways & moving) << 1 | (ways & staying)
            ways |= (ways & stars) << 1  # a star may also stand for nothing more
            if not ways:
                return False
        return bool(ways & self._done)
