"""Pairs of the ledger's rows in `identity_tokens`."""

import requests

from cognito_lab.aws.ledger_rows import identity_tokens as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.identity_pools import new_pool
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

NO_JWT, JWT = "a text that is no JWT", "a JWT"


def _shape(token: str) -> str:
    return JWT if token.count(".") == 2 else NO_JWT


@pair(rows.OPEN_ID_TOKEN, moto=NO_JWT, lab=JWT)
def _(scene: Scene) -> str:
    client = scene.client("cognito-identity")
    guest = client.get_id(IdentityPoolId=new_pool(scene))["IdentityId"]
    return _shape(client.get_open_id_token(IdentityId=guest)["Token"])


@pair(rows.DEVELOPER_TOKEN, moto=NO_JWT, lab=JWT)
def _(scene: Scene) -> str:
    pool = new_pool(scene, DeveloperProviderName="login.example")
    call = scene.client("cognito-identity").get_open_id_token_for_developer_identity
    return _shape(call(IdentityPoolId=pool, Logins={"login.example": "7"})["Token"])


@pair(
    rows.DEVELOPER_IDENTITIES,
    moto="a raw NotImplementedError",
    lab="ResourceNotFoundException: Developer user not found.",
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> str:
    pool = new_pool(scene, DeveloperProviderName="login.example")
    call = scene.client("cognito-identity").lookup_developer_identity
    return answer(call, IdentityPoolId=pool, DeveloperUserIdentifier="7")


@pair(rows.IDENTITY_KEYS, moto="not served", lab="a key set", behind=(NOT_IMPLEMENTED,))
def _(scene: Scene) -> str:
    address = "https://cognito-identity.amazonaws.com/.well-known/jwks_uri"
    try:
        answered = requests.get(address, timeout=5)
    except requests.RequestException:
        return "not served"
    return "a key set" if answered.status_code == 200 else "not served"
