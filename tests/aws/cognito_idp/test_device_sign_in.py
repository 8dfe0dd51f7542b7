"""A remembered device in the place of the second factor: by plain calls, and by pycognito."""

import datetime as dt
from typing import Any

import pytest
from pycognito.aws_srp import AWSSRP
from pycognito.exceptions import SMSMFAChallengeException

from cognito_lab.aws import Lab
from cognito_lab.sign_in.srp_group import N
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.choice_app import FLOWS, Choice, policy
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna, begin, require_mfa, respond
from tests.aws.cognito_idp.srp_app import SrpSignIn

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
NO_DEVICE = ("ResourceNotFoundException", "Device does not exist.")
OTHER_SESSION = ("NotAuthorizedException", "Invalid session for the user.")
USED = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
)
NUMBER = "+15555550100"
MADE_UP = "us-east-1_00000000-0000-4000-8000-000000000000"


def phone_in(make_app: MakeApp, **configuration: bool) -> PhoneOfAna:
    """A confirmed device in a pool that then asks for a code by SMS."""
    app = make_app(DeviceConfiguration={**REMEMBERS, **configuration})
    app.confirmed_user("ana", phone_number=NUMBER)
    phone = PhoneOfAna(app)
    phone.confirm()
    require_mfa(app)
    return phone


@pytest.fixture
def phone(make_app: MakeApp) -> PhoneOfAna:
    return phone_in(make_app)


def test_the_device_stands_for_the_second_factor(phone: PhoneOfAna, lab: Lab) -> None:
    sent = len(lab.outbox)
    challenge = phone.begin()
    assert challenge["ChallengeName"] == "DEVICE_SRP_AUTH"
    assert "Session" not in challenge
    answer = phone.prove(phone.claim(phone.ask()))
    assert answer["AuthenticationResult"]["TokenType"] == "Bearer"
    assert "NewDeviceMetadata" not in answer["AuthenticationResult"]
    assert len(lab.outbox) == sent


def test_the_moment_of_the_proof_is_kept(phone: PhoneOfAna, lab: Lab) -> None:
    lab.clock.advance(days=3)
    phone.begin()
    claim = phone.claim(phone.ask())
    proved = lab.clock.now()
    phone.token = phone.prove(claim)["AuthenticationResult"]["AccessToken"]
    device = phone.app.cognito_idp.get_device(**phone.own)["Device"]
    assert device["DeviceLastAuthenticatedDate"] == proved
    assert device["DeviceLastModifiedDate"] < proved - dt.timedelta(days=3)


def test_the_password_is_asked_first(phone: PhoneOfAna, refusal: Refusal) -> None:
    refused = refusal(
        phone.app.cognito_idp.initiate_auth,
        ClientId=phone.app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": "ana",
            "PASSWORD": "Wrong-Horse-1",
            "DEVICE_KEY": phone.key,
        },
    )
    assert refused == INCORRECT
    assert refusal(phone.ask) == USED


@pytest.mark.parametrize(
    "why",
    [
        "no key is sent",
        "not remembered",
        "the pool does not let devices stand in",
        "the pool asks the user first",
        "no verifier",
        "the pool remembers devices no more",
    ],
)
def test_else_the_second_factor_is_asked_for(make_app: MakeApp, why: str) -> None:
    configuration = {
        "the pool does not let devices stand in": {"ChallengeRequiredOnNewDevice": False},
        "the pool asks the user first": {"DeviceOnlyRememberedOnUserPrompt": True},
    }.get(why, {})
    phone = phone_in(make_app, **configuration)
    idp = phone.app.cognito_idp
    if why == "not remembered":
        idp.update_device_status(**phone.own, DeviceRememberedStatus="not_remembered")
    if why == "no verifier":
        require_mfa(phone.app, "OFF")
        phone = PhoneOfAna(phone.app)
        idp.confirm_device(**phone.own)
        require_mfa(phone.app)
    if why == "the pool remembers devices no more":
        idp.update_user_pool(
            UserPoolId=phone.app.user_pool_id, MfaConfiguration="ON", DeviceConfiguration={}
        )
    found = begin(phone.app) if why == "no key is sent" else phone.begin()
    assert found["ChallengeName"] == "SMS_MFA"


def test_a_user_who_said_yes_is_asked_no_more(make_app: MakeApp) -> None:
    phone = phone_in(make_app, DeviceOnlyRememberedOnUserPrompt=True)
    phone.app.cognito_idp.update_device_status(**phone.own, DeviceRememberedStatus="remembered")
    assert phone.begin()["ChallengeName"] == "DEVICE_SRP_AUTH"


def test_a_device_is_not_asked_where_no_second_factor_is(make_app: MakeApp) -> None:
    phone = phone_in(make_app)
    require_mfa(phone.app, "OFF")
    assert "AuthenticationResult" in phone.begin()
    assert "remembered-device" not in phone.app.lab.trace[-1].behaviours


def test_a_device_is_not_asked_after_a_one_time_code(make_app: MakeApp) -> None:
    app = make_app(
        DeviceConfiguration=REMEMBERS,
        Policies=policy("PASSWORD", "EMAIL_OTP"),
        client={"ExplicitAuthFlows": [*FLOWS, "ALLOW_USER_PASSWORD_AUTH"]},
    )
    app.confirmed_user("ana", phone_number=NUMBER)
    phone = PhoneOfAna(app)
    phone.confirm()
    require_mfa(app, "OPTIONAL")
    wanted = {"Enabled": True, "PreferredMfa": True}
    app.administer("admin_set_user_mfa_preference", SMSMfaSettings=wanted)
    assert phone.begin()["ChallengeName"] == "DEVICE_SRP_AUTH"
    choice = Choice(app)
    challenge = choice.prefer("EMAIL_OTP", DEVICE_KEY=phone.key)
    answer = choice.go_on(challenge, EMAIL_OTP_CODE=choice.code)
    assert "NewDeviceMetadata" not in answer["AuthenticationResult"]
    assert "remembered-device" not in app.lab.trace[-1].behaviours


def test_another_password_of_the_device_is_refused(phone: PhoneOfAna, refusal: Refusal) -> None:
    phone.begin()
    claim = phone.claim(phone.ask(), "guessed")
    assert refusal(phone.prove, claim) == INCORRECT
    assert refusal(phone.prove, claim) == USED


def test_a_wrong_proof_is_no_wrong_password(phone: PhoneOfAna, refusal: Refusal) -> None:
    for _ in range(6):
        phone.begin()
        assert refusal(phone.prove, phone.claim(phone.ask(), "guessed")) == INCORRECT
    phone.begin()
    assert "AuthenticationResult" in phone.prove(phone.claim(phone.ask()))


def test_a_claim_is_good_once(phone: PhoneOfAna, refusal: Refusal) -> None:
    phone.begin()
    claim = phone.claim(phone.ask())
    phone.prove(claim)
    assert refusal(phone.prove, claim) == USED
    assert refusal(phone.ask) == USED


def test_another_user_cannot_answer(phone: PhoneOfAna, refusal: Refusal) -> None:
    phone.app.confirmed_user("ben", phone_number="+15555550101")
    phone.begin()
    assert refusal(phone.ask, USERNAME="ben") == OTHER_SESSION
    claim = phone.claim(phone.ask())
    assert refusal(phone.prove, {**claim, "USERNAME": "ben"}) == OTHER_SESSION
    assert "AuthenticationResult" in phone.prove(claim)


def test_another_app_client_cannot_answer(phone: PhoneOfAna, refusal: Refusal) -> None:
    idp = phone.app.cognito_idp
    other = idp.create_user_pool_client(UserPoolId=phone.app.user_pool_id, ClientName="other")
    phone.begin()
    elsewhere = App(phone.app.lab, idp, phone.app.user_pool_id, other["UserPoolClient"]["ClientId"])
    responses = {"USERNAME": "ana", "DEVICE_KEY": phone.key, "SRP_A": phone.srp.public_a}
    assert refusal(respond, elsewhere, "DEVICE_SRP_AUTH", **responses) == OTHER_SESSION


def test_another_device_of_the_user_cannot_answer(make_app: MakeApp, refusal: Refusal) -> None:
    phone = phone_in(make_app)
    require_mfa(phone.app, "OFF")
    tablet = PhoneOfAna(phone.app, password="the tablet's")
    tablet.confirm()
    require_mfa(phone.app)
    phone.begin()
    assert refusal(phone.ask, DEVICE_KEY=tablet.key) == USED
    claim = phone.claim(phone.ask())
    assert refusal(phone.prove, {**claim, "DEVICE_KEY": tablet.key}) == INCORRECT
    assert refusal(phone.ask, DEVICE_KEY=MADE_UP) == USED


@pytest.mark.parametrize("as_other", ["PASSWORD_VERIFIER", "SMS_MFA", "DEVICE_SRP_AUTH"])
def test_the_proof_answers_no_other_challenge(
    phone: PhoneOfAna, refusal: Refusal, as_other: str
) -> None:
    phone.begin()
    claim = phone.claim(phone.ask())
    code, _ = refusal(respond, phone.app, as_other, **claim, SMS_MFA_CODE="123456", SRP_A="2")
    assert code == "NotAuthorizedException"
    assert "AuthenticationResult" in phone.prove(claim)


def test_a_password_proof_is_no_device_proof(phone: PhoneOfAna, refusal: Refusal) -> None:
    sign_in = SrpSignIn(phone.app, DEVICE_KEY=phone.key)
    claim = {**sign_in.claim(), "DEVICE_KEY": phone.key}
    assert refusal(respond, phone.app, "DEVICE_PASSWORD_VERIFIER", **claim) == OTHER_SESSION
    assert sign_in.respond(claim)["ChallengeName"] == "DEVICE_SRP_AUTH"


@pytest.mark.parametrize("step", ["DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER"])
@pytest.mark.parametrize("what", ["forgotten", "not remembered", "disabled", "too late"])
def test_what_happens_in_between_counts(
    phone: PhoneOfAna, lab: Lab, refusal: Refusal, step: str, what: str
) -> None:
    phone.begin()
    first = step == "DEVICE_SRP_AUTH"
    claim = {} if first else phone.claim(phone.ask())
    idp = phone.app.cognito_idp
    if what == "forgotten":
        idp.forget_device(**phone.own)
    elif what == "not remembered":
        idp.update_device_status(**phone.own, DeviceRememberedStatus="not_remembered")
    elif what == "disabled":
        phone.app.administer("admin_disable_user")
    else:
        lab.clock.advance(minutes=3)
    refused = refusal(phone.ask) if first else refusal(phone.prove, claim)
    assert refused == {
        "disabled": ("NotAuthorizedException", "User is disabled."),
        "too late": ("NotAuthorizedException", "Invalid session for the user, session is expired."),
    }.get(what, NO_DEVICE)


@pytest.mark.parametrize("public_a", ["0", f"{N:x}", f"{2 * N:x}", "xyz", "\ud800", "f" * 2000])
def test_an_a_with_which_nobody_needs_a_password_is_refused(
    phone: PhoneOfAna, refusal: Refusal, public_a: str
) -> None:
    phone.begin()
    code, _ = refusal(phone.ask, SRP_A=public_a)
    assert code == "InvalidParameterException"
    assert "AuthenticationResult" in phone.prove(phone.claim(phone.ask()))


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"TIMESTAMP": "now"}, "InvalidParameterException"),
        ({"TIMESTAMP": "\ud800"}, "InvalidParameterException"),
        ({"TIMESTAMP": ""}, "InvalidParameterException"),
        ({"DEVICE_KEY": ""}, "InvalidParameterException"),
        ({"PASSWORD_CLAIM_SIGNATURE": ""}, "InvalidParameterException"),
        ({"PASSWORD_CLAIM_SIGNATURE": "bm90IGl0"}, "NotAuthorizedException"),
        ({"PASSWORD_CLAIM_SIGNATURE": "é"}, "NotAuthorizedException"),
        ({"PASSWORD_CLAIM_SECRET_BLOCK": "bm90IGl0"}, "NotAuthorizedException"),
    ],
    ids=str,
)
def test_a_malformed_claim_is_refused(
    phone: PhoneOfAna, refusal: Refusal, spoilt: dict[str, str], code: str
) -> None:
    phone.begin()
    assert refusal(phone.prove, {**phone.claim(phone.ask()), **spoilt})[0] == code


def test_a_timestamp_has_to_be_of_now(phone: PhoneOfAna, lab: Lab, refusal: Refusal) -> None:
    phone.begin()
    stale = format_timestamp(lab.clock.now() - dt.timedelta(minutes=6))
    assert refusal(phone.prove, phone.claim(phone.ask(), timestamp=stale)) == INCORRECT


class TestAKeyThatIsNone:
    def test_it_is_refused_once_the_password_is_right(
        self, phone: PhoneOfAna, refusal: Refusal
    ) -> None:
        assert refusal(begin, phone.app, DEVICE_KEY=MADE_UP) == NO_DEVICE

    def test_after_srp_the_same_claim_is_good_without_it(
        self, phone: PhoneOfAna, refusal: Refusal
    ) -> None:
        sign_in = SrpSignIn(phone.app, DEVICE_KEY=MADE_UP)
        claim = sign_in.claim()
        assert refusal(sign_in.respond, {**claim, "DEVICE_KEY": MADE_UP}) == NO_DEVICE
        assert sign_in.respond(claim)["ChallengeName"] == "SMS_MFA"

    def test_another_users_device_is_one(self, phone: PhoneOfAna, refusal: Refusal) -> None:
        phone.app.confirmed_user("ben")
        assert refusal(begin, phone.app, "ben", DEVICE_KEY=phone.key) == NO_DEVICE

    def test_it_does_not_tell_who_exists(self, make_app: MakeApp, refusal: Refusal) -> None:
        silent = make_app(
            DeviceConfiguration=REMEMBERS, client={"PreventUserExistenceErrors": "ENABLED"}
        )
        silent.confirmed_user("ana")
        for name in ("ana", "nobody"):
            sign_in = SrpSignIn(silent, name)
            claim = {**sign_in.claim("Wrong-Horse-1"), "DEVICE_KEY": MADE_UP}
            assert refusal(sign_in.respond, claim) == NO_DEVICE


class TestPycognito:
    """https://github.com/NabuCasa/pycognito"""

    def srp(self, app: App, cognito_idp: Any, **device: str) -> AWSSRP:
        return AWSSRP(
            "ana",
            PASSWORD,
            pool_id=app.user_pool_id,
            client_id=app.client_id,
            client=cognito_idp,
            **device,
        )

    def test_it_confirms_a_device_and_signs_in_with_it(
        self, make_app: MakeApp, cognito_idp: Any, refusal: Refusal
    ) -> None:
        app = make_app(DeviceConfiguration=REMEMBERS)
        app.confirmed_user("ana", phone_number=NUMBER)
        first = self.srp(app, cognito_idp)
        response, password = first.confirm_device(first.authenticate_user(), "laptop")
        assert response.json() == {"UserConfirmationNecessary": False}
        require_mfa(app)
        with pytest.raises(SMSMFAChallengeException):
            self.srp(app, cognito_idp).authenticate_user()
        device = {"device_key": first.device_key, "device_group_key": first.device_group_key}
        known = self.srp(app, cognito_idp, **device, device_password=password)
        tokens = known.authenticate_user()["AuthenticationResult"]
        guessed = self.srp(app, cognito_idp, **device, device_password="guessed")
        assert refusal(guessed.authenticate_user) == INCORRECT
        known.update_device_status(False, tokens["AccessToken"], first.device_key)
        with pytest.raises(SMSMFAChallengeException):
            self.srp(app, cognito_idp, **device, device_password=password).authenticate_user()
        known.forget_device(tokens["AccessToken"], first.device_key)
        assert cognito_idp.list_devices(AccessToken=tokens["AccessToken"])["Devices"] == []
