"""One-time codes: what they are good for, how long they live, and when one is accepted.

A code is bound to one user and one purpose. A later code of the same purpose takes the
place of the earlier one; no AWS document says whether the earlier one stays good.
"""

from __future__ import annotations

import datetime as dt
import enum
import hmac
from dataclasses import dataclass

from cognito_lab.evidence import Verdict

CODE_LENGTH = 6
"""Digits. No document states it; every code that people report has six."""


class CodePurpose(enum.Enum):
    """What a code is for, and how long it lives.

    https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
    (sign-up confirmation and attribute verification 24 hours, forgotten password 1 hour)
    """

    SIGN_UP = ("sign-up", dt.timedelta(hours=24))
    VERIFY_ATTRIBUTE = ("verify attribute", dt.timedelta(hours=24))
    FORGOT_PASSWORD = ("forgot password", dt.timedelta(hours=1))

    def __init__(self, label: str, lifetime: dt.timedelta) -> None:
        self.label = label
        self.lifetime = lifetime


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code that was sent: to whom it belongs, what for, when, and what it verifies.

    `username` is the user's name in the pool; `attribute` is the address that the code
    was sent to (`"email"` or `"phone_number"`), `destination` its value at that time.
    """

    code: str
    username: str
    purpose: CodePurpose
    issued_at: dt.datetime
    attribute: str
    destination: str

    @property
    def expires_at(self) -> dt.datetime:
        """The first moment at which the code is too old."""
        return self.issued_at + self.purpose.lifetime


class CodeReason(enum.StrEnum):
    """Why a code was accepted or not."""

    ACCEPTED = "accepted"
    NONE_ISSUED = "no code was sent for this"
    EXPIRED = "the code is too old"
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
    tells the user to ask for another.
    """
    if issued is None or issued.username != username or issued.purpose is not purpose:
        return CodeCheck(CodeReason.NONE_ISSUED)
    if now >= issued.expires_at:
        return CodeCheck(CodeReason.EXPIRED)
    if not hmac.compare_digest(_bytes_of(issued.code), _bytes_of(given)):
        return CodeCheck(CodeReason.MISMATCH)
    return CodeCheck(CodeReason.ACCEPTED)


def _bytes_of(text: str) -> bytes:
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    return text.encode("utf-8", "surrogatepass")
