"""What was decided on the call in progress: whoever decides leaves its evidence on the record.

The guard leaves the evaluation of a policy, an identity pool or STS the whole way from a login to a
role. So a picture can be drawn from the recorded call, and nothing is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any


class EvidenceOfACall:
    """The evidence that was left last: what it is, its author says (`ApiCall.evaluation`)."""

    def __init__(self) -> None:
        self.left: Any = None


_in_progress: ContextVar[EvidenceOfACall | None] = ContextVar("evidence of a call", default=None)


def leave_evidence(evidence: Any) -> None:
    """Put a decision's evidence on the call in progress; what was there before gives way.

    Does nothing where no call is in progress.
    """
    call = _in_progress.get()
    if call is not None:
        call.left = evidence


@contextmanager
def collecting_evidence() -> Iterator[EvidenceOfACall]:
    """Inside the block a call is in progress, and its evidence is kept."""
    call = EvidenceOfACall()
    token = _in_progress.set(call)
    try:
        yield call
    finally:
        _in_progress.reset(token)
