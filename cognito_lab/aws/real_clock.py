"""The machine's own clock, for a lab that is served: clients elsewhere have no other.

A client signs with its own time and reads `exp` by it, so the server's has to be the same.
"""

from __future__ import annotations

import datetime as dt
from typing import SupportsIndex

from cognito_lab.aws.clock import Clock


class RealClock(Clock):
    """Shows this machine's time and moves by itself: `start_lab(clock=RealClock())`.

    Nothing is put underneath Python's clock functions, and no sleep is shortened.
    """

    def now(self) -> dt.datetime:
        """The machine's time, in UTC."""
        return dt.datetime.now(dt.UTC)

    @property
    def running(self) -> bool:
        """False: Python's clock functions show their own time."""
        return False

    def advance(
        self,
        *,
        weeks: float = 0,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> dt.datetime:
        """Raises ValueError: nobody moves the machine's clock."""
        raise ValueError(
            "this lab runs on the machine's own clock, which cannot be moved: "
            "start_lab() without a clock has one that can"
        )

    def catch_up(self) -> dt.datetime:
        """The machine's time; there is nothing to catch up with."""
        return self.now()

    def tick(self) -> None:
        """A recorded call takes the time that it takes."""

    def restart(self) -> None:
        """A lab that begins again does so now."""

    def start(self) -> None:
        """Python's clock functions stay as they are."""

    def stop(self) -> None:
        """Nothing was taken hold of."""

    def sleep(self, seconds: float | SupportsIndex) -> None:
        """Raises ValueError: `time.sleep` is Python's own here, and never asks this clock."""
        raise ValueError("time.sleep is Python's own while the lab runs on the machine's clock")

    def __repr__(self) -> str:
        return f"<the machine's clock: {self.now():%Y-%m-%d %H:%M:%S} UTC>"
