"""What a reader sees of a panel, and what a hostile value would have to get past."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import IPython.display
import pytest

# All that panels write themselves; a value that becomes markup is none of these or is unbalanced.
TAGS = set(
    """
    a b code dd div dl dt em h3 h4 li p pre section span style table tbody td th thead tr ul
    svg title desc rect line polyline polygon circle path text details summary img br
    """.split()
)
_VOID = {"br", "img"}
_ATTRIBUTES = set(
    """
    class style role tabindex aria-label href target rel xmlns width height viewbox font-family
    font-size font-weight text-anchor fill stroke stroke-width stroke-dasharray x y x1 x2 y1 y2
    rx cx cy r d points alt src
    """.split()
)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        self.faults += [f"{tag} {name}={value}" for name, value in attrs if name not in _ATTRIBUTES]
        for name, value in attrs:
            if name in ("href", "src") and not (value or "").startswith(("https://docs.", "data:")):
                self.faults.append(f"{name}={value}")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data!r}")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.texts.append(data)

    def close(self) -> None:
        super().close()
        self.faults += [f"<{tag}> is left open" for tag in self._open]


def faults_of(html: str) -> list[str]:
    """Every element, attribute or address that the panels do not write themselves."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.faults


def words_of(html: str) -> str:
    """The text of a page, spaces made plain."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return " ".join(" ".join(parser.texts).split())


def widgets_in(widget: Any) -> Iterator[Any]:
    """A widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_in(child)


def html_of(widget: Any) -> list[str]:
    """What each HTML widget that can be seen shows, from the top downwards."""
    return [
        part.value
        for part in widgets_in(widget)
        if type(part).__name__ == "HTML" and part.layout.display != "none"
    ]


def shown(widget: Any) -> str:
    """The words that a reader sees outside the controls."""
    return " ".join(words_of(html) for html in html_of(widget))


def control(widget: Any, name: str) -> Any:
    """The button, list or box with this name."""
    (found,) = (w for w in widgets_in(widget) if getattr(w, "description", None) == name)
    return found


def state_size(widget: Any) -> int:
    """How many bytes of state a stored page holds for a widget, layouts and styles included."""
    models: dict[str, Any] = {}
    for part in widgets_in(widget):
        for model in (part, part.layout, getattr(part, "style", None)):
            if model is not None and hasattr(model, "model_id"):
                models[model.model_id] = model
    return sum(len(json.dumps(m.get_state(), default=str)) for m in models.values())


def outputs_of(panel: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a panel displays as the last line of a cell."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: found.append(data))
    panel._ipython_display_()
    return found
