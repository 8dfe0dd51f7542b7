"""Pairs of the ledger's rows in `identity_pools`."""

from typing import Any

from cognito_lab.aws.ledger_rows import identity_pools as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer


def new_pool(scene: Scene, **settings: Any) -> str:
    """An identity pool's id."""
    given = {"IdentityPoolName": "photos", "AllowUnauthenticatedIdentities": True, **settings}
    return str(scene.client("cognito-identity").create_identity_pool(**given)["IdentityPoolId"])


@pair(
    rows.IDENTITY_REQUEST_IS_CHECKED,
    moto="accepted",
    lab="refused by the model",
)
def _(scene: Scene) -> str:
    ended = answer(
        scene.client("cognito-identity").create_identity_pool,
        IdentityPoolName="photos",
        AllowUnauthenticatedIdentities=False,
        DeveloperProviderName="no spaces here",
    )
    return "refused by the model" if "failed to satisfy constraint" in ended else ended


@pair(rows.CLASSIC_FLOW_IS_KEPT, moto=None, lab=False)
def _(scene: Scene) -> bool | None:
    pool = new_pool(scene, AllowClassicFlow=False)
    told = scene.client("cognito-identity").describe_identity_pool(IdentityPoolId=pool)
    return told.get("AllowClassicFlow")


@pair(rows.UPDATE_REPLACES, moto={"graph.facebook.com": "app"}, lab=None)
def _(scene: Scene) -> Any:
    pool = new_pool(scene, SupportedLoginProviders={"graph.facebook.com": "app"})
    return (
        scene.client("cognito-identity")
        .update_identity_pool(
            IdentityPoolId=pool, IdentityPoolName="photos", AllowUnauthenticatedIdentities=True
        )
        .get("SupportedLoginProviders")
    )


@pair(rows.POOLS_ARE_PAGED, moto="all at once", lab="one, and where the next begins")
def _(scene: Scene) -> str:
    for _ in range(2):
        new_pool(scene)
    page = scene.client("cognito-identity").list_identity_pools(MaxResults=1)
    is_page = len(page["IdentityPools"]) == 1 and "NextToken" in page
    return "one, and where the next begins" if is_page else "all at once"


@pair(
    rows.POOL_TAGS,
    moto="a raw NotImplementedError",
    lab={"team": "red"},
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> Any:
    client = scene.client("cognito-identity")
    pool = new_pool(scene)
    arn = f"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/{pool}"
    ended = answer(client.tag_resource, ResourceArn=arn, Tags={"team": "red"})
    return ended if ended != "accepted" else client.list_tags_for_resource(ResourceArn=arn)["Tags"]
