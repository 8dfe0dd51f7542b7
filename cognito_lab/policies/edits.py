"""The single edits of a request line that are tried, what each costs, and where it stands."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, NamedTuple

from cognito_lab.policies.layers import Layer


class EditKind(enum.StrEnum):
    """One thing that is changed."""

    ADD_VALUE = "add-value"
    """The request's own action, resource, caller or value of a key, in a list of a statement."""
    REMOVE_VALUE = "remove-value"
    """One value of such a list, where another is left."""
    GIVE_KEY = "give-key"
    """A value for a condition key that the request has not."""
    REMOVE_CONDITION = "remove-condition"
    """One key under one operator."""
    REMOVE_STATEMENT = "remove-statement"
    """A statement, where another is left in its policy."""
    ADD_STATEMENT = "add-statement"
    """A statement about this caller, action and resource alone, in a policy that is there."""
    REMOVE_POLICY = "remove-policy"
    """One of the policies of a layer that has a list of them."""
    ADD_POLICY = "add-policy"
    """A policy with such a statement, in such a layer."""
    CREATE_LAYER = "create-layer"
    """A layer that is not there, with such a statement."""
    REMOVE_LAYER = "remove-layer"
    """A whole layer."""


COSTS: Mapping[EditKind, int] = {
    EditKind.ADD_VALUE: 1,
    EditKind.REMOVE_VALUE: 1,
    EditKind.GIVE_KEY: 1,
    EditKind.REMOVE_CONDITION: 2,
    EditKind.REMOVE_STATEMENT: 3,
    EditKind.ADD_STATEMENT: 3,
    EditKind.REMOVE_POLICY: 4,
    EditKind.ADD_POLICY: 4,
    EditKind.CREATE_LAYER: 5,
    EditKind.REMOVE_LAYER: 5,
}
"""The more a person has to read before making it, the more an edit costs. The lab's own scale."""

LEVELLED = frozenset({Layer.RESOURCE_CONTROL, Layer.SERVICE_CONTROL})
"""The layers with a list of policies at each level of an organization."""
SINGLE = frozenset({Layer.RESOURCE, Layer.BOUNDARY})
"""The layers of one policy."""


class Place(NamedTuple):
    """Where something is changed: as far as it is about a layer, a policy, a statement of it.

    All None is the request's context.
    """

    layer: Layer | None = None
    level: int | None = None
    policy: int | None = None
    statement: int | None = None

    @property
    def steps(self) -> tuple[str | int, ...]:
        """The way from a line to the policy, or to the layer."""
        if self.layer is None:
            return ("context",)
        policy = None if self.layer in SINGLE else self.policy
        below = (number for number in (self.level, policy) if number is not None)
        return (self.layer.value, *below)

    def __str__(self) -> str:
        name, *numbers = self.steps
        text = f"{name}{''.join(f'[{number}]' for number in numbers)}"
        return text + (f".Statement[{self.statement}]" if self.statement is not None else "")


class Change(NamedTuple):
    """An edit, and the line with it: for `read_request_line`, or to be shown."""

    kind: EditKind
    place: Place
    sentence: str
    line: dict[str, Any]

    @property
    def cost(self) -> int:
        """What the edit costs, by `COSTS`."""
        return COSTS[self.kind]


def document_at(line: Mapping[str, Any], place: Place) -> Any:
    """The policy's document at a place."""
    found: Any = line
    for step in place.steps:
        found = found[step]
    return found


def with_document(line: Mapping[str, Any], place: Place, *document: Any) -> dict[str, Any]:
    """The line with another document there, or with none; one behind the last is a new one.

    Everything that is not on the way to it is shared with the line.
    """
    changed: dict[str, Any] = _put(line, place.steps, document)
    return changed


def _put(whole: Any, steps: tuple[str | int, ...], put: tuple[Any, ...]) -> Any:
    first, rest = steps[0], steps[1:]
    if isinstance(first, str):
        below = _put(whole.get(first, []), rest, put) if rest else put[0]
        return {**whole, first: below}
    items = [_put(whole[first], rest, put)] if rest else put
    return [*whole[:first], *items, *whole[first + 1 :]]


def statements_of(document: Mapping[str, Any]) -> list[Any]:
    """The statements of a document, a single one as a list."""
    given = document["Statement"]
    return list(given) if isinstance(given, list) else [given]


def with_statement(
    line: Mapping[str, Any], place: Place, number: int, *statement: Any
) -> dict[str, Any]:
    """The line with another statement of that number in the policy there, or with none."""
    document = document_at(line, place)
    statements = _put(statements_of(document), (number,), statement)
    return with_document(line, place, {**document, "Statement": statements})
