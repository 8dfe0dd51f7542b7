"""How the clinic's errors of signing up are provoked and mended."""

from __future__ import annotations

from cognito_lab.aws import Lab
from cognito_lab.sign_in.secret_hash import secret_hash
from tests.exercises.clinic_scene import (
    ANOTHER,
    EMAIL,
    PASSWORD,
    Scene,
    Steps,
    attributes,
    provokes,
)

_WITH_SECRET = {"GenerateSecret": True}


@provokes("SignUp", "unknown-client")
def unknown_client(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(app="0a1b2c3d4e")
    yield scene.sign_up


@provokes("SignUp", "secret-hash-missing")
def secret_hash_missing(lab: Lab) -> Steps:
    scene = Scene(lab, app=_WITH_SECRET)
    yield scene.sign_up
    proof = secret_hash("ana", scene.app_client_id, scene.app_client_secret)
    yield lambda: scene.sign_up(SecretHash=proof)


@provokes("SignUp", "secret-hash-wrong")
def secret_hash_wrong(lab: Lab) -> Steps:
    scene = Scene(lab, app=_WITH_SECRET)
    of_ben = secret_hash("ben", scene.app_client_id, scene.app_client_secret)
    yield lambda: scene.sign_up(SecretHash=of_ben)
    of_ana = secret_hash("ana", scene.app_client_id, scene.app_client_secret)
    yield lambda: scene.sign_up(SecretHash=of_ana)


@provokes("SignUp", "secret-hash-too-much")
def secret_hash_too_much(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(SecretHash=secret_hash("ana", scene.app_client_id, "secret"))
    yield scene.sign_up


@provokes("SignUp", "sign-up-switched-off")
def sign_up_switched_off(lab: Lab) -> Steps:
    scene = Scene(lab, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    yield scene.sign_up
    scene.change_pool(AdminCreateUserConfig={"AllowAdminCreateUserOnly": False})
    yield scene.sign_up


@provokes("SignUp", "name-with-a-space")
def name_with_a_space(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up("ana maria")
    yield lambda: scene.sign_up("ana-maria")


@provokes("SignUp", "name-is-no-address")
def name_is_no_address(lab: Lab) -> Steps:
    scene = Scene(lab, UsernameAttributes=["email"])
    yield scene.sign_up
    yield lambda: scene.sign_up(EMAIL)


@provokes("SignUp", "name-is-an-address")
def name_is_an_address(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["email"])
    yield lambda: scene.sign_up(EMAIL)
    yield scene.sign_up


@provokes("SignUp", "name-taken")
def name_taken(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    yield scene.sign_up
    yield lambda: scene.sign_up("ana2")


@provokes("SignUp", "address-taken")
def address_taken(lab: Lab) -> Steps:
    scene = Scene(lab, UsernameAttributes=["email"])
    scene.sign_up(EMAIL)
    yield lambda: scene.sign_up(EMAIL)
    other = "ana@example.org"
    yield lambda: scene.sign_up(other, UserAttributes=attributes(email=other))


@provokes("SignUp", "space-at-an-end")
def space_at_an_end(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(password="Correct Horse 7 ")
    yield lambda: scene.sign_up(password="Correct Horse 7")


@provokes("SignUp", "weak-password")
def weak_password(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(password="Ab1!")
    yield scene.sign_up


@provokes("SignUp", "attribute-missing")
def attribute_missing(lab: Lab) -> Steps:
    scene = Scene(lab, Schema=[{"Name": "email", "Required": True}])
    yield lambda: scene.sign_up(UserAttributes=[])
    yield scene.sign_up


@provokes("SignUp", "attribute-unknown")
def attribute_unknown(lab: Lab) -> Steps:
    scene = Scene(lab)
    given = attributes(**{"email": EMAIL, "custom:team": "red"})
    yield lambda: scene.sign_up(UserAttributes=given)
    scene.idp.add_custom_attributes(
        UserPoolId=scene.pool_id,
        CustomAttributes=[{"Name": "team", "AttributeDataType": "String", "Mutable": True}],
    )
    yield lambda: scene.sign_up(UserAttributes=given)


@provokes("SignUp", "attribute-too-long-or-short")
def attribute_too_long_or_short(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(UserAttributes=attributes(birthdate="1815"))
    yield lambda: scene.sign_up(UserAttributes=attributes(birthdate="1815-12-10"))


@provokes("SignUp", "attribute-of-another-type")
def attribute_of_another_type(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(UserAttributes=attributes(birthdate="10.12.1815"))
    yield lambda: scene.sign_up(UserAttributes=attributes(birthdate="1815-12-10"))


@provokes("SignUp", "not-an-email-address")
def not_an_email_address(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(UserAttributes=attributes(email="ana at example.com"))
    yield lambda: scene.sign_up(UserAttributes=attributes(email="name@example.com"))


@provokes("SignUp", "not-a-phone-number")
def not_a_phone_number(lab: Lab) -> Steps:
    scene = Scene(lab)
    yield lambda: scene.sign_up(UserAttributes=attributes(phone_number="432-555-1212"))
    yield lambda: scene.sign_up(UserAttributes=attributes(phone_number="+14325551212"))


@provokes("SignUp", "attribute-not-to-write")
def attribute_not_to_write(lab: Lab) -> Steps:
    scene = Scene(lab, app={"WriteAttributes": ["email"]})
    given = attributes(email=EMAIL, nickname="Ani")
    yield lambda: scene.sign_up(UserAttributes=given)
    scene.idp.update_user_pool_client(
        UserPoolId=scene.pool_id,
        ClientId=scene.app_client_id,
        WriteAttributes=["email", "nickname"],
    )
    yield lambda: scene.sign_up(UserAttributes=given)


@provokes("SignUp", "preferred-name-too-early")
def preferred_name_too_early(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["preferred_username"])
    named = attributes(preferred_username="ani")
    yield lambda: scene.sign_up(UserAttributes=[*attributes(email=EMAIL), *named])
    scene.with_user()
    yield lambda: scene.as_user("update_user_attributes", UserAttributes=named)


@provokes("ConfirmSignUp", "wrong-code")
def wrong_code(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    yield lambda: scene.confirm(scene.wrong_code)
    yield scene.confirm


@provokes("ConfirmSignUp", "old-code")
def old_code(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    lab.clock.advance(hours=24)
    yield scene.confirm
    scene.as_app("resend_confirmation_code")
    yield scene.confirm


@provokes("ConfirmSignUp", "too-many-codes-tried")
def too_many_codes_tried(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    scene.fail(5, lambda: scene.confirm(scene.wrong_code))
    yield scene.confirm
    scene.as_app("resend_confirmation_code")
    yield scene.confirm


@provokes("ConfirmSignUp", "confirmed-already")
def confirmed_already(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield scene.confirm
    yield scene.sign_in


@provokes("ConfirmSignUp", "unknown-user")
def confirms_an_unknown_user(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    yield lambda: scene.confirm(username="anna")
    yield scene.confirm


@provokes("ConfirmSignUp", "alias-taken")
def alias_taken(lab: Lab) -> Steps:
    scene = Scene(lab, AliasAttributes=["email"]).with_user()
    scene.sign_up("ben")
    yield lambda: scene.confirm(username="ben")
    yield lambda: scene.confirm(username="ben", ForceAliasCreation=True)


@provokes("ResendConfirmationCode", "confirmed-already")
def resends_to_a_confirmed_user(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.as_app("resend_confirmation_code")
    yield scene.sign_in


@provokes("ResendConfirmationCode", "nowhere-to-send")
def nowhere_to_send(lab: Lab) -> Steps:
    scene = Scene(lab, AutoVerifiedAttributes=[])
    scene.sign_up()
    yield lambda: scene.as_app("resend_confirmation_code")
    scene = Scene(lab)
    scene.sign_up()
    yield lambda: scene.as_app("resend_confirmation_code")


@provokes("AdminConfirmSignUp", "has-a-temporary-password")
def confirms_who_was_invited(lab: Lab) -> Steps:
    scene = Scene(lab).with_temporary_password()
    yield lambda: scene.as_administrator("admin_confirm_sign_up")
    scene.as_administrator("admin_set_user_password", Password=ANOTHER, Permanent=True)
    yield lambda: scene.sign_in(ANOTHER)


@provokes("AdminCreateUser", "name-taken")
def creates_who_is_there(lab: Lab) -> Steps:
    scene = Scene(lab).with_temporary_password()
    yield lambda: scene.as_administrator("admin_create_user")
    yield lambda: scene.as_administrator("admin_create_user", MessageAction="RESEND")


@provokes("AdminCreateUser", "nowhere-to-invite")
def nowhere_to_invite(lab: Lab) -> Steps:
    scene = Scene(lab)

    def create(**values: str) -> None:
        scene.as_administrator(
            "admin_create_user",
            UserAttributes=attributes(**values),
            DesiredDeliveryMediums=["EMAIL"],
        )

    yield create
    yield lambda: create(email=EMAIL)


@provokes("AdminCreateUser", "invitation-was-used")
def invitation_was_used(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.as_administrator("admin_create_user", MessageAction="RESEND")
    yield lambda: scene.sign_in(PASSWORD)
