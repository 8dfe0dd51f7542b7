"""Second factors turned on and off, preferred and shown; and what the pool says of them."""

from typing import Any

import pytest

from tests.aws.app import MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import (
    ADDRESS,
    BY_APP,
    BY_EMAIL,
    BY_SMS,
    EVERY_WAY,
    NUMBER,
    OFF,
    ON,
    PREFERRED,
    SMS,
    MfaApp,
)

CANNOT = "User does not have delivery config set to turn on "


@pytest.fixture
def mfa(make_app: MakeApp) -> MfaApp:
    made = MfaApp.made_by(make_app)
    made.join("ana", phone_number=NUMBER, email=ADDRESS)
    return made


class TestPreference:
    def test_factors_are_listed_as_they_are_turned_on_and_off(self, mfa: MfaApp):
        assert mfa.settings() == ([], "")
        mfa.prefer(SMSMfaSettings=ON, EmailMfaSettings=PREFERRED)
        assert mfa.settings() == (["SMS_MFA", "EMAIL_OTP"], "EMAIL_OTP")
        mfa.prefer(SMSMfaSettings=PREFERRED)
        assert mfa.settings() == (["SMS_MFA", "EMAIL_OTP"], "SMS_MFA")
        mfa.prefer(SMSMfaSettings={"Enabled": True, "PreferredMfa": False})
        assert mfa.settings() == (["SMS_MFA", "EMAIL_OTP"], "")
        mfa.prefer(SMSMfaSettings=OFF, EmailMfaSettings=OFF)
        assert mfa.settings() == ([], "")

    def test_what_is_turned_off_is_not_preferred_any_more(self, mfa: MfaApp):
        mfa.prefer(SMSMfaSettings=ON, EmailMfaSettings=PREFERRED)
        mfa.prefer(EmailMfaSettings=OFF)
        assert mfa.settings() == (["SMS_MFA"], "")

    def test_what_is_not_said_stays(self, mfa: MfaApp):
        mfa.prefer(SMSMfaSettings=PREFERRED)
        mfa.prefer(EmailMfaSettings=ON)
        mfa.prefer(SMSMfaSettings={})
        assert mfa.settings() == (["SMS_MFA", "EMAIL_OTP"], "SMS_MFA")
        mfa.prefer(EmailMfaSettings={"PreferredMfa": True})
        assert mfa.settings() == (["SMS_MFA", "EMAIL_OTP"], "EMAIL_OTP")

    def test_the_owner_can_do_the_same_and_get_user_shows_it(self, mfa: MfaApp, cognito_idp: Any):
        token = mfa.access_token()
        cognito_idp.set_user_mfa_preference(
            AccessToken=token, SMSMfaSettings=ON, EmailMfaSettings=PREFERRED
        )
        user = cognito_idp.get_user(AccessToken=token)
        assert user["UserMFASettingList"] == ["SMS_MFA", "EMAIL_OTP"]
        assert user["PreferredMfaSetting"] == "EMAIL_OTP"

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({"SoftwareTokenMfaSettings": ON}, CANNOT + "SOFTWARE_TOKEN_MFA"),
            ({"SMSMfaSettings": ON}, CANNOT + "SMS_MFA"),
            ({"EmailMfaSettings": ON}, CANNOT + "EMAIL_OTP"),
        ],
    )
    @pytest.mark.parametrize("by_owner", [True, False])
    def test_what_was_not_set_up_is_refused_and_nothing_else_is_done(
        self,
        mfa: MfaApp,
        cognito_idp: Any,
        refusal: Refusal,
        settings: dict[str, Any],
        words: str,
        by_owner: bool,
    ):
        token = mfa.access_token(mfa.join("bare"))
        if by_owner:
            refused = refusal(cognito_idp.set_user_mfa_preference, AccessToken=token, **settings)
        else:
            refused = refusal(mfa.prefer, "bare", **settings)
        assert refused == ("InvalidParameterException", words)
        assert mfa.settings("bare") == ([], "")

    def test_of_two_wishes_none_is_granted_if_one_is_refused(self, mfa: MfaApp, refusal: Refusal):
        refused = refusal(mfa.prefer, SMSMfaSettings=ON, SoftwareTokenMfaSettings=ON)
        assert refused[0] == "InvalidParameterException"
        assert mfa.settings() == ([], "")

    @pytest.mark.parametrize(
        "settings",
        [
            {"SMSMfaSettings": PREFERRED, "EmailMfaSettings": PREFERRED},
            {"SMSMfaSettings": {"Enabled": False, "PreferredMfa": True}},
            {"SMSMfaSettings": {"PreferredMfa": True}},
        ],
        ids=["two preferred", "preferred while turned off", "preferred while off"],
    )
    def test_one_factor_can_be_preferred_and_it_must_be_on(
        self, mfa: MfaApp, refusal: Refusal, settings: dict[str, Any]
    ):
        assert refusal(mfa.prefer, **settings)[0] == "InvalidParameterException"
        assert mfa.settings() == ([], "")

    @pytest.mark.parametrize(
        ("member", "name"),
        [("SMSMfaSettings", "SMS_MFA"), ("EmailMfaSettings", "EMAIL_OTP")],
    )
    def test_a_way_that_the_pool_does_not_offer_is_refused(
        self, mfa: MfaApp, refusal: Refusal, member: str, name: str
    ):
        mfa.offer("OPTIONAL", **BY_APP)
        refused = refusal(mfa.prefer, **{member: ON})
        assert refused == ("InvalidParameterException", CANNOT + name)

    def test_where_mfa_is_required_nothing_is_turned_off(self, mfa: MfaApp, refusal: Refusal):
        mfa.with_an_app("ben", phone_number=NUMBER, email=ADDRESS)
        mfa.prefer("ben", SMSMfaSettings=ON, EmailMfaSettings=ON)
        before = mfa.settings("ben")
        mfa.offer("ON", **EVERY_WAY)
        for member in ("SMSMfaSettings", "SoftwareTokenMfaSettings", "EmailMfaSettings"):
            assert refusal(mfa.prefer, "ben", **{member: OFF})[0] == "InvalidParameterException"
        assert mfa.settings("ben") == before
        mfa.prefer("ben", SMSMfaSettings=PREFERRED)
        assert mfa.settings("ben")[1] == "SMS_MFA"
        mfa.prefer("ana", SMSMfaSettings=OFF)  # it never was on

    def test_nobodys_token_and_nobodys_name_are_refused(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        set_own = cognito_idp.set_user_mfa_preference
        refused = refusal(set_own, AccessToken="nobodys", EmailMfaSettings=ON)
        assert refused[0] == "NotAuthorizedException"
        unknown = refusal(mfa.prefer, "nobody", EmailMfaSettings=ON)
        assert unknown[0] == "UserNotFoundException"


class TestPool:
    def config(self, mfa: MfaApp) -> dict[str, Any]:
        answer = mfa.cognito_idp.get_user_pool_mfa_config(UserPoolId=mfa.app.user_pool_id)
        return {name: value for name, value in answer.items() if name != "ResponseMetadata"}

    def shown(self, mfa: MfaApp) -> str:
        pool = mfa.cognito_idp.describe_user_pool(UserPoolId=mfa.app.user_pool_id)
        setting: str = pool["UserPool"]["MfaConfiguration"]
        return setting

    def test_email_alone_can_be_offered_and_is_shown(self, mfa: MfaApp):
        mail = {"Message": "Code: {####}", "Subject": "Hello"}
        mfa.offer("ON", EmailMfaConfiguration=mail)
        assert self.config(mfa) == {"MfaConfiguration": "ON", "EmailMfaConfiguration": mail}
        assert mfa.begin()["ChallengeName"] == "EMAIL_OTP"

    def test_a_call_that_does_not_name_email_ends_it(self, mfa: MfaApp):
        mfa.offer("OPTIONAL", **BY_APP)
        assert "EmailMfaConfiguration" not in self.config(mfa)

    @pytest.mark.parametrize(
        "bad",
        [
            {"MfaConfiguration": "ON"},
            {"MfaConfiguration": "SOMETIMES", **BY_EMAIL},
            dict(BY_EMAIL),
            {"MfaConfiguration": "ON", "EmailMfaConfiguration": {"Message": "no place"}},
            {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}, **BY_EMAIL},
        ],
    )
    def test_a_setting_that_cannot_be_is_refused_and_changes_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, bad: dict[str, Any]
    ):
        before = self.config(mfa)
        refused = refusal(
            cognito_idp.set_user_pool_mfa_config, UserPoolId=mfa.app.user_pool_id, **bad
        )
        assert refused[0] == "InvalidParameterException"
        assert self.config(mfa) == before

    def test_an_unknown_pool_is_refused(self, cognito_idp: Any, refusal: Refusal):
        unknown = {"UserPoolId": "us-east-1_nothing12"}
        refused = refusal(cognito_idp.set_user_pool_mfa_config, **unknown, MfaConfiguration="OFF")
        assert refused[0] == "ResourceNotFoundException"
        assert refusal(cognito_idp.get_user_pool_mfa_config, **unknown) == refused
        update = refusal(cognito_idp.update_user_pool, **unknown, MfaConfiguration="ON")
        assert update == refused

    @pytest.mark.parametrize("setting", ["ON", "OPTIONAL"])
    def test_a_pool_can_be_made_with_sms(self, make_app: MakeApp, setting: str):
        made = MfaApp(make_app(MfaConfiguration=setting, SmsConfiguration=SMS))
        expected = {"MfaConfiguration": setting, **BY_SMS}
        assert self.config(made) == expected
        made.join("ana", phone_number=NUMBER)
        if setting == "OPTIONAL":
            made.prefer(SMSMfaSettings=ON)
        assert made.begin()["ChallengeName"] == "SMS_MFA"

    @pytest.mark.parametrize("setting", ["ON", "OPTIONAL"])
    def test_a_pool_cannot_be_made_with_mfa_and_no_way_to_send(
        self, cognito_idp: Any, refusal: Refusal, setting: str
    ):
        before = len(cognito_idp.list_user_pools(MaxResults=60)["UserPools"])
        refused = refusal(cognito_idp.create_user_pool, PoolName="pool", MfaConfiguration=setting)
        assert refused[0] == "InvalidParameterException"
        assert len(cognito_idp.list_user_pools(MaxResults=60)["UserPools"]) == before
        cognito_idp.create_user_pool(PoolName="pool", MfaConfiguration="OFF")

    def test_update_user_pool_brings_sms(self, mfa: MfaApp, cognito_idp: Any):
        mfa.offer("OPTIONAL", **BY_APP)
        cognito_idp.update_user_pool(
            UserPoolId=mfa.app.user_pool_id, MfaConfiguration="OPTIONAL", SmsConfiguration=SMS
        )
        assert self.config(mfa) == {"MfaConfiguration": "OPTIONAL", **BY_SMS, **BY_APP}

    def test_all_operations_set_and_show_one_setting(self, mfa: MfaApp, cognito_idp: Any):
        pool = {"UserPoolId": mfa.app.user_pool_id}
        cognito_idp.update_user_pool(**pool, MfaConfiguration="ON")
        assert (self.config(mfa)["MfaConfiguration"], self.shown(mfa)) == ("ON", "ON")
        assert mfa.begin()["ChallengeName"] == "SELECT_MFA_TYPE"
        mfa.offer("OFF", **BY_APP)
        assert (self.config(mfa)["MfaConfiguration"], self.shown(mfa)) == ("OFF", "OFF")
        mfa.offer("ON", **BY_APP)
        cognito_idp.update_user_pool(**pool, AutoVerifiedAttributes=["email"])
        assert (self.config(mfa)["MfaConfiguration"], self.shown(mfa)) == ("ON", "ON")
