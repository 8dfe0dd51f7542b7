"""The judge: AWS's flow chart, walked once for a decision, or with all of its evidence.

"How AWS enforcement code logic evaluates requests to allow or deny access":
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html

`decide` and `evaluate` walk the same steps and ask the same statements; `decide` stops at what
settles the matter and asks only statements that can match.
"""

from __future__ import annotations

from collections.abc import Callable

from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.evaluation import (
    Decision,
    Evaluation,
    Judgement,
    SetVerdict,
    Step,
    StepName,
    StepOutcome,
)
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.layers import ROOT, Layer, PolicyLayers, PolicySet
from cognito_lab.policies.matching import Grant
from cognito_lab.policies.principal import Principal, PrincipalKind
from cognito_lab.policies.reasons import StepReason
from cognito_lab.policies.request import Request
from cognito_lab.policies.statement import Effect


def decide(request: Request, layers: PolicyLayers) -> Decision:
    """AWS's answer, and nothing else. Raises ValueError for a context that none can be."""
    return judge(request, layers).decision


def judge(request: Request, layers: PolicyLayers) -> Judgement:
    """AWS's answer and the layer that gave it, as fast as `decide`, with its ValueError."""
    facts = Facts(request, has_boundary=layers.boundary is not None)
    sets = asked_sets(request, layers)

    def denies(of: PolicySet) -> bool:
        return any(policy.denies.any_applies(facts) for policy in of.policies)

    def grant(of: PolicySet) -> Grant:
        strongest = Grant.NOBODY
        for policy in of.policies:
            strongest = max(strongest, policy.allows.strongest_grant(facts))
        return strongest

    walk = _Walk(request, layers, sets, denies, grant)
    return Judgement(walk.decision, walk.decided_by)


def evaluate(request: Request, layers: PolicyLayers) -> Evaluation:
    """AWS's answer with its evidence: every step, every layer, every statement, every value.

    Raises ValueError for a context that none can be.
    """
    facts = Facts(request, has_boundary=layers.boundary is not None)
    sets = asked_sets(request, layers)
    verdicts = tuple(_verdict(facts, of) for of in sets)
    said = dict(zip(((of.layer, of.level) for of in sets), verdicts, strict=True))
    walk = _Walk(
        request,
        layers,
        sets,
        lambda of: said[of.layer, of.level].denied,
        lambda of: said[of.layer, of.level].grant,
    )
    return Evaluation(request, layers, walk.decision, walk.decided_by, walk.all_steps(), verdicts)


def _verdict(facts: Facts, of: PolicySet) -> SetVerdict:
    denied, grant = False, Grant.NOBODY
    matches = []
    for number, policy in enumerate(of.policies):
        for statement in policy.statements:
            match = statement.match(facts, number)
            matches.append(match)
            if match.applies:
                if statement.effect is Effect.DENY:
                    denied = True
                else:
                    grant = max(grant, match.grant)
    return SetVerdict(of.layer, of.level, denied, grant, tuple(matches))


class _Walk:
    """One way through the flow chart. It ends where `decision` is set."""

    def __init__(
        self,
        request: Request,
        layers: PolicyLayers,
        sets: tuple[PolicySet, ...],
        denies: Callable[[PolicySet], bool],
        grant: Callable[[PolicySet], Grant],
    ) -> None:
        self.request = request
        self.layers = layers
        self.steps: list[Step] = []
        self.decision = Decision.IMPLICIT_DENY
        self.decided_by = ""
        self._ended = False
        self._granted_by_resource = False
        self._sets = sets
        self._denies = denies
        self._grant = grant
        for step in (
            self._explicit_deny,
            self._resource_control,
            self._service_control,
            self._resource,
            self._identity,
            self._boundary,
            self._session,
        ):
            step()
            if self._ended:
                return
        self._allow_at_the_end()

    def all_steps(self) -> tuple[Step, ...]:
        """The steps, those included that were not reached."""
        missing = tuple(StepName)[len(self.steps) :]
        unreached = (Step(n, StepOutcome.NOT_REACHED, StepReason.NOT_REACHED) for n in missing)
        return (*self.steps, *unreached)

    def _go_on(self, name: StepName, reason: StepReason) -> None:
        self.steps.append(Step(name, StepOutcome.GOES_ON, reason))

    def _end(
        self,
        name: StepName,
        decision: Decision,
        reason: StepReason,
        decided_by: Layer | str,
        level: int | None = None,
    ) -> None:
        outcome = StepOutcome.ALLOWED if decision is Decision.ALLOWED else StepOutcome.DENIED
        layer = decided_by if isinstance(decided_by, Layer) else None
        self.steps.append(Step(name, outcome, reason, layer, level))
        self.decision = decision
        self.decided_by = str(decided_by)
        self._ended = True

    def _lacks(
        self, name: StepName, reason: StepReason, layer: Layer, level: int | None = None
    ) -> None:
        self._end(name, Decision.IMPLICIT_DENY, reason, layer, level)

    def _sets_of(self, layer: Layer) -> list[PolicySet]:
        return [of for of in self._sets if of.layer is layer]

    def _strongest(self, layer: Layer) -> Grant:
        return max((self._grant(of) for of in self._sets_of(layer)), default=Grant.NOBODY)

    def _explicit_deny(self) -> None:
        """ "If the enforcement code finds even one explicit deny that applies, the enforcement code
        returns a final decision of Deny."
        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"""
        for of in self._sets:
            if self._denies(of):
                reason = StepReason.DENIED
                self._end(
                    StepName.EXPLICIT_DENY, Decision.EXPLICIT_DENY, reason, of.layer, of.level
                )
                return
        self._go_on(StepName.EXPLICIT_DENY, StepReason.NOT_DENIED)

    def _resource_control(self) -> None:
        """RCPFullAWSAccess "is automatically attached to the organization root, every OU, and every
        account … You cannot detach this policy": denies aside, an RCP changes nothing.
        https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html"""
        reason = StepReason.RESOURCE_CONTROL_DENIES_NOTHING
        if self.layers.resource_control is None:
            reason = StepReason.NO_RESOURCE_CONTROL
        elif self.request.principal.is_service_linked:
            reason = StepReason.NOT_UNDER_RESOURCE_CONTROL
        self._go_on(StepName.RESOURCE_CONTROL, reason)

    def _service_control(self) -> None:
        """ "…there must be an explicit Allow statement at every level from the root through each
        OU in the direct path to the account (including the target account itself)".
        https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"""
        name = StepName.SERVICE_CONTROL
        if not is_under_service_control(self.request.principal):
            return self._go_on(name, StepReason.NOT_UNDER_SERVICE_CONTROL)
        levels = self._sets_of(Layer.SERVICE_CONTROL)
        if not levels:
            return self._go_on(name, StepReason.NO_SERVICE_CONTROL)
        for of in levels:
            if not self._grant(of):
                reason = StepReason.SERVICE_CONTROL_LACKS
                return self._lacks(name, reason, Layer.SERVICE_CONTROL, of.level)
        return self._go_on(name, StepReason.SERVICE_CONTROL_ALLOWS)

    def _resource(self) -> None:
        name = StepName.RESOURCE
        if is_role_assumed_by_root(self.request):
            reason = StepReason.ROOT_ASSUMES_NO_ROLE
            return self._end(name, Decision.IMPLICIT_DENY, reason, ROOT)
        grant = self._strongest(Layer.RESOURCE)
        if self.request.crosses_accounts:
            # "The request is allowed only if both evaluations return a decision of Allow", and the
            # resource's account allows by whatever names the caller.
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
            if grant:
                return self._go_on(name, StepReason.OTHER_ACCOUNT_GRANTS)
            return self._lacks(name, StepReason.OTHER_ACCOUNT_LACKS, Layer.RESOURCE)
        if grant is Grant.FULL:
            reason = StepReason.RESOURCE_GRANTS
            return self._end(name, Decision.ALLOWED, reason, Layer.RESOURCE)
        if grant is Grant.LIMITED:
            self._granted_by_resource = True
            return self._go_on(name, StepReason.RESOURCE_GRANTS_WITHIN_LIMITS)
        if grant is Grant.ACCOUNT:
            return self._go_on(name, StepReason.RESOURCE_DELEGATES)
        if self.request.principal.account is None:
            return self._lacks(name, StepReason.ONLY_A_RESOURCE_POLICY_COUNTS, Layer.RESOURCE)
        if needs_resource_policy(self.request):
            return self._lacks(name, StepReason.RESOURCE_MUST_GRANT, Layer.RESOURCE)
        there = self.layers.resource is not None
        return self._go_on(
            name, StepReason.RESOURCE_SAYS_NOTHING if there else StepReason.NO_RESOURCE_POLICY
        )

    def _identity(self) -> None:
        name = StepName.IDENTITY
        if self.request.principal.kind is PrincipalKind.ROOT:
            # "…with the exception of the AWS account root user, which has full access."
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
            reason = StepReason.ROOT_NEEDS_NO_POLICY
            return self._end(name, Decision.ALLOWED, reason, ROOT)
        if self._granted_by_resource:
            return self._go_on(name, StepReason.IDENTITY_NOT_NEEDED)
        if not self._strongest(Layer.IDENTITY):
            return self._lacks(name, StepReason.IDENTITY_LACKS, Layer.IDENTITY)
        return self._go_on(name, StepReason.IDENTITY_ALLOWS)

    def _boundary(self) -> None:
        name = StepName.BOUNDARY
        if self.layers.boundary is None:
            return self._go_on(name, StepReason.NO_BOUNDARY)
        if not self._strongest(Layer.BOUNDARY):
            return self._lacks(name, StepReason.BOUNDARY_LACKS, Layer.BOUNDARY)
        return self._go_on(name, StepReason.BOUNDARY_ALLOWS)

    def _session(self) -> None:
        name = StepName.SESSION
        if self.layers.session is None:
            if self.request.principal.kind is PrincipalKind.FEDERATED_USER:
                # "…if you do not pass a policy with the GetFederationToken API call, the resulting
                # temporary security credentials have no permissions."
                # https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
                return self._lacks(name, StepReason.FEDERATED_WITHOUT_POLICIES, Layer.SESSION)
            return self._go_on(name, StepReason.NO_SESSION_POLICIES)
        if not self._strongest(Layer.SESSION):
            return self._lacks(name, StepReason.SESSION_LACKS, Layer.SESSION)
        return self._go_on(name, StepReason.SESSION_ALLOWS)

    def _allow_at_the_end(self) -> None:
        """Nothing ended the way: the last step allows, by what granted on the way."""
        last = self.steps.pop()
        by = Layer.RESOURCE if self._granted_by_resource else Layer.IDENTITY
        self._end(last.name, Decision.ALLOWED, last.reason, by)


def asked_sets(request: Request, layers: PolicyLayers) -> tuple[PolicySet, ...]:
    """The policies that are asked: control policies do not reach every caller."""
    principal = request.principal
    unasked = set()
    if not is_under_service_control(principal):
        unasked.add(Layer.SERVICE_CONTROL)
    if principal.is_service_linked:
        # "RCPs do not impact the effective permissions of any service-linked role."
        # https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
        unasked.add(Layer.RESOURCE_CONTROL)
    return tuple(of for of in layers.sets() if of.layer not in unasked)


def is_under_service_control(principal: Principal) -> bool:
    """Whether service control policies reach a caller: one of an account, root user included.

    "SCPs affect only IAM users and roles that are managed by accounts that are part of the
    organization", and "do not affect any service-linked role".
    https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
    """
    return principal.account is not None and not principal.is_service_linked


def is_role_assumed_by_root(request: Request) -> bool:
    """Whether a root user asks for a role: "You cannot assume a role when you are signed in as the
    AWS account root user."
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-api.html
    """
    is_root = request.principal.kind is PrincipalKind.ROOT
    return is_root and request.action.lower() == "sts:assumerole"


def needs_resource_policy(request: Request) -> bool:
    """Whether the resource's own policy has to allow: a role that is assumed, a KMS key.

    Within one account "IAM role trust policies and KMS key policies are exceptions to this logic,
    because they must explicitly allow access for principals".
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    """
    if asks_trust_policy(request):
        return True
    arn = parse_arn(request.resource)
    return arn is not None and arn.service == "kms" and arn.resource.startswith("key/")


def asks_trust_policy(request: Request) -> bool:
    """Whether the resource's policy is a role's trust policy: the role is to be assumed."""
    arn = parse_arn(request.resource)
    is_role = arn is not None and arn.service == "iam" and arn.resource.startswith("role/")
    return is_role and request.action.lower().startswith("sts:")
