"""Recovery where others have a say: an app client that hides who exists, an administrator."""

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal

EMAIL, NEW = "ana@example.com", "Quite-Another-2"

MISMATCH = ("CodeMismatchException", "Invalid verification code provided, please try again.")
NO_ADDRESS = (
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
)
NOT_NOW = ("NotAuthorizedException", "User password cannot be reset in the current state.")
INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
RESET = ("PasswordResetRequiredException", "Password reset required for the user")


@pytest.fixture
def hiding(make_app: MakeApp) -> App:
    """An app whose client does not tell who exists."""
    return make_app(client={"PreventUserExistenceErrors": "ENABLED"})


class TestWhereTheAppClientHidesWhoExists:
    """https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html"""

    @pytest.mark.parametrize(
        ("name", "details"),
        [
            ("eve@example.org", ("e***@e***", "EMAIL", "email")),
            ("+15555559876", ("+*******9876", "SMS", "phone_number")),
        ],
    )
    def test_an_unknown_name_seems_to_be_sent_a_code(
        self, hiding: App, lab: Lab, name: str, details: tuple[str, str, str]
    ) -> None:
        destination, medium, attribute = details
        assert hiding.forget(name)["CodeDeliveryDetails"] == {
            "Destination": destination,
            "DeliveryMedium": medium,
            "AttributeName": attribute,
        }
        assert len(lab.outbox) == 0

    def test_a_made_up_destination_stays_the_same_and_differs_by_pool(
        self, hiding: App, make_app: MakeApp
    ) -> None:
        def seen(app: App) -> list[str]:
            return [
                app.forget(f"n{number}")["CodeDeliveryDetails"]["Destination"]
                for number in range(9)
            ]

        assert seen(hiding) == seen(hiding)
        assert seen(hiding) != seen(make_app(client={"PreventUserExistenceErrors": "ENABLED"}))

    def test_who_cannot_be_reached_is_answered_as_nobody_is(
        self, hiding: App, lab: Lab, refusal: Refusal
    ) -> None:
        hiding.confirmed_user("disabled")
        hiding.administer("admin_disable_user", "disabled")
        hiding.sign_up("unverified", email=EMAIL)
        sent_before = len(lab.outbox)
        for name in ("disabled", "unverified", "nobody"):
            assert hiding.forget(name)["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
        for name in ("disabled", "nobody"):
            assert refusal(hiding.recover, "123456", NEW, name) == MISMATCH
        assert len(lab.outbox) == sent_before

    def test_a_weak_password_is_told_before_the_user_is_looked_for(
        self, hiding: App, refusal: Refusal
    ) -> None:
        hiding.confirmed_user()
        said = {refusal(hiding.recover, "123456", "weak", name) for name in ("ana", "nobody")}
        assert len(said) == 1

    def test_who_exists_gets_the_code(self, hiding: App, lab: Lab) -> None:
        hiding.confirmed_user()
        hiding.forget()
        hiding.recover(lab.outbox[-1].code, NEW)
        assert hiding.sign_in(password=NEW)


class TestAnAdministratorsReset:
    """https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html"""

    def test_the_password_is_good_for_nothing_until_the_code_sets_another(
        self, app: App, lab: Lab, refusal: Refusal
    ) -> None:
        app.confirmed_user()
        app.administer("admin_reset_user_password")
        assert app.status("ana") == "RESET_REQUIRED"
        assert lab.outbox[-1].purpose == "forgot password"
        assert refusal(app.sign_in) == RESET
        app.recover(lab.outbox[-1].code, NEW)
        assert app.status("ana") == "CONFIRMED"
        assert refusal(app.sign_in) == INCORRECT
        assert app.sign_in(password=NEW)

    def test_the_user_may_ask_for_another_code(self, app: App, lab: Lab) -> None:
        app.confirmed_user()
        app.administer("admin_reset_user_password")
        lab.clock.advance(hours=2)
        app.forget()
        app.recover(lab.outbox[-1].code, NEW)
        assert app.sign_in(password=NEW)

    def test_a_second_reset_sends_a_second_code(self, app: App, lab: Lab, refusal: Refusal) -> None:
        app.confirmed_user()
        app.administer("admin_reset_user_password")
        first = lab.outbox[-1].code
        app.administer("admin_reset_user_password")
        assert refusal(app.recover, first, NEW) == MISMATCH
        app.recover(lab.outbox[-1].code, NEW)

    def test_who_could_not_be_sent_a_code_is_not_reset(
        self, app: App, lab: Lab, refusal: Refusal
    ) -> None:
        app.sign_up("ana", email=EMAIL)
        assert refusal(app.administer, "admin_reset_user_password") == NOT_NOW
        app.administer("admin_confirm_sign_up")
        sent_before = len(lab.outbox)
        assert refusal(app.administer, "admin_reset_user_password") == NO_ADDRESS
        assert app.status("ana") == "CONFIRMED"
        assert app.sign_in()
        assert len(lab.outbox) == sent_before

    def test_an_unknown_user_is_not_found(self, app: App, refusal: Refusal) -> None:
        assert refusal(app.administer, "admin_reset_user_password", "nobody") == (
            "UserNotFoundException",
            "User does not exist.",
        )
