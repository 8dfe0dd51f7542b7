"""The visualizer: one live world, buttons to act in it, and the flow player beside them.

An action is a function in a notebook's cell, in plain boto3:

>>> @visualizer.action("Sign up", question="authentication")
... def sign_up(username="ana", password="Correct-Horse-7"):
...     "Asks the user pool for an account."
...     cognito_idp.sign_up(ClientId=app_client_id, Username=username, Password=password)

Its parameters become a form. What it calls is recorded as a step of its own, the player
goes to it, and a line says what came back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

import ipywidgets

from cognito_lab.diagrams import what_answered
from cognito_lab.diagrams.what_answered import LedgerRow
from cognito_lab.flow import Recording, Trace
from cognito_lab.flow.questions import QUESTIONS
from cognito_lab.panels.actions import GOOD, Action, Outcome, ShownPanel, action_of, run_action
from cognito_lab.panels.actions_form import ActionForm, actions_heading
from cognito_lab.panels.flow_player import FlowPlayer
from cognito_lab.panels.outbox_view import Letter, OutboxView
from cognito_lab.panels.static_view import (
    has_a_kernel_always,
    show_panel,
    show_static_view,
)
from cognito_lab.panels.style import button, heading_html, message_html, panel, row
from cognito_lab.panels.visualizer_challenge import AskedChallenge
from cognito_lab.panels.visualizer_credentials import HeldCredentials
from cognito_lab.panels.visualizer_tokens import HeldTokens
from cognito_lab.panels.visualizer_words import LAYOUT, clock_html, status_html

_Function = TypeVar("_Function", bound=Callable[..., object])

TITLE = "What crossed the wire"
SCENE = "the scene"
"""The step that holds what is built before the first action."""

_STEPS_OF_THE_CLOCK = (
    ("+ 10 minutes", dt.timedelta(minutes=10)),
    ("+ 1 hour", dt.timedelta(hours=1)),
    ("+ 1 day", dt.timedelta(days=1)),
)
_TO_NOW = "To now"


class MovableClock(Protocol):
    """A clock that can be moved forward."""

    def now(self) -> dt.datetime:
        """The time, in UTC."""

    def advance(self, *, seconds: float) -> dt.datetime:
        """Move it and return the new time; ValueError if it cannot go that far."""

    def catch_up(self) -> dt.datetime:
        """Move it to the machine's own time; ValueError if it is past that already."""


class World(Protocol):
    """What a lab is to the visualizer."""

    @property
    def trace(self) -> Recording: ...  # noqa: D102
    @property
    def outbox(self) -> Sequence[Letter]: ...  # noqa: D102
    @property
    def clock(self) -> MovableClock: ...  # noqa: D102
    @property
    def ledger(self) -> Iterable[LedgerRow]: ...  # noqa: D102
    def reset(self) -> None:
        """Begin again, empty."""


class Visualizer:
    """A page over one lab. As the last line of a cell it shows itself.

    `action` and `scene` are decorators; `begin()` builds the scene. `held` is what the app
    holds: an action that signs in puts the tokens there, and a challenge that has to be answered
    first into `asked`; AWS credentials go into `credentials`. `run(title)` does what the button
    does, and `widget` is the page (an ipywidgets box) once more.
    """

    def __init__(self, lab: World) -> None:
        self._lab = lab
        self.held = HeldTokens(lab.clock)
        self.credentials = HeldCredentials(lab.clock)
        self.asked = AskedChallenge()
        self._scene: Callable[[], object] | None = None
        self._forms: dict[str, ActionForm] = {}
        self._counts: Counter[str] = Counter()
        self._asked_with: list[tuple[Letter, dict[str, str | bool]]] = []
        self.player = FlowPlayer(Trace(), title=TITLE)
        self.mailbox = OutboxView(self._use_code)
        self._status = ipywidgets.HTML()
        self._shown: ShownPanel | None = None
        self._below = ipywidgets.VBox()
        self._held = ipywidgets.HTML()
        self._clock = ipywidgets.HTML()
        self._actions = ipywidgets.VBox()
        self._answered = ipywidgets.HTML(layout={"display": "none"})
        self.clock_buttons = [
            self._clock_button(words, partial(lab.clock.advance, seconds=step.total_seconds()))
            for words, step in _STEPS_OF_THE_CLOCK
        ]
        # A real phone's codes are of its own time.
        self.clock_buttons.append(self._clock_button(_TO_NOW, lab.clock.catch_up))
        self.start_over_button = button("Start over", tooltip="Empty the lab and begin again")
        self.start_over_button.on_click(lambda _: self.start_over())
        self.answered_button = button("What the mock did for us")
        self.answered_button.add_class("cl-answered")
        self.answered_button.on_click(lambda _: self._toggle_answered())
        self.widget = self._page()
        self.refresh()

    # What a notebook says.

    def scene(self, function: _Function) -> _Function:
        """Decorator: what is built before the first action, and again on "Start over"."""
        self._scene = function
        return function

    def action(
        self,
        title: str,
        *,
        question: str,
        unchecked: str = "",
        code: str = "",
        answers: str = "",
        then: str = "",
    ) -> Callable[[_Function], _Function]:
        """Decorator: a button for a function; one with the same title is replaced.

        `question` is `"authentication"`, `"authorization"` or `"neither"` (an
        administrator's). `unchecked` says what the mock does not check yet, `code` the
        purpose of the messages whose code goes into the parameter `code`, `answers` the
        challenge that it answers, `then` the title of the action that usually follows. If the
        function returns a text, the line that says what came back ends with it; a picture, or
        a panel such as a `TokenInspector`, stands below that line until the next action.
        Raises ValueError or TypeError for what no form can be made of.
        """

        def add(function: _Function) -> _Function:
            made = action_of(
                function,
                title,
                question=question,
                unchecked=unchecked,
                code=code,
                answers=answers,
                then=then,
            )
            self._forms[title] = ActionForm(made, on_run=self._run_by_hand, on_open=self._open)
            self._show_actions()
            return function

        return add

    def begin(self) -> None:
        """Empty the lab and build the scene; raises what building it raises."""
        self._lab.reset()
        self._show(None)
        self.held.drop()
        self.credentials.drop()
        self.asked.drop()
        self._counts.clear()
        self._asked_with.clear()
        for form in self._forms.values():
            form.reset()
        try:
            if self._scene is not None:
                with self._lab.trace.step(SCENE):
                    self._scene()
        finally:
            self.refresh(newest=True)
        for message in self._lab.outbox[-1:]:  # somebody of the scene waits for a code
            for form in self._takers(message)[:1]:
                self._only_open(form)
        self._status.value = message_html("Ready. Press a button: its calls appear in the player.")

    def run(self, title: str, **values: str | bool) -> Outcome:
        """Run the action of this title, with the values that its form has or those given.

        Raises KeyError for a title that there is not, naming those there are.
        """
        if title not in self._forms:
            raise KeyError(f"no action is called {title!r}. There are: {', '.join(self._forms)}")
        form = self._forms[title]
        form.fill(values)
        return self._run(form)

    def form(self, title: str) -> ActionForm:
        """The form of an action, for a test or a lesson that presses its buttons."""
        return self._forms[title]

    @property
    def status(self) -> str:
        """The line that says what came back, as HTML."""
        return str(self._status.value)

    def refresh(self, *, newest: bool = False) -> None:
        """Show the lab as it is now: needed only after calls made outside the page.

        With `newest` the player goes to the latest call.
        """
        trace = self._lab.trace
        self.player.show(trace, newest=newest)
        self.mailbox.show(self._lab.outbox)
        self._held.value = f"{self.held.html} {self.credentials.html} {self.asked.html}"
        self._clock.value = clock_html(self._lab.clock.now())
        if self._shown is not None:
            self._shown.refresh()
        self._answered.value = what_answered(trace, self._lab.ledger).html

    # What the buttons do.

    def start_over(self) -> None:
        """`begin()`, and a sentence in the place of an exception."""
        try:
            self.begin()
        except Exception as problem:
            self._status.value = message_html(
                f"The scene could not be built ({type(problem).__name__}: {problem}).", "refused"
            )

    def _run(self, form: ActionForm) -> Outcome:
        action, values = form.action, form.values
        self._counts[action.title] += 1
        again = self._counts[action.title]
        step = action.title if again == 1 else f"{action.title} ({again})"
        sent_before = len(self._lab.outbox)
        outcome = run_action(action, values, self._lab.trace, step)
        self._show(outcome.panel)
        self._asked_with += [(message, values) for message in self._lab.outbox[sent_before:]]
        self.refresh(newest=bool(outcome.calls))
        self._status.value = status_html(step, outcome)
        if outcome.kind == GOOD:
            self._carry_over(form, values)
            self._go_on(action)
        return outcome

    def _run_by_hand(self, form: ActionForm) -> None:
        outcome = self._run(form)
        following = self._following(form.action)
        # A form that is focused is scrolled to, and what is shown would be out of sight.
        shows = outcome.picture is not None or outcome.panel is not None
        if outcome.kind == GOOD and not shows and following is not None:
            following.focus()

    def _show(self, shown: ShownPanel | None) -> None:
        self._shown = shown
        self._below.children = [] if shown is None else [shown.widget]

    def _carry_over(self, form: ActionForm, values: dict[str, str | bool]) -> None:
        """Whoever has just signed up is who confirms and signs in; a code is used once."""
        for other in self._forms.values():
            other.fill(_without_code(values))
        form.fill({"code": ""})

    def _go_on(self, action: Action) -> None:
        following = self._following(action)
        if following is not None:
            self._only_open(following)
        elif action.answers:  # what was asked is answered
            self._forms[action.title].close()

    def _following(self, action: Action) -> ActionForm | None:
        """What usually follows: the answer, where the pool asks something."""
        if self.asked.waits:
            for form in self._forms.values():
                if form.action.answers == self.asked.name:
                    return form
        return self._forms.get(action.then)

    def _open(self, form: ActionForm) -> None:
        self._only_open(form)
        form.focus()

    def _only_open(self, form: ActionForm) -> None:
        for other in self._forms.values():
            other.close()
        form.open()

    def _use_code(self, message: Letter) -> None:
        takers = self._takers(message)
        if not takers:
            sentence = f"No action on this page takes the code of this message ({message.purpose})."
            self._status.value = message_html(sentence, "note")
            return
        # A code is one user's: whoever asked for this message is who it is for.
        asked = next((values for sent, values in self._asked_with if sent is message), {})
        takers[0].fill({**_without_code(asked), "code": message.code or ""})
        self._open(takers[0])

    def _takers(self, message: Letter) -> list[ActionForm]:
        """The forms that the message's code is for."""
        forms = self._forms.values()
        return [form for form in forms if message.code and form.action.code == message.purpose]

    def _clock_button(self, words: str, move_clock: Callable[[], object]) -> Any:
        def move(_: object) -> None:
            try:
                move_clock()
            except ValueError as problem:
                self._status.value = message_html(str(problem), "refused")
            else:
                self._status.value = message_html(f"The clock moved: {words}.")
                self.refresh()

        made = button(words, tooltip=f"Move the lab's clock {words}")
        made.on_click(move)
        return made

    def _toggle_answered(self) -> None:
        hidden = self._answered.layout.display == "none"
        self._answered.layout.display = None if hidden else "none"

    # The page.

    def _show_actions(self) -> None:
        shown: list[Any] = []
        for question in QUESTIONS:
            forms = [form for form in self._forms.values() if form.action.question == question]
            if forms:
                shown += [actions_heading(question), *(form.widget for form in forms)]
        self._actions.children = shown

    def _page(self) -> Any:
        top = row(self._held, self._clock, *self.clock_buttons, self.start_over_button)
        top.add_class("cl-top")
        mailbox = ipywidgets.VBox(
            [ipywidgets.HTML(heading_html("Mailbox", 4)), self.mailbox.widget]
        )
        left = ipywidgets.VBox([mailbox, self._actions])
        left.add_class("cl-left")
        right = ipywidgets.VBox([self.player.widget])
        right.add_class("cl-right")
        both = ipywidgets.HBox([left, right])
        both.add_class("cl-both")
        sheet = ipywidgets.HTML(LAYOUT, layout={"display": "none"})
        page = panel(
            sheet, top, self._status, self._below, both, self.answered_button, self._answered
        )
        page.add_class("cl-visualizer")
        return page

    def _ipython_display_(self) -> None:
        instead = "[the visualizer. Run this notebook to use it; how it begins follows as text.]"
        show_panel(self.widget, instead)
        # A picture that does not follow would be wrong soon.
        if not has_a_kernel_always():
            show_static_view(self._lab.trace, TITLE)


def _without_code(values: Mapping[str, str | bool]) -> dict[str, str | bool]:
    return {name: value for name, value in values.items() if name != "code"}
