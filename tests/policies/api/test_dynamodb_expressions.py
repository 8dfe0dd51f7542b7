"""DynamoDB's expressions: what they name; nothing that moto would find is missed.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.parsing.key_condition_expression import parse_expression
from moto.dynamodb.parsing.tokens import ExpressionTokenizer, Token
from moto.dynamodb.responses import ProjectionExpressionParser

from cognito_lab.policies.api.dynamodb_names import (
    keys_in_condition,
    names_in_condition,
    names_in_projection,
    names_in_update,
    names_of_no_placeholder,
    texts_of,
)

NAMES = {"#a": "one", "#b": "two", "#c": "three[0]"}

ROWS: list[tuple[Callable[..., Iterator[str]], str, list[str]]] = [
    (names_in_update, "SET n = secret-:v", ["n", "secret"]),
    (names_in_update, "SET n=:v-secret", ["n", "secret"]),
    (names_in_update, "SET #a-#b = c", ["one", "two", "c"]),
    (names_in_update, "SET a.b[1].#b = :v REMOVE c", ["a", "c"]),
    (names_in_update, "set a = if_not_exists(b, :v) + :w", ["a", "b"]),
    (names_in_update, "SET if_not_exists = size", ["if_not_exists", "size"]),
    (names_in_update, "ADD a :v DELETE b :w", ["a", "b"]),
    (names_in_update, "SET a = #unknown", ["a", "#unknown"]),
    (names_in_condition, "a <> :v AND NOT #b IN (:v, c)", ["a", "two", "c"]),
    (names_in_condition, "NOT#a=:v", ["one"]),
    (names_in_condition, "size(a) BETWEEN :v AND :w", ["a"]),
    (names_in_condition, "a-b = :v", ["a-b"]),
    (names_in_condition, "a[0].b = :v OR 0a = :v", ["a", "0a"]),
    (names_in_condition, "attribute_exists(a.#b) or remove = :v", ["a", "remove"]),
    (names_in_condition, "pk = :p AND begins_with(sk, :s)", ["pk", "sk"]),
    (names_in_projection, "a, b.c,#b.d", ["a", "b", "two"]),
    (names_in_projection, "#a[0],b[1][2].c", ["one", "b"]),
    (names_in_projection, "#c", ["three[0]", "three"]),
    (names_in_projection, "a-b, $", ["a-b", "$"]),
    (names_in_projection, "", []),
]


@pytest.mark.parametrize(("found_by", "expression", "wanted"), ROWS)
def test_the_attributes_of_an_expression(
    found_by: Callable[..., Iterator[str]], expression: str, wanted: list[str]
) -> None:
    assert list(found_by(expression, NAMES)) == wanted


def test_what_is_no_placeholder_and_explained_all_the_same() -> None:
    names = {"#a": "one", "#B_1": "two", "a": "three", "#c-": "four", "#d[0]": "five[0]"}
    found = list(names_of_no_placeholder(names))
    assert found == ["three", "four", "five[0]", "five"]


PIECES = st.lists(
    st.sampled_from(
        [*"abcn_1é#:-+=,.()<> \n^", "[0]", "#a", "#b", ":v", "SET ", " NOT ", "remove"]
    ),
    max_size=12,
).map("".join)


def tokens_of_moto(expression: str) -> Iterator[str]:
    """The top-level attributes of an update, by moto's tokens."""
    before = ""
    for token in ExpressionTokenizer.make_list(expression):
        if token.type in (Token.ATTRIBUTE, Token.ATTRIBUTE_NAME) and before != ".":
            yield NAMES.get(token.value, token.value)
        before = before if token.type == Token.WHITESPACE else token.value


def paths_of_moto(expression: str) -> Iterator[str]:
    """The top-level attributes of a condition, by moto's paths."""
    parser = ConditionExpressionParser(expression, NAMES, {":v": {"S": ""}})
    for node in parser._parse_paths(parser._lex_condition_expression()):
        if node.kind == parser.Kind.PATH:
            yield str(node.children[0].value)


def projected_by_moto(expression: str) -> Iterator[str]:
    """The top-level attributes of a projection; before an index moto looks up no placeholder."""
    for path in ProjectionExpressionParser(expression, NAMES).parse():
        name = re.sub(r"(\[0\])+$", "", path[0])
        yield NAMES.get(name, name)


READINGS = [
    (names_in_update, tokens_of_moto),
    (names_in_condition, paths_of_moto),
    (names_in_projection, projected_by_moto),
]


@pytest.mark.parametrize(("ours", "motos"), READINGS)
@given(expression=PIECES)
def test_no_attribute_that_moto_would_find_is_missed(
    ours: Callable[..., Iterator[str]], motos: Callable[[str], Iterator[str]], expression: str
) -> None:
    try:
        theirs = set(motos(expression))
    except Exception:  # moto refuses it, in one way or another
        return
    names = {name for name in theirs if any(letter.isalnum() for letter in name)}
    assert names - {"SET", "remove"} <= set(ours(expression, NAMES))


KEYS: list[tuple[str, list[str]]] = [
    ("pk = :a", ["ana"]),
    ("(pk=:a)", ["ana"]),
    ("(#p = :a AND #s > :s)", ["ana"]),
    ("sk BETWEEN :s AND :s and pk = :a", ["ana"]),
    ("begins_with(sk, :s) AND pk = :a", ["ana"]),
    ("pk = :a AND pk = :b", ["ana", "ben"]),
    ("x = :b", ["ben"]),
    ("pk > :a", [""]),
    ("sk = :s", [""]),
    ("pk = :unknown", [":unknown"]),
    ("pk=:aAND sk=:s", ["", "pk=:aAND", ":aAND", "sk=:s", ":s", "ana", "ben", "1"]),
    ("pk = cat AND sk = :s", ["", "pk", "=", "cat", "AND", "sk", ":s", "ana", "ben", "1"]),
]
VALUES: dict[str, Any] = {":a": {"S": "ana"}, ":b": {"S": "ben"}, ":s": {"S": "1"}}
MEANT = {"#p": "pk", "#s": "sk", "x": "pk"}


@pytest.mark.parametrize(("expression", "wanted"), KEYS)
def test_the_partition_keys_of_a_condition(expression: str, wanted: list[str]) -> None:
    found = keys_in_condition(expression, MEANT, VALUES, "pk")
    assert list(dict.fromkeys(found)) == wanted


SCHEMA = [
    {"AttributeName": "pk", "KeyType": "HASH"},
    {"AttributeName": "sk", "KeyType": "RANGE"},
]
ASKED = [
    ["pk", "=", ":a"],
    ["(", "#p", "=", ":a", " AND ", "#s", "<", ":s", ")"],
    ["pk", " = ", ":a", " AND ", "begins_with", "(", "sk", ",", ":s", ")"],
    ["sk", " BETWEEN ", ":s", " AND ", ":s", " AND ", "pk", "=", ":a"],
    ["pk", " = ", "ben", " AND ", "sk", "=", ":s"],
]
MORE = [
    "pk",
    "sk",
    "x",
    "#p",
    "=",
    " = ",
    "<",
    ":a",
    ":b",
    "(",
    ")",
    " ",
    ",",
    " AND ",
    "ben",
    "\n",
]
CHANGES = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["", *MORE]), st.booleans()), max_size=6
)
ODD: Mapping[str, Any] = {
    **VALUES,
    "(:b": {"N": "1", "S": "ben"},
    ":a)": {"S": "ben"},
    "ben": {"N": "2"},
}


@given(st.sampled_from(ASKED), CHANGES)
def test_no_partition_key_that_moto_would_look_for_is_missed(
    asked: list[str], changes: list[tuple[int, str, bool]]
) -> None:
    pieces = list(asked)
    for place, piece, is_new in changes:
        pieces[place : place if is_new else place + 1] = [piece]
    expression = "".join(pieces)
    try:
        (_, value), *_ = parse_expression(expression, dict(ODD), MEANT, SCHEMA)[0]
        looked_for = DynamoType(value)
    except Exception:  # moto refuses it, in one way or another
        return
    found = keys_in_condition(expression, MEANT, ODD, "pk")
    assert set(texts_of({looked_for.type: looked_for.value})) <= set(found)
