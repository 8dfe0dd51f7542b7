"""MfaConfiguration ON: whatever is answered to whatever challenge, no tokens without the factor."""

from typing import Any

from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import (
    ADDRESS,
    BY_APP,
    BY_EMAIL,
    BY_SMS,
    EVERY_WAY,
    FLOWS,
    NUMBER,
    MfaApp,
)

NEW = "Quite-Another-2"
NOT_THIS = ("NotAuthorizedException", "Invalid session for the user.")

NAMES = [
    "MFA_SETUP",
    "SELECT_MFA_TYPE",
    "SMS_MFA",
    "SOFTWARE_TOKEN_MFA",
    "EMAIL_OTP",
    "SMS_OTP",
    "NEW_PASSWORD_REQUIRED",
    "PASSWORD",
    "PASSWORD_SRP",
    "PASSWORD_VERIFIER",
    "SELECT_CHALLENGE",
    "CUSTOM_CHALLENGE",
    "DEVICE_SRP_AUTH",
    "DEVICE_PASSWORD_VERIFIER",
]
GUESS = "123456"
CODES = st.sampled_from(["", GUESS, "12345678", "x"])
USERS = ["ana", "ben", "cleo", "new"]
RESPONSES = st.fixed_dictionaries(
    {"USERNAME": st.sampled_from([*USERS, "nobody"])},
    optional={
        "ANSWER": st.sampled_from([*NAMES, "EMAIL_MFA", "x"]),
        "SMS_MFA_CODE": CODES,
        "SOFTWARE_TOKEN_MFA_CODE": CODES,
        "EMAIL_OTP_CODE": CODES,
        "SMS_OTP_CODE": CODES,
        "PASSWORD": st.just(PASSWORD),
        "NEW_PASSWORD": st.just(NEW),
        "SRP_A": st.sampled_from(["2", "ab" * 100]),
    },
)
PLAUSIBLE = {
    "NEW_PASSWORD": NEW,
    "ANSWER": "SMS_MFA",
    "SMS_MFA_CODE": GUESS,
    "SOFTWARE_TOKEN_MFA_CODE": GUESS,
    "EMAIL_OTP_CODE": GUESS,
}
STEPS = st.lists(
    st.tuples(
        st.none() | st.sampled_from(NAMES),
        st.none() | RESPONSES,
        st.booleans(),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=6,
)


class TestNoWayAround:
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
    )
    @given(
        setting=st.sampled_from([BY_APP, BY_SMS, BY_EMAIL, EVERY_WAY]),
        username=st.sampled_from(USERS),
        flow=st.sampled_from(FLOWS),
        steps=STEPS,
    )
    def test_no_row_of_answers_without_the_factor_gives_tokens(
        self,
        lab: Lab,
        make_app: MakeApp,
        setting: dict[str, Any],
        username: str,
        flow: str,
        steps: list[tuple[str | None, dict[str, str] | None, bool, bool]],
    ):
        """Ana has every address, Ben none, Cleo an app, and New has a temporary password.

        The answers are right but for the second factor: no outbox is read and no app looked at.
        """
        lab.reset()
        mfa = MfaApp.made_by(make_app)
        secret = mfa.with_an_app("cleo")
        mfa.offer("ON", **setting)
        mfa.join("ana", phone_number=NUMBER, email=ADDRESS)
        mfa.join("ben")
        mfa.join("new", permanent=False, email=ADDRESS)
        other = mfa.cognito_idp.create_user_pool_client(
            UserPoolId=mfa.app.user_pool_id, ClientName="other"
        )["UserPoolClient"]["ClientId"]
        challenges = [mfa.begin(username, flow)]
        for name, responses, latest, elsewhere in steps:
            challenge = challenges[-1 if latest else 0]
            given = responses or {"USERNAME": username, **PLAUSIBLE}
            try:
                answered = mfa.respond(
                    challenge,
                    given["USERNAME"],
                    name=name,
                    client_id=other if elsewhere else None,
                    **{key: value for key, value in given.items() if key != "USERNAME"},
                )
            except ClientError as refused:
                status = refused.response["ResponseMetadata"]["HTTPStatusCode"]
                assert status == 400, refused
                continue
            assert "AuthenticationResult" not in answered
            challenges.append(answered)
        sent = {message.code for message in lab.outbox}
        shown = {mfa.code(secret, seconds=30 * step) for step in range(-9, 2)}
        assert not (sent | shown) & {GUESS, "12345678"}  # else a guess was right

    def test_a_challenge_is_bound_to_its_user_its_app_client_and_its_name(
        self, make_app: MakeApp, refusal: Refusal, cognito_idp: Any, lab: Lab
    ):
        mfa = MfaApp.made_by(make_app, "ON", **BY_SMS)
        for name in ("ana", "ben"):
            mfa.join(name, phone_number=NUMBER)
        other = cognito_idp.create_user_pool_client(
            UserPoolId=mfa.app.user_pool_id, ClientName="other"
        )["UserPoolClient"]["ClientId"]
        challenge = mfa.begin("ana")
        code = str(lab.outbox[-1].code)
        assert refusal(mfa.respond, challenge, "ben", SMS_MFA_CODE=code) == NOT_THIS
        refused = refusal(mfa.respond, challenge, client_id=other, SMS_MFA_CODE=code)
        assert refused == NOT_THIS
        for name in ("MFA_SETUP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "EMAIL_OTP"):
            answers = {"ANSWER": "SMS_MFA", "SOFTWARE_TOKEN_MFA_CODE": code, "EMAIL_OTP_CODE": code}
            assert refusal(mfa.respond, challenge, name=name, **answers) == NOT_THIS
        assert mfa.respond(challenge, SMS_MFA_CODE=code)["AuthenticationResult"]
