"""What a decision says of itself: rows of evidence, and a result that never stands for true.

`if check_code(...):` would let everybody in, for an object is true whatever it says. So a
verdict refuses to be a condition and names the question to ask. A verdict over many checks
has a row for each of them. What no document confirms has a mark, the same one everywhere.
`plain` is for whatever of it goes to a terminal.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

UNCONFIRMED = "⚠ no document confirms"
"""The mark of what the lab says or does, and no document of AWS's confirms."""


class Check(NamedTuple):
    """One row of evidence: what was looked at, what was expected, what was there.

    `subject` names what was looked at (`exp`); `expected` and `actual` are values, None where
    there is none; `reason` is a code, whose sentence stands in one table beside its enum.
    """

    subject: str
    expected: Any
    actual: Any
    passed: bool
    reason: str


class Verdict:
    """Base of every result: ask the attribute that `ask` names (`accepted`, say)."""

    __slots__ = ()

    ask: ClassVar[str] = "accepted"

    def __bool__(self) -> bool:
        name = type(self).__name__
        article = "an" if name[0] in "AEIOU" else "a"
        raise TypeError(f"ask .{self.ask}: {article} {name} is neither true nor false by itself")


def plain(text: str) -> str:
    """The text with what a terminal would obey, or a line would end at, written out."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
