"""Pairs of the ledger's rows in `user_pools`."""

import jwt
import requests
from moto.utilities.utils import load_resource

from cognito_lab.aws.ledger_rows import user_pools as rows
from tests.aws.ledger_pairs.pair import pair, shape
from tests.aws.ledger_scene import PASSWORD, REGION, Scene, answer

MOTO_KEY = jwt.PyJWK(load_resource("cognitoidp/resources/jwks-public.json")["keys"][0]).key
NOWHERE = f"https://cognito-idp.{REGION}.amazonaws.com/{REGION}_Nowhere12"


@pair(rows.USER_POOL_ID, moto="hex_32", lab="alphanumeric_9")
def _(scene: Scene) -> str:
    unique = scene.new_pool().removeprefix(REGION + "_")
    return shape(unique, hex_32="[0-9a-f]{32}", alphanumeric_9="[A-Za-z0-9]{9}")


@pair(rows.APP_CLIENT_ID, moto=("hex_26", "uuid"), lab=("alphanumeric_26", "alphanumeric_51"))
def _(scene: Scene) -> tuple[str, str]:
    client = scene.new_app(scene.pool, GenerateSecret=True)
    return (
        shape(client["ClientId"], hex_26="[0-9a-f]{26}", alphanumeric_26="[a-z0-9]{26}"),
        shape(client["ClientSecret"], uuid="[0-9a-f-]{36}", alphanumeric_51="[a-z0-9]{51}"),
    )


@pair(
    rows.CLIENT_NOT_FOUND_WORDS,
    moto=["ResourceNotFoundException: 0client0"] * 2,
    lab=["ResourceNotFoundException: User pool client 0client0 does not exist."] * 2,
)
def _(scene: Scene) -> list[str]:
    nobodys = {"ClientId": "0client0", "Username": "anybody"}
    return [
        answer(scene.idp.sign_up, **nobodys, Password=PASSWORD),
        answer(scene.idp.confirm_sign_up, **nobodys, ConfirmationCode="123456"),
    ]


@pair(rows.KEYS_PER_POOL, moto=({"dummy"}, 4), lab=(4, 0))
def _(scene: Scene) -> tuple[set[str] | int, int]:
    tokens = []
    for pool in (scene.pool, scene.new_pool()):
        app = scene.new_app(pool)["ClientId"]
        username = scene.sign_up(app)
        scene.confirm(username, app=app)
        result = scene.tokens(username, app)
        tokens += [result["IdToken"], result["AccessToken"]]
    kids = {jwt.get_unverified_header(token)["kid"] for token in tokens}
    packaged = [token for token in tokens if verifies_with_the_packaged_key(token)]
    return (kids if kids == {"dummy"} else len(kids)), len(packaged)


def verifies_with_the_packaged_key(token: str) -> bool:
    try:
        jwt.decode(token, MOTO_KEY, algorithms=["RS256"], options={"verify_aud": False})
    except jwt.InvalidSignatureError:
        return False
    return True


@pair(rows.JWKS_PER_POOL, moto=({"dummy"}, 200), lab=(4, 404))
def _(scene: Scene) -> tuple[set[str] | int, int]:
    def jwks(issuer: str) -> requests.Response:
        return requests.get(f"{issuer}/.well-known/jwks.json", timeout=5)

    issuers = [NOWHERE.rpartition("/")[0] + f"/{pool}" for pool in (scene.pool, scene.new_pool())]
    kids = {key["kid"] for issuer in issuers for key in jwks(issuer).json()["keys"]}
    return (kids if kids == {"dummy"} else len(kids)), jwks(NOWHERE).status_code


@pair(
    rows.DISCOVERY_PER_POOL,
    moto=(None, 200),
    lab=("https://ledger.auth.us-east-1.amazoncognito.com/oauth2/token", 404),
)
def _(scene: Scene) -> tuple[str | None, int]:
    def discovery(issuer: str) -> requests.Response:
        return requests.get(f"{issuer}/.well-known/openid-configuration", timeout=5)

    scene.idp.create_user_pool_domain(UserPoolId=scene.pool, Domain="ledger")
    document = discovery(NOWHERE.rpartition("/")[0] + f"/{scene.pool}").json()
    return document.get("token_endpoint"), discovery(NOWHERE).status_code


@pair(rows.GROUPS_IN_ORDER, moto=False, lab=True)
def _(scene: Scene) -> bool:
    """Whether ten groups stand in order, in the tokens of four users who joined differently."""
    names = [f"group{number}" for number in range(10)]
    for precedence, name in enumerate(names):
        scene.idp.create_group(UserPoolId=scene.pool, GroupName=name, Precedence=precedence)
    orders = (names, names[::-1], names[::2] + names[1::2], names[5:] + names[:5])
    found = []
    for order in orders:
        username = scene.sign_up()
        scene.confirm(username)
        for name in order:
            scene.idp.admin_add_user_to_group(
                UserPoolId=scene.pool, Username=username, GroupName=name
            )
        token = scene.tokens(username)["AccessToken"]
        found.append(jwt.decode(token, options={"verify_signature": False})["cognito:groups"])
    assert all(sorted(groups) == names for groups in found)
    return all(groups == names for groups in found)
