"""Messages in the words of a pool's CustomMessage trigger."""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.triggers import Occasion, call_trigger, has_trigger, subject_of
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import triggers as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.trigger_answers import check_message
from cognito_lab.sign_in.trigger_events import CODE_PARAMETER, USERNAME_PARAMETER, Source

Text = tuple[str, str | None]
"""A text with its placeholders, and its subject (None for an SMS)."""


def in_the_triggers_words(
    pool: LabUserPool, user: LabUser, source: Source, medium: str, occasion: Occasion, own: Text
) -> Text:
    """The message as the trigger wants it; `own`, the pool's, where the trigger says nothing.

    Raises InvalidLambdaResponseException for a text that cannot be sent.
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
    """
    if not has_trigger(pool, source) or not current_world().ledger.acts(rows.CUSTOM_MESSAGE):
        return own
    names_the_user = source is Source.MESSAGE_ADMIN_CREATE_USER
    response = call_trigger(
        pool,
        source,
        subject_of(pool, user, occasion),
        codeParameter=CODE_PARAMETER,
        usernameParameter=USERNAME_PARAMETER if names_the_user else None,
        clientMetadata=dict(occasion.client_metadata),
    )
    check = check_message(
        response,
        own_sender=_has_a_sender_of_its_own(pool),
        placeholders=(CODE_PARAMETER, *((USERNAME_PARAMETER,) if names_the_user else ())),
    )
    if not check.accepted:
        # The document has the exception for the first of the reasons; words there are none.
        raise AwsError("InvalidLambdaResponseException", f"Invalid message: {check.reason.value}")
    text, subject = own
    if medium == "SMS":
        return response.get("smsMessage", text), subject
    return response.get("emailMessage", text), response.get("emailSubject", subject)


def _has_a_sender_of_its_own(pool: LabUserPool) -> bool:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailConfigurationType.html"""
    config = pool.extended_config.get("EmailConfiguration")
    return isinstance(config, dict) and config.get("EmailSendingAccount") == "DEVELOPER"
