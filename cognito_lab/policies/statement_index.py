"""Which statements of a policy can match at all, by the request's action and resource.

A policy of a thousand statements has a few that speak of the action; only those are looked at.
A statement is entered under each of its actions, and there under what its resources begin with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cognito_lab.policies.matching import Grant

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts
    from cognito_lab.policies.statement import Statement

_ANY_ACTION = "*"


class _ByAnchor:
    """The statements of one action, by what their resources begin with (`""` for anything)."""

    __slots__ = ("lengths", "statements")

    def __init__(self) -> None:
        self.statements: dict[str, list[Statement]] = {}
        self.lengths: tuple[int, ...] = ()

    def enter(self, anchor: str, statement: Statement) -> None:
        entered = self.statements.setdefault(anchor, [])
        if not entered or entered[-1] is not statement:
            entered.append(statement)

    def close(self) -> None:
        self.lengths = tuple(sorted({len(anchor) for anchor in self.statements}))

    def candidates(self, resource: str) -> Iterator[Statement]:
        for length in self.lengths:
            if length > len(resource):
                return
            yield from self.statements.get(resource[:length], ())


class StatementIndex:
    """The statements of one effect. The order in which they are found does not matter."""

    __slots__ = ("_by_action",)

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_action: dict[str, _ByAnchor] = {}
        for statement in statements:
            for action in _action_keys(statement):
                by_anchor = self._by_action.setdefault(action, _ByAnchor())
                for anchor in _anchors(statement):
                    by_anchor.enter(anchor, statement)
        for by_anchor in self._by_action.values():
            by_anchor.close()

    def any_applies(self, facts: Facts) -> bool:
        """Whether one of the statements applies to the request."""
        return any(statement.applies(facts) for statement in self._candidates(facts))

    def strongest_grant(self, facts: Facts) -> Grant:
        """The strongest grant of the statements that apply; `NOBODY` where none does."""
        strongest = Grant.NOBODY
        for statement in self._candidates(facts):
            strongest = max(strongest, statement.applies(facts))
            if strongest is Grant.FULL:
                break
        return strongest

    def _candidates(self, facts: Facts) -> Iterator[Statement]:
        if not self._by_action:
            return
        action = facts.action
        service = action[: action.find(":") + 1]
        for key in (action, service, _ANY_ACTION):
            by_anchor = self._by_action.get(key)
            if by_anchor is not None:
                yield from by_anchor.candidates(facts.resource)


def _action_keys(statement: Statement) -> set[str]:
    """An action in full; `s3:` for a pattern of one service; `*` for what may be any."""
    if statement.actions.negated:
        return {_ANY_ACTION}
    keys = set()
    for pattern in statement.actions.patterns:
        if pattern.literal is not None:
            keys.add(pattern.literal)
        else:
            keys.add(_ANY_ACTION if pattern.service is None else f"{pattern.service}:")
    return keys


def _anchors(statement: Statement) -> set[str]:
    resources = statement.resources
    if resources is None or resources.negated:
        return {""}
    return {template.anchor for template in resources.templates}
