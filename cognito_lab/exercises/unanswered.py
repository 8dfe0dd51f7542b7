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
    return _is_stub(answer, 0)


def _is_stub(answer: Any, depth: int) -> bool:
    if answer is ...:
        return True
    if type(answer) is FunctionType:
        return _does_nothing(answer)
    # Only Python's own: another's `values()` could do anything.
    if type(answer) is dict:
        return bool(answer) and _all_stubs(answer.values(), depth)
    if type(answer) in (list, tuple, set):
        return bool(answer) and _all_stubs(answer, depth)
    return False


def _all_stubs(parts: Any, depth: int) -> bool:
    # A container may hold itself.
    return depth < 5 and all(_is_stub(part, depth + 1) for part in parts)


def _does_nothing(function: FunctionType) -> bool:
    instructions = list(dis.get_instructions(function))
    if any(one.opname not in _DOES_NOTHING for one in instructions):
        return False
    loaded = [one.argval for one in instructions if one.opname in ("LOAD_CONST", "RETURN_CONST")]
    return all(value is None or value is ... for value in loaded)
