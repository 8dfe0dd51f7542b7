"""One row of the table: what was measured, how often, and what it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measurement:
    """Times in milliseconds of one thing that one engine did.

    `peer` is the same thing done by the engine that it is compared with. `value` is what
    the target is about (a ratio, a difference, a time) and `target` its upper bound; both
    are None in a row that is only there to be compared with.
    """

    benchmark: str
    engine: str
    times: Sequence[float]
    peer: Sequence[float] | None = None
    value: float | None = None
    target: float | None = None
    unit: str = ""

    @property
    def median(self) -> float:
        """The middle time."""
        return median(self.times)

    @property
    def ratio(self) -> float | None:
        """This median divided by the peer's."""
        return None if self.peer is None else self.median / median(self.peer)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None for a row without one."""
        if self.value is None or self.target is None:
            return None
        return self.value <= self.target


def against(
    benchmark: str, lab: Sequence[float], moto: Sequence[float], target_ratio: float
) -> list[Measurement]:
    """Two rows: moto's, and the lab's held to a ratio of it."""
    ratio = median(lab) / median(moto)
    return [
        Measurement(benchmark, "moto", moto),
        Measurement(benchmark, "lab", lab, moto, ratio, target_ratio, "×"),
    ]


def slowest(benchmark: str, times: Sequence[float], target: float) -> Measurement:
    """A row of the lab's whose slowest time, in milliseconds, is held to a target."""
    return Measurement(benchmark, "lab", times, None, max(times), target, "ms at most")


def largest(
    benchmark: str, times: Sequence[float], kilobytes: Sequence[float], target: float
) -> Measurement:
    """A row of the lab's whose largest message, in kilobytes, is held to a target."""
    return Measurement(benchmark, "lab", times, None, max(kilobytes), target, "kB at most")
