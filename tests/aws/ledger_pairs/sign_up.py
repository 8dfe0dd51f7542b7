"""Pairs of the ledger's rows in `sign_up`."""

import re

from cognito_lab.aws.ledger_rows import every_service
from cognito_lab.aws.ledger_rows import sign_up as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer


@pair(
    rows.SELF_SIGN_UP_CAN_BE_OFF,
    moto="accepted",
    lab="NotAuthorizedException: SignUp is not permitted for this user pool",
)
def _(scene: Scene) -> str:
    pool = scene.new_pool(AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    return answer(scene.sign_up, app=scene.new_app(pool)["ClientId"])


@pair(
    rows.USERNAME_EXISTS_WORDS,
    moto="UsernameExistsException: twice",
    lab="UsernameExistsException: User already exists",
)
def _(scene: Scene) -> str:
    twice = {"ClientId": scene.app, "Username": "twice", "Password": PASSWORD}
    scene.idp.sign_up(**twice)
    return answer(scene.idp.sign_up, **twice)


@pair(
    rows.SIGN_UP_CODE_IS_SENT,
    moto=({"AttributeName": "phone_number", "DeliveryMedium": "SMS", "Destination": "+15"}, 0),
    lab=({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "s***@e***"}, 1),
)
def _(scene: Scene) -> tuple[dict[str, str], int]:
    sent_before = len(scene.codes)
    details = scene.idp.sign_up(
        ClientId=scene.app,
        Username="sent",
        Password=PASSWORD,
        UserAttributes=[
            {"Name": "email", "Value": "sent@example.com"},
            {"Name": "phone_number", "Value": "+15"},
        ],
    )["CodeDeliveryDetails"]
    new = scene.codes[sent_before:]
    return details, len([code for code in new if re.fullmatch(r"\d{6}", code or "")])


@pair(
    rows.SIGN_UP_CODE_IS_CHECKED,
    moto="accepted",
    lab="CodeMismatchException: Invalid verification code provided, please try again.",
)
def _(scene: Scene) -> str:
    username = scene.sign_up()
    return answer(scene.confirm, username=username, code=scene.code[::-1] + "0")


@pair(
    rows.CONFIRMED_ONCE,
    moto="accepted",
    lab="NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
)
def _(scene: Scene) -> str:
    # Confirmed by the administrator, so that the code itself is still good.
    username = scene.sign_up()
    scene.idp.admin_confirm_sign_up(UserPoolId=scene.pool, Username=username)
    return answer(scene.confirm, username=username)


@pair(
    rows.USER_NOT_FOUND_WORDS,
    moto="UserNotFoundException: User does not exist.",
    lab="UserNotFoundException: Username/client id combination not found.",
)
def _(scene: Scene) -> str:
    return answer(scene.confirm, username="nobody", code="123456")


@pair(rows.ADDRESS_BECOMES_VERIFIED, moto=None, lab="true")
def _(scene: Scene) -> str | None:
    username = scene.sign_up()
    scene.confirm(username)
    user = scene.idp.admin_get_user(UserPoolId=scene.pool, Username=username)
    attributes = {item["Name"]: item["Value"] for item in user["UserAttributes"]}
    return attributes.get("email_verified")


@pair(
    rows.RESEND_CONFIRMATION_CODE,
    moto=("a raw NotImplementedError", 0),
    lab=("accepted", 1),
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> tuple[str, int]:
    username = scene.sign_up()
    sent_before = len(scene.codes)
    resend = scene.idp.resend_confirmation_code
    outcome = answer(resend, ClientId=scene.app, Username=username)
    return outcome, len(scene.codes) - sent_before
