"""A simulation: the policies and the requests as the judge is asked about them.

"The simulation does not automatically retrieve policies for the specified resources. If you want to
include a resource policy in the simulation, then you must include the policy", and "simulation of
resource-based policies isn't supported for IAM roles": what is not included is not asked.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.policy_source import POLICY_EVALUATION, PolicySource
from cognito_lab.policies.arn import is_account_id, parse_arn
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.evaluate import evaluate, needs_resource_policy
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.principal import Principal
from cognito_lab.policies.request import ContextValue, Request


@dataclass(frozen=True)
class Simulation:
    """Whose requests, for what, under which policies.

    `owner` is the account of resources whose ARN has none; the caller's, where it is None.
    """

    caller: Principal
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    identity: tuple[PolicySource, ...]
    boundary: PolicySource | None = None
    resource_policy: PolicySource | None = None
    service_control: tuple[tuple[PolicySource, ...], ...] | None = None
    owner: str | None = None
    context: Mapping[str, ContextValue] | None = None

    def request(self, action: str, resource: str) -> Request:
        """One request of the simulation."""
        arn = parse_arn(resource)
        owner = None
        if arn is not None and not is_account_id(arn.account):
            owner = self.owner or self.caller.account
        return Request(self.caller, action, resource, self.context or {}, owner)

    def evaluate(self, action: str, resource: str) -> Evaluation:
        """The judge's answer. Raises AWS's PolicyEvaluation where it has none."""
        try:
            request = self.request(action, resource)
            return evaluate(request, self._layers(request))
        except ValueError as error:
            raise AwsError(POLICY_EVALUATION, str(error)) from None

    def policy_of(self, resource: str) -> PolicySource | None:
        """The resource policy that is asked about a resource; a role's own never is."""
        arn = parse_arn(resource)
        is_role = arn is not None and arn.service == "iam" and arn.resource.startswith("role/")
        return None if is_role else self.resource_policy

    def _layers(self, request: Request) -> PolicyLayers:
        source = self.policy_of(request.resource)
        resource = source.policy if source else None
        if source is None and (request.crosses_accounts or needs_resource_policy(request)):
            resource = _leaves_it_to(str(self.caller.account))
        levels = self.service_control
        return PolicyLayers(
            identity=tuple(source.policy for source in self.identity),
            boundary=self.boundary.policy if self.boundary else None,
            resource=resource,
            service_control=None
            if levels is None
            else tuple(tuple(source.policy for source in level) for level in levels),
        )


@cache
def _leaves_it_to(account: str) -> Policy:
    """What stands for a resource policy that is not included, where the judge needs one: it leaves
    everything to the caller's account, so that the caller's own policies decide."""
    statement = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "*"}
    return parse_policy({"Version": "2012-10-17", "Statement": statement}, PolicyKind.RESOURCE)
