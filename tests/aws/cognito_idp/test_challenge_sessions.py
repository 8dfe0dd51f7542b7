"""What ties an answer to its challenge: one user, app client and step, a few minutes, one use."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal

TEMPORARY, NEW = "Temporary-1", "Quite-Another-2"
NOT_THIS = ("NotAuthorizedException", "Invalid session for the user.")
EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
USED = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
)


class Invited:
    """A user with a temporary password, and the challenge that it leads to."""

    def __init__(self, app: App, username: str = "bob") -> None:
        self.app, self.username = app, username
        app.cognito_idp.admin_create_user(
            UserPoolId=app.user_pool_id,
            Username=username,
            TemporaryPassword=TEMPORARY,
            MessageAction="SUPPRESS",
        )
        self.session = self.challenge()["Session"]

    def challenge(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.app.cognito_idp.initiate_auth(
            ClientId=self.app.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": self.username, "PASSWORD": TEMPORARY},
        )
        assert answer["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        return answer

    def respond(
        self,
        *,
        username: str | None = None,
        client_id: str | None = None,
        name: str = "NEW_PASSWORD_REQUIRED",
        session: str | None = None,
        **responses: str,
    ) -> dict[str, Any]:
        answer: dict[str, Any] = self.app.cognito_idp.respond_to_auth_challenge(
            ClientId=client_id or self.app.client_id,
            ChallengeName=name,
            Session=session or self.session,
            ChallengeResponses={
                "USERNAME": username or self.username,
                "NEW_PASSWORD": NEW,
                **responses,
            },
        )
        return answer


@pytest.fixture
def bob(app: App) -> Invited:
    return Invited(app)


def test_the_right_answer_goes_on_and_uses_the_session_up(bob: Invited, refusal: Refusal) -> None:
    assert "AuthenticationResult" in bob.respond()
    assert refusal(bob.respond) == USED


def test_another_users_name_is_refused_and_neither_password_changes(
    bob: Invited, refusal: Refusal
) -> None:
    bob.app.confirmed_user("ana")
    assert refusal(bob.respond, username="ana") == NOT_THIS
    assert bob.app.sign_in("ana")["TokenType"] == "Bearer"
    assert bob.app.status("bob") == "FORCE_CHANGE_PASSWORD"
    assert "AuthenticationResult" in bob.respond()


def test_a_name_that_nobody_has_is_refused(bob: Invited, refusal: Refusal) -> None:
    assert refusal(bob.respond, username="nobody") == NOT_THIS


def test_another_app_client_of_the_pool_is_refused(
    bob: Invited, cognito_idp: Any, refusal: Refusal
) -> None:
    other = cognito_idp.create_user_pool_client(
        UserPoolId=bob.app.user_pool_id, ClientName="other"
    )["UserPoolClient"]["ClientId"]
    assert refusal(bob.respond, client_id=other) == NOT_THIS
    assert "AuthenticationResult" in bob.respond()


def test_another_pools_app_client_is_refused(
    bob: Invited, make_app: MakeApp, refusal: Refusal
) -> None:
    there = Invited(make_app())
    assert refusal(bob.respond, client_id=there.app.client_id) == USED


@pytest.mark.parametrize(
    "name",
    ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "MFA_SETUP", "SELECT_MFA_TYPE", "EMAIL_OTP", "PASSWORD"],
)
def test_an_answer_to_another_challenge_is_refused(
    bob: Invited, refusal: Refusal, name: str
) -> None:
    codes = {f"{name}_CODE": "123456", "ANSWER": "SMS_MFA", "PASSWORD": TEMPORARY}
    assert refusal(bob.respond, name=name, **codes) == NOT_THIS
    assert bob.app.status("bob") == "FORCE_CHANGE_PASSWORD"


@pytest.mark.parametrize("second", [0, -1], ids=["its end", "its last second"])
@pytest.mark.parametrize(("validity", "minutes"), [(None, 3), (3, 3), (7, 7), (15, 15)])
def test_a_session_lives_as_long_as_its_app_client_says(
    make_app: MakeApp,
    lab: Lab,
    refusal: Refusal,
    validity: int | None,
    minutes: int,
    second: int,
) -> None:
    client = {} if validity is None else {"AuthSessionValidity": validity}
    bob = Invited(make_app(client=client))
    lab.clock.advance(seconds=minutes * 60 - 1 + second)  # its own call took one
    if second == 0:
        assert refusal(bob.respond) == EXPIRED
        assert bob.app.status("bob") == "FORCE_CHANGE_PASSWORD"
    else:
        assert "AuthenticationResult" in bob.respond()


def test_a_refused_answer_leaves_the_session_for_another(bob: Invited, refusal: Refusal) -> None:
    assert refusal(bob.respond, NEW_PASSWORD="weak")[0] == "InvalidPasswordException"
    assert "AuthenticationResult" in bob.respond()


@pytest.mark.parametrize("session", ["x" * 20, "0" * 160, "é" * 30, "\ud800" * 20])
def test_a_made_up_session_is_refused(bob: Invited, refusal: Refusal, session: str) -> None:
    code, _ = refusal(bob.respond, session=session)
    assert code in ("NotAuthorizedException", "InvalidParameterException")


def test_two_open_sign_ins_of_one_user_do_not_disturb_each_other(bob: Invited) -> None:
    bob.challenge()
    assert "AuthenticationResult" in bob.respond()


def test_a_session_of_a_user_who_was_deleted_opens_nothing_for_who_takes_the_name(
    bob: Invited, refusal: Refusal
) -> None:
    bob.app.cognito_idp.admin_delete_user(UserPoolId=bob.app.user_pool_id, Username="bob")
    Invited(bob.app)
    assert refusal(bob.respond) == NOT_THIS
    assert bob.app.status("bob") == "FORCE_CHANGE_PASSWORD"
