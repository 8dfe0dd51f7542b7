"""The fields of the explorer: texts with their labels above them, and the request's form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.explorer_desk import CONTEXT, Desk
from cognito_lab.panels.explorer_words import fault_html

LABELS = {
    "principal": "Who asks (ARN, account, service)",
    "parentUser": "Whose session it is (the user's ARN)",
    "action": "Action",
    "resource": "Resource (ARN or *)",
    "resourceAccount": "The resource's account",
    CONTEXT: "Context (JSON: keys with a value, or a list)",
}
"""How each member of the request is called in the form."""

_FEWEST_LINES, _MOST_LINES = 3, 18


def editor(label: str, text: str) -> Any:
    """A text of several lines that is sent at each key, its label above it."""
    made = ipywidgets.Textarea(description=label, value=text, rows=lines_of(text))
    made.add_class("cl-editor")
    return made


def lines_of(text: str) -> int:
    """How many lines a field gets for a text: not so many that the page is all one field."""
    return max(_FEWEST_LINES, min(text.count("\n") + 1, _MOST_LINES))


class RequestForm:
    """Who asks for what, and in which context. It changes the desk and calls `on_change()`.

    `widget` is the form; `render(fault)` shows what the desk has, and what is wrong with it.
    """

    def __init__(self, desk: Desk, callbacks: Callbacks, *, on_change: Callable[[], None]) -> None:
        self._desk, self._callbacks, self._on_change = desk, callbacks, on_change
        self.fields = {name: self._field(name) for name in desk.fields}
        self.context = editor(LABELS[CONTEXT], desk.context)
        callbacks.observe(self.context, self._wrote_context)
        self._fault = ipywidgets.HTML()
        by_twos = ("principal", "action", "resource", "resourceAccount", "parentUser")
        fields = ipywidgets.Box([self.fields[name] for name in by_twos])
        fields.add_class("cl-request")
        self.context.add_class("cl-context")
        self.widget = ipywidgets.VBox([fields, self.context, self._fault])

    def take(self) -> None:
        """Show the texts that lie on the desk now: another line was laid on it."""
        for name, field in self.fields.items():
            self._callbacks.set(field, value=self._desk.fields[name])
        context = self._desk.context
        self._callbacks.set(self.context, value=context, rows=lines_of(context))

    def render(self, fault: str) -> None:
        """Show what is wrong with the request, if anything is."""
        fields = self._desk.fields
        has_user = fields["parentUser"] or ":federated-user/" in fields["principal"]
        self.fields["parentUser"].layout.display = None if has_user else "none"
        self._callbacks.set(self._fault, value=fault_html(fault))

    def _field(self, name: str) -> Any:
        made = ipywidgets.Text(
            description=LABELS[name], value=self._desk.fields[name], layout={"width": "auto"}
        )
        self._callbacks.observe(made, partial(self._wrote, name))
        return made

    def _wrote(self, name: str, text: str) -> None:
        self._desk.fields[name] = text.strip()
        self._on_change()

    def _wrote_context(self, text: str) -> None:
        self._desk.context = text
        self._on_change()
