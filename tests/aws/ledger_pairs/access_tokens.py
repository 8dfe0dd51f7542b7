"""Pairs of the ledger's rows in `access_tokens`."""

from cognito_lab.aws.ledger_rows import access_tokens as rows
from cognito_lab.tokens.forgeries import Loot, forge
from cognito_lab.tokens.keys import SigningKey
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

NO_ACCESS_TOKEN = "NotAuthorizedException: Invalid Access Token"


@pair(
    rows.ACCESS_TOKEN_IS_VERIFIED,
    moto=["NotAuthorizedException: Invalid token"] * 3 + ["NotAuthorizedException: TOKEN"],
    lab=[
        "NotAuthorizedException: Could not verify signature for Access Token",
        NO_ACCESS_TOKEN,
        NO_ACCESS_TOKEN,
        NO_ACCESS_TOKEN,
    ],
)
def _(scene: Scene) -> list[str]:
    """GetUser with a forged token, with an ID token, with no token at all; and a sign-out."""
    tokens = scene.tokens(scene.confirmed())
    loot = Loot({"keys": []}, SigningKey.generate())
    forged = forge(tokens["AccessToken"], "payload-edited", loot=loot).token
    said = [
        answer(scene.idp.get_user, AccessToken=token)
        for token in (forged, tokens["IdToken"], "no-token")
    ]
    signed_out = answer(scene.idp.global_sign_out, AccessToken="no-token")
    return [*said, signed_out.replace("no-token", "TOKEN")]


@pair(
    rows.ACCESS_TOKEN_EXPIRES,
    moto="accepted",
    lab="NotAuthorizedException: Access Token has expired",
)
def _(scene: Scene) -> str:
    token = scene.tokens(scene.confirmed())["AccessToken"]
    scene.wait(seconds=3600)
    return answer(scene.idp.get_user, AccessToken=token)
