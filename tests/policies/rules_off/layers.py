"""Which layers have to allow, for whom, and in which order they are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import evaluate
from cognito_lab.policies.evaluation import Decision, StepName
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.reasons import StepReason
from tests.policies.cases.names import (
    BOUNDARIES,
    CROSS,
    FEDERATION,
    LOGIC,
    POLICY_TYPES,
)
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.walk import (
    BY_ROOT,
    FIRST,
    LAST,
    METHODS,
    PAGES,
    asked,
    asked_by,
    crosses,
    goes_on,
)


def ends(step: StepName, by: Layer, decision: Decision, when: Callable[[Any], bool]) -> Switch:
    """A step that ends the way with this decision."""

    def wrap(real: Any) -> Any:
        def found(walk: Any) -> None:
            if when(walk):
                walk._end(step, decision, StepReason.NOT_REACHED, by)
            else:
                real(walk)

        return found

    return wrapped(evaluate._Walk, METHODS[step], wrap)


def grants_alone(layer: Layer) -> Switch:
    """An Allow of a limiting layer is enough without one of the identity policies."""
    return ends(
        StepName.IDENTITY, layer, Decision.ALLOWED, lambda walk: bool(walk._strongest(layer))
    )


def earlier(step: StepName, than: StepName) -> Switch:
    """One step is asked before another, which AWS asks first."""

    def wrap(real: Any) -> Any:
        def found(walk: Any) -> None:
            real(walk)
            if walk._ended and walk.decision is Decision.IMPLICIT_DENY:
                # It would have ended here; the other step ends it first, if it does.
                walk._ended = False
                getattr(walk, METHODS[step])()
                walk._ended = True

        return found

    return wrapped(evaluate._Walk, METHODS[than], wrap)


RULES = (
    *(
        Rule(f"Of several {layer.value}, only the {which} is asked", page, asked(layer, some))
        for layer, page, which, some in (
            (Layer.IDENTITY, LOGIC, "first", FIRST),
            (Layer.IDENTITY, LOGIC, "last", LAST),
            (Layer.SESSION, POLICY_TYPES, "first", FIRST),
        )
    ),
    *(
        Rule(f"An Allow in the {layer.value} grants by itself", page, grants_alone(layer))
        for layer, page in PAGES.items()
        if layer not in (Layer.IDENTITY, Layer.RESOURCE)
    ),
    Rule(
        "A user whom no policy speaks of is allowed",
        LOGIC,
        goes_on(StepName.IDENTITY, lambda walk: not any(of.policies for of in walk._sets)),
    ),
    Rule(
        "A federated user's session policy grants what the user's policies lack",
        FEDERATION,
        goes_on(
            StepName.IDENTITY,
            lambda walk: asked_by(PrincipalKind.FEDERATED_USER)(walk) and walk.layers.session,
        ),
    ),
    Rule(
        "The root user needs a policy that allows",
        LOGIC,
        ends(StepName.IDENTITY, Layer.IDENTITY, Decision.IMPLICIT_DENY, BY_ROOT),
    ),
    *(
        Rule(
            f"The {layer.value} limit everything, whatever they allow",
            PAGES[layer],
            ends(step, layer, Decision.IMPLICIT_DENY, there),
        )
        for layer, step, there in (
            (
                Layer.SERVICE_CONTROL,
                StepName.SERVICE_CONTROL,
                lambda walk: bool(walk.layers.service_control),
            ),
            (Layer.BOUNDARY, StepName.BOUNDARY, lambda walk: walk.layers.boundary is not None),
            (Layer.SESSION, StepName.SESSION, lambda walk: bool(walk.layers.session)),
        )
    ),
    Rule("The boundary is not asked for an Allow", BOUNDARIES, goes_on(StepName.BOUNDARY)),
    Rule(
        "The boundary of a role does not limit its sessions",
        BOUNDARIES,
        goes_on(StepName.BOUNDARY, asked_by(PrincipalKind.ROLE_SESSION)),
    ),
    Rule("The boundary is not asked across accounts", CROSS, goes_on(StepName.BOUNDARY, crosses)),
    Rule(
        "Session policies are not asked across accounts", CROSS, goes_on(StepName.SESSION, crosses)
    ),
    Rule(
        "Session policies are not asked for an Allow",
        POLICY_TYPES,
        goes_on(StepName.SESSION, lambda walk: walk.layers.session is not None),
    ),
    Rule(
        "A role session without session policies has no permissions",
        POLICY_TYPES,
        ends(
            StepName.SESSION,
            Layer.SESSION,
            Decision.IMPLICIT_DENY,
            lambda walk: walk.layers.session is None and asked_by(PrincipalKind.ROLE_SESSION)(walk),
        ),
    ),
    Rule(
        "A federated user without session policies has the user's permissions",
        FEDERATION,
        goes_on(StepName.SESSION, lambda walk: walk.layers.session is None),
    ),
    Rule(
        "Identity policies are asked before service control policies",
        LOGIC,
        earlier(StepName.IDENTITY, than=StepName.SERVICE_CONTROL),
    ),
    Rule(
        "The boundary is asked before the identity policies",
        LOGIC,
        earlier(StepName.BOUNDARY, than=StepName.IDENTITY),
    ),
    Rule(
        "Session policies are asked before the boundary",
        LOGIC,
        earlier(StepName.SESSION, than=StepName.BOUNDARY),
    ),
)
