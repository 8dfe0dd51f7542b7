"""What AWS's model demands of one value: an enum, a length, a range, a pattern."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from botocore.model import Shape

# One character for each of Unicode's classes beyond ASCII, and what of ASCII is in the class.
# Python's `re` does not know \p{L}: so a pattern is written with the stand-ins, and a text's other
# characters are replaced by that of their class.
_STANDS_FOR = {"L": "é", "M": "\u0301", "N": "½", "P": "»", "S": "€", "Z": "\u2003"}
_NO_CLASS = "\u200b"
_ASCII = [chr(code) for code in range(128)]
# What the model says and AWS does not do. Passwords may have spaces within, and have a row of their
# own: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html
# "For custom domains, this is the fully-qualified domain name, such as auth.example.com":
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html
_NOT_AS_WRITTEN = ("PasswordType", "DomainType")
_LENGTH = {
    "string": "Member must have length",
    "blob": "Member must have length",
    "list": "Member must have length",
    "map": "Member must have length",
    "integer": "Member must have value",
    "long": "Member must have value",
}


def broken_constraints(shape: Shape, value: Any) -> Iterator[str]:
    """The constraints that a value of the right type breaks, in AWS's words."""
    metadata = shape.metadata
    if not metadata or shape.name in _NOT_AS_WRITTEN:
        return
    enum = metadata.get("enum")
    if enum and value not in enum:
        yield f"Member must satisfy enum value set: [{', '.join(enum)}]"
    size = value if isinstance(value, int) else len(value) if shape.type_name in _LENGTH else 0
    least, most = metadata.get("min"), metadata.get("max")
    if most is not None and size > most:
        yield f"{_LENGTH[shape.type_name]} less than or equal to {most}"
        return  # a pattern is not tried on a text without end
    if least is not None and size < least:
        yield f"{_LENGTH[shape.type_name]} greater than or equal to {least}"
    pattern = metadata.get("pattern")
    if pattern and not _matcher(pattern)(value):
        yield f"Member must satisfy regular expression pattern: {pattern}"


@cache
def _matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a whole text has a pattern of Java's, in which `\\w`, `\\d` and `\\s` are ASCII."""
    classes = r"\\p\{([LMNPSZ])\}"
    compiled = re.compile(re.sub(classes, lambda found: _class(found[1]), pattern), re.ASCII)
    if not re.search(classes, pattern):
        return lambda text: compiled.fullmatch(text) is not None
    return lambda text: compiled.fullmatch(_with_stand_ins(text)) is not None


def _class(letter: str) -> str:
    members = [character for character in _ASCII if unicodedata.category(character)[0] == letter]
    return "".join(map(re.escape, [*members, _STANDS_FOR[letter]]))


def _with_stand_ins(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        character
        if character.isascii()
        else _STANDS_FOR.get(unicodedata.category(character)[0], _NO_CLASS)
        for character in text
    )
