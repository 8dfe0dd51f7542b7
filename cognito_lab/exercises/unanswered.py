"""Is there an answer at all? A stub is told from an attempt without running either."""

from __future__ import annotations

import dis
from types import FunctionType
from typing import Any

_DOES_NOTHING = frozenset(
    "RESUME NOP CACHE LOAD_CONST RETURN_VALUE RETURN_CONST POP_TOP COPY_FREE_VARS".split()
)


def is_unanswered(answer: Any) -> bool:
    """Whether an answer is still the stub.

    That is `...`; a function whose body is `...`, `pass` or a docstring; a dict, list, tuple or
    set that holds nothing but such. Nothing of the answer is called.
    """
    return _is_stub(answer, 0, set())


def _is_stub(answer: Any, depth: int, stubs: set[int]) -> bool:
    if answer is ...:
        return True
    if type(answer) is FunctionType:
        return _does_nothing(answer)
    # Only Python's own: another's `values()` could do anything.
    if type(answer) not in (dict, list, tuple, set) or not answer:
        return False
    # What stands in many places is looked at once; and a container may hold itself.
    if id(answer) in stubs:
        return True
    parts = answer.values() if type(answer) is dict else answer
    if depth == 5 or not all(_is_stub(part, depth + 1, stubs) for part in parts):
        return False
    stubs.add(id(answer))
    return True


def _does_nothing(function: FunctionType) -> bool:
    instructions = list(dis.get_instructions(function))
    if any(one.opname not in _DOES_NOTHING for one in instructions):
        return False
    loaded = [one.argval for one in instructions if one.opname in ("LOAD_CONST", "RETURN_CONST")]
    return all(value is None or value is ... for value in loaded)
