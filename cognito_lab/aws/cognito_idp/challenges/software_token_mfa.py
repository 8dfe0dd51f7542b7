"""SOFTWARE_TOKEN_MFA: a code of the user's authenticator app."""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.password import failed, require_may_try
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.sign_in.totp import TotpReason, check_totp

# AWS's API reference lists the codes; the words are from people's reports.
_REFUSALS = {
    TotpReason.MISMATCH: ("CodeMismatchException", "Invalid code received for user"),
    TotpReason.REPLAYED: (
        "ExpiredCodeException",
        "Your software token has already been used once.",
    ),
}
NO_APP = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA does not exist for the user.",
)


class SoftwareTokenMfa:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html"""

    answers_without_a_session = ""

    def issue(self, attempt: Attempt) -> dict[str, str]:
        """The name that the user gave the device with the app, if any."""
        user = attempt.somebody
        parameters = {"USER_ID_FOR_SRP": user.username}
        if user.sign_in.app is not None and user.sign_in.app.device_name:
            parameters["FRIENDLY_DEVICE_NAME"] = user.sign_in.app.device_name
        return parameters

    def answer(self, attempt: Attempt, responses: Mapping[str, str]) -> str | None:
        """The code has to be of this user's app, and not used before; wrong ones count.

        "MFA codes" count for the lockout as wrong passwords do:
        https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
        """
        code = required(responses, "SOFTWARE_TOKEN_MFA_CODE")
        if not attempt.world.ledger.acts(rows.TOTP_CODE_IS_CHECKED):
            return None
        require_may_try(attempt)
        app = attempt.somebody.sign_in.app
        if app is None:
            raise AwsError(*NO_APP)
        check = check_totp(
            app.secret,
            code,
            now=attempt.world.clock.now(),
            last_used_counter=app.last_used_counter,
        )
        if not check.accepted:
            if check.reason is TotpReason.MISMATCH:
                failed(attempt)
            raise AwsError(*_REFUSALS[check.reason])
        app.last_used_counter = check.counter
        return None
