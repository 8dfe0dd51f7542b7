"""SMS_MFA, and EMAIL_OTP as a second factor: a code that is sent when asked for."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.challenges.sent_code import (
    require_challenge_code,
    send_challenge_code,
    where_it_went,
)
from cognito_lab.aws.cognito_idp.password import require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.codes import CodePurpose

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
        user = attempt.somebody
        if not self._is_the_labs(attempt):
            return {}
        delivery = send_challenge_code(attempt, user, self._purpose, _ADDRESS[self._state])
        return {**where_it_went(delivery), "USER_ID_FOR_SRP": user.username}

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The code has to be the one that was sent last; wrong ones count for the lockout.

        "When a user completes their first MFA, Amazon Cognito marks their email address or phone
        number as verified."
        """
        code = required(responses, self._member)
        if not self._is_the_labs(attempt):
            return None
        require_may_try(attempt)
        mismatch = AwsError(*_MISMATCH)
        require_challenge_code(attempt, attempt.somebody, self._purpose, code, mismatch)
        return None

    def _is_the_labs(self, attempt: Attempt) -> bool:
        ledger = attempt.world.ledger
        if self._state is State.SMS_MFA:
            return ledger.acts(rows.SMS_CODE_IS_CHECKED)
        return ledger.acts(rows.EMAIL_MFA)
