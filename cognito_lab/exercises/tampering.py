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
# Whose constants are looked at as well: what an answer is held to stands in them.
_CHECKS = "cognito_lab.exercises"
_PLAIN = (str, bytes, int, float, bool, tuple, list, dict, set, frozenset)
_TOOLS = frozenset("builtins io inspect json json.decoder json.encoder linecache os pickle".split())


def watch(*objects: object) -> Callable[[], list[str]]:
    """Remember every function and class of the tools, and the attributes of `objects`.

    Of the exercises' modules and classes the constants are remembered too.

    Gives a function that says what is no longer what it was, by name, such as `json.dumps`. It
    stands on nothing that an answer can reach by a name: what it needs of Python and of this
    module is in its own variables, and Python's own functions are put back first.
    """
    python, python_before = vars(builtins), dict(vars(builtins))
    modules = {
        name: module for name, module in sys.modules.copy().items() if _is_tool(name, module)
    }
    loaded, function_type, checks, plain_types = sys.modules, FunctionType, _CHECKS, _PLAIN

    def marks() -> dict[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}

        def mark(owner: str, attributes: Any) -> None:
            of_checks = owner.startswith(checks)
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
                elif of_checks and not name.startswith("__"):
                    # The same object may hold something else now.
                    said = repr(value) if isinstance(value, plain_types) else None
                    found[f"{owner}.{name}"] = value, said

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
        for name, marked in before.items():
            marked_now = now.get(name, ())
            if len(marked) != len(marked_now) or not all(
                one is other or (type(one) is type(other) is str and one == other)
                for one, other in zip(marked, marked_now, strict=True)
            ):
                found.append(name)
        return sorted(found)

    return replaced


def _is_tool(name: str, module: object) -> bool:
    return isinstance(module, ModuleType) and (name in _TOOLS or name.partition(".")[0] in _OURS)
