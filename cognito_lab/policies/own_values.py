"""What a request would have a policy say: its own action, resource, caller and values, literally.

A text with a `*` stands for itself only when written `${*}`; where that cannot be said (Version
2008-10-17), there is nothing to write.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
"""

from __future__ import annotations

import re
from typing import Any

from cognito_lab.policies.document import CURRENT
from cognito_lab.policies.evaluate import needs_resource_policy
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.operators import OPERATORS, ValueKind, read_operator_name
from cognito_lab.policies.principal import Principal, PrincipalKind
from cognito_lab.policies.principal_element import EVERYBODY
from cognito_lab.policies.request import NO_RESOURCE, Request

_WILDCARD = re.compile(r"[*?]")
_SPECIAL = re.compile(r"[*?]|\$(?=\{)")


def literal(text: str, version: str, *, wildcards: bool = True) -> str | None:
    """A text that stands for this one and for nothing else; None where none does.

    `wildcards` says whether `*` and `?` have a meaning where it is to stand.
    """
    if version != CURRENT:
        return None if wildcards and _WILDCARD.search(text) else text
    special = _SPECIAL if wildcards else re.compile(r"\$(?=\{)")
    return special.sub(lambda found: "${" + found.group() + "}", text)


def own_resource(request: Request, version: str) -> str | None:
    """The request's resource, as a Resource has it. `*` where the action has no resource."""
    if request.resource == NO_RESOURCE:
        return NO_RESOURCE
    return literal(request.resource, version)


def own_value(operator: str, text: str, version: str) -> str | None:
    """A value of the request's, as a condition has it under this operator."""
    name = read_operator_name(operator)
    known = OPERATORS.get(name.operator) if name is not None else None
    if known is None or not known.has_variables:
        return text
    return literal(text, version, wildcards=has_wildcards(known.name))


def has_wildcards(operator: str) -> bool:
    """Whether `*` and `?` have a meaning under an operator, by its bare name."""
    return OPERATORS[operator].kind is ValueKind.ARN or operator.endswith("Like")


def own_names(principal: Principal) -> tuple[tuple[str, str], ...]:
    """The kinds and names by which a Principal can mean the caller; of a session also its role."""
    if principal.kind is PrincipalKind.ANONYMOUS:
        return ((EVERYBODY, EVERYBODY),)
    kinds = {PrincipalKind.SERVICE: "Service", PrincipalKind.PROVIDER: "Federated"}
    kind = kinds.get(principal.kind, "AWS")
    names = dict.fromkeys((principal.name, principal.role_arn))
    return tuple((kind, name) for name in names if name is not None)


def own_statements(
    request: Request, layer: Layer, version: str, effect: str
) -> list[dict[str, Any]]:
    """The least statements that mean this request, as a policy of a layer has them."""
    base: dict[str, Any] = {"Effect": effect, "Action": request.action}
    if layer is not Layer.RESOURCE or not is_trust_policy(request):
        resource = own_resource(request, version)
        if resource is None:
            return []
        base["Resource"] = resource
    if layer is Layer.RESOURCE_CONTROL:
        return [{**base, "Principal": EVERYBODY}]
    if layer is not Layer.RESOURCE:
        return [base]
    return [
        {**base, "Principal": EVERYBODY if kind == EVERYBODY else {kind: name}}
        for kind, name in own_names(request.principal)
    ]


def is_trust_policy(request: Request) -> bool:
    """Whether the resource's policy is a role's trust policy, which names no Resource."""
    return needs_resource_policy(request) and request.action.lower().startswith("sts:")
