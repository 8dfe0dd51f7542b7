"""The authenticator app: set up with an access token, and asked for at a sign-in."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.sign_in.totp import key_of
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import BY_SMS, EVERY_WAY, ON, PREFERRED, MfaApp

WRONG = ("CodeMismatchException", "Invalid code received for user")
USED = ("ExpiredCodeException", "Your software token has already been used once.")
NOT_OFFERED = (
    "SoftwareTokenMFANotFoundException",
    "Software Token MFA has not been enabled by the userPool",
)
NO_APP = ("SoftwareTokenMFANotFoundException", "Software Token MFA does not exist for the user.")
NOT_VERIFIED = (
    "EnableSoftwareTokenMFAException",
    "Code mismatch and fail enable Software Token MFA",
)
NO_TOKEN = ("NotAuthorizedException", "Invalid Access Token")


@pytest.fixture
def mfa(make_app: MakeApp) -> MfaApp:
    return MfaApp.made_by(make_app)


class TestSettingUp:
    def test_every_call_makes_another_secret_of_32_bytes(self, mfa: MfaApp, cognito_idp: Any):
        tokens = [mfa.access_token(mfa.join(name)) for name in ("ana", "ben")]
        answers = [cognito_idp.associate_software_token(AccessToken=t) for t in (*tokens, *tokens)]
        secrets = {answer["SecretCode"] for answer in answers}
        assert len(secrets) == 4
        assert {len(key_of(secret)) for secret in secrets} == {32}
        assert not any("Session" in answer for answer in answers)

    def test_the_secret_that_was_shown_last_counts(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        token = mfa.access_token(mfa.join())
        first, last = (
            cognito_idp.associate_software_token(AccessToken=token)["SecretCode"] for _ in "ab"
        )
        verify = cognito_idp.verify_software_token
        assert refusal(verify, AccessToken=token, UserCode=mfa.code(first)) == NOT_VERIFIED
        verified = verify(AccessToken=token, UserCode=mfa.code(last))
        assert verified["Status"] == "SUCCESS"
        assert "Session" not in verified

    @pytest.mark.parametrize(
        ("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
    )
    def test_a_clock_may_differ_by_one_step(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, seconds: int, accepted: bool
    ):
        token = mfa.access_token(mfa.join())
        secret = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        while mfa.app.lab.clock.now().second % 30 != 15:  # well inside a step
            mfa.app.lab.clock.advance(seconds=1)
        given = {"AccessToken": token, "UserCode": mfa.code(secret, seconds=seconds)}
        if accepted:
            assert cognito_idp.verify_software_token(**given)["Status"] == "SUCCESS"
        else:
            assert refusal(cognito_idp.verify_software_token, **given) == NOT_VERIFIED

    def test_another_users_secret_verifies_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        ana, ben = (mfa.access_token(mfa.join(name)) for name in ("ana", "ben"))
        cognito_idp.associate_software_token(AccessToken=ana)
        bens = cognito_idp.associate_software_token(AccessToken=ben)["SecretCode"]
        given = {"AccessToken": ana, "UserCode": mfa.code(bens)}
        assert refusal(cognito_idp.verify_software_token, **given) == NOT_VERIFIED

    def test_nothing_is_verified_that_was_not_asked_for_nor_twice(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        token = mfa.access_token(mfa.join())
        verify = cognito_idp.verify_software_token
        assert refusal(verify, AccessToken=token, UserCode="123456") == NO_APP
        secret = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        verify(AccessToken=token, UserCode=mfa.code(secret))
        assert refusal(verify, AccessToken=token, UserCode=mfa.code(secret)) == NO_APP

    def test_a_pool_without_totp_refuses_both(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        token = mfa.access_token(mfa.join())
        secret = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        mfa.offer("OPTIONAL", **BY_SMS, SoftwareTokenMfaConfiguration={"Enabled": False})
        given = {"AccessToken": token, "UserCode": mfa.code(secret)}
        assert refusal(cognito_idp.verify_software_token, **given) == NOT_OFFERED
        assert refusal(cognito_idp.associate_software_token, AccessToken=token) == NOT_OFFERED

    def test_only_an_access_token_of_an_active_user_serves(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        token = mfa.access_token(mfa.join())
        cognito_idp.admin_disable_user(UserPoolId=mfa.app.user_pool_id, Username="ana")
        for given in (token, "nobodys"):
            associate = refusal(cognito_idp.associate_software_token, AccessToken=given)
            verify = refusal(
                cognito_idp.verify_software_token, AccessToken=given, UserCode="123456"
            )
            assert associate == verify
            assert associate[0] == "NotAuthorizedException"
        assert refusal(cognito_idp.associate_software_token) == NO_TOKEN

    def test_a_new_app_takes_the_place_of_the_old_once_it_is_verified(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, lab: Lab
    ):
        old = mfa.with_an_app()
        opened = mfa.respond(mfa.begin(), SOFTWARE_TOKEN_MFA_CODE=mfa.code(old))
        token = opened["AuthenticationResult"]["AccessToken"]
        new = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        lab.clock.advance(seconds=30)
        assert mfa.respond(mfa.begin(), SOFTWARE_TOKEN_MFA_CODE=mfa.code(old))
        cognito_idp.verify_software_token(AccessToken=token, UserCode=mfa.code(new))
        lab.clock.advance(seconds=60)
        challenge = mfa.begin()
        assert refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(old)) == WRONG
        assert mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(new))


class TestSigningIn:
    def test_the_challenge_names_the_user_and_the_device_and_no_secret(self, mfa: MfaApp):
        secret = mfa.with_an_app()
        challenge = mfa.begin()
        assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
        assert challenge["ChallengeParameters"] == {
            "USER_ID_FOR_SRP": "ana",
            "FRIENDLY_DEVICE_NAME": "My phone",
        }
        assert secret not in str(challenge)
        assert "AuthenticationResult" not in challenge

    def test_after_a_wrong_code_the_right_one_still_opens(self, mfa: MfaApp, refusal: Refusal):
        secret = mfa.with_an_app()
        challenge = mfa.begin()
        wrong = mfa.wrong_code(secret)
        assert refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=wrong) == WRONG
        opened = mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        assert opened["AuthenticationResult"]["IdToken"]

    @pytest.mark.parametrize("seconds", [-60, 60])
    def test_a_code_two_steps_away_is_wrong(self, mfa: MfaApp, refusal: Refusal, seconds: int):
        secret = mfa.with_an_app()
        challenge, code = mfa.begin(), mfa.code(secret, seconds=seconds)
        assert refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=code) == WRONG

    def test_a_code_opens_once_in_whatever_sign_in(self, mfa: MfaApp, refusal: Refusal):
        secret = mfa.with_an_app()
        one, other = mfa.begin(), mfa.begin()
        code = mfa.code(secret)
        assert mfa.respond(one, SOFTWARE_TOKEN_MFA_CODE=code)
        assert refusal(mfa.respond, other, SOFTWARE_TOKEN_MFA_CODE=code) == USED

    def test_the_code_that_set_the_app_up_is_used(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        token = mfa.access_token(mfa.join())
        secret = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        code = mfa.code(secret)
        cognito_idp.verify_software_token(AccessToken=token, UserCode=code)
        mfa.prefer(SoftwareTokenMfaSettings=PREFERRED)
        assert refusal(mfa.respond, mfa.begin(), SOFTWARE_TOKEN_MFA_CODE=code) == USED

    def test_another_users_code_is_wrong(self, mfa: MfaApp, refusal: Refusal):
        mfa.with_an_app("ana")
        bens = mfa.with_an_app("ben")
        code = mfa.code(bens)
        assert refusal(mfa.respond, mfa.begin("ana"), SOFTWARE_TOKEN_MFA_CODE=code) == WRONG

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "\udc80" * 6, "x" * 2000])
    def test_what_is_no_code_is_refused(self, mfa: MfaApp, refusal: Refusal, code: str):
        mfa.with_an_app()
        refused, _ = refusal(mfa.respond, mfa.begin(), SOFTWARE_TOKEN_MFA_CODE=code)
        assert refused in ("CodeMismatchException", "InvalidParameterException")

    def test_a_code_under_another_members_name_is_missing(self, mfa: MfaApp, refusal: Refusal):
        secret = mfa.with_an_app()
        assert refusal(mfa.respond, mfa.begin(), SMS_MFA_CODE=mfa.code(secret)) == (
            "InvalidParameterException",
            "Missing required parameter SOFTWARE_TOKEN_MFA_CODE",
        )

    def test_the_challenge_is_answered_once(self, mfa: MfaApp, refusal: Refusal, lab: Lab):
        secret = mfa.with_an_app()
        challenge = mfa.begin()
        mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        lab.clock.advance(seconds=30)
        again = refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        assert again[0] == "NotAuthorizedException"

    def test_an_expired_challenge_takes_no_code(self, mfa: MfaApp, refusal: Refusal, lab: Lab):
        secret = mfa.with_an_app()
        challenge = mfa.begin()
        lab.clock.advance(seconds=180)
        refused = refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        assert refused == (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.",
        )

    def test_wrong_codes_lock_out_and_the_wait_ends(self, mfa: MfaApp, refusal: Refusal, lab: Lab):
        secret = mfa.with_an_app()
        challenge, wrong = mfa.begin(), mfa.wrong_code(secret)
        for _ in range(6):  # the sixth failure waits for two seconds
            refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=wrong)
            lab.clock.advance(seconds=0.5)
        lab.clock.advance(seconds=3)
        assert refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=wrong) == WRONG
        locked = refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        assert locked == ("NotAuthorizedException", "Password attempts exceeded")
        lab.clock.advance(seconds=60)
        assert mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))

    def test_a_user_who_was_disabled_meanwhile_gets_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        secret = mfa.with_an_app()
        challenge = mfa.begin()
        cognito_idp.admin_disable_user(UserPoolId=mfa.app.user_pool_id, Username="ana")
        refused = refusal(mfa.respond, challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))
        assert refused == ("NotAuthorizedException", "User is disabled.")

    def test_an_app_stays_good_where_the_pool_has_none_on_offer_any_more(self, mfa: MfaApp):
        secret = mfa.with_an_app()
        mfa.offer("OPTIONAL", **BY_SMS)
        challenge = mfa.begin()
        assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
        assert mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))

    def test_an_app_that_is_turned_off_is_not_asked_for(self, mfa: MfaApp):
        mfa.with_an_app()
        mfa.prefer(SoftwareTokenMfaSettings={"Enabled": False})
        assert "AuthenticationResult" in mfa.begin()
        mfa.prefer(SoftwareTokenMfaSettings=ON)
        assert mfa.begin()["ChallengeName"] == "SOFTWARE_TOKEN_MFA"

    def test_an_administrators_sign_in_is_asked_the_same(self, mfa: MfaApp, cognito_idp: Any):
        secret = mfa.with_an_app()
        challenge = mfa.begin(flow="ADMIN_USER_PASSWORD_AUTH")
        opened = cognito_idp.admin_respond_to_auth_challenge(
            UserPoolId=mfa.app.user_pool_id,
            ClientId=mfa.app.client_id,
            ChallengeName=challenge["ChallengeName"],
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": "ana", "SOFTWARE_TOKEN_MFA_CODE": mfa.code(secret)},
        )
        assert opened["AuthenticationResult"]["AccessToken"]

    def test_a_wrong_password_comes_to_no_challenge(self, mfa: MfaApp, refusal: Refusal):
        mfa.with_an_app()
        assert refusal(mfa.begin, password=PASSWORD + "x")[0] == "NotAuthorizedException"


def test_off_asks_nobody_and_the_app_is_asked_for_again_afterwards(mfa: MfaApp):
    mfa.with_an_app()
    mfa.offer("OFF", **EVERY_WAY)
    assert "AuthenticationResult" in mfa.begin()
    mfa.offer("OPTIONAL", **EVERY_WAY)
    assert mfa.begin()["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
