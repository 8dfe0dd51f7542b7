"""SMS_MFA, and EMAIL_OTP as a second factor: a code that is sent when asked for."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.code_delivery import require_right_code, send_code, use_up_code
from cognito_lab.aws.cognito_idp.open_challenges import validity_of
from cognito_lab.aws.cognito_idp.password import failed, require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.codes import CodePurpose
from cognito_lab.sign_in.delivery import Delivery

_PURPOSE = {State.SMS_MFA: CodePurpose.MFA_SMS, State.EMAIL_MFA: CodePurpose.MFA_EMAIL}
_ADDRESS = {State.SMS_MFA: "phone_number", State.EMAIL_MFA: "email"}

# https://github.com/aws-amplify/amplify-js/issues/3066 has the words, for an SMS; that they are
# the same for an e-mail is unconfirmed.
_MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")


class CodeMfa:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html

    `state` is State.SMS_MFA or State.EMAIL_MFA.
    """

    answers_without_a_session = ""

    def __init__(self, state: State) -> None:
        self._state = state
        self._purpose = _PURPOSE[state]
        self._member = f"{state.challenge_name}_CODE"

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Send a code that lives as long as the challenge session, and tell where it went."""
        user, attribute = attempt.somebody, _ADDRESS[self._state]
        if not self._is_the_labs(attempt):
            return {}
        delivery = Delivery(attribute, user.attribute_lookup[attribute])
        send_code(
            attempt.pool,
            user,
            self._purpose,
            delivery,
            validity_of(attempt),
            occasion=attempt.occasion,
        )
        return {
            "CODE_DELIVERY_DELIVERY_MEDIUM": delivery.medium,
            "CODE_DELIVERY_DESTINATION": delivery.masked_destination,
            "USER_ID_FOR_SRP": user.username,
        }

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The code has to be the one that was sent last; wrong ones count for the lockout.

        "When a user completes their first MFA, Amazon Cognito marks their email address or phone
        number as verified."
        """
        code = required(responses, self._member)
        if not self._is_the_labs(attempt):
            return None
        require_may_try(attempt)
        user = attempt.somebody
        try:
            require_right_code(user, self._purpose, code)
        except AwsError as refusal:
            failed(attempt)
            # RespondToAuthChallenge does not list LimitExceededException: a code that died of
            # wrong tries is a wrong code there.
            if refusal.code in ("CodeMismatchException", "LimitExceededException"):
                raise AwsError(*_MISMATCH) from None
            raise
        use_up_code(user, self._purpose)
        return None

    def _is_the_labs(self, attempt: Attempt) -> bool:
        ledger = attempt.world.ledger
        if self._state is State.SMS_MFA:
            return ledger.acts(rows.SMS_CODE_IS_CHECKED)
        return ledger.acts(rows.EMAIL_MFA)
