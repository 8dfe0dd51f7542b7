"""Pairs of the ledger's rows in `identities`."""

from typing import Any

from cognito_lab.aws.ledger_rows import identities as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.identity_pools import new_pool
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


@pair(
    rows.GET_ID,
    moto="accepted",
    lab="NotAuthorizedException: Unauthenticated access is not supported for this identity pool.",
)
def _(scene: Scene) -> str:
    pool = new_pool(scene, AllowUnauthenticatedIdentities=False)
    return answer(scene.client("cognito-identity").get_id, IdentityPoolId=pool)


@pair(
    rows.IDENTITIES_ARE_KEPT,
    moto="a raw NotImplementedError",
    lab="described",
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> str:
    client = scene.client("cognito-identity")
    guest = client.get_id(IdentityPoolId=new_pool(scene))["IdentityId"]
    ended = answer(client.describe_identity, IdentityId=guest)
    return "described" if ended == "accepted" else ended


@pair(rows.IDENTITIES_ARE_LISTED, moto=2, lab=1, behind=(rows.GET_ID,))
def _(scene: Scene) -> int:
    client = scene.client("cognito-identity")
    pool = new_pool(scene)
    for _ in range(2):
        client.get_id(IdentityPoolId=pool)
    listed: list[Any] = client.list_identities(IdentityPoolId=pool, MaxResults=1)["Identities"]
    return len(listed)
