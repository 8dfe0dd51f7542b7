"""SignUp and ResendConfirmationCode: where a code goes, and in what words."""

import re
from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal

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
    assert app.sign_up("ana", email=odd)["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
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
