"""What a pair is: one probe, and what it finds in stock moto and in the lab."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cognito_lab.aws.ledger import Behaviour
from tests.aws.ledger_scene import Scene


@dataclass(frozen=True)
class Pair:
    """The probe of one row, and what it finds in stock moto and in the lab.

    `behind` names rows that hide moto's own behaviour as long as they are on.
    """

    probe: Callable[[Scene], Any]
    moto: Any
    lab: Any
    behind: tuple[str, ...] = ()


PAIRS: dict[str, Pair] = {}


def pair(
    row: Behaviour, *, moto: Any, lab: Any, behind: tuple[Behaviour, ...] = ()
) -> Callable[[Callable[[Scene], Any]], None]:
    """Register the function below as the probe of a row."""

    def register(probe: Callable[[Scene], Any]) -> None:
        assert row.id not in PAIRS
        PAIRS[row.id] = Pair(probe, moto, lab, tuple(other.id for other in behind))

    return register


def shape(text: str, **shapes: str) -> str:
    """The name of the pattern that a text has, or the text itself."""
    return next((name for name, pattern in shapes.items() if re.fullmatch(pattern, text)), text)
