"""ForgotPassword, ConfirmForgotPassword: who gets back in, and how."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import PASSWORD, App, MakeApp, Refusal

EMAIL, PHONE, NEW = "ana@example.com", "+15555551234", "Quite-Another-2"
HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)

MISMATCH = ("CodeMismatchException", "Invalid verification code provided, please try again.")
EXPIRED = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
NOT_FOUND = ("UserNotFoundException", "Username/client id combination not found.")
NO_ADDRESS = (
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
)
NOT_NOW = ("NotAuthorizedException", "User password cannot be reset in the current state.")
DISABLED = ("NotAuthorizedException", "User is disabled.")
LIMIT = ("LimitExceededException", "Attempt limit exceeded, please try after some time.")
ADMIN_ONLY = ("NotAuthorizedException", "Contact administrator to reset password.")
INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")


def move_to(lab: Lab, moment: dt.datetime) -> None:
    lab.clock.advance(seconds=(moment - lab.clock.now()).total_seconds())


def another(code: str | None) -> str:
    """A code of six digits that is not this one."""
    return f"{(int(code or 0) + 1) % 1_000_000:06}"


def user_of(app: App, username: str = "ana") -> dict[str, Any]:
    """All that AdminGetUser shows of a user, but for the time of the last change."""
    user = app.administer("admin_get_user", username)
    return {name: value for name, value in user.items() if name not in _OF_THE_CALL}


_OF_THE_CALL = ("ResponseMetadata", "UserLastModifiedDate")


def test_a_forgotten_password_is_replaced_with_the_code_that_was_sent(app: App, lab: Lab) -> None:
    app.confirmed_user()
    answer = app.forget()
    message = lab.outbox[-1]
    assert re.fullmatch(r"\d{6}", message.code or "")
    assert (message.recipient, message.medium) == (EMAIL, "EMAIL")
    assert message.purpose == "forgot password"
    assert message.text == f"Your verification code is {message.code}."
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "a***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert app.sign_in()["TokenType"] == "Bearer"  # until then, the old password is good
    app.recover(message.code, NEW)
    assert app.sign_in(password=NEW)["TokenType"] == "Bearer"


def test_the_old_password_opens_no_more(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    app.recover(lab.outbox[-1].code, NEW)
    assert refusal(app.sign_in) == INCORRECT


def test_the_code_is_in_no_answer_and_in_no_record(app: App, lab: Lab) -> None:
    app.confirmed_user()
    answer = app.forget()
    code = str(lab.outbox[-1].code)
    assert code not in str(answer)
    assert code not in str([*lab.trace, *lab.trace.notes])


def test_a_code_is_good_for_one_password(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    app.recover(lab.outbox[-1].code, NEW)
    assert refusal(app.recover, lab.outbox[-1].code, PASSWORD) == EXPIRED
    assert app.sign_in(password=NEW)


def test_a_code_lives_one_hour(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    move_to(lab, lab.outbox[-1].at + HOUR)
    assert refusal(app.recover, lab.outbox[-1].code, NEW) == EXPIRED
    app.forget()
    move_to(lab, lab.outbox[-1].at + HOUR - SECOND)
    app.recover(lab.outbox[-1].code, NEW)
    assert app.sign_in(password=NEW)


def test_without_having_asked_no_code_is_right(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    sign_up_code = lab.outbox[-1].code
    assert refusal(app.recover, sign_up_code, NEW) == EXPIRED
    app.forget()
    assert refusal(app.recover, sign_up_code, NEW) == MISMATCH


def test_another_users_code_is_refused(app: App, lab: Lab, refusal: Refusal) -> None:
    for name in ("ana", "bob"):
        app.confirmed_user(name)
        app.forget(name)
    ana, bob = (message.code for message in lab.outbox if message.purpose == "forgot password")
    assert refusal(app.recover, bob, NEW) == MISMATCH
    assert refusal(app.recover, ana, NEW, "bob") == MISMATCH
    app.recover(bob, NEW, "bob")


def test_a_second_code_takes_the_place_of_the_first(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    first = lab.outbox[-1].code
    app.forget()
    assert refusal(app.recover, first, NEW) == MISMATCH
    app.recover(lab.outbox[-1].code, NEW)


def test_five_wrong_codes_and_the_right_one_is_dead(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    code = lab.outbox[-1].code
    for _ in range(5):
        assert refusal(app.recover, another(code), NEW) == MISMATCH
    assert refusal(app.recover, code, NEW) == LIMIT
    assert app.sign_in()
    app.forget()
    app.recover(lab.outbox[-1].code, NEW)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda code: code.translate({48 + n: 0xFF10 + n for n in range(10)}),  # full-width
        lambda code: code * 300,
        lambda code: code[:5],
        lambda code: f"moto-confirmation-code:{code}",
        lambda code: "' OR '1'='1",
    ],
)
def test_a_hostile_code_sets_nothing(
    app: App, lab: Lab, refusal: Refusal, disguise: Callable[[str], str]
) -> None:
    app.confirmed_user()
    app.forget()
    code, before = str(lab.outbox[-1].code), user_of(app)
    assert refusal(app.recover, disguise(code), NEW)[0] in (
        "CodeMismatchException",
        "InvalidParameterException",
    )
    assert user_of(app) == before
    assert app.sign_in()
    app.recover(code, NEW)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("No-Numbers-Here", "InvalidPasswordException"),
        (f"{NEW} ", "InvalidParameterException"),
        (NEW + "x" * 256, "InvalidParameterException"),
        (PASSWORD, "PasswordHistoryPolicyViolationException"),
    ],
)
def test_a_password_that_is_not_allowed_leaves_the_code_good(
    make_app: MakeApp, lab: Lab, refusal: Refusal, password: str, code: str
) -> None:
    app = make_app(Policies={"PasswordPolicy": {"PasswordHistorySize": 1}})
    app.confirmed_user()
    app.forget()
    assert refusal(app.recover, lab.outbox[-1].code, password)[0] == code
    assert app.sign_in()
    app.recover(lab.outbox[-1].code, NEW)
    assert refusal(app.sign_in) == INCORRECT


def test_only_who_has_the_code_learns_that_a_password_was_used(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    app = make_app(Policies={"PasswordPolicy": {"PasswordHistorySize": 1}})
    app.confirmed_user()
    app.forget()
    assert refusal(app.recover, another(lab.outbox[-1].code), PASSWORD) == MISMATCH


def test_the_password_that_was_set_is_remembered(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    app = make_app(Policies={"PasswordPolicy": {"PasswordHistorySize": 1}})
    app.confirmed_user()
    app.forget()
    app.recover(lab.outbox[-1].code, NEW)
    app.forget()
    used = "PasswordHistoryPolicyViolationException"
    assert refusal(app.recover, lab.outbox[-1].code, NEW)[0] == used
    app.recover(lab.outbox[-1].code, PASSWORD)


def mechanisms(*names: str) -> dict[str, Any]:
    listed = [{"Priority": number, "Name": name} for number, name in enumerate(names, start=1)]
    return {"AccountRecoverySetting": {"RecoveryMechanisms": listed}}


BOTH = {"email": "true", "phone_number": "true"}


@pytest.mark.parametrize(
    ("setting", "verified", "medium"),
    [
        # https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html
        ({}, BOTH, "SMS"),
        ({}, {"email": "true"}, "EMAIL"),
        (mechanisms("verified_email", "verified_phone_number"), BOTH, "EMAIL"),
        (mechanisms("verified_phone_number", "verified_email"), BOTH, "SMS"),
        (mechanisms("verified_phone_number", "verified_email"), {"email": "true"}, "EMAIL"),
        (mechanisms("verified_phone_number"), {"email": "true"}, None),
        ({}, {}, None),
        ({}, {"email": "false"}, None),
    ],
)
def test_the_code_goes_to_a_verified_address_as_the_pool_says(
    make_app: MakeApp,
    lab: Lab,
    refusal: Refusal,
    setting: dict[str, Any],
    verified: dict[str, str],
    medium: str | None,
) -> None:
    app = make_app(**setting)
    app.sign_up("ana", email=EMAIL, phone_number=PHONE)
    app.administer("admin_confirm_sign_up")
    flags = [{"Name": f"{name}_verified", "Value": value} for name, value in verified.items()]
    if flags:
        app.administer("admin_update_user_attributes", UserAttributes=flags)
    sent_before = len(lab.outbox)
    if medium is None:
        assert refusal(app.forget) == NO_ADDRESS
        assert len(lab.outbox) == sent_before
        return
    details = app.forget()["CodeDeliveryDetails"]
    assert (details["DeliveryMedium"], lab.outbox[-1].medium) == (medium, medium)
    assert lab.outbox[-1].recipient == {"SMS": PHONE, "EMAIL": EMAIL}[medium]
    if medium == "SMS":
        assert details["Destination"] == "+*******1234"


def test_where_only_administrators_recover_nobody_is_sent_a_code(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    for client in ({}, {"PreventUserExistenceErrors": "ENABLED"}):
        app = make_app(client=client, **mechanisms("admin_only"))
        app.confirmed_user()
        sent_before = len(lab.outbox)
        assert refusal(app.forget) == ADMIN_ONLY
        assert refusal(app.forget, "nobody") == ADMIN_ONLY
        assert refusal(app.administer, "admin_reset_user_password") == ADMIN_ONLY
        assert len(lab.outbox) == sent_before
        assert app.status("ana") == "CONFIRMED"


def test_an_unknown_user_or_app_client_is_not_found(
    app: App, cognito_idp: Any, refusal: Refusal
) -> None:
    assert refusal(app.forget, "nobody") == NOT_FOUND
    assert refusal(app.recover, "123456", NEW, "nobody") == NOT_FOUND
    unknown = {"ClientId": "1" * 26, "Username": "ana"}
    says = ("ResourceNotFoundException", f"User pool client {'1' * 26} does not exist.")
    assert refusal(cognito_idp.forgot_password, **unknown) == says
    confirming = {**unknown, "ConfirmationCode": "123456", "Password": NEW}
    assert refusal(cognito_idp.confirm_forgot_password, **confirming) == says


def test_a_disabled_user_is_refused_with_and_without_the_code(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    app.confirmed_user()
    app.forget()
    app.administer("admin_disable_user")
    assert refusal(app.forget) == DISABLED
    assert refusal(app.recover, lab.outbox[-1].code, NEW) == DISABLED
    app.administer("admin_enable_user")
    app.recover(lab.outbox[-1].code, NEW)


def test_a_temporary_password_is_not_recovered(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user()
    app.forget()
    code = lab.outbox[-1].code
    app.administer("admin_set_user_password", Password=PASSWORD, Permanent=False)
    assert refusal(app.forget) == NOT_NOW
    assert refusal(app.recover, code, NEW) == NOT_NOW
    assert app.status("ana") == "FORCE_CHANGE_PASSWORD"


def test_recovery_does_not_confirm_a_sign_up(app: App, lab: Lab, refusal: Refusal) -> None:
    app.sign_up("ana", email=EMAIL)
    assert refusal(app.forget) == NO_ADDRESS
    verified = [{"Name": "email_verified", "Value": "true"}]
    app.administer("admin_update_user_attributes", UserAttributes=verified)
    app.forget()
    unconfirmed = ("UserNotConfirmedException", "User is not confirmed.")
    assert refusal(app.recover, another(lab.outbox[-1].code), NEW) == MISMATCH
    assert refusal(app.recover, lab.outbox[-1].code, NEW) == unconfirmed
    assert app.status("ana") == "UNCONFIRMED"


def test_a_second_factor_does_not_recover_the_first(make_app: MakeApp, refusal: Refusal) -> None:
    """With SMS as the second factor, an SMS would be both."""
    sms = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}
    app = make_app(**mechanisms("verified_phone_number"))
    app.cognito_idp.set_user_pool_mfa_config(
        UserPoolId=app.user_pool_id, MfaConfiguration="OPTIONAL", SmsMfaConfiguration=sms
    )
    app.confirmed_user("ana", phone_number=PHONE)
    verified = [{"Name": "phone_number_verified", "Value": "true"}]
    app.administer("admin_update_user_attributes", UserAttributes=verified)
    assert app.forget()["CodeDeliveryDetails"]["DeliveryMedium"] == "SMS"
    preference = {"Enabled": True, "PreferredMfa": True}
    app.administer("admin_set_user_mfa_preference", SMSMfaSettings=preference)
    assert refusal(app.forget) == NO_ADDRESS
