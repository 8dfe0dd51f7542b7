"""Pairs of the ledger's rows in `passwords`."""

from cognito_lab.aws.ledger_rows import passwords as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_pairs.recovery import forget
from tests.aws.ledger_scene import PASSWORD, Scene, answer

NEW = "Quite-Another-2"
WITHOUT_NUMBERS = "No-Numbers-Here"
WHAT_IT_LACKS = (
    "InvalidPasswordException: Password did not conform with policy: "
    "Password must have numeric characters"
)


def change(scene: Scene, token: str, old: str, new: str = NEW) -> str:
    """ChangePassword, in words."""
    return answer(
        scene.idp.change_password,
        AccessToken=token,
        PreviousPassword=old,
        ProposedPassword=new,
    )


@pair(
    rows.PASSWORD_POLICY_WORDS,
    moto=[
        "InvalidPasswordException: The provided password does not confirm to the configured "
        "password policy"
    ]
    * 4,
    lab=[WHAT_IT_LACKS] * 4,
)
def _(scene: Scene) -> list[str]:
    idp, username = scene.idp, scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    named = {"UserPoolId": scene.pool, "Username": username}
    weak = {"Password": WITHOUT_NUMBERS}
    return [
        answer(idp.sign_up, ClientId=scene.app, Username="weak", **weak),
        answer(idp.admin_set_user_password, **named, **weak),
        change(scene, token, PASSWORD, WITHOUT_NUMBERS),
        answer_with_a_weak_one(scene),
    ]


@pair(rows.PASSWORD_POLICY_EVERYWHERE, moto=["accepted"] * 2, lab=[WHAT_IT_LACKS] * 2)
def _(scene: Scene) -> list[str]:
    idp, username = scene.idp, scene.confirmed(verified=True)
    created = answer(
        idp.admin_create_user,
        UserPoolId=scene.pool,
        Username="weak",
        TemporaryPassword=WITHOUT_NUMBERS,
        MessageAction="SUPPRESS",
    )
    forget(scene, username)
    named = {"ClientId": scene.app, "Username": username}
    recovered = answer(
        idp.confirm_forgot_password,
        **named,
        ConfirmationCode=scene.code,
        Password=WITHOUT_NUMBERS,
    )
    return [created, recovered]


def answer_with_a_weak_one(scene: Scene) -> str:
    """NEW_PASSWORD_REQUIRED, answered with a weak password, in words."""
    named = {"UserPoolId": scene.pool, "Username": "invited"}
    scene.idp.admin_create_user(**named, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
    challenge = scene.idp.initiate_auth(
        ClientId=scene.app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "invited", "PASSWORD": PASSWORD},
    )
    return answer(
        scene.idp.respond_to_auth_challenge,
        ClientId=scene.app,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "invited", "NEW_PASSWORD": WITHOUT_NUMBERS},
    )


@pair(
    rows.PASSWORD_IS_A_PASSWORD,
    moto="accepted",
    lab="InvalidParameterException: 1 validation error detected: Value at 'password' failed to "
    r"satisfy constraint: Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$",
    behind=(rows.PASSWORD_POLICY_WORDS,),
)
def _(scene: Scene) -> str:
    return answer(scene.idp.sign_up, ClientId=scene.app, Username="spaced", Password=f" {PASSWORD}")


@pair(
    rows.PASSWORDS_MAY_BE_LONG,
    moto=[
        "InvalidPasswordException: The provided password does not confirm to the configured "
        "password policy"
    ]
    * 2,
    lab=["accepted"] * 2,
)
def _(scene: Scene) -> list[str]:
    """A password of 99 characters, and one of 256, which is changed."""
    username = scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    long = PASSWORD.ljust(99, "x")
    return [
        answer(scene.idp.sign_up, ClientId=scene.app, Username="long", Password=long),
        change(scene, token, PASSWORD, PASSWORD.ljust(256, "x")),
    ]


@pair(
    rows.PASSWORD_HISTORY,
    moto=["accepted"] * 2,
    lab=[
        "PasswordHistoryPolicyViolationException: Password has previously been used and cannot "
        "be reused",
        "accepted",
    ],
)
def _(scene: Scene) -> list[str]:
    """The password before the last, and the one before that."""
    pool = scene.new_pool(Policies={"PasswordPolicy": {"PasswordHistorySize": 2}})
    app = scene.new_app(pool)["ClientId"]
    username = scene.sign_up(app)
    named = {"UserPoolId": pool, "Username": username, "Permanent": True}
    for password in ("Second-Horse-2", "Third-Horse-3"):
        scene.idp.admin_set_user_password(**named, Password=password)
    return [
        answer(scene.idp.admin_set_user_password, **named, Password=password)
        for password in ("Second-Horse-2", PASSWORD)
    ]


@pair(
    rows.CHANGE_PASSWORD_WORDS,
    moto="NotAuthorizedException: NAME",
    lab="NotAuthorizedException: Incorrect username or password.",
)
def _(scene: Scene) -> str:
    username = scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    return change(scene, token, "Not-Her-Password-1").replace(username, "NAME")


@pair(
    rows.CHANGE_PASSWORD_IS_LIMITED,
    moto="accepted",
    lab="LimitExceededException: Attempt limit exceeded, please try after some time.",
)
def _(scene: Scene) -> str:
    """The right password after the eighth wrong one, which makes the user wait 8 seconds."""
    token = scene.tokens(scene.confirmed())["AccessToken"]
    for _ in range(8):
        scene.wait(seconds=30)
        change(scene, token, "Not-Her-Password-1")
    return change(scene, token, PASSWORD)


@pair(
    rows.CHANGE_PASSWORD_IS_NO_RESET,
    moto="accepted",
    lab="PasswordResetRequiredException: Password reset required for the user",
)
def _(scene: Scene) -> str:
    username = scene.confirmed(verified=True)
    token = scene.tokens(username)["AccessToken"]
    scene.idp.admin_reset_user_password(UserPoolId=scene.pool, Username=username)
    return change(scene, token, PASSWORD)
