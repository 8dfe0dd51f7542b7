"""Pairs of the ledger's rows in `sign_in`."""

from typing import Any

from cognito_lab.aws.ledger_rows import sign_in as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

INCORRECT = "NotAuthorizedException: Incorrect username or password."
SRP_A = "2"  # A = g: no client would take it, and it is a number like any other


def begin(
    scene: Scene, flow: str = "USER_PASSWORD_AUTH", app: str | None = None, **parameters: str
) -> str:
    """InitiateAuth, in words."""
    return answer(
        scene.idp.initiate_auth,
        ClientId=app or scene.app,
        AuthFlow=flow,
        AuthParameters=parameters,
    )


def begin_as_administrator(scene: Scene, **parameters: str) -> str:
    """AdminInitiateAuth with a password, in words."""
    return answer(
        scene.idp.admin_initiate_auth,
        UserPoolId=scene.pool,
        ClientId=scene.app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters=parameters,
    )


@pair(
    rows.AUTH_FLOW_IS_ALLOWED,
    moto=["accepted"] * 2,
    lab=[
        "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client",
        "InvalidParameterException: Auth flow not enabled for this client",
    ],
)
def _(scene: Scene) -> list[str]:
    app = scene.new_app(scene.pool, ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])["ClientId"]
    username = scene.confirmed()
    parameters = {"USERNAME": username, "PASSWORD": PASSWORD}
    as_administrator = answer(
        scene.idp.admin_initiate_auth,
        UserPoolId=scene.pool,
        ClientId=app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters=parameters,
    )
    return [begin(scene, app=app, **parameters), as_administrator]


@pair(
    rows.SECRET_HASH_IS_CHECKED,
    moto=["accepted"] * 2,
    lab=[
        "NotAuthorizedException: Client CLIENT is configured with secret but SECRET_HASH was not "
        "received",
        "NotAuthorizedException: Unable to verify secret hash for client CLIENT",
    ],
)
def _(scene: Scene) -> list[str]:
    username = scene.confirmed()
    app = scene.new_app(scene.pool, GenerateSecret=True)["ClientId"]
    parameters = {"USERNAME": username, "PASSWORD": PASSWORD}
    return [
        begin(scene, app=app, **parameters).replace(app, "CLIENT"),
        begin(scene, app=app, **parameters, SECRET_HASH="bm90IGl0").replace(app, "CLIENT"),
    ]


@pair(
    rows.UNCONFIRMED_IS_SAID_FIRST,
    moto=[INCORRECT, "accepted"],
    lab=["UserNotConfirmedException: User is not confirmed."] * 2,
)
def _(scene: Scene) -> list[str]:
    """A wrong password, and the right one to an administrator."""
    username = scene.sign_up()
    return [
        begin(scene, USERNAME=username, PASSWORD="Not-Her-Password-1"),
        begin_as_administrator(scene, USERNAME=username, PASSWORD=PASSWORD),
    ]


@pair(
    rows.PASSWORD_RESET_REQUIRED,
    moto="accepted",
    lab="PasswordResetRequiredException: Password reset required for the user",
)
def _(scene: Scene) -> str:
    username = scene.confirmed(verified=True)
    scene.idp.admin_reset_user_password(UserPoolId=scene.pool, Username=username)
    return begin(scene, USERNAME=username, PASSWORD=PASSWORD)


@pair(rows.WRONG_PASSWORD_WORDS, moto="NotAuthorizedException: NAME", lab=INCORRECT)
def _(scene: Scene) -> str:
    username = scene.confirmed()
    said = begin_as_administrator(scene, USERNAME=username, PASSWORD="Not-Her-Password-1")
    return said.replace(username, "NAME")


@pair(
    rows.USER_EXISTENCE_IS_HIDDEN,
    moto="UserNotFoundException: User does not exist.",
    lab=INCORRECT,
)
def _(scene: Scene) -> str:
    app = scene.new_app(scene.pool, PreventUserExistenceErrors="ENABLED")["ClientId"]
    return begin(scene, app=app, USERNAME="nobody", PASSWORD=PASSWORD)


@pair(rows.LOCKOUT, moto="accepted", lab="NotAuthorizedException: Password attempts exceeded")
def _(scene: Scene) -> str:
    """The right password after the eleventh wrong one, which locks for more than a minute."""
    username = scene.confirmed()
    for _ in range(11):
        begin(scene, USERNAME=username, PASSWORD="Not-Her-Password-1")
        scene.wait(seconds=90)
    begin(scene, USERNAME=username, PASSWORD="Not-Her-Password-1")
    return begin(scene, USERNAME=username, PASSWORD=PASSWORD)


@pair(rows.SRP_PROOF_IS_CHECKED, moto="accepted", lab=INCORRECT)
def _(scene: Scene) -> str:
    """A claim by somebody who knows no password."""
    return answer(prove, scene=scene, username=scene.confirmed(), signature="bm90IGl0")


def prove(scene: Scene, username: str, signature: str) -> None:
    app = scene.new_app(scene.pool, ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])["ClientId"]
    challenge = srp_challenge(scene, app, username)
    scene.idp.respond_to_auth_challenge(
        ClientId=app,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses={
            "USERNAME": username,
            "PASSWORD_CLAIM_SIGNATURE": signature,
            "PASSWORD_CLAIM_SECRET_BLOCK": challenge["ChallengeParameters"]["SECRET_BLOCK"],
            "TIMESTAMP": scene.timestamp,
        },
    )


def srp_challenge(scene: Scene, app: str, username: str) -> dict[str, Any]:
    challenge: dict[str, Any] = scene.idp.initiate_auth(
        ClientId=app,
        AuthFlow="USER_SRP_AUTH",
        AuthParameters={"USERNAME": username, "SRP_A": SRP_A},
    )
    return challenge


@pair(
    rows.SRP_CHALLENGE_NAMES_THE_USER,
    moto={"Session": True, "user id": "sub"},
    lab={"Session": False, "user id": "username"},
)
def _(scene: Scene) -> dict[str, Any]:
    username = scene.confirmed()
    app = scene.new_app(scene.pool, ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])["ClientId"]
    challenge = srp_challenge(scene, app, username)
    user_id = challenge["ChallengeParameters"]["USER_ID_FOR_SRP"]
    names = {username: "username", scene.sub_of(username): "sub"}
    return {"Session": "Session" in challenge, "user id": names[user_id]}


@pair(
    rows.REFRESH_TOKEN_IS_KNOWN,
    moto=["NotAuthorizedException: Refresh Token has been revoked", "a raw KeyError"],
    lab=[
        "NotAuthorizedException: Invalid Refresh Token.",
        "InvalidParameterException: Missing required parameter REFRESH_TOKEN",
    ],
)
def _(scene: Scene) -> list[str]:
    """A token that nobody gave out, and none at all."""
    flows = ["ALLOW_REFRESH_TOKEN_AUTH"]
    app = scene.new_app(scene.pool, ExplicitAuthFlows=flows)["ClientId"]
    flow = "REFRESH_TOKEN_AUTH"
    invented = begin(scene, flow, app, REFRESH_TOKEN="invented")
    try:
        none = answer(
            scene.idp.admin_initiate_auth,
            UserPoolId=scene.pool,
            ClientId=app,
            AuthFlow=flow,
            AuthParameters={},
        )
    except KeyError:
        none = "a raw KeyError"
    return [invented, "a raw KeyError" if "(KeyError" in none else none]
