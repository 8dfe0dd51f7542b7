"""One-time codes: what they are good for, how long they live, and when one is accepted.

A code is bound to one user and one purpose, and wrong tries use it up. A later code of the same
purpose takes the place of the earlier one; no AWS document says whether the earlier one stays
good.
"""

from __future__ import annotations

import datetime as dt
import enum
import hmac
from dataclasses import dataclass, replace

from cognito_lab.evidence import Verdict

CODE_LENGTH = 6
"""Digits. No document states it; nearly every code that people report has six."""

_OTP_LENGTH = 8
# Of the codes that stand in the place of a password, as reported in
# https://github.com/aws-amplify/amplify-js/issues/14428. That an e-mail as a second factor, which
# is the same challenge EMAIL_OTP, has as many is unconfirmed.

FAILED_ATTEMPTS_ALLOWED = 5
"""So many wrong tries, and a code is dead. The number is unconfirmed.

For forgotten passwords the document counts otherwise: "between 5 and 20 attempts" of a user in
an hour "to request or enter" a code. It says of no code that it dies.
https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html
"""

ATTEMPTS_EXCEEDED = (
    "LimitExceededException",
    "Attempt limit exceeded, please try after some time.",
)
"""AWS's answer to a try too many, in ConfirmSignUp, VerifyUserAttribute, ConfirmForgotPassword.

Each of them lists the code; the words are from people's reports. Two of them list
TooManyFailedAttemptsException as well, whose words no report has. In a challenge there is no
such answer: there `lockout` slows down who guesses.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
"""

_CHALLENGE_LIFETIME = dt.timedelta(minutes=3)


class CodePurpose(enum.Enum):
    """What a code is for, how long it lives if nobody says otherwise, and how many digits it has.

    https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
    (sign-up confirmation and attribute verification 24 hours, forgotten password 1 hour)

    A challenge's code lives as long as its challenge session, which the app client's
    AuthSessionValidity sets: hand that to `IssuedCode`. The three minutes are its default.
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
    """

    SIGN_UP = ("sign-up", dt.timedelta(hours=24))
    VERIFY_ATTRIBUTE = ("verify attribute", dt.timedelta(hours=24))
    FORGOT_PASSWORD = ("forgot password", dt.timedelta(hours=1))
    MFA_SMS = ("MFA by SMS", _CHALLENGE_LIFETIME)
    MFA_EMAIL = ("MFA by e-mail", _CHALLENGE_LIFETIME, _OTP_LENGTH)
    SIGN_IN_SMS = ("sign-in by SMS", _CHALLENGE_LIFETIME, _OTP_LENGTH)
    SIGN_IN_EMAIL = ("sign-in by e-mail", _CHALLENGE_LIFETIME, _OTP_LENGTH)

    def __init__(self, label: str, lifetime: dt.timedelta, length: int = CODE_LENGTH) -> None:
        self.label = label
        self.lifetime = lifetime
        self.length = length


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code that was sent: to whom it belongs, what for, when, and what it verifies.

    `username` is the user's name in the pool; `attribute` is the address that the code
    was sent to (`"email"` or `"phone_number"`), `destination` its value at that time.
    `lifetime` is None where the purpose says it. `failed_attempts` are the wrong tries so far.
    """

    code: str
    username: str
    purpose: CodePurpose
    issued_at: dt.datetime
    attribute: str
    destination: str
    lifetime: dt.timedelta | None = None
    failed_attempts: int = 0

    @property
    def expires_at(self) -> dt.datetime:
        """The first moment at which the code is too old."""
        return self.issued_at + (self.purpose.lifetime if self.lifetime is None else self.lifetime)

    def after(self, check: CodeCheck) -> IssuedCode:
        """The code as it has to be kept after `check`: with one try less if that was wrong.

        A code that was accepted comes back as it is. Who accepted it throws it away.
        """
        if check.reason is CodeReason.MISMATCH:
            return replace(self, failed_attempts=self.failed_attempts + 1)
        return self


class CodeReason(enum.StrEnum):
    """Why a code was accepted or not."""

    ACCEPTED = "accepted"
    NONE_ISSUED = "no code was sent for this"
    EXPIRED = "the code is too old"
    TOO_MANY_ATTEMPTS = "the code is dead, for too many wrong ones were tried"
    MISMATCH = "another code was sent"


@dataclass(frozen=True, slots=True)
class CodeCheck(Verdict):
    """The verdict on a code. Ask `.accepted`; `reason` says why."""

    reason: CodeReason

    @property
    def accepted(self) -> bool:
        """Whether the code opens."""
        return self.reason is CodeReason.ACCEPTED


def check_code(
    issued: IssuedCode | None,
    given: str,
    *,
    username: str,
    purpose: CodePurpose,
    now: dt.datetime,
) -> CodeCheck:
    """Whether `given` is the code that was sent to `username` for `purpose`.

    `issued` is the latest code that was sent, or None. Age is looked at before the digits,
    so an old code is called expired whether or not its digits are right: that is what
    tells the user to ask for another. Wrong tries are looked at next, so a dead code does not
    tell whether a guess was right. Keep `issued.after(...)` of the verdict.
    """
    if issued is None or issued.username != username or issued.purpose is not purpose:
        return CodeCheck(CodeReason.NONE_ISSUED)
    if now >= issued.expires_at:
        return CodeCheck(CodeReason.EXPIRED)
    if issued.failed_attempts >= FAILED_ATTEMPTS_ALLOWED:
        return CodeCheck(CodeReason.TOO_MANY_ATTEMPTS)
    if not hmac.compare_digest(_bytes_of(issued.code), _bytes_of(given)):
        return CodeCheck(CodeReason.MISMATCH)
    return CodeCheck(CodeReason.ACCEPTED)


def _bytes_of(text: str) -> bytes:
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    return text.encode("utf-8", "surrogatepass")
