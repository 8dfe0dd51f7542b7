"""Callbacks of controls: who moved the control, and what becomes of an exception.

JupyterLab sends what controls say to a thread of the kernel's own, and what it says before that
thread is there to the main one; so two callbacks can come at once. They take turns.
https://jupyterlab.readthedocs.io/en/4.4.x/api/interfaces/services.Kernel.IKernelConnection.IOptions.html
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets

from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.panels.static_view import has_a_kernel_always
from cognito_lab.panels.style import message_html

_NO_KERNEL = "Nothing happens on a click? Run this cell: a stored page has no kernel behind it."
_MOST = 600


class Callbacks:
    """The callbacks of one panel, with the two lines that tell how they fare.

    `hint` says what to do with a stored page; it vanishes with the first thing that a reader
    does, for then there is a kernel, and is not there on a page that has one always. `problem`
    shows an exception of a callback, which Jupyter writes into a log that nobody looks at.
    """

    def __init__(self, panel: str) -> None:
        self._panel = panel
        self._ours = False
        self._turn = threading.RLock()
        self.hint = ipywidgets.HTML(f'<p class="cl-muted cl-hint">{_NO_KERNEL}</p>')
        if has_a_kernel_always():
            self.hint.layout.display = "none"
        self.problem = ipywidgets.HTML()

    def guarded(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        """A callback that calls `act` for what a reader does, not for what the panel does."""

        def callback(event: Any) -> None:
            with self._turn:
                if self._ours:
                    return
                self.hint.layout.display = "none"
                self.problem.value = ""
                try:
                    act(event)
                except Exception as error:
                    what = f"The {self._panel} failed: {type(error).__name__}: {error}"
                    self.problem.value = message_html(shorten(what, _MOST), "refused")
                    raise

        return callback

    def observe(self, control: Any, act: Callable[[Any], None], trait: str = "value") -> None:
        """Call `act` with each new value that a reader gives a control."""
        control.observe(self.guarded(lambda change: act(change["new"])), trait)

    @contextmanager
    def ours(self) -> Iterator[None]:
        """Changes of controls in here are the panel's own: no callback follows them."""
        with self._turn:
            before, self._ours = self._ours, True
            try:
                yield
            finally:
                self._ours = before

    def set(self, control: Any, **traits: Any) -> None:
        """Give a control these values, as the panel's own change."""
        with self.ours():
            for name, value in traits.items():
                setattr(control, name, value)
