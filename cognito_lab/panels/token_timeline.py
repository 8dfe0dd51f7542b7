"""The timeline with a clock: move it, and see of each token what it is good for then.

The picture is drawn once; a movement of the clock draws the upright line and the words beside the
bars anew, and sends one image to the page.
"""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import ipywidgets

from cognito_lab.cell_output import show
from cognito_lab.diagrams.png_picture import PngPicture
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.timeline_words import (
    changes_of,
    moment_words,
    numbered,
    state_words,
    timeline_table,
    window_of,
)
from cognito_lab.diagrams.token_timeline import TimelineDrawing, token_timeline
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.static_view import has_a_kernel_always, show_panel
from cognito_lab.panels.style import (
    PANEL,
    button,
    heading_html,
    message_html,
    panel,
    row,
    text_html,
)
from cognito_lab.tokens.token_life import TokenEvent, TokenLife

_DEFAULT_TITLE = "What is good when"
_NOTHING = "At this moment nothing changes."
_STILL = "As it stood when the cell was run, for a page without a kernel:"
# What is stored is three outputs: that sentence, the picture, its table. Where the panel itself
# stands before them they would say all of it twice. The sheet is the panel's, so on a page without
# a kernel there is none, and they are seen. The picture cannot be folded into HTML instead: that is
# compared, and a PNG's bytes differ from machine to machine.
_OUTPUT = ".jp-OutputArea-child"
_STORED = f"{_OUTPUT}:has(.{PANEL}.cl-timeline)+{_OUTPUT}:has(.cl-still)"
_FOLDED = f"<style>:is({_STORED},{_STORED}+*,{_STORED}+*+*){{display:none}}</style>"
_STEPS = 240
_BLINK = dt.timedelta(microseconds=1)


class TokenTimeline:
    """A panel with a clock over tokens' lives; as the last line of a cell it shows itself.

    `lives` and `events` are those of a `TokenHistory`; `now` (an aware datetime) is where the clock
    begins, else at the last event. Raises ValueError where there is neither token nor event, and
    for a `now` without a time zone. `widget` is the box that another panel can place.
    """

    def __init__(
        self,
        lives: Sequence[TokenLife],
        events: Sequence[TokenEvent],
        *,
        now: dt.datetime | None = None,
        title: str | None = None,
    ) -> None:
        self._title = clean(title) if title else _DEFAULT_TITLE
        self._callbacks = Callbacks("timeline")
        self._make_controls()
        self.show(lives, events, now=now)

    # What a program does with it.

    @property
    def widget(self) -> Any:
        """The whole panel: an `ipywidgets.VBox`."""
        return self._box

    @property
    def now(self) -> dt.datetime:
        """Where the clock stands. Set it to move the clock; beyond the picture it stays at its
        edge. Raises ValueError for a datetime without a time zone."""
        return self._now

    @now.setter
    def now(self, now: dt.datetime) -> None:
        _require_zone(now)
        self._go_to(min(max(now, self._window.start), self._window.end))

    def show(
        self,
        lives: Sequence[TokenLife],
        events: Sequence[TokenEvent],
        *,
        now: dt.datetime | None = None,
    ) -> None:
        """Show other lives and events. Raises what the constructor does."""
        latest = [event.at for event in events] or [life.issued for life in lives]
        begin = now or max(latest, default=None)
        _require_zone(begin)
        window = window_of(lives, events, begin)
        drawing = TimelineDrawing(lives, events, window)
        self._window, self._drawing = window, drawing
        self._given = lives, events
        self._lives, self._events = drawing.lives, list(events)
        self._changes = [m for m in changes_of(lives, events) if window.start <= m <= window.end]
        self._step = max(1, round(window.seconds / _STEPS))
        with self._callbacks.ours():
            self._slider.value = 0
            self._slider.max = max(1, round(window.seconds / self._step))
        assert begin is not None  # else the window had been refused
        self._go_to(begin)

    def _ipython_display_(self) -> None:
        instead = f"[timeline: {self._title}. Run this cell to use it; its text follows.]"
        show_panel(self._box, instead)
        if not has_a_kernel_always():
            show(f'<p class="cl-still">{_STILL}</p>', _STILL)
            self.picture()._ipython_display_()

    def picture(self) -> PngPicture:
        """The timeline as it stands, without controls."""
        return token_timeline(*self._given, self._now, title=self._title)

    # The controls.

    def _make_controls(self) -> None:
        self._back = button("Previous change", tooltip="Go back to where something changed")
        self._on = button("Next change", tooltip="Go on to where something changes", main=True)
        self._slider = ipywidgets.IntSlider(
            description="Clock", min=0, max=1, readout=False, layout={"width": "420px"}
        )
        self._slider.style.description_width = "auto"
        self._as_text = ipywidgets.Checkbox(
            description="Show the table", indent=False, layout={"width": "auto"}
        )
        plain = ipywidgets.Layout()
        self._clock, self._page, self._table = (ipywidgets.HTML(layout=plain) for _ in range(3))
        self._box = panel(
            ipywidgets.HTML(_FOLDED, layout={"display": "none"}),
            ipywidgets.HTML(heading_html(self._title), layout=plain),
            row(self._back, self._on, self._slider, self._clock, self._as_text),
            self._callbacks.hint,
            self._callbacks.problem,
            self._page,
            self._table,
        )
        self._box.add_class("cl-timeline")
        guarded, observe = self._callbacks.guarded, self._callbacks.observe
        self._back.on_click(guarded(lambda _: self._go_back()))
        self._on.on_click(guarded(lambda _: self._go_on()))
        observe(self._slider, self._slide_to)
        observe(self._as_text, lambda _: self._render())

    def _slide_to(self, place: int) -> None:
        self._go_to(self._window.start + dt.timedelta(seconds=place * self._step))

    def _go_back(self) -> None:
        earlier = [moment for moment in self._changes if moment < self._now]
        if earlier:
            self._go_to(earlier[-1])

    def _go_on(self) -> None:
        later = [moment for moment in self._changes if moment > self._now]
        if later:
            self._go_to(later[0])

    # What is shown.

    def _go_to(self, moment: dt.datetime) -> None:
        self._now = moment
        self._render()

    def _render(self) -> None:
        now = self._now
        place = round((now - self._window.start).total_seconds() / self._step)
        set_ = self._callbacks.set
        set_(self._slider, value=min(place, self._slider.max))
        set_(self._back, disabled=not any(moment < now for moment in self._changes))
        set_(self._on, disabled=not any(moment > now for moment in self._changes))
        # Who listens to the page hears where a step led to, and what changed there.
        set_(self._clock, value=f'<b role="status">{moment_words(now)} UTC</b>')
        image = b64encode(self._drawing.png(now)).decode("ascii")
        alt = text_html(f"{self._title}, at {moment_words(now)} UTC. The table says the same.")
        size = 'style="width:100%;max-width:1100px"'
        drawn = f'<img alt="{alt}" {size} src="data:image/png;base64,{image}">'
        note = message_html(self._what_changed() or _NOTHING)
        set_(self._page, value=f"{note}{drawn}")
        table = ""
        if self._as_text.value:
            table = timeline_table(self._title, self._lives, self._events, now).html
        set_(self._table, value=table)

    def _what_changed(self) -> str:
        """What happened at this very moment, and of which tokens the use changed."""
        now = self._now
        happened = [f"{n} {event}" for n, event in numbered(self._events) if event.at == now]
        changed = [
            f"{life.label}: {state_words(life, now)}"
            for life in self._lives
            if state_words(life, now) != state_words(life, now - _BLINK)
        ]
        return ". ".join(happened + changed)


def _require_zone(now: dt.datetime | None) -> None:
    if now is not None and now.tzinfo is None:
        raise ValueError("`now` has to be a datetime with its time zone, such as lab.clock.now()")
