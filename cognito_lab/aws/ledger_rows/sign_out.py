"""Rows of the ledger: what a sign-out ends."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, INITIATE

WITH_AN_ACCESS_TOKEN = (
    "AssociateSoftwareToken",
    "ChangePassword",
    "CompleteWebAuthnRegistration",
    "ConfirmDevice",
    "DeleteUser",
    "DeleteUserAttributes",
    "DeleteWebAuthnCredential",
    "ForgetDevice",
    "GetDevice",
    "GetUser",
    "GetUserAttributeVerificationCode",
    "GetUserAuthFactors",
    "GlobalSignOut",
    "ListDevices",
    "ListUserSessions",
    "ListWebAuthnCredentials",
    "RevokeUserSession",
    "SetUserMFAPreference",
    "SetUserSettings",
    "StartWebAuthnRegistration",
    "UpdateDeviceStatus",
    "UpdateUserAttributes",
    "VerifySoftwareToken",
    "VerifyUserAttribute",
)

REVOKED_TOKEN_WORDS = Behaviour(
    id="revoked-token-words",
    service="cognito-idp",
    operations=WITH_AN_ACCESS_TOKEN,
    aws="After a global sign-out an access token is refused: `Access Token has been revoked`.",
    document=API + "API_AdminUserGlobalSignOut.html",
    moto="Calls it invalid, as if it had never been issued, or repeats it.",
    lab="Says it in AWS's words, whatever the operation.",
    unconfirmed="that the code is NotAuthorizedException",
)
DISABLED_USER_IS_SIGNED_OUT = Behaviour(
    id="disabled-user-is-signed-out",
    service="cognito-idp",
    operations=("AdminDisableUser", *INITIATE),
    aws="AdminDisableUser revokes the user's tokens: they stay so when the user is enabled again.",
    document=API + "API_AdminDisableUser.html",
    moto="Lets a disabled user refresh, and the old tokens open again later.",
    lab="Revokes access and refresh tokens.",
    unconfirmed="that refresh tokens are among them, which people report",
)

ROWS = (REVOKED_TOKEN_WORDS, DISABLED_USER_IS_SIGNED_OUT)
