"""The policies of a user, a group or a role, as moto keeps them.

"If you specify a user, the simulation also includes all policies that are attached to any groups
the user belongs to."
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from moto.iam.models import Group, IAMBackend, ManagedPolicy, Role, User

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.policy_source import INVALID_INPUT
from cognito_lab.aws.iam.user_boundaries import boundary_arn_of
from cognito_lab.policies.arn import is_account_id, parse_arn

USER, GROUP, ROLE = "user", "group", "role"

Entity = User | Group | Role


@dataclass(frozen=True, slots=True)
class AttachedPolicy:
    """A policy that somebody has: in line (`owner` of a kind, and `name`), or managed (`arn`)."""

    name: str
    text: str
    arn: str | None = None
    owner_kind: str = ""
    owner: str = ""

    @property
    def source_id(self) -> str:
        """Its SourcePolicyId, as in AWS's examples: a managed policy's name, or
        `user_mateo_ReadOnly` for an inline one."""
        return self.name if self.arn else f"{self.owner_kind}_{self.owner}_{self.name}"


def find_entity(backend: IAMBackend, arn: str) -> tuple[str, Entity]:
    """The kind and the entity that a PolicySourceArn names.

    Raises AWS's InvalidInput for an ARN of anything else or of another account, NoSuchEntity for
    one that is not there. The words are from people's reports:
    https://github.com/newrelic/newrelic-lambda-cli/issues/96
    """
    parsed = parse_arn(arn)
    kind, _, path = parsed.resource.partition("/") if parsed else ("", "", "")
    name = path.rpartition("/")[2]
    if parsed is None or parsed.service != "iam" or kind not in (USER, GROUP, ROLE) or not name:
        words = f"Invalid Entity Arn: {arn} does not clearly define entity type and name."
        raise AwsError(INVALID_INPUT, words)
    if is_account_id(parsed.account) and parsed.account != backend.account_id:
        raise AwsError(
            INVALID_INPUT,
            f"Invalid Policy Source Arn: caller's account {backend.account_id} does not have "
            f"access to policies in account {parsed.account}",
        )
    entity = _entities(backend, kind).get(name)
    if entity is None or entity.arn != arn:
        raise AwsError("NoSuchEntity", f"The {kind} with name {name} cannot be found.")
    return kind, entity


def _entities(backend: IAMBackend, kind: str) -> dict[str, Entity]:
    if kind == USER:
        return {user.name: user for user in backend.users.values()}
    if kind == GROUP:
        return {group.name: group for group in backend.groups.values()}
    return {role.name: role for role in backend.roles.values()}


def attached_policies(backend: IAMBackend, kind: str, entity: Entity) -> Iterator[AttachedPolicy]:
    """The entity's own policies, inline ones first; then, for a user, those of the groups.

    A managed policy that is attached twice is one policy.
    """
    owners: list[tuple[str, Entity]] = [(kind, entity)]
    if isinstance(entity, User):
        owners += [(GROUP, group) for group in backend.get_groups_for_user(entity.name)]
    managed: dict[str, ManagedPolicy] = {}
    for owner_kind, owner in owners:
        for name, text in owner.policies.items():
            yield AttachedPolicy(name, text, owner_kind=owner_kind, owner=owner.name)
        managed.update({policy.arn: policy for policy in owner.managed_policies.values()})
    for policy in managed.values():
        yield default_version(policy)


def stored_boundary(backend: IAMBackend, entity: Entity) -> AttachedPolicy | None:
    """The permissions boundary of a user or a role; groups have none."""
    arn = None
    if isinstance(entity, Role):
        arn = entity.permissions_boundary_arn
    elif isinstance(entity, User):
        arn = boundary_arn_of(entity)
    return default_version(backend.get_policy(arn)) if arn else None


def default_version(policy: ManagedPolicy) -> AttachedPolicy:
    """A managed policy as it is in effect: "…the default version … is the one that is in effect".
    https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html"""
    texts = {version.version_id: version.document for version in policy.versions}
    return AttachedPolicy(policy.name, texts[policy.default_version_id], policy.arn)
