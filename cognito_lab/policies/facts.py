"""What is looked up in a request while its policies are evaluated, each thing worked out once."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies.context_keys import is_multivalued_key
from cognito_lab.policies.operators import Operator, as_it_is
from cognito_lab.policies.request import Request, context_texts

UNREADABLE = object()
"""A value that the operator's kind cannot be read from."""


class Facts:
    """A request ready for matching: names in lower case, values as texts, readings kept."""

    __slots__ = ("_read", "action", "has_boundary", "request", "resource", "values")

    def __init__(self, request: Request, *, has_boundary: bool) -> None:
        self.request = request
        self.action = request.action.lower()
        self.resource = request.resource
        self.has_boundary = has_boundary
        self.values = _values(request)
        self._read: dict[Any, tuple[Any, ...]] = {}

    def variable(self, name: str) -> str | None:
        """The one value of a key, by its lower-case name; None where there is none, or several:
        "You can't use a multivalued condition key as a variable."
        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-using-variables"""
        found = self.values.get(name)
        if found is None or len(found) != 1 or is_multivalued_key(name):
            return None
        return found[0]

    def read(self, operator: Operator, key: str, texts: tuple[str, ...]) -> tuple[Any, ...]:
        """The values of a key as an operator takes them; `UNREADABLE` for one that is no such."""
        if operator.read is as_it_is:
            return texts
        known = self._read.get((operator.read, key))
        if known is None:
            known = self._read[operator.read, key] = tuple(
                _reading(operator, text) for text in texts
            )
        return known


def _reading(operator: Operator, text: str) -> Any:
    try:
        return operator.read(text)
    except ValueError:
        return UNREADABLE


def _lowered(key: object) -> str:
    if not isinstance(key, str):
        kind = type(key).__name__
        raise ValueError(f"the context's keys are texts, and one is of the type {kind}")
    return key.lower()


def _values(request: Request) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for key, value in request.context.items():
        lowered = _lowered(key)
        if lowered in values:
            raise ValueError(f"the context has {key[:100]!r} twice: the case of a key is ignored")
        try:
            values[lowered] = context_texts(value)
        except ValueError as error:
            raise ValueError(f"the context's {key[:100]!r} is none: {error}") from None
    for key, text in request.principal.own_keys.items():
        values.setdefault(key, (text,))
    account = request.account_of_resource
    if account is not None:
        values.setdefault("aws:resourceaccount", (account,))
    return values
