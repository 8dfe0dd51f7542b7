"""What is wrong with a policy's text: all of it at once, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LONGEST_NAME = 60
"""How much of a member's name is shown."""


def shown_name(name: object, longest: int = LONGEST_NAME) -> str:
    """A member's name as a fault shows it: cut, and in brackets its type where it is no text."""
    return name[:longest] if isinstance(name, str) else f"({type(name).__name__})"


class Problem(NamedTuple):
    """One thing that IAM would not take, or that an evaluation would misread.

    `place` leads there from the document (`Statement[1].Action`), `remedy` says what to do.
    """

    place: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.place} " if self.place else ""
        return f"{where}{self.fault}: {self.remedy}" if self.remedy else f"{where}{self.fault}"


class PolicySyntaxError(ValueError):
    """A document that is no policy. `problems` holds everything that was found, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[PolicySyntaxError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)
