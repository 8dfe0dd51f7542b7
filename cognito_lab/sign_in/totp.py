"""Codes of an authenticator app: how one is made from the secret and the time, and when it opens.

RFC 6238 over RFC 4226, step by step so that each can be printed: the time becomes a counter
(`counter_at`), an HMAC is taken of it (`mac_of`), four bytes are cut out of that (`truncate`),
and of their number the last digits are the code (`digits_of`).
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import quote

from cognito_lab.evidence import Verdict

STEP_SECONDS = 30
DIGITS = 6
# https://www.rfc-editor.org/rfc/rfc6238#section-4.1 recommends the 30 seconds, and the API's
# SoftwareTokenMFAUserCodeType asks for six digits:
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html

TOLERATED_STEPS = 1
"""How many steps a code may be early or late: "one 30-second window early or late".

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
"""

SECRET_BYTES = 32
"""The length of a secret of Cognito's, before base32 makes 52 characters of it.

The API asks for 16 characters or more; the 52 are what people's reports show.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html
"""

# "The length of the shared secret MUST be at least 128 bits."
# https://www.rfc-editor.org/rfc/rfc4226#section-4
_FEWEST_SECRET_BYTES = 16


class TotpReason(enum.StrEnum):
    """Why a code was accepted or not."""

    ACCEPTED = "accepted"
    MISMATCH = "no code of this secret around this time"
    REPLAYED = "the code, or a later one, was used before"


@dataclass(frozen=True, slots=True)
class TotpCheck(Verdict):
    """The verdict on a code. Ask `.accepted`; `reason` says why.

    `counter` is the step that the code belongs to, None for a mismatch. Whoever accepts the code
    stores it, and hands it in as `last_used_counter` the next time.
    """

    reason: TotpReason
    counter: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether the code opens."""
        return self.reason is TotpReason.ACCEPTED


def new_secret(random_bytes: bytes) -> str:
    """A secret as AssociateSoftwareToken shows it: base32 without padding.

    `random_bytes` are the secret itself, `SECRET_BYTES` of them as a rule. Raises ValueError
    for fewer than RFC 4226 asks for.
    """
    if len(random_bytes) < _FEWEST_SECRET_BYTES:
        raise ValueError(
            f"a secret of {len(random_bytes)} bytes is too short: take {SECRET_BYTES} random ones, "
            f"and never fewer than {_FEWEST_SECRET_BYTES}"
        )
    return base64.b32encode(random_bytes).decode("ascii").rstrip("=")


def key_of(secret: str) -> bytes:
    """The bytes behind a secret in base32: without padding or with it, in any case, spaced or not.

    Raises ValueError for what is no base32, and for nothing.
    """
    text = secret.replace(" ", "").rstrip("=")
    try:
        key = base64.b32decode(text + "=" * (-len(text) % 8), casefold=True)
    except ValueError as error:  # binascii's own error is one
        raise ValueError("the secret is no base32: it is made of A-Z and 2-7") from error
    if not key:
        raise ValueError("the secret is empty: take the SecretCode that was shown")
    return key


def counter_at(moment: dt.datetime) -> int:
    """How many whole steps of 30 seconds lie between 1970 and `moment` (an aware datetime)."""
    return int(moment.timestamp() // STEP_SECONDS)


def mac_of(key: bytes, counter: int) -> bytes:
    """HMAC-SHA1 of the counter, which is written as eight bytes, the highest first.

    https://www.rfc-editor.org/rfc/rfc4226#section-5.2
    """
    return hmac.digest(key, counter.to_bytes(8, "big"), hashlib.sha1)


def truncate(mac: bytes) -> int:
    """The number of 31 bits that the HMAC's last half-byte points at.

    https://www.rfc-editor.org/rfc/rfc4226#section-5.3
    """
    offset = mac[-1] & 0x0F
    # Without its highest bit it is the same number for who reads it signed and who does not.
    return int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFF_FFFF


def digits_of(number: int, digits: int = DIGITS) -> str:
    """The last `digits` decimal digits of a number, zeros in front kept."""
    return f"{number % 10**digits:0{digits}d}"


def hotp(key: bytes, counter: int, digits: int = DIGITS) -> str:
    """The code of a counter (RFC 4226)."""
    return digits_of(truncate(mac_of(key, counter)), digits)


def totp(secret: str, at: dt.datetime, digits: int = DIGITS) -> str:
    """The code that an authenticator app with this secret shows at `at` (an aware datetime).

    Raises ValueError for a secret that is no base32, OverflowError for a time before 1970.
    """
    return hotp(key_of(secret), counter_at(at), digits)


def check_totp(
    secret: str, code: str, *, now: dt.datetime, last_used_counter: int | None
) -> TotpCheck:
    """Whether `code` is one of `secret`'s, around `now`, and not older than one used before.

    `last_used_counter` is that of the last code accepted for this secret, or None. A code that
    is not six digits matches none. Raises ValueError for a secret that is no base32.

    RFC 6238 forbids a second use of a code; that earlier ones are out as well keeps a code that
    was watched but not yet used from opening later. That Cognito refuses a code's second use is
    known from people's reports, for earlier codes no document confirms it.
    https://www.rfc-editor.org/rfc/rfc6238#section-5.2
    """
    key = key_of(secret)
    given = code.encode("utf-8", "surrogatepass")
    middle = counter_at(now)
    window = range(max(0, middle - TOLERATED_STEPS), middle + TOLERATED_STEPS + 1)
    # Every step is compared, so that the time taken does not tell which one it was.
    matches = [c for c in window if hmac.compare_digest(hotp(key, c).encode(), given)]
    if not matches:
        return TotpCheck(TotpReason.MISMATCH)
    # The latest, in case that two steps have the same code.
    counter = matches[-1]
    if last_used_counter is not None and counter <= last_used_counter:
        return TotpCheck(TotpReason.REPLAYED, counter)
    return TotpCheck(TotpReason.ACCEPTED, counter)


def otpauth_uri(secret: str, account: str, issuer: str) -> str:
    """The address that an authenticator app reads from a QR code.

    What it leaves out are the defaults: SHA1, six digits, 30 seconds. Raises ValueError for a
    secret that is no base32 and for a colon in a name, which would end the issuer's.
    https://github.com/google/google-authenticator/wiki/Key-Uri-Format
    """
    for what, name in (("account", account), ("issuer", issuer)):
        if ":" in name or not name:
            raise ValueError(f"the {what} {name!r} must have a character, and none may be a colon")
    # Encoded anew: the format wants no padding, and apps stumble over spaces and small letters.
    plain = base64.b32encode(key_of(secret)).decode("ascii").rstrip("=")
    named = quote(issuer, safe="")
    return f"otpauth://totp/{named}:{quote(account, safe='')}?secret={plain}&issuer={named}"
