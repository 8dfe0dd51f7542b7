"""The state of one running lab, and which lab is running in this process."""

from __future__ import annotations

import datetime as dt

from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.moto_api._internal import mock_random

from cognito_lab.aws.clock import Clock
from cognito_lab.aws.key_store import KeyStore
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.outbox import Message, Outbox
from cognito_lab.aws.randomness import Randomness
from cognito_lab.flow.trace import Recording


class World:
    """Everything that belongs to one lab; moto's backends hold the rest.

    `begin()` brings the first moment back: no pools, no users, no messages, no calls, the
    clock at its start, every stream of random values at its beginning.
    """

    def __init__(self, seed: int | str | None) -> None:
        self.randomness = Randomness(seed)
        self.clock = Clock(on_move=self._clock_moved)
        self.outbox = Outbox()
        self.trace = Recording()
        self.ledger = Ledger(ROWS)
        self.keys = KeyStore(self.randomness.stream("keys"))

    def begin(self) -> None:
        """Empty the world; held references to its clock, outbox and trace stay good."""
        seed = self.randomness.seed
        self.randomness = Randomness(seed)
        self.keys = KeyStore(self.randomness.stream("keys"))
        self.clock.restart()
        self.outbox.clear()
        self.trace.clear()
        BackendDict.reset()
        reset_model_data()
        mock_random.seed(None if seed is None else f"cognito_lab/{seed}/moto")

    def deliver(self, message: Message) -> None:
        """Put a message into the outbox, and say so in the trace."""
        self.outbox.send(message)
        code = " with a code" if message.code else ""
        self.trace.note(
            message.at,
            "message",
            f"{message.medium} to {message.recipient}: {message.purpose}{code}",
        )

    def _clock_moved(self, step: dt.timedelta) -> None:
        self.trace.note(self.clock.now(), "clock", f"the clock moved by {_in_words(step)}")


def _in_words(step: dt.timedelta) -> str:
    """A duration in its two largest units: `1 h 1 min`, `24 h`, `0.5 s`."""
    seconds = step.total_seconds()
    if seconds < 60:
        return f"{seconds:g} s"
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    parts = []
    for name, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count:g} {name}")
    return " ".join(parts[:2])


class NoLabRunning(RuntimeError):
    """Something asked for the running lab, and there is none."""


_current: World | None = None


def current_world() -> World:
    """The world of the running lab. Raises NoLabRunning where there is none."""
    if _current is None:
        raise NoLabRunning("no lab is running in this process: call start_lab() first")
    return _current


def current_world_or_none() -> World | None:
    """The world of the running lab, or None."""
    return _current


def set_current_world(world: World | None) -> None:
    """Say which lab answers from now on."""
    global _current
    _current = world
