"""Second factors that are sent: by SMS and by e-mail."""

import re
from typing import Any, NamedTuple

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import ADDRESS, BY_SMS, NUMBER, PREFERRED, MfaApp

WRONG = ("CodeMismatchException", "Invalid code or auth state for the user.")


class Way(NamedTuple):
    """How one of the two is called in each place."""

    name: str
    setting: str
    attribute: str
    medium: str
    masked: str
    digits: int

    @property
    def member(self) -> str:
        return f"{self.name}_CODE"


WAYS = [
    Way("SMS_MFA", "SMSMfaSettings", "phone_number", "SMS", "+*******0100", 6),
    Way("EMAIL_OTP", "EmailMfaSettings", "email", "EMAIL", "a***@e***", 8),
]
by_both_ways = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)


@pytest.fixture
def mfa(make_app: MakeApp) -> MfaApp:
    made = MfaApp.made_by(make_app)
    made.join("ana", phone_number=NUMBER, email=ADDRESS)
    return made


def asked(mfa: MfaApp, way: Way, username: str = "ana") -> dict[str, Any]:
    mfa.prefer(username, **{way.setting: PREFERRED})
    challenge = mfa.begin(username)
    assert challenge["ChallengeName"] == way.name
    return challenge


@by_both_ways
class TestBothWays:
    def test_a_code_is_sent_and_the_answer_says_where(self, mfa: MfaApp, way: Way, lab: Lab):
        challenge = asked(mfa, way)
        assert challenge["ChallengeParameters"] == {
            "CODE_DELIVERY_DELIVERY_MEDIUM": way.medium,
            "CODE_DELIVERY_DESTINATION": way.masked,
            "USER_ID_FOR_SRP": "ana",
        }
        message = lab.outbox[-1]
        assert (message.medium, message.recipient) == (
            way.medium,
            {"SMS": NUMBER, "EMAIL": ADDRESS}[way.medium],
        )
        assert re.fullmatch(rf"\d{{{way.digits}}}", message.code or "")
        assert message.code in message.text

    def test_the_code_opens_once_and_the_address_is_verified(
        self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal
    ):
        flag = f"{way.attribute}_verified"
        challenge = asked(mfa, way)
        assert mfa.app.attributes("ana").get(flag) != "true"
        code = str(lab.outbox[-1].code)
        assert mfa.respond(challenge, **{way.member: code})["AuthenticationResult"]
        assert mfa.app.attributes("ana")[flag] == "true"
        again = refusal(mfa.respond, challenge, **{way.member: code})
        assert again[0] == "NotAuthorizedException"

    def test_a_wrong_code_is_refused_and_the_right_one_still_opens(
        self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal
    ):
        challenge = asked(mfa, way)
        code = str(lab.outbox[-1].code)
        wrong = "1" * way.digits if code[0] != "1" else "2" * way.digits
        assert refusal(mfa.respond, challenge, **{way.member: wrong}) == WRONG
        assert mfa.app.attributes("ana").get(f"{way.attribute}_verified") != "true"
        assert mfa.respond(challenge, **{way.member: code})["AuthenticationResult"]

    def test_a_later_sign_in_makes_the_earlier_code_worthless(
        self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal
    ):
        first = asked(mfa, way)
        code = str(lab.outbox[-1].code)
        second = mfa.begin()
        for challenge in (first, second):
            assert refusal(mfa.respond, challenge, **{way.member: code}) == WRONG

    def test_another_users_code_is_wrong(self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal):
        mfa.join("ben", phone_number="+12025550111", email="ben@example.com")
        asked(mfa, way, "ben")
        bens = str(lab.outbox[-1].code)
        challenge = asked(mfa, way)
        assert refusal(mfa.respond, challenge, **{way.member: bens}) == WRONG

    def test_a_code_lives_as_long_as_its_challenge_session(
        self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal, cognito_idp: Any
    ):
        patient = cognito_idp.create_user_pool_client(
            UserPoolId=mfa.app.user_pool_id,
            ClientName="patient",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
            AuthSessionValidity=10,
        )["UserPoolClient"]["ClientId"]
        object.__setattr__(mfa.app, "client_id", patient)
        challenge = asked(mfa, way)
        code = str(lab.outbox[-1].code)
        lab.clock.advance(minutes=9)
        assert mfa.respond(challenge, **{way.member: code})["AuthenticationResult"]
        challenge = mfa.begin()
        code = str(lab.outbox[-1].code)
        lab.clock.advance(minutes=11)
        refused = refusal(mfa.respond, challenge, **{way.member: code})
        assert refused[0] == "NotAuthorizedException"

    def test_too_many_wrong_codes_lock_out_and_kill_the_code(
        self, mfa: MfaApp, way: Way, lab: Lab, refusal: Refusal
    ):
        challenge = asked(mfa, way)
        code = str(lab.outbox[-1].code)
        wrong = "1" * way.digits if code[0] != "1" else "2" * way.digits
        refused = [refusal(mfa.respond, challenge, **{way.member: wrong}) for _ in range(5)]
        assert refused == [WRONG] * 5
        lab.clock.advance(seconds=60)
        assert refusal(mfa.respond, challenge, **{way.member: code}) == WRONG
        assert refusal(mfa.respond, challenge, **{way.member: code}) == (
            "NotAuthorizedException",
            "Password attempts exceeded",
        )

    def test_an_answer_without_a_code_is_refused(self, mfa: MfaApp, way: Way, refusal: Refusal):
        assert refusal(mfa.respond, asked(mfa, way)) == (
            "InvalidParameterException",
            f"Missing required parameter {way.member}",
        )

    def test_nothing_is_asked_for_where_the_address_is_gone(
        self, mfa: MfaApp, way: Way, cognito_idp: Any
    ):
        asked(mfa, way)
        cognito_idp.admin_delete_user_attributes(
            UserPoolId=mfa.app.user_pool_id,
            Username="ana",
            UserAttributeNames=[way.attribute],
        )
        assert "AuthenticationResult" in mfa.begin()


def test_the_pools_own_texts_are_sent(mfa: MfaApp, lab: Lab):
    mfa.offer(
        "OPTIONAL",
        SmsMfaConfiguration={
            **BY_SMS["SmsMfaConfiguration"],
            "SmsAuthenticationMessage": "SMS: {####}",
        },
        EmailMfaConfiguration={"Message": "Mail: {####}", "Subject": "Hello"},
    )
    asked(mfa, WAYS[0])
    assert lab.outbox[-1].text == f"SMS: {lab.outbox[-1].code}"
    asked(mfa, WAYS[1])
    assert lab.outbox[-1].text == f"Mail: {lab.outbox[-1].code}"
    assert lab.outbox[-1].subject == "Hello"


def test_a_code_for_one_purpose_is_none_for_another(mfa: MfaApp, lab: Lab, refusal: Refusal):
    """The same digits, asked for by SMS, do not answer the mail."""
    asked(mfa, WAYS[0])
    by_sms = str(lab.outbox[-1].code)
    challenge = asked(mfa, WAYS[1])
    assert refusal(mfa.respond, challenge, EMAIL_OTP_CODE=by_sms) == WRONG
