"""The exchange explorer: a login, an identity pool and its roles, and how the exchange ends.

The verdict stands above all tabs, and changes with each key. What is tried here is walked on
paper: the pool stays as it is, and no credentials are given out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets

from cognito_lab.cell_output import show
from cognito_lab.diagrams import Picture, exchange_ladder, role_decision, three_ids
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.exchange.whole_way import ENHANCED, WholeWay
from cognito_lab.panels.callbacks import Callbacks
from cognito_lab.panels.exchange_desk import Answer, ExchangeDesk, Logins
from cognito_lab.panels.exchange_form import ExchangeForm
from cognito_lab.panels.exchange_still import still_view
from cognito_lab.panels.exchange_words import (
    ToTry,
    credentials_html,
    logins_html,
    may_do,
    verdict_html,
)
from cognito_lab.panels.explorer_look import LAYOUT
from cognito_lab.panels.static_view import has_a_kernel_always, show_panel
from cognito_lab.panels.style import heading_html, panel
from cognito_lab.panels.tabs import Tabs

WAY, IDS, ROLE, MAY_DO = range(4)
"""The tabs, in their order."""

_TITLES = ("1 · The way", "2 · Three ids", "3 · Which role", "4 · What they may do")
_DEFAULT_TITLE = "From a login to credentials: what is asked, and how it ends"
_KEYS = (
    "By keyboard: Tab goes from control to control; Space opens a list, ↑ ↓ and Enter choose from "
    "it; Space ticks a box. Nothing that is tried here changes the pool."
)


class ExchangeExplorer:
    """A panel on the exchanges of one identity pool; as the last line of a cell it shows itself.

    >>> ExchangeExplorer(
    ...     lab.exchange_setting(identity_pool_id),
    ...     logins={"ana": {provider: ana["IdToken"]}},
    ...     now=lab.clock.now,
    ...     requests=[("s3:GetObject", "arn:aws:s3:::photos/{identity}/cat.jpg")],
    ... )

    `logins` are Logins by the name of whom they are; a guest can always be chosen. `now` is an
    aware datetime, or a function that returns one. Of `requests`, actions with resources, the
    panel says whether the credentials may do them; `{identity}` stands for the IdentityId.

    Never raises for what a token, a mapping or a policy is.
    """

    def __init__(
        self,
        setting: ExchangeSetting,
        *,
        logins: Mapping[str, Logins] | None = None,
        now: dt.datetime | Callable[[], dt.datetime],
        requests: Iterable[tuple[str, str]] = (),
        title: str | None = None,
    ) -> None:
        self._title = clean(title) if title else _DEFAULT_TITLE
        self._to_try = tuple(ToTry(*one) for one in requests)
        self._desk = ExchangeDesk(setting, logins or {}, now if callable(now) else lambda: now)
        self._answer = self._desk.ask()
        self._still = self._still_view()
        self._callbacks = Callbacks("exchange explorer")
        self._form = ExchangeForm(self._desk, self._callbacks, on_change=self._render)
        self._verdict = ipywidgets.HTML()
        self._pages = [ipywidgets.HTML() for _ in _TITLES]
        self._box = self._panel()
        self._render()

    # What a program does with it.

    @property
    def widget(self) -> Any:
        """The whole panel: an `ipywidgets.VBox`."""
        return self._box

    @property
    def way(self) -> WholeWay | None:
        """The way that is shown; None where a text cannot be read."""
        return self._answer.way

    def open(self, tab: int) -> None:
        """Open a tab: `WAY`, `IDS`, `ROLE` or `MAY_DO`."""
        self._tabs.open(tab)

    def refresh(self) -> None:
        """Show it as it is now: needed when the clock has moved."""
        self._render()

    def _ipython_display_(self) -> None:
        instead = f"[exchange explorer: {self._title}. Run this cell to use it; its text follows.]"
        show_panel(self._box, instead)
        if not has_a_kernel_always():
            show(self._still.html, self._still.text)

    # How it works.

    def _panel(self) -> Any:
        self._tabs = Tabs(_TITLES, self._pages, self._callbacks, self._render_tab)
        sheet = ipywidgets.HTML(LAYOUT, layout={"display": "none"})
        heading = ipywidgets.HTML(f'{heading_html(self._title)}<p class="cl-muted">{_KEYS}</p>')
        return panel(
            sheet,
            heading,
            self._callbacks.hint,
            self._callbacks.problem,
            self._form.choices,
            self._verdict,
            self._form.texts,
            self._tabs.widget,
        )

    def _still_view(self) -> Any:
        way = self._answer.way
        assert way is not None, "a setting that was given can be read"
        return still_view(way, may_do(way, self._desk.setting, self._to_try), self._title)

    def _render(self) -> None:
        self._answer = answer = self._desk.ask()
        self._form.render(answer.mapping_fault, answer.trust_fault)
        said = logins_html(self._desk.shown_logins) + verdict_html(answer.way)
        self._callbacks.set(self._verdict, value=said)
        for page in self._pages:  # an older picture must not come back with its tab
            self._callbacks.set(page, value="")
        self._render_tab(self._tabs.opened)

    def _render_tab(self, tab: int) -> None:
        """Fill the tab that is open; another one follows when it is opened."""
        self._callbacks.set(self._pages[tab], value=self._page_html(tab, self._answer))

    def _page_html(self, tab: int, answer: Answer) -> str:
        way = answer.way
        if way is None:
            return _nothing("there is no exchange now.")
        if tab == WAY:
            return _drawn_html(exchange_ladder(way))
        if tab == ROLE:
            if way.selection is None:
                chosen = "the classic flow lets the app name it" if way.flow != ENHANCED else ""
                return _nothing(f"no role was chosen: {chosen or 'the way ended before'}.")
            return _drawn_html(role_decision(way))
        if way.session is None:
            return _nothing("nobody came out of the exchange.")
        if tab == IDS:
            return _drawn_html(three_ids(way)) + credentials_html(way)
        asked = may_do(way, self._desk.setting, self._to_try)
        if not asked.rows:
            return _nothing("the panel was given no requests to try.")
        return f'<div class="cl-drawn">{asked.html}</div>'


def _drawn_html(picture: Picture) -> str:
    """A picture with its table, folded."""
    return f'<div class="cl-picture cl-drawn">{picture.svg}</div>{picture.html_transcript()}'


def _nothing(why: str) -> str:
    return f'<p class="cl-muted">Nothing to show: {why}</p>'
