"""Errors of forgotten, reset and changed passwords, as a learner meets them."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_SEND, _SET = "ForgotPassword", "ConfirmForgotPassword"

ERRORS = (
    KnownError(
        _SEND,
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or "
        "phone_number",
        "nothing-verified",
        "The user has no verified address that a code could go to.",
        "Verify an address, or have an administrator set a password with `AdminSetUserPassword`.",
        None,
    ),
    KnownError(
        _SEND,
        "NotAuthorizedException",
        "Contact administrator to reset password.",
        "administrators-only",
        "The pool's `AccountRecoverySetting` leaves recovery to administrators.",
        "Ask an administrator for a new password (`AdminSetUserPassword`).",
        "code and words",
    ),
    KnownError(
        _SEND,
        "NotAuthorizedException",
        "User password cannot be reset in the current state.",
        "has-a-temporary-password",
        "The user was given a temporary password and has not signed in with it yet.",
        "Sign in with the temporary password, or have it sent again by an administrator.",
        f"{REPORTS}; that a client which hides who exists tells of it, too",
    ),
    KnownError(
        _SET,
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        "wrong-code",
        "The code is not the one that was sent for the forgotten password.",
        "Enter the newest code that `ForgotPassword` has sent to this user.",
    ),
    KnownError(
        _SET,
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
        "old-code",
        "A code for a forgotten password lives one hour and opens once; or none was sent.",
        "Ask for another with `ForgotPassword`.",
        f"{REPORTS}; that the same is said where none was sent",
    ),
    KnownError(
        _SET,
        "LimitExceededException",
        "Attempt limit exceeded, please try after some time.",
        "too-many-codes-tried",
        "So many wrong codes were tried that the right one is no longer taken.",
        "Ask for another with `ForgotPassword`, and enter that one.",
        f"{REPORTS}; after how many tries; that a new code helps at once",
    ),
    KnownError(
        _SET,
        "UserNotConfirmedException",
        "User is not confirmed.",
        "address-not-proved",
        "The user signed up and has not entered that code yet: a new password opens nothing.",
        "Confirm the user first, by `ConfirmSignUp` with the code of the sign-up.",
        f"{REPORTS}; that it comes after the code is looked at",
    ),
    KnownError(
        "ChangePassword",
        "NotAuthorizedException",
        "Incorrect username or password.",
        "wrong-old-password",
        "`PreviousPassword` is not the password that this user has now.",
        "Send the present password, or go by `ForgotPassword` if it is lost.",
    ),
    KnownError(
        "ChangePassword",
        "LimitExceededException",
        "Attempt limit exceeded, please try after some time.",
        "too-many-passwords-tried",
        "Too many wrong passwords were tried, and for a while none is looked at.",
        "Wait, and send the right one then.",
        f"{REPORTS}; how many are too many, how long the wait is",
    ),
    KnownError(
        "ChangePassword",
        "PasswordHistoryPolicyViolationException",
        "Password has previously been used and cannot be reused",
        "password-used-before",
        "The pool remembers the user's last passwords, and this is one of them.",
        "Choose a password that this user has not had lately.",
        f"{NO_REPORT}; that the present password counts as the first",
    ),
)
"""In the order in which a learner meets them."""
