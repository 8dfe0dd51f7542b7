"""An answer pickled for another process: as bytes, with the helpers that it uses.

A function that was defined in a notebook travels with its code and with the names it uses
(cloudpickle, by value). Some things cannot travel, a boto3 client among them: the sentence then
names the variable.
"""

from __future__ import annotations

import linecache
import sys
from collections import deque
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from cognito_lab.exercises.wording import type_name

AT_MOST = 2_000_000
"""Bytes: nobody's answer is larger, though a variable that it uses by accident may be."""


class CannotPickle(Exception):
    """The answer cannot be taken to the check's process; the message says what is in the way."""


def pickled(answer: Any) -> bytes:
    """The answer as bytes. Raises CannotPickle."""
    data = _dumped(answer)
    if data is None:
        raise CannotPickle(_what_is_in_the_way(answer))
    if len(data) > AT_MOST:
        raise CannotPickle(
            f"Your answer is too large to be checked: with the variables that it uses it has "
            f"{len(data):,} bytes. Take what it needs from its parameters."
        )
    return data


def sources_of(answer: Any) -> dict[str, str]:
    """The text of the cells that the answer's functions come from, by file name."""
    names = {function.__code__.co_filename for function in _functions(answer)}
    return {name: text for name in names if (text := "".join(linecache.getlines(name)))}


def _dumped(value: Any) -> bytes | None:
    import cloudpickle  # type: ignore[import-untyped]

    try:
        data: bytes = cloudpickle.dumps(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever an object's own __reduce__ does
        return None
    return data


def _what_is_in_the_way(answer: Any) -> str:
    for function in _functions(answer):
        for name, value in _variables(function):
            if type(value) is not FunctionType and _dumped(value) is None:
                return (
                    f"Your answer could not be taken to the process in which it is checked: "
                    f"`{function.__name__}` uses the variable `{name}`, {type_name(value)}, which "
                    "belongs to this notebook. Take it from the function's parameters instead "
                    "(the check hands in its own client), or make it inside the function."
                )
    return (
        "Your answer could not be taken to the process in which it is checked: "
        f"{type_name(answer)} like this one cannot be copied. Hand in what the task asks for."
    )


def _functions(answer: Any) -> Iterator[FunctionType]:
    """The learner's functions: the answer, those in it, and those that they use."""
    seen: set[int] = set()
    waiting = deque([answer])
    while waiting:
        value = waiting.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if type(value) is FunctionType:
            if _is_sent_by_value(value):
                yield value
                waiting += [used for _, used in _variables(value) if type(used) is FunctionType]
        elif type(value) in (list, tuple, set):
            waiting += value
        elif type(value) is dict:
            waiting += value.values()


def _is_sent_by_value(function: FunctionType) -> bool:
    """Whether a function's code travels: one of a module that can be imported goes by its name.

    So says cloudpickle: https://github.com/cloudpipe/cloudpickle#overriding-pickles-serialization-mechanism-for-importable-constructs
    """
    module = sys.modules.get(function.__module__ or "")
    found = getattr(module, function.__name__, None)
    return function.__module__ == "__main__" or found is not function


def _variables(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """What a function uses from outside, by name: globals, enclosing variables, defaults."""
    for name in sorted(_names(function.__code__)):
        if name in function.__globals__:
            yield name, function.__globals__[name]
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:  # not bound yet
            continue
    positional = function.__code__.co_varnames[: function.__code__.co_argcount]
    defaults = function.__defaults__ or ()
    yield from zip(positional[len(positional) - len(defaults) :], defaults, strict=True)
    yield from (function.__kwdefaults__ or {}).items()


def _names(code: CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names(constant)
    return names
