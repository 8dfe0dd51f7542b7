"""Rows of the ledger: the pool itself, its app clients, its keys and public documents."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE, MAKE_TOKENS

USER_POOL_ID = Behaviour(
    id="user-pool-id",
    service="cognito-idp",
    operations=("CreateUserPool",),
    aws="A pool's id is its region, an underscore and nine letters and digits.",
    document=API + "API_UserPoolType.html",
    moto="Makes an id with 32 hexadecimal digits after the underscore.",
    lab="Makes an id of AWS's shape.",
    unconfirmed="nine is what the examples and real ids show; the pattern allows more",
)
APP_CLIENT_ID = Behaviour(
    id="app-client-id",
    service="cognito-idp",
    operations=("CreateUserPoolClient",),
    aws="An app client's id has 26 lower-case letters and digits, its secret about 50.",
    document=API + "API_UserPoolClientType.html",
    moto="Makes an id of 26 hexadecimal digits and a UUID for a secret.",
    lab="Makes both in AWS's shape.",
    unconfirmed="the lengths are those of real ids; the documented pattern allows others",
)
KEYS_PER_POOL = Behaviour(
    id="keys-per-pool",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="Each pool has two key pairs of its own, one for ID and one for access tokens.",
    document=GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
    moto="Signs the tokens of all pools with one packaged key, `kid: dummy`.",
    lab="Signs with the pool's own key for the token's use.",
    unconfirmed="how Cognito makes its key ids",
)
JWKS_PER_POOL = Behaviour(
    id="jwks-per-pool",
    service="cognito-idp",
    operations=("GetJsonWebKeySet",),
    aws="The issuer's /.well-known/jwks.json holds that pool's two public keys.",
    document=GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
    moto="Serves the same key for every pool, even for one that does not exist.",
    lab="Serves the pool's own keys; 404 for a pool that does not exist.",
    answers=True,
    unconfirmed="status and body of the answer for a missing pool",
)
DISCOVERY_PER_POOL = Behaviour(
    id="discovery-per-pool",
    service="cognito-idp",
    operations=("GetOpenIdConfiguration",),
    aws="The issuer's /.well-known/openid-configuration describes that pool.",
    document=GUIDE + "federation-endpoints.html",
    moto="Describes any pool, even one that does not exist, and never its domain.",
    lab="Describes the pool, with its domain's endpoints; 404 for one that does not exist.",
    answers=True,
    unconfirmed="what stands there for a pool without a domain, or for a missing pool",
)
CLIENT_NOT_FOUND_WORDS = Behaviour(
    id="client-not-found-words",
    service="cognito-idp",
    operations=(
        "SignUp",
        "ConfirmSignUp",
        "ForgotPassword",
        "ConfirmForgotPassword",
        *MAKE_TOKENS,
    ),
    aws="An unknown app client is ResourceNotFoundException `User pool client ID does not exist.`",
    document=API + "API_SignUp.html",
    moto="Says only the id.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; no AWS page prints them",
)
GROUPS_IN_ORDER = Behaviour(
    id="groups-in-order",
    service="cognito-idp",
    operations=(*MAKE_TOKENS, "AdminAddUserToGroup"),
    aws="cognito:groups and AdminListGroupsForUser list the user's groups.",
    document=GUIDE + "cognito-user-pools-user-groups.html",
    moto="Lists them in an order that changes from run to run.",
    lab="Lists them in the claim by precedence and name, else in the order of joining, so that "
    "equal seeds give equal answers.",
    unconfirmed="AWS's order: read the claim as a set",
)

ROWS = (
    USER_POOL_ID,
    APP_CLIENT_ID,
    KEYS_PER_POOL,
    JWKS_PER_POOL,
    DISCOVERY_PER_POOL,
    CLIENT_NOT_FOUND_WORDS,
    GROUPS_IN_ORDER,
)
