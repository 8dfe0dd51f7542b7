"""DynamoDB: the condition keys of fine-grained access control.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cognito_lab.policies.api.dynamodb_names import (
    NO_KEY,
    keys_in_condition,
    names_in_condition,
    names_in_projection,
    names_in_update,
    names_of_no_placeholder,
    texts_of,
)
from cognito_lab.policies.api.parameters import items, mapping, text
from cognito_lab.policies.request import ContextValue

_EXPRESSIONS: Mapping[str, Callable[[str, Mapping[str, Any]], Iterator[str]]] = {
    "ConditionExpression": names_in_condition,
    "FilterExpression": names_in_condition,
    "KeyConditionExpression": names_in_condition,
    "ProjectionExpression": names_in_projection,
    "UpdateExpression": names_in_update,
}
_LEGACY_MAPS = ("AttributeUpdates", "Expected", "KeyConditions", "QueryFilter", "ScanFilter")


def keys_of_a_request(
    name: str, given: Mapping[str, Any], partition_key: str | None
) -> dict[str, ContextValue]:
    """The keys of an operation on one table or index.

    `dynamodb:LeadingKeys` has the partition key of everything that is asked for; a scan has none,
    nor has a table that is not there. Where a key cannot be read, it is one that no item has.
    """
    keys: dict[str, ContextValue] = {}
    leading = _leading_keys(name, given, partition_key)
    if leading:
        keys["dynamodb:LeadingKeys"] = leading
    attributes = list(dict.fromkeys(_attributes(given)))
    if attributes:
        keys["dynamodb:Attributes"] = attributes
    if name in ("Query", "Scan"):
        keys["dynamodb:Select"] = _select(given)
    for parameter in ("ReturnValues", "ReturnConsumedCapacity"):
        if text(given, parameter):
            keys[f"dynamodb:{parameter}"] = text(given, parameter)
    return keys


def _leading_keys(name: str, given: Mapping[str, Any], partition_key: str | None) -> list[str]:
    if partition_key is None or name == "Scan":
        return []
    if name == "Query":
        return list(dict.fromkeys(_queried(given, partition_key)))
    key = mapping(given, "Item") if name == "PutItem" else mapping(given, "Key")
    return texts_of(key.get(partition_key))


def _queried(given: Mapping[str, Any], partition_key: str) -> list[str]:
    """The partition keys that a query names, by an expression or the older way."""
    expression = given.get("KeyConditionExpression")
    if expression:
        names = mapping(given, "ExpressionAttributeNames")
        values = mapping(given, "ExpressionAttributeValues")
        return keys_in_condition(str(expression), names, values, partition_key)
    condition = mapping(mapping(given, "KeyConditions"), partition_key)
    listed = [key for value in items(condition, "AttributeValueList") for key in texts_of(value)]
    is_equality = bool(listed) and text(condition, "ComparisonOperator") == "EQ"
    return listed if is_equality else [NO_KEY, *listed]


def _attributes(given: Mapping[str, Any]) -> Iterator[str]:
    """Every top-level attribute that the request names."""
    names = mapping(given, "ExpressionAttributeNames")
    yield from names_of_no_placeholder(names)
    for parameter, names_in in _EXPRESSIONS.items():
        if text(given, parameter):
            yield from names_in(text(given, parameter), names)
    yield from (name for name in items(given, "AttributesToGet") if isinstance(name, str))
    for parameter in ("Key", "Item", *_LEGACY_MAPS):
        yield from mapping(given, parameter)


def _select(given: Mapping[str, Any]) -> str:
    """What a query or scan gives back, where nothing is said too.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html (Select)
    """
    if text(given, "Select"):
        return text(given, "Select")
    if text(given, "ProjectionExpression") or items(given, "AttributesToGet"):
        return "SPECIFIC_ATTRIBUTES"
    return "ALL_PROJECTED_ATTRIBUTES" if text(given, "IndexName") else "ALL_ATTRIBUTES"
