"""DynamoDB: what a call asks, of tables and indexes; of each table of a batch.

PartiQL is not mapped: which tables, keys and attributes a statement reaches is not read from it.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cognito_lab.policies.api.dynamodb_keys import keys_of_a_request
from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import (
    items,
    mapping,
    maps,
    request_tags,
    tags,
    text,
)
from cognito_lab.policies.request import ContextValue

_ITEMS = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan")
_OF_NO_TABLE = (
    "DescribeEndpoints",
    "DescribeLimits",
    "ListBackups",
    "ListExports",
    "ListGlobalTables",
    "ListImports",
    "ListStreams",
    "ListTables",
)
_OF_A_TABLE = frozenset(
    """
    CreateBackup CreateTable DeleteTable DescribeContinuousBackups DescribeContributorInsights
    DescribeKinesisStreamingDestination DescribeTable DescribeTableReplicaAutoScaling
    DescribeTimeToLive DisableKinesisStreamingDestination EnableKinesisStreamingDestination
    UpdateContinuousBackups UpdateContributorInsights UpdateTable UpdateTimeToLive
    """.split()
)
_OF_A_RESOURCE = {
    "DeleteResourcePolicy": "ResourceArn",
    "DescribeExport": "ExportArn",
    "DescribeImport": "ImportArn",
    "DeleteBackup": "BackupArn",
    "DescribeBackup": "BackupArn",
    "ExportTableToPointInTime": "TableArn",
    "GetResourcePolicy": "ResourceArn",
    "ListTagsOfResource": "ResourceArn",
    "PutResourcePolicy": "ResourceArn",
    "TagResource": "ResourceArn",
    "UntagResource": "ResourceArn",
}
_OF_A_TRANSACTION = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}


def requests_of_dynamodb(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of DynamoDB's asks; None for an operation that is not mapped."""
    name, given = operation.name, operation.parameters
    if name in _ITEMS:
        return (_of_items(name, name, given, around),)
    if name in _OF_NO_TABLE:
        return (AskedFor(f"dynamodb:{name}"),)
    if name in _OF_A_TABLE:
        return tuple(_of_a_table(name, given, around))
    if name in _OF_A_RESOURCE:
        arn = text(given, _OF_A_RESOURCE[name])
        return (AskedFor(f"dynamodb:{name}", arn if arn.startswith("arn:") else "*"),)
    if name in _OF_SEVERAL:
        # Of what nothing can be read, everything is asked.
        return tuple(_OF_SEVERAL[name](name, given, around)) or (
            AskedFor(f"dynamodb:{name}", _arn("*", around)),
        )
    return None


def _arn(table: str, around: Surroundings, index: str = "") -> str:
    """A table's ARN, by its name or as it was given; with an index, the index's."""
    is_arn = table.startswith("arn:aws:dynamodb:")
    arn = (
        table
        if is_arn
        else f"arn:aws:dynamodb:{around.region}:{around.account}:table/{table or '*'}"
    )
    return f"{arn}/index/{index}" if index else arn


def _name(table: str) -> str:
    return table.rpartition(":table/")[2] if table.startswith("arn:") else table


def _of_a_table(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """A table, and the tags that it gets; no tags in a list count, too.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.Operations.html
    https://github.com/hashicorp/terraform-provider-aws/issues/10943
    """
    arn, context = _arn(text(given, "TableName"), around), request_tags(tags(given))
    yield AskedFor(f"dynamodb:{name}", arn, context)
    if given.get("Tags") is not None:
        yield AskedFor("dynamodb:TagResource", arn, context)


def _of_items(
    action: str,
    name: str,
    given: Mapping[str, Any],
    around: Surroundings,
    **more: ContextValue,
) -> AskedFor:
    table, index = text(given, "TableName"), text(given, "IndexName")
    key = around.look_ups.partition_key(_name(table), index)
    context = {**keys_of_a_request(name, given, key), **more}
    return AskedFor(f"dynamodb:{action}", _arn(table, around, index), context)


def _batch_get(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """One request for each table, with all its keys."""
    for table, asked in mapping(given, "RequestItems").items():
        wanted = asked if isinstance(asked, Mapping) else {}
        first, *others = items(wanted, "Keys") or [{}]
        parts = [{"TableName": table, "Key": key} for key in others]
        parts.insert(0, {**wanted, "TableName": table, "Key": first})  # the projection is for all
        yield _together(name, "GetItem", str(table), parts, around)


def _batch_write(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    for table in mapping(given, "RequestItems"):
        keys: list[Mapping[str, Any]] = []
        for one in maps(mapping(given, "RequestItems"), table):
            for kind, part in (("PutRequest", "Item"), ("DeleteRequest", "Key")):
                keys += [mapping(mapping(one, kind), part)] if kind in one else []
        parts = [{"TableName": table, "Key": key} for key in keys or [{}]]
        yield _together(name, "DeleteItem", str(table), parts, around)


def _together(
    action: str, name: str, table: str, parts: list[dict[str, Any]], around: Surroundings
) -> AskedFor:
    """Several items of one table: their keys and attributes in one request."""
    each = [_of_items(action, name, part, around).context for part in parts]
    context: dict[str, ContextValue] = {}
    for key in ("dynamodb:LeadingKeys", "dynamodb:Attributes"):
        found = [value for one in each for value in one.get(key, ())]  # type: ignore[union-attr]
        if found:
            context[key] = list(dict.fromkeys(found))
    return AskedFor(f"dynamodb:{action}", _arn(table, around), context)


def _transaction(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """Each part asks for what it does: `dynamodb:EnclosingOperation` says within which call.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    """
    enclosing: dict[str, ContextValue] = {"dynamodb:EnclosingOperation": name}
    for one in maps(given, "TransactItems"):
        for kind, action in _OF_A_TRANSACTION.items():
            if mapping(one, kind):
                yield _of_items(action, action, mapping(one, kind), around, **enclosing)


_OF_SEVERAL: Mapping[str, Callable[[str, Mapping[str, Any], Surroundings], Iterator[AskedFor]]] = {
    "BatchGetItem": _batch_get,
    "BatchWriteItem": _batch_write,
    "TransactGetItems": _transaction,
    "TransactWriteItems": _transaction,
}
"""Operations on several items or tables: one request for each."""
