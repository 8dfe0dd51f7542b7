"""S3: what a call asks, of buckets and of objects; of several where it does several things.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, unquote

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import mapping, maps, text
from cognito_lab.policies.api.s3_actions import OF_A_BUCKET, OF_A_VERSION, OF_AN_OBJECT
from cognito_lab.policies.api.s3_keys import existing_object_tags, keys_of, request_object_tags
from cognito_lab.policies.request import ContextValue

# Reading and writing what an object already has of tags can hang on them.
_WITHOUT_EXISTING_TAGS = ("PutObject", "AbortMultipartUpload", "ListMultipartUploadParts")
_ACLS = ("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP")
_COPIES = ("CopyObject", "UploadPartCopy")
_WRITES = ("PutObject", "CreateMultipartUpload", "CopyObject", "PostObject")


def requests_of_s3(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of S3's asks; None for an operation that is not mapped."""
    name, given = operation.name, operation.parameters
    if name == "ListBuckets":
        return (AskedFor("s3:ListAllMyBuckets"),)
    if name == "DeleteObjects":
        # Of what nothing can be read, everything is asked.
        return tuple(_deletions(given, around)) or (
            _of_object("DeleteObject", {**given, "Key": "*"}, around, {}),
        )
    if name in _COPIES:
        return tuple(_copy(name, given, around))
    if name in OF_AN_OBJECT:
        version = text(given, "VersionId")
        versioned = OF_A_VERSION.get("GetObject" if name == "HeadObject" else name)
        action = versioned if version and versioned else OF_AN_OBJECT[name]
        first = _of_object(action, given, around, keys_of(name, given))
        return (first, *_besides(name, given, around))
    if name in OF_A_BUCKET:
        account = around.account
        if name != "CreateBucket":
            account = around.look_ups.bucket_account(_bucket(given)) or around.account
        asked = AskedFor(
            f"s3:{OF_A_BUCKET[name]}",
            f"arn:aws:s3:::{_bucket(given)}",
            keys_of(name, given),
            account,
        )
        has_acl = name == "CreateBucket" and any(text(given, acl) for acl in _ACLS)
        if has_acl:
            return (asked, AskedFor("s3:PutBucketAcl", asked.resource, asked.context, account))
        return (asked,)
    return None


def _bucket(given: Mapping[str, Any]) -> str:
    return text(given, "Bucket") or "*"


def _of_object(
    action: str,
    given: Mapping[str, Any],
    around: Surroundings,
    keys: Mapping[str, ContextValue],
    item: int | None = None,
) -> AskedFor:
    bucket, key, version = _bucket(given), text(given, "Key"), text(given, "VersionId")
    context = dict(keys)
    if action not in _WITHOUT_EXISTING_TAGS:
        context |= existing_object_tags(around.look_ups.object_tags(bucket, key, version or None))
    if action in ("PutObjectTagging", "PutObjectVersionTagging", "PutObject"):
        context |= request_object_tags(given)
    account = around.look_ups.bucket_account(bucket) or around.account
    return AskedFor(f"s3:{action}", f"arn:aws:s3:::{bucket}/{key}", context, account, item)


def _besides(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """What a write asks for as well: tags, an ACL, retention, each its own action."""
    if name not in _WRITES:
        return
    keys = keys_of(name, given)
    if text(given, "Tagging"):
        yield _of_object("PutObjectTagging", given, around, keys)
    if any(text(given, acl) for acl in _ACLS):
        yield _of_object("PutObjectAcl", given, around, keys)
    if text(given, "ObjectLockMode") or given.get("ObjectLockRetainUntilDate"):
        yield _of_object("PutObjectRetention", given, around, keys)
    if text(given, "ObjectLockLegalHoldStatus"):
        yield _of_object("PutObjectLegalHold", given, around, keys)


def _copy(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """To copy is to read the source, with its tags, and to write the target."""
    source = _source(given)
    version = text(source, "VersionId")
    keys: dict[str, ContextValue] = {"s3:VersionId": version} if version else {}
    yield _of_object("GetObjectVersion" if version else "GetObject", source, around, keys)
    yield _of_object("PutObject", given, around, keys_of(name, given))
    if name == "CopyObject":
        existing = around.look_ups.object_tags(
            _bucket(source), text(source, "Key"), version or None
        )
        replaces = text(given, "TaggingDirective") == "REPLACE"
        if existing and not replaces:
            action = "GetObjectVersionTagging" if version else "GetObjectTagging"
            yield _of_object(action, source, around, keys)
            yield _of_object("PutObjectTagging", given, around, keys_of(name, given))
        yield from _besides(name, given, around)


def _source(given: Mapping[str, Any]) -> dict[str, str]:
    """Bucket, key and version of `CopySource`: a map, or `bucket/key?versionId=…`."""
    source = given.get("CopySource")
    if isinstance(source, Mapping):
        return {name: text(source, name) for name in ("Bucket", "Key", "VersionId")}
    path, _, query = (source if isinstance(source, str) else "").partition("?versionId=")
    bucket, _, key = unquote(path).lstrip("/").partition("/")
    version = parse_qs(f"v={query}").get("v", [""])[0] if query else ""
    return {"Bucket": bucket, "Key": key, "VersionId": version}


def _deletions(given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """Each object of a batch is asked, and answered, by itself.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    """
    for number, one in enumerate(maps(mapping(given, "Delete"), "Objects")):
        named = {"Bucket": _bucket(given), "Key": text(one, "Key")}
        version = text(one, "VersionId")
        keys: dict[str, ContextValue] = {"s3:VersionId": version} if version else {}
        action = "DeleteObjectVersion" if version else "DeleteObject"
        yield _of_object(action, {**named, "VersionId": version}, around, keys, number)
