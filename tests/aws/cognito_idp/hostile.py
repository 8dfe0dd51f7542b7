"""Requests to user pools as somebody who means harm sends them, and what must not have changed.

A good request is spoilt in a place or two; AWS's model of the operation says which places there
are. Plain HTTP carries it, for boto3 would refuse most of them before anything is sent.
"""

from __future__ import annotations

import copy
import enum
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import botocore.session
import requests
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape
from hypothesis import strategies as st

from cognito_lab.aws.cognito_idp.responses import LabUserPoolResponse
from cognito_lab.aws.identify import GET_DISCOVERY, GET_JWKS
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION
from tests.aws.callers import signed

URL = "https://cognito-idp.us-east-1.amazonaws.com/"
LISTED = sorted(
    {name for row in ROWS if row.service == "cognito-idp" for name in row.operations}
    - {GET_JWKS, GET_DISCOVERY, *EVERY_OPERATION}
)
OPERATIONS = [name for name in LISTED if hasattr(LabUserPoolResponse, xform_name(name))]
"""What the lab answers or checks, by its ledger; without those that nobody implements."""

COMMON_ERRORS = {"SerializationException"}
"""https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html"""

Place = tuple[str | int, ...]
Request = dict[str, Any]


class Leave(enum.Enum):
    """What a place can be left as, instead of getting a value."""

    OUT = "left out"


@cache
def model_of(operation: str) -> OperationModel:
    """AWS's model of an operation."""
    model: OperationModel = (
        botocore.session.get_session().get_service_model("cognito-idp").operation_model(operation)
    )
    return model


def send(operation: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
    """POST a body (as JSON, unless it is bytes), signed by the administrator; returns the status
    and the answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}",
    }
    answer = requests.post(
        URL,
        data=data,
        headers={**signed("POST", URL, "cognito-idp", named, data), **headers},
        timeout=5,
    )
    return answer.status_code, (answer.json() if answer.content else {})


# ---------------------------------------------------------------- what is put in the places

_TEXTS = ["", " ", "\n", "\0", "a\0b", "\ud800", "\udfff\ud800", "x" * 3000, "é" * 200, "💩" * 40]
_TEXTS += ["\u202eana", "ａｎａ", "ANA", "ana ", "٣" * 6, "000000", "' OR '1'='1", "{####}", "null"]
_TEXTS += [
    "true",
    "a@b@c",
    "@",
    "ana@example.com",
    "+15555550100",
    "custom:x",
    "sub",
    "a&Username=b",
]
_TEXTS += ["email_verified", "(" * 50, "[" * 50, "eyJhbGciOiJub25lIn0.e30."]
_OTHERS = [None, True, False, 0, -1, 1.5, 2**70, float("nan"), [], {}, [None], [[]], {"a": None}]
_OTHERS += [{"": ""}, {"a": {"b": [1]}}, [{}], [{"Name": None}], ["a"] * 200, Leave.OUT]

texts = st.sampled_from(_TEXTS) | st.text(st.characters(exclude_categories=()), max_size=30)
hostile_values = texts | st.sampled_from(_OTHERS)


def places_in(shape: Shape, good: object, depth: int = 3) -> list[Place]:
    """Every place of a request: the members that its model has, and what there is in them."""
    names: list[str | int] = []
    below: dict[str | int, tuple[Shape, object]] = {}
    if isinstance(shape, StructureShape):
        names = list(shape.members)
        given = good if isinstance(good, dict) else {}
        below = {name: (shape.members[name], value) for name, value in given.items()}
    elif isinstance(shape, MapShape) and isinstance(good, dict):
        names = list(good)
    elif isinstance(shape, ListShape) and isinstance(good, list):
        names = list(range(len(good)))
        below = {number: (shape.member, value) for number, value in enumerate(good)}
    places: list[Place] = [(name,) for name in names]
    if depth:
        for name, (member, value) in below.items():
            places += [(name, *rest) for rest in places_in(member, value, depth - 1)]
    return places


def put(request: Request, place: Place, value: object) -> None:
    """Put a value into a place of a request, as far as the way there still exists."""
    here: Any = request
    for step in place[:-1]:
        if isinstance(step, int):
            usable = isinstance(here, list) and step < len(here)
        else:
            usable = isinstance(here, dict) and step in here
        if not usable:
            return
        here = here[step]
    last = place[-1]
    if isinstance(here, dict) and isinstance(last, str):
        if value is Leave.OUT:
            here.pop(last, None)
        else:
            here[last] = value
    elif isinstance(here, list) and isinstance(last, int) and last < len(here):
        here[last] = None if value is Leave.OUT else value


@st.composite
def spoilt(draw: st.DrawFn, model: OperationModel, good: Request, foreign: list[object]) -> Request:
    """A good request with one to three places spoilt; `foreign` are ids that belong to others."""
    request = copy.deepcopy(good)
    places = places_in(model.input_shape, request)
    values = hostile_values | st.sampled_from(foreign)
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        put(request, draw(st.sampled_from(places)), copy.deepcopy(draw(values)))
    return request


def generic(shape: Shape, known: Mapping[str, object], name: str = "") -> Any:
    """A good value for a shape: the known one of that name, or the least that the model allows."""
    if name in known:
        return copy.deepcopy(known[name])
    if isinstance(shape, StructureShape):
        wanted = [*shape.required_members, *(known.keys() & shape.members.keys())]
        return {
            member: generic(shape.members[member], known, member) for member in sorted(set(wanted))
        }
    if isinstance(shape, ListShape):
        return [generic(shape.member, known)]
    if isinstance(shape, MapShape):
        return {}
    return _least(shape)


def _least(shape: Shape) -> Any:
    metadata = shape.metadata
    if metadata.get("enum"):
        return metadata["enum"][0]
    if shape.type_name == "string":
        return "a" * max(1, int(metadata.get("min") or 1))
    return False if shape.type_name == "boolean" else int(metadata.get("min") or 1)
