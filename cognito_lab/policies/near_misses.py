"""Statements that nearly applied: those that would have mattered, the nearest first.

AWS says only which kind of policy refused: "because no identity-based policy allows the … action".
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

from typing import NamedTuple

from cognito_lab.policies.evaluate import is_under_service_control, needs_resource_policy
from cognito_lab.policies.evaluation import Evaluation, SetVerdict
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import ElementMatch, Grant, StatementMatch
from cognito_lab.policies.statement import Effect


class NearMiss(NamedTuple):
    """A statement that does not apply, and where it stands."""

    layer: Layer
    level: int | None
    match: StatementMatch

    @property
    def failing(self) -> tuple[ElementMatch, ...]:
        """What keeps it from applying: the fewer, the nearer."""
        return self.match.failing


def near_misses(evaluation: Evaluation) -> tuple[NearMiss, ...]:
    """The statements that do not apply and would have mattered, those that fail least first.

    Of a request that is allowed, the Denies: each would have stopped it. Of one that is denied,
    the Allows of the layers that lack one. So it is for an explicit deny as well: no other
    statement matters while the Deny applies, and these are what is still missing without it.
    Statements that fail equally stand in the order in which they are asked.
    """
    effect = Effect.DENY if evaluation.allowed else Effect.ALLOW
    verdicts = evaluation.verdicts if evaluation.allowed else _lacking(evaluation)
    found = [
        NearMiss(verdict.layer, verdict.level, match)
        for verdict in verdicts
        for match in verdict.matches
        if match.statement.effect is effect and not match.applies
    ]
    return tuple(sorted(found, key=lambda near: len(near.failing)))


def _lacking(evaluation: Evaluation) -> tuple[SetVerdict, ...]:
    """The policies without an Allow that applies, where one is needed or would be enough."""
    request = evaluation.request
    crosses = request.crosses_accounts
    granted = max(
        (verdict.grant for verdict in evaluation.verdicts if verdict.layer is Layer.RESOURCE),
        default=Grant.NOBODY,
    )
    skipped = {Layer.RESOURCE_CONTROL}
    if not is_under_service_control(request.principal):
        skipped.add(Layer.SERVICE_CONTROL)
    if request.principal.account is None or (granted > Grant.ACCOUNT and not crosses):
        skipped.add(Layer.IDENTITY)
    if granted is Grant.FULL and not crosses:
        skipped |= {Layer.BOUNDARY, Layer.SESSION}
    lacking = [v for v in evaluation.verdicts if not v.grant and v.layer not in skipped]
    must = crosses or request.principal.account is None or needs_resource_policy(request)
    # Within one account a resource's Allow is needed by nobody, but may be enough.
    may = any(v.layer in (Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION) for v in lacking)
    return tuple(v for v in lacking if v.layer is not Layer.RESOURCE or must or may)
