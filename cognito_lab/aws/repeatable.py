"""Where ids come from something that the seed of moto does not reach.

moto draws most ids from one generator, which the lab seeds. STS session tokens, S3 upload
ids and the pictures of MFA devices come from `os.urandom` instead, a paging token holds
Python's `hash()`, which differs from process to process, and botocore makes up idempotency
tokens with `uuid` and waits with `random`. `patches` puts these in the places where those
modules look.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Set
from typing import Any

from cognito_lab.aws.world import current_world


class OsWithTheLabsRandomness:
    """The `os` module with `urandom` drawn from the running lab's seed."""

    @staticmethod
    def urandom(size: int) -> bytes:
        """`size` random bytes; without a seed they are the operating system's."""
        return current_world().randomness.stream("urandom").randbytes(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


class UuidWithTheLabsRandomness:
    """The `uuid` module with `uuid4` drawn from the running lab's seed."""

    @staticmethod
    def uuid4() -> uuid.UUID:
        """A random UUID; without a seed it is the operating system's."""
        return uuid.UUID(int=current_world().randomness.stream("uuid").getrandbits(128), version=4)

    def __getattr__(self, name: str) -> Any:
        return getattr(uuid, name)


def repeatable_backoff(delay_amount: Callable[..., float]) -> Callable[..., float]:
    """botocore's wait before a retry, with its random share drawn from the running lab's seed."""

    def delay(self: Any, context: Any) -> float:
        self._random = current_world().randomness.stream("retries").random
        return delay_amount(self, context)

    return delay


def repeatable_hash(value: Any) -> int:
    """A number for any nesting of sets, tuples and plain values, the same in every process."""
    return int.from_bytes(hashlib.sha256(_in_order(value).encode()).digest()[:6])


def _in_order(value: Any) -> str:
    if isinstance(value, Set):
        return f"{{{', '.join(sorted(map(_in_order, value)))}}}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_in_order, value))})"
    return repr(value)
