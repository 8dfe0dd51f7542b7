"""A role by its ARN, however many there are: moto keeps them by id, and looks through all."""

from __future__ import annotations

from moto.iam.models import IAMBackend, Role, iam_backends

from cognito_lab.exchange.whole_way import Role as ExchangedRole
from cognito_lab.policies.arn import is_account_id, parse_arn

_KEPT = "lab_roles_by_arn"
"""Where a backend keeps the roles that were looked up: they go with it when moto is reset."""


def find_role(arn: str) -> Role | None:
    """moto's role of this ARN, or None."""
    parsed = parse_arn(arn)
    if parsed is None or parsed.service != "iam" or not is_account_id(parsed.account):
        return None
    backend = iam_backends[parsed.account]["aws"]
    kept: dict[str, Role] = vars(backend).setdefault(_KEPT, {})
    found = kept.get(arn)
    if found is None or backend.roles.get(str(found.id)) is not found:
        found = _search(backend, arn)
        if found is not None:
            kept[arn] = found
    return found


def longest_session(role: Role) -> int:
    """MaxSessionDuration in seconds: an hour where nothing was said.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    """
    return int(role.max_session_duration or 3600)


def role_of_an_exchange(arn: str) -> ExchangedRole | None:
    """The same, as an exchange looks at it: ARN, id, trust policy."""
    role = find_role(arn)
    if role is None:
        return None
    return ExchangedRole(str(role.arn), str(role.id), str(role.assume_role_policy_document))


def _search(backend: IAMBackend, arn: str) -> Role | None:
    return next((role for role in backend.roles.values() if role.arn == arn), None)
