"""What is judged is what is done: moto answers the operation that the guard was asked about.

moto takes the operation's name from a parameter `Action`, wherever that stands, before it looks
at the header or the path that AWS goes by; and its parameters from the query, a form, the text of
a JSON body read as a form, or the headers. A value such as `&QueueUrl=…` would name another queue.
https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.model import OperationModel
from moto.core.request import determine_request_protocol
from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model

from cognito_lab.aws.identify import POST_OBJECT, Operation
from cognito_lab.aws.ledger_rows import authorization as rows
from cognito_lab.aws.world import current_world
from cognito_lab.policies.api.requests import MAPPINGS

_ACTION = "Action"
_QUERY = ("query", "ec2")
_OWN_API, _OF_OWN_APIS = "execute-api", ("apigateway", "apigatewaymanagementapi")
"""APIs of the learner's own, which have their own doors, and who answers for them."""
_OWN_DISPATCH = "s3"
"""moto's S3 has a reading of its own: see `s3_dispatch`."""


@dataclass(frozen=True, slots=True)
class _Judged:
    operation: Operation
    region: str


_judged: ContextVar[_Judged | None] = ContextVar("judged operation", default=None)


@contextmanager
def answering_what_was_judged(operation: Operation, region: str) -> Iterator[None]:
    """Inside the block moto answers this operation, in this region."""
    token = _judged.set(_Judged(operation, region))
    try:
        yield
    finally:
        _judged.reset(token)


def action_as_judged(
    get_action: Callable[[BaseResponse], str | None],
) -> Callable[[BaseResponse], str | None]:
    """`BaseResponse._get_action`, with the name of the operation that was judged."""

    def _get_action(self: BaseResponse) -> str | None:
        found, judged = get_action(self), _judged_for(self)
        if judged is None or found == judged.operation.name or not _acts():
            return found
        return judged.operation.name

    return _get_action


def region_as_judged(
    get_region: Callable[[BaseResponse, Any, str], str],
) -> Callable[[BaseResponse, Any, str], str]:
    """`BaseResponse.get_region_from_url`, which goes by a word in `User-Agent`, too."""

    def _get_region_from_url(self: BaseResponse, request: Any, full_url: str) -> str:
        found, judged = get_region(self, request, full_url), _judged_for(self)
        if judged is None or judged.operation.service == _OWN_DISPATCH or found == judged.region:
            return found
        return judged.region if _acts() else found

    return _get_region_from_url


def parameters_as_judged(setup_class: Callable[..., None]) -> Callable[..., None]:
    """`BaseResponse.setup_class`, with no parameter but from where the protocol has it."""

    def _setup_class(self: BaseResponse, request: Any, *given: Any, **named: Any) -> None:
        judged = _judged_for(self)
        model = None if judged is None else judged.operation.model
        content = b""
        if self.boto3_service_name == _OWN_DISPATCH:
            content = request.get_data(cache=True)  # moto would take a form apart
        setup_class(self, request, *given, **named)
        if model is None or model.name == POST_OBJECT:
            return
        if self.boto3_service_name != _OWN_DISPATCH:
            read = _as_the_protocol_has_it(model, request, self.querystring)
            if read is not None and _acts():
                self.querystring = self.data = read
        elif (request.form or request.files) and _acts():
            self.querystring = self.data = _query_of(request)
            self.body = self.raw_body = content

    return _setup_class


def _as_the_protocol_has_it(
    model: OperationModel, request: Any, found: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The parameters outside a JSON body; None where moto has found no others."""
    protocol = determine_request_protocol(
        get_service_model(model.service_model.service_name), request.content_type
    )
    if protocol in _QUERY:
        if not request.args:
            return None
        return {name: [value] for name, value in request.values.items()}
    elsewhere = _not_in_the_query(model)
    if elsewhere.isdisjoint(found):
        return None
    return {name: values for name, values in _query_of(request).items() if name not in elsewhere}


def _query_of(request: Any) -> dict[str, Any]:
    return dict(parse_qs(urlsplit(request.url).query, keep_blank_values=True))


@cache
def _not_in_the_query(model: OperationModel) -> frozenset[str]:
    """The members that stand in the body, the path or a header, and `Action`."""
    members = model.input_shape.members if model.input_shape else {}
    return frozenset({_ACTION}) | {
        wire_name
        for name, member in members.items()
        if member.serialization.get("location") != "querystring"
        for wire_name in (name, member.serialization.get("name", name))
    }


def _judged_for(response: BaseResponse) -> _Judged | None:
    """What was judged, if it is an operation of the service that answers.

    Raises NotImplementedError where another service answers than was judged: no host of AWS's is
    of two, but moto takes a name that looks like two for the one that it finds first.
    """
    judged = _judged.get()
    if judged is None:
        return None
    operation, answering = judged.operation, response.boto3_service_name
    if answering != operation.service:
        is_own_api = operation.service == _OWN_API
        is_another = answering not in _OF_OWN_APIS if is_own_api else answering in MAPPINGS
        if is_another and _acts():
            raise NotImplementedError
        return None
    return None if operation.model is None else judged


def _acts() -> bool:
    return current_world().ledger.acts(rows.ONE_READING)
