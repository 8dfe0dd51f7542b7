"""Rows of the ledger: identities, and who gets one."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

_SERVICE = "cognito-identity"
_API = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"

GET_ID = Behaviour(
    id="get-id",
    service=_SERVICE,
    operations=("GetId",),
    aws="Verifies every login, refuses guests where there are none, and gives the same identity "
    "for the same login.",
    document=_API + "API_GetId.html",
    moto="Never reads the logins, gives a new identity each time, also in pools that are not "
    "there.",
    lab="Holds each login to what its provider publishes, and knows whose it is.",
    answers=True,
    unconfirmed="the words of most refusals, which are from people's reports, and in which order "
    "they are asked",
)
IDENTITIES_ARE_KEPT = Behaviour(
    id="identities-are-kept",
    service=_SERVICE,
    operations=("DescribeIdentity", "DeleteIdentities", "UnlinkIdentity"),
    aws="An identity can be described and deleted, and one of its logins taken away.",
    document=_API + "API_DescribeIdentity.html",
    moto="Does not implement it.",
    lab="Does it; without a login an identity is disabled.",
    answers=True,
    unconfirmed="the words of the refusals",
)
IDENTITIES_ARE_LISTED = Behaviour(
    id="identities-are-listed",
    service=_SERVICE,
    operations=("ListIdentities",),
    aws="Lists the pool's identities with their logins, page by page.",
    document=_API + "API_ListIdentities.html",
    moto="Lists what it gave out, without logins, and stumbles over a pool that is not there.",
    lab="Lists them as they are.",
    answers=True,
)

ROWS = (GET_ID, IDENTITIES_ARE_KEPT, IDENTITIES_ARE_LISTED)
