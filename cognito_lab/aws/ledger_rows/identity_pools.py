"""Rows of the ledger: identity pools and their settings."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION

_SERVICE = "cognito-identity"
_API = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/"

IDENTITY_REQUEST_IS_CHECKED = Behaviour(
    id="identity-request-is-checked",
    service=_SERVICE,
    operations=EVERY_OPERATION,
    aws="A request is held to the operation's model: types, required members, enums, lengths and "
    "patterns.",
    document=_API + "CommonErrors.html",
    moto="Looks at none of it, and stumbles over some.",
    lab="Refuses what the model does not allow.",
    unconfirmed="the code and the words, which are from people's reports",
)
CLASSIC_FLOW_IS_KEPT = Behaviour(
    id="classic-flow-is-kept",
    service=_SERVICE,
    operations=("CreateIdentityPool", "DescribeIdentityPool"),
    aws="A pool has the setting AllowClassicFlow, and is described with what was set.",
    document=_API + "API_CreateIdentityPool.html",
    moto="Forgets AllowClassicFlow.",
    lab="Keeps it and describes the pool with it.",
)
UPDATE_REPLACES = Behaviour(
    id="update-identity-pool",
    service=_SERVICE,
    operations=("UpdateIdentityPool",),
    aws="Replaces the pool's settings by those that are given; a pool that is not there is "
    "ResourceNotFoundException.",
    document=_API + "API_UpdateIdentityPool.html",
    moto="Leaves what is not named as it was, and stumbles over a pool that is not there.",
    lab="Replaces them all.",
    answers=True,
    unconfirmed="that what is left out is taken away, which is from people's reports",
)
POOLS_ARE_PAGED = Behaviour(
    id="identity-pools-are-paged",
    service=_SERVICE,
    operations=("ListIdentityPools",),
    aws="Lists up to MaxResults pools, with a token for the next page.",
    document=_API + "API_ListIdentityPools.html",
    moto="Lists all of them.",
    lab="Lists page by page.",
    answers=True,
)
POOL_TAGS = Behaviour(
    id="identity-pool-tags",
    service=_SERVICE,
    operations=("TagResource", "UntagResource", "ListTagsForResource"),
    aws="A pool's tags can be added, taken away and listed.",
    document=_API + "API_TagResource.html",
    moto="Does not implement it.",
    lab="Does it.",
    answers=True,
)

ROWS = (
    IDENTITY_REQUEST_IS_CHECKED,
    CLASSIC_FLOW_IS_KEPT,
    UPDATE_REPLACES,
    POOLS_ARE_PAGED,
    POOL_TAGS,
)
