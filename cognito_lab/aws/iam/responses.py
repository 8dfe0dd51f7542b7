"""The operations of IAM that moto lacks, or is too kind in, each by its AWS name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import get_service_model

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.attached_policies import (
    Entity,
    attached_policies,
    find_entity,
    stored_boundary,
)
from cognito_lab.aws.iam.context_keys import context_keys
from cognito_lab.aws.iam.policy_exclusions import PolicyExclusions
from cognito_lab.aws.iam.policy_source import PolicySource, stored_policy
from cognito_lab.aws.iam.request_check import NOT_ALLOWED, require_allowed
from cognito_lab.aws.iam.simulation_request import (
    Given,
    given_boundary,
    given_inputs,
    given_service_control,
    policies_of_any_kind,
    simulated,
)
from cognito_lab.aws.iam.user_boundaries import UserBoundaryOperations
from cognito_lab.aws.iam.xml_text import as_xml_text
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import policy_simulation as rows
from cognito_lab.aws.ledger_rows import trust_policies as trust_rows
from cognito_lab.aws.world import current_world
from cognito_lab.exchange.pool_condition import lets_every_identity_pool_in
from cognito_lab.policies.policy_kinds import PolicyKind

# No report has the words.
_WHICH_POOL = (
    "The trust policy lets every identity pool in: it needs a condition on "
    "cognito-identity.amazonaws.com:aud, which says for which identity pool it is."
)
_OPERATIONS = (
    *rows.SIMULATE_CUSTOM_POLICY.operations,
    *rows.SIMULATE_PRINCIPAL_POLICY.operations,
    *rows.CONTEXT_KEYS.operations,
)


class LabIamResponse(UserBoundaryOperations):
    """moto's IAM, with the operations that it lacks."""

    _misread: ValueError | None = None

    @property
    def _ledger(self) -> Ledger:
        return current_world().ledger

    def parse_parameters(self, request: Any) -> None:
        """moto's reading of the request, which stumbles over a number that is none."""
        try:
            super().parse_parameters(request)
        except ValueError as problem:
            if self._get_action() not in _OPERATIONS:
                raise
            self.params, self._misread = {}, problem

    def simulate_custom_policy(self) -> ActionResult:
        """SimulateCustomPolicy."""
        acts = self._ledger.acts(rows.SIMULATE_CUSTOM_POLICY)
        return self._answer(self._simulate_custom, acts=acts)

    def simulate_principal_policy(self) -> ActionResult:
        """SimulatePrincipalPolicy."""
        acts = self._ledger.acts(rows.SIMULATE_PRINCIPAL_POLICY)
        return self._answer(self._simulate_principal, acts=acts)

    def get_context_keys_for_custom_policy(self) -> ActionResult:
        """GetContextKeysForCustomPolicy."""
        acts = self._ledger.acts(rows.CONTEXT_KEYS)
        return self._answer(lambda given: _keys(policies_of_any_kind(given)), acts=acts)

    def get_context_keys_for_principal_policy(self) -> ActionResult:
        """GetContextKeysForPrincipalPolicy."""
        acts = self._ledger.acts(rows.CONTEXT_KEYS)
        return self._answer(self._keys_of_principal, acts=acts)

    def create_role(self) -> ActionResult:
        """CreateRole: moto's, with a look at the trust policy."""
        self._require_an_identity_pool("AssumeRolePolicyDocument")
        return super().create_role()

    def update_assume_role_policy(self) -> ActionResult:
        """UpdateAssumeRolePolicy: moto's, with the same look."""
        self._require_an_identity_pool("PolicyDocument")
        return super().update_assume_role_policy()

    def _require_an_identity_pool(self, member: str) -> None:
        document = self._get_param(member)
        if (
            isinstance(document, str)
            and lets_every_identity_pool_in(document)
            and self._ledger.acts(trust_rows.NAMES_ITS_IDENTITY_POOL)
        ):
            raise AwsError("MalformedPolicyDocument", _WHICH_POOL)

    def _answer(self, make: Callable[[Given], dict[str, Any]], *, acts: bool) -> ActionResult:
        """What `make` answers to the parameters, in texts that XML can carry; without the row,
        what moto says of an operation that it lacks."""
        name = self._get_action()
        if not acts:
            raise self._misread or NotImplementedError(
                f"The {name} action has not been implemented"
            )
        if self._misread is not None:
            raise AwsError(NOT_ALLOWED, "A parameter is no number that can be read.")
        shape = get_service_model("iam").operation_model(name).input_shape
        try:
            if shape is not None:
                require_allowed(shape, self.params)
            return ActionResult(as_xml_text(make(self.params)))
        except AwsError as refused:
            raise AwsError(refused.code, as_xml_text(refused.message)) from None

    def _keys_of_principal(self, given: Given) -> dict[str, Any]:
        """ "Only context keys referenced by the identity-based policies attached to the specified
        entity, and any additional policies that you provide, are included."""
        kind, entity = find_entity(self.backend, given["PolicySourceArn"])
        nothing_left_out = PolicyExclusions(())
        return _keys((*self._attached(kind, entity, nothing_left_out), *given_inputs(given)))

    def _simulate_custom(self, given: Given) -> dict[str, Any]:
        return simulated(
            given,
            account=self.current_account,
            caller_arn=given.get("CallerArn"),
            identity=given_inputs(given),
            boundary=given_boundary(given),
            service_control=given_service_control(given),
        )

    def _simulate_principal(self, given: Given) -> dict[str, Any]:
        """ "SCPs don't affect users or roles in the management account", which is the only kind of
        account that moto lets this one be: no organization has a say.
        https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"""
        exclusions = PolicyExclusions(given.get("PolicyExclusionList", ()))
        arn = given["PolicySourceArn"]
        kind, entity = find_entity(self.backend, arn)
        boundary = given_boundary(given)
        stored = stored_boundary(self.backend, entity)
        if boundary is None and stored is not None and not exclusions.boundary:
            boundary = stored_policy(stored.source_id, stored.text, PolicyKind.BOUNDARY)
        return simulated(
            given,
            account=self.current_account,
            caller_arn=given.get("CallerArn", arn),
            identity=(*self._attached(kind, entity, exclusions), *given_inputs(given)),
            boundary=boundary,
        )

    def _attached(
        self, kind: str, entity: Entity, exclusions: PolicyExclusions
    ) -> tuple[PolicySource, ...]:
        return tuple(
            stored_policy(policy.source_id, policy.text, PolicyKind.IDENTITY)
            for policy in attached_policies(self.backend, kind, entity)
            if not exclusions.leave_out(policy)
        )


def _keys(sources: tuple[PolicySource, ...]) -> dict[str, Any]:
    return {"ContextKeyNames": list(context_keys(source.policy for source in sources))}
