"""What the switches of the flow chart's steps have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import evaluate
from cognito_lab.policies.evaluation import StepName
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.reasons import StepReason
from tests.policies.cases.names import (
    BOUNDARIES,
    LOGIC,
    POLICY_TYPES,
    RCP,
    SCP,
)
from tests.policies.rules_off.rule import Switch, wrapped

METHODS = {
    StepName.SERVICE_CONTROL: "_service_control",
    StepName.IDENTITY: "_identity",
    StepName.BOUNDARY: "_boundary",
    StepName.SESSION: "_session",
}


def asked_by(*kinds: PrincipalKind) -> Callable[[Any], bool]:
    return lambda walk: walk.request.principal.kind in kinds


def crosses(walk: Any) -> bool:
    return bool(walk.request.crosses_accounts)


def goes_on(step: StepName, when: Callable[[Any], bool] = lambda _: True) -> Switch:
    """A step that nothing ends."""

    def wrap(real: Any) -> Any:
        def found(walk: Any) -> None:
            if when(walk):
                walk._go_on(step, StepReason.NOT_REACHED)
            else:
                real(walk)

        return found

    return wrapped(evaluate._Walk, METHODS[step], wrap)


def asked(layer: Layer, policies: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Switch:
    """Of a set of policies, only these are asked."""

    def wrap(real: Any) -> Any:
        return lambda facts, of: real(
            facts, of._replace(policies=policies(of.policies)) if of.layer is layer else of
        )

    return wrapped(evaluate, "_verdict", wrap)


PAGES = {
    Layer.RESOURCE_CONTROL: RCP,
    Layer.SERVICE_CONTROL: SCP,
    Layer.RESOURCE: LOGIC,
    Layer.IDENTITY: LOGIC,
    Layer.BOUNDARY: BOUNDARIES,
    Layer.SESSION: POLICY_TYPES,
}

FIRST, LAST = (lambda of: of[:1]), (lambda of: of[-1:])

BY_ROOT = asked_by(PrincipalKind.ROOT)
