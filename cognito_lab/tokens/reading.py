"""A token read for a verifier: strictly, and as far as it can be.

`anatomy` says all that is wrong with a text; a verifier needs the first of it, and fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cognito_lab.evidence import Check
from cognito_lab.tokens.anatomy import (
    CLAIM_TYPES,
    HEADER_TYPES,
    LONGEST,
    decode_unverified,
    type_problems,
)
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.segment import decode_segment, parse_object

WELL_FORMED = "a signed JWT"


class ReadToken(NamedTuple):
    """A token as far as it could be read; `shape` says what is wrong. What could not be read is
    None, or empty."""

    shape: Check
    header: Mapping[str, Any] | None
    payload: Mapping[str, Any] | None
    signing_input: bytes
    signature: bytes


def read_token(token: Any) -> ReadToken:
    """Read a token strictly; what cannot be read is left empty, and the `shape` row says why."""
    try:
        if not isinstance(token, str) or len(token) > LONGEST:
            return _misshapen(token)
        first, second, third = token.split(".")
        header = parse_object(decode_segment(first))
        payload = parse_object(decode_segment(second))
        signature = decode_segment(third) if third else b""
    except ValueError:  # a SegmentError, or not three segments
        return _misshapen(token)
    if type_problems("header", header, HEADER_TYPES):
        return _misshapen(token)
    if type_problems("payload", payload, CLAIM_TYPES):
        return _misshapen(token)
    shape = Check(Gate.SHAPE, WELL_FORMED, WELL_FORMED, True, TokenReason.PASSED)
    signing_input = token[: len(first) + 1 + len(second)].encode()
    return ReadToken(shape, header, payload, signing_input, signature)


def _misshapen(token: Any) -> ReadToken:
    anatomy = decode_unverified(token)
    problem = anatomy.problems[0]
    shape = Check(Gate.SHAPE, WELL_FORMED, str(problem), False, problem.reason)
    signing_input = f"{anatomy.header.text}.{anatomy.payload.text}".encode("utf-8", "replace")
    return ReadToken(
        shape,
        anatomy.header.value,
        anatomy.payload.value,
        signing_input,
        anatomy.signature.data or b"",
    )
