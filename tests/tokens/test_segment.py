import json
import sys

import pytest

from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.segment import (
    DEEPEST,
    SegmentError,
    decode_segment,
    encode_segment,
    parse_object,
)

# Letters without padding, and the bytes behind them.
VECTORS = [
    # RFC 4648, section 10
    ("Zg", b"f"),
    ("Zm8", b"fo"),
    ("Zm9v", b"foo"),
    ("Zm9vYg", b"foob"),
    ("Zm9vYmE", b"fooba"),
    ("Zm9vYmFy", b"foobar"),
    # RFC 7515, appendix C: the two letters that base64 does not have
    ("A-z_4ME", bytes([3, 236, 255, 224, 193])),
    # RFC 7515, appendix A.1.1
    ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", b'{"typ":"JWT",\r\n "alg":"HS256"}'),
]


@pytest.mark.parametrize(("letters", "data"), VECTORS)
def test_letters_and_bytes_are_those_of_the_standards(letters: str, data: bytes) -> None:
    assert decode_segment(letters) == data
    assert encode_segment(data) == letters


# Reason, position of the letter, a word of the detail.
BROKEN_LETTERS = [
    ("", TokenReason.EMPTY_SEGMENT, None, "nothing"),
    ("Zg==", TokenReason.PADDED, 2, "padding"),
    ("Zm8=", TokenReason.PADDED, 3, "padding"),
    ("Zg=", TokenReason.PADDED, 2, "padding"),
    ("Zg===", TokenReason.NOT_BASE64URL, 2, "'='"),  # more than any text is padded with
    ("Z=g", TokenReason.NOT_BASE64URL, 1, "'='"),
    ("=", TokenReason.NOT_BASE64URL, 0, "'='"),
    ("Zm9v+mFy", TokenReason.NOT_BASE64URL, 4, "'+'"),  # base64, but not base64url
    ("Zm9v/mFy", TokenReason.NOT_BASE64URL, 4, "'/'"),
    ("Zm9v\n", TokenReason.NOT_BASE64URL, 4, r"'\n'"),
    (" Zm9v", TokenReason.NOT_BASE64URL, 0, "' '"),
    ("Zm\x009", TokenReason.NOT_BASE64URL, 2, r"'\x00'"),
    ("Zmé9", TokenReason.NOT_BASE64URL, 2, r"'\xe9'"),
    ("Zm9\uff56", TokenReason.NOT_BASE64URL, 3, r"'\uff56'"),  # full-width v
    ("Zm\u0669v", TokenReason.NOT_BASE64URL, 2, r"'\u0669'"),  # a digit, and not ASCII's
    ("Zm9\ud800", TokenReason.NOT_BASE64URL, 3, r"'\ud800'"),
    ("Z", TokenReason.CUT_OFF, 1, "1 letters"),
    ("Zm9vY", TokenReason.CUT_OFF, 5, "5 letters"),
    # RFC 4648, section 3.5: bits that belong to no byte have to be zero
    ("Zh", TokenReason.LOOSE_BITS, 1, "'h'"),
    ("Zm9vYn", TokenReason.LOOSE_BITS, 5, "'n'"),
    ("Zm9", TokenReason.LOOSE_BITS, 2, "'9'"),
    ("Zm9vYmF", TokenReason.LOOSE_BITS, 6, "'F'"),
]


@pytest.mark.parametrize(("letters", "reason", "position", "word"), BROKEN_LETTERS)
def test_letters_that_are_wrong_are_named(
    letters: str, reason: TokenReason, position: int | None, word: str
) -> None:
    with pytest.raises(SegmentError) as caught:
        decode_segment(letters)
    assert (caught.value.reason, caught.value.position) == (reason, position)
    assert word in str(caught.value)
    assert caught.value.name == ""


def test_of_all_texts_that_say_the_same_bytes_one_is_taken() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for start in ("Z", "Zm"):
        taken = {}
        for last in letters:
            try:
                taken[start + last] = decode_segment(start + last)
            except SegmentError:
                continue
        assert len(taken) == {1: 4, 2: 16}[len(start)]
        assert all(encode_segment(data) == text for text, data in taken.items())


# What a JSON object may look like.
OBJECTS = [
    (b"{}", {}),
    (b' \t\r\n{"a": 1}\n', {"a": 1}),
    ('{"a":"\u00e9\U0001f600"}'.encode(), {"a": "\u00e9\U0001f600"}),
    (b'{"a":"\\ud83d\\ude00\\u0000"}', {"a": "\U0001f600\x00"}),  # a pair is one character
    (b'{"a":[1,1.5,-2e3,true,false,null]}', {"a": [1, 1.5, -2000.0, True, False, None]}),
    (b'{"a":{"b":1},"b":{"a":1}}', {"a": {"b": 1}, "b": {"a": 1}}),
    (b'{"a":1e308}', {"a": 1e308}),
    (b'{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', {"a": "[" * 36}),
    (b'{"a":"\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', {"a": '"' + "[" * 34}),
    (b'{"a":"\\\\","b":{}}', {"a": "\\", "b": {}}),
    (b'{"a":[' + b"{}," * 60 + b"{}]}", {"a": [{}] * 61}),
]


@pytest.mark.parametrize(("data", "value"), OBJECTS)
def test_an_object_is_read(data: bytes, value: object) -> None:
    found = parse_object(data)
    assert found == value
    assert json.dumps(found) == json.dumps(value)  # 1 is not 1.0, and not true


def test_nesting_is_allowed_up_to_the_limit() -> None:
    inner = DEEPEST - 1  # the object itself is the first level
    assert parse_object(b'{"a":' + b"[" * inner + b"]" * inner + b"}")
    with pytest.raises(SegmentError) as caught:
        parse_object(b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}")
    assert caught.value.reason is TokenReason.TOO_DEEP
    assert caught.value.position == 5 + inner
    assert f"opens level {DEEPEST + 1}, and {DEEPEST} are allowed" in str(caught.value)


# Reason, position of the byte, a word of the detail.
BROKEN_JSON = [
    (b"\xff{}", TokenReason.NOT_UTF8, 0, "0xff"),
    (b'{"a":"\xc3"}', TokenReason.NOT_UTF8, 6, "0xc3"),
    (b'{"a":"\xed\xa0\x80"}', TokenReason.NOT_UTF8, 6, "0xed"),  # a surrogate's bytes
    (b'{"a":"\xc0\xa2"}', TokenReason.NOT_UTF8, 6, "0xc0"),  # a quote in two bytes
    (b'{"a":"\xf5\x80\x80\x80"}', TokenReason.NOT_UTF8, 6, "0xf5"),
    ('{"a":1}'.encode("utf-16"), TokenReason.NOT_UTF8, 0, "0xff"),
    (b"", TokenReason.NOT_JSON, 0, "expecting value"),
    (b"{", TokenReason.NOT_JSON, 1, "byte 1"),
    (b'{"a":1', TokenReason.NOT_JSON, 6, "byte 6"),
    (b"{'a':1}", TokenReason.NOT_JSON, 1, "byte 1"),
    (b'{"a":1}{"a":2}', TokenReason.NOT_JSON, 7, "extra data"),
    (b'{"a":1}x', TokenReason.NOT_JSON, 7, "extra data"),
    (b'{"a":1,}', TokenReason.NOT_JSON, None, "byte"),
    (b'{"a":01}', TokenReason.NOT_JSON, 6, "byte 6"),
    (b'{"a":+1}', TokenReason.NOT_JSON, 5, "byte 5"),
    (b'{"a":.5}', TokenReason.NOT_JSON, 5, "byte 5"),
    (b'{"a":"\n"}', TokenReason.NOT_JSON, 6, "control character"),
    (b'{"a":"\\x41"}', TokenReason.NOT_JSON, 6, "escape"),
    (b"\xef\xbb\xbf{}", TokenReason.NOT_JSON, 0, "byte 0"),  # a byte order mark
    ('{"é":x}'.encode(), TokenReason.NOT_JSON, 6, "byte 6"),  # é is two bytes
    (b'{"a":\x0b1}', TokenReason.NOT_JSON, 5, "byte 5"),  # a space, but not JSON's
    (b"]" * 40 + b"[" * 40, TokenReason.NOT_JSON, 0, "byte 0"),
    (b'{"a":' + b"[}" * 40, TokenReason.NOT_JSON, 6, "byte 6"),
    (b'{"a":"' + b"[" * 40, TokenReason.NOT_JSON, 5, "unterminated"),
    (b"[]", TokenReason.NO_OBJECT, None, "it is a list"),
    (b'"a"', TokenReason.NO_OBJECT, None, "it is a text"),
    (b"1", TokenReason.NO_OBJECT, None, "it is a number"),
    (b"1.5", TokenReason.NO_OBJECT, None, "it is a number"),
    (b"true", TokenReason.NO_OBJECT, None, "it is true or false"),
    (b"null", TokenReason.NO_OBJECT, None, "it is null"),
    (b'{"a":NaN}', TokenReason.NUMBER_OUT_OF_RANGE, None, "NaN"),
    (b'{"a":Infinity}', TokenReason.NUMBER_OUT_OF_RANGE, None, "Infinity"),
    (b'{"a":-Infinity}', TokenReason.NUMBER_OUT_OF_RANGE, None, "-Infinity"),
    (b'{"a":1e309}', TokenReason.NUMBER_OUT_OF_RANGE, None, "too large"),
    (b'{"a":-1e309}', TokenReason.NUMBER_OUT_OF_RANGE, None, "too large"),
    (b'{"a":' + b"9" * 5000 + b"}", TokenReason.NUMBER_OUT_OF_RANGE, None, "too long"),
    (b'{"a":"\\ud800"}', TokenReason.LONE_SURROGATE, None, "stands alone"),
    (b'{"a":"\\ude00\\ud83d"}', TokenReason.LONE_SURROGATE, None, "stands alone"),
    (b'{"\\udfff":1}', TokenReason.LONE_SURROGATE, None, "stands alone"),
    (b'{"a":[{"b":"\\ud800"}]}', TokenReason.LONE_SURROGATE, None, "stands alone"),
]


@pytest.mark.parametrize(("data", "reason", "position", "word"), BROKEN_JSON)
def test_json_that_is_wrong_is_named(
    data: bytes, reason: TokenReason, position: int | None, word: str
) -> None:
    with pytest.raises(SegmentError) as caught:
        parse_object(data)
    assert caught.value.reason is reason
    assert word in str(caught.value)
    if position is not None or reason is not TokenReason.NOT_JSON:
        assert caught.value.position == position
    assert caught.value.value is None


# The name that stands twice, and what the object is for whom the last one counts.
DUPLICATES = [
    (b'{"a":1,"a":2}', "a", 2, {"a": 2}),
    (b'{"a":1,"b":0,"a":1,"a":1}', "a", 3, {"a": 1, "b": 0}),
    (b'{"a":1,"\\u0061":2}', "a", 2, {"a": 2}),  # the same name, written with an escape
    (b'{"b":{"c":1,"c":2}}', "c", 2, {"b": {"c": 2}}),  # also further in
    (b'{"":1,"":2}', "", 2, {"": 2}),
    ('{"é":1,"é":2}'.encode(), "é", 2, {"é": 2}),
    # Where something else is wrong too, no reader's view is shown.
    (b'{"b":{"a":1,"a":2},"c":NaN}', "a", 2, None),
    (b'{"a":"\\ud800","a":"\\ud800"}', "a", 2, None),
    (b'[{"a":1,"a":2}]', "a", 2, None),
]


@pytest.mark.parametrize(("data", "name", "times", "last"), DUPLICATES)
def test_a_name_that_stands_twice_is_refused_and_kept(
    data: bytes, name: str, times: int, last: object
) -> None:
    with pytest.raises(SegmentError) as caught:
        parse_object(data)
    assert caught.value.reason is TokenReason.DUPLICATE_NAME
    assert caught.value.name == name
    assert f"{name!a} stands {times} times" in str(caught.value)
    assert caught.value.value == last


def test_ten_thousand_levels_are_refused_before_they_are_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cognito_lab.tokens.segment._DECODER", None)  # whoever parses, fails
    with pytest.raises(SegmentError) as caught:
        parse_object(b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}")
    assert caught.value.reason is TokenReason.TOO_DEEP
    assert sys.getrecursionlimit() < 10_000
