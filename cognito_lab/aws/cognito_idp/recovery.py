"""ForgotPassword, ConfirmForgotPassword, AdminResetUserPassword: the way back in."""

from __future__ import annotations

from collections.abc import Callable

from moto.cognitoidp.models import UserStatus
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator, OperationsOfAnApp
from cognito_lab.aws.cognito_idp.code_delivery import (
    CODE_REFUSALS,
    forget_code,
    require_right_code,
    send_code,
)
from cognito_lab.aws.cognito_idp.new_passwords import remember_password, require_policy
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.sign_up_triggers import after_confirmation
from cognito_lab.aws.cognito_idp.user_migration import migrate_at_forgot_password
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import recovery as rows
from cognito_lab.sign_in.codes import CodePurpose, CodeReason
from cognito_lab.sign_in.delivery import (
    RECOVERY_REFUSALS,
    RecoveryCheck,
    RecoveryReason,
    recovery_delivery,
)
from cognito_lab.sign_in.trigger_events import Source

_NO_SUCH_USER = ("UserNotFoundException", "Username/client id combination not found.")
_DISABLED = ("NotAuthorizedException", "User is disabled.")
_UNCONFIRMED = ("UserNotConfirmedException", "User is not confirmed.")
# https://repost.aws/knowledge-center/cognito-forgot-password has the rule, people's reports and
# moto the words.
_TEMPORARY = ("NotAuthorizedException", "User password cannot be reset in the current state.")


class RecoveryOperations(OperationsOfAnApp, OperationsOfAnAdministrator):
    """The operations by which a forgotten password is replaced."""

    def forgot_password(self) -> ActionResult:
        """ForgotPassword: a code goes to a verified address of the user's."""
        app = self._app_with_its_hash()
        if app is None:
            return super().forgot_password()
        pool, user, occasion = app.pool, self._named(app.pool), self._occasion(app)
        if user is None:
            user = migrate_at_forgot_password(app, self._text("Username"), occasion)
        check = delivery_for(pool, user)
        # The pool's own setting, so it tells nothing of the user; moto says the same.
        if check.reason is RecoveryReason.ADMIN_ONLY:
            raise AwsError(*RECOVERY_REFUSALS[check.reason])
        # "a response indicating a code was sent to a simulated delivery medium": that a disabled
        # user and one without a verified address are answered alike is unconfirmed.
        # https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
        reachable = user is not None and user.enabled and check.delivery is not None
        if not reachable and self._hides(app):
            return self._simulated_answer(pool)
        if user is None:
            if self._ledger.acts(rows.RECOVERY_KNOWS_ITS_USERS):
                raise AwsError(*_NO_SUCH_USER)
            return super().forgot_password()
        self._require_active(user, _refusal_to_send)
        if check.delivery is None:
            if self._ledger.acts(rows.RECOVERY_NEEDS_A_VERIFIED_ADDRESS):
                raise AwsError(*RECOVERY_REFUSALS[check.reason])
            return super().forgot_password()
        if not self._ledger.acts(rows.RECOVERY_CODE_IS_SENT):
            return super().forgot_password()
        send_code(pool, user, CodePurpose.FORGOT_PASSWORD, check.delivery, occasion=occasion)
        return ActionResult({"CodeDeliveryDetails": check.delivery.details()})

    def confirm_forgot_password(self) -> ActionResult:
        """ConfirmForgotPassword: the code, once, sets a password that the policy allows."""
        app = self._app_with_its_hash()
        if app is None:
            return super().confirm_forgot_password()
        pool, user = app.pool, self._named(app.pool)
        password = self._text("Password")
        # What it says is true of the password alone, so it may come first.
        require_policy(pool, None, password, member="password")
        if (user is None or not user.enabled) and self._hides(app):
            # That it is this code, of the generic ones, is unconfirmed.
            # https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
            raise AwsError(*CODE_REFUSALS[CodeReason.MISMATCH])
        if user is None:
            if self._ledger.acts(rows.RECOVERY_KNOWS_ITS_USERS):
                raise AwsError(*_NO_SUCH_USER)
            return super().confirm_forgot_password()
        checked = self._ledger.acts(rows.RECOVERY_CODE_IS_CHECKED)
        if checked:
            require_right_code(user, CodePurpose.FORGOT_PASSWORD, self._text("ConfirmationCode"))
        # Only who has the code may learn what follows: how it stands with the user, and that a
        # password was used before.
        self._require_active(user, _refusal_to_set)
        require_policy(pool, user, password, member="password")
        answer = super().confirm_forgot_password()
        remember_password(user)
        if checked:
            # Nothing becomes verified by it: the code went to an address that was.
            forget_code(user, CodePurpose.FORGOT_PASSWORD)
        if user.status is UserStatus.RESET_REQUIRED and self._ledger.acts(
            rows.RECOVERY_ENDS_THE_RESET
        ):
            user.status = UserStatus.CONFIRMED
        source = Source.POST_CONFIRM_FORGOT_PASSWORD
        after_confirmation(pool, user, self._occasion(app), source)
        return answer

    def admin_reset_user_password(self) -> ActionResult:
        """AdminResetUserPassword: the password is good for nothing more, and a code is sent."""
        pool, user = self._pool_and_user()
        check = delivery_for(pool, user)
        resettable = user.status in (UserStatus.CONFIRMED, UserStatus.RESET_REQUIRED)
        if not (user.enabled and resettable):
            return super().admin_reset_user_password()  # which refuses it in these words
        if not self._ledger.acts(rows.ADMIN_RESET_SENDS_A_CODE):
            return super().admin_reset_user_password()
        if check.delivery is None:
            # "To use this API operation, your user pool must have self-service account recovery
            # configured."
            # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
            raise AwsError(*RECOVERY_REFUSALS[check.reason])
        answer = super().admin_reset_user_password()
        send_code(
            pool, user, CodePurpose.FORGOT_PASSWORD, check.delivery, occasion=self._occasion()
        )
        return answer

    def _require_active(
        self, user: LabUser, refusal_of: Callable[[LabUser], tuple[str, str] | None]
    ) -> None:
        refusal = refusal_of(user)
        if refusal is not None and self._ledger.acts(rows.RECOVERY_NEEDS_AN_ACTIVE_USER):
            raise AwsError(*refusal)


def _refusal_to_send(user: LabUser) -> tuple[str, str] | None:
    """Why no code is sent to this user, whatever their addresses are."""
    if not user.enabled:
        return _DISABLED
    return _TEMPORARY if user.status is UserStatus.FORCE_CHANGE_PASSWORD else None


def _refusal_to_set(user: LabUser) -> tuple[str, str] | None:
    """Why this user's password is not set; only ConfirmForgotPassword lists the second.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
    """
    if user.status is UserStatus.UNCONFIRMED:
        return _UNCONFIRMED
    return _refusal_to_send(user)


def delivery_for(pool: LabUserPool, user: LabUser | None) -> RecoveryCheck:
    """Where a code for a forgotten password goes; for nobody, what holds of everybody."""
    setting = pool.extended_config.get("AccountRecoverySetting") or {}
    mechanisms = setting.get("RecoveryMechanisms")
    if user is None:
        return recovery_delivery(mechanisms, {})
    second_factors = {
        "SMS_MFA": user.sms_mfa_enabled,
        "EMAIL_OTP": user.sign_in.email_mfa_enabled,
    }
    return recovery_delivery(
        mechanisms,
        user.attribute_lookup,
        mfa_methods=[name for name, is_on in second_factors.items() if is_on],
    )
