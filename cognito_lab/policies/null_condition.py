"""Null: whether the request has a condition key at all, whatever its value.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cognito_lab.policies.matching import ElementMatch, ValueMatch
from cognito_lab.policies.operators import NULL
from cognito_lab.policies.reasons import MatchReason

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts

_row = tuple.__new__


class NullCondition:
    """ "Use a Null condition operator to check if a condition key is absent at the time of
    authorization": `true` for absent, `false` for there and not null."""

    __slots__ = ("absent", "key", "lowered", "written")

    def __init__(self, key: str, values: Sequence[tuple[str, bool]]) -> None:
        self.key = key
        self.lowered = key.lower()
        self.written = tuple(written for written, _ in values)
        self.absent = tuple(absent for _, absent in values)

    def match(self, facts: Facts, rows: list[ElementMatch] | None) -> bool:
        """Whether the key is there, or absent, as the condition has it; with `rows`, also why."""
        texts = facts.values.get(self.lowered)
        # "…the key exists and its value is not null": without a value it is null, and so is an
        # empty text.
        is_absent = not texts or texts == ("",)
        holds = is_absent in self.absent
        if rows is not None:
            reason = MatchReason.KEY_IS_NOT_THERE if is_absent else MatchReason.KEY_IS_THERE
            found = None if not texts else texts[0]
            values = tuple(
                _row(ValueMatch, (written, written, found, absent is is_absent, reason))
                for written, absent in zip(self.written, self.absent, strict=True)
            )
            row = ("Condition", NULL, self.key, holds, reason, values)
            rows.append(_row(ElementMatch, row))
        return holds
