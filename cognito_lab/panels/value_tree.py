"""A nested value as HTML that a reader can scan: names and values, never markup of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.flow.masking import plain
from cognito_lab.flow.plain_values import items_of
from cognito_lab.panels.style import text_html

_MOST_LINES = 160
_MOST_DEPTH = 12
_MOST_NAME = 80
_MOST_VALUE = 400
_MOST_JSON = 20_000


def tree_html(value: Any) -> str:
    """Mappings, lists and scalars as nested lists; what is long or deep is cut and says so.

    A text that holds a JSON object (a policy, say) is shown as that object. Everything that
    comes from the value is escaped.
    """
    tree = _Tree()
    body = tree.members(value, 0)
    more = tree.left_out
    rest = f'<p class="cl-muted">… and {more} more lines</p>' if more else ""
    return f"{body}{rest}"


class _Tree:
    """Writes a value and counts its lines."""

    def __init__(self) -> None:
        self._lines = 0
        self.left_out = 0

    def members(self, value: Any, depth: int) -> str:
        """A nested value as `<ul>`, a scalar as text."""
        value = _parsed(value)
        if isinstance(value, Mapping):
            pairs = [(str(name), item) for name, item in value.items()]
        else:
            items = items_of(value)
            if items is None:
                return self._scalar(value)
            if all(_is_scalar(item) for item in items):
                return ", ".join(self._scalar(item) for item in items) or _muted("empty")
            pairs = [
                _name_and_value(item) or (f"{number}.", item)
                for number, item in enumerate(items, start=1)
            ]
        if not pairs:
            return _muted("empty")
        if depth >= _MOST_DEPTH:
            return _muted("… nested deeper")
        return f'<ul class="cl-tree">{"".join(self._line(*pair, depth) for pair in pairs)}</ul>'

    def _line(self, name: str, value: Any, depth: int) -> str:
        self._lines += 1
        if self._lines > _MOST_LINES:
            self.left_out += 1
            return ""
        shown = self.members(value, depth + 1)
        return f"<li><b>{text_html(shorten(name, _MOST_NAME))}</b>: {shown}</li>"

    @staticmethod
    def _scalar(value: Any) -> str:
        if value is None:
            return _muted("none")
        if isinstance(value, bool):
            return "true" if value else "false"
        text = str(plain(value))
        return text_html(shorten(text, _MOST_VALUE)) if text else _muted("empty text")


def _muted(words: str) -> str:
    return f'<span class="cl-muted">{words}</span>'


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, Mapping) and items_of(value) is None


def _name_and_value(item: Any) -> tuple[str, Any] | None:
    """An attribute or a tag, as AWS writes it, as one pair."""
    if isinstance(item, Mapping) and set(item) == {"Name", "Value"}:
        return str(item["Name"]), item["Value"]
    return None


def _parsed(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] != "{" or len(value) > _MOST_JSON:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
