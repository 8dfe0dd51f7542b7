"""Did an answer change what checks it? The functions of the tools, before and after.

It finds what was put in the place of a function or class and stays there. It does not find what
is put back before the check ends: this is a lesson on the learner's own machine, not an exam.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

# Whose modules are looked at: ours, what we call AWS by, and what a verdict is written with.
_OURS = frozenset({"cognito_lab", "boto3", "botocore", "moto"})
_TOOLS = frozenset("builtins io inspect json json.decoder json.encoder linecache os pickle".split())

_Mark = tuple[object, object, object]


class Witness:
    """Remembers every function and class of the tools at the moment when it is made."""

    def __init__(self, *objects: object) -> None:
        """Look also at the attributes of `objects`."""
        self._objects = objects
        self._modules = {
            name: module
            for name, module in sys.modules.copy().items()
            if isinstance(module, ModuleType)
            and (name in _TOOLS or name.partition(".")[0] in _OURS)
        }
        self._before = dict(self._marks())

    def replaced(self) -> list[str]:
        """The names of what is no longer what it was, such as `json.dumps`, in order."""
        now = dict(self._marks())
        found = [name for name, module in self._modules.items() if _other(name, module)]
        for name, (value, code, defaults) in self._before.items():
            value_now, code_now, defaults_now = now.get(name, (None, None, None))
            if value_now is not value or code_now is not code or defaults_now is not defaults:
                found.append(name)
        return sorted(found)

    def _marks(self) -> Iterator[tuple[str, _Mark]]:
        for name, module in self._modules.items():
            yield from _marks_of(name, vars(module))
            for class_name, value in list(vars(module).items()):
                if isinstance(value, type) and value.__module__ == name:
                    yield from _marks_of(f"{name}.{class_name}", vars(value))
        for thing in self._objects:
            yield from _marks_of(type(thing).__name__, vars(thing))


def _marks_of(owner: str, attributes: Mapping[str, Any]) -> Iterator[tuple[str, _Mark]]:
    """What can be called (or computes, as a property does); plain values may change."""
    for name, value in list(attributes.items()):
        inside = getattr(value, "__func__", value) if _is_wrapped(value) else value
        if callable(inside) or isinstance(inside, property):
            is_plain = type(inside) is FunctionType
            code = inside.__code__ if is_plain else None
            defaults = inside.__defaults__ if is_plain else None
            yield f"{owner}.{name}", (value, code, defaults)


def _is_wrapped(value: object) -> bool:
    return isinstance(value, (staticmethod, classmethod))


def _other(name: str, module: ModuleType) -> bool:
    return sys.modules.get(name) is not module
