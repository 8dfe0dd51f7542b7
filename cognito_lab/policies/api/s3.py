"""S3: what a call asks, of buckets and of objects; of several where it does several things.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import mapping, maps, text
from cognito_lab.policies.api.s3_actions import (
    ASKED_BESIDES,
    ASKS_AS,
    BYPASS,
    OF_A_BUCKET,
    OF_A_VERSION,
    OF_AN_OBJECT,
)
from cognito_lab.policies.api.s3_keys import existing_object_tags, keys_of, request_object_tags
from cognito_lab.policies.request import ContextValue

# Reading and writing what an object already has of tags can hang on them.
_WITHOUT_EXISTING_TAGS = ("PutObject", "AbortMultipartUpload", "ListMultipartUploadParts")
_COPIES = ("CopyObject", "UploadPartCopy")


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
        return tuple(_of_one_object(name, given, around))
    if name in OF_A_BUCKET:
        return tuple(_of_bucket(name, given, around))
    return None


def _bucket(given: Mapping[str, Any]) -> str:
    return text(given, "Bucket") or "*"


def _of_bucket(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    bucket, account = _bucket(given), around.account
    if name != "CreateBucket":
        account = around.look_ups.bucket_account(bucket) or around.account
    keys = keys_of(name, given)
    for action in (OF_A_BUCKET[name], *_besides(name, given)):
        yield AskedFor(f"s3:{action}", f"arn:aws:s3:::{bucket}", keys, account)
    if name == "PutBucketReplication":
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
        role = text(mapping(given, "ReplicationConfiguration"), "Role")
        role = role if role.startswith("arn:") else "*"
        yield AskedFor("iam:PassRole", role, {"iam:PassedToService": "s3.amazonaws.com"})


def _of_one_object(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    version, keys = text(given, "VersionId"), keys_of(name, given)
    for meant in ASKS_AS.get(name, (name,)):
        versioned = OF_A_VERSION.get(meant) if version else None
        for target in _targets(given, around):
            yield _of_object(versioned or OF_AN_OBJECT[meant], target, around, keys)
    for action in _besides(name, given):
        yield _of_object(action, given, around, keys)


def _targets(given: Mapping[str, Any], around: Surroundings) -> Iterator[Mapping[str, Any]]:
    """The object that a call names, and the one that its upload in parts is of, if another.

    AWS knows no upload by another key than its own; moto passes over the key that is named.
    """
    yield given
    if text(given, "UploadId"):
        own = around.look_ups.upload_key(_bucket(given), text(given, "UploadId"))
        if own is not None and own != text(given, "Key"):
            yield {**given, "Key": own}


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


def _besides(name: str, given: Mapping[str, Any]) -> list[str]:
    """What a call asks for as well: tags, an ACL, retention, each its own action."""
    asked: dict[str, None] = {}
    for parameter, actions in ASKED_BESIDES.get(name, {}).items():
        # moto takes any text in the header of a bypass for a yes.
        if given.get(parameter) or (parameter == BYPASS and parameter in given):
            asked |= dict.fromkeys(actions)
    return list(asked)


def _copy(name: str, given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """To copy is to read the source, with its tags, and to write the target."""
    source = _source(given)
    version = text(source, "VersionId")
    keys: dict[str, ContextValue] = {"s3:VersionId": version} if version else {}
    yield _of_object("GetObjectVersion" if version else "GetObject", source, around, keys)
    given = {**given, "CopySource": _written(source)}
    written = keys_of(name, given)
    for target in _targets(given, around):
        yield _of_object("PutObject", target, around, written)
    if name == "CopyObject":
        existing = around.look_ups.object_tags(
            _bucket(source), text(source, "Key"), version or None
        )
        replaces = text(given, "TaggingDirective") == "REPLACE"
        if existing and not replaces:
            action = "GetObjectVersionTagging" if version else "GetObjectTagging"
            yield _of_object(action, source, around, keys)
            yield _of_object("PutObjectTagging", given, around, written)
        for action in _besides(name, given):
            yield _of_object(action, given, around, written)


def _source(given: Mapping[str, Any]) -> dict[str, str]:
    """Bucket, key and version of `CopySource`: a map, or `bucket/key?versionId=…`.

    Read as moto reads it, who takes it for an address: what is asked about is what is copied.
    """
    source = given.get("CopySource")
    if isinstance(source, Mapping):
        return {name: text(source, name) for name in ("Bucket", "Key", "VersionId")}
    try:
        address = urlparse(source if isinstance(source, str) else "")
    except ValueError:  # moto copies nothing then
        address = urlparse("")
    bucket, _, key = unquote(address.path).lstrip("/").partition("/")
    version = parse_qs(address.query).get("versionId", [""])[0]
    return {"Bucket": bucket, "Key": key, "VersionId": version}


def _written(source: Mapping[str, str]) -> str:
    """A source in the one way of writing it that a policy can compare with.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
    """
    version = f"?versionId={source['VersionId']}" if source["VersionId"] else ""
    return f"{source['Bucket']}/{source['Key']}{version}"


def _deletions(given: Mapping[str, Any], around: Surroundings) -> Iterator[AskedFor]:
    """Each object of a batch is asked, and answered, by itself.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    """
    for number, one in enumerate(maps(mapping(given, "Delete"), "Objects")):
        version = text(one, "VersionId")
        named = {"Bucket": _bucket(given), "Key": text(one, "Key"), "VersionId": version}
        keys: dict[str, ContextValue] = {"s3:VersionId": version} if version else {}
        action = "DeleteObjectVersion" if version else "DeleteObject"
        for asked in (action, *_besides("DeleteObjects", given)):
            yield _of_object(asked, named, around, keys, number)
