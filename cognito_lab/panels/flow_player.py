"""The flow player: a trace, call by call, with controls.

It shows what was recorded and changes nothing. Nothing plays by itself. The controls write
to one HTML widget, so that a step is one small message to the page.
"""

from __future__ import annotations

from typing import Any

import ipywidgets

from cognito_lab.diagrams.sequence_crop import SequenceCrops
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, ApiCall, Trace
from cognito_lab.panels.call_list import AFTER_THE_LIST, jump_options
from cognito_lab.panels.call_page import call_page
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.static_view import show_panel, show_static_view
from cognito_lab.panels.style import button, heading_html, message_html, panel, row

ALL = "all"
_FILTERS = {
    ALL: "all calls",
    AUTHENTICATION: "N authentication",
    AUTHORIZATION: "Z authorization",
}
_PACES = (("8 seconds a call", 8000), ("5 seconds a call", 5000), ("3 seconds a call", 3000))
_TICKS = 1_000_000
_DEFAULT_TITLE = "What crossed the wire, call by call"


class FlowPlayer:
    """A panel that steps through a trace; as the last line of a cell it shows itself.

    `trace` is a `Trace`, a slice of one, or the recording of a running lab, of which it shows
    what there is when `show()` is called. `title` stands above it. Raises TypeError for what
    is not a trace. `widget` is the box that another panel can place.
    """

    def __init__(self, trace: Trace, *, title: str | None = None) -> None:
        self._title = clean(title) if title else _DEFAULT_TITLE
        self._position: int | None = None
        self._visible: list[int] = []
        self._from_the_start = False
        self._callbacks = Callbacks("flow player")
        self._make_controls()
        self._source = trace
        self.show(trace)

    # What a program does with it.

    @property
    def widget(self) -> Any:
        """The whole panel: an `ipywidgets.VBox`."""
        return self._box

    @property
    def position(self) -> int | None:
        """Which call is shown, counted from 0 over the whole trace; None where there is none.

        Set it to go to a call, filtered out or not; playing ends. Raises TypeError for what
        is no whole number, and IndexError where there is no such call.
        """
        return self._position

    @position.setter
    def position(self, position: int) -> None:
        calls = self._calls
        if isinstance(position, bool) or not isinstance(position, int):
            raise TypeError(f"a position is a whole number from 0 up, not {position!r}")
        if not -len(calls) <= position < len(calls):
            raise IndexError(f"there is no call {position}: this trace has {len(calls)}")
        position %= len(calls)
        if position not in self._visible:
            self._choose_filter(ALL)
        self._go_by_hand(position)

    @property
    def call(self) -> ApiCall | None:
        """The call that is shown."""
        return None if self._position is None else self._calls[self._position]

    def show(self, trace: Trace | None = None, *, newest: bool = False) -> None:
        """Show another trace, or what the same recording has by now.

        It stays at the call where it is if that call is still there; `newest` goes to the
        last one. Raises TypeError for what is not a trace.
        """
        source = self._source if trace is None else trace
        crops = SequenceCrops(source)
        shown = self.call
        self._source, self._crops, self._calls = source, crops, crops.calls
        self._stop()
        if newest:
            self._position = len(self._calls) - 1 if self._calls else None
        else:
            self._position = self._place_of(shown)
        if newest and self._position not in self._matching(self._filter.value):
            self._callbacks.set(self._filter, value=ALL)
        self._refilter()

    def _ipython_display_(self) -> None:
        instead = f"[flow player: {self._title}. Run this cell to use it; its text follows.]"
        show_panel(self._box, instead)
        show_static_view(self._source, self._title)

    # The controls.

    def _make_controls(self) -> None:
        self._previous = button("Previous", tooltip="Show the call before this one")
        self._next = button("Next", tooltip="Show the call after this one", main=True)
        self._play = button("Play", tooltip="Show one call after the other")
        self._pace = ipywidgets.Dropdown(
            description="Pace", options=_PACES, value=5000, layout={"width": "15.5em"}
        )
        self._slider = ipywidgets.IntSlider(
            description="Call", min=1, max=2, readout=False, layout={"width": "260px"}
        )
        # One layout for all that need none of their own keeps the stored state small.
        plain = ipywidgets.Layout()
        self._counter = ipywidgets.HTML(layout=plain)
        self._jump = ipywidgets.Dropdown(
            description="Jump to",
            layout={"width": "auto", "flex": "1 1 23em", "max_width": "48em"},
        )
        self._filter = ipywidgets.Dropdown(description="Show", layout={"width": "18em"})
        self._wire = ipywidgets.Checkbox(
            description="Show the wire", indent=False, layout={"width": "auto"}
        )
        # Its view in the page has the timer; the kernel never waits.
        self._ticker = ipywidgets.Play(min=0, max=_TICKS, interval=5000, layout={"display": "none"})
        for control in (self._pace, self._slider, self._jump, self._filter):
            control.style.description_width = "auto"
        self._page = ipywidgets.HTML(layout=plain)
        heading = ipywidgets.HTML(heading_html(self._title), layout=plain)
        heading.add_class("cl-player-title")
        self._box = panel(
            heading,
            row(self._previous, self._next, self._play, self._pace, self._slider, self._counter),
            row(self._jump, self._filter, self._wire),
            self._callbacks.hint,
            self._callbacks.problem,
            self._page,
            self._ticker,
        )
        guarded, observe = self._callbacks.guarded, self._callbacks.observe
        self._previous.on_click(guarded(lambda _: self._step_by_hand(-1)))
        self._next.on_click(guarded(lambda _: self._step_by_hand(1)))
        self._play.on_click(guarded(lambda _: self._play_or_pause()))
        observe(self._slider, lambda place: self._go_by_hand(self._visible[place - 1]))
        observe(self._jump, self._jump_to)
        observe(self._filter, lambda _: self._refilter())
        observe(self._wire, lambda _: self._render())
        observe(self._pace, self._set_pace)
        observe(self._ticker, lambda _: self._tick())
        observe(self._ticker, lambda playing: None if playing else self._stop(), "playing")

    # What the controls do.

    def _step_by_hand(self, by: int) -> None:
        self._stop()
        self._step(by)

    def _go_by_hand(self, position: int) -> None:
        self._stop()
        self._go_to(position)

    def _step(self, by: int) -> None:
        """To the next call that the filter shows, or the one before; at an end it stays."""
        if self._position is None:
            return
        place = self._visible.index(self._position) + by
        self._go_to(self._visible[max(0, min(place, len(self._visible) - 1))])

    def _jump_to(self, value: int | None) -> None:
        if value is not None:
            self._go_by_hand(value if value >= 0 else AFTER_THE_LIST - value)

    def _play_or_pause(self) -> None:
        if self._ticker.playing or not self._visible:
            self._stop()
            return
        # The page ticks at once, and then at its pace.
        self._from_the_start = self._position == self._visible[-1]
        self._callbacks.set(self._play, description="Pause")
        self._callbacks.set(self._ticker, value=0, playing=True)

    def _stop(self) -> None:
        self._callbacks.set(self._ticker, playing=False)
        self._callbacks.set(self._play, description="Play")

    def _tick(self) -> None:
        if self._from_the_start and self._visible:
            self._from_the_start = False
            self._go_to(self._visible[0])
        else:
            self._step(1)
        if not self._visible or self._position == self._visible[-1]:
            self._stop()

    def _set_pace(self, milliseconds: int) -> None:
        self._ticker.interval = milliseconds

    def _choose_filter(self, question: str) -> None:
        self._callbacks.set(self._filter, value=question)
        self._refilter()

    # What is shown.

    def _matching(self, question: str) -> list[int]:
        return [
            position
            for position, call in enumerate(self._calls)
            if question in (ALL, call.question)
        ]

    def _place_of(self, shown: ApiCall | None) -> int | None:
        """Where a call stands now; the first call where it is gone."""
        if shown is not None and shown in self._calls:
            return self._calls.index(shown)
        return 0 if self._calls else None

    def _refilter(self) -> None:
        """Take up what the filter says, and another trace: all controls follow."""
        question = self._filter.value or ALL
        options = [
            (f"{words} ({len(self._matching(name))})", name) for name, words in _FILTERS.items()
        ]
        self._visible = self._matching(question)
        if self._position not in self._visible:
            later = [p for p in self._visible if self._position is None or p > self._position]
            nearest = later or self._visible[-1:]
            self._position = nearest[0] if nearest else None
        count = len(self._visible)
        with self._callbacks.ours():
            self._filter.options = options
            self._filter.value = question
            self._slider.value = 1
            # A slider whose ends are one cannot be drawn.
            self._slider.max = max(2, count)
            self._jump.options = jump_options(self._crops, self._visible)
            for control in (self._previous, self._next, self._play, self._jump):
                control.disabled = not count
            self._slider.disabled = count < 2
        self._render()

    def _go_to(self, position: int) -> None:
        self._position = position
        self._render()

    def _render(self) -> None:
        if self._position is None:
            self._callbacks.set(self._counter, value="")
            none = "None of these calls asks this question."
            said = none if self._calls else "No calls recorded yet."
            self._callbacks.set(self._page, value=message_html(said))
            return
        place = self._visible.index(self._position) + 1
        self._callbacks.set(self._slider, value=place)
        self._callbacks.set(self._jump, value=self._position)
        # Who listens to the page hears where a step led to.
        counter = f'<b role="status">{place} of {len(self._visible)}</b>'
        self._callbacks.set(self._counter, value=counter)
        picture = self._crops.around(self._position, show_wire=self._wire.value)
        page = call_page(
            self._calls[self._position],
            self._crops.message(self._position),
            self._crops.notes_after(self._position),
            picture.svg,
            width=self._crops.width,
            show_wire=self._wire.value,
        )
        self._callbacks.set(self._page, value=page)
