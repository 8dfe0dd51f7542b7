"""Which operation of which service a request is, and with what parameters.

A boto3 call says so itself (see `boto3_calls`). Any other request (`requests`, urllib, a
presigned URL, HTTP from a browser) is read from the wire, with moto's own router and
parsers.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import botocore.session
from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from botocore.model import OperationModel
from botocore.utils import parse_timestamp
from moto.backends import get_service_from_url
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol, normalize_request
from moto.core.routing import get_service_router

from cognito_lab.tokens.discovery import DISCOVERY_PATH, JWKS_PATH

# Reads of an issuer's documents are no operations of AWS's model; these names are ours.
GET_JWKS = "GetJsonWebKeySet"
GET_DISCOVERY = "GetOpenIdConfiguration"
POST_OBJECT = "PostObject"
"""A form that a browser sends to a bucket; the name is S3's, the operation is in no model."""
_ISSUER_DOCUMENTS = {JWKS_PATH: GET_JWKS, DISCOVERY_PATH: GET_DISCOVERY}
_IDENTITY_DOCUMENTS = {"/.well-known/jwks_uri": GET_JWKS, DISCOVERY_PATH: GET_DISCOVERY}

# Hosts that tell their service by more than moto's first name for them.
_HOSTS = (
    (re.compile(r"^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$"), "execute-api"),
    (re.compile(r"^cognito-identity\.amazonaws\.com$"), "cognito-identity"),
    (re.compile(r"\.auth\.[\w-]+\.amazoncognito\.com$"), "cognito-idp"),
)

# Where moto's name of a service is not boto3's without its hyphens.
_MOTO_NAMES = {"awslambda": "lambda", "s3bucket_path": "s3"}

_JSON = ("json", "rest-json")
_ANOTHER_ACCOUNT = "x-moto-account-id"


@dataclass(frozen=True, slots=True)
class Operation:
    """A call by name. `model` is botocore's, or None where AWS has no model for it.

    `readable` is False where the parameters could not be read; then there are none.
    """

    service: str
    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    model: OperationModel | None = None
    readable: bool = True


def identify(request: AWSPreparedRequest) -> Operation:
    """The operation that a request asks for; its name is `METHOD path` where none fits."""
    url = urlsplit(request.url)
    service = _service_of(f"{url.scheme}://{url.netloc}{url.path}", url.hostname or "")
    for path, name in _ISSUER_DOCUMENTS.items():
        if service == "cognito-idp" and url.path.endswith(path):
            return Operation(service, name, {"UserPoolId": url.path[1 : -len(path)]})
    if service == "cognito-identity" and url.path in _IDENTITY_DOCUMENTS:
        return Operation(service, _IDENTITY_DOCUMENTS[url.path])
    plain_name = Operation(service, f"{request.method} {url.path or '/'}")
    # Anybody may send anything over HTTP: what cannot be read is answered all the same.
    with suppress(Exception), closing(readable_again(request, service)) as readable:
        model, uri_parameters = get_service_router(service).match(readable)
        plain_name = Operation(service, model.name, {}, model, readable=False)
        parameters = (
            _of_a_form(readable, uri_parameters)
            if plain_name.name == POST_OBJECT
            else _parsed(model, readable, uri_parameters)
        )
        return replace(plain_name, parameters=parameters, readable=True)
    return plain_name


def is_issuers_document(operation: Operation) -> bool:
    """Whether a call reads the public documents of an issuer of tokens."""
    return operation.name in (GET_JWKS, GET_DISCOVERY)


def is_behind(url: str) -> bool:
    """Whether moto has a service at an address."""
    return get_service_from_url(url) is not None


def _service_of(url: str, host: str) -> str:
    for pattern, service in _HOSTS:
        if pattern.search(host):
            return service
    moto_name = get_service_from_url(url)
    if moto_name is None:
        return host.split(".")[0]
    return _MOTO_NAMES.get(moto_name) or _boto3_names().get(moto_name, moto_name)


@cache
def _boto3_names() -> Mapping[str, str]:
    names = botocore.session.get_session().get_available_services()
    return {name.replace("-", ""): name for name in names}


def readable_again(request: AWSPreparedRequest, service: str) -> Request:
    """A copy whose body may be read without using up the one that will be answered.

    Every service but S3, where it is the object's, takes a compressed body for what is in it.
    Raises OSError, EOFError or zlib.error for one that is not compressed.
    """
    body = request.body
    if isinstance(body, str):
        body = body.encode()
    read = _normalized(request, bytes(body) if isinstance(body, (bytes, bytearray)) else b"")
    if service == "s3" or read.content_encoding != "gzip":
        return read
    with closing(read):
        plain = gzip.decompress(read.get_data())
    return _normalized(request, plain)


def _normalized(request: AWSPreparedRequest, body: bytes) -> Request:
    headers, strange = request.headers, set(strange_headers(request))
    if strange:
        headers = HTTPHeaders()  # which may have a name twice, as it came
        for name, value in request.headers.items():
            if name not in strange:
                headers[name] = value
    return normalize_request(AWSPreparedRequest(request.method, request.url, headers, body, False))


def strange_headers(request: AWSPreparedRequest) -> list[str]:
    """The names of headers that moto would follow, and AWS does not know.

    moto's own header would have another account answer. Of a name with `_` whoever answers makes
    one with `-`: `x_amz_acl` was not signed as `x-amz-acl` is. S3 alone has such names, in an
    object's metadata.
    """
    return [str(name) for name in request.headers if _is_strange(str(name).lower())]


def _is_strange(name: str) -> bool:
    return name == _ANOTHER_ACCOUNT or ("_" in name and not name.startswith("x-amz-meta-"))


def _has_payload(model: OperationModel) -> bool:
    """Whether the body is one member, in whatever form: the event of a function, say."""
    return model.input_shape is not None and "payload" in model.input_shape.serialization


def _require_an_object(body: bytes) -> None:
    """moto's parser takes a body that is no JSON for an empty one."""
    if not isinstance(json.loads(body), dict):
        message = "The body is no JSON object."
        raise TypeError(message)


def _moment(text: Any) -> Any:
    """A time; whatever is none stays as it is: S3 passes over dates that it cannot read."""
    try:
        return parse_timestamp(text)
    except ValueError:
        return text


def _of_a_form(form: Request, uri_parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a form asks for: its key, with the file's own name where the key says so.

    https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
    Raises KeyError without a key.
    """
    file = form.files.get("file")
    found = {"Bucket": uri_parameters["Bucket"], "Key": form.form["key"]}
    if file is not None:
        found["Key"] = found["Key"].replace("${filename}", (file.filename or "").rpartition("/")[2])
    if form.form.get("acl"):
        found["ACL"] = form.form["acl"]
    return found


def _parsed(
    model: OperationModel, request: Request, uri_parameters: Mapping[str, Any]
) -> Mapping[str, Any]:
    protocol = determine_request_protocol(model.service_model, request.content_type)
    if protocol in _JSON and request.data and not _has_payload(model):
        _require_an_object(request.data)
    parser = PROTOCOL_PARSERS[protocol](model, timestamp_parser=_moment)
    parsed = parser.parse(
        {
            "method": request.method,
            "values": request.args if protocol.startswith("rest") else request.values,
            "headers": request.headers,
            "body": request.data,
            "url_path": request.path,
            "url_params": dict(uri_parameters),
        }
    )
    return dict(parsed or {})
