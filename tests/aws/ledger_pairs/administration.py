"""Pairs of the ledger's rows in `administration`."""

from typing import Any

from cognito_lab.aws.ledger_rows import administration as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

EMAIL = [{"Name": "email", "Value": "new@example.com"}]


def create(scene: Scene, username: str, pool: str | None = None, **given: Any) -> str:
    """AdminCreateUser, in words."""
    settings = {"MessageAction": "SUPPRESS", "TemporaryPassword": PASSWORD, **given}
    settings = {name: value for name, value in settings.items() if value is not None}
    named = {"UserPoolId": pool or scene.pool, "Username": username}
    return answer(scene.idp.admin_create_user, **named, **settings)


def user_of(scene: Scene, username: str, pool: str | None = None) -> dict[str, Any]:
    """AdminGetUser."""
    found: dict[str, Any] = scene.idp.admin_get_user(
        UserPoolId=pool or scene.pool, Username=username
    )
    return found


@pair(rows.TEMPORARY_PASSWORD_IS_MADE, moto=(0, "refused"), lab=(1, "NEW_PASSWORD_REQUIRED"))
def _(scene: Scene) -> tuple[int, str]:
    """How many passwords were sent, and what comes of signing in with it."""
    sent_before = len(scene.codes)
    by_mail = {"DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": EMAIL}
    create(scene, "made", TemporaryPassword=None, MessageAction=None, **by_mail)
    sent = [code for code in scene.codes[sent_before:] if code]
    parameters = {"USERNAME": "made", "PASSWORD": sent[-1] if sent else PASSWORD}
    try:
        challenge = scene.idp.initiate_auth(
            ClientId=scene.app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
        )
    except scene.idp.exceptions.NotAuthorizedException:
        return len(sent), "refused"
    return len(sent), challenge["ChallengeName"]


@pair(rows.USER_WITHOUT_A_PASSWORD, moto="FORCE_CHANGE_PASSWORD", lab="CONFIRMED")
def _(scene: Scene) -> str:
    factors = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}
    pool = scene.new_pool(Policies={"SignInPolicy": factors})
    create(scene, "passwordless", pool, TemporaryPassword=None, UserAttributes=EMAIL)
    return str(user_of(scene, "passwordless", pool)["UserStatus"])


@pair(rows.INVITATION_IS_SENT, moto=0, lab=1)
def _(scene: Scene) -> int:
    sent_before = len(scene.codes)
    by_mail = {"DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": EMAIL}
    create(scene, "new", MessageAction=None, **by_mail)
    return len(scene.codes) - sent_before


@pair(rows.INVITATION_CAN_BE_RESENT, moto="another user", lab="the same user")
def _(scene: Scene) -> str:
    create(scene, "again")
    sub = scene.sub_of("again")
    create(scene, "again", MessageAction="RESEND")
    return "the same user" if scene.sub_of("again") == sub else "another user"


@pair(
    rows.ACCOUNT_EXISTS_WORDS,
    moto="UsernameExistsException: invited-twice",
    lab="UsernameExistsException: User account already exists",
)
def _(scene: Scene) -> str:
    create(scene, "invited-twice")
    return create(scene, "invited-twice")


@pair(
    rows.TEMPORARY_PASSWORD_EXPIRES,
    moto="accepted",
    lab="NotAuthorizedException: Temporary password has expired and must be reset by an "
    "administrator.",
)
def _(scene: Scene) -> str:
    create(scene, "late")
    scene.wait(seconds=8 * 24 * 3600)
    parameters = {"USERNAME": "late", "PASSWORD": PASSWORD}
    return answer(
        scene.idp.initiate_auth,
        ClientId=scene.app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters=parameters,
    )


@pair(
    rows.ADMIN_CONFIRMS_ONCE,
    moto="accepted",
    lab="NotAuthorizedException: User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
)
def _(scene: Scene) -> str:
    create(scene, "temporary")
    named = {"UserPoolId": scene.pool, "Username": "temporary"}
    return answer(scene.idp.admin_confirm_sign_up, **named)
