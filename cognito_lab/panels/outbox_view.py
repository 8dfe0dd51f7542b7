"""The mailbox: every message that the lab sent, the latest first, with its code as a button."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import ipywidgets

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.style import button, text_html

_MOST_MESSAGES = 20
_MOST_TEXT = 240


class Letter(Protocol):
    """As much of a message as the mailbox shows."""

    @property
    def recipient(self) -> str: ...  # noqa: D102
    @property
    def medium(self) -> str: ...  # noqa: D102
    @property
    def purpose(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> str | None: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str | None: ...  # noqa: D102
    @property
    def at(self) -> dt.datetime: ...  # noqa: D102


class OutboxView:
    """Shows messages; `on_code(message)` is called for the code that a reader wants to use.

    `widget` is what a page shows; `use_buttons` are its buttons, the latest message's first.
    """

    def __init__(self, on_code: Callable[[Letter], None]) -> None:
        self._on_code = on_code
        self.use_buttons: list[Any] = []
        self.widget = ipywidgets.VBox()
        self.widget.add_class("cl-letters")
        self.show(())

    def show(self, messages: Sequence[Letter]) -> None:
        """Show these messages, given in the order in which they were sent."""
        self.use_buttons = []
        rows: list[Any] = []
        for number, message in list(enumerate(messages, 1))[: -_MOST_MESSAGES - 1 : -1]:
            line = ipywidgets.HBox([ipywidgets.HTML(_message_html(number, message))])
            line.add_class("cl-letter-row")
            if message.code:
                line.children = (*line.children, self._use_button(message))
            rows.append(line)
        if not rows:
            rows = [ipywidgets.HTML('<p class="cl-muted">No message yet.</p>')]
        elif len(messages) > _MOST_MESSAGES:
            earlier = len(messages) - _MOST_MESSAGES
            rows.append(ipywidgets.HTML(f'<p class="cl-muted">and {earlier} earlier</p>'))
        self.widget.children = rows

    def _use_button(self, message: Letter) -> Any:
        use = button(f"Use code {message.code}", tooltip=f"Put {message.code} into a form")
        use.on_click(lambda _: self._on_code(message))
        self.use_buttons.append(use)
        return use


def _message_html(number: int, message: Letter) -> str:
    to = text_html(shorten(clean(message.recipient), 80))
    subject = f"<br><b>{text_html(message.subject)}</b>" if message.subject else ""
    text = text_html(shorten(clean(message.text), _MOST_TEXT))
    return (
        f'<div class="cl-letter">{number}. {text_html(message.medium)} to {to}, '
        f"{message.at:%a %H:%M}{subject}<br>{text}</div>"
    )
