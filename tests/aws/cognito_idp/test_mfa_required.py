"""MfaConfiguration ON: no way leads to tokens past the second factor."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import (
    ADDRESS,
    BY_APP,
    BY_SMS,
    EVERY_WAY,
    FLOWS,
    NUMBER,
    PREFERRED,
    MfaApp,
)

NEW = "Quite-Another-2"
NOT_THIS = ("NotAuthorizedException", "Invalid session for the user.")
NOT_VERIFIED = ("InvalidParameterException", "User has not verified software token mfa")
USED = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
)

by_every_flow = pytest.mark.parametrize("flow", FLOWS)


@pytest.fixture
def mfa(make_app: MakeApp) -> MfaApp:
    """A pool that requires MFA, by app."""
    return MfaApp.made_by(make_app, "ON", **BY_APP)


def set_up(mfa: MfaApp, challenge: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """AssociateSoftwareToken and VerifySoftwareToken; the challenge to answer, and the secret."""
    idp = mfa.cognito_idp
    associated = idp.associate_software_token(Session=challenge["Session"])
    secret = associated["SecretCode"]
    verified = idp.verify_software_token(Session=associated["Session"], UserCode=mfa.code(secret))
    assert verified["Status"] == "SUCCESS"
    return {**challenge, "Session": verified["Session"]}, secret


class TestEveryFlow:
    @by_every_flow
    def test_who_has_nothing_is_asked_to_set_up_something(self, mfa: MfaApp, flow: str):
        mfa.join()
        challenge = mfa.begin(flow=flow)
        assert challenge["ChallengeName"] == "MFA_SETUP"
        assert challenge["ChallengeParameters"] == {
            "MFAS_CAN_SETUP": '["SOFTWARE_TOKEN_MFA"]',
            "USER_ID_FOR_SRP": "ana",
        }
        assert "AuthenticationResult" not in challenge

    @by_every_flow
    def test_who_has_something_is_asked_for_it(self, make_app: MakeApp, flow: str):
        mfa = MfaApp.made_by(make_app, "ON", **BY_SMS)
        mfa.join(phone_number=NUMBER)
        challenge = mfa.begin(flow=flow)
        assert challenge["ChallengeName"] == "SMS_MFA"
        assert "AuthenticationResult" not in challenge

    @by_every_flow
    def test_a_new_password_does_not_end_it(self, mfa: MfaApp, flow: str):
        mfa.join(permanent=False)
        challenge = mfa.begin(flow=flow)
        assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        challenge = mfa.respond(challenge, NEW_PASSWORD=NEW)
        assert challenge["ChallengeName"] == "MFA_SETUP"
        assert "AuthenticationResult" not in challenge

    def test_a_refresh_asks_for_nothing(self, mfa: MfaApp, cognito_idp: Any):
        mfa.join()
        challenge, _ = set_up(mfa, mfa.begin())
        tokens = mfa.respond(challenge)["AuthenticationResult"]
        refreshed = cognito_idp.initiate_auth(
            ClientId=mfa.app.client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )
        assert refreshed["AuthenticationResult"]["AccessToken"]

    def test_a_preference_from_before_counts_and_is_no_other_way_round(self, make_app: MakeApp):
        mfa = MfaApp.made_by(make_app)
        mfa.join(phone_number=NUMBER, email=ADDRESS)
        mfa.prefer(EmailMfaSettings=PREFERRED)
        mfa.offer("ON", **EVERY_WAY)
        assert mfa.begin()["ChallengeName"] == "EMAIL_OTP"


class TestSettingUp:
    def test_the_round_of_sessions_ends_in_tokens_and_the_app_is_on(self, mfa: MfaApp, lab: Lab):
        mfa.join()
        challenge, secret = set_up(mfa, mfa.begin())
        assert mfa.respond(challenge)["AuthenticationResult"]["AccessToken"]
        assert mfa.settings() == (["SOFTWARE_TOKEN_MFA"], "")
        lab.clock.advance(seconds=30)
        challenge = mfa.begin()
        assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
        assert mfa.respond(challenge, SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))

    def test_each_call_uses_its_session_up(self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal):
        mfa.join()
        first = mfa.begin()
        associated = cognito_idp.associate_software_token(Session=first["Session"])
        second, code = associated["Session"], mfa.code(associated["SecretCode"])
        third = cognito_idp.verify_software_token(Session=second, UserCode=code)["Session"]
        assert len({first["Session"], second, third}) == 3
        for old in (first["Session"], second):
            assert refusal(cognito_idp.associate_software_token, Session=old) == USED
            verify = refusal(cognito_idp.verify_software_token, Session=old, UserCode=code)
            assert verify == USED
            assert refusal(mfa.respond, {**first, "Session": old}) == USED
        answered = {**first, "Session": third}
        assert mfa.respond(answered)["AuthenticationResult"]
        assert refusal(mfa.respond, answered) == USED

    def test_it_is_not_answered_before_an_app_was_verified(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        mfa.join()
        challenge = mfa.begin()
        assert refusal(mfa.respond, challenge) == NOT_VERIFIED
        associated = cognito_idp.associate_software_token(Session=challenge["Session"])
        challenge["Session"] = associated["Session"]
        assert refusal(mfa.respond, challenge) == NOT_VERIFIED
        wrong = {
            "Session": associated["Session"],
            "UserCode": mfa.wrong_code(associated["SecretCode"]),
        }
        refused = refusal(cognito_idp.verify_software_token, **wrong)
        assert refused[0] == "EnableSoftwareTokenMFAException"
        assert refusal(mfa.respond, challenge) == NOT_VERIFIED
        right = {**wrong, "UserCode": mfa.code(associated["SecretCode"])}
        challenge["Session"] = cognito_idp.verify_software_token(**right)["Session"]
        assert mfa.respond(challenge)["AuthenticationResult"]

    def test_asking_for_another_secret_takes_the_verified_one_back(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        """The user has an app by then, and so is to be asked for it."""
        mfa.join()
        challenge, _ = set_up(mfa, mfa.begin())
        refused = refusal(cognito_idp.associate_software_token, Session=challenge["Session"])
        assert refused == NOT_THIS
        assert mfa.respond(challenge)["AuthenticationResult"]

    def test_who_only_has_the_password_cannot_replace_an_app_by_an_older_challenge(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        mfa.join()
        waiting, begun, owners = mfa.begin(), mfa.begin(), mfa.begin()
        begun["Session"] = (held := cognito_idp.associate_software_token(Session=begun["Session"]))[
            "Session"
        ]
        challenge, _ = set_up(mfa, owners)
        associate = refusal(cognito_idp.associate_software_token, Session=waiting["Session"])
        verify = refusal(
            cognito_idp.verify_software_token,
            Session=begun["Session"],
            UserCode=mfa.code(held["SecretCode"]),
        )
        assert associate == verify == NOT_THIS
        for other in (waiting, begun):
            assert refusal(mfa.respond, other) == NOT_VERIFIED
        assert mfa.respond(challenge)["AuthenticationResult"]

    def test_an_app_that_was_replaced_since_answers_nothing(
        self, make_app: MakeApp, cognito_idp: Any, refusal: Refusal
    ):
        """The owner was signed in before MFA was required, and sets up another app."""
        mfa = MfaApp.made_by(make_app)
        token = mfa.access_token(mfa.join())
        mfa.offer("ON", **BY_APP)
        challenge, _ = set_up(mfa, mfa.begin())
        owners = cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        cognito_idp.verify_software_token(AccessToken=token, UserCode=mfa.code(owners))
        assert refusal(mfa.respond, challenge) == NOT_VERIFIED

    def test_a_user_who_is_disabled_after_setting_up_gets_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        mfa.join()
        challenge, _ = set_up(mfa, mfa.begin())
        cognito_idp.admin_disable_user(UserPoolId=mfa.app.user_pool_id, Username="ana")
        disabled = ("NotAuthorizedException", "User is disabled.")
        assert refusal(mfa.respond, challenge) == disabled

    def test_another_steps_session_does_not_serve(
        self, make_app: MakeApp, cognito_idp: Any, refusal: Refusal
    ):
        mfa = MfaApp.made_by(make_app, "ON", **BY_SMS, **BY_APP)
        mfa.join(phone_number=NUMBER)
        mfa.join("new", permanent=False)
        for challenge in (mfa.begin(), mfa.begin("new")):
            session = challenge["Session"]
            assert refusal(cognito_idp.associate_software_token, Session=session) == NOT_THIS
            verify = refusal(cognito_idp.verify_software_token, Session=session, UserCode="123456")
            assert verify == NOT_THIS

    @pytest.mark.parametrize("steps", [0, 1])
    def test_an_expired_session_sets_up_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, lab: Lab, steps: int
    ):
        mfa.join()
        session = mfa.begin()["Session"]
        if steps:
            session = cognito_idp.associate_software_token(Session=session)["Session"]
        lab.clock.advance(seconds=180)
        expired = (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.",
        )
        assert refusal(cognito_idp.associate_software_token, Session=session) == expired
        verify = refusal(cognito_idp.verify_software_token, Session=session, UserCode="123456")
        assert verify == expired

    @pytest.mark.parametrize("what", ["disabled", "deleted"])
    def test_a_user_who_is_gone_sets_up_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, what: str
    ):
        named = {"UserPoolId": mfa.app.user_pool_id, "Username": mfa.join()}
        session = mfa.begin()["Session"]
        if what == "disabled":
            cognito_idp.admin_disable_user(**named)
        else:
            cognito_idp.admin_delete_user(**named)
            mfa.join()
        assert refusal(cognito_idp.associate_software_token, Session=session) == NOT_THIS

    def test_a_session_that_was_never_given_out_sets_up_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        session = "never-given-out" * 4
        assert refusal(cognito_idp.associate_software_token, Session=session) == USED
        verify = refusal(cognito_idp.verify_software_token, Session=session, UserCode="123456")
        assert verify == USED

    def test_a_number_or_an_address_opens_the_next_sign_in(
        self, make_app: MakeApp, cognito_idp: Any
    ):
        mfa = MfaApp.made_by(make_app, "ON", **EVERY_WAY)
        mfa.join()
        challenge = mfa.begin()
        assert challenge["ChallengeParameters"]["MFAS_CAN_SETUP"] == (
            '["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]'
        )
        number = [{"Name": "phone_number", "Value": NUMBER}]
        cognito_idp.admin_update_user_attributes(
            UserPoolId=mfa.app.user_pool_id, Username="ana", UserAttributes=number
        )
        assert mfa.begin()["ChallengeName"] == "SMS_MFA"


class TestChoosing:
    @pytest.fixture
    def mfa(self, make_app: MakeApp) -> MfaApp:
        made = MfaApp.made_by(make_app, "ON", **EVERY_WAY)
        made.join(phone_number=NUMBER, email=ADDRESS)
        return made

    def test_the_choices_are_those_of_the_user(self, mfa: MfaApp):
        challenge = mfa.begin()
        assert challenge["ChallengeName"] == "SELECT_MFA_TYPE"
        assert challenge["ChallengeParameters"] == {
            "MFAS_CAN_CHOOSE": '["SMS_MFA","EMAIL_OTP"]',
            "USER_ID_FOR_SRP": "ana",
        }

    @pytest.mark.parametrize(
        ("choice", "name"),
        [("SMS_MFA", "SMS_MFA"), ("EMAIL_OTP", "EMAIL_OTP"), ("EMAIL_MFA", "EMAIL_OTP")],
    )
    def test_the_choice_is_asked_for_and_opens(self, mfa: MfaApp, lab: Lab, choice: str, name: str):
        challenge = mfa.respond(mfa.begin(), ANSWER=choice)
        assert challenge["ChallengeName"] == name
        code = str(lab.outbox[-1].code)
        assert mfa.respond(challenge, **{f"{name}_CODE": code})["AuthenticationResult"]

    @pytest.mark.parametrize("choice", ["SOFTWARE_TOKEN_MFA", "TOKENS", "sms_mfa", "x", "\udc80"])
    def test_what_was_not_offered_is_refused_and_the_challenge_stays(
        self, mfa: MfaApp, refusal: Refusal, choice: str
    ):
        challenge = mfa.begin()
        refused = refusal(mfa.respond, challenge, ANSWER=choice)
        assert refused[0] == "InvalidParameterException"
        assert mfa.respond(challenge, ANSWER="SMS_MFA")["ChallengeName"] == "SMS_MFA"

    def test_what_is_gone_meanwhile_cannot_be_chosen(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal
    ):
        challenge = mfa.begin()
        cognito_idp.admin_delete_user_attributes(
            UserPoolId=mfa.app.user_pool_id,
            Username="ana",
            UserAttributeNames=["phone_number"],
        )
        refused = refusal(mfa.respond, challenge, ANSWER="SMS_MFA")
        assert refused[0] == "InvalidParameterException"

    def test_a_disabled_user_chooses_nothing_and_is_sent_nothing(
        self, mfa: MfaApp, cognito_idp: Any, refusal: Refusal, lab: Lab
    ):
        challenge = mfa.begin()
        cognito_idp.admin_disable_user(UserPoolId=mfa.app.user_pool_id, Username="ana")
        sent = len(lab.outbox)
        refused = refusal(mfa.respond, challenge, ANSWER="SMS_MFA")
        assert refused == ("NotAuthorizedException", "User is disabled.")
        assert len(lab.outbox) == sent

    def test_with_the_row_of_choosing_off_mfa_still_is_required(self, mfa: MfaApp, lab: Lab):
        with lab.ledger.without("select-mfa-type"):
            assert mfa.begin()["ChallengeName"] == "SMS_MFA"

    def test_a_code_of_one_kind_does_not_answer_the_choice_itself(
        self, mfa: MfaApp, refusal: Refusal, lab: Lab
    ):
        challenge = mfa.begin()
        mfa.respond(mfa.begin(), ANSWER="SMS_MFA")
        code = str(lab.outbox[-1].code)
        refused = refusal(mfa.respond, challenge, name="SMS_MFA", SMS_MFA_CODE=code)
        assert refused == NOT_THIS
