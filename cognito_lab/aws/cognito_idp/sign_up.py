"""SignUp, ConfirmSignUp, ResendConfirmationCode: how a person becomes a user."""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import UserStatus
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp import confirmation
from cognito_lab.aws.cognito_idp.code_delivery import require_right_code, send_code, use_up_code
from cognito_lab.aws.cognito_idp.new_passwords import remember_password, require_policy
from cognito_lab.aws.cognito_idp.operation import UserPoolOperations, no_such_app_client
from cognito_lab.aws.cognito_idp.pools import find_app_client
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_up as rows
from cognito_lab.sign_in.codes import CodePurpose

_NO_SUCH_USER = "Username/client id combination not found."


class SignUpOperations(UserPoolOperations):
    """The operations by which somebody signs up."""

    def sign_up(self) -> ActionResult:
        """SignUp: the password is held to the policy, and a code is sent."""
        app = self._app_client()
        if app is None:
            return super().sign_up()
        pool = app.pool
        require_policy(pool, None, self._text("Password"))
        taken = self._named(pool) is not None
        if taken and self._ledger.acts(rows.USERNAME_EXISTS_WORDS):
            raise AwsError("UsernameExistsException", "User already exists")
        answer = super().sign_up()
        remember_password(next(reversed(pool.users.values())))
        if self._ledger.acts(rows.SIGN_UP_CODE_IS_SENT):
            result: dict[str, Any] = answer.result  # type: ignore[assignment]
            user = next(reversed(pool.users.values()))
            delivery = confirmation.delivery_for(pool, user)
            if delivery is not None:
                send_code(pool, user, CodePurpose.SIGN_UP, delivery)
                result["CodeDeliveryDetails"] = delivery.details()
        return answer

    def confirm_sign_up(self) -> ActionResult:
        """ConfirmSignUp: only the code that was sent to this user opens, and only once."""
        app = self._app_client()
        if app is None:
            return super().confirm_sign_up()
        user = self._named(app.pool)
        if user is None:
            if self._ledger.acts(rows.USER_NOT_FOUND_WORDS):
                raise AwsError("UserNotFoundException", _NO_SUCH_USER)
            return super().confirm_sign_up()
        if self._ledger.acts(rows.CONFIRMED_ONCE):
            confirmation.require_unconfirmed(user)
        if self._ledger.acts(rows.SIGN_UP_CODE_IS_CHECKED):
            require_right_code(user, CodePurpose.SIGN_UP, self._text("ConfirmationCode"))
        answer = super().confirm_sign_up()
        if self._ledger.acts(rows.ADDRESS_BECOMES_VERIFIED):
            use_up_code(user, CodePurpose.SIGN_UP)
        return answer

    def resend_confirmation_code(self) -> ActionResult:
        """ResendConfirmationCode: another code, in the place of the earlier one."""
        if not self._ledger.acts(rows.RESEND_CONFIRMATION_CODE):
            raise NotImplementedError(
                "The resend_confirmation_code action has not been implemented"
            )
        # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html
        found = find_app_client(self._text("ClientId"))
        if found is None:
            raise no_such_app_client(self._text("ClientId"))
        _, pool = found
        user = self._named(pool)
        if user is None:
            raise AwsError("UserNotFoundException", _NO_SUCH_USER)
        if user.status is not UserStatus.UNCONFIRMED:
            raise AwsError("InvalidParameterException", "User is already confirmed.")
        delivery = confirmation.delivery_for(pool, user)
        if delivery is None:
            raise AwsError(
                "NotAuthorizedException", "Cannot resend codes. Auto verification not turned on."
            )
        send_code(pool, user, CodePurpose.SIGN_UP, delivery)
        return ActionResult({"CodeDeliveryDetails": delivery.details()})
