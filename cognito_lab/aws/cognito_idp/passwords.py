"""ChangePassword, AdminSetUserPassword: a new password for somebody who can be named."""

from __future__ import annotations

from moto.cognitoidp.models import UserStatus
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.attempt import incorrect
from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.cognito_idp.new_passwords import (
    is_their_password,
    remember_password,
    require_policy,
)
from cognito_lab.aws.cognito_idp.signed_in import OperationsOfAUser
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import passwords as rows
from cognito_lab.sign_in.codes import ATTEMPTS_EXCEEDED
from cognito_lab.sign_in.lockout import (
    after_failure,
    after_refusal,
    after_success,
    check_lockout,
)


class PasswordOperations(OperationsOfAUser, OperationsOfAnAdministrator):
    """The operations that set a password, and need no code."""

    def change_password(self) -> ActionResult:
        """ChangePassword: by the old password, beside the access token."""
        found = self._signed_in()
        if found is None:
            return super().change_password()
        pool, user = found.pool, found.user
        proposed = self._text("ProposedPassword")
        # What it says is true of the password alone, so it may come first, as it does in moto.
        require_policy(pool, None, proposed, member="proposedPassword", moto_looks=True)
        # API_ChangePassword lists PasswordResetRequiredException.
        if user.status is UserStatus.RESET_REQUIRED and self._ledger.acts(
            rows.CHANGE_PASSWORD_IS_NO_RESET
        ):
            raise AwsError("PasswordResetRequiredException", "Password reset required for the user")
        self._require_may_try(user)
        if not self._shows_the_old_password(user):
            self._count_failure(user)
            if self._ledger.acts(rows.CHANGE_PASSWORD_WORDS):
                raise incorrect()
            return super().change_password()
        require_policy(pool, user, proposed, member="proposedPassword", moto_looks=True)
        answer = super().change_password()
        remember_password(user)
        user.sign_in.lockout = after_success(user.sign_in.lockout, self._world.clock.now())
        return answer

    def admin_set_user_password(self) -> ActionResult:
        """AdminSetUserPassword: temporary, or (Permanent) the user's own at once."""
        pool, user = self._pool_and_user()
        password = self._text("Password")
        require_policy(pool, user, password, member="password", moto_looks=True)
        answer = super().admin_set_user_password()
        remember_password(user)
        return answer

    def _shows_the_old_password(self, user: LabUser) -> bool:
        """Whether PreviousPassword is right; it is "required if the user has a password".

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
        """
        if user.password is None:
            return self._get_param("PreviousPassword") is None
        return is_their_password(user, self._text("PreviousPassword"))

    def _require_may_try(self, user: LabUser) -> None:
        """Raise AWS's refusal while a wait runs that wrong passwords have earned."""
        lockout, now = user.sign_in.lockout, self._world.clock.now()
        if not check_lockout(lockout, now).accepted and self._ledger.acts(
            rows.CHANGE_PASSWORD_IS_LIMITED
        ):
            user.sign_in.lockout = after_refusal(lockout, now)
            raise AwsError(*ATTEMPTS_EXCEEDED)

    def _count_failure(self, user: LabUser) -> None:
        if self._ledger.acts(rows.CHANGE_PASSWORD_IS_LIMITED):
            user.sign_in.lockout = after_failure(user.sign_in.lockout, self._world.clock.now())
