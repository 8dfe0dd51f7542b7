"""Permissions boundaries of users, which moto does not keep.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.iam.models import User
from moto.iam.responses import IamResponse

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import user_boundaries as rows
from cognito_lab.aws.world import current_world

_KEPT = "permissions_boundary_arn"
_SHOWN = "permissions_boundary"


def boundary_arn_of(user: User) -> str | None:
    """The ARN of a user's boundary, None where there is none."""
    found = vars(user).get(_KEPT)
    return None if found is None else str(found)


class UserBoundaryOperations(IamResponse):
    """The operations that set a user's boundary, or make a user with one."""

    def create_user(self) -> ActionResult:
        """CreateUser: moto's, which forgets the boundary."""
        boundary = self._get_param("PermissionsBoundary")
        if boundary is None or not self._acts():
            return super().create_user()
        policy = self._policy(boundary)
        made = super().create_user()
        self._keep(self._user(), policy)
        return made

    def put_user_permissions_boundary(self) -> ActionResult:
        """PutUserPermissionsBoundary."""
        self._require()
        self._keep(self._user(), self._policy(self._get_param("PermissionsBoundary")))
        return ActionResult({})

    def delete_user_permissions_boundary(self) -> ActionResult:
        """DeleteUserPermissionsBoundary."""
        self._require()
        user = self._user()
        if boundary_arn_of(user) is None:
            name = str(user.name)
            raise AwsError("NoSuchEntity", f"The user with name {name} has no boundary.")
        for name in (_KEPT, _SHOWN):
            delattr(user, name)
        return ActionResult({})

    @staticmethod
    def _acts() -> bool:
        return current_world().ledger.acts(rows.USER_BOUNDARIES)

    def _require(self) -> None:
        """Without the row, what moto says of an operation that it lacks."""
        if not self._acts():
            name = self._get_action()
            raise NotImplementedError(f"The {name} action has not been implemented")

    def _user(self) -> User:
        name = self._get_param("UserName")
        found = self.backend.users.get(name)
        if found is None:
            raise AwsError("NoSuchEntity", f"The user with name {name} cannot be found.")
        return found

    def _policy(self, arn: str | None) -> str:
        if arn is None or arn not in self.backend.managed_policies:
            raise AwsError("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")
        return arn

    @staticmethod
    def _keep(user: User, arn: str) -> None:
        shown = {
            "PermissionsBoundaryType": "PermissionsBoundaryPolicy",
            "PermissionsBoundaryArn": arn,
        }
        setattr(user, _KEPT, arn)
        setattr(user, _SHOWN, shown)
