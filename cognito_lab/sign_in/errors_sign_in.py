"""Errors of beginning a sign-in, as a learner meets them."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

ERRORS = (
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "1 validation error detected: Value 'GIVEN_VALUE' at 'authFlow' failed to satisfy "
        "constraint: Member must satisfy enum value set: [ALLOWED_VALUES]",
        "no-such-flow",
        "No authentication flow has this name.",
        "Take one of the names in the brackets, such as `USER_SRP_AUTH`.",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "AUTH_FLOW flow not enabled for this client",
        "flow-not-allowed",
        "The app client's `ExplicitAuthFlows` do not name this flow.",
        "Add `ALLOW_` and the flow's name to `ExplicitAuthFlows`, or begin with a flow that is "
        "there.",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "USER_SRP_AUTH is not enabled for the client.",
        "srp-not-allowed",
        "The app client lists its flows, and SRP is not among them.",
        "Add `ALLOW_USER_SRP_AUTH` to `ExplicitAuthFlows`.",
    ),
    KnownError(
        "AdminInitiateAuth",
        "InvalidParameterException",
        "Auth flow not enabled for this client",
        "flow-not-allowed",
        "The app client's `ExplicitAuthFlows` do not name this flow of an administrator's.",
        "Add it, such as `ALLOW_ADMIN_USER_PASSWORD_AUTH`, to `ExplicitAuthFlows`.",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "Missing required parameter MEMBER_NAME",
        "parameter-missing",
        "The flow asks for this member of `AuthParameters`, and it is missing or empty.",
        "Send it; the names are in capital letters, as `USERNAME` is.",
    ),
    KnownError(
        "InitiateAuth",
        "UserNotConfirmedException",
        "User is not confirmed.",
        "address-not-proved",
        "The user signed up and has not entered the code yet.",
        "Confirm the user first, by `ConfirmSignUp` with the code that was sent.",
        f"{REPORTS}; that it comes before the password is looked at",
        of_the_code=True,
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Incorrect username or password.",
        "wrong-password",
        "The password is not this user's; or, where the client hides who exists, there is none.",
        "Check the user name and send the right password; nothing was forbidden.",
    ),
    KnownError(
        "InitiateAuth",
        "UserNotFoundException",
        "User does not exist.",
        "unknown-user",
        "The pool has no such user, and the app client says so (`LEGACY`).",
        "Look at the user name; a client with `PreventUserExistenceErrors=ENABLED` does not tell.",
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Password attempts exceeded",
        "locked-out",
        "Five wrong passwords or more were tried, and for a while no other is looked at.",
        "Wait: one second after the fifth, twice as long after each further one, at most about "
        "15 minutes.",
        "that the words come as NotAuthorizedException",
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "User is disabled.",
        "switched-off",
        "An administrator disabled the user; the password may well be right.",
        "Ask an administrator to enable the user again, with `AdminEnableUser`.",
    ),
    KnownError(
        "InitiateAuth",
        "PasswordResetRequiredException",
        "Password reset required for the user",
        "reset-by-administrator",
        "An administrator reset the password, and the old one is good for nothing more.",
        "Choose a new password with the code that was sent, by `ConfirmForgotPassword`.",
        f"{REPORTS}; that it comes before the password is looked at",
        of_the_code=True,
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
        "temporary-password-too-old",
        "A temporary password is good for some days, 7 if the pool says nothing else.",
        "Ask an administrator for another one: `AdminCreateUser` with `MessageAction` set to "
        "`RESEND`.",
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Invalid Refresh Token.",
        "unknown-refresh-token",
        "This app client was given no such refresh token; or the pool remembers devices, and no "
        "confirmed one is named.",
        "Send the `RefreshToken` of the sign-in as it is, through the same app client, and the "
        "`DEVICE_KEY` of a confirmed device where the pool remembers them.",
    ),
    KnownError(
        "InitiateAuth",
        "InvalidParameterException",
        "Invalid SRP_A",
        "srp-a-is-no-number",
        "`SRP_A` is no public value: not hexadecimal, or 0 when divided by SRP's prime.",
        "Make `SRP_A` anew, as SRP has it: g to the power of a random number.",
        "code and words, which no report has",
    ),
    KnownError(
        "InitiateAuth",
        "FeatureUnavailableInTierException",
        "USER_AUTH is not available in the feature plan of this user pool.",
        "plan-too-low",
        "The pool is on the Lite plan, which has no choice of first factors.",
        "Put the pool on the Essentials plan (`UserPoolTier`), or begin with another flow.",
        NO_REPORT,
    ),
)
"""In the order in which a learner meets them."""
