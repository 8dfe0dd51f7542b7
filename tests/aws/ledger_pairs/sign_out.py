"""Pairs of the ledger's rows in `sign_out`."""

from cognito_lab.aws.ledger_rows import sign_out as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

REVOKED = "NotAuthorizedException: Access Token has been revoked"


@pair(
    rows.REVOKED_TOKEN_WORDS,
    moto=["NotAuthorizedException: Invalid token", "NotAuthorizedException: TOKEN"],
    lab=[REVOKED, REVOKED],
)
def _(scene: Scene) -> list[str]:
    """GetUser, and another sign-out."""
    username = scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    scene.idp.admin_user_global_sign_out(UserPoolId=scene.pool, Username=username)
    return [
        answer(scene.idp.get_user, AccessToken=token),
        answer(scene.idp.global_sign_out, AccessToken=token).replace(token, "TOKEN"),
    ]


@pair(
    rows.DISABLED_USER_IS_SIGNED_OUT,
    moto=["accepted"] * 2,
    lab=["NotAuthorizedException: Refresh Token has been revoked", REVOKED],
)
def _(scene: Scene) -> list[str]:
    """A refresh by a disabled user; the access token, when the user is enabled again."""
    username = scene.confirmed()
    named = {"UserPoolId": scene.pool, "Username": username}
    app = scene.new_app(
        scene.pool, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    )["ClientId"]
    tokens = scene.tokens(username, app)
    scene.idp.admin_disable_user(**named)
    refreshed = answer(
        scene.idp.initiate_auth,
        ClientId=app,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )
    scene.idp.admin_enable_user(**named)
    return [refreshed, answer(scene.idp.get_user, AccessToken=tokens["AccessToken"])]
