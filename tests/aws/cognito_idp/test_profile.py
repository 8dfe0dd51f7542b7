"""GetUser, UpdateUserAttributes, VerifyUserAttribute, DeleteUser and their like."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal
from tests.aws.cognito_idp.profile_app import Profile, listed

OLD, NEW, PHONE = "ana@example.com", "new@example.org", "+15555551234"
EXPIRED = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
MISMATCH = ("CodeMismatchException", "Invalid verification code provided, please try again.")
NO_TOKEN = ("NotAuthorizedException", "Invalid Access Token")
KEEPS = {"UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}}


def test_get_user_shows_what_the_tokens_app_client_may_read(
    make_app: MakeApp, cognito_idp: Any
) -> None:
    app = make_app(client={"ReadAttributes": ["email", "custom:none", "name"]}, Schema=[TIER_NONE])
    ana = Profile(app, name="Ana", nickname="A")
    assert ana.get().keys() == {"sub", "email", "name"}
    assert {"nickname", "email", "name"} <= ana.stored().keys()
    everything = cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id,
        ClientName="all",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
    )["UserPoolClient"]["ClientId"]
    ana.token = App(app.lab, cognito_idp, app.user_pool_id, everything).sign_in()["AccessToken"]
    assert ana.get() == ana.stored()


TIER_NONE = {"Name": "none", "AttributeDataType": "String", "Mutable": True}


def test_a_new_address_is_unverified_until_its_code_comes_back(app: App, lab: Lab) -> None:
    ana = Profile(app)
    ana.admin_update(email_verified="true")
    details = ana.update(email=NEW)["CodeDeliveryDetailsList"]
    assert details == [
        {"Destination": "n***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}
    ]
    assert ana.get() == {**ana.stored(), "email": NEW, "email_verified": "false"}
    message = lab.outbox[-1]
    assert (message.recipient, message.purpose) == (NEW, "verify attribute")
    ana.verify(message.code)
    assert ana.get()["email_verified"] == "true"


def test_an_update_that_changes_no_address_sends_nothing(app: App, lab: Lab) -> None:
    ana = Profile(app)
    ana.admin_update(email_verified="true")
    sent = len(lab.outbox)
    for answer in (ana.update(name="Anna"), ana.update(email=OLD)):
        assert "CodeDeliveryDetailsList" not in answer
    assert len(lab.outbox) == sent
    assert ana.get()["email_verified"] == "true"


def test_two_addresses_are_verified_each_by_its_own_code(make_app: MakeApp, lab: Lab) -> None:
    ana = Profile(make_app(AutoVerifiedAttributes=["email", "phone_number"]))
    ana.update(email=NEW, phone_number=PHONE)
    codes = {message.medium: message.code for message in lab.outbox}
    ana.verify(codes["EMAIL"])
    assert (ana.get()["email_verified"], ana.get()["phone_number_verified"]) == ("true", "false")
    ana.verify(codes["SMS"], "phone_number")
    assert ana.get()["phone_number_verified"] == "true"


def test_one_addresss_code_is_not_good_for_the_other(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    ana = Profile(make_app(AutoVerifiedAttributes=["email", "phone_number"]))
    ana.update(phone_number=PHONE)
    assert refusal(ana.verify, lab.outbox[-1].code, "email") == EXPIRED
    assert "email_verified" not in ana.get()


def test_a_code_is_good_once_and_a_wrong_one_never(app: App, lab: Lab, refusal: Refusal) -> None:
    ana = Profile(app)
    ana.ask_for_code()
    code = lab.outbox[-1].code or ""
    assert refusal(ana.verify, f"{(int(code) + 1) % 10**6:06}") == MISMATCH
    assert "email_verified" not in ana.get()
    ana.verify(code)
    assert refusal(ana.verify, code) == EXPIRED


def test_a_code_lives_for_a_day(app: App, lab: Lab, refusal: Refusal) -> None:
    ana = Profile(app)
    ana.ask_for_code()
    lab.clock.advance(hours=23, minutes=59)
    ana.token = app.sign_in()["AccessToken"]
    ana.verify(lab.outbox[-1].code)
    ana.ask_for_code()
    lab.clock.advance(hours=24)
    ana.token = app.sign_in()["AccessToken"]
    assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED


def test_another_users_code_and_a_sign_up_code_verify_nothing(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    ana = Profile(app)
    sign_up_code = lab.outbox[-1].code
    ben = Profile(app, "ben")
    ben.ask_for_code()
    assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED
    assert refusal(ana.verify, sign_up_code) == EXPIRED


def test_a_code_to_an_address_that_changed_meanwhile_verifies_nothing(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    ana = Profile(make_app(AutoVerifiedAttributes=[]))
    ana.ask_for_code()
    code = lab.outbox[-1].code
    with lab.ledger.without("update-attributes-verifies"):  # as if by another way
        ana.admin_update(email=NEW)
    assert refusal(ana.verify, code) == EXPIRED
    ana.admin_update(email=OLD)
    ana.ask_for_code()
    for address in (NEW, OLD):  # and back again
        ana.admin_update(email=address)
        assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED
    assert ana.get()["email_verified"] == "false"


def test_only_addresses_that_are_there_are_verified(app: App, refusal: Refusal) -> None:
    ana = Profile(app)
    names = "Invalid attribute name. Only phone_number and email can be verified."
    assert refusal(ana.ask_for_code, "name") == ("InvalidParameterException", names)
    assert refusal(ana.verify, "123456", "name") == ("InvalidParameterException", names)
    assert refusal(ana.ask_for_code, "phone_number") == (
        "InvalidParameterException",
        "User does not have a valid registered phone number",
    )
    ana.delete("email")
    assert refusal(ana.ask_for_code) == (
        "InvalidParameterException",
        "User does not have a valid registered email address",
    )


class TestWhereThePoolVerifiesFirst:
    @pytest.fixture
    def ana(self, make_app: MakeApp) -> Profile:
        ana = Profile(make_app(**KEEPS))
        ana.admin_update(email_verified="true")
        return ana

    def test_the_old_address_stays_until_the_code_comes_back(self, ana: Profile, lab: Lab) -> None:
        (details,) = ana.update(email=NEW, name="Anna")["CodeDeliveryDetailsList"]
        assert details["Destination"] == "n***@e***"
        assert lab.outbox[-1].recipient == NEW
        now = ana.get()
        assert (now["email"], now["email_verified"], now["name"]) == (OLD, "true", "Anna")
        ana.verify(lab.outbox[-1].code)
        assert (ana.get()["email"], ana.get()["email_verified"]) == (NEW, "true")

    def test_a_code_can_be_asked_for_again_and_goes_to_the_new_address(
        self, ana: Profile, lab: Lab, refusal: Refusal
    ) -> None:
        ana.update(email=NEW)
        first = lab.outbox[-1].code
        assert ana.ask_for_code()["Destination"] == "n***@e***"
        assert lab.outbox[-1].recipient == NEW
        assert refusal(ana.verify, first) == MISMATCH
        ana.verify(lab.outbox[-1].code)
        assert ana.get()["email"] == NEW

    def test_the_old_address_again_calls_the_change_off(
        self, ana: Profile, lab: Lab, refusal: Refusal
    ) -> None:
        ana.update(email=NEW)
        ana.update(email=OLD)
        assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED
        assert ana.get()["email"] == OLD
        assert ana.ask_for_code()["Destination"] == "a***@e***"

    def test_so_does_deleting_it(self, ana: Profile, lab: Lab, refusal: Refusal) -> None:
        named = {"UserPoolId": ana.app.user_pool_id, "Username": "ana"}
        for delete in (
            lambda: ana.delete("email"),
            lambda: ana.update(email=""),
            lambda: ana.idp.admin_delete_user_attributes(**named, UserAttributeNames=["email"]),
        ):
            ana.admin_update(email=OLD, email_verified="true")
            ana.update(email=NEW)
            delete()
            assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED
            assert "email" not in ana.get()

    def test_an_administrator_is_held_to_it_too_unless_it_is_called_verified(
        self, ana: Profile, lab: Lab, refusal: Refusal
    ) -> None:
        ana.admin_update(email=NEW)
        assert ana.get()["email"] == OLD
        code = lab.outbox[-1].code
        ana.admin_update(email="third@example.net", email_verified="true")
        assert ana.get()["email"] == "third@example.net"
        assert len(lab.outbox) == 2  # the sign-up code and the one code
        assert refusal(ana.verify, code) == EXPIRED


def test_a_blank_value_takes_an_attribute_away(app: App) -> None:
    ana = Profile(app, name="Ana")
    ana.update(name="", email="")
    assert ana.get().keys() == {"sub"}
    ana.update(name="Anna")
    ana.admin_update(name="")
    assert "name" not in ana.get()


def test_attributes_are_deleted_an_address_with_its_flag(app: App, lab: Lab) -> None:
    ana = Profile(app, name="Ana")
    ana.admin_update(email_verified="true")
    ana.delete("email", "name", "nickname", "name")
    assert ana.get().keys() == {"sub"}


def test_a_deleted_addresss_code_is_good_for_nothing_more(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    ana = Profile(make_app(AutoVerifiedAttributes=[]))
    ana.ask_for_code()
    ana.delete("email")
    ana.update(email=OLD)
    assert refusal(ana.verify, lab.outbox[-1].code) == EXPIRED


def test_what_cannot_be_deleted_leaves_the_rest(app: App, refusal: Refusal) -> None:
    ana = Profile(app, name="Ana")
    before = ana.get()
    unauthorized = "A client attempted to write unauthorized attribute"
    for name in ("sub", "email_verified"):
        assert refusal(ana.delete, "name", name) == ("NotAuthorizedException", unauthorized)
    assert refusal(ana.delete, "name", "custom:none") == (
        "InvalidParameterException",
        "Invalid user attributes: user.custom:none: Attribute does not exist in the schema.\n",
    )
    assert ana.get() == before


class TestDeleteUser:
    def test_the_user_is_gone_and_the_name_is_free(self, app: App, refusal: Refusal) -> None:
        ana = Profile(app)
        sub = ana.get()["sub"]
        ana.idp.delete_user(AccessToken=ana.token)
        gone = ("UserNotFoundException", "User does not exist.")
        assert refusal(ana.get) == gone
        assert refusal(app.sign_in) == gone
        again = Profile(app)
        assert again.get()["sub"] != sub
        assert refusal(ana.get) == gone
        assert refusal(ana.update, name="Eve") == gone
        assert refusal(ana.idp.delete_user, AccessToken=ana.token) == NO_TOKEN
        assert "name" not in again.get()

    def test_codes_and_challenges_go_with_the_user(
        self, app: App, lab: Lab, refusal: Refusal
    ) -> None:
        ana = Profile(app)
        ana.ask_for_code()
        code = lab.outbox[-1].code
        ana.idp.delete_user(AccessToken=ana.token)
        assert refusal(Profile(app).verify, code) == EXPIRED

    def test_only_ones_own_tokens_end(self, app: App) -> None:
        ana, ben = Profile(app), Profile(app, "ben")
        ana.idp.delete_user(AccessToken=ana.token)
        assert ben.get()["email"] == "ben@example.com"

    def test_a_user_who_signs_in_by_address_can_go_too(
        self, make_app: MakeApp, refusal: Refusal
    ) -> None:
        app = make_app(UsernameAttributes=["email"])
        ana = Profile(app, OLD, email=OLD)
        ana.idp.delete_user(AccessToken=ana.token)
        assert refusal(ana.get)[0] == "UserNotFoundException"
        Profile(app, OLD, email=OLD)
        assert refusal(ana.get)[0] == "UserNotFoundException"


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("delete_user", {}),
        ("delete_user_attributes", {"UserAttributeNames": ["name"]}),
        ("get_user_attribute_verification_code", {"AttributeName": "email"}),
        ("verify_user_attribute", {"AttributeName": "email", "Code": "123456"}),
    ],
)
def test_no_token_no_answer(
    app: App, refusal: Refusal, operation: str, parameters: dict[str, Any]
) -> None:
    ana = Profile(app)
    call = getattr(ana.idp, operation)
    named = {"UserPoolId": app.user_pool_id, "Username": "ana"}
    assert refusal(call, AccessToken="not.a.token", **parameters) == NO_TOKEN
    with app.lab.ledger.without("disabled-user-is-signed-out"):
        ana.idp.admin_disable_user(**named)
    assert refusal(call, AccessToken=ana.token, **parameters) == NO_TOKEN
    ana.idp.admin_enable_user(**named)
    ana.admin_update(email_verified="true")
    ana.idp.admin_reset_user_password(**named)
    code, _ = refusal(call, AccessToken=ana.token, **parameters)
    assert code == "PasswordResetRequiredException"
    ana.idp.admin_user_global_sign_out(**named)
    assert refusal(call, AccessToken=ana.token, **parameters)[0] == "NotAuthorizedException"


def test_an_administrator_asks_for_a_user_who_is_there(app: App, refusal: Refusal) -> None:
    update = app.cognito_idp.admin_update_user_attributes
    attributes = listed(name="Ana")
    nobody = {"UserPoolId": app.user_pool_id, "Username": "nobody"}
    nowhere = {"UserPoolId": "us-east-1_Nowhere12", "Username": "ana"}
    assert refusal(update, **nobody, UserAttributes=attributes)[0] == "UserNotFoundException"
    assert refusal(update, **nowhere, UserAttributes=attributes)[0] == "ResourceNotFoundException"
