"""An evaluation in words: AWS's own denial, and an account for a person.

AWS's: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

from cognito_lab.policies.evaluation import Decision, Evaluation
from cognito_lab.policies.layers import ROOT, Layer
from cognito_lab.policies.request import NO_RESOURCE

_NAMES = {
    Layer.RESOURCE_CONTROL: "resource control policy",
    Layer.SERVICE_CONTROL: "service control policy",
    Layer.RESOURCE: "resource-based policy",
    Layer.IDENTITY: "identity-based policy",
    Layer.BOUNDARY: "permissions boundary",
    Layer.SESSION: "session policy",
}

ROOT_ASSUMES_NO_ROLE = "Roles may not be assumed by root accounts."
"""What STS says to a root user that asks for a role."""


def denial(evaluation: Evaluation) -> str | None:
    """AWS's sentence for a request that is not allowed; None for one that is."""
    if evaluation.allowed:
        return None
    if evaluation.decided_by == ROOT:
        return ROOT_ASSUMES_NO_ROLE
    request = evaluation.request
    on = "" if request.resource == NO_RESOURCE else f" on resource: {request.resource}"
    layer = _NAMES[Layer(evaluation.decided_by)]
    if evaluation.decision is Decision.EXPLICIT_DENY:
        article = "an" if layer[0] in "aeiou" else "a"
        why = f"with an explicit deny in {article} {layer}"
    else:
        why = f"because no {layer} allows the {request.action} action"
    return (
        f"User: {request.principal.name} is not authorized to perform: {request.action}{on} {why}"
    )
