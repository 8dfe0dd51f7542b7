"""DynamoDB: the attributes that an expression names, and the value that a key has.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

_TOKEN = re.compile(r"[#:]?[A-Za-z_][\w-]*|\S")
_WORDS = frozenset("and or not between in set remove add delete".split())
_FUNCTIONS = frozenset(
    "attribute_exists attribute_not_exists attribute_type begins_with contains size "
    "if_not_exists list_append".split()
)


def names_in(expression: str, names: Mapping[str, Any]) -> Iterator[str]:
    """The top-level attributes of an expression, with `#placeholders` looked up in `names`.

    A placeholder that is not explained stands for itself: nothing allows it.
    """
    tokens = _TOKEN.findall(expression)
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else ""
        after = tokens[number + 1] if number + 1 < len(tokens) else ""
        if token.startswith("#"):
            if before != ".":
                found = names.get(token)
                yield found if isinstance(found, str) else token
        elif token[0].isalpha() or token[0] == "_":
            is_function = after == "(" and token.lower() in _FUNCTIONS
            if before != "." and not is_function and token.lower() not in _WORDS:
                yield token


_EQUALS = re.compile(r"([#A-Za-z_][\w.-]*)\s*=\s*(:[\w-]+)")


def equals_in(expression: str, names: Mapping[str, Any]) -> dict[str, str]:
    """The `name = :value` of a key condition: attribute to value placeholder."""
    found = {}
    for name, value in _EQUALS.findall(expression):
        meant = names.get(name, name) if name.startswith("#") else name
        if isinstance(meant, str):
            found[meant] = value
    return found


def scalar(value: Any) -> str | None:
    """The text of an attribute value (`{"S": "ana"}`, `{"N": "7"}`); None for what is no key."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    ((kind, content),) = value.items()
    if kind in ("S", "N") and isinstance(content, str):
        return content
    if kind == "B" and isinstance(content, (bytes, bytearray)):
        return base64.b64encode(content).decode()
    return content if kind == "B" and isinstance(content, str) else None
