"""Values that a missing condition key could have: those that the policies tell apart."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Iterator
from decimal import Decimal

from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.condition_element import ConditionValue, KeyCondition
from cognito_lab.policies.document import CURRENT, Policy
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.operators import ValueKind, read_date, read_number
from cognito_lab.policies.own_values import has_wildcards
from cognito_lab.policies.statement import Statement
from cognito_lab.policies.variables import (
    Template,
    plain_template,
    resolve,
    text_of,
    variable_template,
    variables_in,
)
from cognito_lab.policies.wildcards import Wildcard

ANOTHER = {
    ValueKind.TEXT: "example",
    ValueKind.NUMBER: "1",
    ValueKind.DATE: "2026-01-15T09:00:00Z",
    ValueKind.BOOLEAN: "true",
    ValueKind.BINARY: "ZXhhbXBsZQ==",
    ValueKind.ADDRESS: "192.0.2.1",
    ValueKind.ARN: "arn:aws:iam::123456789012:user/example",
}
"""A value of each kind that no policy need speak of."""

_ALL_SAID = frozenset({ValueKind.NUMBER, ValueKind.DATE, ValueKind.BOOLEAN})
"""The kinds of which a value's neighbours say all."""

_DIVIDER = re.compile(r"[/:]")


def sample_values(layers: PolicyLayers, facts: Facts) -> dict[str, list[str]]:
    """For each key that the policies ask for, by its lower-case name, values worth a try.

    Those that a condition lists (for a pattern one that it matches, for a limit those beside it),
    one that none need list; for a variable what would have to stand in its place: a part of the
    resource, or the value that it is compared with.
    """
    found: dict[str, dict[str, None]] = {}
    for of in layers.sets():
        for policy in of.policies:
            for statement in policy.statements:
                for key, value in _of_statement(policy, statement, facts):
                    found.setdefault(key.lower(), {})[value] = None
    return {key: list(values) for key, values in found.items()}


def _of_statement(policy: Policy, statement: Statement, facts: Facts) -> Iterator[tuple[str, str]]:
    if statement.resources is not None:
        arn = parse_arn(facts.resource)
        parts = [part for part in _DIVIDER.split(arn.resource) if part] if arn else []
        for resource in statement.resources.templates:
            yield from _of_variables(resource.template, parts)
    for condition in statement.conditions:
        if not isinstance(condition, KeyCondition):
            yield condition.key, ANOTHER[ValueKind.TEXT]
            continue
        for value in condition.values:
            for text in _of_value(value, policy.version, facts):
                yield condition.key, text
            yield from _of_variables(value.template, facts.values.get(condition.lowered, ()))
        if condition.operator.kind not in _ALL_SAID or not condition.values:
            yield condition.key, ANOTHER[condition.operator.kind]


def _of_variables(
    template: Template | None, values: list[str] | tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for variable in variables_in(template or ()):
        for value in (*values, ANOTHER[ValueKind.TEXT]):
            yield variable.name, value


def _of_value(value: ConditionValue, version: str, facts: Facts) -> list[str]:
    operator = value.operator
    if operator.has_variables and version == CURRENT:
        template = variable_template(value.written)
    else:
        template = plain_template(value.written)
    pieces = resolve(template, facts.variable)
    if pieces is None:
        return []
    if has_wildcards(operator.name):
        text = "".join(
            {Wildcard.MANY: "", Wildcard.ONE: "a"}[p] if isinstance(p, Wildcard) else p
            for p in pieces
        )
        return [text] if text else []
    return _beside(operator.kind, text_of(pieces))


def _beside(kind: ValueKind, text: str) -> list[str]:
    """A value that a policy has, and those beside it where it is a limit."""
    try:
        if kind is ValueKind.NUMBER:
            number = read_number(text)
            return [text, format(number - 1, "f"), format(number + 1, "f")]
        if kind is ValueKind.DATE:
            seconds = read_date(text)
            return [text, _date(seconds - 1), _date(seconds + 1)]
        if kind is ValueKind.ADDRESS:
            return [str(ipaddress.ip_network(text, strict=False).network_address)]
    except (ValueError, OverflowError):
        return [text]
    return ["true", "false"] if kind is ValueKind.BOOLEAN else [text]


def _date(seconds: Decimal) -> str:
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=float(seconds))
    return moment.isoformat(timespec="seconds") + "Z"
