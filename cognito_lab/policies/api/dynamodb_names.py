"""DynamoDB: the attributes that an expression names, and the texts that a key has.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html

moto takes more for a name and for a key than AWS does: what it would take is never missed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

# Only an update calculates: there a minus ends a name.
_OF_AN_UPDATE = re.compile(r"[#:]?\w+|\S")
_OF_A_CONDITION = re.compile(r"[#:]?[^\s()\[\]<>=,.#:]+|\S")
_WORDS_OF_AN_UPDATE = frozenset("set remove add delete".split())
_WORDS_OF_A_CONDITION = frozenset("and or not between in".split())
_FUNCTIONS = frozenset(
    "attribute_exists attribute_not_exists attribute_type begins_with contains size "
    "if_not_exists list_append".split()
)
_PLACEHOLDER = re.compile(r"#[A-Za-z0-9_]+")
_INDEXES = re.compile(r"(?<!\d\])(?:\[\d+\])+$")

NO_KEY = ""
"""Stands for a key that cannot be read: no item has an empty one.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
"""


def names_in_update(expression: str, names: Mapping[str, Any]) -> Iterator[str]:
    """The top-level attributes of an update, with `#placeholders` looked up in `names`."""
    return _top_level(_OF_AN_UPDATE.findall(expression), names, _WORDS_OF_AN_UPDATE)


def names_in_condition(expression: str, names: Mapping[str, Any]) -> Iterator[str]:
    """The top-level attributes of a condition, of a filter, or of a key's condition."""
    return _top_level(_OF_A_CONDITION.findall(expression), names, _WORDS_OF_A_CONDITION)


def names_in_projection(expression: str, names: Mapping[str, Any]) -> Iterator[str]:
    """The top-level attributes of a projection."""
    for path in expression.split(","):
        name = _INDEXES.sub("", path.strip().partition(".")[0])
        if name:
            yield from _with_and_without_indexes(_meaning(name, names))


def names_of_no_placeholder(names: Mapping[str, Any]) -> Iterator[str]:
    """What is explained though it is no placeholder: AWS refuses it, moto goes by it."""
    for placeholder, name in names.items():
        if isinstance(name, str) and not _PLACEHOLDER.fullmatch(placeholder):
            yield from _with_and_without_indexes(name)


def _top_level(tokens: list[str], names: Mapping[str, Any], words: frozenset[str]) -> Iterator[str]:
    """A placeholder that is not explained stands for itself: nothing allows it."""
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        is_name = len(token) > 1 or token.isalnum() or token == "_"
        is_inside = before == "." or (before == "[" and token.isdigit())
        is_function = after == "(" and token in _FUNCTIONS
        is_word = token.lower() in words
        if is_name and token[0] != ":" and not (is_inside or is_function or is_word):
            yield _meaning(token, names)


def _meaning(name: str, names: Mapping[str, Any]) -> str:
    found = names.get(name)
    return found if isinstance(found, str) and found else name


def _with_and_without_indexes(name: str) -> tuple[str, ...]:
    """moto reads `[0]` in what a placeholder stands for, too."""
    return tuple(dict.fromkeys((name, _INDEXES.sub("", name))))


_NAME, _VALUE = r"#?\w+", r":\w+\b"
_COMPARISON = (
    rf"(?:{_NAME} *(?:=|[<>]=?) *{_VALUE}|{_NAME} +BETWEEN +{_VALUE} +AND +{_VALUE}|"
    rf"begins_with *\( *{_NAME} *, *{_VALUE} *\))"
)
_KEY_CONDITION = re.compile(
    rf"[ (]*{_COMPARISON}[ )]*(?:AND\b[ (]*{_COMPARISON}[ )]*)*", re.ASCII | re.IGNORECASE
)
_EQUALS = re.compile(rf"({_NAME}) *= *({_VALUE})", re.ASCII)


def keys_in_condition(
    expression: str, names: Mapping[str, Any], values: Mapping[str, Any], partition_key: str
) -> list[str]:
    """The partition keys that a key's condition asks for: "you must specify the partition key name
    and value as an equality condition".
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html

    In a condition that AWS would refuse, every value and every word could be one.
    """
    if not _KEY_CONDITION.fullmatch(expression):
        words = [part for word in expression.split(" ") for part in (word, word.partition("=")[2])]
        return [NO_KEY, *words, *(text for value in values.values() for text in texts_of(value))]
    compared = _EQUALS.findall(expression)
    asked = [value for name, value in compared if _meaning(name, names) == partition_key]
    # What is not explained moto takes for the key itself.
    explained = [values.get(value, {"S": value}) for value in asked]
    return [text for value in explained for text in texts_of(value)] or [NO_KEY]


def texts_of(value: Any) -> list[str]:
    """The texts of an attribute value (`{"S": "ana"}`, `{"N": "7"}`) that is a key.

    One that AWS would refuse, for it has several types, has several: moto goes by any of them.
    """
    if not isinstance(value, Mapping) or not value:
        return [NO_KEY]
    return [_text_of(kind, content) for kind, content in value.items()]


def _text_of(kind: Any, content: Any) -> str:
    if kind == "B" and isinstance(content, (bytes, bytearray)):
        return base64.b64encode(content).decode()
    if kind == "N" and isinstance(content, str):
        return _one_way_of_writing(content)
    return content if kind in ("S", "B") and isinstance(content, str) else NO_KEY


def _one_way_of_writing(number: str) -> str:
    """`7.0` and `07` are the key `7`; what is no number of DynamoDB's stays as it is.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
    """
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite() or abs(value.adjusted()) > 130:
        return number
    return f"{value.normalize():f}" if value else "0"
