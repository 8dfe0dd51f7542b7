"""The lab's clock: it stands still, and moves when something happens.

It starts at a fixed moment, moves one second with every recorded call, by
`lab.clock.advance(minutes=61)`, and by `time.sleep(n)` in the learner's own thread, which
moves it and returns at once. boto3, moto, PyJWT and the notebook all see this time, for
time-machine puts it underneath Python's own clock functions. `time.monotonic` and
`time.perf_counter` stay real, and so do sleeps in other threads: the notebook's own
machinery waits on them.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import SupportsIndex
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import time_machine

START = dt.datetime(2026, 1, 5, 9, 0, 0, tzinfo=dt.UTC)
"""A Monday morning; every lab begins at this moment."""

_real_sleep = time.sleep


class Clock:
    """The time that everybody in this process sees while the lab runs."""

    def __init__(self, on_move: Callable[[dt.timedelta], None] | None = None) -> None:
        self._now = START
        self._on_move = on_move
        self._lock = threading.RLock()
        self._travel: time_machine.travel | None = None
        self._coordinates: time_machine.Traveller | None = None
        self._thread: int | None = None

    def now(self) -> dt.datetime:
        """The lab's time, in UTC."""
        return self._now

    @property
    def running(self) -> bool:
        """Whether Python's clock functions show this clock."""
        return self._coordinates is not None

    def advance(
        self,
        *,
        weeks: float = 0,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> dt.datetime:
        """Move the clock forward and return the new time.

        Raises ValueError for a step backwards: tokens already issued would come from the
        future. `lab.reset()` brings the first moment back.
        """
        step = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        if step < dt.timedelta(0):
            raise ValueError(
                f"the lab's clock cannot go back ({step.total_seconds():g} s). "
                "lab.reset() starts it again at its first moment"
            )
        self._move(step)
        if self._on_move is not None and step:
            self._on_move(step)
        return self._now

    def tick(self) -> None:
        """One second for a recorded call, so that no two events coincide."""
        self._move(dt.timedelta(seconds=1))

    def restart(self) -> None:
        """Back to the first moment."""
        self._move(START - self._now)

    def _move(self, step: dt.timedelta) -> None:
        with self._lock:
            self._now += step
            if self._coordinates is not None:
                self._coordinates.move_to(_local(self._now), tick=False)

    def start(self) -> None:
        """Put this clock underneath Python's; the calling thread is the learner's."""
        if self.running:
            return
        self._thread = threading.get_ident()
        self._travel = time_machine.travel(_local(self._now), tick=False)
        self._coordinates = self._travel.start()
        time.sleep = self._sleep

    def stop(self) -> None:
        """Give Python its own clock back."""
        if self._travel is None:
            return
        time.sleep = _real_sleep
        self._travel.stop()
        self._travel = self._coordinates = None

    def _sleep(self, seconds: float | SupportsIndex, /) -> None:
        if threading.get_ident() != self._thread:
            _real_sleep(seconds)
            return
        length = float(seconds)
        if length < 0:
            raise ValueError("sleep length must be non-negative")
        self.advance(seconds=length)

    def __repr__(self) -> str:
        return f"<the lab's clock: {self._now:%Y-%m-%d %H:%M:%S} UTC>"


def _local(moment: dt.datetime) -> dt.datetime:
    """In a named zone, which makes time-machine set the local time zone to UTC too.

    So a time that boto3 prints is the same on every machine.
    """
    with suppress(ZoneInfoNotFoundError):
        return moment.astimezone(ZoneInfo("UTC"))
    return moment
