"""Pairs of the ledger's rows in `challenges`."""

import json
from typing import Any

from cognito_lab.aws.ledger_rows import challenges as rows
from cognito_lab.aws.ledger_rows import mfa as mfa_rows
from cognito_lab.aws.ledger_rows import sign_in as sign_in_rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

TEMPORARY, NEW = "Temporary-1", "Quite-Another-2"
NOT_THIS_USERS = "NotAuthorizedException: Invalid session for the user."


def invited(scene: Scene, username: str, pool: str | None = None) -> None:
    """A user whom an administrator made, with a temporary password."""
    scene.idp.admin_create_user(
        UserPoolId=pool or scene.pool,
        Username=username,
        TemporaryPassword=TEMPORARY,
        MessageAction="SUPPRESS",
    )


def challenged(scene: Scene, username: str, app: str | None = None) -> dict[str, Any]:
    """NEW_PASSWORD_REQUIRED, as InitiateAuth answers it."""
    challenge: dict[str, Any] = scene.idp.initiate_auth(
        ClientId=app or scene.app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": TEMPORARY},
    )
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    return challenge


def respond(
    scene: Scene,
    session: str,
    username: str,
    name: str = "NEW_PASSWORD_REQUIRED",
    app: str | None = None,
    **responses: str,
) -> str:
    """RespondToAuthChallenge, in words."""
    return answer(
        scene.idp.respond_to_auth_challenge,
        ClientId=app or scene.app,
        ChallengeName=name,
        Session=session,
        ChallengeResponses={"USERNAME": username, "NEW_PASSWORD": NEW, **responses},
    )


@pair(rows.CHALLENGE_SESSION_IS_BOUND, moto=["accepted"] * 2, lab=[NOT_THIS_USERS] * 2)
def _(scene: Scene) -> list[str]:
    """Another user's name in the answer, and another app client."""
    invited(scene, "ana")
    victim = scene.confirmed()
    other = scene.new_app(scene.pool)["ClientId"]
    by_another = respond(scene, challenged(scene, "ana")["Session"], victim)
    elsewhere = respond(scene, challenged(scene, "ana")["Session"], "ana", app=other)
    return [by_another, elsewhere]


@pair(
    rows.CHALLENGE_IS_ANSWERED_AS_ISSUED,
    moto="accepted",
    lab=NOT_THIS_USERS,
    behind=(sign_in_rows.SECRET_HASH_IS_CHECKED, mfa_rows.SMS_CODE_IS_CHECKED),
)
def _(scene: Scene) -> str:
    """A temporary password's challenge, answered as if an SMS had been asked for."""
    invited(scene, "ben")
    session = challenged(scene, "ben")["Session"]
    return respond(scene, session, "ben", "SMS_MFA", SMS_MFA_CODE="123456")


@pair(
    rows.CHALLENGE_SESSION_EXPIRES,
    moto="accepted",
    lab="NotAuthorizedException: Invalid session for the user, session is expired.",
)
def _(scene: Scene) -> str:
    invited(scene, "cleo")
    session = challenged(scene, "cleo")["Session"]
    scene.wait(seconds=200)
    return respond(scene, session, "cleo")


@pair(
    rows.CHALLENGE_SESSION_WORDS,
    moto="ResourceNotFoundException: SESSION",
    lab="NotAuthorizedException: Invalid session for the user, session can only be used once.",
)
def _(scene: Scene) -> str:
    """The same answer a second time."""
    invited(scene, "dan")
    session = challenged(scene, "dan")["Session"]
    assert respond(scene, session, "dan") == "accepted"
    return respond(scene, session, "dan").replace(session, "SESSION")


@pair(
    rows.NEW_PASSWORD_TELLS_WHAT_IS_MISSING,
    moto=(None, "accepted"),
    lab=(
        ["userAttributes.name"],
        "InvalidParameterException: Invalid attributes given, name is missing",
    ),
)
def _(scene: Scene) -> tuple[list[str] | None, str]:
    schema = [{"Name": "name", "AttributeDataType": "String", "Required": True, "Mutable": True}]
    pool = scene.new_pool(Schema=schema)
    app = scene.new_app(pool)["ClientId"]
    invited(scene, "eve", pool)
    challenge = challenged(scene, "eve", app)
    missing = challenge["ChallengeParameters"].get("requiredAttributes")
    outcome = respond(scene, challenge["Session"], "eve", app=app)
    return (None if missing is None else json.loads(missing)), outcome


@pair(
    rows.DISABLED_USER_GOES_NO_FURTHER,
    moto="accepted",
    lab="NotAuthorizedException: User is disabled.",
)
def _(scene: Scene) -> str:
    """Disabled between the temporary password and the new one."""
    invited(scene, "finn")
    session = challenged(scene, "finn")["Session"]
    scene.idp.admin_disable_user(UserPoolId=scene.pool, Username="finn")
    return respond(scene, session, "finn")
