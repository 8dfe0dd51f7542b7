"""Rows of the ledger: refresh tokens, what they are good for, and how they end."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import (
    API,
    GET_TOKENS,
    GUIDE,
    INITIATE,
    MAKE_TOKENS,
)

_REFRESH = GUIDE + "amazon-cognito-user-pools-using-the-refresh-token.html"
_INVALID = "https://repost.aws/knowledge-center/cognito-invalid-refresh-token-error"

REFRESH_TOKEN_IS_OPAQUE = Behaviour(
    id="refresh-token-is-opaque",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="A refresh token is encrypted: nobody but the pool can read it.",
    document=GUIDE + "amazon-cognito-user-pools-using-tokens-with-identity-providers.html",
    moto="Gives a UUID.",
    lab="Gives a long text of five segments, of which only the first can be read.",
    unconfirmed="the five segments and what the first says, which people report; the length",
)
REFRESH_BY_THE_SAME_CLIENT = Behaviour(
    id="refresh-by-the-same-client",
    service="cognito-idp",
    operations=INITIATE,
    aws="A refresh token is good for the app client that it was given to: another one is told "
    "`Invalid Refresh Token`.",
    document=_INVALID,
    moto="Gives new tokens to any app client of the pool.",
    lab="Gives them to that one.",
)
REFRESH_TOKEN_EXPIRES = Behaviour(
    id="refresh-token-expires",
    service="cognito-idp",
    operations=INITIATE,
    aws="A refresh token lives as long as the app client's RefreshTokenValidity says, 30 days if "
    "it says nothing.",
    document=_REFRESH,
    moto="Takes it for ever.",
    lab="Refuses it from the last moment on.",
    unconfirmed="the words, which are from people's reports; that a later change of the app client "
    "does not move the end of tokens that are out",
)
REVOKED_REFRESH_TOKEN_WORDS = Behaviour(
    id="revoked-refresh-token-words",
    service="cognito-idp",
    operations=("AdminInitiateAuth",),
    aws="A revoked refresh token is NotAuthorizedException `Refresh Token has been revoked`.",
    document=API + "API_AdminInitiateAuth.html",
    moto="Repeats the token.",
    lab="Says it in AWS's words.",
    unconfirmed="the words, which are from people's reports",
)
REFRESH_FROM_A_KNOWN_DEVICE = Behaviour(
    id="refresh-from-a-known-device",
    service="cognito-idp",
    operations=INITIATE,
    aws="Where the pool remembers devices, a refresh needs the DEVICE_KEY of a confirmed one: else "
    "`Invalid Refresh Token`.",
    document=_INVALID,
    moto="Does not look at it.",
    lab="Asks for the key of a device that this user has confirmed.",
    unconfirmed="that any confirmed device of the user will do. The page also says that tokens of "
    "USER_PASSWORD_AUTH cannot be refreshed at all; here they can",
)
ROTATION_HAS_ITS_OWN_OPERATION = Behaviour(
    id="rotation-has-its-own-operation",
    service="cognito-idp",
    operations=INITIATE,
    aws="REFRESH_TOKEN_AUTH does not work in an app client whose refresh tokens rotate.",
    document=_REFRESH + "#using-the-refresh-token-rotation",
    moto="Gives new tokens, and never another refresh token.",
    lab="Refuses it.",
    unconfirmed="code and words; that an app client which allows the flow can be set to rotate",
)
GET_TOKENS_FROM_REFRESH_TOKEN = Behaviour(
    id="get-tokens-from-refresh-token",
    service="cognito-idp",
    operations=(GET_TOKENS,),
    aws="Gives new tokens for a refresh token, and where tokens rotate another refresh token, "
    "which lives no longer; the old one is good for a grace of up to 60 seconds, and after it "
    "RefreshTokenReuseException.",
    document=API + "API_GetTokensFromRefreshToken.html",
    moto="Does not implement it.",
    lab="Gives them; who reuses a token ends its whole family.",
    answers=True,
    unconfirmed="the words; that reuse ends the family, as RFC 9700 advises; that each try within "
    "the grace brings one more refresh token; that a secret is refused where the app client has "
    "none",
)
REVOKE_TOKEN = Behaviour(
    id="revoke-token",
    service="cognito-idp",
    operations=("RevokeToken",),
    aws="RevokeToken ends one refresh token and the access tokens that came from it; the user's "
    "other sign-ins go on.",
    document=GUIDE + "token-revocation.html",
    moto="Does not implement it.",
    lab="Ends all tokens of that sign-in; only the app client that they were given to can.",
    answers=True,
    unconfirmed="the words; that an unknown, old or revoked token is no error, as RFC 7009 has it "
    "and AWS's revoke endpoint does; what an unknown app client is told",
)

ROWS = (
    REFRESH_TOKEN_IS_OPAQUE,
    REFRESH_BY_THE_SAME_CLIENT,
    REFRESH_TOKEN_EXPIRES,
    REVOKED_REFRESH_TOKEN_WORDS,
    REFRESH_FROM_A_KNOWN_DEVICE,
    ROTATION_HAS_ITS_OWN_OPERATION,
    GET_TOKENS_FROM_REFRESH_TOKEN,
    REVOKE_TOKEN,
)
