"""JSON as a policy needs it read: nothing is lost by it, and a number stays as it is written.

"The names within an object SHOULD be unique", and most readers keep the last of two: a Condition
could be lost without a word. https://www.rfc-editor.org/rfc/rfc8259#section-4
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeGuard


class JsonNumber(str):
    """A number of a JSON text, as it is written there: no reading could change it."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The number without quotes, as no text of JSON is shown."""
        return str(self)


class JsonTextError(ValueError):
    """A text that is no JSON, or that has a member twice. `remedy` says what to do.

    `twice` are the names that an object has twice; `value` is what most readers would have read
    then, None where there is nothing to read.
    """

    def __init__(
        self, fault: str, remedy: str, *, twice: tuple[str, ...] = (), value: Any = None
    ) -> None:
        self.fault = fault
        self.remedy = remedy
        self.twice = twice
        self.value = value
        super().__init__(f"{fault}: {remedy}")


def load_json(text: str) -> Any:
    """What a JSON text says, its numbers as `JsonNumber`. Raises JsonTextError."""
    twice: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            times = Counter(name for name, _ in pairs)
            twice.extend(name for name in found if times[name] > 1)
        return found

    try:
        value = json.loads(
            text,
            object_pairs_hook=members,
            parse_int=JsonNumber,
            parse_float=JsonNumber,
            parse_constant=_no_number,
        )
    except RecursionError:
        raise JsonTextError("is nested too deeply", "a policy has few levels") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise JsonTextError(f"is no JSON ({where}: {error.msg})", "mend it there") from None
    except ValueError as error:
        raise JsonTextError(f"is no JSON ({error})", "mend it there") from None
    if twice:
        raise JsonTextError(
            f"has the member {twice[0][:60]!r} twice in one object",
            "JSON would keep the last one only: join the two",
            twice=tuple(twice),
            value=value,
        )
    return value


def dump_json(value: Any) -> str:
    """A value of `load_json` as JSON again, in ASCII, each number as it was written."""
    if isinstance(value, JsonNumber):
        return str(value)
    if isinstance(value, Mapping):
        members = (f"{json.dumps(name)}: {dump_json(item)}" for name, item in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(dump_json, value))}]"
    return json.dumps(value)


def is_text(value: Any) -> TypeGuard[str]:
    """Whether a JSON value is a text. A number is none, however it is kept."""
    return isinstance(value, str) and not isinstance(value, JsonNumber)


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
