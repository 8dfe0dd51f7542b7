"""AdminCreateUser, AdminConfirmSignUp: temporary passwords, and how the user is told."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.sign_in.password_policy import check_password, parameter_error
from tests.aws.app import PASSWORD, App, MakeApp, Refusal

EMAIL, PHONE, NEW = "ana@example.com", "+15555551234", "Quite-Another-2"
BY_MAIL = {"DesiredDeliveryMediums": ["EMAIL"]}
TOO_OLD = (
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
)


def create(app: App, name: str = "ana", **given: Any) -> dict[str, Any]:
    """AdminCreateUser; what is in lower case is an attribute. Returns the user."""
    listed = [{"Name": key, "Value": given.pop(key)} for key in list(given) if key.islower()]
    answer = app.administer("admin_create_user", name, UserAttributes=listed, **given)
    user: dict[str, Any] = answer["User"]
    return user


def challenge(app: App, password: str | None, name: str = "ana") -> dict[str, Any]:
    """InitiateAuth with a password."""
    answer: dict[str, Any] = app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": name, "PASSWORD": password},
    )
    return answer


def choose_own(app: App, password: str | None, name: str = "ana") -> dict[str, Any]:
    """Sign in with a temporary password, and set one's own."""
    answer: dict[str, Any] = app.cognito_idp.respond_to_auth_challenge(
        ClientId=app.client_id,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=challenge(app, password, name)["Session"],
        ChallengeResponses={"USERNAME": name, "NEW_PASSWORD": NEW},
    )
    return answer


def names(app: App) -> list[str]:
    """Every user's name."""
    users = app.cognito_idp.list_users(UserPoolId=app.user_pool_id)["Users"]
    return [user["Username"] for user in users]


def test_the_invitation_brings_name_and_password_and_the_password_opens_once(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    user = create(app, email=EMAIL, **BY_MAIL)
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    (message,) = lab.outbox
    assert (message.recipient, message.medium, message.purpose) == (EMAIL, "EMAIL", "invitation")
    assert message.text == f"Your username is ana and temporary password is {message.code}."
    assert message.subject == "Your temporary password"
    assert message.code not in str(user)
    choose_own(app, message.code)
    assert app.status("ana") == "CONFIRMED"
    assert app.sign_in(password=NEW)
    assert refusal(challenge, app, message.code)[0] == "NotAuthorizedException"


def test_a_temporary_password_that_is_given_is_the_one_that_is_sent(app: App, lab: Lab) -> None:
    create(app, email=EMAIL, TemporaryPassword=PASSWORD, **BY_MAIL)
    assert lab.outbox[-1].code == PASSWORD
    choose_own(app, PASSWORD)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("weak", "InvalidPasswordException"),
        ("No-Numbers-Here", "InvalidPasswordException"),
        (f" {PASSWORD}", "InvalidParameterException"),
        (PASSWORD + "x" * 256, "InvalidParameterException"),
    ],
)
@pytest.mark.parametrize("resend", [False, True])
def test_a_temporary_password_is_held_to_the_policy(
    app: App, lab: Lab, refusal: Refusal, password: str, code: str, resend: bool
) -> None:
    action = {}
    if resend:
        create(app, email=EMAIL, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
        action = {"MessageAction": "RESEND"}
    asked = {"email": EMAIL, "TemporaryPassword": password, **action, **BY_MAIL}
    assert refusal(create, app, **asked)[0] == code
    assert len(lab.outbox) == 0
    assert names(app) == (["ana"] if resend else [])
    if resend:
        choose_own(app, PASSWORD)


@pytest.mark.parametrize(
    ("mediums", "attributes", "sent"),
    [
        (["EMAIL"], {"email": EMAIL}, ["EMAIL"]),
        (["SMS"], {"phone_number": PHONE}, ["SMS"]),
        (["EMAIL", "SMS"], {"email": EMAIL, "phone_number": PHONE}, ["EMAIL", "SMS"]),
        (["EMAIL"], {"email": EMAIL, "phone_number": PHONE}, ["EMAIL"]),
        # "The default value is SMS."
        (None, {"email": EMAIL, "phone_number": PHONE}, ["SMS"]),
        (None, {"email": EMAIL}, []),
        (None, {}, []),
    ],
)
def test_an_invitation_goes_by_the_mediums_that_were_asked_for(
    app: App,
    lab: Lab,
    mediums: list[str] | None,
    attributes: dict[str, str],
    sent: list[str],
) -> None:
    create(app, **attributes, **({} if mediums is None else {"DesiredDeliveryMediums": mediums}))
    assert [message.medium for message in lab.outbox] == sent
    assert len({message.code for message in lab.outbox}) <= 1
    for message in lab.outbox:
        assert message.recipient == {"EMAIL": EMAIL, "SMS": PHONE}[message.medium]
        assert (message.subject is None) == (message.medium == "SMS")


@pytest.mark.parametrize(
    ("medium", "words"),
    [
        ("EMAIL", "No email provided but desired delivery medium was Email"),
        ("SMS", "No phone number provided but desired delivery medium was SMS"),
    ],
)
def test_a_medium_without_an_address_is_refused_and_nobody_is_made(
    app: App, refusal: Refusal, medium: str, words: str
) -> None:
    other = {"EMAIL": {"phone_number": PHONE}, "SMS": {"email": EMAIL}}[medium]
    asked = {"DesiredDeliveryMediums": [medium], **other}
    assert refusal(create, app, **asked) == ("InvalidParameterException", words)
    assert names(app) == []


def test_an_address_that_is_the_user_name_is_one(make_app: MakeApp, lab: Lab) -> None:
    app = make_app(UsernameAttributes=["email"])
    create(app, EMAIL, **BY_MAIL)
    assert lab.outbox[-1].recipient == EMAIL
    assert lab.outbox[-1].text.startswith(f"Your username is {EMAIL} and")


def test_suppressed_means_that_nothing_is_sent(app: App, lab: Lab) -> None:
    create(app, email=EMAIL, MessageAction="SUPPRESS", TemporaryPassword=PASSWORD, **BY_MAIL)
    assert len(lab.outbox) == 0
    choose_own(app, PASSWORD)


class TestThePoolsOwnWords:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_MessageTemplateType.html"""

    @staticmethod
    def inviting(make_app: MakeApp, **template: str) -> App:
        return make_app(AdminCreateUserConfig={"InviteMessageTemplate": template})

    def test_they_are_taken_with_both_places_filled(self, make_app: MakeApp, lab: Lab) -> None:
        app = self.inviting(
            make_app,
            EmailMessage="Hello {username}, type {####} ({####}).",
            EmailSubject="The shop",
            SMSMessage="Shop: {username} {####}",
        )
        both = {"DesiredDeliveryMediums": ["EMAIL", "SMS"]}
        create(app, email=EMAIL, phone_number=PHONE, TemporaryPassword=PASSWORD, **both)
        assert [(message.text, message.subject) for message in lab.outbox] == [
            (f"Hello ana, type {PASSWORD} ({PASSWORD}).", "The shop"),
            (f"Shop: ana {PASSWORD}", None),
        ]

    def test_without_a_place_for_the_password_nothing_is_sent(
        self, make_app: MakeApp, lab: Lab
    ) -> None:
        app = self.inviting(make_app, EmailMessage="Hello {username}, welcome.")
        create(app, email=EMAIL, **BY_MAIL)
        assert len(lab.outbox) == 0

    def test_a_name_that_looks_like_the_place_stays_a_name(self, app: App, lab: Lab) -> None:
        create(app, "{####}", email=EMAIL, TemporaryPassword=PASSWORD, **BY_MAIL)
        assert (
            lab.outbox[-1].text
            == f"Your username is {{####}} and temporary password is {PASSWORD}."
        )


class TestSendingAgain:
    def test_the_user_stays_and_only_the_new_password_opens(
        self, app: App, lab: Lab, refusal: Refusal
    ) -> None:
        first = create(app, email=EMAIL, **BY_MAIL)
        again = create(app, MessageAction="RESEND", **BY_MAIL)
        assert again["Attributes"] == first["Attributes"]
        assert names(app) == ["ana"]
        old, new = (message.code for message in lab.outbox)
        assert refusal(challenge, app, old)[0] == "NotAuthorizedException"
        choose_own(app, new)

    def test_the_days_are_counted_anew(self, app: App, lab: Lab) -> None:
        create(app, email=EMAIL, **BY_MAIL)
        lab.clock.advance(days=6)
        create(app, MessageAction="RESEND", **BY_MAIL)
        lab.clock.advance(days=6)
        choose_own(app, lab.outbox[-1].code)

    def test_to_whom_there_is_nothing_to_send_it_is_refused(
        self, app: App, lab: Lab, refusal: Refusal
    ) -> None:
        app.confirmed_user()
        sent_before = len(lab.outbox)
        assert refusal(create, app, MessageAction="RESEND", **BY_MAIL) == (
            "UnsupportedUserStateException",
            "Resend not possible. ana status is not FORCE_CHANGE_PASSWORD",
        )
        assert refusal(create, app, "nobody", MessageAction="RESEND")[0] == "UserNotFoundException"
        assert app.sign_in()
        assert len(lab.outbox) == sent_before

    def test_with_the_row_off_no_other_user_is_touched(self, app: App, lab: Lab) -> None:
        """moto puts a new user into the place of the old one, which may not be the last place."""
        create(app, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
        app.confirmed_user("bob")
        with lab.ledger.without("invitation-can-be-resent"):
            create(app, TemporaryPassword=NEW, MessageAction="RESEND")
        assert app.sign_in("bob")


def test_a_name_that_is_taken_is_refused_and_its_user_stays(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    app.confirmed_user()
    exists = ("UsernameExistsException", "User account already exists")
    assert refusal(create, app, TemporaryPassword=NEW) == exists
    assert app.sign_in()


@pytest.mark.parametrize(
    ("policy", "days"),
    [({}, 7), ({"TemporaryPasswordValidityDays": 2}, 2), ({"TemporaryPasswordValidityDays": 0}, 7)],
)
def test_a_temporary_password_lives_as_long_as_the_policy_says(
    make_app: MakeApp, lab: Lab, refusal: Refusal, policy: dict[str, int], days: int
) -> None:
    app = make_app(Policies={"PasswordPolicy": policy})
    create(app, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
    made = lab.clock.now()
    lab.clock.advance(days=days, seconds=-5)
    challenge(app, PASSWORD)
    lab.clock.advance(seconds=10)
    assert lab.clock.now() > made
    assert refusal(challenge, app, PASSWORD) == TOO_OLD
    app.administer("admin_set_user_password", Password=PASSWORD, Permanent=False)
    choose_own(app, PASSWORD)
    lab.clock.advance(days=400)
    assert app.sign_in(password=NEW)


def test_an_old_temporary_password_is_told_only_to_who_knows_it(
    app: App, lab: Lab, refusal: Refusal
) -> None:
    create(app, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
    lab.clock.advance(days=8)
    assert refusal(challenge, app, NEW)[1] == "Incorrect username or password."


class TestWhereOneTimeCodesAreAFirstFactor:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html"""

    @pytest.fixture
    def passwordless(self, make_app: MakeApp) -> App:
        factors = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}
        return make_app(Policies={"SignInPolicy": factors})

    def test_a_user_without_a_password_has_none_to_change(
        self, passwordless: App, lab: Lab, refusal: Refusal
    ) -> None:
        assert create(passwordless, email=EMAIL, **BY_MAIL)["UserStatus"] == "CONFIRMED"
        assert lab.outbox[-1].text == "Your username is ana."
        assert lab.outbox[-1].code is None
        for guess in (PASSWORD, "None", " "):
            assert refusal(challenge, passwordless, guess)[0] == "NotAuthorizedException"

    def test_a_given_password_is_a_temporary_one(self, passwordless: App) -> None:
        user = create(passwordless, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
        assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"


class TestAdminConfirmSignUp:
    def test_who_signed_up_is_confirmed_and_no_address_becomes_verified(self, app: App) -> None:
        app.sign_up("ana", email=EMAIL)
        app.administer("admin_confirm_sign_up")
        assert app.status("ana") == "CONFIRMED"
        assert "email_verified" not in app.attributes("ana")
        assert app.sign_in()

    def test_nobody_else_is(self, app: App, refusal: Refusal) -> None:
        says = "User cannot be confirmed. Current status is"
        app.confirmed_user()
        assert refusal(app.administer, "admin_confirm_sign_up") == (
            "NotAuthorizedException",
            f"{says} CONFIRMED",
        )
        create(app, "bob", TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")
        assert refusal(app.administer, "admin_confirm_sign_up", "bob") == (
            "NotAuthorizedException",
            f"{says} FORCE_CHANGE_PASSWORD",
        )
        assert challenge(app, PASSWORD, "bob")["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        assert refusal(app.administer, "admin_confirm_sign_up", "nobody") == (
            "UserNotFoundException",
            "User does not exist.",
        )


class TestPasswordsThatAreMade:
    @pytest.mark.parametrize("length", [6, 8, 20, 99])
    @pytest.mark.parametrize("symbols", [True, False])
    def test_the_policy_allows_every_one(
        self, make_app: MakeApp, lab: Lab, length: int, symbols: bool
    ) -> None:
        policy = {"MinimumLength": length, "RequireSymbols": symbols}
        app = make_app(Policies={"PasswordPolicy": policy})
        for number in range(20):
            create(app, f"user{number}", email=EMAIL, **BY_MAIL)
        passwords = {str(message.code) for message in lab.outbox}
        assert len(passwords) == 20
        for password in passwords:
            assert check_password(policy, password).accepted
            assert parameter_error(password) is None
        assert not all(password[0].isupper() for password in passwords)  # in no order

    def test_the_same_seed_makes_the_same(self, make_app: MakeApp, lab: Lab) -> None:
        def made() -> str | None:
            lab.reset()
            create(make_app(), email=EMAIL, **BY_MAIL)
            return lab.outbox[-1].code

        assert made() == made()
