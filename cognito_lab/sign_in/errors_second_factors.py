"""Errors of second factors: set up, preferred, and asked for."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_RESPOND = "RespondToAuthChallenge"
_CODE_AND_WORDS = "code and words, which no report has"

ERRORS = (
    KnownError(
        "AssociateSoftwareToken",
        "SoftwareTokenMFANotFoundException",
        "Software Token MFA has not been enabled by the userPool",
        "apps-not-on-offer",
        "The pool does not offer authenticator apps as a second factor.",
        "Switch them on with `SetUserPoolMfaConfig` and `SoftwareTokenMfaConfiguration`.",
        None,
    ),
    KnownError(
        "VerifySoftwareToken",
        "SoftwareTokenMFANotFoundException",
        "Software Token MFA does not exist for the user.",
        "no-secret-asked-for",
        "No secret waits for its first code: none was asked for, or it was verified before.",
        "Get one with `AssociateSoftwareToken`, and enter a code that was made with it.",
        f"{REPORTS}; that they are said here",
    ),
    KnownError(
        "VerifySoftwareToken",
        "EnableSoftwareTokenMFAException",
        "Code mismatch and fail enable Software Token MFA",
        "wrong-code",
        "The code was not made with this secret, or not at this time.",
        "Enter the code that the authenticator app shows now, and check the clock of its device.",
        of_the_code=True,
    ),
    KnownError(
        "SetUserMFAPreference",
        "InvalidParameterException",
        "User does not have delivery config set to turn on CHALLENGE_NAME",
        "factor-not-set-up",
        "The user has not set this factor up, or the pool does not offer it.",
        "Verify an app first, or give the user the address; and switch the factor on for the pool.",
        f"{REPORTS}; that a factor which the pool does not offer is refused alike",
    ),
    KnownError(
        "SetUserMFAPreference",
        "InvalidParameterException",
        "CHALLENGE_NAME can't be turned off: the user pool requires MFA",
        "mfa-is-required",
        "The pool requires a second factor, and this one is in use.",
        "Leave it on; which factor is preferred can be changed.",
        f"{NO_REPORT}; that it holds for e-mail, too",
    ),
    KnownError(
        "SetUserMFAPreference",
        "InvalidParameterException",
        "CHALLENGE_NAME can't be preferred: it is not enabled",
        "preferred-and-off",
        "A factor that is off cannot be the preferred one.",
        "Send `Enabled` with it, or prefer a factor that is on.",
        _CODE_AND_WORDS,
    ),
    KnownError(
        "SetUserMFAPreference",
        "InvalidParameterException",
        "Only one MFA factor can be preferred",
        "two-preferred",
        "Two factors are called preferred.",
        "Set `PreferredMfa` for one of them, or for none: then the user is asked which.",
        _CODE_AND_WORDS,
    ),
    KnownError(
        _RESPOND,
        "CodeMismatchException",
        "Invalid code received for user",
        "wrong-app-code",
        "The code is not of this user's authenticator app, or not of this minute.",
        "Enter the code that the app shows now, and check the clock of its device.",
    ),
    KnownError(
        _RESPOND,
        "ExpiredCodeException",
        "Your software token has already been used once.",
        "app-code-used-before",
        "This code of the app has opened once, and each opens only once.",
        "Wait for the next code of the app, up to 30 seconds, and enter that one.",
        f"{REPORTS}; that a code opens once",
    ),
    KnownError(
        _RESPOND,
        "CodeMismatchException",
        "Invalid code or auth state for the user.",
        "wrong-second-code",
        "The code is not the one that was sent for this second factor.",
        "Enter the newest code; the challenge is still open.",
        f"{REPORTS}; that they are said of a code by e-mail, too",
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "Invalid MFA type selected.",
        "factor-not-on-offer",
        "This `ANSWER` is not among the `MFAS_CAN_CHOOSE`.",
        "Choose one of the `MFAS_CAN_CHOOSE` of the challenge.",
        _CODE_AND_WORDS,
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "User has not verified software token mfa",
        "setup-not-finished",
        "`MFA_SETUP` is answered before an app was verified.",
        "Call `AssociateSoftwareToken` and `VerifySoftwareToken` with the `Session`, each with the "
        "one of the call before, and answer with the last.",
        _CODE_AND_WORDS,
    ),
)
"""In the order in which a learner meets them."""
