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
import importlib
import sys
import threading
import time
from collections.abc import Callable
from operator import index
from typing import TYPE_CHECKING, Any, SupportsIndex

if TYPE_CHECKING:
    import time_machine

START = dt.datetime(2026, 1, 5, 9, 0, 0, tzinfo=dt.UTC)
"""A Monday morning; every lab begins at this moment."""


def _import_time_machine() -> Any:
    """time-machine, without pytest: where that is installed it would import all of it.

    It only wants to offer a fixture; each start of the lab would take a tenth longer.
    """
    if "pytest" in sys.modules or "time_machine" in sys.modules:
        return importlib.import_module("time_machine")
    sys.modules["pytest"] = None  # type: ignore[assignment]  # "there is none", says Python
    try:
        return importlib.import_module("time_machine")
    finally:
        del sys.modules["pytest"]


if not TYPE_CHECKING:
    time_machine = _import_time_machine()

_SMALLEST_STEP = dt.timedelta(microseconds=1)


class Clock:
    """The time that everybody in this process sees while the lab runs."""

    def __init__(self, on_move: Callable[[dt.timedelta], None] | None = None) -> None:
        self._now = START
        self._on_move = on_move
        self._lock = threading.RLock()
        self._travel: time_machine.travel | None = None
        self._coordinates: time_machine.Traveller | None = None
        self._thread: int | None = None
        self._before: tuple[Callable[[Any], None], Clock | None] = time.sleep, None

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
        future. `lab.reset()` brings the first moment back. The same for a step that ends
        after the year 9999, which no calendar here can show.
        """
        try:
            step = dt.timedelta(
                weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
            )
            self._now + step
        except (OverflowError, ValueError) as problem:
            raise ValueError(
                f"the lab's clock stands at {self._now:%Y-%m-%d} and cannot move that far "
                f"({problem}). The last moment it can show is in the year 9999"
            ) from None
        if step < dt.timedelta(0):
            raise ValueError(
                f"the lab's clock cannot go back ({step.total_seconds():g} s). "
                "lab.reset() starts it again at its first moment"
            )
        self._move(step)
        if self._on_move is not None and step:
            self._on_move(step)
        return self._now

    def catch_up(self) -> dt.datetime:
        """Move the clock forward to the machine's own time and return it.

        For what shows that time by itself, such as an authenticator app on a phone. Raises
        ValueError where the lab's clock is past it already.
        """
        own = dt.datetime.fromtimestamp(time_machine.escape_hatch.time.time(), dt.UTC)
        if own < self._now:
            raise ValueError(
                f"the lab's clock ({self._now:%Y-%m-%d %H:%M} UTC) is past this machine's "
                f"({own:%Y-%m-%d %H:%M}) and cannot go back. lab.reset() starts it again"
            )
        return self.advance(seconds=(own - self._now).total_seconds())

    def tick(self) -> None:
        """One second for a recorded call, so that no two events coincide."""
        last = dt.datetime.max.replace(tzinfo=dt.UTC)
        self._move(min(dt.timedelta(seconds=1), last - self._now))

    def restart(self) -> None:
        """Back to the first moment."""
        self._move(START - self._now)

    def _move(self, step: dt.timedelta) -> None:
        with self._lock:
            self._now += step
            if self._coordinates is not None:
                self._coordinates.shift(step)

    def start(self) -> None:
        """Put this clock underneath Python's; the calling thread is the learner's."""
        global _running
        if self.running:
            return
        self._thread = threading.get_ident()
        # A moment in UTC makes time-machine set the local time zone to UTC too, so that a
        # time that boto3 prints is the same on every machine.
        self._travel = time_machine.travel(self._now, tick=False)
        self._coordinates = self._travel.start()
        self._before = time.sleep, _running
        time.sleep = _sleep
        _running = self

    def stop(self) -> None:
        """Give Python its own clock back."""
        global _running
        if self._travel is None:
            return
        time.sleep, _running = self._before
        self._travel.stop()
        self._travel = self._coordinates = None

    def sleep(self, seconds: float | SupportsIndex) -> None:
        """What `time.sleep` does while this clock runs: no waiting in the learner's thread."""
        if threading.get_ident() != self._thread:
            _real_sleep(seconds)
            return
        length = seconds if isinstance(seconds, float) else index(seconds)
        if length < 0:
            raise ValueError("sleep length must be non-negative")
        # A sleep too short to count would let `while time.time() < end: sleep(…)` run for ever.
        shortest = _SMALLEST_STEP.total_seconds()
        self.advance(seconds=max(length, shortest) if length else 0)

    def __repr__(self) -> str:
        return f"<the lab's clock: {self._now:%Y-%m-%d %H:%M:%S} UTC>"


_running: Clock | None = None
_real_sleep = time.sleep


# The kernel sleeps for a moment after every cell, and Python's own library and IPython while
# they wait for another program: in the learner's thread, but for real.
_SLEEPS_FOR_REAL = (sys.stdlib_module_names - {"__main__"}) | {
    "IPython",
    "ipykernel",
    "jupyter_client",
    "pexpect",
    "ptyprocess",
    "tornado",
    "zmq",
}


def _sleep(seconds: float | SupportsIndex, /) -> None:
    """In the place of `time.sleep`; whoever holds on to it after the lab sleeps for real."""
    clock = _running
    module = str(sys._getframe(1).f_globals.get("__name__", ""))
    if clock is None or module.partition(".")[0] in _SLEEPS_FOR_REAL:
        _real_sleep(seconds)
    else:
        clock.sleep(seconds)
