"""Errors of tokens: how they are made, refreshed and revoked, and what opens nothing."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_GET_TOKENS, _REVOKE = "GetTokensFromRefreshToken", "RevokeToken"

_ENDING = (
    # Refreshing and revoking.
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Refresh Token has been revoked",
        "refresh-token-revoked",
        "The sign-in was ended: the token was revoked, or the user signed out or disabled.",
        "Have the user sign in again.",
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Refresh Token has expired",
        "refresh-token-too-old",
        "The sign-in is longer ago than the `RefreshTokenValidity` of the app client, 30 days if "
        "it says nothing.",
        "Have the user sign in again.",
    ),
    KnownError(
        "InitiateAuth",
        "UnsupportedOperationException",
        "REFRESH_TOKEN_AUTH is not supported for app clients with refresh token rotation.",
        "tokens-rotate",
        "The app client's refresh tokens rotate, and this flow has no other one to give.",
        "Call `GetTokensFromRefreshToken`, and keep the refresh token that it answers with.",
        "code and words, which no report has",
    ),
    KnownError(
        _GET_TOKENS,
        "RefreshTokenReuseException",
        "Refresh Token has been reused",
        "token-rotated-out",
        "Another refresh token took the place of this one, and its grace is over: one of two who "
        "have it is a thief.",
        "Have the user sign in again, and always keep the newest refresh token.",
        f"{NO_REPORT}; that the newer tokens of this sign-in end too",
    ),
    KnownError(
        _GET_TOKENS,
        "NotAuthorizedException",
        "Invalid client secret for client CLIENT_ID",
        "client-secret-wrong",
        "The app client has a secret and another one was sent, or none.",
        "Send the app client's own secret as `ClientSecret`; this operation takes no hash of it.",
        NO_REPORT,
    ),
    KnownError(
        _REVOKE,
        "UnauthorizedException",
        "Invalid client secret for client CLIENT_ID",
        "client-secret-wrong",
        "The app client has a secret and another one was sent, or none.",
        "Send the app client's own secret as `ClientSecret`; this operation takes no hash of it.",
        NO_REPORT,
    ),
    KnownError(
        _REVOKE,
        "UnauthorizedException",
        "Invalid client CLIENT_ID",
        "unknown-client",
        "No user pool of this region has an app client with this id.",
        "Compare the id with the one that the pool lists.",
        NO_REPORT,
    ),
    KnownError(
        _REVOKE,
        "UnauthorizedException",
        "The token was issued to another client",
        "token-of-another-client",
        "Only the app client that was given a refresh token can revoke it.",
        "Name the app client of the sign-in.",
        NO_REPORT,
    ),
    KnownError(
        _REVOKE,
        "UnsupportedOperationException",
        "Token revocation is not enabled for client CLIENT_ID",
        "revocation-off",
        "`EnableTokenRevocation` of the app client is false.",
        "Set `EnableTokenRevocation` with `UpdateUserPoolClient`; it holds for later sign-ins.",
        NO_REPORT,
    ),
    KnownError(
        _REVOKE,
        "UnsupportedTokenTypeException",
        "Only refresh tokens can be revoked.",
        "no-refresh-token",
        "This is an ID or an access token, which cannot be revoked by itself.",
        "Send the `RefreshToken`; the access tokens that came from it end with it.",
        NO_REPORT,
    ),
    # Access tokens at Cognito's own operations.
    KnownError(
        "GetUser",
        "NotAuthorizedException",
        "Could not verify signature for Access Token",
        "signature-wrong",
        "The token is not as the pool has signed it, or another issuer's.",
        "Send the `AccessToken` of the sign-in as it is.",
    ),
    KnownError(
        "GetUser",
        "NotAuthorizedException",
        "Access Token has expired",
        "access-token-too-old",
        "An access token lives an hour, or as long as `AccessTokenValidity` says.",
        "Get another one with the refresh token.",
        REPORTS,
    ),
    KnownError(
        "GetUser",
        "NotAuthorizedException",
        "Access Token does not have required scopes",
        "scope-missing",
        "The access token lacks the scope `aws.cognito.signin.user.admin`: a trigger has taken it "
        "out, or an OAuth sign-in has not asked for it.",
        "Leave the scope in the tokens of apps that let users manage their own profile.",
    ),
)

_MINTING = (
    KnownError(
        "CreateUserPoolClient",
        "InvalidParameterException",
        "Invalid range for token validity.",
        "lifetime-out-of-range",
        "An access or ID token would live less than 5 minutes or more than a day, or a refresh "
        "token less than an hour or more than 10 years.",
        "Look at each number together with its unit in `TokenValidityUnits`: without one it is "
        "hours, of a refresh token days.",
    ),
    KnownError(
        "AdminInitiateAuth",
        "InvalidLambdaResponseException",
        "Unrecognizable lambda output",
        "claims-not-understood",
        "The pre token generation function has answered what its version does not take, such as a "
        "claim in V1_0 that is no text, or a scope with a blank.",
        "Keep to the shape of its `LambdaVersion`; claims that are numbers, lists or objects need "
        "`V2_0` or `V3_0`.",
        f"{REPORTS}; which fault gets which words",
    ),
    KnownError(
        "CreateUserPool",
        "InvalidParameterException",
        "PreTokenGeneration and PreTokenGenerationConfig must name the same function.",
        "two-functions-for-tokens",
        "`LambdaConfig` names one function in `PreTokenGeneration` and another one in "
        "`PreTokenGenerationConfig`.",
        "Leave `PreTokenGeneration` out.",
        NO_REPORT,
    ),
    KnownError(
        "CreateUserPool",
        "FeatureUnavailableInTierException",
        "Access token customization is not available in the feature plan LITE.",
        "plan-too-small",
        "In a pool of the Lite plan the pre token generation function gets events of `V1_0` alone.",
        "Take `ESSENTIALS` or `PLUS` as the `UserPoolTier`, or `V1_0`.",
        NO_REPORT,
    ),
)

ERRORS = (*_MINTING, *_ENDING)
"""In the order in which a learner meets them."""
