"""The explorer's last tab: the least that would turn the decision, each with a button to do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from cognito_lab.diagrams.evaluation_words import shown
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.explorer_desk import Answer, Desk
from cognito_lab.panels.style import button, chip_html, message_html, text_html
from cognito_lab.policies.edits import Change
from cognito_lab.policies.smallest_change import SmallestChanges, smallest_changes

MOST_CHANGES = 8
"""How many changes have a button; of the others the number is said."""

_MOST_WORDS = 400
_AS_WRITTEN = (
    "This is about the policies as they are written: switch everything on first, under Policies."
)
_NO_VERDICT = "There is no verdict that could be turned."
_NOTHING = "No single change of the lab's list does that."
_MORE = "There was more to try: others may do it as well, or with less."
_SCALE = (
    "A change costs the more, the more a person has to read before making it: the lab's own scale, "
    "from 1 (a value of a list) to 5 (a whole layer). All of the least cost are listed."
)


class ChangesTab:
    """What would turn the decision. `on_apply(line)` is called with the line of a chosen change.

    `widget` is the tab.
    """

    def __init__(
        self, callbacks: Callbacks, *, on_apply: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._callbacks, self._on_apply = callbacks, on_apply
        self._lines: list[Mapping[str, Any]] = []
        plain = self._plain = ipywidgets.Layout()
        self._head = ipywidgets.HTML(layout=plain)
        self._more = ipywidgets.HTML(layout=plain)
        self._rows: list[_Row] = []
        self.widget = ipywidgets.VBox([self._head, self._more])

    def clear(self) -> None:
        """Show nothing: what would turn an earlier decision is of no use."""
        self._show("", (), "")

    def render(self, desk: Desk, answer: Answer) -> None:
        """Look for the changes, and show them."""
        if answer.evaluation is None:
            self._show(message_html(_NO_VERDICT), (), "")
        elif desk.has_what_if:
            self._show(message_html(_AS_WRITTEN, "note"), (), "")
        else:
            found = smallest_changes(desk.line())
            self._show(_head_html(found), found.changes, _more_html(found))

    def _show(self, head: str, changes: tuple[Change, ...], more: str) -> None:
        self._lines = [change.line for change in changes[:MOST_CHANGES]]
        self._callbacks.set(self._head, value=head)
        self._callbacks.set(self._more, value=more)
        self._make_rows(len(self._lines))
        for number, row in enumerate(self._rows):
            there = number < len(self._lines)
            row.widget.layout.display = None if there else "none"
            self._callbacks.set(row.said, value=_change_html(changes[number]) if there else "")

    def _make_rows(self, count: int) -> None:
        if count <= len(self._rows):
            return
        for number in range(len(self._rows), count):
            made = _Row(number, self._plain)
            made.apply.on_click(self._callbacks.guarded(self._applying(number)))
            self._rows.append(made)
        rows = (row.widget for row in self._rows)
        self.widget.children = [self._head, *rows, self._more]

    def _applying(self, number: int) -> Callable[[Any], None]:
        def apply(_: Any) -> None:
            if number < len(self._lines):
                self._on_apply(self._lines[number])

        return apply


class _Row:
    """One change: its button, and what it is."""

    def __init__(self, number: int, plain: Any) -> None:
        self.apply = button(f"Apply change {number + 1}")
        self.said = ipywidgets.HTML(layout=plain)
        self.widget = ipywidgets.HBox([self.apply, self.said], layout={"display": "none"})
        self.widget.add_class("cl-change")


def _head_html(found: SmallestChanges) -> str:
    to_what = "allow it" if found.allowed else "not allow it any more"
    if not found.changes:
        return message_html(f"To {to_what}: {_NOTHING}")
    said = f"To {to_what}, any one of these is enough; each costs {found.cost}."
    return f'{message_html(said)}<p class="cl-muted">{text_html(_SCALE)}</p>'


def _more_html(found: SmallestChanges) -> str:
    more = len(found.changes) - MOST_CHANGES
    parts = [f"… and {more:,} more of the same cost."] if more > 0 else []
    parts += [] if found.complete else [_MORE]
    return f'<p class="cl-muted">{text_html(" ".join(parts))}</p>' if parts else ""


def _change_html(change: Change) -> str:
    words = text_html(shown(change.sentence, _MOST_WORDS))
    return f"{words} {chip_html(f'cost {change.cost}', 'muted')}"
