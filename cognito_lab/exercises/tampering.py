"""Did an answer change what checks it? The functions of the tools, before and after.

It finds what was put in the place of a function or class and stays there. It does not find what
is put back before the check ends: this is a lesson on the learner's own machine, not an exam.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

# Whose modules are looked at: ours, what we call AWS by, and what a verdict is written with.
_OURS = frozenset({"cognito_lab", "boto3", "botocore", "moto"})
_TOOLS = frozenset("builtins io inspect json json.decoder json.encoder linecache os pickle".split())


def watch(*objects: object) -> Callable[[], list[str]]:
    """Remember every function and class of the tools, and the attributes of `objects`.

    Gives a function that says what is no longer what it was, by name, such as `json.dumps`. It
    stands on nothing that an answer can reach by a name: what it needs of Python and of this
    module is in its own variables, and Python's own functions are put back first.
    """
    python, python_before = vars(builtins), dict(vars(builtins))
    modules = {
        name: module for name, module in sys.modules.copy().items() if _is_tool(name, module)
    }
    loaded, function_type = sys.modules, FunctionType

    def marks() -> dict[str, tuple[object, object, object]]:
        found: dict[str, tuple[object, object, object]] = {}

        def mark(owner: str, attributes: Any) -> None:
            for name, value in list(attributes.items()):
                inside = value
                if isinstance(value, (staticmethod, classmethod)):
                    inside = value.__func__
                # What can be called, or computes; plain values may change.
                if callable(inside) or isinstance(inside, property):
                    plain = type(inside) is function_type
                    code = inside.__code__ if plain else None
                    defaults = inside.__defaults__ if plain else None
                    found[f"{owner}.{name}"] = value, code, defaults

        for name, module in modules.items():
            mark(name, vars(module))
            for class_name, value in list(vars(module).items()):
                if isinstance(value, type) and value.__module__ == name:
                    mark(f"{name}.{class_name}", vars(value))
        for thing in objects:
            mark(type(thing).__name__, vars(thing))
        return found

    before = marks()

    def replaced() -> list[str]:
        found = []
        for name, value in python_before.items():
            if python.get(name) is not value and name != "_":  # a prompt's last value
                python[name] = value
                found.append(f"builtins.{name}")
        found += [name for name, module in modules.items() if loaded.get(name) is not module]
        now = marks()
        for name, (value, code, defaults) in before.items():
            value_now, code_now, defaults_now = now.get(name, (None, None, None))
            if value_now is not value or code_now is not code or defaults_now is not defaults:
                found.append(name)
        return sorted(found)

    return replaced


def _is_tool(name: str, module: object) -> bool:
    return isinstance(module, ModuleType) and (name in _TOOLS or name.partition(".")[0] in _OURS)
