"""A timeline in words and numbers: what its picture and its table both say, without a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.tokens.token_life import (
    DOORS,
    REFRESH,
    Door,
    LifeReason,
    TokenEvent,
    TokenLife,
    check_life,
)

COLUMNS = ("", "from", "until", *(str(door) for door in Door))
GOOD, OVER, NEITHER = "✓", "✕", "–"
_SHORT = {Door.OFFLINE: "offline", Door.COGNITO: "Cognito", Door.REFRESH: "refresh"}
_EDGE = 0.04
_CLOSE = 0.075
_MOST_TICKS = 6
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 5, 10, 30, 90, 180, 365, 730, 1825, 3650)),
)


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when a timeline shows; both aware datetimes."""

    start: dt.datetime
    end: dt.datetime

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start).total_seconds()

    def place(self, moment: dt.datetime) -> float:
        """Where a moment lies, from 0 at the start to 1 at the end, and beyond."""
        return (moment - self.start).total_seconds() / self.seconds


def window_of(
    lives: Sequence[TokenLife], events: Sequence[TokenEvent], now: dt.datetime | None = None
) -> Window:
    """What has to be seen: all events, ID and access tokens to their ends, and `now`.

    A refresh token mostly runs out of the picture at the right: it lives a hundred times as long.
    Raises ValueError where there is neither a token nor an event.
    """
    moments = [life.issued for life in lives] + [event.at for event in events]
    if not moments:
        raise ValueError("a timeline needs at least one token or event")
    ends = [life.expires for life in lives if life.use != REFRESH]
    if not ends:
        ends = [life.expires for life in lives]
    if now is not None:
        moments.append(now)
    start, end = min(moments), max(moments + ends)
    edge = max((end - start) * _EDGE, dt.timedelta(seconds=1))
    return Window(start - edge, end + edge)


def ticks(window: Window) -> Iterator[tuple[float, str]]:
    """Round moments of a window: their place and their name."""
    step = next((s for s in _STEPS if window.seconds / s <= _MOST_TICKS), _STEPS[-1])
    midnight = window.start.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    number = int((window.start - midnight).total_seconds() // step) + 1
    days = window.seconds > _DAY
    form = "%Y-%m-%d" if step >= _DAY else "%m-%d %H:%M" if days else "%H:%M"
    if step < _MINUTE:
        form = "%H:%M:%S"
    while (moment := midnight + number * dt.timedelta(seconds=step)) <= window.end:
        yield window.place(moment), moment.strftime(form)
        number += 1


def clusters(events: Sequence[TokenEvent], window: Window) -> Iterator[tuple[float, str]]:
    """Events with their numbers; those that lie too close together have one place: `2–4`."""
    begin = None
    grouped: list[tuple[float, list[int]]] = []
    for number, event in numbered(events):
        place = window.place(event.at)
        if begin is None or place - begin > _CLOSE:
            begin = place
            grouped.append((place, []))
        grouped[-1][1].append(number)
    for place, numbers in grouped:
        first, last = numbers[0], numbers[-1]
        yield place, str(first) if first == last else f"{first}–{last}"


def numbered(events: Sequence[TokenEvent]) -> list[tuple[int, TokenEvent]]:
    """The events in the order of their times, numbered from 1."""
    return list(enumerate(sorted(events, key=lambda event: event.at), 1))


def state_words(life: TokenLife, now: dt.datetime) -> str:
    """For what a token is good now: `✓ offline, ✕ Cognito: revoked`."""
    checks = [(door, check_life(life, door, now)) for door in DOORS[life.use]]
    reasons = {check.reason for _, check in checks}
    if reasons == {LifeReason.NOT_MADE}:
        return f"{NEITHER} {LifeReason.NOT_MADE}"
    if LifeReason.GOOD not in reasons:
        return f"{OVER} {', '.join(dict.fromkeys(check.reason for _, check in checks))}"
    return ", ".join(
        f"{GOOD} {_SHORT[door]}" if check.accepted else f"{OVER} {_SHORT[door]}: {check.reason}"
        for door, check in checks
    )


def moment_words(moment: dt.datetime) -> str:
    """A moment to the second, in UTC."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"


def timeline_table(
    title: str, lives: Sequence[TokenLife], events: Sequence[TokenEvent], now: dt.datetime
) -> Table:
    """The tokens with what each is good for now, then the events."""
    rows = [
        (
            clean(life.label),
            moment_words(life.issued),
            moment_words(life.expires),
            *(_cell(life, door, now) for door in Door),
        )
        for life in lives
    ]
    rows += [
        (clean(f"{number} {event}"), moment_words(event.at), "", "", "", "")
        for number, event in numbered(events)
    ]
    return Table(f"{title}, now {moment_words(now)} UTC, as text", COLUMNS, tuple(rows))


def _cell(life: TokenLife, door: Door, now: dt.datetime) -> str:
    check = check_life(life, door, now)
    if check.reason is LifeReason.NO_DOOR:
        return ""
    if check.accepted:
        return f"{GOOD} until {moment_words(life.good_until(door))}"
    sign = NEITHER if check.reason is LifeReason.NOT_MADE else OVER
    return f"{sign} {check.reason}"


def changes_of(lives: Sequence[TokenLife], events: Sequence[TokenEvent]) -> list[dt.datetime]:
    """Every moment at which something happens, or a token begins or ceases to be good somewhere."""
    moments = {event.at for event in events} | {life.issued for life in lives}
    moments |= {life.good_until(door) for life in lives for door in DOORS[life.use]}
    return sorted(moments)


def in_families(lives: Sequence[TokenLife]) -> list[tuple[str, list[TokenLife]]]:
    """The lives by their sign-ins, in the order in which these came."""
    found: dict[str, list[TokenLife]] = {}
    for life in lives:
        found.setdefault(life.family, []).append(life)
    return list(found.items())
