"""The source of an answer, as far as it can be had: what is saved for its author."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator
from pathlib import Path
from pprint import pformat
from types import FunctionType
from typing import Any

AT_MOST = 20_000
"""Characters."""


def source_of(name: str, answer: Any) -> str | None:
    """The cell that defines a function, or an assignment to `name` that makes a plain value.

    None where there is neither.
    """
    function = _first_function(answer)
    text = _of_plain(name, answer) if function is None else _cell_of(function)
    return None if text is None else text[:AT_MOST]


def _first_function(answer: Any) -> FunctionType | None:
    if type(answer) is FunctionType:
        return answer
    parts = list(answer.values()) if type(answer) is dict else answer
    if type(parts) in (list, tuple):
        return next((part for part in parts if type(part) is FunctionType), None)
    return None


def _cell_of(function: FunctionType) -> str | None:
    try:
        # A cell is a file that is on no disk; of a real file the function alone.
        if Path(function.__code__.co_filename).exists():
            return inspect.getsource(function)
        return "".join(inspect.findsource(function)[0])
    except (OSError, TypeError, IndexError):
        return None


def _of_plain(name: str, answer: Any) -> str | None:
    plain = _is_plain(answer, itertools.count())
    return f"{name} = {pformat(answer, sort_dicts=False)}\n" if plain else None


def _is_plain(value: Any, parts: Iterator[int], depth: int = 0) -> bool:
    """Whether a value is made of Python's own plain types, so that its repr is its source.

    One of more parts than characters are kept is not: a part that stands in many places is
    written, and counted, in each of them.
    """
    if next(parts) > AT_MOST:
        return False
    if value is ... or type(value) in (str, bytes, int, float, bool, type(None)):
        return True
    if depth > 5:
        return False
    if type(value) is dict:
        value = [part for pair in value.items() for part in pair]
    elif type(value) not in (list, tuple, set):
        return False
    return all(_is_plain(part, parts, depth + 1) for part in value)
