"""Sign-up codes on the mock: sent into the outbox, checked, and what a right one changes.

The rules are `sign_in.codes` and `sign_in.delivery`; here they meet moto's users.
"""

from __future__ import annotations

from moto.cognitoidp.models import CognitoIdpUser, UserStatus

from cognito_lab.aws.cognito_idp.pools import LabUserPool, LabUserPoolBackend
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.outbox import Message
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.codes import (
    CODE_LENGTH,
    CodePurpose,
    CodeReason,
    IssuedCode,
    check_code,
)
from cognito_lab.sign_in.delivery import Delivery, sign_up_delivery

# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
# names the exceptions; the texts are those that Cognito's answers carry.
_REFUSALS = {
    CodeReason.MISMATCH: (
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
    ),
    CodeReason.EXPIRED: (
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
    ),
    CodeReason.NONE_ISSUED: (
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
    ),
}


def delivery_for(pool: LabUserPool, user: CognitoIdpUser) -> Delivery | None:
    """Where a sign-up code for this user goes, if the pool sends one."""
    verified = pool.extended_config.get("AutoVerifiedAttributes") or []
    return sign_up_delivery(verified, user.attribute_lookup)


def send_code(
    backend: LabUserPoolBackend, pool: LabUserPool, user: CognitoIdpUser, delivery: Delivery
) -> None:
    """Make a code for this user's sign-up and deliver it; an earlier one is forgotten."""
    world = current_world()
    code = world.randomness.digits("codes", CODE_LENGTH)
    purpose = CodePurpose.SIGN_UP
    backend.codes[pool.id, user.id, purpose] = IssuedCode(
        code=code,
        username=user.username,
        purpose=purpose,
        issued_at=world.clock.now(),
        attribute=delivery.attribute,
        destination=delivery.destination,
    )
    text, subject = _message(pool, delivery.medium)
    world.deliver(
        Message(
            recipient=delivery.destination,
            medium=delivery.medium,
            purpose=purpose.label,
            code=code,
            text=text.replace("{####}", code).strip(),
            subject=subject,
            at=world.clock.now(),
        )
    )


def _message(pool: LabUserPool, medium: str) -> tuple[str, str | None]:
    """The pool's own text and subject, or the default ones.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html
    """
    template = pool.extended_config.get("VerificationMessageTemplate") or {}
    default = "Your verification code is {####}. "
    if medium == "SMS":
        return template.get("SmsMessage") or default, None
    return (
        template.get("EmailMessage") or default,
        template.get("EmailSubject") or "Your verification code",
    )


def require_right_code(
    backend: LabUserPoolBackend, pool: LabUserPool, user: CognitoIdpUser, given: str
) -> None:
    """Raise AWS's refusal unless `given` is the code that was sent to this user."""
    issued = backend.codes.get((pool.id, user.id, CodePurpose.SIGN_UP))
    check = check_code(
        issued,
        given,
        username=user.username,
        purpose=CodePurpose.SIGN_UP,
        now=current_world().clock.now(),
    )
    if not check.accepted:
        raise AwsError(*_REFUSALS[check.reason])


def require_unconfirmed(user: CognitoIdpUser) -> None:
    """Raise AWS's refusal of a second confirmation."""
    if user.status is not UserStatus.UNCONFIRMED:
        raise AwsError(
            "NotAuthorizedException",
            f"User cannot be confirmed. Current status is {UserStatus(user.status).value}",
        )


def mark_verified(backend: LabUserPoolBackend, pool: LabUserPool, user: CognitoIdpUser) -> None:
    """Mark the address that the code was sent to as verified, and use the code up.

    "automatically marks the attribute that was used to confirm (email or phone number) as
    verified"
    https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
    """
    issued = backend.codes.pop((pool.id, user.id, CodePurpose.SIGN_UP), None)
    if issued is not None and user.attribute_lookup.get(issued.attribute) == issued.destination:
        user.update_attributes([{"Name": f"{issued.attribute}_verified", "Value": "true"}])
