"""ContextEntries: what the simulated requests would know, each value held to its type.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.policy_source import INVALID_INPUT
from cognito_lab.policies.operators import OPERATORS
from cognito_lab.policies.request import ContextValue

_SEVERAL = "List"
# The operator whose values are of the type, and what AWS calls the type.
_TYPES = {
    "string": ("StringEquals", "text"),
    "numeric": ("NumericEquals", "numeric format"),
    "boolean": ("Bool", "true or false"),
    "ip": ("IpAddress", "IP address"),
    "binary": ("BinaryEquals", "base-64 encoded binary format"),
    "date": ("DateEquals", "DateTime format"),
}


def read_context_entries(entries: Sequence[Mapping[str, Any]]) -> dict[str, ContextValue]:
    """The context of a request: a text for each key, a list of texts for a type of lists.

    Raises AWS's InvalidInput for a key without name, type or value, for one that is there twice
    (its case is ignored), and for a value that is not of its type.
    """
    context: dict[str, ContextValue] = {}
    names: set[str] = set()
    for entry in entries:
        name, kind, values = (
            entry.get(f"ContextKey{member}") for member in ("Name", "Type", "Values")
        )
        if not name:
            raise AwsError(INVALID_INPUT, "ContextKeyName cannot be null or empty.")
        if name.lower() in names:
            raise AwsError(INVALID_INPUT, f"Duplicate context key: {name}.")
        names.add(name.lower())
        if not kind:
            raise AwsError(INVALID_INPUT, f"Context key {name} has invalid type null.")
        context[name] = _value(name, kind, values or [])
    return context


def _value(name: str, kind: str, values: Sequence[str]) -> ContextValue:
    if not values:
        words = f"Context values for context key {name} cannot be null or empty."
        raise AwsError(INVALID_INPUT, words)
    operator, called = _TYPES[kind.removesuffix(_SEVERAL)]
    for value in values:
        try:
            OPERATORS[operator].read(value)
        except ValueError:
            words = f"Invalid context value for key {name}: expected {called}."
            raise AwsError(INVALID_INPUT, words) from None
    if kind.endswith(_SEVERAL):
        return list(values)
    if len(values) != 1:
        words = f"Context key {name} expected a single value, but received {len(values)}."
        raise AwsError(INVALID_INPUT, words)
    return values[0]
