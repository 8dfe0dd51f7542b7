"""The policy explorer: a request and its policies, edited, and the verdict on them as one types.

The verdict stands above all tabs. A text that is no policy has none, and an older one does not
stay; what is left out to try it is said beside every verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from cognito_lab.cell_output import show
from cognito_lab.diagrams import Picture, evaluation_flow, statement_table
from cognito_lab.diagrams.evaluation_words import LAYER_NAMES, counted
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.explorer_changes import ChangesTab
from cognito_lab.panels.explorer_desk import Answer, Desk
from cognito_lab.panels.explorer_examples import EXAMPLES
from cognito_lab.panels.explorer_fields import RequestForm
from cognito_lab.panels.explorer_lanes import Lanes
from cognito_lab.panels.explorer_look import LAYOUT
from cognito_lab.panels.explorer_still import still_view
from cognito_lab.panels.explorer_words import no_verdict_html, verdict_html
from cognito_lab.panels.static_view import has_a_kernel_always, show_panel
from cognito_lab.panels.style import button, heading_html, panel, row, text_html
from cognito_lab.panels.tabs import Tabs
from cognito_lab.policies.evaluation import Evaluation

POLICIES, WAY, STATEMENTS, CHANGES = range(4)
"""The tabs, in their order."""

_TITLES = ("1 · Policies", "2 · The way", "3 · All statements", "4 · What would change it")
_DEFAULT_TITLE = "A request and its policies: what is allowed, and why"
_GIVEN = "the request that was given"
_KEYS = (
    "By keyboard: Tab goes from field to field, Space ticks a box, Enter presses a button; "
    "Space opens a list, ↑ ↓ and Enter choose from it."
)


class PolicyExplorer:
    """A panel on one request under its policies; as the last line of a cell it shows itself.

    >>> PolicyExplorer(
    ...     line={
    ...         "principal": "arn:aws:iam::111122223333:user/ana",
    ...         "action": "s3:GetObject",
    ...         "resource": "arn:aws:s3:::reports/march.csv",
    ...         "resourceAccount": "111122223333",
    ...         "identityPolicies": [policy],
    ...     }
    ... )

    `line` is what `read_request_line` reads: a policy is a document or its JSON text. Without it,
    the panel begins with the first of its examples, which are all there to be chosen.

    Raises ValueError for a line that is none. Never raises for what a policy or a request is.
    """

    def __init__(self, line: Mapping[str, Any] | None = None, *, title: str | None = None) -> None:
        self._title = clean(title) if title else _DEFAULT_TITLE
        given = {} if line is None else {_GIVEN: line}
        self._lines = {**given, **{example.title: example.line for example in EXAMPLES}}
        self._to_try = {example.title: example.to_try for example in EXAMPLES}
        first = next(iter(self._lines))
        self._desk = Desk(self._lines[first])
        self._answer = self._desk.ask()
        self._still = still_view(self._answer, self._title)
        self._callbacks = Callbacks("policy explorer")
        self._which = ipywidgets.Dropdown(
            description="Example", options=list(self._lines), value=first, layout={"width": "auto"}
        )
        self._which.style.description_width = "auto"
        self._back = button("As it was", tooltip="The chosen example as it was in the beginning")
        self._try = ipywidgets.HTML()
        self._request = RequestForm(self._desk, self._callbacks, on_change=self._render)
        self._verdict = ipywidgets.HTML()
        self._lanes = Lanes(self._desk, self._callbacks, on_change=self._render)
        self._pages = {place: ipywidgets.HTML() for place in (WAY, STATEMENTS)}
        self._changes = ChangesTab(self._callbacks, on_apply=self._take)
        self._box = self._panel()
        self._callbacks.observe(self._which, self._begin)
        self._back.on_click(self._callbacks.guarded(lambda _: self._begin(self._which.value)))
        self._render()

    # What a program does with it.

    @property
    def widget(self) -> Any:
        """The whole panel: an `ipywidgets.VBox`."""
        return self._box

    @property
    def evaluation(self) -> Evaluation | None:
        """What is shown, what is left out being left out; None where something cannot be read."""
        return self._answer.evaluation

    @property
    def line(self) -> dict[str, Any]:
        """The request line as it is written now, its policies as texts. Raises ValueError where
        the context is none."""
        return self._desk.line()

    def show(self, line: Mapping[str, Any]) -> None:
        """Look at another line. Raises ValueError for what is none."""
        Desk(line)
        self._lines = {_GIVEN: line} | {n: of for n, of in self._lines.items() if n != _GIVEN}
        with self._callbacks.ours():
            self._which.options = list(self._lines)
            self._which.value = _GIVEN
        self._take(line)

    def _take(self, line: Mapping[str, Any]) -> None:
        self._desk.take(line)
        self._request.take()
        self._lanes.take()
        self._render()

    def open(self, tab: int) -> None:
        """Open a tab: `POLICIES`, `WAY`, `STATEMENTS` or `CHANGES`."""
        self._tabs.open(tab)

    def refresh(self) -> None:
        """Show it as it is now."""
        self._render()

    def _ipython_display_(self) -> None:
        instead = f"[policy explorer: {self._title}. Run this cell to use it; its text follows.]"
        show_panel(self._box, instead)
        if not has_a_kernel_always():
            show(self._still.html, self._still.text)

    # How it works.

    def _panel(self) -> Any:
        parts = [self._lanes.widget, *self._pages.values(), self._changes.widget]
        self._tabs = Tabs(_TITLES, parts, self._callbacks, self._render_tab)
        sheet = ipywidgets.HTML(LAYOUT, layout={"display": "none"})
        heading = ipywidgets.HTML(f'{heading_html(self._title)}<p class="cl-muted">{_KEYS}</p>')
        hint, problem = self._callbacks.hint, self._callbacks.problem
        return panel(
            sheet,
            heading,
            hint,
            problem,
            row(self._which, self._back),
            self._try,
            self._request.widget,
            self._verdict,
            self._tabs.widget,
        )

    def _begin(self, name: str) -> None:
        self._take(self._lines[name])

    def _render(self) -> None:
        self._answer = answer = self._desk.ask()
        self._request.render(answer.request_fault)
        to_try = self._to_try.get(self._which.value, "")
        words = f"<p><b>To try:</b> {text_html(to_try)}</p>" if to_try else ""
        self._callbacks.set(self._try, value=words)
        if answer.evaluation is None:
            said = no_verdict_html(answer.request_fault, list(answer.problems))
        else:
            said = verdict_html(answer.evaluation, answer.as_written, self._left_out())
        self._callbacks.set(self._verdict, value=said)
        for page in self._pages.values():  # an older picture must not come back with its tab
            self._callbacks.set(page, value="")
        self._changes.clear()
        self._render_tab(self._tabs.opened)

    def _render_tab(self, tab: int) -> None:
        """Fill the tab that is open; another one follows when it is opened."""
        if tab == POLICIES:
            self._lanes.render(self._answer)
        elif tab == CHANGES:
            self._changes.render(self._desk, self._answer)
        else:
            draw = evaluation_flow if tab == WAY else statement_table
            self._callbacks.set(self._pages[tab], value=_drawn_html(self._answer, draw))

    def _left_out(self) -> str:
        """`1 statement, the permissions boundary`; empty where nothing is left out."""
        off = self._desk.layers_off
        statements = sum(
            len(policy.off) for place, policy in self._desk.policies() if place.layer not in off
        )
        parts = [counted(statements, "statement")] if statements else []
        parts += [f"the {name}" for layer, name in LAYER_NAMES.items() if layer in off]
        return ", ".join(parts)


def _drawn_html(answer: Answer, draw: Any) -> str:
    """A picture with its table, folded; nothing where there is no evaluation to draw."""
    if answer.evaluation is None:
        return '<p class="cl-muted">Nothing to draw: there is no verdict now.</p>'
    picture: Picture = draw(answer.evaluation)
    return f'<div class="cl-picture cl-drawn">{picture.svg}</div>{picture.html_transcript()}'
