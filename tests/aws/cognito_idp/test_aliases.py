"""By what a user is found: aliases, addresses as user names, the case of letters."""

import sys
from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from tests.aws.app import App, MakeApp, Refusal
from tests.aws.cognito_idp.profile_app import Profile, listed

EMAIL, PHONE = "ana@example.com", "+15555551234"
NOBODY = ("UserNotFoundException", "User does not exist.")
TAKEN = ("AliasExistsException", "An account with the given email already exists.")
EVERY_ALIAS = {"AliasAttributes": ["email", "phone_number", "preferred_username"]}
INSENSITIVE = {"UsernameConfiguration": {"CaseSensitive": False}}


@pytest.fixture
def aliased(make_app: MakeApp) -> App:
    """A pool with all three aliases, names in exactly their letters."""
    return make_app(**EVERY_ALIAS)


def invite(app: App, username: str, *, force: bool = False, **attributes: str) -> None:
    app.cognito_idp.admin_create_user(
        UserPoolId=app.user_pool_id,
        Username=username,
        UserAttributes=listed(**attributes),
        ForceAliasCreation=force,
    )


def found(app: App, name: str) -> str:
    """The user name of whoever is called so."""
    user = app.cognito_idp.admin_get_user(UserPoolId=app.user_pool_id, Username=name)
    username: str = user["Username"]
    return username


class TestAliases:
    def test_an_address_opens_once_it_is_verified(
        self, aliased: App, lab: Lab, refusal: Refusal
    ) -> None:
        aliased.sign_up("ana", email=EMAIL)
        assert refusal(found, aliased, EMAIL) == NOBODY
        aliased.confirm("ana", lab.outbox[-1].code)
        assert found(aliased, EMAIL) == "ana"
        assert aliased.sign_in(EMAIL)["AccessToken"]

    def test_a_sign_in_by_alias_gives_the_tokens_of_the_user(self, aliased: App) -> None:
        aliased.confirmed_user("ana")
        token = aliased.sign_in(EMAIL)["AccessToken"]
        assert aliased.cognito_idp.get_user(AccessToken=token)["Username"] == "ana"

    def test_a_changed_address_closes_until_the_new_one_is_verified(
        self, aliased: App, lab: Lab, refusal: Refusal
    ) -> None:
        ana = Profile(aliased)
        ana.admin_update(email_verified="true")
        ana.update(email="new@example.org")
        for name in (EMAIL, "new@example.org"):
            assert refusal(found, aliased, name) == NOBODY
        ana.verify(lab.outbox[-1].code)
        assert found(aliased, "new@example.org") == "ana"

    def test_preferred_username_opens_and_can_change(self, aliased: App, refusal: Refusal) -> None:
        assert refusal(aliased.sign_up, "ana", preferred_username="annie") == (
            "InvalidParameterException",
            "Preferred username cannot be provided for unconfirmed account, since user pool is "
            "configured for preferred username alias.",
        )
        ana = Profile(aliased)
        ana.update(preferred_username="annie")
        assert found(aliased, "annie") == "ana"
        ana.update(preferred_username="anna")
        assert refusal(found, aliased, "annie") == NOBODY
        ana.delete("preferred_username")
        assert refusal(found, aliased, "anna") == NOBODY

    def test_a_preferred_username_is_one_users(self, aliased: App, refusal: Refusal) -> None:
        Profile(aliased).update(preferred_username="annie")
        ben = Profile(aliased, "ben")
        code, message = TAKEN[0], TAKEN[1].replace("email", "preferred_username")
        for update in (ben.update, ben.admin_update):
            assert refusal(update, nickname="B", preferred_username="annie") == (code, message)
        assert refusal(invite, aliased, "cleo", force=True, preferred_username="annie")[0] == code
        assert found(aliased, "annie") == "ana"
        assert "nickname" not in ben.stored()

    def test_without_aliases_only_the_user_name_opens(self, app: App, refusal: Refusal) -> None:
        app.confirmed_user("ana", preferred_username="annie")
        for name in (EMAIL, "annie", app.attributes("ana")["sub"]):
            assert refusal(found, app, name) == NOBODY

    def test_a_user_name_goes_before_anothers_alias(self, aliased: App) -> None:
        ana = Profile(aliased)
        ana.update(preferred_username="ben")
        assert found(aliased, "ben") == "ana"
        with aliased.lab.ledger.without("aliases"):
            aliased.confirmed_user("ben")
        assert found(aliased, "ben") == "ben"

    def test_a_deleted_users_alias_is_free(self, aliased: App, refusal: Refusal) -> None:
        invite(aliased, "ana", email=EMAIL, email_verified="true")
        named = {"UserPoolId": aliased.user_pool_id, "Username": EMAIL}
        aliased.cognito_idp.admin_delete_user(**named)
        assert refusal(found, aliased, EMAIL) == NOBODY
        invite(aliased, "ben", email=EMAIL, email_verified="true")
        assert found(aliased, EMAIL) == "ben"


class TestConflicts:
    @pytest.fixture
    def ana(self, aliased: App) -> Profile:
        """The user whose alias EMAIL is."""
        ana = Profile(aliased)
        ana.admin_update(email_verified="true")
        return ana

    def confirm(self, app: App, username: str, **more: Any) -> None:
        app.cognito_idp.confirm_sign_up(
            ClientId=app.client_id,
            Username=username,
            ConfirmationCode=app.lab.outbox[-1].code,
            **more,
        )

    def test_a_second_sign_up_is_not_confirmed(
        self, aliased: App, ana: Profile, refusal: Refusal
    ) -> None:
        aliased.sign_up("ben", email=EMAIL)
        assert refusal(self.confirm, aliased, "ben") == TAKEN
        assert aliased.status("ben") == "UNCONFIRMED"
        assert found(aliased, EMAIL) == "ana"
        assert ana.stored()["email_verified"] == "true"

    def test_force_alias_creation_takes_the_alias_over(
        self, aliased: App, ana: Profile, refusal: Refusal
    ) -> None:
        aliased.sign_up("ben", email=EMAIL)
        assert refusal(self.confirm, aliased, "ben", ForceAliasCreation=False) == TAKEN
        self.confirm(aliased, "ben", ForceAliasCreation=True)
        assert found(aliased, EMAIL) == "ben"
        assert ana.stored()["email_verified"] == "false"
        assert aliased.sign_in("ana")

    def test_a_wrong_code_takes_nothing_over(
        self, aliased: App, ana: Profile, refusal: Refusal
    ) -> None:
        aliased.sign_up("ben", email=EMAIL)
        confirm = aliased.cognito_idp.confirm_sign_up
        named = {"ClientId": aliased.client_id, "Username": "ben", "ForceAliasCreation": True}
        assert refusal(confirm, **named, ConfirmationCode="none")[0] == "CodeMismatchException"
        assert found(aliased, EMAIL) == "ana"

    def test_another_users_address_can_be_written_and_not_verified(
        self, aliased: App, ana: Profile, lab: Lab, refusal: Refusal
    ) -> None:
        ben = Profile(aliased, "ben")
        ben.update(email=EMAIL)
        code = lab.outbox[-1].code
        assert refusal(ben.verify, code) == TAKEN
        assert ben.stored()["email_verified"] == "false"
        ana.update(email="new@example.org")
        ben.verify(code)  # it was not used up
        assert found(aliased, EMAIL) == "ben"

    def test_an_administrator_makes_no_second_holder_unless_forced(
        self, aliased: App, ana: Profile, lab: Lab, refusal: Refusal
    ) -> None:
        given = {"email": EMAIL, "email_verified": "true"}
        assert refusal(invite, aliased, "ben", **given) == TAKEN
        assert refusal(found, aliased, "ben") == NOBODY
        invite(aliased, "cleo", email=EMAIL)  # not verified: no alias
        assert found(aliased, EMAIL) == "ana"
        invite(aliased, "ben", force=True, **given)
        assert found(aliased, EMAIL) == "ben"
        assert ana.stored()["email_verified"] == "false"

    def test_an_administrator_who_calls_an_address_verified_takes_it_over(
        self, aliased: App, ana: Profile
    ) -> None:
        ben = Profile(aliased, "ben")
        ben.admin_update(email=EMAIL, email_verified="true")
        assert found(aliased, EMAIL) == "ben"
        assert ana.stored()["email_verified"] == "false"
        ana.admin_update(email_verified="true")
        assert found(aliased, EMAIL) == "ana"
        assert ben.stored()["email_verified"] == "false"


class TestAddressesAsUserNames:
    @pytest.fixture
    def app(self, make_app: MakeApp) -> App:
        """A pool in which an e-mail address or a phone number is the user name."""
        return make_app(UsernameAttributes=["email", "phone_number"])

    def test_the_user_is_found_by_address_and_sub_before_anything_is_verified(
        self, app: App
    ) -> None:
        app.sign_up(EMAIL)
        sub = app.attributes(EMAIL)["sub"]
        assert app.attributes(EMAIL)["email"] == EMAIL
        assert found(app, EMAIL) == found(app, sub) == sub

    def test_other_names_are_refused(self, app: App, refusal: Refusal) -> None:
        words = "Username should be either an email or a phone number."
        for name in ("ana", "+", "@example.com"):
            assert refusal(app.sign_up, name) == ("InvalidParameterException", words)
            assert refusal(invite, app, name) == ("InvalidParameterException", words)

    def test_an_address_is_one_users(self, app: App, refusal: Refusal) -> None:
        ana = Profile(app, EMAIL, email=EMAIL)
        ben = Profile(app, "ben@example.com", email="ben@example.com")
        ana.update(phone_number=PHONE)
        exists = ("UsernameExistsException", TAKEN[1])
        assert refusal(app.sign_up, EMAIL) == refusal(invite, app, EMAIL) == exists
        beside = refusal(app.sign_up, "cleo@example.com", phone_number=PHONE)
        assert beside == (exists[0], TAKEN[1].replace("email", "phone_number"))
        for update in (ben.update, ben.admin_update):
            assert refusal(update, email=EMAIL) == TAKEN
            assert refusal(update, phone_number=PHONE)[0] == TAKEN[0]
        assert found(app, PHONE) == found(app, EMAIL)
        with app.lab.ledger.without("aliases"):  # moto says it of e-mail addresses too
            assert refusal(ben.update, email=EMAIL) == TAKEN
            ben.update(phone_number=PHONE)
        ana.update(email=EMAIL)  # one's own is no conflict

    def test_a_changed_address_is_the_name_at_once(self, app: App, refusal: Refusal) -> None:
        ana = Profile(app, EMAIL, email=EMAIL)
        ana.update(email="new@example.org")
        assert refusal(found, app, EMAIL) == NOBODY
        assert app.sign_in("new@example.org")

    def test_a_required_address_is_the_one_in_the_name(self, make_app: MakeApp) -> None:
        required = {"Name": "email", "AttributeDataType": "String", "Required": True}
        app = make_app(UsernameAttributes=["email"], Schema=[{**required, "Mutable": True}])
        app.sign_up(EMAIL)
        app.sign_up("ben@example.com", email="other@example.com")  # the user name wins
        assert app.attributes("ben@example.com")["email"] == "ben@example.com"

    def test_it_stays_so_after_an_update_of_the_pool(self, app: App) -> None:
        app.cognito_idp.update_user_pool(UserPoolId=app.user_pool_id, MfaConfiguration="OFF")
        app.sign_up(EMAIL)
        assert found(app, EMAIL) == app.attributes(EMAIL)["sub"]


class TestCase:
    def test_names_are_told_apart_by_default(self, app: App, refusal: Refusal) -> None:
        app.confirmed_user("ana")
        assert refusal(found, app, "Ana") == NOBODY
        app.sign_up("Ana")
        assert found(app, "Ana") == "Ana"

    def test_where_case_does_not_matter_there_is_one_user(
        self, make_app: MakeApp, refusal: Refusal
    ) -> None:
        app = make_app(**INSENSITIVE)
        app.confirmed_user("Ana")
        assert found(app, "aNA") == "Ana"
        assert app.sign_in("ANA")
        assert refusal(app.sign_up, "ana") == ("UsernameExistsException", "User already exists")

    def test_nor_in_aliases_and_addresses(self, make_app: MakeApp, refusal: Refusal) -> None:
        app = make_app(**INSENSITIVE, **EVERY_ALIAS)
        invite(app, "ana", email="Ana@Example.com", email_verified="true")
        assert found(app, "ANA@example.com") == "ana"
        assert refusal(invite, app, "ben", email=EMAIL, email_verified="true") == TAKEN
        by_address = make_app(**INSENSITIVE, UsernameAttributes=["email"])
        by_address.sign_up("Ana@Example.com")
        assert refusal(by_address.sign_up, EMAIL)[0] == "UsernameExistsException"
        assert by_address.attributes(EMAIL)["email"] == "Ana@Example.com"

    def test_nor_to_an_administrator(self, make_app: MakeApp, refusal: Refusal) -> None:
        app = make_app(**INSENSITIVE)
        ana = Profile(app, "Ana")
        app.cognito_idp.admin_user_global_sign_out(UserPoolId=app.user_pool_id, Username="ANA")
        assert refusal(ana.get)[0] == "NotAuthorizedException"


def calls_of_a_look_up(pool: LabUserPool, name: str) -> int:
    """How many functions are called to find a user."""
    calls = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        user = pool.find_user(name)
    finally:
        sys.setprofile(None)
    assert user is not None
    return calls


def test_a_look_up_costs_the_same_however_many_users_there_are(aliased: App) -> None:
    pool = find_pool(aliased.user_pool_id)
    assert isinstance(pool, LabUserPool)
    invite(aliased, "ana", email=EMAIL, email_verified="true")
    alone = calls_of_a_look_up(pool, EMAIL)
    for number in range(30):
        invite(aliased, f"user{number}", email=f"u{number}@example.com", email_verified="true")
    assert calls_of_a_look_up(pool, EMAIL) == alone
    assert calls_of_a_look_up(pool, "u29@example.com") == alone
