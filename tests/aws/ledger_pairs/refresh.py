"""Pairs of the ledger's rows in `refresh`."""

from typing import Any

from cognito_lab.aws.ledger_rows import every_service
from cognito_lab.aws.ledger_rows import refresh as rows
from tests.aws.ledger_pairs.pair import pair, shape
from tests.aws.ledger_scene import Scene, answer

FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
ROTATES = {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}}
INVALID = "NotAuthorizedException: Invalid Refresh Token."
REVOKED = "NotAuthorizedException: Refresh Token has been revoked"
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NOT_IMPLEMENTED = "a raw NotImplementedError"


def refreshing_app(scene: Scene, **settings: Any) -> str:
    app = scene.new_app(scene.pool, **{"ExplicitAuthFlows": FLOWS, **settings})
    return str(app["ClientId"])


def refreshed(scene: Scene, app: str, token: str, **parameters: str) -> str:
    return answer(
        scene.idp.initiate_auth,
        ClientId=app,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": token, **parameters},
    )


@pair(rows.REFRESH_TOKEN_IS_OPAQUE, moto="uuid", lab="five_segments")
def _(scene: Scene) -> str:
    token = scene.tokens(scene.confirmed())["RefreshToken"]
    return shape(token, uuid=UUID, five_segments=r"[\w-]+(\.[\w-]+){4}")


@pair(rows.REFRESH_BY_THE_SAME_CLIENT, moto="accepted", lab=INVALID)
def _(scene: Scene) -> str:
    token = scene.tokens(scene.confirmed(), refreshing_app(scene))["RefreshToken"]
    return refreshed(scene, refreshing_app(scene), token)


@pair(
    rows.REFRESH_TOKEN_EXPIRES,
    moto="accepted",
    lab="NotAuthorizedException: Refresh Token has expired",
)
def _(scene: Scene) -> str:
    hour = {"RefreshTokenValidity": 1, "TokenValidityUnits": {"RefreshToken": "hours"}}
    app = refreshing_app(scene, **hour)
    token = scene.tokens(scene.confirmed(), app)["RefreshToken"]
    scene.wait(seconds=3600)
    return refreshed(scene, app, token)


@pair(rows.REVOKED_REFRESH_TOKEN_WORDS, moto="NotAuthorizedException: TOKEN", lab=REVOKED)
def _(scene: Scene) -> str:
    """Said to an administrator."""
    username, app = scene.confirmed(), refreshing_app(scene)
    token = scene.tokens(username, app)["RefreshToken"]
    scene.idp.admin_user_global_sign_out(UserPoolId=scene.pool, Username=username)
    return answer(
        scene.idp.admin_initiate_auth,
        UserPoolId=scene.pool,
        ClientId=app,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": token},
    ).replace(token, "TOKEN")


@pair(rows.REFRESH_FROM_A_KNOWN_DEVICE, moto="accepted", lab=INVALID)
def _(scene: Scene) -> str:
    remembers = {"DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True}}
    pool = scene.new_pool(**remembers)
    app = scene.new_app(pool, ExplicitAuthFlows=FLOWS)["ClientId"]
    username = scene.sign_up(app)
    scene.idp.admin_confirm_sign_up(UserPoolId=pool, Username=username)
    return refreshed(scene, app, scene.tokens(username, app)["RefreshToken"])


@pair(
    rows.ROTATION_HAS_ITS_OWN_OPERATION,
    moto="accepted",
    lab="UnsupportedOperationException: REFRESH_TOKEN_AUTH is not supported for app clients with "
    "refresh token rotation.",
)
def _(scene: Scene) -> str:
    app = refreshing_app(scene, **ROTATES)
    return refreshed(scene, app, scene.tokens(scene.confirmed(), app)["RefreshToken"])


@pair(
    rows.GET_TOKENS_FROM_REFRESH_TOKEN,
    moto=[NOT_IMPLEMENTED] * 2,
    lab=["accepted", "RefreshTokenReuseException: Refresh Token has been reused"],
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str]:
    """Once, and again when the token was rotated out."""
    app = refreshing_app(scene, **ROTATES)
    token = scene.tokens(scene.confirmed(), app)["RefreshToken"]
    get_tokens = scene.idp.get_tokens_from_refresh_token
    return [answer(get_tokens, ClientId=app, RefreshToken=token) for _ in range(2)]


@pair(
    rows.REVOKE_TOKEN,
    moto=[NOT_IMPLEMENTED, "accepted", "accepted"],
    lab=["accepted", "NotAuthorizedException: Access Token has been revoked", REVOKED],
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str]:
    """The call, and what the access and the refresh token still open."""
    app = refreshing_app(scene)
    tokens = scene.tokens(scene.confirmed(), app)
    return [
        answer(scene.idp.revoke_token, ClientId=app, Token=tokens["RefreshToken"]),
        answer(scene.idp.get_user, AccessToken=tokens["AccessToken"]),
        refreshed(scene, app, tokens["RefreshToken"]),
    ]
