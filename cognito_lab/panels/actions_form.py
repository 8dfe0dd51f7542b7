"""The form of one action: its button, its sentence, its fields.

An action without fields runs when its button is pressed. One with fields ends in `…` and
opens its form first; there, Enter in a field runs it as well as the button.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from cognito_lab.diagrams import theme
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER
from cognito_lab.panels.actions import Action, Field
from cognito_lab.panels.style import button, heading_html, text_html

# ipywidgets holds back what is typed while the kernel is busy, and lets Enter overtake it.
_UNTIL_THE_LAST_LETTER_IS_HERE = 0.2  # seconds

_HIDDEN = {"display": "none"}

_HEADINGS = {
    AUTHENTICATION: "N · authentication: who are you?",
    AUTHORIZATION: "Z · authorization: what may you do?",
    NEITHER: "Administrator: neither question, sets the scene",
}


def actions_heading(question: str) -> Any:
    """The heading (`ipywidgets.HTML`) above the actions of one question."""
    words = heading_html(_HEADINGS[question], 4)
    return ipywidgets.HTML(f'<div class="cl-actions-head">{words}</div>')


class ActionForm:
    """Buttons and fields for one action; `on_run(form)` is called when it is to run.

    `widget` is what a page shows. `button` opens and closes the form, or runs an action
    that has no fields; `submit` runs one that has.
    """

    def __init__(
        self,
        action: Action,
        *,
        on_run: Callable[[ActionForm], None],
        on_open: Callable[[ActionForm], None],
    ) -> None:
        self.action = action
        self._on_run, self._on_open = on_run, on_open
        letter = theme.question_style(action.question).letter
        title = text_title(action)
        words = f"{title} …" if action.fields else title
        self.button = button(f"{letter} · {words}" if letter else words, tooltip=title)
        self.button.add_class("cl-action")
        self.button.add_class(f"cl-{action.question}")
        self.button.on_click(lambda _: self._pressed())
        self.fields = {field.name: _input(field, self._submitted) for field in action.fields}
        self.submit = button(title, main=True)
        self.submit.on_click(lambda _: self._on_run(self))
        self._body = ipywidgets.VBox([*self.fields.values(), self.submit], layout=dict(_HIDDEN))
        self._body.add_class("cl-action-form")
        self.sentence = ipywidgets.HTML(_sentence_html(action))
        head = ipywidgets.HBox([self.button, self.sentence])
        head.add_class("cl-action-head")
        self.widget = ipywidgets.VBox([head, self._body] if self.fields else [head])

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return bool(self.fields) and self._body.layout.display is None

    def open(self) -> None:
        """Show the fields, where there are any."""
        if self.fields:
            self._body.layout.display = None

    def close(self) -> None:
        """Hide the fields; what stands in them stays."""
        self._body.layout.display = "none"

    def focus(self) -> None:
        """Move the keyboard to where a reader goes on: an empty field, else the first."""
        fields = list(self.fields.values())
        empty = [field for field in fields if field.value == ""]
        (empty or fields or [self.button])[0].focus()

    @property
    def values(self) -> dict[str, str | bool]:
        """What stands in the fields, by parameter."""
        return {name: widget.value for name, widget in self.fields.items()}

    def fill(self, values: Mapping[str, str | bool]) -> None:
        """Put values into the fields of those names; what does not fit a field is left out."""
        for field in self.action.fields:
            value = values.get(field.name)
            fits = value in field.choices if field.choices else type(value) is type(field.default)
            if fits:
                self.fields[field.name].value = value

    def reset(self) -> None:
        """The fields as they were in the beginning, hidden."""
        self.fill({field.name: field.default for field in self.action.fields})
        self.close()

    def _pressed(self) -> None:
        if not self.fields:
            self._on_run(self)
        elif self.is_open:
            self.close()
        else:
            self._on_open(self)

    def _submitted(self, _widget: Any, content: Mapping[str, Any], _buffers: object) -> None:
        if content.get("event") != "submit":
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no page, so nothing is on its way
            self._on_run(self)
        else:
            loop.call_later(_UNTIL_THE_LAST_LETTER_IS_HERE, self._on_run, self)


def text_title(action: Action) -> str:
    """The title as a button can show it."""
    return " ".join(action.title.split())


def _input(field: Field, on_message: Callable[..., None]) -> Any:
    layout = {"width": "auto", "max_width": "26em"}
    if field.choices:
        return ipywidgets.Dropdown(
            options=field.choices, value=field.default, description=field.label, layout=layout
        )
    if isinstance(field.default, bool):
        return ipywidgets.Checkbox(value=field.default, description=field.label, layout=layout)
    widget = ipywidgets.Text(value=field.default, description=field.label, layout=layout)
    widget.on_msg(on_message)
    return widget


def _sentence_html(action: Action) -> str:
    said = f'<span class="cl-muted">{text_html(action.sentence)}</span>'
    if action.unchecked:
        said += f" <span>⚠\xa0Not\xa0checked\xa0yet: {text_html(action.unchecked)}</span>"
    return said
