"""What the switches of variables have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.policies import (
    condition_element,
    resource_element,
    variables,
)
from cognito_lab.policies.variables import Variable
from tests.policies.rules_off.rule import Switch, wrapped

USERS = (resource_element, condition_element)
"""The modules that replace variables by their values."""


def resolved(change: Callable[[Any, Any, Any], Any], *modules: Any) -> Switch:
    """Another replacement, given the text's parts, the request's values and the real one."""

    def off(patch: pytest.MonkeyPatch) -> None:
        for module in modules or USERS:
            wrapped(
                module,
                "resolve",
                lambda real: (
                    lambda template, lookup: change(template, lookup, real(template, lookup))
                ),
            )(patch)

    return off


def _without_value(text: Callable[[Variable], str], template: Any, lookup: Any) -> Any:
    """The pieces, a variable without a value being this text."""
    return variables.resolve(
        tuple(
            part._replace(default=text(part))
            if isinstance(part, Variable) and part.default is None
            else part
            for part in template
        ),
        lookup,
    )


def no_value(text: Callable[[Variable], str], *modules: Any) -> Switch:
    """A variable without a value stands for this text."""
    return resolved(lambda template, lookup, _: _without_value(text, template, lookup), *modules)


def empty(_: Variable) -> str:
    """The text of a variable without a value that counts as empty."""
    return ""
