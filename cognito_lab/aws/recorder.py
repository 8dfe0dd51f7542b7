"""From what happened on the wire to an `ApiCall` in the trace."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import responses
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, HeadersDict
from botocore.parsers import ResponseParser, create_parser

from cognito_lab.aws.account import ROOT_ARN
from cognito_lab.aws.errors import Answer
from cognito_lab.aws.identify import Operation
from cognito_lab.aws.ledger import BehavioursOfACall
from cognito_lab.aws.principals import Caller
from cognito_lab.aws.strangers import (
    body_without_strangers,
    header_without_strangers,
    url_without_strangers,
    without_strangers,
)
from cognito_lab.flow.actors import ADMINISTRATOR, APP, Actor, actor_of_service
from cognito_lab.flow.call import (
    ACCESS_TOKEN,
    ANONYMOUS,
    NO_CREDENTIAL,
    NOBODY,
    SIGNATURE,
    ApiCall,
    CallError,
    HttpRequest,
)
from cognito_lab.flow.masking import mask_call
from cognito_lab.flow.questions import question_of
from cognito_lab.flow.recording import Recording

# They tell of the machine, or change with every run.
_LEFT_OUT = frozenset({"user-agent", "amz-sdk-invocation-id", "amz-sdk-request"})
_TEXT_LIMIT = 20_000
_BYTES_LIMIT = 100_000
UNKNOWN_KEY = "unknown"
UNKNOWN_PRINCIPAL = "unknown (credentials of no account of this lab)"


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that crossed the wire, and all that is known of it when it is answered."""

    number: int
    at: dt.datetime
    operation: Operation
    request: AWSPreparedRequest
    caller: Caller
    via: str
    attempt: int


def record(
    trace: Recording,
    sent: Sent,
    answer: Answer,
    behaviours: BehavioursOfACall,
    evaluation: Any = None,
) -> ApiCall:
    """Append the call to the trace, masked; returns it. `evaluation` is a decision's evidence."""
    status, headers, body = answer
    response, error = _parsed(sent.operation, status, headers, body)
    if error is not None:
        error = CallError(error.code, without_strangers(error.message))
    operation, caller = sent.operation, sent.caller
    known = caller.principal is not None
    call = ApiCall(
        number=sent.number,
        at=sent.at,
        service=operation.service,
        operation=without_strangers(operation.name),
        caller=_lane_of(caller).id,
        callee=actor_of_service(operation.service).id,
        principal=caller.principal or UNKNOWN_PRINCIPAL,
        credential=_credential(caller, operation.parameters),
        access_key_id=caller.access_key_id if known else UNKNOWN_KEY,
        via=sent.via,
        parameters=without_strangers(_plain_copy(operation.parameters)),
        response=without_strangers(response),
        error=error,
        request=_http_request(sent.request, caller),
        status=status,
        answered_by=behaviours.answered_by,
        behaviours=behaviours.ids,
        question=question_of(operation.service, operation.name),
        step=trace.current_step,
        attempt=sent.attempt,
        evaluation=evaluation,
    )
    trace.add(mask_call(call))
    return call


def record_never_sent(
    trace: Recording,
    at: dt.datetime,
    operation: Operation,
    code: str,
    message: str,
    as_administrator: bool,
) -> None:
    """Append a call that the SDK refused: nothing crossed the wire."""
    call = ApiCall(
        number=trace.next_number(),
        at=at,
        service=operation.service,
        operation=operation.name,
        caller=(ADMINISTRATOR if as_administrator else APP).id,
        callee=actor_of_service(operation.service).id,
        principal=ROOT_ARN if as_administrator else ANONYMOUS,
        credential=NO_CREDENTIAL,
        access_key_id=None,
        via="boto3",
        parameters=without_strangers(_plain_copy(operation.parameters)),
        response=None,
        error=CallError(code, without_strangers(message), before_sending=True),
        request=None,
        status=None,
        answered_by=NOBODY,
        behaviours=(),
        question=question_of(operation.service, operation.name),
        step=trace.current_step,
    )
    trace.add(mask_call(call))


def _lane_of(caller: Caller) -> Actor:
    """Whoever holds a presigned URL may call, so that is the app, whoever signed it."""
    signed_it_now = caller.credential == SIGNATURE
    return ADMINISTRATOR if caller.is_administrator and signed_it_now else APP


def _credential(caller: Caller, parameters: Mapping[str, Any]) -> str:
    if caller.credential == NO_CREDENTIAL and parameters.get("AccessToken"):
        return ACCESS_TOKEN
    return caller.credential


def _plain_copy(value: Any) -> Any:
    """A copy that nobody else holds; what is no data (a stream, a file) is named by type."""
    if isinstance(value, Mapping):
        return {str(key): _plain_copy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain_copy(item) for item in value]
    if isinstance(value, bytes) and len(value) > _BYTES_LIMIT:
        return f"<{len(value)} bytes>"
    if value is None or isinstance(value, (str, bytes, int, float, dt.datetime)):
        return value
    if isinstance(value, (bytearray, memoryview)):
        return _plain_copy(bytes(value))
    return f"<{type(value).__name__}>"


def _parsed(
    operation: Operation, status: int, headers: Mapping[str, Any], body: str | bytes
) -> tuple[Mapping[str, Any] | None, CallError | None]:
    """The answer as botocore reads it: a response or an error."""
    data = body.encode() if isinstance(body, str) else body
    model = operation.model
    if model is None:
        return _without_a_model(status, data.decode("utf-8", "replace")[:_TEXT_LIMIT])
    protocol = model.service_model.resolved_protocol
    # boto3 hands a streamed answer on unread; a view of bytes is not read as text either.
    streamed = status < 300 and model.has_streaming_output
    try:
        parsed = _parser(protocol).parse(
            {
                "status_code": status,
                "headers": HeadersDict(headers),
                "body": memoryview(data) if streamed else data,
            },
            model.output_shape,
        )
    except Exception as problem:  # whatever it stumbles over, the caller gets the answer
        return None, CallError(str(status), f"not an answer of {protocol}: {problem}")
    parsed.pop("ResponseMetadata", None)
    if status >= 300:
        error = parsed.get("Error", {})
        return None, CallError(str(error.get("Code", status)), str(error.get("Message", "")))
    return _plain_copy(parsed), None


def _without_a_model(status: int, text: str) -> tuple[Mapping[str, Any] | None, CallError | None]:
    """What no model of AWS's describes, such as a key set: JSON is read as such."""
    try:
        document = json.loads(text)
    except ValueError:
        document = None
    if status >= 400:
        message = document.get("message") if isinstance(document, dict) else None
        return None, CallError(responses.get(status, str(status)), str(message or text))
    return (document if isinstance(document, dict) else {"Body": text}), None


@cache
def _parser(protocol: str) -> ResponseParser:
    return create_parser(protocol)


def _http_request(request: AWSPreparedRequest, caller: Caller) -> HttpRequest:
    headers = []
    for name, value in request.headers.items():
        if name.lower() in _LEFT_OUT:
            continue
        text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
        headers.append((name, header_without_strangers(name, text, caller)))
    return HttpRequest(
        request.method,
        url_without_strangers(request.url, caller),
        tuple(sorted(headers)),
        body_without_strangers(_body_text(request.body), caller),
    )


def _body_text(body: Any) -> str:
    if body is None:
        return ""
    if isinstance(body, (bytes, bytearray)):
        try:
            body = bytes(body).decode()
        except UnicodeDecodeError:
            return f"<{len(body)} bytes>"
    if isinstance(body, str):
        return body if len(body) <= _TEXT_LIMIT else f"<{len(body)} characters>"
    return "<a stream>"
