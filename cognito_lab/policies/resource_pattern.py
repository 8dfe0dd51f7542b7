"""A resource in a policy: an ARN with wildcards, whose colons bound them.

"You can use wildcard characters (* and ?) within the individual ARN segments (the parts separated
by colons). … If the wildcard character * is the last character of a resource ARN segment, it can
expand to match beyond the colon boundaries."
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards

The resource itself, after the fifth colon, is one segment here, whatever colons it has.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Sequence

from cognito_lab.policies.wildcards import Piece, Wildcard, WildcardPattern, simple_test

COLONS_BEFORE_THE_RESOURCE = 5


def resource_test(pieces: Sequence[Piece]) -> Callable[[str], bool]:
    """The test whether a resource is what the pieces say."""
    # A star at the end is the last character of its segment: no colon bounds it.
    return simple_test(pieces) or ResourcePattern(pieces).matches


class ResourcePattern:
    """The pattern of a resource, ready to be matched. Case counts."""

    __slots__ = ("_bounded", "_pattern")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        pieces = tuple(pieces)
        self._pattern = WildcardPattern(pieces)
        tokens = tuple(_tokens(pieces))
        self._bounded = _BoundedPattern(tokens) if _Star.WITHIN in tokens else None

    def matches(self, resource: str) -> bool:
        """Whether the pattern, as a whole, is this resource's ARN (or `*`, where there is none)."""
        # Without its bounds the pattern matches more, never less, and it is much faster so.
        if not self._pattern.matches(resource):
            return False
        return self._bounded is None or self._bounded.matches(resource)


class _Star(enum.Enum):
    WITHIN = "a star with something behind it in its segment: it ends where the segment does"


_Token = str | Wildcard | _Star


def _tokens(pieces: tuple[Piece, ...]) -> Iterator[_Token]:
    """Single characters and wildcards; a star is `WITHIN` where a colon bounds it."""
    flat: list[str | Wildcard] = []
    for piece in pieces:
        flat += piece if isinstance(piece, str) else [piece]
    colons = 0
    for index, token in enumerate(flat):
        colons += token == ":"
        following = flat[index + 1] if index + 1 < len(flat) else ":"
        if token is not Wildcard.MANY:
            yield token
        elif following is Wildcard.MANY:
            continue  # of stars side by side the last one stays
        elif colons < COLONS_BEFORE_THE_RESOURCE and following != ":":
            yield _Star.WITHIN
        else:
            yield token


class _BoundedPattern:
    """All ways through the pattern side by side: bit n is set where n of its tokens are done."""

    __slots__ = ("_any", "_bounded", "_done", "_literal", "_star")

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._literal: dict[str, int] = {}
        self._any = self._star = self._bounded = 0
        for place, token in enumerate(tokens):
            bit = 1 << place
            if token is _Star.WITHIN:
                self._bounded |= bit
            elif token is Wildcard.MANY:
                self._star |= bit
            elif token is Wildcard.ONE:
                self._any |= bit
            else:
                self._literal[token] = self._literal.get(token, 0) | bit
        self._done = 1 << len(tokens)

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
