"""A token taken apart, without trusting it: what each segment says, and what is wrong with it.

Whoever holds a token can do this, and so can whoever made it up. It is reading, and no check:
`verification` is the check.
https://www.rfc-editor.org/rfc/rfc7519#section-3 (a JWT), https://www.rfc-editor.org/rfc/rfc7515#section-3
(its three segments)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.segment import SegmentError, decode_segment, parse_object

LONGEST = 262_144
"""Letters. A user's 50 custom attributes may have 2,048 characters each, which makes an ID token of
140,000 letters; the groups of a user can make an access token of 18,500.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
Most doors take less: the headers of one request to API Gateway can have 10,240 bytes together.
https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
"""

LARGEST = sys.float_info.max
"""The largest number that counts as a time: what every reader can still hold."""

NAMES = ("header", "payload", "signature")
_ENCRYPTED_SEGMENTS = 5  # https://www.rfc-editor.org/rfc/rfc7516#section-7.1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    `segment` is one of `NAMES`, or "token". `position` counts letters of the segment, or bytes
    behind them where `detail` says so; None where no single place is wrong. `claim` is the name in
    the JSON that is wrong, empty where the JSON itself is.
    """

    segment: str
    reason: TokenReason
    detail: str
    position: int | None = None
    claim: str = ""

    def __str__(self) -> str:
        where = f"{self.segment}, {self.claim}" if self.claim else self.segment
        return f"{where}: {self.detail}. {SENTENCES[self.reason]}"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment as far as it could be read.

    `text` are its letters, `data` the bytes behind them, `value` the JSON object that they are;
    the latter two are None where they could not be had. Where a name stands twice, `value` has
    the last. A signature has no `value`.
    """

    name: str
    text: str
    data: bytes | None
    value: Mapping[str, Any] | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TokenAnatomy:
    """A token in its parts. None of it is trusted: anybody can write a token.

    `problems` are all that there are: those of the token as a whole first.
    """

    token: str
    header: Segment
    payload: Segment
    signature: Segment
    problems: tuple[Problem, ...]

    @property
    def segments(self) -> tuple[Segment, Segment, Segment]:
        """Header, payload, signature."""
        return self.header, self.payload, self.signature

    @property
    def is_well_formed(self) -> bool:
        """Whether nothing is wrong with its form. That says nothing about its truth."""
        return not self.problems


def decode_unverified(token: Any) -> TokenAnatomy:
    """Take a token apart; each segment by itself, as far as it can be read.

    Never raises: what is wrong stands in `problems`, be it no text at all. A token that is longer
    than `LONGEST` is not read.
    """
    if not isinstance(token, str):
        kind = type(token).__name__
        return _unread("", Problem("token", TokenReason.NO_TEXT, f"found {kind}"))
    if len(token) > LONGEST:
        detail = f"{len(token):,} letters, and {LONGEST:,} are allowed"
        return _unread(token, Problem("token", TokenReason.TOO_LONG, detail))
    parts = token.split(".")
    texts = [*parts, "", "", ""][:3]
    header, payload = (
        _object_segment(name, text, types)
        for name, text, types in zip(NAMES, texts, (HEADER_TYPES, CLAIM_TYPES), strict=False)
    )
    signature = _signature(texts[2])
    of_the_token = () if len(parts) == 3 else (_wrong_number(parts),)
    problems = (*of_the_token, *header.problems, *payload.problems, *signature.problems)
    return TokenAnatomy(token, header, payload, signature, problems)


def _unread(token: str, problem: Problem) -> TokenAnatomy:
    header, payload, signature = (Segment(name, "", None, None, ()) for name in NAMES)
    return TokenAnatomy(token, header, payload, signature, (problem,))


def _wrong_number(parts: list[str]) -> Problem:
    detail = f"found {len(parts)}" if parts != [""] else "found nothing"
    if len(parts) == _ENCRYPTED_SEGMENTS:
        detail += ", as an encrypted token has: a refresh token of Cognito's looks so"
    return Problem("token", TokenReason.SEGMENTS, detail)


def _object_segment(name: str, text: str, types: Mapping[str, _Type]) -> Segment:
    data = value = None
    problems: list[Problem] = []
    try:
        data = decode_segment(text)
        value = parse_object(data)
    except SegmentError as error:
        problems.append(Problem(name, error.reason, str(error), error.position, error.name))
        value = error.value
    else:
        problems += type_problems(name, value, types)
    return Segment(name, text, data, value, tuple(problems))


def _signature(text: str) -> Segment:
    # An empty one is in order: a token without a signature is a JWT, and no check lets it pass.
    # https://www.rfc-editor.org/rfc/rfc7519#section-6
    try:
        return Segment("signature", text, decode_segment(text) if text else b"", None, ())
    except SegmentError as error:
        problem = Problem("signature", error.reason, str(error), error.position)
        return Segment("signature", text, None, None, (problem,))


# ---------------------------------------------------------------- the types of registered names


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_time(value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # Compared, not converted: a whole number can be larger than any float.
    return is_number and -LARGEST <= value <= LARGEST


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_audience(value: Any) -> bool:
    return isinstance(value, str) or _are_texts(value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


_Type = tuple[str, Callable[[Any], bool]]
_TEXT = ("a text", _is_text)
_TIME = ("a number (seconds since 1970)", _is_time)
_TEXTS = ("a list of texts", _are_texts)

HEADER_TYPES: Mapping[str, _Type] = {
    # https://www.rfc-editor.org/rfc/rfc7515#section-4.1
    "alg": _TEXT,
    "jku": _TEXT,
    "jwk": ("an object", _is_object),
    "kid": _TEXT,
    "typ": _TEXT,
    "crit": _TEXTS,
}
"""What each name of a header has to be, where it is there."""

CLAIM_TYPES: Mapping[str, _Type] = {
    # https://www.rfc-editor.org/rfc/rfc7519#section-4.1
    "iss": _TEXT,
    "sub": _TEXT,
    "aud": ("a text, or a list of texts", _is_audience),
    "exp": _TIME,
    "nbf": _TIME,
    "iat": _TIME,
    "jti": _TEXT,
    # https://openid.net/specs/openid-connect-core-1_0.html#IDToken
    "auth_time": _TIME,
    "email_verified": ("true or false", _is_flag),
    "phone_number_verified": ("true or false", _is_flag),
    # https://www.rfc-editor.org/rfc/rfc9068#section-2.2
    "client_id": _TEXT,
    "scope": _TEXT,
    # https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
    "token_use": _TEXT,
    "username": _TEXT,
    "cognito:username": _TEXT,
    "cognito:groups": _TEXTS,
    "cognito:roles": _TEXTS,
    "cognito:preferred_role": _TEXT,
}
"""What each registered claim has to be, where it is there. Other claims can be anything."""


def type_problems(
    segment: str, value: Mapping[str, Any], types: Mapping[str, _Type]
) -> list[Problem]:
    """What in a header or payload has another type than its standard says.

    An extension that `crit` names is a problem too: none is known here, and "if any of the listed
    extension Header Parameters are not understood", the token is invalid.
    https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11
    """
    problems = [
        Problem(segment, TokenReason.WRONG_TYPE, f"it is not {types[name][0]}", claim=name)
        for name in value
        if name in types and not types[name][1](value[name])
    ]
    if types is HEADER_TYPES and "crit" in value:
        problems.append(
            Problem(segment, TokenReason.UNKNOWN_EXTENSION, "it is there", claim="crit")
        )
    return problems
