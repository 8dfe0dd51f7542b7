"""A table of DynamoDB's, as the tests of the guard need it."""

from __future__ import annotations

from typing import Any

import boto3


def new_table(name: str, **keys: str) -> Any:
    """The administrator's client; the new table has these keys, by name and type: `pk="S"`."""
    dynamodb = boto3.client("dynamodb")
    roles = zip(keys, ("HASH", "RANGE"), strict=False)
    dynamodb.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": key, "AttributeType": kind}  # type: ignore[typeddict-item]
            for key, kind in keys.items()
        ],
        KeySchema=[{"AttributeName": key, "KeyType": role} for key, role in roles],  # type: ignore[typeddict-item]
        BillingMode="PAY_PER_REQUEST",
    )
    return dynamodb
