"""Pairs of the ledger's rows in `identity_roles`."""

from typing import Any

from cognito_lab.aws.ledger_rows import identity_roles as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.identity_pools import new_pool
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

ROLE = "arn:aws:iam::123456789012:role/guests"


@pair(
    rows.POOL_ROLES,
    moto="a raw NotImplementedError",
    lab={"unauthenticated": ROLE},
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> Any:
    client, pool = scene.client("cognito-identity"), new_pool(scene)
    roles = {"unauthenticated": ROLE}
    ended = answer(client.set_identity_pool_roles, IdentityPoolId=pool, Roles=roles)
    if ended != "accepted":
        return ended
    return client.get_identity_pool_roles(IdentityPoolId=pool)["Roles"]


@pair(
    rows.PRINCIPAL_TAGS,
    moto="a raw NotImplementedError",
    lab={"username": "sub", "client": "aud"},
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> Any:
    client = scene.client("cognito-identity")
    named = {"IdentityProviderName": "accounts.google.com"}
    pool = new_pool(scene, SupportedLoginProviders={"accounts.google.com": "app"})
    call = client.set_principal_tag_attribute_map
    ended = answer(call, IdentityPoolId=pool, UseDefaults=True, **named)
    if ended != "accepted":
        return ended
    told = client.get_principal_tag_attribute_map(IdentityPoolId=pool, **named)
    return told["PrincipalTags"]


@pair(
    rows.CREDENTIALS,
    moto="accepted",
    lab="InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check "
    "assigned IAM roles for this pool.",
)
def _(scene: Scene) -> str:
    client = scene.client("cognito-identity")
    guest = client.get_id(IdentityPoolId=new_pool(scene))["IdentityId"]
    return answer(client.get_credentials_for_identity, IdentityId=guest)
