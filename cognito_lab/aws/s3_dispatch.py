"""Which of S3's operations moto answers, and requests of which it would answer another.

An operation of S3's is chosen by the method and by one word in the query, as `?acl`. moto asks
for the words in an order of its own, passes over those that it does not know, and answers what is
left: of `DELETE /bucket?inventory` it deletes the bucket.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qs, urlsplit

from botocore.model import OperationModel
from moto.core.model import ServiceModel
from moto.core.utils import get_service_model

from cognito_lab.aws.identify import POST_OBJECT, Operation

MOTO_ANSWERS: Mapping[tuple[str, str], frozenset[str]] = {
    ("bucket", "GET"): frozenset(
        "object-lock uploads location lifecycle versioning policyStatus policy website acl tagging "
        "logging cors notification accelerate publicAccessBlock inventory versions encryption "
        "list-type replication ownershipControls".split()
    ),
    ("bucket", "PUT"): frozenset(
        "object-lock versioning lifecycle policy acl tagging website cors logging notification "
        "accelerate publicAccessBlock encryption replication ownershipControls inventory".split()
    ),
    ("bucket", "DELETE"): frozenset(
        "policy tagging website cors lifecycle publicAccessBlock encryption replication "
        "ownershipControls".split()
    ),
    ("bucket", "POST"): frozenset({"delete"}),
    ("object", "GET"): frozenset({"acl", "tagging", "legal-hold", "attributes"}),
    ("object", "PUT"): frozenset({"retention", "legal-hold", "acl", "tagging"}),
    ("object", "DELETE"): frozenset({"tagging"}),
    ("object", "POST"): frozenset({"uploads", "restore", "select"}),
}
"""The words that moto's S3 knows, of a bucket and of an object, by method."""

_NO_CHOICE = frozenset({"x-id", "select-type"})
_OF_AN_UPLOAD = "uploadId"


def moto_answers(operation: Operation) -> bool:
    """Whether moto has this operation of S3's, and would not answer another in its place."""
    if operation.model is None or operation.name == POST_OBJECT:
        return True
    uri = str(operation.model.http["requestUri"])
    kind = "object" if "{Key" in uri else "bucket"
    known = MOTO_ANSWERS.get((kind, str(operation.model.http["method"])), frozenset())
    return _words_of(operation.model) <= known


def names_two_things(operation: Operation, url: str) -> bool:
    """Whether the query has a word that chooses another operation than the one that is named."""
    if operation.model is None:
        return False
    asked = parse_qs(urlsplit(url).query, keep_blank_values=True).keys()
    return not (asked & _all_words()) <= _words_of(operation.model) | _in_the_query(operation.model)


@cache
def _words_of(model: OperationModel) -> frozenset[str]:
    query = str(model.http["requestUri"]).partition("?")[2]
    return frozenset(pair.split("=")[0] for pair in query.split("&") if pair) - _NO_CHOICE


@cache
def _in_the_query(model: OperationModel) -> frozenset[str]:
    members = model.input_shape.members.values() if model.input_shape else ()
    return frozenset(
        str(member.serialization.get("name"))
        for member in members
        if member.serialization.get("location") == "querystring"
    )


@cache
def _all_words() -> frozenset[str]:
    service: ServiceModel = get_service_model("s3")
    words = (_words_of(service.operation_model(name)) for name in service.operation_names)
    return frozenset({_OF_AN_UPLOAD}).union(*words)
