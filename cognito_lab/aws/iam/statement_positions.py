"""Where each statement of a policy stands in its text, as the policy simulator counts.

Lines and columns start at 1. A statement ends behind its last brace. A lone statement begins behind
its first brace; one of a list begins where what is before it ends: behind the bracket, or behind
the statement before it. The documents do not say so; their examples show it.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_Position.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html#API_SimulatePrincipalPolicy_Examples
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = re.compile(r"[ \t\n\r]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_read = json.JSONDecoder().raw_decode


class Position(NamedTuple):
    """A place in a text: `Line` and `Column` of AWS's Position."""

    line: int
    column: int


class Span(NamedTuple):
    """From where to where a statement stands."""

    start: Position
    end: Position


def statement_positions(text: str) -> tuple[Span, ...]:
    """The span of every statement, in the order of the policy.

    The text is a policy's, as `parse_policy` takes it. Raises ValueError for what is no JSON
    object; an object without statements has none.
    """
    lines = [0, *(found.end() for found in _LINE_END.finditer(text))]
    return tuple(
        Span(_position(lines, start), _position(lines, end)) for start, end in _statements(text)
    )


def _position(line_starts: list[int], place: int) -> Position:
    line = bisect_right(line_starts, place)
    return Position(line, place - line_starts[line - 1] + 1)


def _statements(text: str) -> Iterator[tuple[int, int]]:
    place = _after(text, _skip(text, 0), "{")
    while text[place : place + 1] != "}":
        name, end = _read(text, place)
        value = _skip(text, _after(text, _skip(text, end), ":"))
        if name == "Statement":
            yield from _entries(text, value)
            return
        _, end = _read(text, value)
        place = _past_the_comma(text, end)


def _entries(text: str, place: int) -> Iterator[tuple[int, int]]:
    if text[place : place + 1] != "[":
        yield place + 1, _read(text, place)[1]
        return
    before = place + 1
    place = _skip(text, before)
    while text[place : place + 1] != "]":
        _, end = _read(text, place)
        yield before, end
        before, place = end, _past_the_comma(text, end)


def _skip(text: str, place: int) -> int:
    """The next place that is no white space."""
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _past_the_comma(text: str, place: int) -> int:
    place = _skip(text, place)
    return _skip(text, place + 1) if text[place : place + 1] == "," else place


def _after(text: str, place: int, sign: str) -> int:
    """The next place behind a sign that has to stand here, and behind white space."""
    if text[place : place + 1] != sign:
        raise ValueError(f"no {sign!r} at {place}: this is no JSON object")
    return _skip(text, place + 1)
