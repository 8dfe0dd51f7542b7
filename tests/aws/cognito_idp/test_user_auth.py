"""USER_AUTH: the user picks the first factor, and a password is really checked."""

from dataclasses import replace
from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import find_pool
from cognito_lab.sign_in.secret_hash import secret_hash
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.choice_app import (
    FLOWS,
    INCORRECT,
    OTHER_SESSION,
    PASSWORDS,
    UNAVAILABLE,
    USED,
    WRONG,
    Choice,
    choice_of_ana,
    signed_in,
)


@pytest.fixture
def choice(make_app: MakeApp) -> Choice:
    """A pool that allows every first factor, and ana, who has both addresses."""
    return choice_of_ana(make_app)


def test_a_name_alone_is_told_what_it_can_choose_from(choice: Choice) -> None:
    challenge = choice.begin()
    assert challenge["ChallengeName"] == "SELECT_CHALLENGE"
    assert challenge["AvailableChallenges"] == [*PASSWORDS, "EMAIL_OTP", "SMS_OTP"]
    assert challenge["ChallengeParameters"] == {"USERNAME": "ana"}
    assert challenge["Session"]
    assert len(choice.app.lab.outbox) == 1  # the sign-up's code: nothing was sent yet


def test_a_pool_that_says_nothing_offers_passwords_alone(make_app: MakeApp) -> None:
    app = make_app(client={"ExplicitAuthFlows": FLOWS})
    app.confirmed_user("ana")
    assert Choice(app).begin()["AvailableChallenges"] == PASSWORDS


@pytest.mark.parametrize(
    "policies",
    [
        None,
        "x",
        {"SignInPolicy": None},
        {"SignInPolicy": "PASSWORD"},
        {"PasswordPolicy": {}},
        {"SignInPolicy": {"AllowedFirstAuthFactors": 7}},
    ],
    ids=str,
)
def test_a_malformed_policy_counts_as_none(choice: Choice, policies: Any) -> None:
    """moto keeps whatever plain HTTP brought."""
    pool: Any = find_pool(choice.app.user_pool_id)
    pool.update_extended_config({"Policies": policies})
    assert choice.begin()["AvailableChallenges"] == PASSWORDS


def test_whoever_has_no_telephone_is_offered_no_sms(choice: Choice) -> None:
    choice.app.confirmed_user("ben")
    assert choice.begin("ben")["AvailableChallenges"] == [*PASSWORDS, "EMAIL_OTP"]


def test_an_app_client_has_to_allow_it(make_app: MakeApp, refusal: Refusal) -> None:
    app = make_app()
    app.confirmed_user("ana")
    assert refusal(Choice(app).begin) == (
        "InvalidParameterException",
        "USER_AUTH flow not enabled for this client",
    )


def test_it_needs_more_than_the_lite_plan(make_app: MakeApp, refusal: Refusal) -> None:
    app = make_app(UserPoolTier="LITE", client={"ExplicitAuthFlows": FLOWS})
    app.confirmed_user("ana")
    assert refusal(Choice(app).begin)[0] == "FeatureUnavailableInTierException"
    plus = make_app(UserPoolTier="PLUS", client={"ExplicitAuthFlows": FLOWS})
    plus.confirmed_user("ana")
    assert Choice(plus).begin()["AvailableChallenges"] == PASSWORDS


@pytest.mark.parametrize("wanted", ["WEB_AUTHN", "SMS_OTP", "password", "START", "PROVED", "é"])
def test_what_the_user_cannot_use_leads_to_the_choice(choice: Choice, wanted: str) -> None:
    choice.app.confirmed_user("ben")
    challenge = choice.prefer(wanted, "ben", PASSWORD=PASSWORD)
    assert challenge["ChallengeName"] == "SELECT_CHALLENGE"
    assert "AuthenticationResult" not in challenge


class TestPasswords:
    def test_a_password_is_chosen_and_given_in_one_answer(self, choice: Choice) -> None:
        assert signed_in(choice.go_on(choice.begin(), ANSWER="PASSWORD", PASSWORD=PASSWORD))

    def test_a_preferred_password_is_asked_for(self, choice: Choice) -> None:
        challenge = choice.prefer("PASSWORD")
        assert challenge["ChallengeName"] == "PASSWORD"
        assert "AvailableChallenges" not in challenge
        assert signed_in(choice.go_on(challenge, PASSWORD=PASSWORD))

    def test_a_password_can_come_at_once(self, choice: Choice, refusal: Refusal) -> None:
        assert signed_in(choice.prefer("PASSWORD", PASSWORD=PASSWORD))
        assert refusal(choice.prefer, "PASSWORD", PASSWORD=WRONG) == INCORRECT

    def test_a_wrong_one_is_refused_and_the_right_one_still_opens(
        self, choice: Choice, refusal: Refusal
    ) -> None:
        for challenge, given in (
            (choice.begin(), {"ANSWER": "PASSWORD"}),
            (choice.prefer("PASSWORD"), {}),
        ):
            assert refusal(choice.go_on, challenge, **given, PASSWORD=WRONG) == INCORRECT
            assert signed_in(choice.go_on(challenge, **given, PASSWORD=PASSWORD))

    @pytest.mark.parametrize("way", ["chosen", "asked for", "at once"])
    def test_wrong_ones_lock_out(
        self, choice: Choice, refusal: Refusal, lab: Lab, way: str
    ) -> None:
        def attempt(password: str) -> Any:
            if way == "at once":
                return choice.prefer("PASSWORD", PASSWORD=password)
            if way == "chosen":
                return choice.go_on(opened, ANSWER="PASSWORD", PASSWORD=password)
            return choice.go_on(opened, PASSWORD=password)

        opened = choice.begin() if way == "chosen" else choice.prefer("PASSWORD")
        for _ in range(7):
            assert refusal(attempt, WRONG) == INCORRECT
            lab.clock.advance(seconds=5)
        assert refusal(attempt, WRONG) == INCORRECT
        locked = ("NotAuthorizedException", "Password attempts exceeded")
        assert refusal(attempt, PASSWORD) == locked
        assert refusal(choice.begin) == locked

    @pytest.mark.parametrize("at_once", [True, False])
    def test_srp_is_preferred(self, choice: Choice, at_once: bool, refusal: Refusal) -> None:
        def opened() -> dict[str, Any]:
            if at_once:
                return choice.prefer("PASSWORD_SRP", SRP_A=choice.srp.public_a)
            challenge = choice.prefer("PASSWORD_SRP")
            assert challenge["ChallengeName"] == "PASSWORD_SRP"
            return choice.go_on(challenge, SRP_A=choice.srp.public_a)

        assert opened()["ChallengeName"] == "PASSWORD_VERIFIER"
        assert signed_in(choice.prove(opened()))
        assert refusal(choice.prove, opened(), WRONG) == INCORRECT

    def test_srp_is_chosen(self, choice: Choice, refusal: Refusal) -> None:
        challenge = choice.go_on(choice.begin(), ANSWER="PASSWORD_SRP", SRP_A=choice.srp.public_a)
        assert challenge["ChallengeName"] == "PASSWORD_VERIFIER"
        assert signed_in(choice.prove(challenge))
        again = choice.begin()
        bad = refusal(choice.go_on, again, ANSWER="PASSWORD_SRP", SRP_A="0")
        assert bad[0] == "InvalidParameterException"

    def test_a_disabled_user_begins_no_srp(self, choice: Choice, refusal: Refusal) -> None:
        preferred, selecting = choice.prefer("PASSWORD_SRP"), choice.begin()
        choice.idp.admin_disable_user(UserPoolId=choice.app.user_pool_id, Username="ana")
        disabled = ("NotAuthorizedException", "User is disabled.")
        public_a = choice.srp.public_a
        assert refusal(choice.go_on, preferred, SRP_A=public_a) == disabled
        chosen = {"ANSWER": "PASSWORD_SRP", "SRP_A": public_a}
        assert refusal(choice.go_on, selecting, **chosen) == disabled

    def test_a_temporary_password_leads_to_a_new_one(self, choice: Choice) -> None:
        choice.idp.admin_create_user(
            UserPoolId=choice.app.user_pool_id, Username="bob", TemporaryPassword="Temporary-1"
        )
        challenge = choice.prefer("PASSWORD", "bob", PASSWORD="Temporary-1")
        assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        assert signed_in(choice.go_on(challenge, "bob", NEW_PASSWORD="Quite-New-1"), "bob")

    @pytest.mark.parametrize(
        ("responses", "missing"),
        [
            ({}, "ANSWER"),
            ({"ANSWER": ""}, "ANSWER"),
            ({"ANSWER": "PASSWORD"}, "PASSWORD"),
            ({"ANSWER": "PASSWORD_SRP", "PASSWORD": PASSWORD}, "SRP_A"),
        ],
    )
    def test_what_is_missing_is_named(
        self, choice: Choice, refusal: Refusal, responses: dict[str, str], missing: str
    ) -> None:
        challenge = choice.begin()
        assert refusal(choice.go_on, challenge, **responses) == (
            "InvalidParameterException",
            f"Missing required parameter {missing}",
        )
        assert signed_in(choice.go_on(challenge, ANSWER="PASSWORD", PASSWORD=PASSWORD))


class TestTheChallengeSession:
    def test_a_choice_is_made_once(self, choice: Choice, refusal: Refusal) -> None:
        challenge = choice.begin()
        choice.go_on(challenge, ANSWER="EMAIL_OTP")
        assert refusal(choice.go_on, challenge, ANSWER="PASSWORD", PASSWORD=PASSWORD) == USED

    @pytest.mark.parametrize("answer", ["WEB_AUTHN", "PASSWORD ", "START", "\ud800", "x"])
    def test_only_what_was_offered_can_be_chosen(
        self, choice: Choice, refusal: Refusal, answer: str
    ) -> None:
        challenge = choice.begin()
        assert refusal(choice.go_on, challenge, ANSWER=answer, PASSWORD=PASSWORD) == UNAVAILABLE
        assert signed_in(choice.go_on(challenge, ANSWER="PASSWORD", PASSWORD=PASSWORD))

    @pytest.mark.parametrize(
        ("issued", "answered"),
        [
            ("SELECT_CHALLENGE", "PASSWORD"),
            ("SELECT_CHALLENGE", "EMAIL_OTP"),
            ("PASSWORD", "SELECT_CHALLENGE"),
            ("PASSWORD", "NEW_PASSWORD_REQUIRED"),
            ("EMAIL_OTP", "SMS_OTP"),
            ("EMAIL_OTP", "PASSWORD"),
            ("PASSWORD_SRP", "SMS_MFA"),
        ],
    )
    def test_a_challenge_is_not_answered_as_another(
        self, choice: Choice, refusal: Refusal, issued: str, answered: str
    ) -> None:
        challenge = choice.prefer(issued)
        assert challenge["ChallengeName"] == issued
        everything = {"ANSWER": "PASSWORD", "PASSWORD": PASSWORD, "NEW_PASSWORD": "Other-Horse-1"}
        assert refusal(choice.go_on, challenge, name=answered, **everything) == OTHER_SESSION

    def test_it_is_not_another_users_or_app_clients(self, choice: Choice, refusal: Refusal) -> None:
        choice.app.confirmed_user("ben")
        challenge = choice.begin()
        given = {"ANSWER": "PASSWORD", "PASSWORD": PASSWORD}
        assert refusal(choice.go_on, challenge, "ben", **given) == OTHER_SESSION
        other = choice.idp.create_user_pool_client(
            UserPoolId=choice.app.user_pool_id, ClientName="other", ExplicitAuthFlows=FLOWS
        )["UserPoolClient"]["ClientId"]
        elsewhere = Choice(replace(choice.app, client_id=other))
        assert refusal(elsewhere.go_on, challenge, **given) == OTHER_SESSION
        assert signed_in(choice.go_on(challenge, **given))


class TestASecret:
    def test_every_call_has_to_carry_the_secret_hash(
        self, make_app: MakeApp, refusal: Refusal
    ) -> None:
        open_door = choice_of_ana(make_app)
        made = open_door.idp.create_user_pool_client(
            UserPoolId=open_door.app.user_pool_id,
            ClientName="server",
            ExplicitAuthFlows=FLOWS,
            GenerateSecret=True,
        )["UserPoolClient"]
        server = Choice(replace(open_door.app, client_id=made["ClientId"]))
        proof = secret_hash("ana", made["ClientId"], made["ClientSecret"])
        assert refusal(server.begin)[0] == "NotAuthorizedException"
        challenge = server.begin(SECRET_HASH=proof)
        given = {"ANSWER": "PASSWORD", "PASSWORD": PASSWORD}
        assert refusal(server.go_on, challenge, **given)[0] == "NotAuthorizedException"
        assert signed_in(server.go_on(challenge, **given, SECRET_HASH=proof))


def test_a_server_signs_in_the_same_way(choice: Choice) -> None:
    named = {"UserPoolId": choice.app.user_pool_id, "ClientId": choice.app.client_id}
    challenge = choice.idp.admin_initiate_auth(
        **named, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": "ana"}
    )
    assert challenge["AvailableChallenges"] == [*PASSWORDS, "EMAIL_OTP", "SMS_OTP"]
    answer = choice.idp.admin_respond_to_auth_challenge(
        **named,
        ChallengeName="SELECT_CHALLENGE",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ana", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD},
    )
    assert signed_in(answer)


class TestRequiredMfa:
    @pytest.fixture
    def required(self, choice: Choice) -> Choice:
        choice.idp.set_user_pool_mfa_config(
            UserPoolId=choice.app.user_pool_id,
            MfaConfiguration="ON",
            SoftwareTokenMfaConfiguration={"Enabled": True},
        )
        return choice

    def test_no_code_is_offered_preferred_or_chosen(
        self, required: Choice, refusal: Refusal
    ) -> None:
        sent = len(required.app.lab.outbox)
        for otp in ("EMAIL_OTP", "SMS_OTP"):
            challenge = required.prefer(otp)
            assert challenge["AvailableChallenges"] == PASSWORDS
            assert refusal(required.go_on, challenge, ANSWER=otp) == UNAVAILABLE
        assert len(required.app.lab.outbox) == sent
