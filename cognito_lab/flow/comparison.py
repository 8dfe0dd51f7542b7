"""Two traces side by side: what both did, what differs, what only one of them did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from cognito_lab.flow.call import ApiCall, CallError
from cognito_lab.flow.trace import Trace

SAME = "same"
DIFFERENT = "different"
ONLY_LEFT = "only left"
ONLY_RIGHT = "only right"

# What must agree for two calls to be the same; numbers and times always differ.
_COMPARED = (
    "caller",
    "principal",
    "credential",
    "parameters",
    "response",
    "error",
    "status",
    "answered_by",
    "behaviours",
)
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One pair of calls, or one call without a partner.

    `differences` names the fields: `parameters.UserAttributes[0].Value`, `error.code`.
    """

    kind: str
    left: ApiCall | None
    right: ApiCall | None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceComparison:
    """The rows in order; `agree` is whether every row is `same`."""

    rows: tuple[ComparisonRow, ...]

    def __iter__(self) -> Iterator[ComparisonRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def agree(self) -> bool:
        """Whether both traces made the same calls with the same outcome."""
        return all(row.kind == SAME for row in self.rows)

    def __bool__(self) -> bool:
        raise TypeError("ask .agree: a comparison is neither true nor false")

    def __str__(self) -> str:
        return "\n".join(_line(row) for row in self.rows)


def compare(left: Trace, right: Trace) -> TraceComparison:
    """Align two traces by operation and say where they differ.

    Calls are paired by service and operation, in order; paired calls are compared in
    their masked form by caller, parameters, answer, and what answered with which of the
    ledger's behaviours.
    """
    a, b = left.calls, right.calls
    matcher = SequenceMatcher(None, [_name(c) for c in a], [_name(c) for c in b], autojunk=False)
    rows: list[ComparisonRow] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            rows += [_pair(x, y) for x, y in zip(a[i1:i2], b[j1:j2], strict=True)]
        else:
            rows += [ComparisonRow(ONLY_LEFT, call, None) for call in a[i1:i2]]
            rows += [ComparisonRow(ONLY_RIGHT, None, call) for call in b[j1:j2]]
    return TraceComparison(tuple(rows))


def _name(call: ApiCall) -> tuple[str, str]:
    return call.service, call.operation


def _pair(left: ApiCall, right: ApiCall) -> ComparisonRow:
    differences: list[str] = []
    for field in _COMPARED:
        differences += _differing(field, getattr(left, field), getattr(right, field))
    kind = DIFFERENT if differences else SAME
    return ComparisonRow(kind, left, right, tuple(differences))


def _differing(path: str, left: Any, right: Any) -> list[str]:
    pairs: list[tuple[str, Any, Any]]
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        keys = [*left, *(key for key in right if key not in left)]
        pairs = [(f".{key}", left.get(key, _ABSENT), right.get(key, _ABSENT)) for key in keys]
    elif isinstance(left, CallError) and isinstance(right, CallError):
        names = [field.name for field in fields(CallError)]
        pairs = [(f".{name}", getattr(left, name), getattr(right, name)) for name in names]
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = [(f"[{i}]", x, y) for i, (x, y) in enumerate(zip(left, right, strict=True))]
    else:
        return [] if left == right else [path]
    return [row for step, x, y in pairs for row in _differing(path + step, x, y)]


def _line(row: ComparisonRow) -> str:
    call = row.left or row.right
    assert call is not None
    detail = f" ({', '.join(row.differences)})" if row.differences else ""
    return f"{row.kind:>10}  {call.service} {call.operation}{detail}"
