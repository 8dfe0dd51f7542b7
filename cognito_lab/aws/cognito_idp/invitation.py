"""The invitation that AdminCreateUser sends: who you are here, and your temporary password."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cognito_lab.aws.cognito_idp.custom_message import in_the_triggers_words
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.outbox import Message
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.delivery import MEDIUM_OF
from cognito_lab.sign_in.trigger_events import Source

PURPOSE = "invitation"
_ATTRIBUTE_OF = {medium: attribute for attribute, medium in MEDIUM_OF.items()}
_PASSWORD = "{####}"
_PLACEHOLDERS = re.compile(r"\{####\}|\{username\}")
# The defaults (moto's are the same), as AWS's own CDK documents them:
# https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.aws_cognito/UserInvitationConfig.html
_SUBJECT = "Your temporary password"
_TEXT = "Your username is {username} and temporary password is {####}."
# No document has the text for a user without a password.
_WITHOUT_A_PASSWORD = "Your username is {username}."

# A report has the first: https://github.com/rahulpsd18/cognito-backup-restore/issues/25; the
# other is said after it.
_NO_ADDRESS = {
    "EMAIL": "No email provided but desired delivery medium was Email",
    "SMS": "No phone number provided but desired delivery medium was SMS",
}


def desired_mediums(
    given: Collection[str] | None, attributes: Mapping[str, str]
) -> tuple[str, ...]:
    """DesiredDeliveryMediums, each with an address to go to; empty where none was named.

    "You must provide a value for email [...] if you set EMAIL in the DesiredDeliveryMediums
    parameter", and likewise for SMS. Raises AWS's refusal.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    """
    mediums = [medium for medium in _NO_ADDRESS if medium in (given or ())]
    for medium in mediums:
        if not attributes.get(_ATTRIBUTE_OF[medium]):
            raise AwsError("InvalidParameterException", _NO_ADDRESS[medium])
    return tuple(mediums)


def send_invitation(
    pool: LabUserPool,
    user: LabUser,
    name: str,
    mediums: Collection[str],
    password: str | None,
    occasion: Occasion,
) -> None:
    """Deliver an invitation by each medium, where the user has an address for it.

    `name` is what the administrator called the user; `password` is the temporary one, or None.
    "The default value is SMS". A message without a place for the password is not sent.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    """
    world = current_world()
    for medium in mediums or ("SMS",):
        recipient = user.attribute_lookup.get(_ATTRIBUTE_OF[medium])
        text, subject = _template(pool, medium, with_password=password is not None)
        if not recipient:
            continue
        source = Source.MESSAGE_ADMIN_CREATE_USER
        text, subject = in_the_triggers_words(pool, user, source, medium, occasion, (text, subject))
        if password is not None and _PASSWORD not in text:
            continue
        world.deliver(
            Message(
                recipient=recipient,
                medium=medium,
                purpose=PURPOSE,
                code=password,
                text=_filled(text, name, password or ""),
                subject=subject,
                at=world.clock.now(),
            )
        )


def _filled(text: str, name: str, password: str) -> str:
    """The text with both placeholders filled, in one go: a name may look like the other one."""
    filled = {_PASSWORD: password, "{username}": name}
    return _PLACEHOLDERS.sub(lambda found: filled[found.group()], text)


def _template(pool: LabUserPool, medium: str, *, with_password: bool) -> tuple[str, str | None]:
    """Text and subject (None for an SMS): the pool's own, or the default.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_MessageTemplateType.html
    """
    config = pool.extended_config.get("AdminCreateUserConfig") or {}
    own = config.get("InviteMessageTemplate") or {}
    text, subject = own.get("SMSMessage") or _TEXT, None
    if medium == "EMAIL":
        text, subject = own.get("EmailMessage") or _TEXT, own.get("EmailSubject") or _SUBJECT
    if not with_password and _PASSWORD in text:
        text = _WITHOUT_A_PASSWORD
    return text.strip(), subject
