"""How the clinic's errors of recovery and of a user's profile are provoked and mended."""

from __future__ import annotations

from cognito_lab.aws import Lab
from tests.exercises.clinic_scene import (
    ANOTHER,
    EMAIL,
    PASSWORD,
    PHONE,
    Scene,
    Steps,
    attributes,
    provokes,
)

_SEND, _SET = "ForgotPassword", "ConfirmForgotPassword"
_ASK, _VERIFY = "GetUserAttributeVerificationCode", "VerifyUserAttribute"


@provokes(_SEND, "nothing-verified")
def nothing_verified(lab: Lab) -> Steps:
    scene = Scene(lab).with_temporary_password(UserAttributes=attributes(email=EMAIL))
    scene.as_administrator("admin_set_user_password", Password=PASSWORD, Permanent=True)
    yield scene.forget
    scene.as_user("get_user_attribute_verification_code", AttributeName="email")
    scene.as_user("verify_user_attribute", AttributeName="email", Code=scene.code)
    yield scene.forget


@provokes(_SEND, "administrators-only")
def administrators_only(lab: Lab) -> Steps:
    options = [{"Name": "admin_only", "Priority": 1}]
    scene = Scene(lab, AccountRecoverySetting={"RecoveryMechanisms": options}).with_user()
    yield scene.forget
    scene.as_administrator("admin_set_user_password", Password=ANOTHER, Permanent=True)
    yield lambda: scene.sign_in(ANOTHER)


@provokes(_SEND, "has-a-temporary-password")
def has_a_temporary_password(lab: Lab) -> Steps:
    verified = attributes(email=EMAIL, email_verified="true")
    scene = Scene(lab).with_temporary_password(UserAttributes=verified)
    yield scene.forget
    scene.answer(scene.sign_in(), NEW_PASSWORD=ANOTHER)
    yield scene.forget


@provokes(_SET, "wrong-code")
def wrong_code(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.forget()
    yield lambda: scene.recover(ANOTHER, scene.wrong_code)
    yield lambda: scene.recover(ANOTHER)


@provokes(_SET, "old-code")
def old_code(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.forget()
    lab.clock.advance(hours=1)
    yield lambda: scene.recover(ANOTHER)
    scene.forget()
    yield lambda: scene.recover(ANOTHER)


@provokes(_SET, "too-many-codes-tried")
def too_many_codes_tried(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.forget()
    scene.fail(5, lambda: scene.recover(ANOTHER, scene.wrong_code))
    yield lambda: scene.recover(ANOTHER)
    scene.forget()
    yield lambda: scene.recover(ANOTHER)


@provokes(_SET, "address-not-proved")
def address_not_proved(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    of_the_sign_up = scene.code
    flag = attributes(email_verified="true")
    scene.as_administrator("admin_update_user_attributes", UserAttributes=flag)
    scene.forget()
    yield lambda: scene.recover(ANOTHER)
    scene.confirm(of_the_sign_up)
    yield lambda: scene.recover(ANOTHER)


@provokes("ChangePassword", "wrong-old-password")
def wrong_old_password(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    change = {"ProposedPassword": ANOTHER}
    yield lambda: scene.as_user("change_password", PreviousPassword="Wrong-Horse-1", **change)
    yield lambda: scene.as_user("change_password", PreviousPassword=PASSWORD, **change)


@provokes("ChangePassword", "too-many-passwords-tried")
def too_many_passwords_tried(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    token = scene.sign_in()["AuthenticationResult"]["AccessToken"]

    def change(previous: str) -> None:
        scene.idp.change_password(
            AccessToken=token, PreviousPassword=previous, ProposedPassword=ANOTHER
        )

    # boto3 takes this code for one of throttling and tries again by itself, over some seconds:
    # the wait has to be longer.
    for _ in range(10):
        scene.fail(1, lambda: change("Wrong-Horse-1"))
        lab.clock.advance(seconds=16)
    yield lambda: change(PASSWORD)
    lab.clock.advance(seconds=16)
    yield lambda: change(PASSWORD)


@provokes("ChangePassword", "password-used-before")
def password_used_before(lab: Lab) -> Steps:
    policy = {"PasswordPolicy": {"MinimumLength": 8, "PasswordHistorySize": 3}}
    scene = Scene(lab, Policies=policy).with_user()
    change = {"PreviousPassword": PASSWORD}
    yield lambda: scene.as_user("change_password", ProposedPassword=PASSWORD, **change)
    yield lambda: scene.as_user("change_password", ProposedPassword=ANOTHER, **change)


@provokes(_ASK, "not-an-access-token")
def not_an_access_token(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    id_token = scene.sign_in()["AuthenticationResult"]["IdToken"]
    yield lambda: scene.idp.get_user_attribute_verification_code(
        AccessToken=id_token, AttributeName="email"
    )
    yield lambda: scene.as_user("get_user_attribute_verification_code", AttributeName="email")


@provokes("GetUser", "signed-out")
def signed_out(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    token = scene.sign_in()["AuthenticationResult"]["AccessToken"]
    scene.as_administrator("admin_user_global_sign_out")
    yield lambda: scene.idp.get_user(AccessToken=token)
    yield lambda: scene.as_user("get_user")


@provokes("UpdateUserAttributes", "attribute-never-changes")
def attribute_never_changes(lab: Lab) -> Steps:
    schema = [{"Name": "team", "AttributeDataType": "String", "Mutable": False}]
    scene = Scene(lab, Schema=schema).with_user(**{"custom:team": "red"})
    blue = attributes(**{"custom:team": "blue"})
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=blue)
    scene.as_administrator("admin_delete_user")
    yield lambda: scene.with_user(**{"custom:team": "blue"})


@provokes("UpdateUserAttributes", "attribute-unknown")
def attribute_unknown(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    blue = attributes(**{"custom:team": "blue"})
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=blue)
    team = {"Name": "team", "AttributeDataType": "String", "Mutable": True}
    scene.idp.add_custom_attributes(UserPoolId=scene.pool_id, CustomAttributes=[team])
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=blue)


@provokes("UpdateUserAttributes", "attribute-missing")
def attribute_missing(lab: Lab) -> Steps:
    schema = [{"Name": "nickname", "Required": True, "Mutable": True}]
    scene = Scene(lab, Schema=schema).with_user(nickname="Ani")
    blank, other = attributes(nickname=""), attributes(nickname="Nan")
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=blank)
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=other)


@provokes("UpdateUserAttributes", "alias-taken")
def alias_taken(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["preferred_username"]).with_user()
    scene.sign_up("ben")
    scene.confirm(username="ben")
    named = attributes(preferred_username="red")
    scene.as_administrator("admin_update_user_attributes", "ben", UserAttributes=named)
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=named)
    other = attributes(preferred_username="blue")
    scene.as_administrator("admin_update_user_attributes", "ben", UserAttributes=other)
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=named)


@provokes(_ASK, "not-an-address")
def not_an_address(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    operation = "get_user_attribute_verification_code"
    yield lambda: scene.as_user(operation, AttributeName="nickname")
    yield lambda: scene.as_user(operation, AttributeName="email")


@provokes(_ASK, "no-such-address")
def no_such_address(lab: Lab) -> Steps:
    scene = Scene(lab).with_temporary_password()
    scene.as_administrator("admin_set_user_password", Password=PASSWORD, Permanent=True)
    operation = "get_user_attribute_verification_code"
    yield lambda: scene.as_user(operation, AttributeName="email")
    scene.as_user("update_user_attributes", UserAttributes=attributes(email=EMAIL))
    yield lambda: scene.as_user(operation, AttributeName="email")


@provokes(_VERIFY, "alias-taken")
def address_of_another_user(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["email"])
    scene.with_temporary_password(UserAttributes=attributes(email=EMAIL))
    scene.as_administrator("admin_set_user_password", Password=PASSWORD, Permanent=True)
    taken = attributes(email=EMAIL, email_verified="true")
    scene.as_administrator("admin_create_user", "ben", UserAttributes=taken)

    def verify_address() -> None:
        scene.as_user("get_user_attribute_verification_code", AttributeName="email")
        scene.as_user("verify_user_attribute", AttributeName="email", Code=scene.code)

    yield verify_address
    other = attributes(email="ana@example.org")
    scene.as_user("update_user_attributes", UserAttributes=other)
    yield verify_address


@provokes(_VERIFY, "wrong-code")
def wrong_code_for_an_address(lab: Lab) -> Steps:
    scene = asked_to_verify(lab)
    yield lambda: verify(scene, scene.wrong_code)
    yield lambda: verify(scene)


@provokes(_VERIFY, "old-code")
def old_code_for_an_address(lab: Lab) -> Steps:
    scene = asked_to_verify(lab)
    lab.clock.advance(hours=24)
    yield lambda: verify(scene)
    scene.as_user("get_user_attribute_verification_code", AttributeName="phone_number")
    yield lambda: verify(scene)


@provokes(_VERIFY, "too-many-codes-tried")
def too_many_codes_for_an_address(lab: Lab) -> Steps:
    scene = asked_to_verify(lab)
    scene.fail(5, lambda: verify(scene, scene.wrong_code))
    yield lambda: verify(scene)
    scene.as_user("get_user_attribute_verification_code", AttributeName="phone_number")
    yield lambda: verify(scene)


def asked_to_verify(lab: Lab) -> Scene:
    """A scene in which ana was sent a code to verify her phone number with."""
    scene = Scene(lab).with_user(phone_number=PHONE)
    scene.as_user("get_user_attribute_verification_code", AttributeName="phone_number")
    return scene


def verify(scene: Scene, code: str = "") -> object:
    """VerifyUserAttribute for the phone number, with the newest code if no other is given."""
    given = {"AttributeName": "phone_number", "Code": code or scene.code}
    return scene.as_user("verify_user_attribute", **given)
