"""What is written on the explorer's desk, read: a line's form, a policy's text, the context."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.policies.edits import LEVELLED, SINGLE
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.request_line import MEMBERS


class NoContext(ValueError):
    """A text that is no request's context."""


def checked_line(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """The line without nulls, as a line is read."""
    if not isinstance(line, Mapping):
        raise ValueError("a line is a JSON object with principal, action and resource")
    line = {name: value for name, value in line.items() if value is not None}
    unknown = [str(name)[:60] for name in line if name not in MEMBERS]
    if unknown:
        raise ValueError(f"a line has no {', '.join(unknown)}; it has {', '.join(MEMBERS)}")
    for layer in Layer:
        given = line.get(layer.value, [])
        if layer in SINGLE:
            continue
        lists = [given, *given] if layer in LEVELLED and isinstance(given, list) else [given]
        if not all(isinstance(one, list) for one in lists):
            what = "a list of lists, level by level" if layer in LEVELLED else "a list"
            raise ValueError(f"{layer.value} is {what} of policies")
    return line


def policy_text(policy: Any, before: str | None) -> str:
    """A policy as text: as it was handed over, or the text `before` where that says the same."""
    if isinstance(policy, str):
        return policy
    if before is not None and _says(before, policy):
        return before
    return json_text(policy)


def _says(text: str, policy: Any) -> bool:
    try:
        return bool(json.loads(text) == policy)
    except (ValueError, RecursionError):
        return False


def json_text(value: Any) -> str:
    """A value as JSON text for an editor."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def read_context(text: str) -> dict[str, Any]:
    """The context that a text says; nothing is an empty one. Raises NoContext for what is none."""
    if not text.strip():
        return {}
    try:
        value = json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NoContext(f"the context is no JSON ({where}: {error.msg}): mend it there") from None
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise NoContext(f"the context is no JSON object ({said})") from None
    if not isinstance(value, dict):
        raise NoContext('the context is no JSON object: write {"key": "value"}')
    return value


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("it has a key twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
