"""SignUp, ConfirmSignUp, ResendConfirmationCode: how a person becomes a user."""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import UserStatus
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp import confirmation
from cognito_lab.aws.cognito_idp.callers import OperationsOfAnApp
from cognito_lab.aws.cognito_idp.code_delivery import (
    CODE_REFUSALS,
    require_right_code,
    send_code,
    use_up_code,
)
from cognito_lab.aws.cognito_idp.new_passwords import remember_password, require_policy
from cognito_lab.aws.cognito_idp.operation import AppClient, no_such_app_client
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_app_client
from cognito_lab.aws.cognito_idp.sign_in_names import (
    require_confirmable_names,
    require_username,
    take_over,
)
from cognito_lab.aws.cognito_idp.sign_up_triggers import after_confirmation, before_sign_up
from cognito_lab.aws.cognito_idp.user_attributes import require_sign_up_attributes
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_up as rows
from cognito_lab.sign_in.codes import CodePurpose, CodeReason
from cognito_lab.sign_in.trigger_events import Source

_NO_SUCH_USER = "Username/client id combination not found."


class SignUpOperations(OperationsOfAnApp):
    """The operations by which somebody signs up."""

    def sign_up(self) -> ActionResult:
        """SignUp: the password is held to the policy, and a code is sent."""
        app = self._app_with_its_hash()
        if app is None:
            return super().sign_up()
        pool = app.pool
        if _only_administrators_create(pool) and self._ledger.acts(rows.SELF_SIGN_UP_CAN_BE_OFF):
            raise AwsError("NotAuthorizedException", "SignUp is not permitted for this user pool")
        require_policy(pool, None, self._text("Password"), member="password", moto_looks=True)
        name = self._text("Username")
        require_username(pool, name)
        require_sign_up_attributes(app, name, self._get_param("UserAttributes"))
        taken = self._named(pool) is not None
        if taken and self._ledger.acts(rows.USERNAME_EXISTS_WORDS):
            raise AwsError("UsernameExistsException", "User already exists")
        occasion, given = self._occasion(app), self._get_param("UserAttributes")
        admission = before_sign_up(pool, name, given, self._get_param("ValidationData"), occasion)
        answer = super().sign_up()
        result: dict[str, Any] = answer.result  # type: ignore[assignment]
        user = next(reversed(pool.users.values()))
        remember_password(user)
        admission.apply_to(user)
        if admission.confirmed:
            result["UserConfirmed"] = True
            after_confirmation(pool, user, occasion)
        elif self._ledger.acts(rows.SIGN_UP_CODE_IS_SENT):
            delivery = confirmation.delivery_for(pool, user)
            if delivery is not None:
                send_code(pool, user, CodePurpose.SIGN_UP, delivery, occasion=occasion)
                result["CodeDeliveryDetails"] = delivery.details()
        return answer

    def confirm_sign_up(self) -> ActionResult:
        """ConfirmSignUp: only the code that was sent to this user opens, and only once."""
        app = self._app_with_its_hash()
        if app is None:
            return super().confirm_sign_up()
        user = self._named(app.pool)
        if user is None:
            if self._hides(app):
                # The document lists three refusals and says of none that it is a stranger's.
                # https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
                raise AwsError(*CODE_REFUSALS[CodeReason.MISMATCH])
            if self._ledger.acts(rows.USER_NOT_FOUND_WORDS):
                raise AwsError("UserNotFoundException", _NO_SUCH_USER)
            return super().confirm_sign_up()
        if self._ledger.acts(rows.CONFIRMED_ONCE):
            confirmation.require_unconfirmed(user)
        if self._ledger.acts(rows.SIGN_UP_CODE_IS_CHECKED):
            require_right_code(user, CodePurpose.SIGN_UP, self._text("ConfirmationCode"))
        force = self._get_param("ForceAliasCreation") is True
        take_over(require_confirmable_names(app.pool, user, force=force))
        answer = super().confirm_sign_up()
        if self._ledger.acts(rows.ADDRESS_BECOMES_VERIFIED):
            use_up_code(user, CodePurpose.SIGN_UP)
        after_confirmation(app.pool, user, self._occasion(app))
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
        backend, pool = found
        app = AppClient(backend, pool, pool.clients[self._text("ClientId")])
        self._require_hash(app)
        user = self._named(pool)
        # "a response indicating a code was sent to a simulated delivery medium": of a disabled
        # user that is unconfirmed; of a confirmed one, people report it.
        # https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
        # https://github.com/aws-amplify/amplify-js/issues/14762
        waiting = user is not None and user.enabled and user.status is UserStatus.UNCONFIRMED
        delivery = confirmation.delivery_for(pool, user) if user is not None else None
        if not (waiting and delivery) and self._hides(app):
            return self._simulated_answer(pool)
        if user is None:
            raise AwsError("UserNotFoundException", _NO_SUCH_USER)
        if user.status is not UserStatus.UNCONFIRMED:
            raise AwsError("InvalidParameterException", "User is already confirmed.")
        if delivery is None:
            raise AwsError(
                "NotAuthorizedException", "Cannot resend codes. Auto verification not turned on."
            )
        send_code(
            pool,
            user,
            CodePurpose.SIGN_UP,
            delivery,
            occasion=self._occasion(app),
            source=Source.MESSAGE_RESEND_CODE,
        )
        return ActionResult({"CodeDeliveryDetails": delivery.details()})


def _only_administrators_create(pool: LabUserPool) -> bool:
    """Whether self sign-up is switched off (AllowAdminCreateUserOnly).

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUserConfigType.html
    """
    config = pool.extended_config.get("AdminCreateUserConfig")
    return isinstance(config, dict) and config.get("AllowAdminCreateUserOnly") is True
