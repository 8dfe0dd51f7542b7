"""AdminCreateUser, AdminConfirmSignUp: what an administrator does in a user's place."""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import UserStatus
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp import confirmation
from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.cognito_idp.invitation import desired_mediums, send_invitation
from cognito_lab.aws.cognito_idp.new_passwords import (
    remember_password,
    require_policy,
    set_password,
)
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.sign_in_names import (
    require_username,
    take_over,
)
from cognito_lab.aws.cognito_idp.sign_up_triggers import (
    after_confirmation,
    before_admin_create_user,
)
from cognito_lab.aws.cognito_idp.temporary_passwords import (
    make_temporary_password,
    needs_no_password,
)
from cognito_lab.aws.cognito_idp.user_attributes import (
    Attributes,
    attributes_in,
    require_new_user,
)
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import administration as rows
from cognito_lab.sign_in.attributes import Purpose
from cognito_lab.sign_in.user_names import with_address_of_name


class AdministrationOperations(OperationsOfAnAdministrator):
    """The operations by which an administrator makes and confirms users."""

    def admin_create_user(self) -> ActionResult:
        """AdminCreateUser: a user with a temporary password, who is told so."""
        pool, name = self._pool(), self._text("Username")
        action = self._text("MessageAction")
        if action == "RESEND" and self._ledger.acts(rows.INVITATION_CAN_BE_RESENT):
            return self._resend_invitation()
        given = attributes_in(self._get_param("UserAttributes"))
        require_username(pool, name)
        to_take_over = require_new_user(
            pool,
            name,
            given,
            Purpose.ADMIN_CREATE,
            UserStatus.FORCE_CHANGE_PASSWORD,
            force=self._get_param("ForceAliasCreation") is True,
        )
        taken = self._named(pool) is not None and action != "RESEND"
        if taken and self._ledger.acts(rows.ACCOUNT_EXISTS_WORDS):
            raise AwsError("UsernameExistsException", "User account already exists")
        mediums = self._mediums(pool, given)
        password, makes_none = self._temporary_password(pool)
        occasion = self._occasion()
        before_admin_create_user(
            pool,
            name,
            given,
            self._get_param("ValidationData"),
            occasion,
        )
        take_over(to_take_over)
        answer = super().admin_create_user()
        result: dict[str, Any] = answer.result  # type: ignore[assignment]
        user = pool.users[result["User"]["Username"]]
        user.password = password
        remember_password(user)
        if makes_none:
            user.status = UserStatus.CONFIRMED
            answer = ActionResult({"User": user.to_json(extended=True)})
        if mediums is not None:
            send_invitation(pool, user, name, mediums, password, occasion)
        return answer

    def admin_confirm_sign_up(self) -> ActionResult:
        """AdminConfirmSignUp: who has a confirmed account, or was made by one, has nothing."""
        pool, user = self._pool_and_user()
        if user.status is not UserStatus.UNCONFIRMED and self._ledger.acts(
            rows.ADMIN_CONFIRMS_ONCE
        ):
            confirmation.require_unconfirmed(user)
        answer = super().admin_confirm_sign_up()
        after_confirmation(pool, user, self._occasion())
        return answer

    def _resend_invitation(self) -> ActionResult:
        """Another temporary password for a user who has not used the first.

        "Set to RESEND to resend the invitation message to a user that already exists, and to
        reset the temporary-password duration with a new temporary password."
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
        """
        pool, user = self._pool_and_user()
        name = self._text("Username")
        if user.status is not UserStatus.FORCE_CHANGE_PASSWORD:
            raise AwsError(
                "UnsupportedUserStateException",
                f"Resend not possible. {name} status is not FORCE_CHANGE_PASSWORD",
            )
        mediums = desired_mediums(self._get_param("DesiredDeliveryMediums"), user.attribute_lookup)
        password = self._text("TemporaryPassword")
        if password:
            require_policy(pool, user, password, member="temporaryPassword")
        else:
            password = make_temporary_password(pool)
        set_password(user, password)
        send_invitation(pool, user, name, mediums, password, self._occasion())
        return ActionResult({"User": user.to_json(extended=True)})

    def _mediums(self, pool: LabUserPool, given: Attributes) -> tuple[str, ...] | None:
        """By which mediums a new user is invited; None where there is to be no invitation."""
        if self._text("MessageAction") or not self._ledger.acts(rows.INVITATION_IS_SENT):
            return None
        values = {item["Name"]: item["Value"] for item in given}
        addresses = with_address_of_name(pool.name_settings, self._text("Username"), values)
        return desired_mediums(self._get_param("DesiredDeliveryMediums"), addresses)

    def _temporary_password(self, pool: LabUserPool) -> tuple[str | None, bool]:
        """The password of a new user, and whether it is one who needs none."""
        given = self._text("TemporaryPassword")
        if given:
            require_policy(pool, None, given, member="temporaryPassword")
            return given, False
        if needs_no_password(pool):
            return None, self._ledger.acts(rows.USER_WITHOUT_A_PASSWORD)
        if self._ledger.acts(rows.TEMPORARY_PASSWORD_IS_MADE):
            return make_temporary_password(pool), False
        return None, False
