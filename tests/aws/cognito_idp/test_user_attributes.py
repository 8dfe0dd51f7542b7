"""What may be written into attributes: at sign-up, by administrators, in a challenge."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.profile_app import Profile, listed

UNAUTHORIZED = ("NotAuthorizedException", "A client attempted to write unauthorized attribute")
FLAGS = ("email_verified", "phone_number_verified")
EMAIL = "ana@example.com"


def attribute(name: str, kind: str = "String", **settings: Any) -> dict[str, Any]:
    return {"Name": name, "AttributeDataType": kind, "Mutable": True, **settings}


SCHEMA = [
    attribute("name", Required=True),
    attribute("badge", Mutable=False, StringAttributeConstraints={"MaxLength": "4"}),
    attribute("level", "Number", NumberAttributeConstraints={"MinValue": "1", "MaxValue": "9"}),
    attribute("plan", DeveloperOnlyAttribute=True),
]


@pytest.fixture
def strict(make_app: MakeApp) -> App:
    """A pool with a required, an immutable, a numeric and a developer's attribute."""
    return make_app(Schema=SCHEMA)


def invite(app: App, username: str, **attributes: str) -> None:
    app.cognito_idp.admin_create_user(
        UserPoolId=app.user_pool_id, Username=username, UserAttributes=listed(**attributes)
    )


def usernames(app: App) -> list[str]:
    users = app.cognito_idp.list_users(UserPoolId=app.user_pool_id)["Users"]
    return [user["Username"] for user in users]


NOT_CONFORMING: list[tuple[dict[str, str], str]] = [
    ({}, "name: The attribute is required\n"),
    ({"name": ""}, "name: The attribute is required\n"),
    ({"name": "Ana", "custom:none": "x"}, "custom:none: Attribute does not exist in the schema.\n"),
    (
        {"name": "Ana", "birthdate": "1815"},
        "birthdate: String must be no shorter than 10 characters\n",
    ),
    (
        {"name": "Ana", "custom:badge": "12345"},
        "custom:badge: String must be no longer than 4 characters\n",
    ),
    ({"name": "Ana", "custom:level": "0"}, "custom:level: Number must be no less than 1\n"),
    ({"name": "A" * 2049}, "name: String must be no longer than 2048 characters\n"),
]


@pytest.mark.parametrize(("attributes", "words"), NOT_CONFORMING)
def test_a_sign_up_that_does_not_conform_makes_nobody(
    strict: App, lab: Lab, refusal: Refusal, attributes: dict[str, str], words: str
) -> None:
    code, message = refusal(strict.sign_up, "ana", **attributes)
    if len(attributes.get("name", "")) > 2048:  # the model's own limit comes first
        assert code == "InvalidParameterException"
    else:
        assert (code, message) == (
            "InvalidParameterException",
            f"Attributes did not conform to the schema: {words}",
        )
    assert usernames(strict) == []
    assert len(lab.outbox) == 0


@pytest.mark.parametrize(
    ("attributes", "refused"),
    [
        ({"email": "ana"}, ("InvalidParameterException", "Invalid email address format.")),
        ({"phone_number": "555"}, ("InvalidParameterException", "Invalid phone number format.")),
        ({"dev:custom:plan": "free"}, UNAUTHORIZED),
        ({"email": EMAIL, "email_verified": "true"}, UNAUTHORIZED),
        ({"email": EMAIL, "email_verified": "false"}, UNAUTHORIZED),
        ({"phone_number_verified": "true"}, UNAUTHORIZED),
        ({"sub": "5f4dcc3b"}, UNAUTHORIZED),
    ],
)
def test_some_are_refused_in_words_of_their_own(
    strict: App, refusal: Refusal, attributes: dict[str, str], refused: tuple[str, str]
) -> None:
    assert refusal(strict.sign_up, "ana", name="Ana", **attributes) == refused
    assert usernames(strict) == []
    ana = Profile(strict, name="Ana")
    before = ana.get()
    assert refusal(ana.update, nickname="A", **attributes) == refused
    assert ana.get() == before


def test_a_blank_or_missing_value_at_sign_up_is_none(strict: App) -> None:
    strict.cognito_idp.sign_up(
        ClientId=strict.client_id,
        Username="ana",
        Password=PASSWORD,
        UserAttributes=[{"Name": "name", "Value": "Ana"}, {"Name": "email"}, *listed(nickname="")],
    )
    assert strict.attributes("ana").keys() == {"sub", "name"}


def test_what_is_immutable_is_set_at_sign_up_and_never_again(strict: App, refusal: Refusal) -> None:
    ana = Profile(strict, name="Ana", **{"custom:badge": "7"})
    words = "user.custom:badge: Attribute cannot be updated.\n"
    for update in (ana.update, ana.admin_update):
        assert refusal(update, nickname="A", **{"custom:badge": "8"}) == (
            "InvalidParameterException",
            words,
        )
    assert "nickname" not in ana.stored()
    assert ana.stored()["custom:badge"] == "7"
    assert refusal(ana.delete, "custom:badge")[1] == words


def test_what_is_required_is_never_taken_away(strict: App, refusal: Refusal) -> None:
    ana = Profile(strict, name="Ana")
    named = {"UserPoolId": strict.user_pool_id, "Username": "ana"}
    admin_delete = strict.cognito_idp.admin_delete_user_attributes
    expected = ("InvalidParameterException", "user.name: The attribute is required\n")
    assert refusal(ana.delete, "email", "name") == expected
    assert refusal(ana.update, name="") == expected
    assert refusal(ana.admin_update, name="") == expected
    assert refusal(admin_delete, **named, UserAttributeNames=["email", "name"]) == expected
    assert ana.stored().keys() == {"sub", "email", "name"}


class TestAdministrators:
    def test_they_need_nothing_that_is_required_and_may_set_more(self, strict: App) -> None:
        invite(strict, "ana", email=EMAIL, email_verified="true", **{"dev:custom:plan": "free"})
        attributes = strict.attributes("ana")
        assert (attributes["email_verified"], attributes["dev:custom:plan"]) == ("true", "free")

    @pytest.mark.parametrize(
        ("attributes", "message"),
        [
            (
                {"custom:none": "x"},
                "Attributes did not conform to the schema: "
                "custom:none: Attribute does not exist in the schema.\n",
            ),
            ({"email": "ana"}, "Invalid email address format."),
            ({"email_verified": "true"}, "email is required if email_verified is set to true"),
        ],
    )
    def test_they_are_held_to_the_schema(
        self, strict: App, lab: Lab, refusal: Refusal, attributes: dict[str, str], message: str
    ) -> None:
        refused = refusal(invite, strict, "ana", **attributes)
        assert refused == ("InvalidParameterException", message)
        assert usernames(strict) == []
        assert len(lab.outbox) == 0

    def test_they_may_delete_what_the_user_may_not(self, strict: App) -> None:
        ana = Profile(strict, name="Ana", **{"custom:level": "3"})
        ana.admin_update(**{"dev:custom:plan": "free"})
        strict.cognito_idp.admin_delete_user_attributes(
            UserPoolId=strict.user_pool_id,
            Username="ana",
            UserAttributeNames=["dev:custom:plan", "custom:level"],
        )
        assert ana.stored().keys() == {"sub", "email", "name"}


class TestWriteAttributes:
    @pytest.fixture
    def narrow(self, make_app: MakeApp) -> App:
        """An app client that writes two of the pool's attributes."""
        return make_app(Schema=SCHEMA, client={"WriteAttributes": ["name", "email"]})

    def test_what_is_not_listed_is_not_written(self, narrow: App, refusal: Refusal) -> None:
        assert refusal(narrow.sign_up, "ana", name="Ana", nickname="A") == UNAUTHORIZED
        ana = Profile(narrow, name="Ana")
        for attributes in ({"nickname": "A"}, {"custom:none": "x"}, {"name": "B", "locale": "de"}):
            assert refusal(ana.update, **attributes) == UNAUTHORIZED
        assert refusal(ana.delete, "nickname") == UNAUTHORIZED
        assert ana.get()["name"] == "Ana"
        ana.update(name="Anna")
        assert ana.get()["name"] == "Anna"

    def test_administrators_write_more(self, narrow: App) -> None:
        ana = Profile(narrow, name="Ana")
        ana.admin_update(nickname="A")
        assert ana.get()["nickname"] == "A"

    @pytest.mark.parametrize(
        ("lists", "which"),
        [
            ({"WriteAttributes": ["email"]}, "write"),  # without what is required
            ({"WriteAttributes": ["name", "custom:none"]}, "write"),
            ({"WriteAttributes": ["name", "email_verified"]}, "write"),
            ({"WriteAttributes": ["name", "sub"]}, "write"),
            ({"ReadAttributes": ["custom:none"]}, "read"),
        ],
    )
    def test_a_list_that_cannot_be_makes_no_app_client(
        self, strict: App, refusal: Refusal, lists: dict[str, Any], which: str
    ) -> None:
        idp, pool = strict.cognito_idp, {"UserPoolId": strict.user_pool_id}
        create, change = idp.create_user_pool_client, idp.update_user_pool_client
        words = f"Invalid {which} attributes specified while {{}} a client"
        code = "InvalidParameterException"
        assert refusal(create, ClientName="x", **pool, **lists) == (code, words.format("creating"))
        assert len(idp.list_user_pool_clients(**pool)["UserPoolClients"]) == 1
        named = {**pool, "ClientId": strict.client_id}
        assert refusal(change, **named, **lists) == (code, words.format("updating"))
        assert not lists.keys() & idp.describe_user_pool_client(**named)["UserPoolClient"].keys()


class TestNewPasswordRequired:
    def answer(self, app: App, username: str, **attributes: str) -> dict[str, Any]:
        """A first sign-in, its challenge answered with these attributes."""
        challenge = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": PASSWORD},
        )
        given = {f"userAttributes.{name}": value for name, value in attributes.items()}
        answer: dict[str, Any] = app.cognito_idp.respond_to_auth_challenge(
            ClientId=app.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": username, "NEW_PASSWORD": "Another-Horse-2", **given},
        )
        return answer

    @pytest.fixture
    def invited(self, make_app: MakeApp) -> App:
        """An app with `ana`, whose verified address an administrator gave."""
        app = make_app()
        app.cognito_idp.admin_create_user(
            UserPoolId=app.user_pool_id,
            Username="ana",
            TemporaryPassword=PASSWORD,
            MessageAction="SUPPRESS",
            UserAttributes=listed(email=EMAIL, email_verified="true"),
        )
        return app

    @pytest.mark.parametrize("flag", FLAGS)
    def test_nobody_calls_an_address_verified_on_the_way(
        self, invited: App, refusal: Refusal, flag: str
    ) -> None:
        assert refusal(self.answer, invited, "ana", **{flag: "true"}) == UNAUTHORIZED
        assert invited.status("ana") == "FORCE_CHANGE_PASSWORD"

    def test_a_new_address_is_not_verified(self, invited: App, lab: Lab) -> None:
        self.answer(invited, "ana", email="new@example.org", name="Ana")
        attributes = invited.attributes("ana")
        assert attributes["email"] == "new@example.org"
        assert (attributes["email_verified"], attributes["name"]) == ("false", "Ana")
        assert len(lab.outbox) == 0
