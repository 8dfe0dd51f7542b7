"""A password that is shown: who may try, how often, and whether it is right."""

from __future__ import annotations

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.new_passwords import is_their_password
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_in as rows
from cognito_lab.sign_in.lockout import (
    LOCKED_OUT,
    after_failure,
    after_refusal,
    after_success,
    check_lockout,
)


def require_may_try(attempt: Attempt) -> None:
    """Raise AWS's refusal where the password is not even looked at."""
    ledger, now = attempt.world.ledger, attempt.world.clock.now()
    if not check_lockout(attempt.lockout, now).accepted and ledger.acts(rows.LOCKOUT):
        attempt.keep_lockout(after_refusal(attempt.lockout, now))
        raise AwsError(*LOCKED_OUT)
    user = attempt.user
    if user is None:
        return
    if not user.enabled:
        raise AwsError("NotAuthorizedException", "User is disabled.")
    if user.status is UserStatus.UNCONFIRMED and ledger.acts(rows.UNCONFIRMED_IS_SAID_FIRST):
        raise AwsError("UserNotConfirmedException", "User is not confirmed.")
    if user.status is UserStatus.RESET_REQUIRED and ledger.acts(rows.PASSWORD_RESET_REQUIRED):
        raise AwsError("PasswordResetRequiredException", "Password reset required for the user")


def require_right_password(attempt: Attempt, password: str) -> None:
    """Raise AWS's refusal unless this is the user's password; count the failure."""
    user = attempt.user
    if user is None or not is_their_password(user, password):
        raise _said_to(attempt, failed(attempt))
    if user.status is UserStatus.UNCONFIRMED and not attempt.as_administrator:
        raise AwsError("UserNotConfirmedException", "User is not confirmed.")


def _said_to(attempt: Attempt, refusal: AwsError) -> AwsError:
    """The refusal; to an administrator moto says the name alone."""
    if attempt.as_administrator and not attempt.world.ledger.acts(rows.WRONG_PASSWORD_WORDS):
        return AwsError(refusal.code, attempt.username)
    return refusal


def failed(attempt: Attempt) -> AwsError:
    """Count a failure, and return the refusal to raise."""
    attempt.keep_lockout(after_failure(attempt.lockout, attempt.world.clock.now()))
    return incorrect()


def passed(attempt: Attempt) -> None:
    """Forget the failures before a success, which is a sign-in and no half of one.

    A right password that a wrong code follows would else give guesses of the code without end.
    """
    attempt.keep_lockout(after_success(attempt.lockout, attempt.world.clock.now()))
