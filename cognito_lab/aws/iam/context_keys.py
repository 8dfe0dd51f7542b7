"""Which condition keys policies speak of, and which of them a request does not have.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cognito_lab.policies.condition_element import KeyCondition
from cognito_lab.policies.document import Policy
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.request import Request
from cognito_lab.policies.statement import Statement
from cognito_lab.policies.variables import Template, variables_in


def context_keys(policies: Iterable[Policy]) -> tuple[str, ...]:
    """The keys of conditions and of policy variables, each once, as it is written first."""
    keys: dict[str, str] = {}
    for policy in policies:
        for statement in policy.statements:
            for key in _keys(statement):
                keys.setdefault(key.lower(), key)
    return tuple(keys.values())


def missing_context_keys(policies: Iterable[Policy], request: Request) -> tuple[str, ...]:
    """Those of the keys for which the request has no value, of its own or from its caller."""
    known = Facts(request, has_boundary=False).values
    return tuple(key for key in context_keys(policies) if key.lower() not in known)


def _keys(statement: Statement) -> Iterator[str]:
    for resource in statement.resources.templates if statement.resources else ():
        yield from _variables(resource.template)
    for condition in statement.conditions:
        yield condition.key
        if isinstance(condition, KeyCondition):
            for value in condition.values:
                yield from _variables(value.template)


def _variables(template: Template | None) -> Iterator[str]:
    return (variable.name for variable in variables_in(template or ()))
