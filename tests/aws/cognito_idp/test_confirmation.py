"""ConfirmSignUp: which code opens, when, for whom, and what it changes."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal

EMAIL = "ana@example.com"
DAY = dt.timedelta(hours=24)
SECOND = dt.timedelta(seconds=1)

MISMATCH = ("CodeMismatchException", "Invalid verification code provided, please try again.")
EXPIRED = ("ExpiredCodeException", "Invalid code provided, please request a code again.")
NOT_FOUND = ("UserNotFoundException", "Username/client id combination not found.")
NOT_ALLOWED = "InvalidParameterException"
CONFIRMED_ALREADY = (
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is CONFIRMED",
)


def another(code: str) -> str:
    """A code of six digits that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def move_to(lab: Lab, moment: dt.datetime) -> None:
    lab.clock.advance(seconds=(moment - lab.clock.now()).total_seconds())


def test_the_right_code_confirms_the_user_and_verifies_the_address(app: App, lab: Lab) -> None:
    app.sign_up("ana", email=EMAIL)
    assert app.status("ana") == "UNCONFIRMED"
    assert "email_verified" not in app.attributes("ana")
    app.confirm("ana", lab.outbox[-1].code)
    assert app.status("ana") == "CONFIRMED"
    assert app.attributes("ana")["email_verified"] == "true"
    assert app.sign_in("ana")["TokenType"] == "Bearer"


def test_a_wrong_code_is_refused_and_the_right_one_still_works(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    app.sign_up("ana", email=EMAIL)
    code = lab.outbox[-1].code
    assert refusal(app.confirm, "ana", another(code)) == MISMATCH
    assert app.status("ana") == "UNCONFIRMED"
    assert refusal(app.sign_in, "ana") == ("UserNotConfirmedException", "User is not confirmed.")
    app.confirm("ana", code)
    assert app.status("ana") == "CONFIRMED"


@pytest.mark.parametrize(
    ("disguise", "code"),
    [
        (lambda code: code.translate({48 + n: 0xFF10 + n for n in range(10)}), MISMATCH[0]),
        (lambda code: code.translate({48 + n: 0x660 + n for n in range(10)}), MISMATCH[0]),
        (lambda code: f"{code}\x00", MISMATCH[0]),
        (lambda code: code[:5], MISMATCH[0]),
        (lambda code: "\ud800", MISMATCH[0]),
        # These break the model's pattern, or its greatest length.
        (lambda code: f" {code}", NOT_ALLOWED),
        (lambda code: f"{code}\n", NOT_ALLOWED),
        (lambda code: f"{code[:3]} {code[3:]}", NOT_ALLOWED),
        (lambda code: code * 500, NOT_ALLOWED),
        (lambda code: "' OR '1'='1", NOT_ALLOWED),
        (lambda code: " ", NOT_ALLOWED),
    ],
    ids="full-width Arabic NUL short half-a-pair before after within huge SQL blank".split(),
)
def test_a_hostile_code_is_refused_and_changes_nothing(
    app: App, lab: Lab, refusal: Refusal, disguise: Callable[[str], str], code: str
) -> None:
    app.sign_up("ana", email=EMAIL)
    right = lab.outbox[-1].code
    assert refusal(app.confirm, "ana", disguise(right))[0] == code
    assert app.status("ana") == "UNCONFIRMED"
    assert "email_verified" not in app.attributes("ana")
    app.confirm("ana", right)
    assert app.status("ana") == "CONFIRMED"


@pytest.mark.parametrize("member", ["ClientId", "Username", "ConfirmationCode"])
@pytest.mark.parametrize("value", ["absent", None, 123456, ["a"], {"a": "b"}, True])
def test_plain_http_with_a_member_that_is_missing_or_no_text_opens_nothing(
    app: App, lab: Lab, member: str, value: object
) -> None:
    app.sign_up("ana", email=EMAIL)
    body = {
        "ClientId": app.client_id,
        "Username": "ana",
        "ConfirmationCode": lab.outbox[-1].code,
        member: value,
    }
    if value == "absent":
        del body[member]
    response = requests.post(
        "https://cognito-idp.us-east-1.amazonaws.com/",
        data=json.dumps(body),
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "AWSCognitoIdentityProviderService.ConfirmSignUp",
        },
        timeout=5,
    )
    assert response.status_code >= 400
    assert app.status("ana") == "UNCONFIRMED"
    app.confirm("ana", lab.outbox[-1].code)


def test_a_code_is_accepted_in_the_last_second_of_its_24_hours(app: App, lab: Lab) -> None:
    app.sign_up("ana", email=EMAIL)
    move_to(lab, lab.outbox[-1].at + DAY - SECOND)
    app.confirm("ana", lab.outbox[-1].code)
    assert lab.trace[-1].at == lab.outbox[-1].at + DAY - SECOND
    assert app.status("ana") == "CONFIRMED"


def test_a_code_is_refused_once_24_hours_have_passed(app: App, lab: Lab, refusal: Refusal) -> None:
    app.sign_up("ana", email=EMAIL)
    move_to(lab, lab.outbox[-1].at + DAY)
    assert refusal(app.confirm, "ana", lab.outbox[-1].code) == EXPIRED
    assert lab.trace[-1].at == lab.outbox[-1].at + DAY
    assert app.status("ana") == "UNCONFIRMED"


def test_a_code_is_good_for_one_confirmation(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user("ana")
    assert refusal(app.confirm, "ana", lab.outbox[-1].code) == CONFIRMED_ALREADY


def test_a_code_that_was_used_is_forgotten(app: App, lab: Lab, refusal: Refusal) -> None:
    app.confirmed_user("ana")
    with lab.ledger.without("confirmed-once"):  # which would refuse before the code is looked at
        assert refusal(app.confirm, "ana", lab.outbox[-1].code) == EXPIRED


def test_a_user_whom_the_administrator_made_or_confirmed_has_nothing_to_confirm(
    app: App, lab: Lab, cognito_idp: Any, refusal: Refusal
) -> None:
    app.sign_up("ana", email=EMAIL)
    pool = {"UserPoolId": app.user_pool_id}
    cognito_idp.admin_confirm_sign_up(**pool, Username="ana")
    assert refusal(app.confirm, "ana", lab.outbox[-1].code) == CONFIRMED_ALREADY
    cognito_idp.admin_create_user(**pool, Username="bob", TemporaryPassword="Temporary-1")
    assert refusal(app.confirm, "bob", "123456") == (
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
    )


def test_another_users_code_is_refused(app: App, lab: Lab, refusal: Refusal) -> None:
    app.sign_up("ana", email=EMAIL)
    app.sign_up("bob", email="bob@example.com")
    ana, bob = (message.code for message in lab.outbox)
    assert refusal(app.confirm, "ana", bob) == MISMATCH
    assert refusal(app.confirm, "bob", ana) == MISMATCH
    app.confirm("ana", ana)
    app.confirm("bob", bob)


def test_a_code_for_the_same_name_in_another_pool_is_refused(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    here, there = make_app(), make_app()
    here.sign_up("ana", email=EMAIL)
    there.sign_up("ana", email=EMAIL)
    code_here, code_there = (message.code for message in lab.outbox)
    assert refusal(here.confirm, "ana", code_there) == MISMATCH
    here.confirm("ana", code_here)
    assert there.status("ana") == "UNCONFIRMED"


def test_a_deleted_users_code_does_not_open_for_who_takes_the_name_next(
    app: App, lab: Lab, cognito_idp: Any, refusal: Refusal
) -> None:
    app.sign_up("ana", email=EMAIL)
    cognito_idp.admin_delete_user(UserPoolId=app.user_pool_id, Username="ana")
    app.sign_up("ana")  # without an address, so no code takes the place of the first
    assert refusal(app.confirm, "ana", lab.outbox[-1].code) == EXPIRED


def test_where_no_code_was_sent_none_is_accepted(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    app = make_app(AutoVerifiedAttributes=[])
    app.sign_up("ana", email=EMAIL)
    assert len(lab.outbox) == 0
    assert refusal(app.confirm, "ana", "123456") == EXPIRED
    assert app.status("ana") == "UNCONFIRMED"


def test_an_unknown_user_is_not_found(app: App, make_app: MakeApp, refusal: Refusal) -> None:
    app.sign_up("ana", email=EMAIL)
    assert refusal(app.confirm, "nobody", "123456") == NOT_FOUND
    assert refusal(app.confirm, "ANA", "123456") == NOT_FOUND
    assert refusal(make_app().confirm, "ana", "123456") == NOT_FOUND


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("sign_up", {"Username": "ana", "Password": "Correct-Horse-1"}),
        ("confirm_sign_up", {"Username": "ana", "ConfirmationCode": "123456"}),
    ],
)
def test_an_unknown_client_is_not_found(
    app: App, cognito_idp: Any, refusal: Refusal, operation: str, parameters: dict[str, str]
) -> None:
    call = getattr(cognito_idp, operation)
    assert refusal(call, ClientId="1" * 26, **parameters)[0] == "ResourceNotFoundException"


def test_an_address_that_changed_meanwhile_is_not_called_verified(
    app: App, lab: Lab, cognito_idp: Any
) -> None:
    app.sign_up("ana", email=EMAIL)
    code = lab.outbox[-1].code
    cognito_idp.admin_update_user_attributes(
        UserPoolId=app.user_pool_id,
        Username="ana",
        UserAttributes=[{"Name": "email", "Value": "other@example.org"}],
    )
    app.confirm("ana", code)
    assert app.status("ana") == "CONFIRMED"
    assert app.attributes("ana")["email_verified"] == "false"


def test_a_pool_of_another_region_confirms_its_users_too(make_app: MakeApp, lab: Lab) -> None:
    app = make_app(region="eu-west-1")
    app.sign_up("ana", email=EMAIL)
    app.confirm("ana", lab.outbox[-1].code)
    assert app.user_pool_id.startswith("eu-west-1_")
    assert app.status("ana") == "CONFIRMED"


def test_the_same_seed_sends_the_same_codes(make_app: MakeApp, lab: Lab) -> None:
    def codes() -> list[str | None]:
        lab.reset()
        app = make_app()
        app.sign_up("ana", email=EMAIL)
        app.resend("ana")
        return [message.code for message in lab.outbox]

    assert codes() == codes()


class TestWhereTheEmailAddressIsTheUsername:
    """UsernameAttributes=["email"]: the user is stored under the `sub`."""

    @pytest.fixture
    def by_email(self, make_app: MakeApp) -> App:
        return make_app(UsernameAttributes=["email"])

    def test_sign_up_confirmation_and_sign_in_go_by_the_address(
        self, by_email: App, lab: Lab
    ) -> None:
        sub = by_email.sign_up(EMAIL)["UserSub"]
        assert lab.outbox[-1].recipient == EMAIL
        by_email.confirm(EMAIL, lab.outbox[-1].code)
        assert by_email.status(EMAIL) == "CONFIRMED"
        assert by_email.attributes(EMAIL) == {
            "sub": sub,
            "email": EMAIL,
            "email_verified": "true",
        }
        assert by_email.sign_in(EMAIL)["TokenType"] == "Bearer"

    def test_the_users_own_name_is_the_sub_and_opens_too(self, by_email: App, lab: Lab) -> None:
        sub = by_email.sign_up(EMAIL)["UserSub"]
        by_email.confirm(sub, lab.outbox[-1].code)
        assert by_email.status(EMAIL) == "CONFIRMED"

    def test_codes_are_refused_as_elsewhere(
        self, by_email: App, lab: Lab, refusal: Refusal
    ) -> None:
        by_email.sign_up(EMAIL)
        by_email.sign_up("bob@example.com")
        ana, bob = (message.code for message in lab.outbox)
        assert refusal(by_email.confirm, EMAIL, another(ana)) == MISMATCH
        assert refusal(by_email.confirm, EMAIL, bob) == MISMATCH
        assert refusal(by_email.confirm, "nobody@example.com", ana) == NOT_FOUND
        by_email.resend(EMAIL)
        assert refusal(by_email.confirm, EMAIL, ana) == MISMATCH
        by_email.confirm(EMAIL, lab.outbox[-1].code)
        assert refusal(by_email.confirm, EMAIL, lab.outbox[-1].code) == CONFIRMED_ALREADY

    def test_a_phone_number_as_the_username_gets_the_code_by_sms(
        self, make_app: MakeApp, lab: Lab
    ) -> None:
        app = make_app(UsernameAttributes=["phone_number"], AutoVerifiedAttributes=["phone_number"])
        app.sign_up("+15555551234")
        assert (lab.outbox[-1].medium, lab.outbox[-1].recipient) == ("SMS", "+15555551234")
        app.confirm("+15555551234", lab.outbox[-1].code)
        assert app.attributes("+15555551234")["phone_number_verified"] == "true"
