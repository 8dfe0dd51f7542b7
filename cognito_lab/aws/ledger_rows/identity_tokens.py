"""Rows of the ledger: tokens of an identity pool, and what a developer vouches for."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

_SERVICE = "cognito-identity"
_API = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"
_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"

OPEN_ID_TOKEN = Behaviour(
    id="open-id-token",
    service=_SERVICE,
    operations=("GetOpenIdToken",),
    aws="Verifies the logins, and gives a signed JWT that is good for ten minutes, if the pool "
    "allows the classic flow.",
    document=_API + "API_GetOpenIdToken.html",
    moto="Gives everybody a text that is no JWT.",
    lab="Gives a JWT that verifies, with how somebody came in.",
    answers=True,
    unconfirmed="how `amr` names somebody who did not come by a user pool",
)
DEVELOPER_TOKEN = Behaviour(
    id="developer-token",
    service=_SERVICE,
    operations=("GetOpenIdTokenForDeveloperIdentity",),
    aws="Gives a token for a user of the developer's own, good for 15 minutes or what was asked.",
    document=_API + "API_GetOpenIdTokenForDeveloperIdentity.html",
    moto="Gives a text that is no JWT, for any user, and a new identity each time.",
    lab="Gives a JWT that verifies, for the identity of that user.",
    answers=True,
    unconfirmed="the words of the refusals, and how `amr` names the user",
)
DEVELOPER_IDENTITIES = Behaviour(
    id="developer-identities",
    service=_SERVICE,
    operations=(
        "LookupDeveloperIdentity",
        "MergeDeveloperIdentities",
        "UnlinkDeveloperIdentity",
    ),
    aws="Identities of the developer's users can be looked up, merged and unlinked.",
    document=_API + "API_MergeDeveloperIdentities.html",
    moto="Does not implement it.",
    lab="Does it.",
    answers=True,
    unconfirmed="which exceptions a merge raises, and the words of the refusals",
)
IDENTITY_KEYS = Behaviour(
    id="identity-keys",
    service=_SERVICE,
    operations=("GetJsonWebKeySet", "GetOpenIdConfiguration"),
    aws="The issuer `https://cognito-identity.amazonaws.com` publishes the keys of its tokens.",
    document=_GUIDE + "role-trust-and-permissions.html",
    moto="Does not serve them.",
    lab="Serves the key set and the discovery document.",
    answers=True,
    unconfirmed="the addresses, which are from people's reports, and what the document says",
)

ROWS = (OPEN_ID_TOKEN, DEVELOPER_TOKEN, DEVELOPER_IDENTITIES, IDENTITY_KEYS)
