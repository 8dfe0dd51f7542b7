"""Which words an operation has, and the page of AWS's that they are taken from.

The words stand in `operation_words_cognito` and `operation_words_aws`. An operation's page is
its service's address with the operation's name; what an issuer publishes is no API operation,
and has pages of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from cognito_lab.diagrams.operation_words_aws import DYNAMODB, IAM, S3, STS
from cognito_lab.diagrams.operation_words_cognito import COGNITO_IDENTITY, COGNITO_IDP

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_REFERENCE = {
    "cognito-idp": (
        "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_{}.html"
    ),
    "cognito-identity": "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_{}.html",
    "sts": "https://docs.aws.amazon.com/STS/latest/APIReference/API_{}.html",
    "iam": "https://docs.aws.amazon.com/IAM/latest/APIReference/API_{}.html",
    "s3": "https://docs.aws.amazon.com/AmazonS3/latest/API/API_{}.html",
    "dynamodb": "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_{}.html",
}
_OWN_PAGES = {
    ("cognito-idp", "GetJsonWebKeySet"): (
        _GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"
    ),
    ("cognito-idp", "GetOpenIdConfiguration"): _GUIDE + "federation-endpoints.html",
    ("cognito-identity", "GetJsonWebKeySet"): _GUIDE + "role-trust-and-permissions.html",
    ("cognito-identity", "GetOpenIdConfiguration"): _GUIDE + "role-trust-and-permissions.html",
}


_OPERATIONS: dict[str, dict[str, tuple[str, str]]] = {
    "cognito-idp": COGNITO_IDP,
    "cognito-identity": COGNITO_IDENTITY,
    "sts": STS,
    "iam": IAM,
    "s3": S3,
    "dynamodb": DYNAMODB,
}


class OperationMeaning(NamedTuple):
    """`asks` follows "asks to"; `brings` is what an answer says."""

    asks: str
    brings: str


def meaning_of_operation(service: str, operation: str) -> OperationMeaning | None:
    """The words for an operation of a service (boto3's name); None for one without an entry."""
    entry = _OPERATIONS.get(service, {}).get(operation)
    return None if entry is None else OperationMeaning(*entry)


def document_of(service: str, operation: str) -> str | None:
    """The address of AWS's page on an operation that has an entry, else None."""
    if operation not in _OPERATIONS.get(service, {}):
        return None
    return _OWN_PAGES.get((service, operation)) or _REFERENCE[service].format(operation)


def operations_with_a_meaning() -> tuple[tuple[str, str], ...]:
    """Every (service, operation) that has an entry."""
    return tuple((service, name) for service, names in _OPERATIONS.items() for name in names)
