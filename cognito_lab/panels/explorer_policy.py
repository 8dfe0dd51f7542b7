"""One policy in the explorer: its text, what is wrong with it, and its statements beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets
from ipywidgets.widgets.widget_bool import CheckboxStyle as _BoxStyle

from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.explorer_desk import PolicyText
from cognito_lab.panels.explorer_fields import editor, lines_of
from cognito_lab.panels.explorer_words import (
    WAITS,
    left_out_html,
    problems_html,
    statement_html,
    statement_label,
)
from cognito_lab.panels.style import button, row, text_html
from cognito_lab.policies.document import Policy
from cognito_lab.policies.matching import StatementMatch
from cognito_lab.policies.policy_syntax import Problem

MOST_ROWS = 20
"""How many statements have a row and a box; the picture of the statements has what is beyond."""


class PolicyView:
    """An editor of one policy. It changes `policy` and calls `on_change()`.

    `label` names it, and `on_remove()` is called when it is to go. `widget` is the whole.
    """

    def __init__(
        self,
        policy: PolicyText,
        label: str,
        callbacks: Callbacks,
        *,
        on_change: Callable[[], None],
        on_remove: Callable[[], None],
    ) -> None:
        self._policy, self._label, self._callbacks = policy, label, callbacks
        self._on_change = on_change
        # One layout for all that stays as it is keeps the stored state small.
        plain = self._plain = ipywidgets.Layout()
        self.editor = editor(f"{label} (JSON)", policy.text)
        self.remove = button(f"Remove {label}")
        self._problems = ipywidgets.HTML(layout=plain)
        self.rows: list[_StatementRow] = []
        self._more = ipywidgets.HTML(layout=plain)
        writing = ipywidgets.VBox([self.editor, self._problems, row(self.remove)], layout=plain)
        writing.add_class("cl-writing")
        self._matches = ipywidgets.VBox([self._more], layout=plain)
        self._matches.add_class("cl-matches")
        self.widget = ipywidgets.HBox([writing, self._matches], layout=plain)
        self.widget.add_class("cl-policy")
        callbacks.observe(self.editor, self._wrote)
        self.remove.on_click(callbacks.guarded(lambda _: on_remove()))

    def render(
        self,
        problems: tuple[Problem, ...],
        policy: Policy | None,
        matches: Mapping[int, StatementMatch],
        decisive: set[int],
    ) -> None:
        """Show what is wrong, or each statement's match, by the statement's place.

        Without matches a statement waits: something else cannot be read. `decisive` holds the
        `id` of each match that decided.
        """
        self._callbacks.set(self._problems, value=problems_html(problems, policy))
        statements = policy.statements if policy is not None else ()
        if policy is not None:
            self._make_rows(min(len(statements), MOST_ROWS))
        for number, line in enumerate(self.rows):
            # What cannot be read has no statements, and no verdict of an earlier text stays.
            shown = not problems and number < self._policy.count
            line.widget.layout.display = None if shown else "none"
            if policy is None or number >= len(statements):
                self._callbacks.set(line.said, value=WAITS)
                continue
            statement = statements[number]
            off, match = number in self._policy.off, matches.get(number)
            self._callbacks.set(
                line.box, value=not off, description=statement_label(statement), disabled=False
            )
            if off:
                said = left_out_html(statement.effect)
            elif match is None:
                said = WAITS
            else:
                said = statement_html(match, decides=id(match) in decisive)
            self._callbacks.set(line.said, value=said)
        more = 0 if problems else max(0, len(statements) - MOST_ROWS)
        words = f"… and {more:,} more statements" if more else ""
        self._callbacks.set(self._more, value=f'<p class="cl-muted">{text_html(words)}</p>')

    def take(self, policy: PolicyText) -> None:
        """Show another policy in the same place."""
        self._policy = policy
        self._callbacks.set(self.editor, value=policy.text, rows=lines_of(policy.text))

    def close(self) -> None:
        """Give the widgets back."""
        for part in (self.editor, self.remove, self._problems, self._more, self.widget):
            part.close()
        for line in self.rows:
            line.close()

    def _make_rows(self, count: int) -> None:
        if count <= len(self.rows):
            return
        for number in range(len(self.rows), count):
            self.rows.append(_StatementRow(number, self._plain, self._callbacks, self._tick))
        self._matches.children = [*(line.widget for line in self.rows), self._more]

    def _wrote(self, text: str) -> None:
        self._policy.text = text
        self._on_change()

    def _tick(self, number: int, asked: bool) -> None:
        (self._policy.off.discard if asked else self._policy.off.add)(number)
        self._on_change()


class _StatementRow:
    """The box of a statement, and what is said of it."""

    def __init__(
        self,
        number: int,
        plain: Any,
        callbacks: Callbacks,
        on_tick: Callable[[int, bool], None],
    ) -> None:
        self.box = ipywidgets.Checkbox(
            value=True,
            indent=False,
            tooltip="Ask this statement; without the tick it is left out, to try what if",
            layout=plain,
            style=_BoxStyle(),
        )
        self.said = ipywidgets.HTML(layout=plain)
        self.widget = ipywidgets.VBox([self.box, self.said])
        self.widget.add_class("cl-statement")
        callbacks.observe(self.box, lambda asked: on_tick(number, asked))

    def close(self) -> None:
        for part in (self.box, self.said, self.widget):
            part.close()
