"""What the switches of the operators have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from cognito_lab.policies.operators import OPERATORS as TABLE
from cognito_lab.policies.wildcards import Piece, Wildcard
from tests.policies.rules_off.rule import Switch

Pieces = Sequence[Piece]


def changed(name: str, **fields: Any) -> Switch:
    """One operator with another `negated`, `read` or `compile`."""
    return lambda patch: patch.setitem(TABLE, name, TABLE[name]._replace(**fields))


def respelt(name: str, change: Callable[[list[Piece]], list[Piece]]) -> Switch:
    """One operator that takes other pieces than those of the policy's value."""
    real = TABLE[name].compile
    return changed(name, compile=lambda pieces: real(change(list(pieces))))


def ignoring_case(name: str) -> Switch:
    """One operator that ignores case."""
    real = TABLE[name]

    def lowered(pieces: Pieces) -> Any:
        return real.compile([p.lower() if isinstance(p, str) else p for p in pieces])

    return changed(name, read=lambda text: real.read(text.lower()), compile=lowered)


def ending_at(sign: str) -> Callable[[Pieces], Any]:
    """What makes the test of a text whose `*` does not pass this sign."""
    meanings = {Wildcard.MANY: f"[^{sign}]*", Wildcard.ONE: "."}

    def compiled(pieces: Pieces) -> Any:
        parts = [re.escape(p) if isinstance(p, str) else meanings[p] for p in pieces]
        pattern = re.compile("".join(parts), re.DOTALL)
        return lambda found: pattern.fullmatch(found) is not None

    return compiled


def literal(sign: Wildcard) -> Callable[[list[Piece]], list[Piece]]:
    return lambda pieces: [piece.value if piece is sign else piece for piece in pieces]
