"""Policy variables: which `${…}` is one, and what stands for it."""

from __future__ import annotations

import pytest

from cognito_lab.policies.variables import (
    Template,
    Variable,
    VariableError,
    plain_template,
    resolve,
    text_of,
    variable_template,
    variables_in,
)
from cognito_lab.policies.wildcards import Wildcard

ONE, MANY = Wildcard.ONE, Wildcard.MANY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("a", ("a",)),
        ("*a?", (MANY, "a", ONE)),
        ("${a:b}", (Variable("a:b", None),)),
        ("${A:b c}", (Variable("A:b c", None),)),
        ("x${a:b}*${c:d}", ("x", Variable("a:b", None), MANY, Variable("c:d", None))),
        ("${a:b, 'c'}", (Variable("a:b", "c"),)),
        ("${a:b,'c d'}", (Variable("a:b", "c d"),)),
        ("${a:b  ,  'c*'  }", (Variable("a:b", "c*"),)),
        ("${a:b, ''}", (Variable("a:b", ""),)),
        ("${a:b, 'x,y'}", (Variable("a:b", "x,y"),)),
        ("${a:b, '${'}", None),
        ("${a:PrincipalTag/t.-_@}", (Variable("a:PrincipalTag/t.-_@", None),)),
        ("${*}", ("*",)),
        ("${?}*", ("?", MANY)),
        ("${$}{a}", ("$", "{a}")),
        ("$a{b}}", ("$a{b}}",)),
        ("$${a:b}", ("$", Variable("a:b", None))),
        ("${a:b}}", (Variable("a:b", None), "}")),
    ],
)
def test_a_text_in_its_parts(text: str, expected: Template | None) -> None:
    if expected is None:
        with pytest.raises(VariableError):
            variable_template(text)
        return
    assert variable_template(text) == expected
    assert variables_in(variable_template(text)) == tuple(
        part for part in expected if isinstance(part, Variable)
    )


BAD_DEFAULT, NO_KEY, OPEN = (
    "has `{}`, whose default is not one text in single quotes",
    "has `{}`, which names no key",
    "has `${{` without `}}`",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("${", OPEN),
        ("${a:b", OPEN),
        ("${a:b}${", OPEN),
        ("${}", NO_KEY),
        ("${ }", NO_KEY),
        ("${ a:b}", NO_KEY),
        ("${a:b }", NO_KEY),
        ("${**}", NO_KEY),
        ("${a*}", NO_KEY),
        ("${a\tb}", NO_KEY),
        ("${'a'}", NO_KEY),
        ("${, 'a'}", NO_KEY),
        ("${a$b}", NO_KEY),
        ("${a:b,}", BAD_DEFAULT),
        ("${a:b, c}", BAD_DEFAULT),
        ("${a:b, '}", BAD_DEFAULT),
        ("${a:b, 'c}", BAD_DEFAULT),
        ("${a:b, c'}", BAD_DEFAULT),
        ("${a:b, 'c' d}", BAD_DEFAULT),
        ("${a:b, 'it's'}", BAD_DEFAULT),
        ('${a:b, "c"}', BAD_DEFAULT),
    ],
)
def test_a_broken_variable_is_told_what_is_wrong_with_it(text: str, said: str) -> None:
    with pytest.raises(VariableError) as caught:
        variable_template(text)
    assert str(caught.value) == said.format(text)


def test_in_the_old_version_only_the_wildcards_mean_something() -> None:
    assert plain_template("${a}*${") == ("${a}", MANY, "${")


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("${A:B}", {"a:b": "x"}, "x"),
        ("${a:b, 'd'}", {"a:b": "x"}, "x"),
        ("${a:b, 'd'}", {"a:b": ""}, ""),
        ("${a:b, 'd'}", {}, "d"),
        ("${a:b, ''}", {}, ""),
        ("x${a:b}", {}, None),
        ("${a:b}${c:d}", {"a:b": "x"}, None),
        ("${a:b}/*${*}?", {"a:b": "${c:d}"}, "${c:d}/**?"),
    ],
)
def test_what_stands_for_a_variable(
    text: str, values: dict[str, str], expected: str | None
) -> None:
    pieces = resolve(variable_template(text), values.get)
    assert (None if pieces is None else text_of(pieces)) == expected


def test_a_variables_value_is_no_wildcard() -> None:
    assert resolve(variable_template("*${a:b}${c:d, '?'}"), {"a:b": "*"}.get) == (MANY, "*", "?")
