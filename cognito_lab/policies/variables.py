"""Policy variables: `${aws:username}` stands for what the request says.

"Variables were introduced in version 2012-10-17. Earlier versions of the policy language don't
support policy variables": there they are plain text. A name that no request value has may have a
default, `${key, 'default'}`; `${*}`, `${?}` and `${$}` are the characters themselves.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

A variable's value is always literal: a `*` in it matches a `*` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cognito_lab.policies.wildcards import Piece, Wildcard, split_wildcards

Lookup = Callable[[str], str | None]
"""The one value that a request has for a key, by the key's lower-case name; None for none."""


class Variable(NamedTuple):
    """`${name, 'default'}`: `name` as it is written, `default` None where there is none."""

    name: str
    default: str | None


Template = tuple[Piece | Variable, ...]
"""A text of a policy in its parts: literal texts, wildcards, variables."""

_OPENING = "${"
_SPECIAL = frozenset("*?$")
_NAME = re.compile(r"[^\s,'${}*?]+(?: +[^\s,'${}*?]+)*\Z")


class VariableError(ValueError):
    """A `${…}` that no reading fits."""


def plain_template(text: str) -> Template:
    """The parts of a text in which `${…}` means nothing (Version 2008-10-17)."""
    return split_wildcards(text)


def variable_template(text: str) -> Template:
    """The parts of a text of Version 2012-10-17. Raises VariableError where `${…}` is broken."""
    head, *rest = text.split(_OPENING)
    parts: list[Piece | Variable] = list(split_wildcards(head))
    for chunk in rest:
        inside, closing, tail = chunk.partition("}")
        if not closing:
            raise VariableError("has `${` without `}`")
        parts.append(inside if inside in _SPECIAL else _variable(inside))
        parts += split_wildcards(tail)
    return tuple(parts)


def _variable(inside: str) -> Variable:
    name, comma, quoted = inside.partition(",")
    default = None
    if comma:
        name, quoted = name.rstrip(" "), quoted.strip(" ")
        if quoted.count("'") != 2 or quoted[0] + quoted[-1] != "''":
            shown = "${" + inside + "}"
            raise VariableError(f"has `{shown}`, whose default is not one text in single quotes")
        default = quoted[1:-1]
    if not _NAME.match(name):
        shown = "${" + inside + "}"
        raise VariableError(f"has `{shown}`, which names no key")
    return Variable(name, default)


def variables_in(template: Template) -> tuple[Variable, ...]:
    """The variables of a text, in their order."""
    return tuple(part for part in template if isinstance(part, Variable))


def resolve(template: Template, lookup: Lookup) -> tuple[Piece, ...] | None:
    """The parts with every variable replaced by its value; None if one has neither value.

    Variable names ignore case, as condition keys do.
    """
    pieces: list[Piece] = []
    for part in template:
        if isinstance(part, Variable):
            value = lookup(part.name.lower())
            value = part.default if value is None else value
            if value is None:
                return None
            pieces.append(value)
        else:
            pieces.append(part)
    return tuple(pieces)


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces as one text, wildcards as the characters that they are written with."""
    return "".join(piece.value if isinstance(piece, Wildcard) else piece for piece in pieces)
