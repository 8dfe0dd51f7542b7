"""The operations of user pools that the lab completes, each by its AWS name."""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import CognitoIdpUser, UserStatus
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.responses import ActionResult

from cognito_lab.aws import ledger_rows as rows
from cognito_lab.aws.cognito_idp import confirmation
from cognito_lab.aws.cognito_idp.pools import LabUserPool, LabUserPoolBackend, find_app_client
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.password_policy import check_password


class LabUserPoolResponse(CognitoIdpResponse):
    """moto's operations with the lab's checks before and after them."""

    @property
    def _ledger(self) -> Ledger:
        return current_world().ledger

    def _app_client(self) -> tuple[LabUserPoolBackend, LabUserPool] | None:
        """Where the app client belongs to; None (with the row off) leaves the answer to moto."""
        found = find_app_client(self._text("ClientId"))
        if found is None and self._ledger.acts(rows.CLIENT_NOT_FOUND_WORDS):
            raise _no_such_app_client(self._text("ClientId"))
        return found

    def _text(self, name: str) -> str:
        """A member of the request; empty where plain HTTP brought none, or no text."""
        value = self._get_param(name)
        return value if isinstance(value, str) else ""

    def sign_up(self) -> ActionResult:
        """SignUp: the password is held to the policy, and a code is sent."""
        found = self._app_client()
        if found is None:
            return super().sign_up()
        backend, pool = found
        self._require_policy(pool, self._text("Password"))
        taken = self._named(pool) is not None
        if taken and self._ledger.acts(rows.USERNAME_EXISTS_WORDS):
            raise AwsError("UsernameExistsException", "User already exists")
        answer = super().sign_up()
        if self._ledger.acts(rows.SIGN_UP_CODE_IS_SENT):
            result: dict[str, Any] = answer.result  # type: ignore[assignment]
            user = pool.users[_username_of(pool, result["UserSub"])]
            delivery = confirmation.delivery_for(pool, user)
            if delivery is not None:
                confirmation.send_code(backend, pool, user, delivery)
                result["CodeDeliveryDetails"] = delivery.details()
        return answer

    def _require_policy(self, pool: LabUserPool, password: str) -> None:
        policy = (pool.extended_config.get("Policies") or {}).get("PasswordPolicy") or {}
        check = check_password(policy, password)
        if not check.accepted and self._ledger.acts(rows.PASSWORD_POLICY_WORDS):
            raise AwsError(
                "InvalidPasswordException",
                f"Password did not conform with policy: {check.violations[0]}",
            )

    def confirm_sign_up(self) -> ActionResult:
        """ConfirmSignUp: only the code that was sent to this user opens, and only once."""
        found = self._app_client()
        if found is None:
            return super().confirm_sign_up()
        backend, pool = found
        user = self._named(pool)
        if user is None:
            if self._ledger.acts(rows.USER_NOT_FOUND_WORDS):
                raise AwsError("UserNotFoundException", _NO_SUCH_USER)
            return super().confirm_sign_up()
        if self._ledger.acts(rows.CONFIRMED_ONCE):
            confirmation.require_unconfirmed(user)
        if self._ledger.acts(rows.SIGN_UP_CODE_IS_CHECKED):
            code = self._text("ConfirmationCode")
            confirmation.require_right_code(backend, pool, user, code)
        answer = super().confirm_sign_up()
        if self._ledger.acts(rows.ADDRESS_BECOMES_VERIFIED):
            confirmation.mark_verified(backend, pool, user)
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
            raise _no_such_app_client(self._text("ClientId"))
        backend, pool = found
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
        confirmation.send_code(backend, pool, user, delivery)
        return ActionResult({"CodeDeliveryDetails": delivery.details()})

    def _named(self, pool: LabUserPool) -> CognitoIdpUser | None:
        """The user that is named, by username or by what the pool accepts in its place."""
        user: CognitoIdpUser | None = pool._get_user(self._text("Username"))
        return user


_NO_SUCH_USER = "Username/client id combination not found."


def _no_such_app_client(app_client_id: str) -> AwsError:
    return AwsError(
        "ResourceNotFoundException", f"User pool client {app_client_id} does not exist."
    )


def _username_of(pool: LabUserPool, sub: str) -> str:
    return next(user.username for user in pool.users.values() if user.id == sub)
