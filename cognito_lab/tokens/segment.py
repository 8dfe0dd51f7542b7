"""One segment of a token: from its letters to bytes, and from bytes to a JSON object.

Strict where the standards leave a choice: of two texts that say the same only one is taken, and
of two readers none can see something else.
https://www.rfc-editor.org/rfc/rfc7515#section-2 (base64url "with all trailing '=' characters
omitted"), https://www.rfc-editor.org/rfc/rfc8725#section-2.4 (parsers that disagree)
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from cognito_lab.tokens.reasons import TokenReason

DEEPEST = 32
"""How deep lists and objects may be nested. Cognito's own tokens need three levels."""

_LETTERS = re.compile(r"[A-Za-z0-9_-]+").fullmatch
_STRANGER = re.compile(r"[^A-Za-z0-9_-]")
_PADDING = re.compile(r"[A-Za-z0-9_-]+={1,2}").fullmatch
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"?')
_BRACKETS = re.compile(r"[\[\]{}]")
# The last letters that leave no bit over: two letters are one byte, three are two.
_LAST_LETTERS = {2: frozenset("AQgw"), 3: frozenset("AEIMQUYcgkosw048")}


class SegmentError(ValueError):
    """A segment that cannot be read. `position` counts letters, or bytes after decoding.

    `name` is the name that stands twice, where one does; `value` is then the object as a reader
    sees it for whom the last one counts.
    """

    def __init__(
        self, reason: TokenReason, detail: str, position: int | None = None, name: str = ""
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.position = position
        self.name = name
        self.value: dict[str, Any] | None = None


def decode_segment(text: str) -> bytes:
    """The bytes behind a segment. Raises SegmentError, with the letter that is wrong.

    https://www.rfc-editor.org/rfc/rfc4648#section-3.5 (bits that belong to no byte)
    """
    if not _LETTERS(text):
        raise _no_base64url(text)
    over = len(text) % 4
    if over == 1:
        raise SegmentError(
            TokenReason.CUT_OFF, f"{len(text)} letters are no whole bytes", len(text)
        )
    if over and text[-1] not in _LAST_LETTERS[over]:
        raise SegmentError(
            TokenReason.LOOSE_BITS,
            f"letter {len(text) - 1} ({text[-1]!r}) has bits of no byte",
            len(text) - 1,
        )
    return base64.urlsafe_b64decode(text + "==")


def encode_segment(data: bytes) -> str:
    """Bytes as a segment: base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def parse_object(data: bytes) -> dict[str, Any]:
    """The JSON object that these bytes are. Raises SegmentError, with the byte that is wrong."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} ({data[error.start]:#04x}) begins no UTF-8 character"
        raise SegmentError(TokenReason.NOT_UTF8, detail, error.start) from None
    # Counted first, which is fast: a token has few brackets, and most often no more to look at.
    if text.count("[") + text.count("{") > DEEPEST:
        _require_shallow(text)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        position = len(text[: error.pos].encode())
        detail = f"byte {position}: {error.msg[:1].lower()}{error.msg[1:]}"
        raise SegmentError(TokenReason.NOT_JSON, detail, position) from None
    except SegmentError as error:
        if error.reason is TokenReason.DUPLICATE_NAME:
            error.value = _as_the_last_says(text)
        raise
    except ValueError as error:  # Python's limit for the digits of a whole number
        raise SegmentError(TokenReason.NUMBER_OUT_OF_RANGE, "a number is too long") from error
    if not isinstance(value, dict):
        kind = _KINDS.get(type(value), "null")
        raise SegmentError(TokenReason.NO_OBJECT, f"it is {kind}")
    if "\\u" in text:
        _require_whole_characters(value)
    return value


def _as_the_last_says(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
        _require_whole_characters(value)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


_KINDS = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}


def _no_base64url(text: str) -> SegmentError:
    if not text:
        return SegmentError(TokenReason.EMPTY_SEGMENT, "there is nothing in it")
    found = _STRANGER.search(text)
    assert found is not None  # `_LETTERS` took it for none
    where, letter = found.start(), ascii(found.group())
    if _PADDING(text):
        return SegmentError(TokenReason.PADDED, f"letter {where} is padding ('=')", where)
    return SegmentError(TokenReason.NOT_BASE64URL, f"letter {where} is {letter}", where)


def _require_shallow(text: str) -> None:
    depth = 0
    for found in _BRACKETS.finditer(_TEXT.sub(lambda quoted: " " * len(quoted.group()), text)):
        depth += 1 if found.group() in "[{" else -1
        if depth > DEEPEST:
            position = len(text[: found.start()].encode())
            detail = f"byte {position} opens level {depth}, and {DEEPEST} are allowed"
            raise SegmentError(TokenReason.TOO_DEEP, detail, position)


def _no_duplicates(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        detail = f"the name {twice!a} stands {names.count(twice)} times"
        raise SegmentError(TokenReason.DUPLICATE_NAME, detail, name=twice)
    return found


def _no_constant(word: str) -> NoReturn:
    raise SegmentError(TokenReason.NUMBER_OUT_OF_RANGE, f"{word} is no number of JSON's")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise SegmentError(TokenReason.NUMBER_OUT_OF_RANGE, "a number is too large to be held")
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates, parse_constant=_no_constant, parse_float=_finite
)


def _require_whole_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        detail = "an escape \\uD800 to \\uDFFF stands alone"
        raise SegmentError(TokenReason.LONE_SURROGATE, detail) from None
