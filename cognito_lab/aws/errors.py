"""An error as the wire of each AWS protocol carries it, and the lab's own two."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

from moto.core.exceptions import ServiceException
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model

from cognito_lab.aws.identify import Operation


class AwsError(ServiceException):
    """An error that AWS answers with: `AwsError(code, message)`; moto serializes it.

    moto looks for an error's model by the module of its class, so it has to be one of ours.
    """


Answer = tuple[int, dict[str, str], str | bytes]
"""Status, headers and body."""

Said = tuple[str, str, int]
"""An error as one protocol says it: code, message, status."""

NOT_IMPLEMENTED_STATUS = 501
CBOR = "smithy-rpc-v2-cbor"
_QUERY_ERROR = "x-amzn-query-error"


def error_answer(operation: Operation, code: str, message: str, status: int) -> Answer:
    """An error of a service in that service's own protocol."""
    if operation.model is None:
        return status, {"content-type": "text/plain"}, f"{code}: {message}"
    protocol = _protocol_of(operation)
    if protocol == CBOR:
        return status, {"smithy-protocol": "rpc-v2-cbor"}, _cbor(__type=code, message=message)
    serializer = get_serializer_class(operation.service, protocol)
    model = get_service_model(operation.service).operation_model(operation.name)
    with warnings.catch_warnings():  # moto warns of codes that the service's model lacks
        warnings.simplefilter("ignore")
        parts = serializer(operation_model=model).serialize(AwsError(code, message))
    return status, dict(parts["headers"]), parts["body"]


def answer_by_protocol(operation: Operation, said: Mapping[str, Said]) -> Answer:
    """An error that each protocol names in its own way, in that of the operation's service.

    `said` has an entry for "query", which also stands for what has none. A JSON service that
    its query clients have to understand (SQS) names the query's code as well, in a header, and
    that is the one that its SDKs show:
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html
    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    """
    protocol = _protocol_of(operation)
    code, message, status = said[protocol if protocol in said else "query"]
    status, headers, body = error_answer(operation, code, message, status)
    model = operation.model
    if model is not None and "awsQueryCompatible" in model.service_model.metadata:
        headers[_QUERY_ERROR] = f"{said['query'][0]};Sender"
    return status, headers, body


def _protocol_of(operation: Operation) -> str:
    """The protocol that botocore speaks: a service may name several, in another order.

    What is in no model is a form that a browser posts to S3, or nothing that AWS has.
    """
    if operation.model is None:
        return "rest-xml" if operation.service == "s3" else "query"
    return str(operation.model.service_model.resolved_protocol)


def _cbor(**texts: str) -> bytes:
    """A map of a few texts in CBOR (RFC 8949, section 3), which moto does not write."""
    encoded = bytes([0xA0 + len(texts)])
    for text in (part for item in texts.items() for part in item):
        data = text.encode()
        encoded += b"\x7a" + len(data).to_bytes(4, "big") + data
    return encoded


def not_implemented(operation: Operation, detail: str) -> Answer:
    """The lab's answer to what neither moto nor the lab can do."""
    what = f"{operation.service} {operation.name}"
    message = (
        f"cognito_lab: {what} is implemented neither by moto nor by the lab{detail}. "
        "This answer is the lab's own: AWS would have done it."
    )
    return error_answer(operation, "NotImplemented", message, NOT_IMPLEMENTED_STATUS)


def moto_broke(operation: Operation, problem: Exception) -> Answer:
    """The lab's answer where moto stumbled over a request instead of answering it."""
    message = (
        f"cognito_lab: moto cannot answer this {operation.service} {operation.name} "
        f"({type(problem).__name__}: {problem}). This answer is the lab's own: AWS would have "
        "done it, or refused it in its own words."
    )
    return error_answer(operation, "NotImplemented", message, NOT_IMPLEMENTED_STATUS)


# What each service says to a key that it does not know: code, message, status.
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/emr/latest/APIReference/CommonErrors.html (all Query services)
_INVALID_TOKEN = "The security token included in the request is invalid."
_UNKNOWN_KEY: dict[str, Said] = {
    "json": ("UnrecognizedClientException", _INVALID_TOKEN, 400),
    "rest-json": ("UnrecognizedClientException", _INVALID_TOKEN, 403),
    "query": ("InvalidClientTokenId", _INVALID_TOKEN, 403),
    "rest-xml": (
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        403,
    ),
}
_UNKNOWN_KEY_REMEDY = (
    " (cognito_lab: nobody in this lab has this access key; it was neither used nor kept. Make "
    "the client after start_lab(), without credentials of its own.)"
)
_TEMPORARY = "ASIA"
"""How the id of a temporary key begins: such a one is from an exchange, and from no profile."""


def unknown_access_key(operation: Operation, access_key_id: str) -> Answer:
    """AWS's refusal of a request that was signed with a key it does not know."""
    remedy = "" if access_key_id.startswith(_TEMPORARY) else _UNKNOWN_KEY_REMEDY
    return answer_by_protocol(
        operation,
        {
            protocol: (code, message + remedy, status)
            for protocol, (code, message, status) in _UNKNOWN_KEY.items()
        },
    )
