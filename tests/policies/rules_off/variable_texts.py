"""Special characters, variables in conditions, and where variables are plain text."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies import (
    condition_element,
    document,
    operators,
    parse_condition,
    parse_statement,
    variables,
)
from cognito_lab.policies.operators import OPERATORS as TABLE
from cognito_lab.policies.wildcards import Wildcard
from tests.policies.cases.names import IAM, VARIABLES
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.variables import empty, no_value

VERSIONS = IAM + "reference_policies_elements_version.html"


def _special(sign: str, instead: Any, module: Any = parse_statement) -> Switch:
    """`${*}`, `${?}` or `${$}` is read as something else."""

    def wrap(real: Any) -> Any:
        def found(text: str) -> Any:
            head, mark, tail = text.partition("${" + sign + "}")
            return (*real(head), instead, *real(tail)) if mark else real(text)

        return found

    return wrapped(module, "variable_template", wrap)


def _dollar(text: str) -> str:
    return text.replace("${$}", "$")


def _dollar_first(patch: pytest.MonkeyPatch) -> None:
    """`${$}` is replaced before variables are looked for."""
    wrapped(parse_statement, "variable_template", lambda real: lambda text: real(_dollar(text)))(
        patch
    )


def _version_as(version: str | None, read_as: str) -> Switch:
    """A policy of this version (None for none) is read as one of another."""

    def wrap(real: Any) -> Any:
        return lambda value, problems: (
            read_as if value.get("Version") == version else real(value, problems)
        )

    return wrapped(document, "_version", wrap)


def _no_variables(name: str) -> Switch:
    """One operator that takes variables for plain text."""
    return lambda patch: patch.setitem(TABLE, name, TABLE[name]._replace(has_variables=False))


CHARACTERS = (
    Rule("${*} in a resource is a wildcard", VARIABLES, _special("*", Wildcard.MANY)),
    Rule("${*} in a resource is its own text", VARIABLES, _special("*", "${*}")),
    Rule("${?} in a resource is a wildcard", VARIABLES, _special("?", Wildcard.ONE)),
    Rule("${?} in a resource is its own text", VARIABLES, _special("?", "${?}")),
    Rule("${$} in a resource is its own text", VARIABLES, _special("$", "${$}")),
    Rule("${$} in a resource begins a variable", VARIABLES, _dollar_first),
    Rule(
        "${*} in a condition is a wildcard",
        VARIABLES,
        _special("*", Wildcard.MANY, parse_condition),
    ),
    Rule("${*} in a condition is its own text", VARIABLES, _special("*", "${*}", parse_condition)),
)


def _anything(_: Any) -> bool:
    return True


def _every_value(real: Any) -> Any:
    def resolved(self: Any, request: Any) -> Any:
        text, test = real(self, request)
        return text, test if self.template is None else _anything

    return resolved


def _every_missing_value(real: Any) -> Any:
    def resolved(self: Any, request: Any) -> Any:
        text, test = real(self, request)
        return (text, test) if test is not None else ("", _anything)

    return resolved


_WITH_CASES = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "ArnEquals",
    "ArnLike",
)


CONDITIONS = (
    *(
        Rule(f"{name} has no variables", VARIABLES, _no_variables(name))
        for name, operator in operators.OPERATORS.items()
        if operator.has_variables and name in _WITH_CASES
    ),
    Rule(
        "A variable without a value is an empty text in a condition",
        VARIABLES,
        no_value(empty, condition_element),
    ),
    Rule(
        "A variable in a condition stands for every value",
        VARIABLES,
        wrapped(condition_element.ConditionValue, "resolved", _every_value),
    ),
    Rule(
        "A variable without a value stands for every value in a condition",
        VARIABLES,
        wrapped(condition_element.ConditionValue, "resolved", _every_missing_value),
    ),
    Rule(
        "A condition with a variable without a value does not hold",
        VARIABLES,
        wrapped(
            condition_element.KeyCondition,
            "match",
            lambda real: (
                lambda self, request, rows: (
                    bool(real(self, request, rows))
                    and all(value.resolved(request)[0] is not None for value in self.values)
                )
            ),
        ),
    ),
)


OLD_VERSIONS = (
    Rule("Version 2008-10-17 has variables", VERSIONS, _version_as("2008-10-17", "2012-10-17")),
    Rule("A policy without a version has variables", VERSIONS, _version_as(None, "2012-10-17")),
    Rule(
        "Version 2008-10-17 has no wildcards",
        VERSIONS,
        wrapped(parse_statement, "plain_template", lambda _: lambda text: (text,)),
    ),
    Rule(
        "Version 2008-10-17 has variables in conditions",
        VERSIONS,
        wrapped(
            parse_condition,
            "plain_template",
            lambda _: lambda text: variables.variable_template(text),
        ),
    ),
)


RULES = CHARACTERS + CONDITIONS + OLD_VERSIONS
