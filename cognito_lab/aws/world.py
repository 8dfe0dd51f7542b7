"""The state of one running lab, and which lab is running in this process."""

from __future__ import annotations

import datetime as dt

from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.moto_api._internal import mock_random

from cognito_lab.aws.account import ADMINISTRATOR, AccessKey
from cognito_lab.aws.clock import Clock
from cognito_lab.aws.credentials import IssuedCredentials
from cognito_lab.aws.functions import Functions
from cognito_lab.aws.key_store import KeyStore
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.local_providers import Issuers
from cognito_lab.aws.outbox import Message, Outbox
from cognito_lab.aws.randomness import LETTERS_AND_DIGITS, Randomness
from cognito_lab.flow.call import Note
from cognito_lab.flow.recording import Recording
from cognito_lab.tokens.keys import SigningKey


class World:
    """Everything that belongs to one lab; moto's backends hold the rest.

    `begin()` brings the first moment back: no pools, no users, no messages, no calls, the
    clock at its start, every stream of random values at its beginning. The functions stay:
    they are the learner's code. `administrator` is the key of the account's root; the trace
    keeps its last `longest_trace` entries, or all.
    """

    def __init__(
        self,
        seed: int | str | None,
        *,
        clock: Clock | None = None,
        administrator: AccessKey = ADMINISTRATOR,
        longest_trace: int | None = None,
    ) -> None:
        self.seed = seed
        self.clock = Clock(on_move=self._clock_moved) if clock is None else clock
        self.administrator = administrator
        self.outbox = Outbox()
        self.trace = Recording(longest_trace)
        self.functions = Functions()
        self.ledger = Ledger(ROWS)
        self._draw_anew()

    def _draw_anew(self) -> None:
        self.randomness = Randomness(self.seed)
        self.keys = KeyStore(self.randomness.stream("keys"))
        self.issued = IssuedCredentials(self.randomness)
        self.issuers = Issuers(
            self.clock.now,
            self.keys.take_for_others,
            lambda: self.randomness.text("providers", 43, LETTERS_AND_DIGITS),
        )
        self._identity_key: SigningKey | None = None
        self._clock_note: Note | None = None
        self._moved = dt.timedelta(0)

    def begin(self) -> None:
        """Empty the world; held references to its clock, outbox and trace stay good."""
        self._draw_anew()
        self.clock.restart()
        self.outbox.clear()
        self.trace.clear()
        BackendDict.reset()
        reset_model_data()
        mock_random.seed(None if self.seed is None else f"cognito_lab/{self.seed}/moto")

    @property
    def identity_key(self) -> SigningKey:
        """The key that the identity pools' own tokens are signed with, once there is one."""
        if self._identity_key is None:
            self._identity_key = self.keys.take_for_others()
        return self._identity_key

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
        """Say so in the trace; moves one after the other (a polling loop) are one note."""
        if self.trace.is_last(self._clock_note):
            step += self._moved
        text = f"the clock moved by {_in_words(step)}"
        self._clock_note = self.trace.note(
            self.clock.now(), "clock", text, replacing=self._clock_note
        )
        self._moved = step


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
