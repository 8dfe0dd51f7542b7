"""By which medium a code travels, and how its destination is shown to the caller."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

MEDIUM_OF = {"phone_number": "SMS", "email": "EMAIL"}
_DIGITS_SHOWN = 4


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
