"""The inspector's second tab: a token is changed, and the gates that it falls at are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets
from ipywidgets.widgets.widget_bool import CheckboxStyle as _BoxStyle

from cognito_lab.diagrams.claim_words import value_words
from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.inspector_forging import (
    QUESTIONS,
    Forging,
    NoValue,
    Question,
    read_value,
    write_value,
)
from cognito_lab.panels.inspector_rows import fallen_html
from cognito_lab.panels.inspector_verifier import Verifier
from cognito_lab.panels.style import button, heading_html, message_html, row, text_html
from cognito_lab.tokens.forgeries import FORGERIES, CannotForge, ForgedToken
from cognito_lab.tokens.gate_matrix import attack_row

ANOTHER = ""
"""The choice for a claim that the token does not have."""
_MOST_NAME = 200
_NO_KEY = (
    "A forger has no key of the issuer's. Whatever is changed here, the signature stays the old "
    "one, unless “Who signs it?” says another."
)


class TamperTab:
    """Claims to edit and forgeries to tick.

    It changes `forging` and calls `on_change()`. `widget` is the tab.
    """

    def __init__(
        self, forging: Forging, callbacks: Callbacks, *, on_change: Callable[[], None]
    ) -> None:
        self._forging, self._callbacks, self._on_change = forging, callbacks, on_change
        self._plain = ipywidgets.Layout()
        self._claim = ipywidgets.Dropdown(description="Claim", layout={"width": "20em"})
        self._name = ipywidgets.Text(
            description="Its name", layout={"width": "20em", "display": "none"}
        )
        self._value = ipywidgets.Text(
            description="Value (JSON)", layout={"width": "auto", "flex": "1 1 22em"}
        )
        for control in (self._claim, self._name, self._value):
            control.style.description_width = "auto"
        self._take_out = button("Take it out", tooltip="Take this claim out of the token")
        self._reset = button("As it was", tooltip="Undo all changes and forgeries")
        self._trouble = ipywidgets.HTML(layout=self._plain)
        self._page = ipywidgets.HTML(layout=self._plain)
        # One layout and one style for all boxes keep the stored state small.
        shared = {"layout": ipywidgets.Layout(width="auto"), "style": _BoxStyle()}
        self.boxes = {name: self._box(name, shared) for name in FORGERIES}
        questions = ipywidgets.VBox([self._question(question) for question in QUESTIONS])
        questions.add_class("cl-questions")
        self._page.add_class("cl-fallen")
        both = ipywidgets.HBox([questions, self._page])
        both.add_class("cl-both-sides")
        self.widget = ipywidgets.VBox(
            [
                ipywidgets.HTML(f'<p class="cl-muted">{_NO_KEY}</p>', layout=self._plain),
                row(self._claim, self._name, self._value, self._take_out, self._reset),
                self._trouble,
                both,
            ],
            layout=self._plain,
        )
        callbacks.observe(self._claim, lambda _: self._show_value())
        callbacks.observe(self._name, lambda _: self._show_value())
        callbacks.observe(self._value, self._typed)
        self._take_out.on_click(callbacks.guarded(lambda _: self._set(None)))
        self._reset.on_click(callbacks.guarded(lambda _: self._undo_all()))

    def begin(self) -> None:
        """Take up what the desk has now: another token, or another one to begin with."""
        claims = self._forging.claims
        options = [(shorten(clean(name), 40), name) for name in claims if name != ANOTHER]
        options.append(("another claim …", ANOTHER))
        chosen = self._claim.value
        names = [name for _, name in options]
        with self._callbacks.ours():
            self._claim.options = options
            self._claim.value = chosen if chosen in names else names[0]
        self._show_value()

    def render(self, made: ForgedToken, verifier: Verifier) -> None:
        """Show at which gates the token falls, each of them asked."""
        verification = verifier.verify_all(made)
        with self._callbacks.ours():
            for name, box in self.boxes.items():
                box.value = self._forging.is_made(name)
        stops = attack_row("", made, verifier.key_set, verifier.expected).stops
        failed = [str(check.subject) for check in verification.failed]
        if not self._forging.touched:
            head = message_html("Nothing is changed yet: this is the token as it was given.")
        elif failed:
            head = message_html(f"Falls at: {', '.join(failed)}.", "refused")
        else:
            head = message_html("Falls at no gate: it is an honest token here.", "good")
        self._callbacks.set(
            self._page, value=f"{head}{self._changes_html(made)}{fallen_html(verification, stops)}"
        )

    def say(self, trouble: str) -> None:
        """Say why the token cannot be forged so, or nothing."""
        self._callbacks.set(self._trouble, value=message_html(trouble, "note") if trouble else "")

    def _changes_html(self, made: ForgedToken) -> str:
        edits = "".join(
            f"<li><b>{text_html(shorten(name, 60))}</b>: {_edit_html(value)}</li>"
            for name, value in self._forging.edits.items()
        )
        beliefs = "".join(
            f"<li><b>{text_html(forgery.title)}</b> lives on the belief: "
            f"“{text_html(forgery.belief)}”</li>"
            for forgery in made.forgeries
        )
        if not edits and not beliefs:
            return ""
        return f'{heading_html("What you changed", 4)}<ul class="cl-changes">{edits}{beliefs}</ul>'

    # What the controls do.

    @property
    def _chosen_claim(self) -> str:
        return str(self._claim.value or self._name.value)

    def _show_value(self) -> None:
        """The value of the chosen claim, to be edited."""
        another = self._claim.value == ANOTHER
        self._name.layout.display = None if another else "none"
        name = self._chosen_claim
        value = self._forging.edits.get(name, self._forging.claims.get(name))
        there = name in self._forging.edits or name in self._forging.claims
        self._callbacks.set(self._value, value=write_value(value) if there else "")
        self.say("")

    def _typed(self, text: str) -> None:
        try:
            value = read_value(text)
        except NoValue as error:
            self.say(
                f"This is no JSON value yet, so nothing was changed: {error}. A text has "
                'quotation marks: "admins".'
            )
            return
        self._set(value)

    def _set(self, value: Any) -> None:
        name = self._chosen_claim
        if not name or len(name) > _MOST_NAME:
            self.say(f"Give the claim a name of 1 to {_MOST_NAME} letters first.")
            return
        self.say("")
        self._forging.set_claim(name, value)
        self._on_change()

    def _tick(self, name: str, chosen: bool) -> None:
        trouble = ""
        try:
            self._forging.choose(name, chosen)
        except CannotForge as error:
            trouble = f"It cannot be forged so: {error}."
        self.begin()
        self._on_change()
        if trouble:
            self.say(trouble)

    def _undo_all(self) -> None:
        self._forging.begin(self._forging.given)
        self.begin()
        self._on_change()

    def _question(self, question: Question) -> Any:
        words = question.words + (" (one at most)" if question.one_at_most else "")
        lacking = {self._forging.lacks(name) for name in question.forgeries} - {""}
        why = [
            ipywidgets.HTML(
                f'<p class="cl-muted">Grey: {text_html(reason)}.</p>', layout=self._plain
            )
            for reason in sorted(lacking)
        ]
        boxes = [self.boxes[name] for name in question.forgeries]
        column = ipywidgets.VBox(
            [ipywidgets.HTML(heading_html(words, 4), layout=self._plain), *boxes, *why],
            layout=self._plain,
        )
        column.add_class("cl-question")
        return column

    def _box(self, name: str, shared: Mapping[str, Any]) -> Any:
        forgery = FORGERIES[name]
        lacking = self._forging.lacks(name)
        box = ipywidgets.Checkbox(
            description=forgery.title,
            tooltip=lacking or f"Belief: {forgery.belief}",
            disabled=bool(lacking),
            indent=False,
            **shared,
        )
        self._callbacks.observe(box, lambda chosen: self._tick(name, chosen))
        return box


def _edit_html(value: Any) -> str:
    return "taken out" if value is None else f"<code>{text_html(value_words(value))}</code>"
