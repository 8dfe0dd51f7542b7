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

    def __str__(self) -> str:
        if self.layer is None:
            return "context"
        text = self.layer.value
        if self.level is not None:
            text += f"[{self.level}]"
        if self.policy is not None and self.layer not in SINGLE:
            text += f"[{self.policy}]"
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
    assert place.layer is not None
    given = line[place.layer.value]
    if place.layer in SINGLE:
        return given
    return (given if place.level is None else given[place.level])[place.policy]


def with_document(line: Mapping[str, Any], place: Place, document: Any) -> dict[str, Any]:
    """The line with another document there; None takes it out, one behind the last is new.

    Everything that is not on the way to it is shared with the line.
    """
    assert place.layer is not None
    name = place.layer.value
    if place.layer in SINGLE:
        return {**line, name: document}
    put = [] if document is None else [document]
    given = list(line.get(name, ()))
    assert place.policy is not None
    at = slice(place.policy, place.policy + 1)
    if place.level is None:
        given[at] = put
    else:
        given[place.level] = list(given[place.level])
        given[place.level][at] = put
    return {**line, name: given}


def statements_of(document: Mapping[str, Any]) -> list[Any]:
    """The statements of a document, a single one as a list."""
    given = document["Statement"]
    return list(given) if isinstance(given, list) else [given]


def with_statement(line: Mapping[str, Any], place: Place, statement: Any) -> dict[str, Any]:
    """The same for one statement of a document."""
    document = document_at(line, place)
    statements = statements_of(document)
    assert place.statement is not None
    put = [] if statement is None else [statement]
    statements[place.statement : place.statement + 1] = put
    return with_document(line, place, {**document, "Statement": statements})
