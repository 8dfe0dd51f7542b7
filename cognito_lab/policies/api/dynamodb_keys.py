"""DynamoDB: the condition keys of fine-grained access control.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cognito_lab.policies.api.dynamodb_names import equals_in, names_in, scalar
from cognito_lab.policies.api.parameters import items, mapping, text
from cognito_lab.policies.request import ContextValue

_EXPRESSIONS = (
    "ConditionExpression",
    "FilterExpression",
    "KeyConditionExpression",
    "ProjectionExpression",
    "UpdateExpression",
)
_LEGACY_MAPS = ("AttributeUpdates", "Expected", "KeyConditions", "QueryFilter", "ScanFilter")


def keys_of_a_request(
    name: str, given: Mapping[str, Any], partition_key: str | None
) -> dict[str, ContextValue]:
    """The keys of an operation on one table or index.

    `dynamodb:LeadingKeys` is there only if the partition keys of everything that is asked for are
    known: a request that could reach others has none.
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
    if partition_key is None:
        return []
    if name == "Query":
        value = _queried(given, partition_key)
        return [] if value is None else [value]
    key = mapping(given, "Item") if name == "PutItem" else mapping(given, "Key")
    value = scalar(key.get(partition_key))
    return [] if value is None else [value]


def _queried(given: Mapping[str, Any], partition_key: str) -> str | None:
    """The partition key that a query names: "you must specify the partition key name and value as
    an equality condition".
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
    """
    expression = text(given, "KeyConditionExpression")
    if expression:
        names = mapping(given, "ExpressionAttributeNames")
        placeholder = equals_in(expression, names).get(partition_key, "")
        return scalar(mapping(given, "ExpressionAttributeValues").get(placeholder))
    condition = mapping(mapping(given, "KeyConditions"), partition_key)
    values = items(condition, "AttributeValueList")
    is_equality = text(condition, "ComparisonOperator") == "EQ" and len(values) == 1
    return scalar(values[0]) if is_equality else None


def _attributes(given: Mapping[str, Any]) -> Iterator[str]:
    """Every top-level attribute that the request names."""
    names = mapping(given, "ExpressionAttributeNames")
    for parameter in _EXPRESSIONS:
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
