"""What stands for a variable in a resource, and in which policies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.policies import (
    condition_element,
    document,
    resource_element,
    variables,
)
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.resource_element import ResourceElement
from cognito_lab.policies.variables import Variable
from cognito_lab.policies.wildcards import Wildcard
from tests.policies.cases.names import VARIABLES
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.variables import empty, no_value, resolved


def reader(change: Callable[[PolicyKind, bool], bool]) -> Switch:
    """Whether a document's texts have variables."""

    def wrap(real: Any) -> Any:
        return lambda kind, problems, *, has_variables: real(
            kind, problems, has_variables=change(kind, has_variables)
        )

    return wrapped(document, "StatementReader", wrap)


def _not_in(kind: PolicyKind) -> Switch:
    return reader(lambda found, has: has and found is not kind)


def _lookup(change: Callable[[Facts, str, str | None], str | None]) -> Switch:
    """Another value of a key for its variable."""
    return wrapped(
        Facts, "variable", lambda real: lambda self, name: change(self, name, real(self, name))
    )


def _name_heeds_case(patch: pytest.MonkeyPatch) -> None:
    def change(template: Any, lookup: Any, real: Any) -> Any:
        odd = any(part.name.startswith("AWS:") for part in template if isinstance(part, Variable))
        return None if odd else real

    resolved(change)(patch)


def _one_value(template: Any, lookup: Any, real: Any) -> Any:
    """All variables of a text have the first one's value."""
    found = variables.variables_in(template)
    return variables.resolve(
        tuple(found[0] if isinstance(part, Variable) else part for part in template), lookup
    )


def _wild(template: Any) -> Any:
    return tuple(Wildcard.MANY if isinstance(part, Variable) else part for part in template)


def _exception_unknown(real: Any) -> Any:
    def match(self: Any, request: Any, rows: Any) -> bool:
        unknown = any(template.resolved(request)[1] is None for template in self.templates)
        return False if self.negated and unknown else bool(real(self, request, rows))

    return match


def _default_wins(template: Any, lookup: Any, real: Any) -> Any:
    return variables.resolve(
        tuple(
            part.default if isinstance(part, Variable) and part.default is not None else part
            for part in template
        ),
        lookup,
    )


def _no_default(*modules: Any) -> Switch:
    return resolved(
        lambda template, lookup, _: variables.resolve(
            tuple(
                part._replace(default=None) if isinstance(part, Variable) else part
                for part in template
            ),
            lookup,
        ),
        *modules,
    )


RESOURCES = (
    Rule("A resource has no variables", VARIABLES, resolved(lambda *_: None, resource_element)),
    Rule(
        "All variables of a text have one value", VARIABLES, resolved(_one_value, resource_element)
    ),
    Rule("The case of a variable's name counts", VARIABLES, _name_heeds_case),
    Rule(
        "A variable's value is taken in lower case",
        VARIABLES,
        _lookup(lambda _, __, found: found and found.lower()),
    ),
    Rule(
        "The case of a variable's value is ignored",
        VARIABLES,
        wrapped(
            resource_element.ResourceTemplate,
            "resolved",
            lambda real: lambda self, request: _any_case(self, *real(self, request)),
        ),
    ),
    Rule(
        "A variable's value ends before a colon",
        VARIABLES,
        _lookup(lambda _, __, found: found and found.partition(":")[0]),
    ),
    Rule(
        "A variable without a value is an empty text in a resource",
        VARIABLES,
        no_value(empty, resource_element),
    ),
    Rule(
        "A variable in a resource stands for every value",
        VARIABLES,
        resolved(lambda template, _, real: real and _wild(template), resource_element),
    ),
    Rule(
        "A variable without a value stands for every value in a resource",
        VARIABLES,
        resolved(lambda template, _, real: real or _wild(template), resource_element),
    ),
    Rule(
        "A variable without a value is its own text in a resource",
        VARIABLES,
        no_value(lambda part: "${" + part.name + "}", resource_element),
    ),
    Rule(
        "NotResource with a variable without a value spares everything",
        VARIABLES,
        wrapped(ResourceElement, "match", _exception_unknown),
    ),
)


def _any_case(self: Any, text: Any, test: Any) -> Any:
    if self.template is None or test is None:
        return text, test
    return text, lambda found: test(found) or found.lower() == text.lower() or test(found.lower())


KINDS = tuple(
    Rule(f"A {kind.value} has no variables", VARIABLES, _not_in(kind))
    for kind in (
        PolicyKind.RESOURCE,
        PolicyKind.BOUNDARY,
        PolicyKind.SESSION,
        PolicyKind.SERVICE_CONTROL,
    )
)


DEFAULTS = (
    Rule("A resource's defaults mean nothing", VARIABLES, _no_default(resource_element)),
    Rule("A condition's defaults mean nothing", VARIABLES, _no_default(condition_element)),
    Rule("A default stands where there is a value too", VARIABLES, resolved(_default_wins)),
    Rule(
        "A default stands beside a value, as another text",
        VARIABLES,
        wrapped(
            resource_element.ResourceTemplate,
            "resolved",
            lambda real: lambda self, request: _either(self, *real(self, request)),
        ),
    ),
)


def _either(self: Any, text: Any, test: Any) -> Any:
    parts = self.template or ()
    defaults = [p.default for p in parts if isinstance(p, Variable) and p.default is not None]
    if not defaults:
        return text, test
    plain = variables.resolve(
        tuple(p.default if isinstance(p, Variable) else p for p in parts), lambda _: None
    )
    other = resource_element.resource_test(plain)
    return text, lambda found: test(found) or other(found)


RULES = RESOURCES + KINDS + DEFAULTS
