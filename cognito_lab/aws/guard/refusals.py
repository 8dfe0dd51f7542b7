"""A refusal in each service's own words: code, text, status.

https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from cognito_lab.aws.errors import Answer, Said, answer_by_protocol
from cognito_lab.aws.guard.authentication import Fault
from cognito_lab.aws.identify import Operation
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.wording import denial

_CALCULATED = (
    "The request signature we calculated does not match the signature you provided. Check your "
    "AWS Secret Access Key and signing method. Consult the service documentation for details."
)
_TOKEN = "The security token included in the request is invalid."
_EXPIRED = "The security token included in the request is expired"
_OLD = "Signature expired: it is too far from the time that it is now."
_SCOPE = "Credential should be scoped to a valid region."
_INCOMPLETE = (
    "The Authorization header or the signed URL cannot be read, or is not for this service."
)

_S3: dict[Fault, Said] = {
    Fault.INCOMPLETE: ("InvalidRequest", _INCOMPLETE, 400),
    Fault.SIGNATURE: (
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check "
        "your key and signing method.",
        403,
    ),
    Fault.BODY: (
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        400,
    ),
    Fault.SCOPE: (
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the region is wrong.",
        400,
    ),
    Fault.UNSIGNED_HEADERS: (
        "AccessDenied",
        "There were headers present in the request which were not signed",
        403,
    ),
    Fault.FORM_POLICY: (
        "AccessDenied",
        "Invalid according to Policy: Policy Condition failed",
        403,
    ),
    Fault.TOO_LARGE: (
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed object size.",
        400,
    ),
    Fault.TOO_SMALL: (
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed object size.",
        400,
    ),
    Fault.TOKEN: (
        "InvalidToken",
        "The provided token is malformed or otherwise invalid.",
        400,
    ),
    Fault.EXPIRED_CREDENTIALS: ("ExpiredToken", "The provided token has expired.", 400),
    Fault.SKEWED: (
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        403,
    ),
    Fault.EXPIRED_URL: ("AccessDenied", "Request has expired", 403),
}
_JSON: dict[Fault, Said] = {
    Fault.INCOMPLETE: ("IncompleteSignatureException", _INCOMPLETE, 400),
    Fault.SIGNATURE: ("InvalidSignatureException", _CALCULATED, 400),
    Fault.BODY: ("InvalidSignatureException", _CALCULATED, 400),
    Fault.SCOPE: ("InvalidSignatureException", _SCOPE, 400),
    Fault.UNSIGNED_HEADERS: ("InvalidSignatureException", _CALCULATED, 400),
    Fault.TOKEN: ("UnrecognizedClientException", _TOKEN, 400),
    Fault.EXPIRED_CREDENTIALS: ("ExpiredTokenException", _EXPIRED, 400),
    Fault.SKEWED: ("InvalidSignatureException", _OLD, 400),
    Fault.EXPIRED_URL: ("InvalidSignatureException", _OLD, 400),
}
_QUERY: dict[Fault, Said] = {
    Fault.INCOMPLETE: ("IncompleteSignature", _INCOMPLETE, 400),
    Fault.SIGNATURE: ("SignatureDoesNotMatch", _CALCULATED, 403),
    Fault.BODY: ("SignatureDoesNotMatch", _CALCULATED, 403),
    Fault.SCOPE: ("SignatureDoesNotMatch", _SCOPE, 403),
    Fault.UNSIGNED_HEADERS: ("SignatureDoesNotMatch", _CALCULATED, 403),
    Fault.TOKEN: ("InvalidClientTokenId", _TOKEN, 403),
    Fault.EXPIRED_CREDENTIALS: ("ExpiredToken", _EXPIRED, 403),
    Fault.SKEWED: ("SignatureDoesNotMatch", _OLD, 403),
    Fault.EXPIRED_URL: ("SignatureDoesNotMatch", _OLD, 403),
}
_FAULTS = {"rest-xml": _S3, "json": _JSON, "rest-json": _JSON, "query": _QUERY}

_MISSING: dict[str, Said] = {
    "json": ("MissingAuthenticationTokenException", "Missing Authentication Token", 400),
    "rest-json": ("MissingAuthenticationTokenException", "Missing Authentication Token", 403),
    "query": ("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
}
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (MalformedXML)
# https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html (ValidationError)
_NOT_READABLE: dict[str, Said] = {
    "json": ("SerializationException", "", 400),
    "rest-json": ("SerializationException", "", 400),
    "query": ("ValidationError", "The request cannot be read as what it asks for.", 400),
    "rest-xml": (
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
        400,
    ),
}
_S3_ARGUMENT: Said = ("InvalidArgument", "Invalid Argument", 400)
_DENIED: dict[str, tuple[str, int]] = {
    "json": ("AccessDeniedException", 400),
    "rest-json": ("AccessDeniedException", 403),
    "query": ("AccessDenied", 403),
    "rest-xml": ("AccessDenied", 403),
}
_ON = re.compile(r"( on resource: )(\S+)( (?:because|with) )")


def bad_proof(operation: Operation, fault: Fault) -> Answer:
    """The refusal of a proof that does not hold."""
    said = {protocol: said[fault] for protocol, said in _FAULTS.items() if fault in said}
    return _answer(operation, said)


def no_proof(operation: Operation) -> Answer:
    """The refusal of a call that has to be signed, and is not."""
    return _answer(operation, _MISSING)


def not_readable(operation: Operation, *, malformed: bool) -> Answer:
    """The refusal of a request that cannot be read as one operation; `malformed`: for its body."""
    said = _NOT_READABLE if malformed else {**_NOT_READABLE, "rest-xml": _S3_ARGUMENT}
    return _answer(operation, said)


def access_denied(operation: Operation, evaluation: Evaluation) -> Answer:
    """AWS's AccessDenied, with the policy that decided."""
    return _denied(operation, words_of(operation.service, evaluation))


def words_of(service: str, evaluation: Evaluation) -> str:
    """AWS's sentence, with each service's habits.

    S3 writes the ARN in double quotes, and tells strangers nothing more. SQS writes the action
    in small letters: https://github.com/aws/serverless-application-model/issues/3633
    """
    said = denial(evaluation) or "Access Denied"
    if service == "sqs":
        action = evaluation.request.action
        return said.replace(action, action.lower())
    if service != "s3":
        return said
    if evaluation.request.principal.kind is PrincipalKind.ANONYMOUS:
        return "Access Denied"
    return _ON.sub(r'\1"\2"\3', said)


def not_mapped(operation: Operation, principal: str) -> Answer:
    """The lab's own refusal: nobody has written down what this operation asks."""
    message = (
        f"cognito_lab: the lab does not know which permissions {operation.service} "
        f"{operation.name} asks for, so only the account's root may make this call, and "
        f"{principal} may not. This answer is the lab's own: AWS would have asked the policies."
    )
    return _denied(operation, message)


def _denied(operation: Operation, message: str) -> Answer:
    said = {protocol: (code, message, status) for protocol, (code, status) in _DENIED.items()}
    return _answer(operation, said)


def _answer(operation: Operation, said: Mapping[str, Said]) -> Answer:
    if operation.service == "execute-api":
        _, message, status = said["query"]
        return status, {"content-type": "application/json"}, json.dumps({"Message": message})
    return answer_by_protocol(operation, said)
