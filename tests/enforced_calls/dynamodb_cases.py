"""Calls of DynamoDB's as AWS's documents answer them."""

from __future__ import annotations

from typing import Any

from tests.enforced_calls.case import (
    ACCOUNT,
    DENY_IDENTITY,
    INDEX,
    NO_IDENTITY,
    NO_SESSION,
    NOBODY,
    ROOT,
    TABLE,
    USER,
    WORKER,
    Call,
    Denied,
    Refused,
    T,
    allow,
    cases,
    deny,
    dynamodb,
    key_of,
)

_IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
_DYNAMODB = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
_FINE = _DYNAMODB + "specifying-conditions.html"

_SUB = "${cognito-identity.amazonaws.com:sub}"
_ANY_TABLE = f"arn:aws:dynamodb:*:*:table/{TABLE}"
_OF_ROWS = {"dynamodb:LeadingKeys": [_SUB]}
_ROWS = (
    allow(
        [
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
        ],
        _ANY_TABLE,
        ForAllValues__StringEquals=_OF_ROWS,
    ),
)
_COLUMNS = (
    allow(
        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        _ANY_TABLE,
        ForAllValues__StringEquals={"dynamodb:Attributes": ["owner", "id", "text"]},
        StringEqualsIfExists={"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
    ),
)
_ALL = (allow("dynamodb:*", "*"),)
MINE, BENS = key_of("<ana>"), key_of("<ben>")


def _no(action: str, why: str = NO_IDENTITY, resource: str = T) -> Denied:
    return Denied(f"dynamodb:{action}", resource, why)


def _item(owner: str, note: str = "n9", **attributes: str) -> dict[str, Any]:
    return {**key_of(owner, note), **{name: {"S": text} for name, text in attributes.items()}}


def _query(owner: str, **more: Any) -> Call:
    values = {":owner": {"S": owner}}
    return dynamodb(
        "query",
        KeyConditionExpression="#o = :owner",
        ExpressionAttributeNames={"#o": "owner", **more.pop("names", {})},
        ExpressionAttributeValues=values,
        **more,
    )


def _by_topic(topic: str) -> Call:
    return dynamodb(
        "query",
        IndexName=INDEX,
        KeyConditionExpression="topic = :topic",
        ExpressionAttributeValues={":topic": {"S": topic}},
    )


def _get_both(method: str, *owners: str) -> Call:
    if method == "batch_get_item":
        return Call("dynamodb", method, {"RequestItems": {TABLE: {"Keys": [*map(key_of, owners)]}}})
    parts = [{"Get": {"TableName": TABLE, "Key": key_of(owner)}} for owner in owners]
    return Call("dynamodb", method, {"TransactItems": parts})


def _put_both(method: str, *owners: str) -> Call:
    if method == "batch_write_item":
        puts = [{"PutRequest": {"Item": _item(owner)}} for owner in owners]
        return Call("dynamodb", method, {"RequestItems": {TABLE: puts}})
    parts = [{"Put": {"TableName": TABLE, "Item": _item(owner)}} for owner in owners]
    return Call("dynamodb", method, {"TransactItems": parts})


def _update(owner: str, attribute: str = "text") -> Call:
    return dynamodb(
        "update_item",
        Key=key_of(owner),
        UpdateExpression="SET #a = :new",
        ExpressionAttributeNames={"#a": attribute},
        ExpressionAttributeValues={":new": {"S": "new"}},
    )


DYNAMODB_CASES = [
    # The IAM User Guide's example of rows for a Cognito user.
    *cases(
        "own rows",
        _IAM + "reference_policies_examples_dynamodb_rows.html",
        ("ana reads hers", "ana", dynamodb("get_item", Key=MINE), "ana's note"),
        ("ben reads his", "ben", dynamodb("get_item", Key=BENS), "ben's note"),
        ("ana reads not ben's", "ana", dynamodb("get_item", Key=BENS), _no("GetItem")),
        ("ana writes hers", "ana", dynamodb("put_item", Item=_item("<ana>")), ""),
        (
            "ana writes not for ben",
            "ana",
            dynamodb("put_item", Item=_item("<ben>")),
            _no("PutItem"),
        ),
        ("ana changes hers", "ana", _update("<ana>"), ""),
        ("ana changes not ben's", "ana", _update("<ben>"), _no("UpdateItem")),
        ("ana deletes hers", "ana", dynamodb("delete_item", Key=MINE), ""),
        ("ana deletes not ben's", "ana", dynamodb("delete_item", Key=BENS), _no("DeleteItem")),
        ("ana queries hers", "ana", _query("<ana>"), "ana's note"),
        ("ana queries not ben's", "ana", _query("<ben>"), _no("Query")),
        ("nobody scans", "ana", dynamodb("scan"), _no("Scan")),
        (
            "an index is another resource",
            "ana",
            _by_topic("<ana>"),
            _no("Query", resource=f"{T}/index/{INDEX}"),
        ),
        (
            "a batch is another action",
            "ana",
            _get_both("batch_get_item", "<ana>"),
            _no("BatchGetItem"),
        ),
        ("a guest reads not ana's", "guest", dynamodb("get_item", Key=MINE), _no("GetItem")),
        (
            "a guest writes the guest's own",
            "guest",
            dynamodb("put_item", Item=_item("<guest>")),
            "",
        ),
        (
            "a session that is not of Cognito's reads none",
            WORKER,
            dynamodb("get_item", Key=MINE),
            _no("GetItem"),
        ),
        identity=_ROWS,
    ),
    *cases(
        "own rows, in batches",
        _FINE,
        ("ana gets hers", "ana", _get_both("batch_get_item", "<ana>"), "ana's note"),
        (
            "one of ben's spoils a batch",
            "ana",
            _get_both("batch_get_item", "<ana>", "<ben>"),
            _no("BatchGetItem"),
        ),
        ("ana puts hers", "ana", _put_both("batch_write_item", "<ana>"), ""),
        (
            "one for ben spoils the writing",
            "ana",
            _put_both("batch_write_item", "<ana>", "<ben>"),
            _no("BatchWriteItem"),
        ),
        identity=(
            allow(
                ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
                _ANY_TABLE,
                ForAllValues__StringEquals=_OF_ROWS,
            ),
        ),
    ),
    *cases(
        "own rows, in transactions",
        _DYNAMODB + "transaction-apis-iam.html",
        ("ana gets hers", "ana", _get_both("transact_get_items", "<ana>"), "ana's note"),
        (
            "one of ben's spoils the reading",
            "ana",
            _get_both("transact_get_items", "<ana>", "<ben>"),
            _no("GetItem"),
        ),
        ("ana puts hers", "ana", _put_both("transact_write_items", "<ana>"), ""),
        (
            "one for ben spoils the writing",
            "ana",
            _put_both("transact_write_items", "<ana>", "<ben>"),
            _no("PutItem"),
        ),
        identity=_ROWS,
    ),
    *cases(
        "only within transactions",
        _DYNAMODB + "transaction-apis-iam.html",
        ("a part of one is written", "ana", _put_both("transact_write_items", "<ana>"), ""),
        ("alone it is not", "ana", dynamodb("put_item", Item=_item("<ana>")), _no("PutItem")),
        identity=(
            allow(
                "dynamodb:PutItem",
                T,
                StringEquals={"dynamodb:EnclosingOperation": ["TransactWriteItems"]},
            ),
        ),
    ),
    *cases(
        "rows, where every key has to match",
        _IAM + "reference_policies_condition-single-vs-multi-valued-context-keys.html",
        (
            "a scan brings none, and that is taken",
            "ana",
            dynamodb("scan"),
            "ben's note",
        ),
        identity=(allow("dynamodb:Scan", T, ForAllValues__StringEquals=_OF_ROWS),),
    ),
    *cases(
        "rows, where a key has to be there",
        _IAM + "reference_policies_condition-single-vs-multi-valued-context-keys.html",
        ("a scan brings none", "ana", dynamodb("scan"), _no("Scan")),
        ("a query brings one", "ana", _query("<ana>"), "ana's note"),
        identity=(
            allow(
                ["dynamodb:Scan", "dynamodb:Query"],
                T,
                ForAllValues__StringEquals=_OF_ROWS,
                Null={"dynamodb:LeadingKeys": "false"},
            ),
        ),
    ),
    # Some attributes of an item.
    *cases(
        "some attributes",
        _IAM + "reference_policies_examples_dynamodb_columns.html",
        (
            "those that are named are read",
            "ana",
            dynamodb(
                "get_item",
                Key=BENS,
                ProjectionExpression="id, #t",
                ExpressionAttributeNames={"#t": "text"},
            ),
            "ben's note",
        ),
        (
            "another is not",
            "ana",
            dynamodb("get_item", Key=BENS, ProjectionExpression="id, secret"),
            _no("GetItem"),
        ),
        (
            "a query has to say which it wants",
            "ana",
            _query("<ben>"),
            _no("Query"),
        ),
        (
            "a query that says it is answered",
            "ana",
            _query(
                "<ben>",
                Select="SPECIFIC_ATTRIBUTES",
                ProjectionExpression="id, #t",
                names={"#t": "text"},
            ),
            "ben's note",
        ),
        ("they are written", "ana", dynamodb("put_item", Item=_item("x", text="x")), ""),
        (
            "another is not written",
            "ana",
            dynamodb("put_item", Item=_item("x", secret="x")),
            _no("PutItem"),
        ),
        ("another is not changed", "ana", _update("<ben>", "secret"), _no("UpdateItem")),
        (
            "another is not asked about",
            "ana",
            dynamodb(
                "put_item",
                Item=_item("x", text="x"),
                ConditionExpression="attribute_not_exists(secret)",
            ),
            _no("PutItem"),
        ),
        identity=_COLUMNS,
    ),
    *cases(
        "what a change gives back",
        _FINE,
        ("nothing of the old", "ana", dynamodb("delete_item", Key=MINE), ""),
        (
            "not all of the old",
            "ana",
            dynamodb("delete_item", Key=MINE, ReturnValues="ALL_OLD"),
            _no("DeleteItem"),
        ),
        identity=(
            allow("dynamodb:DeleteItem", T, StringEqualsIfExists={"dynamodb:ReturnValues": "NONE"}),
        ),
    ),
    # Tables and indexes.
    *cases(
        "an index alone",
        _DYNAMODB + "specifying-conditions.html",
        ("is queried", "ana", _by_topic("tea"), "tea"),
        ("its table is not", "ana", _query("<ana>"), _no("Query")),
        identity=(allow("dynamodb:Query", f"{T}/index/{INDEX}"),),
    ),
    *cases(
        "rows of an index",
        _FINE,
        ("its own partition key counts", "ana", _by_topic("tea"), "tea"),
        (
            "another value is denied",
            "ana",
            _by_topic("war"),
            _no("Query", resource=f"{T}/index/{INDEX}"),
        ),
        identity=(
            allow(
                "dynamodb:Query",
                f"{T}/index/*",
                ForAllValues__StringEquals={"dynamodb:LeadingKeys": ["tea"]},
            ),
        ),
    ),
    *cases(
        "one table",
        _IAM + "reference_policies_examples_dynamodb_specific-table.html",
        ("is scanned", "ana", dynamodb("scan"), "ben's note"),
        (
            "another is not",
            "ana",
            Call("dynamodb", "scan", {"TableName": "other-table"}),
            _no("Scan", resource=f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/other-table"),
        ),
        (
            "one that does not exist is denied, too",
            "ana",
            Call("dynamodb", "scan", {"TableName": "no-table"}),
            _no("Scan", resource=f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/no-table"),
        ),
        (
            "the list of tables is no table",
            "ana",
            Call("dynamodb", "list_tables", {}),
            Denied("dynamodb:ListTables", "", NO_IDENTITY),
        ),
        ("it is not deleted", "ana", dynamodb("delete_table"), _no("DeleteTable")),
        identity=(allow(["dynamodb:Scan", "dynamodb:ListTables"], T),),
    ),
    *cases(
        "all tables",
        _IAM + "reference_policies_elements_resource.html",
        (
            "one that does not exist is told",
            "ana",
            Call("dynamodb", "scan", {"TableName": "no-table"}),
            Refused("ResourceNotFoundException"),
        ),
        identity=_ALL,
    ),
    # Denials and layers.
    *cases(
        "a Deny of another's rows",
        _FINE,
        (
            "wins over the Allow",
            "ana",
            dynamodb("get_item", Key=BENS),
            _no("GetItem", DENY_IDENTITY),
        ),
        ("leaves one's own", "ana", dynamodb("get_item", Key=MINE), "ana's note"),
        identity=(
            *_ALL,
            deny("dynamodb:*", T, ForAnyValue__StringNotEquals=_OF_ROWS),
        ),
    ),
    *cases(
        "a session policy of reading",
        _IAM + "access_policies.html#policies_session",
        ("reading is in both", WORKER, dynamodb("get_item", Key=MINE), "ana's note"),
        (
            "writing is not",
            WORKER,
            dynamodb("put_item", Item=_item("x")),
            _no("PutItem", NO_SESSION),
        ),
        identity=_ALL,
        session=(allow("dynamodb:GetItem", "*"),),
    ),
    *cases(
        "no policy at all",
        _IAM + "reference_policies_evaluation-logic.html",
        ("root reads", ROOT, dynamodb("get_item", Key=MINE), "ana's note"),
        ("a user does not", USER, dynamodb("get_item", Key=MINE), _no("GetItem")),
        (
            "who does not sign is nobody",
            NOBODY,
            dynamodb("get_item", Key=MINE),
            Refused("MissingAuthenticationTokenException", "Missing Authentication Token"),
        ),
    ),
]
