"""What the operators of texts, booleans and bytes compare; which are negated."""

from __future__ import annotations

import re

from cognito_lab.policies import operators
from cognito_lab.policies.operators import OPERATORS as TABLE
from cognito_lab.policies.operators import as_it_is
from cognito_lab.policies.variables import text_of
from cognito_lab.policies.wildcards import Piece, Wildcard
from tests.policies.cases.names import OPERATORS
from tests.policies.rules_off.operators import changed, ending_at, ignoring_case, literal, respelt
from tests.policies.rules_off.rule import Rule


def _many(pieces: list[Piece]) -> list[Piece]:
    return [Wildcard.MANY if piece is Wildcard.ONE else piece for piece in pieces]


def _brackets(pieces: list[Piece]) -> list[Piece]:
    """A set in brackets stands for a character, as in a shell."""
    found: list[Piece] = []
    for piece in pieces:
        parts = re.split(r"\[[^]]*\]", piece) if isinstance(piece, str) else [piece]
        for number, part in enumerate(parts):
            found += [Wildcard.ONE, part] if number else [part]
    return found


STRINGS = (
    *(
        Rule(f"{name} ignores case", OPERATORS, ignoring_case(name))
        for name in ("StringEquals", "StringNotEquals", "StringLike", "StringNotLike")
    ),
    *(
        Rule(f"{name} takes wildcards", OPERATORS, changed(name, compile=operators._like))
        for name in ("StringEquals", "StringNotEquals")
    ),
    *(
        Rule(
            f"{name} heeds case",
            OPERATORS,
            changed(name, read=as_it_is, compile=operators._equal_text),
        )
        for name in ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
    ),
    *(
        Rule(f"A * of {name} is literal", OPERATORS, respelt(name, literal(Wildcard.MANY)))
        for name in ("StringLike", "StringNotLike")
    ),
    Rule("A ? of StringLike is literal", OPERATORS, respelt("StringLike", literal(Wildcard.ONE))),
    Rule("A ? of StringLike stands for several", OPERATORS, respelt("StringLike", _many)),
    Rule("Brackets of StringLike are a set", OPERATORS, respelt("StringLike", _brackets)),
    Rule(
        "StringLike takes what begins with its value",
        OPERATORS,
        respelt("StringLike", lambda pieces: [*pieces, Wildcard.MANY]),
    ),
    Rule(
        "A * of StringLike ends at a colon",
        OPERATORS,
        changed("StringLike", compile=ending_at(":")),
    ),
    Rule(
        "A * of StringLike ends at a slash",
        OPERATORS,
        changed("StringLike", compile=ending_at("/")),
    ),
)


NEGATED = tuple(
    Rule(f"{name} is not negated", OPERATORS, changed(name, negated=False))
    for name, operator in TABLE.items()
    if operator.negated
)


OTHERS = (
    Rule("Bool takes true and false", OPERATORS, changed("Bool", compile=lambda _: lambda _: True)),
    Rule(
        "Bool compares with true only",
        OPERATORS,
        changed("Bool", compile=lambda _: lambda found: found is True),
    ),
    Rule(
        "BinaryEquals compares the policy's text with the request's bytes",
        OPERATORS,
        changed("BinaryEquals", compile=lambda pieces: text_of(pieces).encode().__eq__),
    ),
    Rule("BinaryEquals ignores case", OPERATORS, ignoring_case("BinaryEquals")),
)


RULES = STRINGS + NEGATED + OTHERS
