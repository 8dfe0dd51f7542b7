"""A request of the Query protocol held to AWS's model of its operation.

boto3 checks types, required members and the least lengths before it sends; the rest, and plain
HTTP, comes here. https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.model import ListShape, Shape, StructureShape

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.model_constraints import broken_constraints

NOT_ALLOWED = "ValidationError"
_LONGEST_SHOWN = 200
# What the model says and AWS does not do: its pattern has no `*` and no `?`, but "wildcard
# characters are supported to match multiple entities".
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_InlinePolicyIdentifierType.html
_NOT_AS_WRITTEN = ("AttachmentName",)


def require_allowed(shape: StructureShape, given: Mapping[str, Any]) -> None:
    """Raise AWS's ValidationError for what the model does not allow, all of it at once."""
    broken = [*_structure(shape, given, "")]
    if broken:
        count = f"{len(broken)} validation error{'s' if len(broken) > 1 else ''} detected: "
        raise AwsError(NOT_ALLOWED, count + "; ".join(broken))


def _structure(shape: StructureShape, given: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, member in shape.members.items():
        where = f"{path}{name[0].lower()}{name[1:]}"
        # The protocol writes an empty list as it writes none.
        if name in shape.required_members and given.get(name) in (None, []):
            yield _words(" null", where, "Member must not be null")
        elif given.get(name) is not None:
            yield from _value(member, given[name], where)


def _value(shape: Shape, given: Any, path: str) -> Iterator[str]:
    if isinstance(shape, StructureShape):
        yield from _structure(shape, given, f"{path}.")
        return
    if isinstance(shape, ListShape):
        for number, item in enumerate(given, start=1):
            yield from _value(shape.member, item, f"{path}.{number}.member")
    if shape.name in _NOT_AS_WRITTEN:
        return
    shown = f" '{given}'" if isinstance(given, (str, int)) else ""
    if len(shown) > _LONGEST_SHOWN:
        shown = f"{shown[:_LONGEST_SHOWN]}…'"
    for constraint in broken_constraints(shape, given):
        yield _words(shown, path, constraint)


def _words(shown: str, path: str, constraint: str) -> str:
    return f"Value{shown} at '{path}' failed to satisfy constraint: {constraint}"
