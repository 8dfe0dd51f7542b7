"""AWS's own words for a request that it denies.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
Since 2026 some services add the ARN of the policy that denies. A policy has no ARN here, so the
sentence ends before it, as it does where AWS names none.
https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
"""

from __future__ import annotations

from cognito_lab.policies.evaluate import asks_trust_policy
from cognito_lab.policies.evaluation import Decision, Evaluation, Judgement
from cognito_lab.policies.layers import ROOT, Layer
from cognito_lab.policies.request import NO_RESOURCE, Request

_NAMES = {
    Layer.RESOURCE_CONTROL: ("a", "resource control policy"),
    Layer.SERVICE_CONTROL: ("a", "service control policy"),
    Layer.RESOURCE: ("a", "resource-based policy"),
    Layer.IDENTITY: ("an", "identity-based policy"),
    Layer.BOUNDARY: ("a", "permissions boundary"),
    Layer.SESSION: ("a", "session policy"),
}
_TRUST = ("the", "role trust policy")

ROOT_ASSUMES_NO_ROLE = "Roles may not be assumed by root accounts."
"""What STS says to a root user that asks for a role."""


def denial(evaluation: Evaluation) -> str | None:
    """AWS's sentence for a request that is not allowed; None for one that is."""
    return denial_of(evaluation.request, Judgement(evaluation.decision, evaluation.decided_by))


def denial_of(request: Request, judgement: Judgement) -> str | None:
    """The same from the judgement alone."""
    if judgement.decision is Decision.ALLOWED:
        return None
    if judgement.decided_by == ROOT:
        return ROOT_ASSUMES_NO_ROLE
    on = "" if request.resource == NO_RESOURCE else f" on resource: {request.resource}"
    layer = Layer(judgement.decided_by)
    is_trust = layer is Layer.RESOURCE and asks_trust_policy(request)
    article, policy = _TRUST if is_trust else _NAMES[layer]
    if judgement.decision is Decision.EXPLICIT_DENY:
        why = f"with an explicit deny in {article} {policy}"
    else:
        why = f"because no {policy} allows the {request.action} action"
    return (
        f"User: {request.principal.name} is not authorized to perform: {request.action}{on} {why}"
    )
