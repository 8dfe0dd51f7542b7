"""Values as JSON and a page can write them: one form for every run and every machine."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Set
from typing import Any

MAX_DEPTH = 80
"""How deep a value may nest. DynamoDB's limit of 32 levels takes 64 of them, typed."""

TOO_DEEP = "<nested too deep to show>"

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text without lone surrogates, which no file and no page can hold."""
    if text.isascii() or not _SURROGATES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def plain(value: Any) -> Any:
    """A scalar as JSON can write it.

    Times become ISO 8601 in UTC, bytes their number, a stream its type; a float that is
    no number and an integer too long to print become text.
    """
    if isinstance(value, str):
        return well_formed(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        # Python prints no integer beyond 4300 digits.
        return value if value.bit_length() < 10_000 else f"<{value.bit_length()}-bit number>"
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dt.datetime):
        return _utc(value).isoformat().replace("+00:00", "Z")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return f"<{len(value)} bytes>"
    if hasattr(value, "read"):
        return f"<{type(value).__name__}>"
    return well_formed(_ADDRESS.sub("", str(value)))


def _utc(time: dt.datetime) -> dt.datetime:
    try:
        return time.astimezone(dt.UTC)
    except (OverflowError, ValueError):  # in the first or last hours that Python can count
        return time


def items_of(value: Any) -> list[Any] | None:
    """The items of a list-like value, a set's in a fixed order; None for any other."""
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, Set):
        return sorted(value, key=repr)
    return None


def plain_tree(value: Any, room: int = MAX_DEPTH) -> Any:
    """Any nesting of mappings, lists and scalars, as JSON can write it; `room` levels of it."""
    if room < 0:
        return TOO_DEEP
    if isinstance(value, Mapping):
        return {plain_key(key): plain_tree(item, room - 1) for key, item in value.items()}
    items = items_of(value)
    if items is not None:
        return [plain_tree(item, room - 1) for item in items]
    return plain(value)


def plain_key(key: Any) -> str:
    """The name of a member, as text."""
    return well_formed(key) if isinstance(key, str) else str(plain(key))
