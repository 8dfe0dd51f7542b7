"""SMS_OTP and EMAIL_OTP as a first factor: a code in the place of a password."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.challenges.sent_code import (
    require_challenge_code,
    send_challenge_code,
    where_it_went,
)
from cognito_lab.aws.cognito_idp.code_delivery import CODE_REFUSALS
from cognito_lab.aws.cognito_idp.password import failed, passed, require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.challenges import State
from cognito_lab.sign_in.codes import CodePurpose, CodeReason
from cognito_lab.sign_in.delivery import Delivery, simulated_delivery
from cognito_lab.sign_in.first_factors import ADDRESS_OF

_PURPOSE = {State.SMS_OTP: CodePurpose.SIGN_IN_SMS, State.EMAIL_OTP: CodePurpose.SIGN_IN_EMAIL}
_NAME_BYTES = 16


class OneTimeCode:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
    ("Respond with the code that your user pool delivered", as SMS_OTP_CODE or EMAIL_OTP_CODE.)

    `state` is State.SMS_OTP or State.EMAIL_OTP.
    """

    answers_without_a_session = ""

    def __init__(self, state: State) -> None:
        self._state = state
        self._purpose = _PURPOSE[state]
        self._member = f"{state.value}_CODE"

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """Send a code that lives as long as the challenge session, and tell where it went."""
        user, attribute = attempt.user, ADDRESS_OF[self._state]
        if user is None:
            delivery = _simulated(attempt, attribute)
        else:
            delivery = send_challenge_code(attempt, user, self._purpose, attribute)
        return where_it_went(delivery)

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The code has to be right. Wrong ones lock out, as wrong passwords do (unconfirmed)."""
        code = required(responses, self._member)
        require_may_try(attempt)
        mismatch = AwsError(*CODE_REFUSALS[CodeReason.MISMATCH])
        if attempt.user is None:
            failed(attempt)
            raise mismatch
        require_challenge_code(attempt, attempt.user, self._purpose, code, mismatch)
        passed(attempt)
        attempt.private["first factor"] = self._state
        return None


def _simulated(attempt: Attempt, attribute: str) -> Delivery:
    """Where a code seems to go that nobody gets: to the name itself, if it is such an address."""
    key = attempt.pool.derived("delivery", attempt.username, 32)
    named = simulated_delivery(attempt.username, (attribute,), key=key)
    if named.attribute == attribute:
        return named
    other = attempt.pool.derived("address", attempt.username, _NAME_BYTES).hex()
    return simulated_delivery(other, (attribute,), key=key)
