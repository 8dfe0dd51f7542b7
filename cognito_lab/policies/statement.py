"""One statement of a policy, ready to be matched against requests."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cognito_lab.policies.matching import ElementMatch, Grant, StatementMatch
from cognito_lab.policies.reasons import MatchReason

if TYPE_CHECKING:
    from cognito_lab.policies.action_element import ActionElement
    from cognito_lab.policies.condition_element import Condition
    from cognito_lab.policies.facts import Facts
    from cognito_lab.policies.principal_element import PrincipalElement
    from cognito_lab.policies.resource_element import ResourceElement

_row = tuple.__new__


class Effect(enum.StrEnum):
    """What a statement does where it applies."""

    ALLOW = "Allow"
    DENY = "Deny"


class Statement:
    """A statement: `place` is its number in the policy, counted from 0; `sid` its Sid, if any."""

    __slots__ = ("actions", "conditions", "effect", "place", "principals", "resources", "sid")

    def __init__(
        self,
        place: int,
        sid: str | None,
        effect: Effect,
        principals: PrincipalElement | None,
        actions: ActionElement,
        resources: ResourceElement | None,
        conditions: Sequence[Condition],
    ) -> None:
        self.place = place
        self.sid = sid
        self.effect = effect
        self.principals = principals
        self.actions = actions
        self.resources = resources
        self.conditions = tuple(conditions)

    @property
    def name(self) -> str:
        """How it is spoken of: `Statement[1]`, or `Statement[1] "OwnFolder"`."""
        return f"Statement[{self.place}]" + (f' "{self.sid}"' if self.sid else "")

    def applies(self, facts: Facts) -> Grant:
        """How it applies to the request: `NOBODY` where it does not. What fails first ends it."""
        if not self.actions.match(facts, None):
            return Grant.NOBODY
        if self.resources is not None and not self.resources.match(facts, None):
            return Grant.NOBODY
        grant = Grant.FULL if self.principals is None else self.principals.match(facts, None)
        if not grant:
            return Grant.NOBODY
        for condition in self.conditions:
            if not condition.match(facts, None):
                return Grant.NOBODY
        return grant

    def match(self, facts: Facts, policy: int) -> StatementMatch:
        """The same with all evidence: every element is looked at, whatever the others say."""
        rows: list[ElementMatch] = []
        grant = Grant.FULL if self.principals is None else self.principals.match(facts, rows)
        applies = bool(grant)
        if not self.actions.match(facts, rows):
            applies = False
        if self.resources is None:
            rows.append(_OWN_RESOURCE)
        elif not self.resources.match(facts, rows):
            applies = False
        for condition in self.conditions:
            if not condition.match(facts, rows):
                applies = False
        row = (policy, self, applies, grant if applies else Grant.NOBODY, tuple(rows))
        return _row(StatementMatch, row)


_OWN_RESOURCE = ElementMatch("Resource", None, None, True, MatchReason.OWN_RESOURCE, ())
