"""USER_AUTH with a one-time code: it is sent, checked, used up, and never enough for two."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import find_pool
from cognito_lab.diagrams.way_taken import steps_taken
from cognito_lab.sign_in.challenges import State
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.choice_app import (
    ALL,
    FLOWS,
    INCORRECT,
    MISMATCH,
    OTHER_SESSION,
    PHONE,
    UNAVAILABLE,
    USED,
    Choice,
    choice_of_ana,
    policy,
    signed_in,
)


@pytest.fixture
def choice(make_app: MakeApp) -> Choice:
    """A pool that allows every first factor, and ana, who has both addresses."""
    return choice_of_ana(make_app)


OTP = pytest.mark.parametrize(
    ("otp", "medium", "address", "shown"),
    [
        ("EMAIL_OTP", "EMAIL", "ana@example.com", "a***@e***"),
        ("SMS_OTP", "SMS", PHONE, "+*********5678"),
    ],
)


@OTP
@pytest.mark.parametrize("chosen", [True, False])
def test_a_code_is_sent_and_opens_once(
    choice: Choice, refusal: Refusal, otp: str, medium: str, address: str, shown: str,
    chosen: bool,
) -> None:  # fmt: skip
    challenge = choice.go_on(choice.begin(), ANSWER=otp) if chosen else choice.prefer(otp)
    assert challenge["ChallengeName"] == otp
    assert challenge["ChallengeParameters"] == {
        "CODE_DELIVERY_DELIVERY_MEDIUM": medium,
        "CODE_DELIVERY_DESTINATION": shown,
    }
    message = choice.app.lab.outbox[-1]
    assert (message.medium, message.recipient) == (medium, address)
    assert len(choice.code) == 8
    assert signed_in(choice.go_on(challenge, **{f"{otp}_CODE": choice.code}))
    assert refusal(choice.go_on, challenge, **{f"{otp}_CODE": choice.code}) == USED
    assert choice.app.attributes("ana")[
        "email_verified" if medium == "EMAIL" else "phone_number_verified"
    ] == "true"  # fmt: skip


@OTP
def test_a_used_code_does_not_open_another_sign_in(
    choice: Choice, refusal: Refusal, otp: str, medium: str, address: str, shown: str
) -> None:
    first, second = choice.prefer(otp), choice.prefer(otp)
    code = {f"{otp}_CODE": choice.code}
    assert signed_in(choice.go_on(second, **code))
    assert refusal(choice.go_on, first, **code)[0] == "ExpiredCodeException"


def test_a_wrong_code_is_refused_and_the_right_one_still_opens(
    choice: Choice, refusal: Refusal
) -> None:
    challenge = choice.prefer("EMAIL_OTP")
    wrong = f"{(int(choice.code) + 1) % 10**8:08}"
    for guess in (wrong, choice.code[:6], choice.code + "0", "é", "\ud800", "1" * 5000):
        assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=guess)[0] in (
            "CodeMismatchException",
            "NotAuthorizedException",
        )
        choice.app.lab.clock.advance(seconds=3)
        if guess == wrong:
            assert signed_in(choice.go_on(challenge, EMAIL_OTP_CODE=choice.code))
            challenge = choice.prefer("EMAIL_OTP")


def test_guessing_is_locked_out_and_kills_the_code(
    choice: Choice, refusal: Refusal, lab: Lab
) -> None:
    challenge = choice.prefer("EMAIL_OTP")
    code = choice.code
    wrong = f"{(int(code) + 1) % 10**8:08}"
    assert [refusal(choice.go_on, challenge, EMAIL_OTP_CODE=wrong) for _ in range(5)] == [
        MISMATCH
    ] * 5
    lab.clock.advance(seconds=2)
    # The wait is over, and the code is dead: the right one, too, is a wrong one now.
    assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=code) == MISMATCH
    assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=code) == (
        "NotAuthorizedException",
        "Password attempts exceeded",
    )
    lab.clock.advance(minutes=16)
    again = choice.prefer("EMAIL_OTP")
    assert signed_in(choice.go_on(again, EMAIL_OTP_CODE=choice.code))


def test_a_right_code_ends_the_count_of_wrong_ones(choice: Choice, refusal: Refusal) -> None:
    for _ in range(3):
        challenge = choice.prefer("EMAIL_OTP")
        wrong = f"{(int(choice.code) + 1) % 10**8:08}"
        for _ in range(4):
            assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=wrong) == MISMATCH
        assert signed_in(choice.go_on(challenge, EMAIL_OTP_CODE=choice.code))


def test_a_second_factor_that_the_user_chose_follows_a_password_and_no_code(
    choice: Choice,
) -> None:
    pool_id = choice.app.user_pool_id
    sns = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sns", "ExternalId": "x"}
    choice.idp.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SmsMfaConfiguration={"SmsConfiguration": sns},
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    choice.idp.admin_set_user_mfa_preference(
        UserPoolId=pool_id, Username="ana", SMSMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    assert choice.prefer("PASSWORD", PASSWORD=PASSWORD)["ChallengeName"] == "SMS_MFA"
    challenge = choice.prefer("EMAIL_OTP")
    assert signed_in(choice.go_on(challenge, EMAIL_OTP_CODE=choice.code))


@pytest.mark.parametrize("minutes", [None, 3, 15])
def test_it_lives_as_long_as_the_challenge_session(
    make_app: MakeApp, lab: Lab, refusal: Refusal, minutes: int | None
) -> None:
    validity = {} if minutes is None else {"AuthSessionValidity": minutes}
    app = make_app(Policies=policy(*ALL), client={"ExplicitAuthFlows": FLOWS, **validity})
    app.confirmed_user("ana")
    choice = Choice(app)
    challenge = choice.prefer("EMAIL_OTP")
    lab.clock.advance(minutes=minutes or 3, seconds=-5)
    assert signed_in(choice.go_on(challenge, EMAIL_OTP_CODE=choice.code))
    challenge = choice.prefer("EMAIL_OTP")
    lab.clock.advance(minutes=minutes or 3)
    assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=choice.code) == (
        "NotAuthorizedException",
        "Invalid session for the user, session is expired.",
    )


def test_a_code_by_mail_is_none_by_sms(choice: Choice, refusal: Refusal) -> None:
    choice.prefer("EMAIL_OTP")
    by_mail = choice.code
    challenge = choice.prefer("SMS_OTP")
    assert refusal(choice.go_on, challenge, SMS_OTP_CODE=by_mail) == MISMATCH


def test_another_users_code_or_session_does_not_open(choice: Choice, refusal: Refusal) -> None:
    choice.app.confirmed_user("ben")
    anas = choice.prefer("EMAIL_OTP")
    bens = choice.prefer("EMAIL_OTP", "ben")
    code = choice.code
    assert refusal(choice.go_on, anas, EMAIL_OTP_CODE=code) == MISMATCH
    assert refusal(choice.go_on, anas, "ben", EMAIL_OTP_CODE=code) == OTHER_SESSION
    assert signed_in(choice.go_on(bens, "ben", EMAIL_OTP_CODE=code), "ben")


def test_whoever_has_no_password_signs_in_by_code(choice: Choice, refusal: Refusal) -> None:
    """moto gives every user that an administrator makes a password; take it away."""
    pool: Any = find_pool(choice.app.user_pool_id)
    pool.find_user("ana").password = None
    challenge = choice.begin()
    assert challenge["AvailableChallenges"] == ["EMAIL_OTP", "SMS_OTP"]
    unavailable = refusal(choice.go_on, challenge, ANSWER="PASSWORD", PASSWORD="None")
    assert unavailable == UNAVAILABLE


def test_whoever_can_choose_nothing_is_refused(make_app: MakeApp, refusal: Refusal) -> None:
    app = make_app(Policies=policy("SMS_OTP"), client={"ExplicitAuthFlows": FLOWS})
    app.confirmed_user("ana")
    assert refusal(Choice(app).begin) == INCORRECT


def test_a_disabled_user_gets_no_code_and_cannot_use_one(choice: Choice, refusal: Refusal) -> None:
    challenge = choice.prefer("EMAIL_OTP")
    selecting = choice.begin()
    code, sent = choice.code, len(choice.app.lab.outbox)
    choice.idp.admin_disable_user(UserPoolId=choice.app.user_pool_id, Username="ana")
    disabled = ("NotAuthorizedException", "User is disabled.")
    assert refusal(choice.go_on, challenge, EMAIL_OTP_CODE=code) == disabled
    assert refusal(choice.go_on, selecting, ANSWER="EMAIL_OTP") == disabled
    assert refusal(choice.prefer, "EMAIL_OTP") == disabled
    assert len(choice.app.lab.outbox) == sent


def test_a_user_who_is_not_confirmed_is_told_so(choice: Choice, refusal: Refusal) -> None:
    choice.app.sign_up("cleo", email="cleo@example.com")
    assert refusal(choice.prefer, "EMAIL_OTP", "cleo")[0] == "UserNotConfirmedException"


@pytest.mark.parametrize("otp", ["EMAIL_OTP", "SMS_OTP"])
def test_a_code_that_was_sent_before_mfa_was_required_is_not_enough(
    choice: Choice, refusal: Refusal, otp: str
) -> None:
    opened, selecting = choice.prefer(otp), choice.begin()
    code = choice.code
    choice.idp.set_user_pool_mfa_config(
        UserPoolId=choice.app.user_pool_id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    for answer in (
        choice.go_on(opened, **{f"{otp}_CODE": code}),
        choice.go_on(selecting, ANSWER="PASSWORD", PASSWORD=PASSWORD),
    ):
        assert answer["ChallengeName"] == "MFA_SETUP"
        assert "AuthenticationResult" not in answer


def test_the_way_that_was_taken_can_be_read_off_the_recorded_calls(
    choice: Choice, lab: Lab, refusal: Refusal
) -> None:
    before = len(lab.trace)
    challenge = choice.go_on(choice.begin(), ANSWER="EMAIL_OTP")
    refusal(choice.go_on, challenge, EMAIL_OTP_CODE="x")
    choice.go_on(challenge, EMAIL_OTP_CODE=choice.code)
    steps = steps_taken(lab.trace[before:])
    assert [[row.to for row in step.rows] or step.refused for step in steps] == [
        [State.SELECT_CHALLENGE],
        [State.EMAIL_OTP],
        "CodeMismatchException",
        [State.PROVED, State.TOKENS],
    ]
    assert [step.number for step in steps] == [call.number for call in lab.trace[before:]]
