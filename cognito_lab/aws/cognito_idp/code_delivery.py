"""Codes on the mock: made, sent into the outbox, kept with the user, and checked.

The rules are `sign_in.codes` and `sign_in.delivery`; here they meet moto's users.
"""

from __future__ import annotations

import datetime as dt

from cognito_lab.aws.cognito_idp.custom_message import in_the_triggers_words
from cognito_lab.aws.cognito_idp.messages import message_for
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.outbox import Message
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.codes import (
    ATTEMPTS_EXCEEDED,
    CodePurpose,
    CodeReason,
    IssuedCode,
    check_code,
)
from cognito_lab.sign_in.delivery import Delivery
from cognito_lab.sign_in.trigger_events import Source

# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
# names the exceptions; the texts are those that Cognito's answers carry.
_TOO_OLD = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
CODE_REFUSALS = {
    CodeReason.MISMATCH: (
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
    ),
    CodeReason.EXPIRED: _TOO_OLD,
    CodeReason.NONE_ISSUED: _TOO_OLD,
    CodeReason.TOO_MANY_ATTEMPTS: ATTEMPTS_EXCEEDED,
}


_SOURCES = {
    CodePurpose.SIGN_UP: Source.MESSAGE_SIGN_UP,
    CodePurpose.FORGOT_PASSWORD: Source.MESSAGE_FORGOT_PASSWORD,
    CodePurpose.VERIFY_ATTRIBUTE: Source.MESSAGE_UPDATE_ATTRIBUTE,
}


def send_code(
    pool: LabUserPool,
    user: LabUser,
    purpose: CodePurpose,
    delivery: Delivery,
    lifetime: dt.timedelta | None = None,
    *,
    occasion: Occasion,
    source: Source | None = None,
) -> None:
    """Make a code for a purpose and deliver it; an earlier one of the purpose is forgotten.

    `lifetime` and `source` (why the CustomMessage trigger is called) where they are not the
    purpose's own. Raises the trigger's refusal, and then there is no code.
    """
    world = current_world()
    text, subject = in_the_triggers_words(
        pool,
        user,
        source or _SOURCES.get(purpose, Source.MESSAGE_AUTHENTICATION),
        delivery.medium,
        occasion,
        message_for(pool, user, purpose, delivery),
    )
    code = world.randomness.digits("codes", purpose.length)
    user.sign_in.codes[_place(purpose, delivery.attribute)] = IssuedCode(
        code=code,
        username=user.username,
        purpose=purpose,
        issued_at=world.clock.now(),
        attribute=delivery.attribute,
        destination=delivery.destination,
        lifetime=lifetime,
    )
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


def require_right_code(
    user: LabUser, purpose: CodePurpose, given: str, attribute: str = ""
) -> None:
    """Raise AWS's refusal unless `given` is the code that this user was sent; count wrong ones.

    `attribute`: which one VERIFY_ATTRIBUTE is about.
    """
    codes, place = user.sign_in.codes, _place(purpose, attribute)
    issued = codes.get(place)
    check = check_code(
        issued,
        given,
        username=user.username,
        purpose=purpose,
        now=current_world().clock.now(),
    )
    if issued is not None:
        codes[place] = issued.after(check)
    if not check.accepted:
        raise AwsError(*CODE_REFUSALS[check.reason])


def forget_code(user: LabUser, purpose: CodePurpose, attribute: str = "") -> None:
    """Throw a code away, if there is one; it verifies nothing."""
    user.sign_in.codes.pop(_place(purpose, attribute), None)


def _place(purpose: CodePurpose, attribute: str) -> CodePurpose | tuple[CodePurpose, str]:
    """Where a code is kept: two addresses can wait at once for being verified."""
    return (purpose, attribute) if purpose is CodePurpose.VERIFY_ATTRIBUTE else purpose


def use_up_code(user: LabUser, purpose: CodePurpose) -> IssuedCode | None:
    """Throw the code away; returns it, or None where there is none.

    Its address is marked as verified, if it still is the user's: whoever has the code can read
    what is sent there.
    https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
    ("automatically marks the attribute that was used to confirm ... as verified")
    """
    issued = user.sign_in.codes.pop(purpose, None)
    if issued is not None and user.attribute_lookup.get(issued.attribute) == issued.destination:
        user.update_attributes([{"Name": f"{issued.attribute}_verified", "Value": "true"}])
    return issued
