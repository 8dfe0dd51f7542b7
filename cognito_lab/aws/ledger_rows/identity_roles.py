"""Rows of the ledger: the roles of an identity pool, and their credentials."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

_SERVICE = "cognito-identity"
_API = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"

POOL_ROLES = Behaviour(
    id="identity-pool-roles",
    service=_SERVICE,
    operations=("SetIdentityPoolRoles", "GetIdentityPoolRoles"),
    aws="A pool has a role for logins, one for guests, and mappings from logins to roles.",
    document=_API + "API_SetIdentityPoolRoles.html",
    moto="Does not implement it.",
    lab="Keeps them, and refuses a mapping that no login could meet.",
    answers=True,
    unconfirmed="the words of the refusals, and that a role need not be there",
)
PRINCIPAL_TAGS = Behaviour(
    id="principal-tag-maps",
    service=_SERVICE,
    operations=("SetPrincipalTagAttributeMap", "GetPrincipalTagAttributeMap"),
    aws="Of each provider the pool knows which claims become tags of the session.",
    document=_API + "API_SetPrincipalTagAttributeMap.html",
    moto="Does not implement it.",
    lab="Keeps the maps; the tags are set by GetCredentialsForIdentity.",
    answers=True,
    unconfirmed="what becomes of a claim that no tag can be like, and the words of the refusals",
)
CREDENTIALS = Behaviour(
    id="credentials-for-identity",
    service=_SERVICE,
    operations=("GetCredentialsForIdentity",),
    aws="Verifies the logins, chooses the role, has its trust policy asked, limits guests, and "
    "gives credentials of that role for an hour.",
    document=_API + "API_GetCredentialsForIdentity.html",
    moto="Gives everybody the same key, which opens nothing.",
    lab="Walks the whole way; the credentials may do what their policies allow.",
    answers=True,
    unconfirmed="the words of most refusals; what is chosen for several logins; that a token "
    "without roles counts as ambiguous, and that a custom role without a mapping is refused",
)

ROWS = (POOL_ROLES, PRINCIPAL_TAGS, CREDENTIALS)
