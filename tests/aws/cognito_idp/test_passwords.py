"""ChangePassword, AdminSetUserPassword, and what holds wherever a password is set."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import PASSWORD, App, MakeApp, Refusal

NEW, WRONG = "Quite-Another-2", "Not-Her-Password-1"

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
LIMIT = ("LimitExceededException", "Attempt limit exceeded, please try after some time.")
RESET = ("PasswordResetRequiredException", "Password reset required for the user")
USED = (
    "PasswordHistoryPolicyViolationException",
    "Password has previously been used and cannot be reused",
)
NO_PASSWORDS = [
    (f" {NEW}", "InvalidParameterException"),
    (f"{NEW}\n", "InvalidParameterException"),
    (NEW + "x" * 256, "InvalidParameterException"),
    ("Short-1", "InvalidPasswordException"),
    ("no-upper-case-1", "InvalidPasswordException"),
]


def change(app: App, token: str, old: str = PASSWORD, new: str = NEW) -> None:
    """ChangePassword."""
    app.cognito_idp.change_password(AccessToken=token, PreviousPassword=old, ProposedPassword=new)


@pytest.fixture
def token(app: App) -> str:
    """The access token of ana."""
    app.confirmed_user()
    return str(app.sign_in()["AccessToken"])


def test_the_new_password_opens_and_the_old_one_does_not(
    app: App, token: str, refusal: Refusal
) -> None:
    change(app, token)
    assert refusal(app.sign_in) == INCORRECT
    assert app.sign_in(password=NEW)["TokenType"] == "Bearer"


def test_a_wrong_old_password_changes_nothing(app: App, token: str, refusal: Refusal) -> None:
    for wrong in (WRONG, PASSWORD + " ", "\ud800", "x" * 256):
        assert refusal(change, app, token, wrong)[0] in (
            "NotAuthorizedException",
            "InvalidParameterException",
        )
    assert refusal(change, app, token, WRONG) == INCORRECT
    assert app.sign_in()


@pytest.mark.parametrize(("password", "code"), NO_PASSWORDS)
def test_what_is_no_password_for_the_pool_is_refused(
    app: App, token: str, refusal: Refusal, password: str, code: str
) -> None:
    assert refusal(change, app, token, PASSWORD, password)[0] == code
    assert app.sign_in()


def test_a_long_password_opens_wherever_it_was_set(app: App, lab: Lab, token: str) -> None:
    passwords = [PASSWORD.ljust(length, "x") for length in (98, 99, 200, 256)]
    change(app, token, PASSWORD, passwords[0])
    change(app, token, passwords[0], passwords[1])
    app.administer("admin_set_user_password", Password=passwords[2], Permanent=True)
    assert app.sign_in(password=passwords[2])
    app.forget()
    app.recover(lab.outbox[-1].code, passwords[3])
    assert app.sign_in(password=passwords[3])


def test_a_long_password_is_held_to_the_policy_too(app: App, token: str, refusal: Refusal) -> None:
    lacks = "Password did not conform with policy: Password must have numeric characters"
    weak = "No-Numbers-Here".ljust(200, "x")
    assert refusal(change, app, token, PASSWORD, weak) == ("InvalidPasswordException", lacks)


def test_an_unknown_token_changes_nothing(app: App, token: str, refusal: Refusal) -> None:
    assert refusal(change, app, token[:-1])[0] == "NotAuthorizedException"
    assert app.sign_in()


class TestTooManyTries:
    def test_wrong_old_passwords_make_the_user_wait_longer_and_longer(
        self, app: App, token: str, lab: Lab, refusal: Refusal
    ) -> None:
        for _ in range(7):  # the seventh begins a wait of four seconds
            lab.clock.advance(minutes=1)
            assert refusal(change, app, token, WRONG) == INCORRECT
        assert refusal(change, app, token) == LIMIT
        lab.clock.advance(seconds=4)
        change(app, token)
        assert app.sign_in(password=NEW)

    def test_sign_in_shares_the_count(
        self, app: App, token: str, lab: Lab, refusal: Refusal
    ) -> None:
        for _ in range(4):
            refusal(change, app, token, WRONG)
        assert refusal(app.sign_in, "ana", WRONG) == INCORRECT
        lab.clock.advance(seconds=1)
        for _ in range(3):
            lab.clock.advance(seconds=10)
            refusal(change, app, token, WRONG)
        assert refusal(app.sign_in) == ("NotAuthorizedException", "Password attempts exceeded")

    def test_a_success_begins_to_count_anew(self, app: App, token: str, refusal: Refusal) -> None:
        for _ in range(4):
            refusal(change, app, token, WRONG)
        change(app, token)
        for _ in range(4):
            assert refusal(change, app, token, WRONG, PASSWORD) == INCORRECT
        change(app, token, NEW, PASSWORD)

    def test_a_try_during_the_wait_keeps_the_count_alive(
        self, app: App, token: str, lab: Lab, refusal: Refusal
    ) -> None:
        for number in range(1, 16):  # the fifteenth begins the longest wait, 15 minutes
            assert refusal(change, app, token, WRONG) == INCORRECT, number
            lab.clock.advance(seconds=2 ** max(number - 5, 0) if number < 15 else 14 * 60)
        assert refusal(change, app, token) == LIMIT
        lab.clock.advance(minutes=2)
        assert refusal(change, app, token, WRONG) == INCORRECT
        assert refusal(change, app, token) == LIMIT

    def test_a_weak_new_password_is_no_try(self, app: App, token: str, refusal: Refusal) -> None:
        for _ in range(9):
            assert refusal(change, app, token, WRONG, "weak")[0] == "InvalidPasswordException"
        change(app, token)


def test_after_a_reset_the_old_password_changes_nothing(
    app: App, token: str, lab: Lab, refusal: Refusal
) -> None:
    app.administer("admin_reset_user_password")
    assert refusal(change, app, token) == RESET
    assert app.status("ana") == "RESET_REQUIRED"
    app.recover(lab.outbox[-1].code, NEW)
    assert app.sign_in(password=NEW)


class TestWhoHasNoPassword:
    """ "PreviousPassword [is] required if the user has a password."

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
    """

    @pytest.fixture
    def passwordless(self, make_app: MakeApp) -> App:
        factors = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}
        app = make_app(
            Policies={"SignInPolicy": factors},
            client={"ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"]},
        )
        attributes = [
            {"Name": "email", "Value": "ana@example.com"},
            {"Name": "email_verified", "Value": "true"},
        ]
        app.administer("admin_create_user", UserAttributes=attributes, MessageAction="SUPPRESS")
        return app

    @staticmethod
    def token_of(app: App) -> str:
        named = {"USERNAME": "ana"}
        challenge = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="USER_AUTH",
            AuthParameters={**named, "PREFERRED_CHALLENGE": "EMAIL_OTP"},
        )
        return str(
            app.cognito_idp.respond_to_auth_challenge(
                ClientId=app.client_id,
                ChallengeName="EMAIL_OTP",
                Session=challenge["Session"],
                ChallengeResponses={**named, "EMAIL_OTP_CODE": app.lab.outbox[-1].code},
            )["AuthenticationResult"]["AccessToken"]
        )

    def test_sets_the_first_one_without_showing_any(
        self, passwordless: App, refusal: Refusal
    ) -> None:
        app, token = passwordless, self.token_of(passwordless)
        assert refusal(change, app, token) == INCORRECT
        assert refusal(app.sign_in, "ana", NEW) == INCORRECT
        app.cognito_idp.change_password(AccessToken=token, ProposedPassword=NEW)
        assert app.sign_in(password=NEW)["TokenType"] == "Bearer"

    def test_and_who_has_one_has_to_show_it(self, app: App, token: str, refusal: Refusal) -> None:
        call = app.cognito_idp.change_password
        assert refusal(call, AccessToken=token, ProposedPassword=NEW) == INCORRECT
        assert app.sign_in()


class TestPasswordsFromBefore:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html"""

    @pytest.fixture
    def remembering(self, make_app: MakeApp) -> App:
        app = make_app(Policies={"PasswordPolicy": {"PasswordHistorySize": 3}})
        app.confirmed_user()
        return app

    def test_none_of_the_last_can_be_set_whoever_sets_it(
        self, remembering: App, lab: Lab, refusal: Refusal
    ) -> None:
        app = remembering
        token = app.sign_in()["AccessToken"]
        change(app, token)
        app.administer("admin_set_user_password", Password="Third-Horse-3", Permanent=True)
        for used in (PASSWORD, NEW, "Third-Horse-3"):
            assert refusal(change, app, token, "Third-Horse-3", used) == USED
            permanent = {"Password": used, "Permanent": True}
            assert refusal(app.administer, "admin_set_user_password", **permanent) == USED
        change(app, token, "Third-Horse-3", "Fourth-Horse-4")
        change(app, token, "Fourth-Horse-4", PASSWORD)  # of four, the first is forgotten

    def test_it_is_told_to_nobody_who_does_not_know_the_old_one(
        self, remembering: App, refusal: Refusal
    ) -> None:
        token = remembering.sign_in()["AccessToken"]
        assert refusal(change, remembering, token, WRONG, PASSWORD) == INCORRECT

    def test_a_password_that_was_refused_is_not_remembered(
        self, remembering: App, refusal: Refusal
    ) -> None:
        token = remembering.sign_in()["AccessToken"]
        for number in range(3):
            refusal(change, remembering, token, WRONG, f"Refused-Horse-{number}")
        assert refusal(change, remembering, token, PASSWORD, PASSWORD) == USED

    def test_a_pool_without_the_setting_does_not_look(self, app: App, token: str) -> None:
        change(app, token, PASSWORD, PASSWORD)
        assert app.sign_in()


class TestAnAdministratorSetsIt:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html"""

    def test_for_good(self, app: App, token: str) -> None:
        app.administer("admin_set_user_password", Password=NEW, Permanent=True)
        assert app.status("ana") == "CONFIRMED"
        assert app.sign_in(password=NEW)["TokenType"] == "Bearer"

    @pytest.mark.parametrize("given", [{}, {"Permanent": False}])
    def test_for_once(self, app: App, token: str, given: dict[str, Any]) -> None:
        app.administer("admin_set_user_password", Password=NEW, **given)
        assert app.status("ana") == "FORCE_CHANGE_PASSWORD"
        challenge = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": NEW},
        )
        assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"

    @pytest.mark.parametrize(("password", "code"), NO_PASSWORDS)
    @pytest.mark.parametrize("permanent", [True, False])
    def test_but_only_one_that_the_pool_allows(
        self, app: App, token: str, refusal: Refusal, password: str, code: str, permanent: bool
    ) -> None:
        given = {"Password": password, "Permanent": permanent}
        assert refusal(app.administer, "admin_set_user_password", **given)[0] == code
        assert app.status("ana") == "CONFIRMED"
        assert app.sign_in()

    def test_for_nobody(self, app: App, refusal: Refusal, cognito_idp: Any) -> None:
        given = {"Username": "nobody", "Password": NEW}
        pool = {"UserPoolId": "us-east-1_Nowhere00"}
        assert refusal(app.administer, "admin_set_user_password", "nobody", Password=NEW) == (
            "UserNotFoundException",
            "User does not exist.",
        )
        assert refusal(cognito_idp.admin_set_user_password, **pool, **given) == (
            "ResourceNotFoundException",
            "User pool us-east-1_Nowhere00 does not exist.",
        )
