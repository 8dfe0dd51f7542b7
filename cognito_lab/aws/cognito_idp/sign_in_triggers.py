"""The triggers around a sign-in: before anything is checked, and before the tokens.

What InitiateAuth brings as ClientMetadata goes to the first as `validationData`, and to no later
trigger; those get what RespondToAuthChallenge brings.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
"""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.triggers import (
    call_trigger,
    has_trigger,
    subject_named,
    subject_of,
)
from cognito_lab.aws.ledger_rows import triggers as rows
from cognito_lab.sign_in.trigger_events import Source, Subject


def subject_of_attempt(attempt: Attempt) -> Subject:
    """Who signs in; `userNotFound` "is populated when PreventUserExistenceErrors is ENABLED"."""
    hides = attempt.app.hides_who_exists
    not_found = attempt.user is None if hides else None
    if attempt.user is None:
        return subject_named(attempt.pool, attempt.username, attempt.occasion, not_found=not_found)
    return subject_of(attempt.pool, attempt.user, attempt.occasion, not_found=not_found)


def before_authentication(attempt: Attempt) -> None:
    """Ask PreAuthentication, whose exception is the refusal of a sign-in.

    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
    """
    source = Source.PRE_AUTHENTICATION
    if has_trigger(attempt.pool, source) and attempt.world.ledger.acts(rows.PRE_AUTHENTICATION):
        call_trigger(
            attempt.pool,
            source,
            subject_of_attempt(attempt),
            validationData=attempt.validation_data or None,
        )


def after_authentication(attempt: Attempt) -> None:
    """Tell PostAuthentication, after the last challenge. If it fails there are no tokens.

    `newDeviceUsed` is "set only if the remembered devices value is Always or User Opt-In".
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
    """
    source = Source.POST_AUTHENTICATION
    if has_trigger(attempt.pool, source) and attempt.world.ledger.acts(rows.POST_AUTHENTICATION):
        remembers = bool(attempt.pool.extended_config.get("DeviceConfiguration"))
        new_device = not attempt.private.get("known device")
        call_trigger(
            attempt.pool,
            source,
            subject_of_attempt(attempt),
            newDeviceUsed=new_device if remembers else None,
            clientMetadata=attempt.client_metadata,
        )
