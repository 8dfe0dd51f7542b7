"""By which medium a code travels, and how its destination is shown to the caller."""

from __future__ import annotations

import enum
import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Verdict

MEDIUM_OF = {"phone_number": "SMS", "email": "EMAIL"}
_DIGITS_SHOWN = 4
_ADMIN_ONLY = "admin_only"
# The attribute behind each name of a RecoveryOptionType, and the second factor that takes it out.
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
_RECOVERY = {
    "verified_phone_number": ("phone_number", "SMS_MFA"),
    "verified_email": ("email", "EMAIL_OTP"),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a code goes: the attribute, its value, and the medium (`"SMS"`, `"EMAIL"`)."""

    attribute: str
    destination: str

    @property
    def medium(self) -> str:
        """AWS's word for the way."""
        return MEDIUM_OF[self.attribute]

    @property
    def masked_destination(self) -> str:
        """The destination as CodeDeliveryDetails shows it."""
        return mask_destination(self.attribute, self.destination)

    def details(self) -> dict[str, str]:
        """AWS's CodeDeliveryDetailsType.

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CodeDeliveryDetailsType.html
        """
        return {
            "Destination": self.masked_destination,
            "DeliveryMedium": self.medium,
            "AttributeName": self.attribute,
        }


def sign_up_delivery(
    auto_verified: Collection[str], attributes: Mapping[str, str]
) -> Delivery | None:
    """Where the sign-up code goes, or None where none is sent.

    `auto_verified` is the pool's AutoVerifiedAttributes, `attributes` the user's. With
    both addresses present "Amazon Cognito sends a verification code only to the phone
    number"; with the list empty it "doesn't send verification codes when users sign up".
    https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
    """
    for attribute in ("phone_number", "email"):
        if attribute in auto_verified and attributes.get(attribute):
            return Delivery(attribute, attributes[attribute])
    return None


class RecoveryReason(enum.StrEnum):
    """Why a code for a forgotten password has somewhere to go or not."""

    CHOSEN = "a verified address was found"
    ADMIN_ONLY = "only an administrator may reset passwords in this pool"
    NOTHING_VERIFIED = "the user has no verified address that may be used"


RECOVERY_REFUSALS: Mapping[RecoveryReason, tuple[str, str]] = {
    # The API reference of ForgotPassword documents the code, an article of AWS's the words:
    # https://repost.aws/knowledge-center/cognito-forgot-password
    RecoveryReason.NOTHING_VERIFIED: (
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or "
        "phone_number",
    ),
    # Neither code nor words are confirmed. That it is refused is: "To use this API operation,
    # your user pool must have self-service account recovery configured."
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
    RecoveryReason.ADMIN_ONLY: (
        "NotAuthorizedException",
        "Contact administrator to reset password.",
    ),
}
"""AWS's code and words for each refusal, to an app client that does not hide who exists."""


@dataclass(frozen=True, slots=True)
class RecoveryCheck(Verdict):
    """Where a code for a forgotten password goes. Ask `.accepted`, then take `delivery`."""

    reason: RecoveryReason
    delivery: Delivery | None = None

    @property
    def accepted(self) -> bool:
        """Whether a code can be sent."""
        return self.delivery is not None


def recovery_delivery(
    recovery_mechanisms: Iterable[Mapping[str, Any]] | None,
    attributes: Mapping[str, str],
    *,
    mfa_methods: Collection[str] = (),
) -> RecoveryCheck:
    """Where the code for a forgotten password goes: to a verified address, the first that is.

    `recovery_mechanisms` are AccountRecoverySetting's RecoveryMechanisms (`Name`, `Priority`),
    None without the setting. `attributes` are the user's, `mfa_methods` the UserMFASettingList.

    With the setting, the highest priority is 1, and what already is the user's second factor
    "doesn't qualify". Without it, "Cognito uses a verified phone first" and else e-mail, and the
    second factor does not matter.
    https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
    """
    options = sorted(recovery_mechanisms or (), key=lambda option: int(option["Priority"]))
    names = [str(option["Name"]) for option in options]
    # "You cannot use admin_only with any other account recovery mechanism", so one is enough.
    if _ADMIN_ONLY in names:
        return RecoveryCheck(RecoveryReason.ADMIN_ONLY)
    for name in names or _RECOVERY:
        if name not in _RECOVERY:
            continue  # no name of the API's, and so no way to anybody
        attribute, second_factor = _RECOVERY[name]
        if names and second_factor in mfa_methods:
            continue
        verified = attributes.get(f"{attribute}_verified", "").lower() == "true"
        if verified and attributes.get(attribute):
            return RecoveryCheck(RecoveryReason.CHOSEN, Delivery(attribute, attributes[attribute]))
    return RecoveryCheck(RecoveryReason.NOTHING_VERIFIED)


def simulated_delivery(username: str, auto_verified: Collection[str], *, key: bytes) -> Delivery:
    """Where a code seems to go if the user does not exist and nobody may learn that.

    Show its `details()` and send nothing. It is the same each time for the same name; `key`, a
    secret of the pool's, keeps others from working it out. `auto_verified` is the pool's
    AutoVerifiedAttributes.

    "The simulated delivery medium is determined by the input user name format and verification
    settings of the user pool"; how the destination is made up, no document says. AWS's current
    text has its answers alternate between this one and InvalidParameterException.
    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
    """
    if "@" in username:
        return Delivery("email", username)
    if username[:1] == "+" and username[1:].isascii() and username[1:].isdigit():
        return Delivery("phone_number", username)
    seed = hmac.digest(key, username.encode("utf-8", "surrogatepass"), hashlib.sha256)
    # Of two verified addresses the phone comes first, as at sign-up.
    if "phone_number" in auto_verified:
        return Delivery("phone_number", f"+1{int.from_bytes(seed) % 10**10:010d}")
    letters = "abcdefghijklmnopqrstuvwxyz"
    name, domain = (letters[byte % len(letters)] for byte in seed[:2])
    return Delivery("email", f"{name}@{domain}")


def mask_destination(attribute: str, destination: str) -> str:
    """An address with only its outline left: `a***@e***`, `+*******1234`.

    The form for e-mail is the one that Cognito's answers show; for telephone numbers no
    document gives one, and the last four digits are kept (none of a number so short that
    this would show all of it).
    """
    if attribute == "email":
        name, _, domain = destination.partition("@")
        return f"{name[:1]}***@{domain[:1]}***"
    digits = destination.removeprefix("+")
    kept = digits[-_DIGITS_SHOWN:] if len(digits) > _DIGITS_SHOWN else ""
    return f"+{'*' * (len(digits) - len(kept))}{kept}"
