"""Groups of users, where moto says something else than AWS.

The shape of names, roles and precedences is held to AWS's model in `checked_requests`; what
groups and their precedence mean for tokens is the pool's (`pools`).
"""

from __future__ import annotations

from collections.abc import Callable

from moto.core.exceptions import InvalidToken
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import groups as rows


class GroupOperations(OperationsOfAnAdministrator):
    """The operations on groups: moto's, with AWS's refusals."""

    def get_group(self) -> ActionResult:
        """GetGroup."""
        self._require_group()
        return super().get_group()

    def update_group(self) -> ActionResult:
        """UpdateGroup."""
        self._require_group()
        return super().update_group()

    def delete_group(self) -> ActionResult:
        """DeleteGroup: its members stay, without it."""
        self._require_group()
        return super().delete_group()

    def list_users_in_group(self) -> ActionResult:
        """ListUsersInGroup."""
        self._require_group()
        return self._listed(super().list_users_in_group)

    def admin_add_user_to_group(self) -> ActionResult:
        """AdminAddUserToGroup."""
        self._require_group()
        return super().admin_add_user_to_group()

    def admin_remove_user_from_group(self) -> ActionResult:
        """AdminRemoveUserFromGroup."""
        self._require_group()
        return super().admin_remove_user_from_group()

    def list_groups(self) -> ActionResult:
        """ListGroups."""
        return self._listed(super().list_groups)

    def admin_list_groups_for_user(self) -> ActionResult:
        """AdminListGroupsForUser."""
        return self._listed(super().admin_list_groups_for_user)

    def _require_group(self) -> None:
        """Raise AWS's refusal of a group that is not there.

        https://github.com/aws/aws-aspnet-cognito-identity-provider/issues/85 has the words.
        """
        missing = self._text("GroupName") not in self._pool().groups
        if missing and self._ledger.acts(rows.GROUP_NOT_FOUND_WORDS):
            raise AwsError("ResourceNotFoundException", "Group not found.")

    def _listed(self, motos: Callable[[], ActionResult]) -> ActionResult:
        """moto's page of a list; moto stumbles over a NextToken that spells something else."""
        try:
            return motos()
        except (AttributeError, KeyError, TypeError) as stumbled:
            if not self._text("NextToken"):
                raise
            raise InvalidToken from stumbled
