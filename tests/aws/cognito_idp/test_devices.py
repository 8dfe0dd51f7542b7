"""Devices: given a key, confirmed, shown, remembered or not, forgotten."""

import datetime as dt
import re
from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App, MakeApp, Refusal
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna, begin

NO_DEVICE = ("ResourceNotFoundException", "Device does not exist.")
NOT_GIVEN = ("InvalidParameterException", "Invalid device key given.")
MADE_UP = "us-east-1_00000000-0000-4000-8000-000000000000"
NAMED = {"name": "device_name", "status": "dev:device_remembered_status"}


@pytest.fixture
def app(make_app: MakeApp) -> App:
    app = make_app(DeviceConfiguration=REMEMBERS)
    app.confirmed_user("ana")
    return app


@pytest.fixture
def phone(app: App) -> PhoneOfAna:
    return PhoneOfAna(app)


def listed(phone: PhoneOfAna) -> list[str]:
    found = phone.app.cognito_idp.list_devices(AccessToken=phone.token)["Devices"]
    return [device["DeviceKey"] for device in found]


def seen_by_administrator(phone: PhoneOfAna, what: str) -> str | None:
    device = phone.app.cognito_idp.admin_get_device(**phone.administered)["Device"]
    attributes = {item["Name"]: item["Value"] for item in device["DeviceAttributes"]}
    return attributes.get(NAMED[what])


class TestNewDeviceMetadata:
    @pytest.mark.parametrize(
        ("configuration", "given"),
        [
            (None, False),
            ({}, False),
            ({"ChallengeRequiredOnNewDevice": False}, True),
            ({"DeviceOnlyRememberedOnUserPrompt": True}, True),
        ],
        ids=str,
    )
    def test_it_comes_where_the_pool_remembers_devices(
        self, make_app: MakeApp, configuration: dict[str, bool] | None, given: bool
    ) -> None:
        setting = {} if configuration is None else {"DeviceConfiguration": configuration}
        app = make_app(**setting)
        app.confirmed_user("ana")
        assert ("NewDeviceMetadata" in app.sign_in()) is given

    def test_the_key_is_new_each_time_and_the_group_is_the_pools(
        self, app: App, make_app: MakeApp
    ) -> None:
        first, second = PhoneOfAna(app), PhoneOfAna(app)
        other = make_app(DeviceConfiguration=REMEMBERS)
        other.confirmed_user("ana")
        assert first.key != second.key
        assert first.group == second.group != PhoneOfAna(other).group
        assert re.fullmatch(r"us-east-1_[0-9a-f-]{36}", first.key)

    def test_it_comes_with_the_tokens_of_a_challenge_too(self, app: App) -> None:
        app.administer("admin_set_user_password", Password="Temporary-Horse-1", Permanent=False)
        challenge = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": "Temporary-Horse-1"},
        )
        answer = app.cognito_idp.respond_to_auth_challenge(
            ClientId=app.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": "ana", "NEW_PASSWORD": "Quite-Another-2"},
        )
        assert "NewDeviceMetadata" in answer["AuthenticationResult"]

    def test_a_refresh_brings_none(self, app: App, phone: PhoneOfAna) -> None:
        phone.confirm()
        token = app.sign_in()["RefreshToken"]
        refreshed = app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": token, "DEVICE_KEY": phone.key},
        )
        assert "NewDeviceMetadata" not in refreshed["AuthenticationResult"]

    def test_a_known_device_gets_no_new_key_remembered_or_not(self, phone: PhoneOfAna) -> None:
        phone.confirm()
        for status in ("remembered", "not_remembered"):
            phone.app.cognito_idp.update_device_status(**phone.own, DeviceRememberedStatus=status)
            assert "NewDeviceMetadata" not in phone.begin()["AuthenticationResult"]

    def test_equal_seeds_give_equal_keys(self, app: App, lab: Lab, make_app: MakeApp) -> None:
        before = PhoneOfAna(app)
        lab.reset()
        again = make_app(DeviceConfiguration=REMEMBERS)
        again.confirmed_user("ana")
        after = PhoneOfAna(again)
        assert (before.key, before.group) == (after.key, after.group)


class TestConfirmDevice:
    @pytest.mark.parametrize("asks", [True, False])
    def test_the_pool_says_whether_the_user_has_to_be_asked(
        self, make_app: MakeApp, asks: bool
    ) -> None:
        app = make_app(DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": asks})
        app.confirmed_user("ana")
        phone = PhoneOfAna(app)
        assert phone.confirm()["UserConfirmationNecessary"] is asks
        status = seen_by_administrator(phone, "status")
        assert status == ("not_remembered" if asks else "remembered")

    def test_a_key_is_confirmed_once(self, phone: PhoneOfAna, refusal: Refusal) -> None:
        phone.confirm()
        code, _ = refusal(phone.confirm, DeviceName="tablet")
        assert code == "DeviceKeyExistsException"
        assert seen_by_administrator(phone, "name") == "phone"

    def test_a_forgotten_key_is_not_confirmed_again(
        self, phone: PhoneOfAna, refusal: Refusal
    ) -> None:
        phone.confirm()
        phone.app.cognito_idp.forget_device(**phone.own)
        assert refusal(phone.confirm) == NOT_GIVEN

    def test_only_a_key_that_this_user_was_given(self, phone: PhoneOfAna, refusal: Refusal) -> None:
        phone.app.confirmed_user("ben")
        bens = PhoneOfAna(phone.app, "ben")
        assert refusal(phone.confirm, DeviceKey=bens.key) == NOT_GIVEN
        assert refusal(phone.confirm, DeviceKey=MADE_UP) == NOT_GIVEN
        assert listed(phone) == []
        assert bens.confirm()["UserConfirmationNecessary"] is False

    @pytest.mark.parametrize(
        "config",
        [
            {},
            {"Salt": "Ag=="},
            {"PasswordVerifier": "AA==", "Salt": "Ag=="},
            {"PasswordVerifier": "Ag==", "Salt": "not base64!"},
            {"PasswordVerifier": "\ud800", "Salt": "Ag=="},
            {"PasswordVerifier": "A" * 100_000, "Salt": "Ag=="},
        ],
        ids=lambda config: repr(config)[:40],
    )
    def test_a_bad_verifier_is_refused_and_the_key_is_still_good(
        self, phone: PhoneOfAna, refusal: Refusal, config: dict[str, str]
    ) -> None:
        code, words = refusal(phone.confirm, DeviceSecretVerifierConfig=config)
        assert code == "InvalidParameterException"
        assert words.startswith("Invalid DeviceSecretVerifierConfig: ")
        assert listed(phone) == []
        phone.confirm()
        assert listed(phone) == [phone.key]

    def test_a_device_needs_neither_name_nor_verifier(self, phone: PhoneOfAna) -> None:
        phone.app.cognito_idp.confirm_device(**phone.own)
        assert seen_by_administrator(phone, "name") is None
        assert seen_by_administrator(phone, "status") == "remembered"


class TestDevicesAreShown:
    def test_the_user_and_the_administrator_see_the_same_device(
        self, phone: PhoneOfAna, lab: Lab
    ) -> None:
        moment = lab.clock.now()
        phone.confirm()
        idp = phone.app.cognito_idp
        own = idp.get_device(**phone.own)["Device"]
        administrators = idp.admin_get_device(**phone.administered)["Device"]
        assert own["DeviceKey"] == phone.key
        for name in ("DeviceCreateDate", "DeviceLastModifiedDate", "DeviceLastAuthenticatedDate"):
            assert own[name] == administrators[name] == moment
        names = {item["Name"]: item["Value"] for item in own["DeviceAttributes"]}
        assert names == {"device_status": "valid", "device_name": "phone"}
        more = {item["Name"]: item["Value"] for item in administrators["DeviceAttributes"]}
        assert more == {
            **names,
            "dev:device_owner": f"ana.{phone.app.user_pool_id}",
            "dev:device_remembered_status": "remembered",
        }
        assert idp.list_devices(AccessToken=phone.token)["Devices"] == [own]
        named = {"UserPoolId": phone.app.user_pool_id, "Username": "ana"}
        assert idp.admin_list_devices(**named)["Devices"] == [administrators]

    def test_a_key_that_was_not_confirmed_is_no_device(
        self, phone: PhoneOfAna, refusal: Refusal
    ) -> None:
        assert listed(phone) == []
        assert refusal(phone.app.cognito_idp.get_device, **phone.own) == NO_DEVICE

    def test_a_list_comes_in_pages(self, app: App) -> None:
        phones = [PhoneOfAna(app) for _ in range(3)]
        for phone in phones:
            phone.app.cognito_idp.confirm_device(**phone.own)
        given: dict[str, Any] = {"AccessToken": phones[0].token, "Limit": 2}
        first = app.cognito_idp.list_devices(**given)
        rest = app.cognito_idp.list_devices(**given, PaginationToken=first["PaginationToken"])
        keys = [device["DeviceKey"] for device in first["Devices"] + rest["Devices"]]
        assert keys == [phone.key for phone in phones]
        assert "PaginationToken" not in rest

    @pytest.mark.parametrize("token", ["x", "e30=", "W10=", "MQ==", "bnVsbA==", "eyJhIjoxfQ=="])
    def test_a_paging_token_that_was_not_given_out_is_refused(
        self, phone: PhoneOfAna, refusal: Refusal, token: str
    ) -> None:
        phone.confirm()
        call = phone.app.cognito_idp.list_devices
        assert refusal(call, AccessToken=phone.token, PaginationToken=token) == (
            "InvalidParameterException",
            "Invalid pagination token.",
        )


OWN = ("get_device", "update_device_status", "forget_device")
ADMINISTERED = ("admin_get_device", "admin_update_device_status", "admin_forget_device")


@pytest.mark.parametrize("operation", OWN)
def test_nobody_reaches_another_users_device(
    phone: PhoneOfAna, refusal: Refusal, operation: str
) -> None:
    phone.confirm()
    phone.app.confirmed_user("ben")
    bens = PhoneOfAna(phone.app, "ben")
    call = getattr(phone.app.cognito_idp, operation)
    assert refusal(call, AccessToken=bens.token, DeviceKey=phone.key) == NO_DEVICE
    assert listed(phone) == [phone.key]


@pytest.mark.parametrize("operation", [*OWN, "list_devices", "confirm_device"])
def test_a_token_that_is_none_opens_no_device(
    phone: PhoneOfAna, refusal: Refusal, operation: str
) -> None:
    phone.confirm()
    given = {"AccessToken": "not.a.token"}
    if operation != "list_devices":
        given["DeviceKey"] = phone.key
    code, _ = refusal(getattr(phone.app.cognito_idp, operation), **given)
    assert code == "NotAuthorizedException"


@pytest.mark.parametrize("operation", [*ADMINISTERED, "admin_list_devices"])
def test_an_administrator_has_to_name_a_user_who_is_there(
    phone: PhoneOfAna, refusal: Refusal, operation: str
) -> None:
    given = {**phone.administered, "Username": "nobody"}
    if operation == "admin_list_devices":
        del given["DeviceKey"]
    code, _ = refusal(getattr(phone.app.cognito_idp, operation), **given)
    reads = operation in ("admin_get_device", "admin_list_devices")
    assert code == ("ResourceNotFoundException" if reads else "UserNotFoundException")


def test_a_status_is_changed_by_the_user_and_by_the_administrator(
    phone: PhoneOfAna, lab: Lab
) -> None:
    phone.confirm()
    idp = phone.app.cognito_idp
    idp.update_device_status(**phone.own, DeviceRememberedStatus="not_remembered")
    assert seen_by_administrator(phone, "status") == "not_remembered"
    changed = lab.clock.now()
    idp.admin_update_device_status(**phone.administered, DeviceRememberedStatus="remembered")
    assert seen_by_administrator(phone, "status") == "remembered"
    device = idp.get_device(**phone.own)["Device"]
    assert device["DeviceLastModifiedDate"] == changed
    assert device["DeviceCreateDate"] == changed - dt.timedelta(seconds=3)


def test_no_status_changes_nothing_and_an_unknown_one_is_refused(
    phone: PhoneOfAna, refusal: Refusal
) -> None:
    phone.confirm()
    idp = phone.app.cognito_idp
    idp.update_device_status(**phone.own)
    code, _ = refusal(idp.update_device_status, **phone.own, DeviceRememberedStatus="perhaps")
    assert code == "InvalidParameterException"
    assert seen_by_administrator(phone, "status") == "remembered"


def test_an_administrator_forgets_a_device(phone: PhoneOfAna, refusal: Refusal) -> None:
    phone.confirm()
    phone.app.cognito_idp.admin_forget_device(**phone.administered)
    assert listed(phone) == []
    assert refusal(phone.begin) == NO_DEVICE
    assert "NewDeviceMetadata" in begin(phone.app)["AuthenticationResult"]
