"""Which check stops which attack, found out by trying: each attack at a verifier that asks all
gates, and at verifiers that leave out one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.expected import Expected
from cognito_lab.tokens.forgeries import FORGERIES, ForgedToken, Loot, forge
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reasons import TokenReason


class Stops(enum.StrEnum):
    """What one gate does about one attack."""

    ALONE = "stops it: without this check it gets through"
    TOO = "stops it too: without this check another one does"
    UNREAD = "gets nothing to look at, for the token cannot be read"
    NOT = "lets it pass"


@dataclass(frozen=True, slots=True)
class AttackRow:
    """One attack at each gate."""

    name: str
    title: str
    belief: str
    stops: Mapping[Gate, Stops]

    @property
    def gets_through(self) -> bool:
        """Whether no gate stops it: then it is no attack, or a gate is missing."""
        return all(stops is Stops.NOT for stops in self.stops.values())


@dataclass(frozen=True, slots=True)
class GateMatrix:
    """All attacks at all gates that were asked."""

    gates: tuple[Gate, ...]
    rows: tuple[AttackRow, ...]

    def stopped_by(self, gate: Gate) -> tuple[str, ...]:
        """The attacks that this gate alone stops."""
        return tuple(row.name for row in self.rows if row.stops[gate] is Stops.ALONE)


def gate_matrix(
    honest: str,
    jwks: KeySet | Mapping[str, Any],
    expected: Expected,
    loot: Loot,
    names: Sequence[str] = tuple(FORGERIES),
) -> GateMatrix:
    """Try each forgery of `honest` at each gate.

    A forgery whose honest token the loot does not have is left out. Raises KeyError for a name
    that is no forgery.
    """
    keys = jwks if isinstance(jwks, KeySet) else KeySet.read(jwks)
    needed = {name: FORGERIES[name].honest for name in names}
    possible = [name for name in names if not needed[name] or needed[name] in loot.tokens]
    attacks = {name: forge(honest, name, loot=loot) for name in possible}
    rows = tuple(attack_row(name, attack, keys, expected) for name, attack in attacks.items())
    return GateMatrix(tuple(rows[0].stops) if rows else (), rows)


def attack_row(name: str, attack: ForgedToken, keys: KeySet, expected: Expected) -> AttackRow:
    """One attack at each gate that `expected` asks for."""
    whole = verify_without((), attack.token, keys, expected, attack.published)
    stops = {}
    for check in whole.checks:
        gate = Gate(check.subject)
        without = verify_without((gate,), attack.token, keys, expected, attack.published)
        if not whole.accepted and without.accepted:
            stops[gate] = Stops.ALONE
        elif check.passed:
            stops[gate] = Stops.NOT
        else:
            stops[gate] = Stops.UNREAD if check.reason == TokenReason.UNREAD else Stops.TOO
    title = " + ".join(forgery.title for forgery in attack.forgeries)
    return AttackRow(name, title, " ".join(attack.beliefs), stops)
