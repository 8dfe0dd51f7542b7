"""Pairs of the ledger's rows in `recovery`."""

import re

from cognito_lab.aws.ledger_rows import recovery as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

NEW = "Quite-Another-2"
MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again."
NOT_NOW = "NotAuthorizedException: User password cannot be reset in the current state."


def forget(scene: Scene, username: str) -> str:
    """ForgotPassword, in words."""
    return answer(scene.idp.forgot_password, ClientId=scene.app, Username=username)


def recover(scene: Scene, username: str, code: str | None = None) -> str:
    """ConfirmForgotPassword, in words; with the latest code unless another is given."""
    return answer(
        scene.idp.confirm_forgot_password,
        ClientId=scene.app,
        Username=username,
        ConfirmationCode=code or scene.code,
        Password=NEW,
    )


@pair(
    rows.RECOVERY_CODE_IS_SENT,
    moto=("phone_number", "+15555551234", 0),
    lab=("email", "u***@e***", 1),
)
def _(scene: Scene) -> tuple[str, str, int]:
    """The phone number is there, and only the e-mail address is verified."""
    username = scene.confirmed(verified=True)
    scene.idp.admin_update_user_attributes(
        UserPoolId=scene.pool,
        Username=username,
        UserAttributes=[{"Name": "phone_number", "Value": "+15555551234"}],
    )
    sent_before = len(scene.codes)
    details = scene.idp.forgot_password(ClientId=scene.app, Username=username)
    details = details["CodeDeliveryDetails"]
    new = [code for code in scene.codes[sent_before:] if re.fullmatch(r"\d{6}", code or "")]
    return details["AttributeName"], details["Destination"], len(new)


@pair(
    rows.RECOVERY_NEEDS_A_VERIFIED_ADDRESS,
    moto="accepted",
    lab="InvalidParameterException: Cannot reset password for the user as there is no "
    "registered/verified email or phone_number",
)
def _(scene: Scene) -> str:
    return forget(scene, scene.confirmed())


@pair(
    rows.RECOVERY_KNOWS_ITS_USERS,
    moto=["accepted", "ResourceNotFoundException: APP"],
    lab=["UserNotFoundException: Username/client id combination not found."] * 2,
)
def _(scene: Scene) -> list[str]:
    confirming = recover(scene, "nobody", "123456").replace(scene.app, "APP")
    return [forget(scene, "nobody"), confirming]


@pair(rows.RECOVERY_NEEDS_AN_ACTIVE_USER, moto=["accepted"] * 2, lab=[NOT_NOW] * 2)
def _(scene: Scene) -> list[str]:
    """A temporary password was set: with a code from before, and by asking for one."""
    username = scene.confirmed(verified=True)
    forget(scene, username)
    code = scene.code
    temporary = {"Password": PASSWORD, "Permanent": False}
    scene.idp.admin_set_user_password(UserPoolId=scene.pool, Username=username, **temporary)
    return [recover(scene, username, code), forget(scene, username)]


@pair(rows.RECOVERY_CODE_IS_CHECKED, moto="accepted", lab=MISMATCH)
def _(scene: Scene) -> str:
    username = scene.confirmed(verified=True)
    forget(scene, username)
    return recover(scene, username, scene.code[::-1] + "0")


@pair(rows.RECOVERY_ENDS_THE_RESET, moto="RESET_REQUIRED", lab="CONFIRMED")
def _(scene: Scene) -> str:
    username = scene.confirmed(verified=True)
    scene.idp.admin_reset_user_password(UserPoolId=scene.pool, Username=username)
    assert recover(scene, username) == "accepted"
    user = scene.idp.admin_get_user(UserPoolId=scene.pool, Username=username)
    return str(user["UserStatus"])


@pair(rows.ADMIN_RESET_SENDS_A_CODE, moto=0, lab=1)
def _(scene: Scene) -> int:
    username = scene.confirmed(verified=True)
    sent_before = len(scene.codes)
    scene.idp.admin_reset_user_password(UserPoolId=scene.pool, Username=username)
    return len(scene.codes) - sent_before
