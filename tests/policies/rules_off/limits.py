"""What limits a resource policy's grant, by whom it names; when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.policies import evaluate, parse_statement
from cognito_lab.policies.evaluation import Decision, StepName
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import Grant
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.reasons import StepReason
from cognito_lab.policies.request import Request
from tests.policies.cases.names import CROSS, KMS, LOGIC, PRINCIPAL, SINGLE
from tests.policies.rules_off.naming import (
    BY_ACCOUNT,
    BY_ROLE,
    CALLED,
    NOBODY,
    SESSION,
    USER,
    named,
    regranted,
)
from tests.policies.rules_off.rule import Rule, Switch, wrapped, wrapped_property
from tests.policies.rules_off.walk import crosses, goes_on


def needed(service: str) -> Switch:
    """Such a resource's policy need not allow."""

    def wrap(real: Any) -> Any:
        return lambda request: real(request) and f":{service}:" not in request.resource

    return wrapped(evaluate, "needs_resource_policy", wrap)


def resource_step(change: Callable[[Any], bool]) -> Switch:
    """Before the resource policy is asked; true where the step is done."""

    def wrap(real: Any) -> Any:
        return lambda walk: None if change(walk) else real(walk)

    return wrapped(evaluate._Walk, "_resource", wrap)


def _needs_none_across(walk: Any) -> bool:
    if crosses(walk):
        walk._go_on(StepName.RESOURCE, StepReason.NOT_REACHED)
    return crosses(walk)


def suffices_across(grant: Grant, kind: PrincipalKind) -> Switch:
    """A grant across accounts is enough without the caller's identity policy."""

    def change(walk: Any) -> bool:
        there = walk._strongest(Layer.RESOURCE) is grant
        done = crosses(walk) and there and walk.request.principal.kind is kind
        if done:
            walk._end(StepName.RESOURCE, Decision.ALLOWED, StepReason.NOT_REACHED, Layer.RESOURCE)
        return bool(done)

    return resource_step(change)


def _nobodys(walk: Any) -> bool:
    """Who has no account is allowed what no policy speaks of."""
    nobody = walk.request.principal.account is None and walk.layers.resource is None
    if nobody:
        walk._end(StepName.RESOURCE, Decision.ALLOWED, StepReason.NOT_REACHED, Layer.RESOURCE)
    return bool(nobody)


def _granted(walk: Any) -> bool:
    return bool(walk._granted_by_resource)


def _must_name(walk: Any) -> bool:
    silent = walk.layers.resource is not None and not walk._strongest(Layer.RESOURCE)
    if silent and not crosses(walk) and walk.request.principal.kind is PrincipalKind.USER:
        walk._lacks(StepName.RESOURCE, StepReason.NOT_REACHED, Layer.RESOURCE)
        return True
    return False


def _limited(layer: Layer | None, kind: PrincipalKind) -> Switch:
    """A full grant to these callers is limited by this layer, if there is one."""

    def change(walk: Any) -> bool:
        there = {Layer.BOUNDARY: walk.layers.boundary, Layer.SESSION: walk.layers.session}
        if layer is None:
            limited = all(policies is None for policies in there.values())
        else:
            limited = there[layer] is not None
        full = walk._strongest(Layer.RESOURCE) is Grant.FULL and not crosses(walk)
        if not (limited and full and walk.request.principal.kind is kind):
            return False
        walk._granted_by_resource = True
        walk._go_on(StepName.RESOURCE, StepReason.NOT_REACHED)
        return True

    return resource_step(change)


FEDERATED = PrincipalKind.FEDERATED_USER


LIMITS = (
    Rule(
        "A grant to a user's ARN does not suffice", SINGLE, regranted(CALLED, Grant.ACCOUNT, USER)
    ),
    Rule(
        "A grant to a user's ARN is limited by the boundary",
        LOGIC,
        regranted(CALLED, Grant.LIMITED, USER),
    ),
    Rule(
        "A grant to a session's ARN does not suffice",
        LOGIC,
        regranted(CALLED, Grant.ACCOUNT, SESSION),
    ),
    *(
        Rule(f"A grant to {whom}'s ARN is limited by {what}", LOGIC, _limited(layer, kind))
        for whom, kind in (("a session", SESSION), ("a federated user", FEDERATED))
        for what, layer in (("the boundary", Layer.BOUNDARY), ("session policies", Layer.SESSION))
    ),
    Rule(
        "A grant to a federated user's ARN needs session policies",
        LOGIC,
        _limited(None, FEDERATED),
    ),
    Rule(
        "A grant to a role's ARN does not suffice for its session",
        LOGIC,
        regranted(BY_ROLE, Grant.ACCOUNT),
    ),
    Rule(
        "A grant to a role's ARN is not limited by the boundary",
        LOGIC,
        goes_on(StepName.BOUNDARY, _granted),
    ),
    Rule(
        "A grant to a role's ARN is not limited by session policies",
        LOGIC,
        goes_on(StepName.SESSION, _granted),
    ),
    Rule(
        "A grant to a role's ARN does not reach its session",
        PRINCIPAL,
        named(lambda _, __, found: NOBODY if found[1] is BY_ROLE else found),
    ),
    Rule(
        "A grant to everybody under aws:PrincipalArn is limited as any to everybody",
        PRINCIPAL,
        lambda patch: patch.setattr(parse_statement, "_names_role_by_key", lambda _: False),
    ),
    Rule(
        "A grant to the account grants to its users",
        PRINCIPAL,
        regranted(BY_ACCOUNT, Grant.LIMITED, USER),
    ),
    Rule(
        "A grant to the account grants to its roles' sessions",
        PRINCIPAL,
        regranted(BY_ACCOUNT, Grant.LIMITED, SESSION),
    ),
    Rule(
        "The account in a Principal does not stand for its users and sessions",
        PRINCIPAL,
        regranted(BY_ACCOUNT, Grant.NOBODY),
    ),
)


ACCOUNTS = (
    Rule(
        "A request across accounts needs no resource policy",
        CROSS,
        resource_step(_needs_none_across),
    ),
    Rule(
        "A grant to a user suffices across accounts",
        CROSS,
        suffices_across(Grant.FULL, USER),
    ),
    Rule(
        "A grant to a session suffices across accounts",
        CROSS,
        suffices_across(Grant.FULL, SESSION),
    ),
    Rule(
        "A grant to a role suffices across accounts",
        CROSS,
        suffices_across(Grant.LIMITED, SESSION),
    ),
    Rule(
        "A grant to everybody suffices across accounts",
        CROSS,
        suffices_across(Grant.LIMITED, USER),
    ),
    Rule(
        "A grant to another account suffices for its users",
        CROSS,
        suffices_across(Grant.ACCOUNT, USER),
    ),
    Rule(
        "The root user needs no resource policy across accounts",
        CROSS,
        resource_step(
            lambda walk: (
                walk.request.principal.kind is PrincipalKind.ROOT and _needs_none_across(walk)
            )
        ),
    ),
    Rule(
        "The account in a resource's ARN is not looked at",
        CROSS,
        wrapped_property(Request, "account_of_resource", lambda self, _: self.resource_account),
    ),
    Rule(
        "The account that is given for a bucket is not looked at",
        CROSS,
        wrapped_property(
            Request,
            "account_of_resource",
            lambda self, found: None if self.resource_account else found,
        ),
    ),
    Rule(
        "A queue's policy has to allow, as a key's has",
        CROSS,
        wrapped(
            evaluate,
            "needs_resource_policy",
            lambda real: lambda request: real(request) or ":sqs:" in request.resource,
        ),
    ),
    Rule(
        "A resource policy that is there has to grant within its account too",
        SINGLE,
        resource_step(_must_name),
    ),
    Rule("Who has no account is allowed without a policy", LOGIC, resource_step(_nobodys)),
    Rule("A role's trust policy need not allow", LOGIC, needed("iam")),
    Rule("A key's policy need not allow", KMS + "key-policies.html", needed("kms")),
)


RULES = LIMITS + ACCOUNTS
