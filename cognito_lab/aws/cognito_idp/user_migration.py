"""UserMigration: a user whom the pool does not know comes over from another directory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.cognitoidp.models import UserStatus
from moto.core.exceptions import JsonRESTError

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.invitation import send_invitation
from cognito_lab.aws.cognito_idp.new_passwords import remember_password
from cognito_lab.aws.cognito_idp.operation import AppClient
from cognito_lab.aws.cognito_idp.password import failed, require_may_try
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.sign_in_names import require_username, take_over
from cognito_lab.aws.cognito_idp.triggers import (
    Occasion,
    call_trigger,
    has_trigger,
    subject_named,
)
from cognito_lab.aws.cognito_idp.user_attributes import require_new_user
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import triggers as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.attributes import Purpose
from cognito_lab.sign_in.trigger_events import Source


def migrate_at_sign_in(attempt: Attempt, password: str) -> LabUser | None:
    """The user whom the trigger brought, or None where the pool has no such trigger.

    Asked only by flows that carry the password. Raises the refusal of a wrong password where the
    trigger brings nobody: "Exception migrating user" as people report it, or, where the app client
    does not tell who exists, what it says to everybody (that AWS does is unconfirmed).
    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-import-using-lambda.html
    """
    app, source = attempt.app, Source.MIGRATE_AT_SIGN_IN
    if not has_trigger(app.pool, source) or not attempt.world.ledger.acts(rows.USER_MIGRATION):
        return None
    require_may_try(attempt)
    try:
        response = call_trigger(
            app.pool,
            source,
            subject_named(app.pool, attempt.username, attempt.occasion),
            password=password,
            validationData=attempt.validation_data or None,
        )
    except AwsError as refusal:
        if refusal.code != "UserLambdaValidationException":
            raise
        response = {}
    if not response.get("userAttributes"):
        said = failed(attempt)
        raise said if app.hides_who_exists else _not_migrated(app)
    # "Set to CONFIRMED, or not set, to auto-confirm your users".
    return _take_in(
        attempt.pool, attempt.username, password, response, "CONFIRMED", attempt.occasion
    )


def migrate_at_forgot_password(app: AppClient, username: str, occasion: Occasion) -> LabUser | None:
    """The same for somebody who has forgotten a password; None also where nobody was brought.

    The user has to set a password, so that is what the status says (unconfirmed).
    """
    pool, source = app.pool, Source.MIGRATE_AT_FORGOT_PASSWORD
    if not has_trigger(pool, source) or not current_world().ledger.acts(rows.USER_MIGRATION):
        return None
    try:
        response = call_trigger(
            pool,
            source,
            subject_named(pool, username, occasion),
            clientMetadata=dict(occasion.client_metadata),
        )
    except AwsError as refusal:
        if refusal.code != "UserLambdaValidationException":
            raise
        return None
    if not response.get("userAttributes"):
        return None
    response = {**response, "finalUserStatus": "RESET_REQUIRED"}
    return _take_in(pool, username, None, response, "RESET_REQUIRED", occasion)


def _take_in(
    pool: LabUserPool,
    username: str,
    password: str | None,
    response: Mapping[str, Any],
    status: str,
    occasion: Occasion,
) -> LabUser:
    """Make the user. The password is not held to the policy.

    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
    ("The password strength policy [...] will not be enforced during migration")
    """
    status = response.get("finalUserStatus", status)
    given = [{"Name": n, "Value": v} for n, v in response["userAttributes"].items()]
    force = response.get("forceAliasCreation") is True
    try:
        require_username(pool, username)
        taken = require_new_user(pool, username, given, Purpose.ADMIN_CREATE, status, force=force)
        backend: Any = pool.backend
        user: LabUser = backend.admin_create_user(pool.id, username, "", password, given)
    except (AwsError, JsonRESTError) as refusal:  # the lab's, and moto's
        # "An error is returned to the client app": which one is unconfirmed.
        raise AwsError("InvalidLambdaResponseException", str(refusal.message)) from None
    take_over(taken)
    user.status = UserStatus(status)
    remember_password(user)
    if response.get("messageAction") != "SUPPRESS":
        # "If this attribute is not returned, the welcome message will be sent."
        mediums = response.get("desiredDeliveryMediums") or ()
        send_invitation(pool, user, username, mediums, None, occasion)
    return user


def _not_migrated(app: AppClient) -> AwsError:
    # The words stand in people's clients; the code is unconfirmed.
    return AwsError("UserNotFoundException", f"Exception migrating user in app client {app.id}")
