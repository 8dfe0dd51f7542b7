"""The levels of the service control policies, and whom they limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import evaluate
from cognito_lab.policies.evaluation import StepName
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.principal import PrincipalKind
from tests.policies.cases.names import (
    SCP,
    SCP_LEVELS,
)
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.walk import FIRST, asked, crosses, goes_on


def levels(change: Callable[[list[Any], Any], list[Any]]) -> Switch:
    """The levels of the service control policies that are asked for an Allow."""

    def wrap(real: Any) -> Any:
        def found(walk: Any, layer: Layer) -> list[Any]:
            sets: list[Any] = real(walk, layer)
            return change(sets, walk) if layer is Layer.SERVICE_CONTROL else sets

        return found

    return wrapped(evaluate._Walk, "_sets_of", wrap)


def _without_kind(kind: PrincipalKind) -> Switch:
    def wrap(real: Any) -> Any:
        return lambda principal: principal.kind is not kind and real(principal)

    return wrapped(evaluate, "is_under_service_control", wrap)


def _says_allow(of: Any) -> bool:
    return any(s.effect == "Allow" for policy in of.policies for s in policy.statements)


RULES = (
    Rule(
        "Of a level's service control policies, only the first is asked",
        SCP_LEVELS,
        asked(Layer.SERVICE_CONTROL, FIRST),
    ),
    Rule(
        "Service control policies are not asked for an Allow",
        SCP,
        goes_on(StepName.SERVICE_CONTROL),
    ),
    Rule(
        "Service control policies are not asked where the resource policy grants",
        SCP,
        goes_on(StepName.SERVICE_CONTROL, lambda walk: bool(walk._strongest(Layer.RESOURCE))),
    ),
    Rule(
        "Service control policies do not limit requests across accounts",
        SCP,
        goes_on(StepName.SERVICE_CONTROL, crosses),
    ),
    *(
        Rule(
            f"Service control policies do not limit the principal type {kind.value}",
            SCP,
            _without_kind(kind),
        )
        for kind in (PrincipalKind.ROOT, PrincipalKind.USER, PrincipalKind.ROLE_SESSION)
    ),
    Rule(
        "One level of service control policies suffices",
        SCP_LEVELS,
        levels(lambda sets, walk: [of for of in sets if walk._grant(of)][:1] or sets),
    ),
    Rule(
        "The organization's root needs no Allow of service control policies",
        SCP_LEVELS,
        levels(lambda sets, _: sets[1:] if len(sets) > 1 else sets),
    ),
    Rule(
        "The units in between need no Allow of service control policies",
        SCP_LEVELS,
        levels(lambda sets, _: sets[::2] if len(sets) == 3 else sets),
    ),
    Rule(
        "The account itself needs no Allow of service control policies",
        SCP_LEVELS,
        levels(lambda sets, _: sets[:2] if len(sets) > 2 else sets),
    ),
    Rule(
        "A level whose service control policies only deny needs no Allow",
        SCP_LEVELS,
        levels(lambda sets, _: [of for of in sets if _says_allow(of)]),
    ),
)
