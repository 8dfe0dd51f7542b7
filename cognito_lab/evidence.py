"""What a decision says of itself: a result that has to be asked, and never stands for true.

`if check_code(...):` would let everybody in, for an object is true whatever it says. So a
verdict refuses to be a condition and names the question to ask. What no document confirms has a
mark, the same one everywhere.
"""

from __future__ import annotations

from typing import ClassVar

UNCONFIRMED = "⚠ no document confirms"
"""The mark of what the lab says or does, and no document of AWS's confirms."""


class Verdict:
    """Base of every result: ask the attribute that `ask` names (`accepted`, say)."""

    __slots__ = ()

    ask: ClassVar[str] = "accepted"

    def __bool__(self) -> bool:
        raise TypeError(
            f"ask .{self.ask}: a {type(self).__name__} is neither true nor false by itself"
        )
