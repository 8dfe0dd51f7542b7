"""Tabs: several parts of a panel, one of which is open; a button opens each.

Not `ipywidgets.Tab`: JupyterLab takes cells that are out of sight from the page, and when it brings
them back that one's bar of tabs often answers neither click nor key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.style import button, row

OPEN, CLOSED = "●", "○"


class Tabs:
    """A row of buttons, and under it the part that is open; the first is, to begin with.

    `on_open` is called with a part's place whenever that part is opened. `widget` is the whole,
    for a panel to place.
    """

    def __init__(
        self,
        titles: Sequence[str],
        parts: Sequence[Any],
        callbacks: Callbacks,
        on_open: Callable[[int], None],
    ) -> None:
        self._titles, self._parts, self._on_open = tuple(titles), tuple(parts), on_open
        self._buttons = [button(title) for title in titles]
        for place, pressed in enumerate(self._buttons):
            pressed.add_class("cl-tab")
            pressed.on_click(callbacks.guarded(self._opening(place)))
        self.widget = ipywidgets.VBox([row(*self._buttons), *parts])
        self.widget.add_class("cl-tabs")
        self._opened = 0
        self._show()

    @property
    def opened(self) -> int:
        """The place of the part that is open."""
        return self._opened

    def open(self, place: int) -> None:
        """Open a part. Raises IndexError where there is none in this place."""
        if place not in range(len(self._parts)):
            raise IndexError(f"there are {len(self._parts)} tabs, and none is number {place}")
        self._opened = place
        self._show()
        self._on_open(place)

    def _opening(self, place: int) -> Callable[[Any], None]:
        return lambda _: self.open(place)

    def _show(self) -> None:
        for place, (pressed, part) in enumerate(zip(self._buttons, self._parts, strict=True)):
            is_open, title = place == self._opened, self._titles[place]
            part.layout.display = None if is_open else "none"
            pressed.description = f"{OPEN if is_open else CLOSED} {title}"
            pressed.tooltip = f"{title}: open" if is_open else f"Open {title}"
            (pressed.add_class if is_open else pressed.remove_class)("cl-open")
