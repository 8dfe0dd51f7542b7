"""Who makes the call in progress: the wire says it, adapters of services ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cognito_lab.aws.principals import UNSIGNED, Caller

_in_progress: ContextVar[Caller] = ContextVar("caller in progress", default=UNSIGNED)


def caller_in_progress() -> Caller:
    """The caller of the call that is being answered."""
    return _in_progress.get()


@contextmanager
def answering(caller: Caller) -> Iterator[None]:
    """Inside the block the call in progress is this caller's."""
    token = _in_progress.set(caller)
    try:
        yield
    finally:
        _in_progress.reset(token)
