"""Lockout on the mock: what wrong passwords cost, on the lab's clock, and what ends it."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.sign_in.totp import totp
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.srp_app import SrpSignIn

WRONG = "Wrong-Horse-1"
INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
EXCEEDED = ("NotAuthorizedException", "Password attempts exceeded")


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


def guess(app: App, refusal: Refusal, times: int, username: str = "ana") -> list[str]:
    """Wrong passwords one after the other, each a minute and a half apart; what was said."""
    said = []
    for _ in range(times):
        said.append(refusal(app.sign_in, username, WRONG)[1])
        app.lab.clock.advance(seconds=90)
    return said


def test_four_wrong_passwords_cost_nothing(ana: App, refusal: Refusal) -> None:
    for _ in range(4):
        assert refusal(ana.sign_in, "ana", WRONG) == INCORRECT
    assert ana.sign_in("ana")["TokenType"] == "Bearer"


@pytest.mark.parametrize(("failures", "wait"), [(8, 8), (9, 16), (10, 32), (11, 64)])
def test_the_wait_doubles_with_each_failure_and_the_right_password_opens_after_it(
    ana: App, lab: Lab, refusal: Refusal, failures: int, wait: int
) -> None:
    assert set(guess(ana, refusal, failures - 1)) == {INCORRECT[1]}
    assert refusal(ana.sign_in, "ana", WRONG) == INCORRECT
    lab.clock.advance(seconds=wait - 3)  # each call is a second
    assert refusal(ana.sign_in, "ana") == EXCEEDED
    lab.clock.advance(seconds=1)
    assert ana.sign_in("ana")["TokenType"] == "Bearer"


def test_what_is_tried_during_the_wait_neither_counts_nor_makes_it_longer(
    ana: App, lab: Lab, refusal: Refusal
) -> None:
    guess(ana, refusal, 8)
    refusal(ana.sign_in, "ana", WRONG)  # the ninth: 16 seconds
    for _ in range(10):
        assert refusal(ana.sign_in, "ana", WRONG) == EXCEEDED
    lab.clock.advance(seconds=6)
    assert ana.sign_in("ana")["TokenType"] == "Bearer"


def test_a_sign_in_forgets_the_failures(ana: App, refusal: Refusal) -> None:
    guess(ana, refusal, 10)
    ana.sign_in("ana")
    for _ in range(4):
        assert refusal(ana.sign_in, "ana", WRONG) == INCORRECT
    assert ana.sign_in("ana")["TokenType"] == "Bearer"


def test_a_quarter_of_an_hour_of_silence_forgets_them_too(
    ana: App, lab: Lab, refusal: Refusal
) -> None:
    guess(ana, refusal, 10)
    lab.clock.advance(minutes=15)
    for _ in range(4):
        assert refusal(ana.sign_in, "ana", WRONG) == INCORRECT
    assert ana.sign_in("ana")["TokenType"] == "Bearer"


def test_a_wrong_proof_counts_as_a_wrong_password_does(
    ana: App, lab: Lab, refusal: Refusal
) -> None:
    guess(ana, refusal, 10)
    sign_in = SrpSignIn(ana)
    assert refusal(sign_in.respond, sign_in.claim(WRONG)) == INCORRECT
    assert refusal(ana.sign_in, "ana") == EXCEEDED
    assert refusal(SrpSignIn, ana) == EXCEEDED


def test_a_right_password_before_a_wrong_code_forgets_nothing(
    ana: App, cognito_idp: Any, lab: Lab, refusal: Refusal
) -> None:
    """Else whoever has the password could guess codes without end."""
    cognito_idp.set_user_pool_mfa_config(
        UserPoolId=ana.user_pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    token = {"AccessToken": ana.sign_in("ana")["AccessToken"]}
    secret = cognito_idp.associate_software_token(**token)["SecretCode"]
    cognito_idp.verify_software_token(**token, UserCode=totp(secret, lab.clock.now()))
    cognito_idp.set_user_mfa_preference(**token, SoftwareTokenMfaSettings={"Enabled": True})

    def guess_a_code() -> None:
        challenge = cognito_idp.initiate_auth(
            ClientId=ana.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
        )
        cognito_idp.respond_to_auth_challenge(
            ClientId=ana.client_id,
            ChallengeName="SOFTWARE_TOKEN_MFA",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": "ana", "SOFTWARE_TOKEN_MFA_CODE": "000000"},
        )

    said = []
    for _ in range(12):
        said.append(refusal(guess_a_code)[0])
        lab.clock.advance(seconds=20)
    assert said[:9] == ["CodeMismatchException"] * 9
    assert "NotAuthorizedException" in said


def test_one_users_failures_are_not_anothers(ana: App, refusal: Refusal) -> None:
    ana.confirmed_user("ben")
    guess(ana, refusal, 10)
    refusal(ana.sign_in, "ana", WRONG)
    assert refusal(ana.sign_in, "ana") == EXCEEDED
    assert ana.sign_in("ben")["TokenType"] == "Bearer"


def test_a_name_that_nobody_has_is_locked_out_alike_where_existence_is_hidden(
    make_app: MakeApp, refusal: Refusal
) -> None:
    app = make_app(client={"PreventUserExistenceErrors": "ENABLED"})
    app.confirmed_user("ana")
    said = {}
    for name in ("ana", "nobody"):
        said[name] = [refusal(app.sign_in, name, WRONG) for _ in range(12)]
    assert said["ana"] == said["nobody"]
    assert EXCEEDED in said["nobody"] and INCORRECT in said["nobody"]
