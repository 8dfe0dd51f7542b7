"""`token_timeline`: tokens as bars over the time, what happened to them, and what is good now.

A bar's place, its pattern and its words say what it is; its colour says it once more. Matplotlib
is loaded when the first timeline is drawn, and not before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cognito_lab.diagrams.plotting import plotting
from cognito_lab.diagrams.png_picture import PngPicture
from cognito_lab.diagrams.text_metrics import ELLIPSIS, clean, text_width
from cognito_lab.diagrams.theme import (
    BAND,
    FRAME,
    GROUND,
    INK,
    MUTED,
    QUESTIONS,
    REFUSED,
    WHITE,
)
from cognito_lab.diagrams.timeline_words import (
    OVER,
    Window,
    clusters,
    in_families,
    moment_words,
    numbered,
    state_words,
    ticks,
    timeline_table,
    window_of,
)
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION
from cognito_lab.flow import NEITHER as OF_NEITHER
from cognito_lab.tokens.token_life import ACCESS, ID, REFRESH, Door, TokenEvent, TokenLife

TITLE = "What is good when"
# An ID token says who somebody is, an access token what an app may ask for: the two questions.
_LOOKS = {
    ID: (QUESTIONS[AUTHENTICATION], ""),
    ACCESS: (QUESTIONS[AUTHORIZATION], "////"),
    REFRESH: (QUESTIONS[OF_NEITHER], "...."),
}
_LEGEND = (
    (ID, False, "ID token"),
    (ACCESS, False, "access token"),
    (ACCESS, True, "access token, offline only"),
    (REFRESH, False, "refresh token"),
)

# Inches; fonts in points.
_WIDTH, _LEFT, _RIGHT = 9.0, 1.75, 2.35
_ROW, _GAP, _TITLE, _LANE, _TICKS, _LINE = 0.27, 0.12, 0.42, 0.3, 0.34, 0.17
_TITLE_TEXT, _TEXT, _SMALL = 12.0, 9.0, 8.0
_MOST_EVENTS = 14
_STRIPE = "#F6F8FA"
_GROUNDS = [WHITE, _STRIPE]
# Each ink with each ground that it stands on.
_INKS = [
    *((ink, ground) for ink in (INK, MUTED, REFUSED) for ground in _GROUNDS),
    *((look.colour, ground) for look, _ in _LOOKS.values() for ground in (*_GROUNDS, look.tint)),
    *((ink, look.tint) for ink in (INK, REFUSED) for look, _ in _LOOKS.values()),
]
DPI = 144
PANEL_DPI = 110
"""Dots for an inch, where a picture is made anew at each movement of a slider."""


def token_timeline(
    lives: Sequence[TokenLife],
    events: Sequence[TokenEvent],
    now: dt.datetime,
    *,
    title: str | None = None,
) -> PngPicture:
    """Tokens over the time as a picture, with the same as a table.

    `now` (an aware datetime) is the upright line; beside each bar stands what the token is good
    for then. `tokens.token_history` makes `lives` and `events`. Raises ValueError where there is
    neither, and for a `now` without a time zone.
    """
    if now.tzinfo is None:
        raise ValueError("`now` has to be a datetime with its time zone, such as lab.clock.now()")
    title = clean(title) if title else TITLE
    drawn = TimelineDrawing(lives, events, window_of(lives, events, now), title=title, dpi=DPI)
    return PngPicture(
        title,
        drawn.png(now, compress=9),
        timeline_table(title, drawn.lives, events, now),
        round(_WIDTH * 100),
    )


class TimelineDrawing:
    """A timeline whose `now` can be moved: all else is drawn once. `lives` are in its order.

    Without a `title` there is none, for where one stands above the picture.
    """

    def __init__(
        self,
        lives: Sequence[TokenLife],
        events: Sequence[TokenEvent],
        window: Window,
        *,
        title: str = "",
        dpi: int = PANEL_DPI,
    ) -> None:
        self.window = window
        self._title = title
        self._families = in_families(lives)
        self.lives = [life for _, family in self._families for life in family]
        self._events = numbered(events)
        self._plotting = plotting()
        shown = self._events[:_MOST_EVENTS]
        self._lines = [f"{n}  {moment_words(e.at)}  {clean(e)}" for n, e in shown]
        if len(self._events) > len(shown):
            self._lines.append(f"… and {len(self._events) - len(shown)} more, in the table")
        rows = len(self.lives) * _ROW + len(self._families) * _GAP
        self._axes_height = rows + _LANE
        self._bottom = _TICKS + (len(self._lines) + 1.6) * _LINE + 0.12
        self._height = _TITLE + self._axes_height + self._bottom
        self._palette = self._plotting.palette(_INKS, (FRAME, BAND))
        self._states: tuple[str, ...] = ()
        with self._plotting.own_settings():
            self._figure, self._canvas = self._plotting.figure(_WIDTH, self._height, dpi, GROUND)
            self._draw_all()
            self._make_moving()
            self._canvas.draw()
        self._still = self._with_states = self._canvas.copy_from_bbox(self._figure.bbox)

    def png(self, now: dt.datetime, *, compress: int = 1) -> bytes:
        """The picture at a moment, as a PNG file; `compress` from 1 (fast) to 9 (small)."""
        states = tuple(state_words(life, now) for life in self.lives)
        with self._plotting.own_settings():
            if states != self._states:
                self._say(states)
            self._canvas.restore_region(self._with_states)
            self._move_to(now)
        return self._plotting.png(self._canvas, self._palette, compress)

    # What stands still.

    def _draw_all(self) -> None:
        left, bottom = _LEFT / _WIDTH, self._bottom / self._height
        room = (_WIDTH - _LEFT - _RIGHT) / _WIDTH, self._axes_height / self._height
        axes = self._axes = self._figure.add_axes((left, bottom, *room))
        axes.set(xlim=(0, 1), ylim=(-self._axes_height, 0))
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(FRAME)
        places = list(ticks(self.window))
        axes.set_xticks([x for x, _ in places], labels=[name for _, name in places])
        axes.tick_params(axis="x", colors=MUTED, labelsize=_SMALL, length=3)
        axes.set_yticks([])
        for label in axes.get_xticklabels():
            label.set_fontproperties(self._plotting.font(_SMALL))
        for x, _ in places:
            axes.axvline(x, color=BAND, linewidth=0.8, zorder=0)
        title = _fitted(self._title, (_WIDTH - _RIGHT - 0.2) * 72, _TITLE_TEXT, bold=True)
        self._text(0.12, self._height - 0.26, title, size=_TITLE_TEXT, bold=True)
        x, y = _WIDTH - _RIGHT + 0.16, self._inches(-_LANE / 2)
        self._text(x, y, "good now?", size=_SMALL, colour=MUTED, bold=True, middle=True)
        self._draw_events()
        self._rows: list[float] = []
        y = -_LANE
        for i, (_, family) in enumerate(self._families):
            bottom = y - _GAP - _ROW * len(family)
            if i % 2 == 0:
                self._band(y, bottom)
            y -= _GAP / 2
            for life in family:
                self._draw_life(life, y - _ROW / 2)
                self._rows.append(y - _ROW / 2)
                y -= _ROW
            y = bottom
        self._draw_below()

    def _band(self, top: float, bottom: float) -> None:
        """A ground behind the tokens of a sign-in, from edge to edge of the picture."""
        self._figure.add_artist(
            self._plotting.rectangle(
                (0.06, self._inches(bottom)), _WIDTH - 0.12, top - bottom,
                transform=self._figure.dpi_scale_trans, facecolor=_STRIPE, edgecolor="none",
                zorder=-1,
            )
        )  # fmt: skip
        self._axes.set_facecolor("none")

    def _inches(self, y: float) -> float:
        """The height over the picture's lower edge of a place in the axes."""
        return self._bottom + self._axes_height + y

    def _draw_events(self) -> None:
        for x, numbers in clusters([event for _, event in self._events], self.window):
            self._axes.axvline(x, color=MUTED, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
            self._axes.text(
                x, -_LANE / 2, numbers, ha="center", va="center", color=WHITE, zorder=6,
                fontproperties=self._plotting.font(_SMALL, bold=True), parse_math=False,
                bbox={"boxstyle": "round,pad=0.25", "facecolor": MUTED, "edgecolor": "none"},
            )  # fmt: skip

    def _draw_life(self, life: TokenLife, y: float) -> None:
        self._text(0.12, self._inches(y), _fitted(life.label, (_LEFT - 0.2) * 72), middle=True)
        place = self.window.place
        start = place(life.issued)
        door = {ID: Door.OFFLINE, ACCESS: Door.COGNITO, REFRESH: Door.REFRESH}[life.use]
        good, end = place(life.good_until(door)), place(life.expires)
        self._bar(life.use, start, good, y)
        if life.use == ACCESS and good < end:
            self._bar(life.use, max(good, start), end, y, offline_only=True)
        if good < end:
            self._axes.plot(
                [good], [y], marker="X", markersize=8, color=REFUSED, markeredgecolor=WHITE,
                clip_on=False, zorder=5,
            )  # fmt: skip
        if max(good, end if life.use == ACCESS else good) > 1:
            colour = _LOOKS[life.use][0].colour
            self._axes.plot(
                [1.0], [y], marker=">", markersize=7, color=colour, clip_on=False, zorder=5
            )

    def _bar(
        self, use: str, start: float, end: float, y: float, *, offline_only: bool = False
    ) -> None:
        style, hatch = _LOOKS[use]
        height = _ROW * (0.3 if offline_only else 0.62)
        self._axes.add_patch(
            self._plotting.rectangle(
                (start, y - height / 2), min(end, 1.0) - start, height,
                facecolor=WHITE if offline_only else style.tint, edgecolor=style.colour,
                hatch="" if offline_only else hatch, linewidth=1.2,
                linestyle=(0, (3, 2)) if offline_only else "-", zorder=3,
            )
        )  # fmt: skip

    def _draw_below(self) -> None:
        """The legend, and the events by their numbers."""
        y = self._bottom - _TICKS - _LINE * 0.6
        x = 0.12
        for use, offline_only, words in _LEGEND:
            style, hatch = _LOOKS[use]
            height = 0.05 if offline_only else 0.11
            self._figure.add_artist(
                self._plotting.rectangle(
                    (x, y - height / 2), 0.34, height, transform=self._figure.dpi_scale_trans,
                    facecolor=WHITE if offline_only else style.tint, edgecolor=style.colour,
                    hatch="" if offline_only else hatch, linewidth=1,
                    linestyle=(0, (3, 2)) if offline_only else "-",
                )
            )  # fmt: skip
            self._text(x + 0.42, y, words, size=_SMALL, colour=MUTED, middle=True)
            x += 0.42 + text_width(words, _SMALL) / 72 + 0.22
        self._text(x, y, "✕", size=_TEXT, colour=REFUSED, middle=True, bold=True)
        self._text(x + 0.16, y, "ended before its time", size=_SMALL, colour=MUTED, middle=True)
        y -= _LINE * 1.1
        for line in self._lines:
            room = (_WIDTH - 0.3) * 72
            self._text(0.12, y, _fitted(line, room, _SMALL), size=_SMALL, middle=True)
            y -= _LINE

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = _TEXT,
        colour: str = INK,
        bold: bool = False,
        middle: bool = False,
    ) -> Any:
        """A line of text; `x` and `y` are inches from the lower left corner."""
        return self._figure.text(
            x, y, self._plotting.readable(words), transform=self._figure.dpi_scale_trans,
            color=colour, va="center_baseline" if middle else "baseline", parse_math=False,
            fontproperties=self._plotting.font(size, bold=bold),
        )  # fmt: skip

    # What moves.

    def _make_moving(self) -> None:
        x = _WIDTH - _RIGHT + 0.16
        top = -_LANE + 0.02
        (self._line,) = self._axes.plot(
            [0, 0], [-self._axes_height, top], color=INK, linewidth=1.6,
            marker="v", markersize=7, markevery=[1],
        )  # fmt: skip
        self._now = self._text(x, self._height - 0.26, "", size=_SMALL, bold=True)
        self._said = [
            self._text(x, self._inches(y), "", size=_SMALL, middle=True) for y in self._rows
        ]
        for artist in (self._line, self._now, *self._said):
            artist.set_animated(True)

    def _say(self, states: tuple[str, ...]) -> None:
        """Write beside each bar what its token is good for; kept until one of them changes."""
        self._canvas.restore_region(self._still)
        for artist, words in zip(self._said, states, strict=True):
            artist.set_text(words)
            artist.set_color(REFUSED if words.startswith(OVER) else INK)
            self._figure.draw_artist(artist)
        self._states, self._with_states = states, self._canvas.copy_from_bbox(self._figure.bbox)

    def _move_to(self, now: dt.datetime) -> None:
        x = self.window.place(now)
        self._line.set_xdata([x, x])
        self._now.set_text(f"now {moment_words(now)} UTC")
        self._figure.draw_artist(self._line)
        self._figure.draw_artist(self._now)


def _fitted(text: str, points: float, size: float = _TEXT, *, bold: bool = False) -> str:
    """As much of the front of a text as fits into so many points."""
    text = clean(text)
    if text_width(text, size, bold) <= points:
        return text
    while text and text_width(text + ELLIPSIS, size, bold) > points:
        text = text[:-1]
    return text + ELLIPSIS
