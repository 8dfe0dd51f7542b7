"""S3: the condition keys that an operation's parameters bring.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from cognito_lab.policies.api.parameters import tags, text
from cognito_lab.policies.request import ContextValue

_TEXTS = {
    "ACL": "s3:x-amz-acl",
    "CopySource": "s3:x-amz-copy-source",
    "GrantFullControl": "s3:x-amz-grant-full-control",
    "GrantRead": "s3:x-amz-grant-read",
    "GrantReadACP": "s3:x-amz-grant-read-acp",
    "GrantWrite": "s3:x-amz-grant-write",
    "GrantWriteACP": "s3:x-amz-grant-write-acp",
    "MetadataDirective": "s3:x-amz-metadata-directive",
    "SSEKMSKeyId": "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "ServerSideEncryption": "s3:x-amz-server-side-encryption",
    "StorageClass": "s3:x-amz-storage-class",
    "VersionId": "s3:VersionId",
    "WebsiteRedirectLocation": "s3:x-amz-website-redirect-location",
}
_LISTING = {"Prefix": "s3:prefix", "Delimiter": "s3:delimiter", "MaxKeys": "s3:max-keys"}
_LISTINGS = ("ListObjects", "ListObjectsV2", "ListObjectVersions")


def keys_of(name: str, parameters: Mapping[str, Any]) -> dict[str, ContextValue]:
    """The keys of an operation. A listing without a prefix has no `s3:prefix`."""
    keys: dict[str, ContextValue] = {}
    for parameter, key in _TEXTS.items():
        if text(parameters, parameter):
            keys[key] = text(parameters, parameter)
    if name in _LISTINGS:
        for parameter, key in _LISTING.items():
            value = parameters.get(parameter)
            if isinstance(value, (str, int)) and value != "":
                keys[key] = value
    if name == "CreateBucket":
        given = parameters.get("CreateBucketConfiguration")
        place = text(given, "LocationConstraint") if isinstance(given, Mapping) else ""
        if place:
            keys["s3:LocationConstraint"] = place
    return keys


def request_object_tags(parameters: Mapping[str, Any]) -> dict[str, ContextValue]:
    """`s3:RequestObjectTag/…` and `s3:RequestObjectTagKeys`, of a header or of a document.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
    """
    header = parameters.get("Tagging")
    given = tags(header, "TagSet") if isinstance(header, Mapping) else {}
    if isinstance(header, str):
        given = dict(parse_qsl(header, keep_blank_values=True))
    if not given:
        return {}
    keys: dict[str, ContextValue] = {
        f"s3:RequestObjectTag/{key}": value for key, value in given.items()
    }
    keys["s3:RequestObjectTagKeys"] = list(given)
    return keys


def existing_object_tags(existing: Mapping[str, str]) -> dict[str, ContextValue]:
    """`s3:ExistingObjectTag/…`."""
    return {f"s3:ExistingObjectTag/{key}": value for key, value in existing.items()}
