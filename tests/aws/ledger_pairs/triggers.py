"""Pairs of the ledger's rows in `triggers`."""

from collections.abc import Callable
from typing import Any

from cognito_lab.aws.ledger_rows import sign_up as sign_up_rows
from cognito_lab.aws.ledger_rows import triggers as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

Event = dict[str, Any]
FAILED = "UserLambdaValidationException: {} failed with error not today."
EMAIL = [{"Name": "email", "Value": "mia@example.com"}]


def pool_with(scene: Scene, trigger: str, does: Callable[[Event], Any], **settings: Any) -> str:
    """A pool with a function on one trigger; stock moto keeps its ARN, and has no functions."""

    def handler(event: Event, context: Any) -> Event:
        does(event)
        return event

    name = f"pair-{trigger}"
    arn = f"arn:aws:lambda:us-east-1:123456789012:function:{name}"
    scene.have_function(name, handler)
    return scene.new_pool(LambdaConfig={trigger: arn}, **settings)


def not_today(event: Event) -> None:
    raise ValueError("not today")


def signs_up(scene: Scene, app: str, username: str = "mia") -> str:
    return answer(
        scene.idp.sign_up,
        ClientId=app,
        Username=username,
        Password=PASSWORD,
        UserAttributes=EMAIL,
    )


def signs_in(scene: Scene, app: str, username: str = "mia") -> str:
    return answer(
        scene.idp.initiate_auth,
        ClientId=app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": PASSWORD},
    )


def confirmed_in(scene: Scene, pool: str) -> str:
    """An app client of a pool with a confirmed user; no function on the way."""
    app = str(scene.new_app(pool)["ClientId"])
    assert signs_up(scene, app) == "accepted"
    scene.idp.admin_confirm_sign_up(UserPoolId=pool, Username="mia")
    return app


@pair(
    rows.PRE_SIGN_UP,
    moto=["UNCONFIRMED", "accepted"],
    lab=["CONFIRMED", FAILED.format("PreSignUp")],
)
def _(scene: Scene) -> list[str]:
    """Confirmed by the function; and an administrator's user, whom it refuses."""

    def decides(event: Event) -> None:
        if event["triggerSource"] != "PreSignUp_SignUp":
            not_today(event)
        event["response"]["autoConfirmUser"] = True

    pool = pool_with(scene, "PreSignUp", decides)
    signs_up(scene, scene.new_app(pool)["ClientId"])
    user = scene.idp.admin_get_user(UserPoolId=pool, Username="mia")
    created = answer(
        scene.idp.admin_create_user, UserPoolId=pool, Username="ben", MessageAction="SUPPRESS"
    )
    return [user["UserStatus"], created]


@pair(rows.POST_CONFIRMATION, moto="accepted", lab=FAILED.format("PostConfirmation"))
def _(scene: Scene) -> str:
    pool = pool_with(scene, "PostConfirmation", not_today)
    signs_up(scene, scene.new_app(pool)["ClientId"])
    return answer(scene.idp.admin_confirm_sign_up, UserPoolId=pool, Username="mia")


@pair(
    rows.CUSTOM_MESSAGE,
    moto="accepted",
    lab=FAILED.format("CustomMessage"),
    behind=(sign_up_rows.SIGN_UP_CODE_IS_SENT,),
)
def _(scene: Scene) -> str:
    pool = pool_with(scene, "CustomMessage", not_today)
    return signs_up(scene, scene.new_app(pool)["ClientId"])


@pair(rows.PRE_AUTHENTICATION, moto="accepted", lab=FAILED.format("PreAuthentication"))
def _(scene: Scene) -> str:
    pool = pool_with(scene, "PreAuthentication", not_today)
    return signs_in(scene, confirmed_in(scene, pool))


@pair(rows.POST_AUTHENTICATION, moto="accepted", lab=FAILED.format("PostAuthentication"))
def _(scene: Scene) -> str:
    pool = pool_with(scene, "PostAuthentication", not_today)
    return signs_in(scene, confirmed_in(scene, pool))


@pair(
    rows.USER_MIGRATION,
    moto="UserNotFoundException: User does not exist.",
    lab="accepted",
)
def _(scene: Scene) -> str:
    def brings(event: Event) -> None:
        event["response"]["userAttributes"] = {"email": "mia@example.com"}

    pool = pool_with(scene, "UserMigration", brings)
    return signs_in(scene, scene.new_app(pool)["ClientId"])


@pair(rows.CUSTOM_AUTH, moto=(None, False), lab=(None, True))
def _(scene: Scene) -> tuple[str | None, bool]:
    """Tokens without a challenge, because the function says so."""

    def is_content(event: Event) -> None:
        event["response"]["issueTokens"] = True

    pool = pool_with(scene, "DefineAuthChallenge", is_content)
    app = scene.new_app(pool, ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH"])["ClientId"]
    signs_up(scene, app)
    scene.idp.admin_confirm_sign_up(UserPoolId=pool, Username="mia")
    found = scene.idp.initiate_auth(
        ClientId=app, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": "mia"}
    )
    return found.get("ChallengeName"), "AuthenticationResult" in found


@pair(
    rows.TRIGGER_CAN_FAIL,
    moto=["accepted"] * 3,
    lab=[
        FAILED.format("PreSignUp"),
        "InvalidLambdaResponseException: Unrecognizable lambda output",
        "UnexpectedLambdaException: PreSignUp invocation failed due to error "
        "ResourceNotFoundException",
    ],
)
def _(scene: Scene) -> list[str]:
    """One that raises, one with a strange answer, one that is not there."""

    def is_strange(event: Event) -> None:
        event["response"]["autoConfirmUser"] = "perhaps"

    outcomes = []
    for does in (not_today, is_strange):
        pool = pool_with(scene, "PreSignUp", does)
        outcomes.append(signs_up(scene, scene.new_app(pool)["ClientId"]))
    arn = "arn:aws:lambda:us-east-1:123456789012:function:nowhere"
    pool = scene.new_pool(LambdaConfig={"PreSignUp": arn})
    outcomes.append(signs_up(scene, scene.new_app(pool)["ClientId"]).partition(". (")[0])
    return outcomes
