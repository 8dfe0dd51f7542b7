"""Rows of the ledger: what the tokens say, and for how long."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GET_TOKENS, GUIDE, INITIATE, MAKE_TOKENS

ATTRIBUTES_IN_ID_TOKEN = Behaviour(
    id="attributes-in-id-token",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="The ID token has the attributes that the app client may read; email_verified and "
    "phone_number_verified are true or false.",
    document=GUIDE + "amazon-cognito-user-pools-using-the-id-token.html",
    moto="Leaves out the standard ones unless the client lists them, puts in the custom ones "
    "always, writes `true` as a text, and calls the name that was typed the e-mail address.",
    lab="Puts them in: those that ReadAttributes lists, or all where it lists none.",
    unconfirmed="custom attributes of a client that lists none: the API reference says that it "
    "reads the standard ones, the CDK's that it reads all; address as an object, and updated_at as "
    "a number",
)
EVENT_ID = Behaviour(
    id="event-id-in-tokens",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="Both tokens of a sign-in have the same event_id.",
    document=GUIDE + "amazon-cognito-user-pools-using-the-id-token.html",
    moto="Leaves it out.",
    lab="Puts it in, and keeps it when tokens are refreshed.",
    unconfirmed="that a refresh keeps it",
)
USERNAME_IN_TOKENS = Behaviour(
    id="username-in-tokens",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="cognito:username and username are the user's own, whatever was typed to sign in: where an "
    "address is the user name, it is the sub.",
    document=GUIDE + "user-pool-settings-attributes.html",
    moto="In a pool of phone numbers it is the number that was typed.",
    lab="It is what AdminGetUser says.",
)
AUTH_TIME_IS_KEPT = Behaviour(
    id="auth-time-is-kept",
    service="cognito-idp",
    operations=(*INITIATE, GET_TOKENS),
    aws="auth_time is when the user signed in, also in tokens that were refreshed later.",
    document=GUIDE + "amazon-cognito-user-pools-using-the-id-token.html",
    moto="At a refresh it is the moment of the refresh.",
    lab="Keeps it.",
)
ROLES_IN_ID_TOKEN = Behaviour(
    id="roles-in-id-token",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="The ID token has cognito:roles, and cognito:preferred_role of the group with the lowest "
    "Precedence; none where equal groups have different roles.",
    document=GUIDE + "cognito-user-pools-user-groups.html",
    moto="Has neither.",
    lab="Has both.",
    unconfirmed="that a group without a role has no say, and that groups without a Precedence are "
    "equals",
)
REVOCATION_CLAIMS = Behaviour(
    id="revocation-claims",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="Tokens have jti and origin_jti where the app client has EnableTokenRevocation.",
    document=GUIDE + "token-revocation.html",
    moto="Puts them in always.",
    lab="Leaves them out where it is false.",
)
TOKEN_LIFETIMES = Behaviour(
    id="token-lifetimes",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="ID and access tokens live as long as the app client says.",
    document=API + "API_CreateUserPoolClient.html",
    moto="They live an hour.",
    lab="They live so long; ExpiresIn is that of the access token.",
    unconfirmed="that ExpiresIn is that of the access token",
)
LIFETIMES_ARE_CHECKED = Behaviour(
    id="lifetimes-are-checked",
    service="cognito-idp",
    operations=("CreateUserPoolClient", "UpdateUserPoolClient"),
    aws="Access and ID tokens live from 5 minutes to a day, refresh tokens from an hour to 10 "
    "years; 0 or no RefreshTokenValidity is 30 days.",
    document=API + "API_TokenValidityUnitsType.html",
    moto="Keeps whatever it is told.",
    lab="Refuses what is out of range, and writes 30 days in the client's unit.",
    unconfirmed="the words are from people's reports; what a unit without its number means",
)
PRE_TOKEN_GENERATION = Behaviour(
    id="pre-token-generation-trigger",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="Before there are tokens, PreTokenGeneration is called: it adds, changes and suppresses "
    "claims of the ID token, and sets the groups.",
    document=GUIDE + "user-pool-lambda-pre-token-generation.html",
    moto="Calls nothing.",
    lab="Calls it, once for both tokens, and does what it says.",
    unconfirmed="that a claim which cannot be changed is passed over; what else is refused",
)
ACCESS_TOKEN_CUSTOMIZATION = Behaviour(
    id="access-token-customization",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="With LambdaVersion V2_0 or V3_0 the function also changes claims and scopes of the "
    "access token, and claims can be more than texts.",
    document=GUIDE + "user-pool-lambda-pre-token-generation.html",
    moto="Calls nothing.",
    lab="Does so. Tokens of machines (V3_0) are not made.",
    unconfirmed="that a claim which cannot be changed is passed over; that a scope which is both "
    "added and suppressed is suppressed; what else is refused",
)
TOKEN_TRIGGER_CONFIG = Behaviour(
    id="pre-token-generation-config",
    service="cognito-idp",
    operations=("CreateUserPool", "UpdateUserPool"),
    aws="PreTokenGeneration and PreTokenGenerationConfig name one function; V2_0 and V3_0 need the "
    "Essentials or Plus plan.",
    document=GUIDE + "user-pool-lambda-pre-token-generation.html",
    moto="Keeps whatever it is told.",
    lab="Refuses two functions, and those versions in a pool of the Lite plan.",
    unconfirmed="the words, and that two functions are InvalidParameterException",
)

ROWS = (
    ATTRIBUTES_IN_ID_TOKEN,
    EVENT_ID,
    USERNAME_IN_TOKENS,
    AUTH_TIME_IS_KEPT,
    ROLES_IN_ID_TOKEN,
    REVOCATION_CLAIMS,
    TOKEN_LIFETIMES,
    LIFETIMES_ARE_CHECKED,
    PRE_TOKEN_GENERATION,
    ACCESS_TOKEN_CUSTOMIZATION,
    TOKEN_TRIGGER_CONFIG,
)
