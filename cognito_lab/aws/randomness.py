"""Where ids, secrets and codes come from: one seed for all, or the operating system.

With a seed, every purpose draws from a stream of its own, so that one more code sent
does not change the ids made after it. Without one, every stream is `secrets`-strong.
"""

from __future__ import annotations

import random
import secrets
import string

LOWER_AND_DIGITS = string.ascii_lowercase + string.digits
LETTERS_AND_DIGITS = string.ascii_letters + string.digits


class Randomness:
    """Named streams of random values, repeatable when `seed` is given (int or str)."""

    def __init__(self, seed: int | str | None) -> None:
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, (int, str))):
            raise TypeError(f"seed must be a whole number, a text or None, not {seed!r}")
        self.seed = seed
        self._streams: dict[str, random.Random] = {}

    def stream(self, purpose: str) -> random.Random:
        """The stream of one purpose, such as `"codes"`."""
        if purpose not in self._streams:
            self._streams[purpose] = (
                secrets.SystemRandom()
                if self.seed is None
                else random.Random(f"cognito_lab/{self.seed}/{purpose}")
            )
        return self._streams[purpose]

    def text(self, purpose: str, length: int, alphabet: str = LOWER_AND_DIGITS) -> str:
        """`length` characters of `alphabet`."""
        return "".join(self.stream(purpose).choices(alphabet, k=length))

    def digits(self, purpose: str, length: int) -> str:
        """A code of `length` decimal digits, leading zeros included."""
        return self.text(purpose, length, string.digits)
