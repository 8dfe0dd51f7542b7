"""SignUp and ResendConfirmationCode: where a code goes, and in what words."""

import re
from typing import Any, ClassVar

import pytest

from cognito_lab.aws import Lab
from cognito_lab.sign_in.secret_hash import secret_hash
from tests.aws.app import PASSWORD, App, MakeApp, Refusal

EMAIL, PHONE = "ana@example.com", "+15555551234"


def test_a_random_code_of_six_digits_arrives_by_e_mail(app: App, lab: Lab) -> None:
    answer = app.sign_up("ana", email=EMAIL)
    message = lab.outbox[-1]
    assert len(lab.outbox) == 1
    assert re.fullmatch(r"\d{6}", message.code)
    assert (message.recipient, message.medium, message.purpose) == (EMAIL, "EMAIL", "sign-up")
    assert message.text == f"Your verification code is {message.code}."
    assert message.subject == "Your verification code"
    assert message.at == lab.trace[-1].at
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "a***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert answer["UserConfirmed"] is False


def test_every_code_is_another_one(app: App, lab: Lab) -> None:
    for number in range(20):
        app.sign_up(f"user{number}", email=f"user{number}@example.com")
    assert len({message.code for message in lab.outbox}) == 20


def test_the_code_stands_in_no_answer_and_in_no_record(app: App, lab: Lab) -> None:
    answer = app.sign_up("ana", email=EMAIL)
    assert lab.outbox[-1].code not in str(answer)
    assert lab.outbox[-1].code not in str([*lab.trace, *lab.trace.notes])


def test_with_both_addresses_the_code_goes_to_the_phone_alone(make_app: MakeApp, lab: Lab) -> None:
    app = make_app(AutoVerifiedAttributes=["email", "phone_number"])
    answer = app.sign_up("ana", email=EMAIL, phone_number=PHONE)
    assert [(m.medium, m.recipient, m.subject) for m in lab.outbox] == [("SMS", PHONE, None)]
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "+*******1234",
        "DeliveryMedium": "SMS",
        "AttributeName": "phone_number",
    }
    app.confirm("ana", lab.outbox[-1].code)
    attributes = app.attributes("ana")
    assert attributes["phone_number_verified"] == "true"
    assert "email_verified" not in attributes


@pytest.mark.parametrize(
    ("pool", "attributes"),
    [
        ({"AutoVerifiedAttributes": []}, {"email": EMAIL}),
        ({"AutoVerifiedAttributes": ["email"]}, {"phone_number": PHONE}),
        ({"AutoVerifiedAttributes": ["email"]}, {}),
        ({"AutoVerifiedAttributes": ["email"]}, {"email": ""}),
    ],
)
def test_where_nothing_is_verified_no_code_is_sent(
    make_app: MakeApp, lab: Lab, pool: dict[str, Any], attributes: dict[str, str]
) -> None:
    answer = make_app(**pool).sign_up("ana", **attributes)
    assert "CodeDeliveryDetails" not in answer
    assert len(lab.outbox) == 0


@pytest.mark.parametrize("recovery", ["admin_only", "verified_phone_number", "verified_email"])
def test_how_accounts_are_recovered_has_no_say_in_where_the_code_goes(
    make_app: MakeApp, lab: Lab, recovery: str
) -> None:
    settings = {"RecoveryMechanisms": [{"Priority": 1, "Name": recovery}]}
    app = make_app(AccountRecoverySetting=settings)
    answer = app.sign_up("ana", email=EMAIL, phone_number=PHONE)
    assert answer["CodeDeliveryDetails"]["AttributeName"] == "email"
    assert lab.outbox[-1].recipient == EMAIL


@pytest.mark.parametrize("odd", ["ana", "@", "@example.com", "a@b@c", "ana@"])
def test_an_address_without_the_form_of_one_does_not_break_the_answer(
    app: App, lab: Lab, odd: str
) -> None:
    with lab.ledger.without("attributes-follow-the-schema"):
        details = app.sign_up("ana", email=odd)["CodeDeliveryDetails"]
    assert details["DeliveryMedium"] == "EMAIL"
    app.confirm("ana", lab.outbox[-1].code)
    assert app.status("ana") == "CONFIRMED"


def test_a_pools_own_message_carries_the_code_where_it_says(make_app: MakeApp, lab: Lab) -> None:
    template = {
        "EmailMessage": "Welcome! Type {####}, and only {####}.",
        "EmailSubject": "Hello from the shop",
        "SmsMessage": "Shop: {####}",
    }
    app = make_app(VerificationMessageTemplate=template)
    app.sign_up("ana", email=EMAIL)
    code = lab.outbox[-1].code
    assert lab.outbox[-1].text == f"Welcome! Type {code}, and only {code}."
    assert lab.outbox[-1].subject == "Hello from the shop"

    app = make_app(AutoVerifiedAttributes=["phone_number"], VerificationMessageTemplate=template)
    app.sign_up("ana", phone_number=PHONE)
    assert lab.outbox[-1].text == f"Shop: {lab.outbox[-1].code}"


@pytest.mark.parametrize(
    ("password", "lacks"),
    [
        ("Short-1", "Password not long enough"),
        ("lower-case-1", "Password must have uppercase characters"),
        ("UPPER-CASE-1", "Password must have lowercase characters"),
        ("No-Numbers-", "Password must have numeric characters"),
        ("NoSymbols1", "Password must have symbol characters"),
        ("nothing", "Password not long enough"),  # of several, the first
    ],
)
def test_a_weak_password_is_refused_with_what_it_lacks(
    app: App, lab: Lab, refusal: Refusal, password: str, lacks: str
) -> None:
    assert refusal(app.sign_up, "ana", password, email=EMAIL) == (
        "InvalidPasswordException",
        f"Password did not conform with policy: {lacks}",
    )
    assert len(lab.outbox) == 0
    app.sign_up("ana", email=EMAIL)  # the name is still free


def test_a_pools_own_policy_is_the_one_that_counts(make_app: MakeApp, refusal: Refusal) -> None:
    policy = {
        "MinimumLength": 12,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": False,
        "RequireUppercase": False,
    }
    app = make_app(Policies={"PasswordPolicy": policy})
    code, message = refusal(app.sign_up, "ana", "elevenchar1", email=EMAIL)
    assert (code, message[-24:]) == ("InvalidPasswordException", "Password not long enough")
    app.sign_up("ana", "twelvechars1", email=EMAIL)


def test_a_resent_code_takes_the_place_of_the_first(app: App, lab: Lab, refusal: Refusal) -> None:
    app.sign_up("ana", email=EMAIL)
    answer = app.resend("ana")
    first, second = (message.code for message in lab.outbox)
    assert first != second
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "a***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert lab.outbox[-1].text == f"Your verification code is {second}."
    assert refusal(app.confirm, "ana", first)[0] == "CodeMismatchException"
    app.confirm("ana", second)
    assert app.status("ana") == "CONFIRMED"


def test_a_resent_code_begins_a_life_of_its_own(app: App, lab: Lab) -> None:
    app.sign_up("ana", email=EMAIL)
    lab.clock.advance(hours=23)
    app.resend("ana")
    lab.clock.advance(hours=23)
    app.confirm("ana", lab.outbox[-1].code)
    assert app.status("ana") == "CONFIRMED"


def test_resending_after_the_first_code_has_expired_opens_the_door_again(
    app: App, lab: Lab
) -> None:
    app.sign_up("ana", email=EMAIL)
    lab.clock.advance(days=3)
    app.resend("ana")
    app.confirm("ana", lab.outbox[-1].code)
    assert app.status("ana") == "CONFIRMED"


def test_a_resent_code_goes_to_the_address_of_now(app: App, lab: Lab, cognito_idp: Any) -> None:
    app.sign_up("ana", email=EMAIL)
    cognito_idp.admin_update_user_attributes(
        UserPoolId=app.user_pool_id,
        Username="ana",
        UserAttributes=[{"Name": "email", "Value": "new@example.org"}],
    )
    app.resend("ana")
    assert lab.outbox[-1].recipient == "new@example.org"


def test_resending_is_refused_where_there_is_nothing_to_resend(
    app: App, make_app: MakeApp, lab: Lab, cognito_idp: Any, refusal: Refusal
) -> None:
    assert refusal(app.resend, "nobody") == (
        "UserNotFoundException",
        "Username/client id combination not found.",
    )
    app.confirmed_user("ana")
    assert refusal(app.resend, "ana") == (
        "InvalidParameterException",
        "User is already confirmed.",
    )
    silent = make_app(AutoVerifiedAttributes=[])
    silent.sign_up("bob", email="bob@example.com")
    assert refusal(silent.resend, "bob") == (
        "NotAuthorizedException",
        "Cannot resend codes. Auto verification not turned on.",
    )
    unknown = {"ClientId": "1" * 26, "Username": "ana"}
    assert refusal(cognito_idp.resend_confirmation_code, **unknown) == (
        "ResourceNotFoundException",
        f"User pool client {'1' * 26} does not exist.",
    )
    assert len(lab.outbox) == 1


@pytest.mark.parametrize("password", [f"{PASSWORD} ", f"\t{PASSWORD}", PASSWORD + "x" * 256, " "])
def test_what_is_no_password_at_all_is_refused_before_the_policy(
    app: App, refusal: Refusal, password: str
) -> None:
    code, message = refusal(app.sign_up, "ana", password, email=EMAIL)
    assert code == "InvalidParameterException"
    assert "Value at 'password' failed to satisfy constraint: " in message
    assert PASSWORD not in message
    app.sign_up("ana", email=EMAIL)


def test_a_password_may_have_spaces_within(app: App) -> None:
    app.sign_up("ana", "Correct horse 1", email=EMAIL)


@pytest.mark.parametrize(("only_administrators", "open_to_all"), [(True, False), (False, True)])
def test_self_sign_up_can_be_switched_off_and_on(
    make_app: MakeApp, refusal: Refusal, only_administrators: bool, open_to_all: bool
) -> None:
    app = make_app(AdminCreateUserConfig={"AllowAdminCreateUserOnly": only_administrators})
    if open_to_all:
        app.sign_up("ana", email=EMAIL)
        return
    assert refusal(app.sign_up, "ana", "weak", email=EMAIL) == (
        "NotAuthorizedException",
        "SignUp is not permitted for this user pool",
    )
    app.administer("admin_create_user", TemporaryPassword=PASSWORD)
    assert app.status("ana") == "FORCE_CHANGE_PASSWORD"


class TestAnAppClientWithASecret:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html"""

    @pytest.fixture
    def confidential(self, make_app: MakeApp) -> App:
        app = make_app(client={"GenerateSecret": True})
        self.sign_up(app, "ana")
        return app

    @staticmethod
    def hash_of(app: App, username: str) -> str:
        described = app.cognito_idp.describe_user_pool_client(
            UserPoolId=app.user_pool_id, ClientId=app.client_id
        )
        return secret_hash(username, app.client_id, described["UserPoolClient"]["ClientSecret"])

    def sign_up(self, app: App, username: str) -> None:
        app.cognito_idp.sign_up(
            ClientId=app.client_id,
            Username=username,
            Password=PASSWORD,
            UserAttributes=[{"Name": "email", "Value": f"{username}@example.com"}],
            SecretHash=self.hash_of(app, username),
        )

    OPERATIONS: ClassVar[list[tuple[str, dict[str, str]]]] = [
        ("sign_up", {"Password": PASSWORD}),
        ("confirm_sign_up", {"ConfirmationCode": "123456"}),
        ("resend_confirmation_code", {}),
        ("forgot_password", {}),
        ("confirm_forgot_password", {"ConfirmationCode": "123456", "Password": PASSWORD}),
    ]

    @pytest.mark.parametrize(("operation", "given"), OPERATIONS)
    def test_is_not_served_without_the_right_hash(
        self, confidential: App, lab: Lab, refusal: Refusal, operation: str, given: dict[str, str]
    ) -> None:
        app, call = confidential, getattr(confidential.cognito_idp, operation)
        sent_before = len(lab.outbox)
        asked = {"ClientId": app.client_id, "Username": "bob", **given}
        assert refusal(call, **asked) == (
            "NotAuthorizedException",
            f"Client {app.client_id} is configured with secret but SECRET_HASH was not received",
        )
        for wrong in (self.hash_of(app, "ana"), "bm90IGl0"):
            assert refusal(call, **asked, SecretHash=wrong) == (
                "NotAuthorizedException",
                f"Unable to verify secret hash for client {app.client_id}",
            )
        assert len(lab.outbox) == sent_before

    def test_is_served_with_it(self, confidential: App, lab: Lab) -> None:
        app, code = confidential, lab.outbox[-1].code
        named = {
            "ClientId": app.client_id,
            "Username": "ana",
            "SecretHash": self.hash_of(app, "ana"),
        }
        app.cognito_idp.resend_confirmation_code(**named)
        code = lab.outbox[-1].code
        app.cognito_idp.confirm_sign_up(**named, ConfirmationCode=code)
        app.cognito_idp.forgot_password(**named)
        code = lab.outbox[-1].code
        app.cognito_idp.confirm_forgot_password(
            **named, ConfirmationCode=code, Password="Quite-Another-2"
        )
        assert app.status("ana") == "CONFIRMED"


class TestWhereTheAppClientHidesWhoExists:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html"""

    @pytest.fixture
    def hiding(self, make_app: MakeApp) -> App:
        return make_app(client={"PreventUserExistenceErrors": "ENABLED"})

    def test_a_name_that_is_taken_is_told_all_the_same(self, hiding: App, refusal: Refusal) -> None:
        hiding.confirmed_user()
        assert refusal(hiding.sign_up, "ana")[0] == "UsernameExistsException"

    def test_a_code_for_nobody_is_a_wrong_code(self, hiding: App, refusal: Refusal) -> None:
        hiding.sign_up("ana", email=EMAIL)
        said = {refusal(hiding.confirm, name, "wrong") for name in ("ana", "nobody")}
        assert said == {
            ("CodeMismatchException", "Invalid verification code provided, please try again.")
        }

    def test_who_has_nothing_to_confirm_seems_to_be_sent_a_code(
        self, hiding: App, lab: Lab
    ) -> None:
        hiding.confirmed_user("confirmed")
        hiding.sign_up("disabled", email="disabled@example.com")
        hiding.administer("admin_disable_user", "disabled")
        sent_before = len(lab.outbox)
        for name in ("confirmed", "disabled", "nobody"):
            details = hiding.resend(name)["CodeDeliveryDetails"]
            assert details["DeliveryMedium"] == "EMAIL"
            assert re.fullmatch(r"[a-z]\*{3}@[a-z]\*{3}", details["Destination"])
        assert len(lab.outbox) == sent_before

    def test_a_pool_that_sends_no_codes_tells_nobody(self, make_app: MakeApp, lab: Lab) -> None:
        app = make_app(AutoVerifiedAttributes=[], client={"PreventUserExistenceErrors": "ENABLED"})
        app.sign_up("ana", email=EMAIL)
        mediums = {
            app.resend(name)["CodeDeliveryDetails"]["DeliveryMedium"] for name in ("ana", "nobody")
        }
        assert mediums == {"EMAIL"}
        assert len(lab.outbox) == 0

    def test_who_waits_for_a_code_gets_it(self, hiding: App, lab: Lab) -> None:
        hiding.sign_up("ana", email=EMAIL)
        hiding.resend("ana")
        hiding.confirm("ana", lab.outbox[-1].code)
        assert hiding.status("ana") == "CONFIRMED"
