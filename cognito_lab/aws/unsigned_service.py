"""Which service an unsigned request is for, where its host does not say so.

AWS serves each service from a host of its own; on one port of this machine, a signature names
the service, and without one there is only what the service's protocol puts on the wire.
Asked of the services whose calls the lab authorizes, in botocore's own models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from botocore.compat import HTTPHeaders
from botocore.exceptions import UnknownServiceError
from moto.core.model import ServiceModel
from moto.core.utils import get_service_model

from cognito_lab.policies.api.requests import MAPPINGS

_ACTION = re.compile(rb"(?:^|&)Action=")
_VERSION = re.compile(rb"(?:^|&)Version=(\d{4}-\d\d-\d\d)(?:&|$)")


def by_protocol(headers: HTTPHeaders, query: str, body: bytes) -> str | None:
    """The service whose name stands in a header, or whose API's version in a form.

    https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html (`X-Amz-Target`)
    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html (`Action` and `Version`)
    """
    target = str(headers.get("X-Amz-Target", "")).split(".")[0]
    if target:
        return _by_target().get(target)
    for form in (query.encode(), body):
        version = _VERSION.search(form)
        if version and _ACTION.search(form):
            return _by_version().get(version[1].decode())
    return None


def by_path(path: str) -> str | None:
    """The service of a REST protocol that has operations below a path's first part."""
    return _by_first_part().get(_first_part(path))


@cache
def _by_target() -> Mapping[str, str]:
    return {str(model.metadata.get("targetPrefix")): name for name, model in _speaking("json")}


@cache
def _by_version() -> Mapping[str, str]:
    return {model.api_version: name for name, model in _speaking("query")}


@cache
def _by_first_part() -> Mapping[str, str]:
    return {
        _first_part(model.operation_model(operation).http["requestUri"]): name
        for name, model in _speaking("rest-json")
        for operation in model.operation_names
    }


def _speaking(protocol: str) -> Iterator[tuple[str, ServiceModel]]:
    for name in MAPPINGS:
        try:
            model = get_service_model(name)
        except UnknownServiceError:  # execute-api: an API of the learner's own has no model
            continue
        if model.resolved_protocol == protocol:
            yield name, model


def _first_part(path: str) -> str:
    return path.lstrip("/").split("/")[0].split("?")[0]
