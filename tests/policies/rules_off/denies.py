"""The first step: which layers' Denies count, for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.policies import evaluate
from cognito_lab.policies.evaluation import StepName
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import Grant
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.reasons import StepReason
from tests.policies.cases.names import (
    CROSS,
    LOGIC,
    RCP,
    SCP,
    SCP_LEVELS,
)
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.walk import BY_ROOT, PAGES, asked_by, crosses


def not_denied(layer: Layer, when: Callable[[Any], bool] = lambda _: True) -> Switch:
    """The Denies of one layer are not looked at."""

    def wrap(real: Any) -> Any:
        def step(walk: Any) -> None:
            asked = walk._denies
            walk._denies = lambda of: not (of.layer is layer and when(walk)) and asked(of)
            real(walk)

        return step

    return wrapped(evaluate._Walk, "_explicit_deny", wrap)


def deny_after(layer: Layer, step: StepName) -> Switch:
    """What a layer's Allows lack is found before any Deny."""

    def wrap(real: Any) -> Any:
        def found(walk: Any) -> None:
            sets = walk._sets_of(layer)
            if not all(walk._grant(of) for of in sets) and any(map(walk._denies, walk._sets)):
                walk._lacks(step, StepReason.NOT_REACHED, layer)
            else:
                real(walk)

        return found

    return wrapped(evaluate._Walk, "_explicit_deny", wrap)


def last_level_denies(patch: pytest.MonkeyPatch) -> None:
    """Only the account's own service control policies deny."""

    def wrap(real: Any) -> Any:
        def step(walk: Any) -> None:
            last = len(walk.layers.service_control or ()) - 1
            asked = walk._denies
            walk._denies = lambda of: (
                (of.layer is not Layer.SERVICE_CONTROL or of.level == last) and asked(of)
            )
            real(walk)

        return step

    wrapped(evaluate._Walk, "_explicit_deny", wrap)(patch)


def spared_is_allowed(layer: Layer) -> Switch:
    """What a Deny of the layer does not deny, it allows."""

    def wrap(real: Any) -> Any:
        def found(facts: Any, of: Any) -> Any:
            verdict = real(facts, of)
            spares = any(m.statement.effect == "Deny" and not m.applies for m in verdict.matches)
            return verdict._replace(grant=Grant.FULL) if of.layer is layer and spares else verdict

        return found

    return wrapped(evaluate, "_verdict", wrap)


RULES = (
    *(
        Rule(f"A Deny in the {layer.value} is not looked at", page, not_denied(layer))
        for layer, page in PAGES.items()
    ),
    *(
        Rule(f"A Deny in the {layer.value} spares {who}", page, not_denied(layer, when))
        for layer, page, who, when in (
            (Layer.SERVICE_CONTROL, SCP, "the root user", BY_ROOT),
            (Layer.RESOURCE_CONTROL, RCP, "the root user", BY_ROOT),
            (Layer.RESOURCE_CONTROL, RCP, "other accounts", crosses),
            (Layer.RESOURCE_CONTROL, RCP, "anonymous requests", asked_by(PrincipalKind.ANONYMOUS)),
            (Layer.RESOURCE_CONTROL, RCP, "identity providers", asked_by(PrincipalKind.PROVIDER)),
            (Layer.RESOURCE, CROSS, "other accounts", crosses),
            (Layer.RESOURCE, LOGIC, "the root user", BY_ROOT),
            (Layer.IDENTITY, CROSS, "requests across accounts", crosses),
        )
    ),
    Rule(
        "An identity policy's Deny is not looked at where the resource policy grants",
        LOGIC,
        not_denied(Layer.IDENTITY, lambda walk: bool(walk._strongest(Layer.RESOURCE))),
    ),
    Rule(
        "A boundary's Deny is not looked at where the resource policy grants",
        LOGIC,
        not_denied(Layer.BOUNDARY, lambda walk: bool(walk._strongest(Layer.RESOURCE))),
    ),
    Rule(
        "A session policy's Deny is not looked at where the resource policy grants",
        LOGIC,
        not_denied(Layer.SESSION, lambda walk: bool(walk._strongest(Layer.RESOURCE))),
    ),
    Rule(
        "An Allow that the service control policies lack is found before a Deny",
        LOGIC,
        deny_after(Layer.SERVICE_CONTROL, StepName.SERVICE_CONTROL),
    ),
    Rule(
        "An Allow that the identity policies lack is found before a Deny",
        LOGIC,
        deny_after(Layer.IDENTITY, StepName.IDENTITY),
    ),
    Rule(
        "A Deny in the service control policies counts at the last level only",
        SCP_LEVELS,
        last_level_denies,
    ),
    *(
        Rule(
            f"A Deny that does not apply in the {layer.value} allows",
            page,
            spared_is_allowed(layer),
        )
        for layer, page in ((Layer.IDENTITY, LOGIC), (Layer.RESOURCE, LOGIC))
    ),
)
