"""Every boto3 call from the inside: its parameters, and an error before it was sent.

botocore's public events say nothing when parameters fail validation, so its one method
that every client, resource, paginator, waiter and transfer goes through is wrapped (the
patch itself stands in `patches`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, HTTPClientError, NoCredentialsError

from cognito_lab.aws.identify import Operation
from cognito_lab.aws.serialized import Serialized, serialized
from cognito_lab.aws.world import current_world_or_none


@dataclass
class Boto3Call:
    """A call in progress: what was asked for, and how often it reached the wire."""

    operation: Operation
    attempts: int = 0
    serialized: Serialized | None = None

    def on_the_wire(self, request: AWSPreparedRequest) -> Operation | None:
        """The operation that a request asks for, if it is this call as boto3 serialized it."""
        made = self.serialized
        return made.operation if made is not None and made.is_on_the_wire(request) else None


_in_progress: ContextVar[Boto3Call | None] = ContextVar("boto3 call in progress", default=None)


def boto3_call_in_progress() -> Boto3Call | None:
    """The boto3 call that is being made in this thread, if any."""
    return _in_progress.get()


@contextmanager
def no_boto3_call() -> Iterator[None]:
    """Inside the block no boto3 call is in progress: what is sent there is something else."""
    token = _in_progress.set(None)
    try:
        yield
    finally:
        _in_progress.reset(token)


# What came back from a service, or from a network that is not AWS's.
_SENT = (ClientError, HTTPClientError)

_NO_CREDENTIALS = (
    "cognito_lab: a client (or a boto3.Session) that was made before start_lab() has no "
    "credentials of the lab. Make it again."
)

BeforeSending = Callable[[Operation, str, str, bool], None]
"""Told of a call that was never sent: operation, error code, message, as administrator."""


def watched(
    make_api_call: Callable[[BaseClient, str, Mapping[str, Any]], Any],
    never_sent: BeforeSending,
) -> Callable[[BaseClient, str, Mapping[str, Any]], Any]:
    """`BaseClient._make_api_call`, with the call in progress known to the wire.

    `never_sent` is told of every call that the SDK itself refuses.
    """

    def _make_api_call(self: BaseClient, operation_name: str, api_params: Any) -> Any:
        service = self.meta.service_model
        operation = Operation(
            service.service_name,
            operation_name,
            dict(api_params or {}),
            service.operation_model(operation_name),
        )
        call = Boto3Call(operation)
        token = _in_progress.set(call)
        try:
            return make_api_call(self, operation_name, api_params)
        except Exception as problem:  # not all that botocore stumbles over is a BotoCoreError
            if isinstance(problem, NoCredentialsError):
                problem.add_note(_NO_CREDENTIALS)
            if call.attempts == 0 and not isinstance(problem, _SENT):
                never_sent(
                    operation, type(problem).__name__, str(problem), _as_administrator(self, call)
                )
            raise
        finally:
            _in_progress.reset(token)

    return _make_api_call


def serializing(convert: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """`BaseClient._convert_to_request_dict`, with what it makes known to the call in progress."""

    def _convert_to_request_dict(
        self: BaseClient, api_params: Any, operation_model: Any, *given: Any, **named: Any
    ) -> dict[str, Any]:
        request = convert(self, api_params, operation_model, *given, **named)
        call = boto3_call_in_progress()
        if call is not None and call.operation.model is operation_model:
            call.serialized = serialized(call.operation, api_params, request)
        return request

    return _convert_to_request_dict


def _as_administrator(client: BaseClient, call: Boto3Call) -> bool:
    """Whether the call would have been signed by the lab's administrator."""
    model = call.operation.model
    if model is not None and model.auth_type == "none":
        return False
    credentials, world = client._request_signer._credentials, current_world_or_none()
    return world is not None and getattr(credentials, "access_key", "") == world.administrator.id
