"""What a program of the photo app asks for, and what it must never be able to: 26 requests."""

from __future__ import annotations

from typing import Any

from cognito_lab.exercises.asked import Asked
from cognito_lab.exercises.photo_app_requests import ACCOUNT

_UPLOADS, _THUMBNAILS = "arn:aws:s3:::photo-app-uploads", "arn:aws:s3:::photo-app-thumbnails"
_TABLE = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/photo-app-photos"
_QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:photo-app-uploaded"
_LOG_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/photo-app/thumbnails"
_STREAM = f"{_LOG_GROUP}:log-stream:2026/01/05"
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/photo-app-administrators"


def _line(action: str, resource: str, context: dict[str, Any]) -> dict[str, Any]:
    principal = f"arn:aws:sts::{ACCOUNT}:assumed-role/photo-app-thumbnails/worker-1"
    return {"principal": principal, "action": action, "resource": resource, "context": context}


def _may(text: str, action: str, resource: str, **context: Any) -> Asked:
    keys = {name.replace("__", ":"): value for name, value in context.items()}
    why = "The list has it: without it the program stands still."
    return Asked(f"{text}: `{action}`", True, _line(action, resource, keys), why)


def _not(text: str, action: str, resource: str, why: str, **context: Any) -> Asked:
    keys = {name.replace("__", ":"): value for name, value in context.items()}
    return Asked(f"{text}: `{action}`", False, _line(action, resource, keys), why)


ASKED = (
    _may("reads an upload", "s3:GetObject", f"{_UPLOADS}/incoming/cat.jpg"),
    _may("lists what came in", "s3:ListBucket", _UPLOADS, s3__prefix="incoming/"),
    _may("writes a small picture", "s3:PutObject", f"{_THUMBNAILS}/incoming/cat-200.webp"),
    _may("writes down that it is made", "dynamodb:UpdateItem", _TABLE),
    _may("takes a message", "sqs:ReceiveMessage", _QUEUE),
    _may("is done with a message", "sqs:DeleteMessage", _QUEUE),
    _may("opens a log", "logs:CreateLogStream", _STREAM),
    _may("writes a log", "logs:PutLogEvents", _STREAM),
    _not(
        "reads a file that is no picture",
        "s3:GetObject",
        f"{_UPLOADS}/incoming/passwords.txt",
        "The list has keys that end with `.jpg`.",
    ),
    _not(
        "reads another bucket, `photo-app-uploads-archive`",
        "s3:GetObject",
        f"{_UPLOADS}-archive/cat.jpg",
        "A `*` right after the bucket's name names more buckets than one.",
    ),
    _not(
        "reads a small picture back",
        "s3:GetObject",
        f"{_THUMBNAILS}/incoming/cat-200.jpg",
        "In one statement every action goes with every resource.",
    ),
    _not(
        "writes into the uploads",
        "s3:PutObject",
        f"{_UPLOADS}/incoming/cat.jpg",
        "It would set itself to work again, for ever.",
    ),
    _not(
        "deletes an upload",
        "s3:DeleteObject",
        f"{_UPLOADS}/incoming/cat.jpg",
        "No line of the list deletes an object.",
    ),
    _not(
        "opens a small picture to everybody",
        "s3:PutObjectAcl",
        f"{_THUMBNAILS}/incoming/cat-200.webp",
        "A wildcard among the actions takes in what nobody thought of.",
    ),
    _not(
        "lists other uploads",
        "s3:ListBucket",
        _UPLOADS,
        "The list has one prefix.",
        s3__prefix="private/",
    ),
    _not(
        "lists the whole bucket",
        "s3:ListBucket",
        _UPLOADS,
        "Without a prefix the key `s3:prefix` is missing.",
    ),
    _not(
        "lists a folder below",
        "s3:ListBucket",
        _UPLOADS,
        "The list has the prefix itself, and nothing that begins with it.",
        s3__prefix="incoming/2026/",
    ),
    _not("reads the table", "dynamodb:GetItem", _TABLE, "The list has `UpdateItem` only."),
    _not(
        "changes the table itself",
        "dynamodb:UpdateTable",
        _TABLE,
        "`Update*` is more than an item.",
    ),
    _not(
        "writes into another table",
        "dynamodb:UpdateItem",
        f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/photo-app-users",
        "The list has one table.",
    ),
    _not("sends a message", "sqs:SendMessage", _QUEUE, "The list takes messages only."),
    _not(
        "empties the queue",
        "sqs:PurgeQueue",
        _QUEUE,
        "To be done with a message is another action than to delete them all.",
    ),
    _not(
        "takes messages of another queue",
        "sqs:ReceiveMessage",
        f"arn:aws:sqs:us-east-1:{ACCOUNT}:payments",
        "The list has one queue.",
    ),
    _not(
        "takes messages in another region",
        "sqs:ReceiveMessage",
        _QUEUE.replace("us-east-1", "eu-west-1"),
        "A queue of the same name in another region is another queue.",
    ),
    _not(
        "deletes its log",
        "logs:DeleteLogGroup",
        f"{_LOG_GROUP}:*",
        "Who can delete the log can hide what happened.",
    ),
    _not(
        "hands a strong role to a service",
        "iam:PassRole",
        _ROLE,
        "Nothing of the list is IAM's.",
    ),
)
