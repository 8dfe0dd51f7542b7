"""A solution with some of its text replaced: how people get an exercise wrong."""

from __future__ import annotations


def spoilt(solution: str, *changes: tuple[str, str]) -> str:
    """`solution` with each text replaced by the other. Raises ValueError for one that it lacks."""
    for before, after in changes:
        if before not in solution:
            raise ValueError(f"the solution has no {before!r}")
        solution = solution.replace(before, after)
    return solution
