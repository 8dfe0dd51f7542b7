"""A request held to AWS's own model of its operation, before anything else looks at it.

Whatever comes over plain HTTP passes here: a body that is no JSON, a member of another type, one
that is missing, too long, or has characters that its pattern does not allow. So no operation has
to ask again whether a username is a text. (botocore checks types and required members before it
sends, and leaves patterns, enums and the greatest lengths to AWS.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

from cognito_lab.aws.model_constraints import broken_constraints
from cognito_lab.evidence import Verdict

NOT_READABLE = "SerializationException"
NOT_ALLOWED = "InvalidParameterException"

# No document prints the words. They are from people's reports:
# https://github.com/aws-amplify/amplify-js/issues/5165 (a map where a text is expected)
# https://github.com/aws/aws-cdk/pull/27087 (a text where a number is)
# https://github.com/anomalyco/guide/issues/127 (a pattern)
_UNEXPECTED_STRUCTURE = "Start of structure or map found where not expected."
_UNEXPECTED_LIST = "Start of list found where not expected"
_UNEXPECTED_VALUE = "Unexpected field type"

_SCALARS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "a String"),
    "blob": ((str,), "a ByteBuffer"),
    "boolean": ((bool,), "a Boolean"),
    "integer": ((int,), "an Integer"),
    "long": ((int,), "a Long"),
    "timestamp": ((int, float), "a Timestamp"),
}
_BITS = {"integer": 31, "long": 63}


@dataclass(frozen=True, slots=True)
class RequestCheck(Verdict):
    """The verdict on a request. Ask `.accepted`; `code` and `message` are AWS's if it is not.

    `sent` is the request without the members that are null, which for AWS are not there;
    `has_nulls` says whether there were any.
    """

    code: str = ""
    message: str = ""
    sent: Mapping[str, Any] | None = None
    has_nulls: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the operation may look at the request."""
        return not self.code


class _Unreadable(Exception):
    """A value has a type that its member cannot have."""


def check_request(
    model: OperationModel, body: bytes, not_allowed: str = NOT_ALLOWED
) -> RequestCheck:
    """Hold the body of a request to its operation's input; `not_allowed` is the service's code."""
    try:
        given = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return RequestCheck(NOT_READABLE)
    if not isinstance(given, dict):
        return RequestCheck(NOT_READABLE, _unexpected(given))
    reading = _Reading()
    try:
        sent = reading.structure(model.input_shape or StructureShape("Nothing", {}), given, "")
    except _Unreadable as problem:
        return RequestCheck(NOT_READABLE, str(problem))
    broken = reading.broken
    if broken:
        # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
        # has ValidationError, "The input fails to satisfy the constraints"; people report this.
        count = f"{len(broken)} validation error{'s' if len(broken) > 1 else ''} detected: "
        return RequestCheck(not_allowed, count + "; ".join(broken))
    return RequestCheck(sent=sent, has_nulls=reading.has_nulls)


class _Reading:
    """One walk over a request, beside the model."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.has_nulls = False

    def structure(
        self, shape: StructureShape, given: Mapping[str, Any], path: str
    ) -> dict[str, Any]:
        """A structure without its nulls; a member that the model does not have is left alone."""
        self.has_nulls = self.has_nulls or None in given.values()
        sent = {name: value for name, value in given.items() if value is not None}
        if not shape.is_document_type:
            required = shape.required_members
            for name, member in shape.members.items():
                if name in sent:
                    sent[name] = self._value(member, sent[name], _joined(path, _camel(name)))
                elif name in required:
                    where = _joined(path, _camel(name))
                    self._refuse(member, None, where, "Member must not be null")
        return sent

    def _value(self, shape: Shape, given: Any, path: str) -> Any:
        if isinstance(shape, StructureShape):
            if not isinstance(given, dict):
                raise _Unreadable(_unexpected(given))
            return self.structure(shape, given, path)
        if isinstance(shape, ListShape):
            if not isinstance(given, list):
                raise _Unreadable(_unexpected(given))
            sent: Any = list(self._members(shape, given, path))
        elif isinstance(shape, MapShape):
            if not isinstance(given, dict):
                raise _Unreadable(_unexpected(given))
            sent = dict(self._items(shape, given, path))
        else:
            sent = _scalar(shape, given)
        for constraint in broken_constraints(shape, sent):
            self._refuse(shape, sent, path, constraint)
        return sent

    def _members(self, shape: ListShape, given: list[Any], path: str) -> Iterator[Any]:
        for number, value in enumerate(given, start=1):
            where = f"{path}.{number}.member"
            if value is None:
                self._refuse(shape.member, None, where, "Member must not be null")
            else:
                yield self._value(shape.member, value, where)

    def _items(
        self, shape: MapShape, given: Mapping[str, Any], path: str
    ) -> Iterator[tuple[str, Any]]:
        for key, value in given.items():
            for constraint in broken_constraints(shape.key, key):
                self._refuse(shape, None, path, f"Map keys must satisfy constraint: [{constraint}]")
            if value is None:
                self.has_nulls = True
            else:
                yield key, self._value(shape.value, value, f"{path}.{key}.member")

    def _refuse(self, shape: Shape, value: Any, path: str, constraint: str) -> None:
        """Note a broken constraint. AWS repeats no value that its model calls sensitive."""
        shown = ""
        if not shape.metadata.get("sensitive"):
            if value is None and constraint.startswith("Member"):
                shown = " null"
            elif isinstance(value, (str, int, float)):
                shown = f" '{value}'"
        self.broken.append(f"Value{shown} at '{path}' failed to satisfy constraint: {constraint}")


def _scalar(shape: Shape, given: Any) -> Any:
    types, name = _SCALARS[shape.type_name]
    if isinstance(given, (dict, list)):
        raise _Unreadable(_unexpected(given))
    # To Python a boolean is a number, too.
    fits = isinstance(given, types) and isinstance(given, bool) is (shape.type_name == "boolean")
    if not fits or (isinstance(given, int) and abs(given) >> _BITS.get(shape.type_name, 64)):
        raise _Unreadable(f"{_token(given)} can not be converted to {name}")
    return given


def _token(given: Any) -> str:
    if isinstance(given, bool):
        return "TRUE_VALUE" if given else "FALSE_VALUE"
    return "STRING_VALUE" if isinstance(given, str) else "NUMBER_VALUE"


def _unexpected(given: Any) -> str:
    if isinstance(given, dict):
        return _UNEXPECTED_STRUCTURE
    return _UNEXPECTED_LIST if isinstance(given, list) else _UNEXPECTED_VALUE


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _camel(name: str) -> str:
    """A member as AWS's answers name it: `userPoolId`."""
    return name[0].lower() + name[1:]
