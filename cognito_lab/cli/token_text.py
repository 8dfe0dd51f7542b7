"""A token as a terminal and a program read it: text, or JSON."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cognito_lab.evidence import plain
from cognito_lab.tokens.wording import (
    actual_words,
    expected_words,
    time_words,
    verification_table,
    why,
)

if TYPE_CHECKING:
    from cognito_lab.evidence import Check
    from cognito_lab.tokens.anatomy import Problem, Segment, TokenAnatomy
    from cognito_lab.tokens.verification import TokenVerification

READ_ONLY = "Read, not verified: anybody could have written this."
_TIMES = ("exp", "iat", "nbf", "auth_time")


def anatomy_text(anatomy: "TokenAnatomy", *, show_signature: bool) -> str:
    """The segments with what they say, then what is wrong with them."""
    lines = []
    for segment in (anatomy.header, anatomy.payload):
        lines += [segment.name, *_object_lines(segment)]
    lines += ["signature", f"  {_signature_words(anatomy.signature, show_signature)}"]
    lines += [f"{FAULT} {problem}" for problem in map(plain, map(str, anatomy.problems))]
    return "\n".join(lines)


FAULT = "✕"


def verification_text(verification: "TokenVerification | None") -> str:
    """The verdict with its rows, or that there is none."""
    return READ_ONLY if verification is None else verification_table(verification)


def as_json(
    anatomy: "TokenAnatomy", verification: "TokenVerification | None", *, show_signature: bool
) -> dict[str, Any]:
    """All of it as plain values; `verification` is null where the token was only read."""
    signature: dict[str, Any] = {
        "bytes": None if anatomy.signature.data is None else len(anatomy.signature.data)
    }
    if show_signature:
        signature["text"] = anatomy.signature.text
    return {
        "header": anatomy.header.value,
        "payload": anatomy.payload.value,
        "signature": signature,
        "problems": [_problem(problem) for problem in anatomy.problems],
        "verification": None if verification is None else _verdict(verification),
    }


def _object_lines(segment: "Segment") -> list[str]:
    if segment.value is None:
        return ["  (cannot be read)"]
    width = max(map(len, segment.value), default=0)
    return [
        f"  {plain(name):<{min(width, 24)}}  {_value_text(name, value)}"
        for name, value in segment.value.items()
    ] or ["  (empty)"]


def _value_text(name: str, value: Any) -> str:
    text = plain(json.dumps(value, ensure_ascii=False))
    is_time = name in _TIMES and isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"{text}  ({time_words(value)})" if is_time else text


def _signature_words(segment: "Segment", show: bool) -> str:
    if show:
        return plain(segment.text) or "(empty)"
    if segment.data is None:
        return "(cannot be read)"
    return f"{len(segment.data)} bytes, not shown (--show-signature)"


def _problem(problem: "Problem") -> Mapping[str, Any]:
    return {
        "segment": problem.segment,
        "claim": problem.claim or None,
        "position": problem.position,
        "reason": problem.reason,
        "message": str(problem),
    }


def _verdict(verification: "TokenVerification") -> Mapping[str, Any]:
    return {
        "accepted": verification.accepted,
        "claimsAreUntrusted": verification.claims_are_untrusted,
        "checks": [_row(check) for check in verification.checks],
    }


def _row(check: "Check") -> Mapping[str, Any]:
    return {
        "check": check.subject,
        "passed": check.passed,
        "reason": check.reason,
        "expected": expected_words(check),
        "found": actual_words(check),
        "why": why(check),
    }
