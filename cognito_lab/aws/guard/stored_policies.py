"""The policies as the mock keeps them: a policy that one call changes holds for the next.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
"""

from __future__ import annotations

from functools import lru_cache

from moto.iam.models import IAMBackend, Role, User, iam_backends

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.credentials import TemporarySession
from cognito_lab.aws.iam.attached_policies import ROLE, USER, attached_policies, stored_boundary
from cognito_lab.aws.iam.roles import find_role
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.principal import Principal, PrincipalKind

_DENIES_ALL = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}],
}
_DENIES_ALL_TO_ALL = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*"}],
}


def entity_of(principal: Principal) -> User | Role | None:
    """The user or role whose policies count for a principal; None where there are none."""
    if principal.kind is PrincipalKind.ROLE_SESSION and principal.role_arn is not None:
        return find_role(principal.role_arn)
    arn = principal.user_arn if principal.kind is PrincipalKind.FEDERATED_USER else principal.name
    if arn is None or principal.kind not in (PrincipalKind.USER, PrincipalKind.FEDERATED_USER):
        return None
    user = _backend().users.get(arn.rpartition("/")[2])
    return user if user is not None and user.arn == arn else None


def tags_of(entity: User | Role | None) -> list[dict[str, str]]:
    """The tags of a user or role."""
    if entity is None:
        return []
    if isinstance(entity, Role):
        return [dict(tag) for tag in entity.tags or ()]
    listed = _backend().tagger.list_tags_for_resource(str(entity.arn))["Tags"]
    return [dict(tag) for tag in listed]


def layers_of(
    entity: User | Role | None, session: TemporarySession | None, resource: Policy | None
) -> PolicyLayers:
    """The layers that are asked: an entity's own, its boundary, its session's, the resource's."""
    session_policies = None if session is None else session.session_policies
    if entity is None:
        return PolicyLayers(session=session_policies, resource=resource)
    backend = _backend()
    kind = USER if isinstance(entity, User) else ROLE
    identity = tuple(
        read(policy.text, PolicyKind.IDENTITY)
        for policy in attached_policies(backend, kind, entity)
    )
    boundary = stored_boundary(backend, entity)
    return PolicyLayers(
        identity=identity,
        boundary=None if boundary is None else read(boundary.text, PolicyKind.BOUNDARY),
        session=session_policies,
        resource=resource,
    )


@lru_cache(maxsize=1024)
def read(text: str, kind: PolicyKind) -> Policy:
    """A policy's text, read once. One that cannot be read denies everything: what it was to deny
    is not known. (IAM stores none that cannot be read.)"""
    try:
        return parse_policy(text, kind)
    except PolicySyntaxError:
        has_principal = kind in (PolicyKind.RESOURCE, PolicyKind.TRUST)
        return parse_policy(_DENIES_ALL_TO_ALL if has_principal else _DENIES_ALL, kind)


def _backend() -> IAMBackend:
    return iam_backends[ACCOUNT]["aws"]
