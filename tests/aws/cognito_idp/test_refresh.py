"""Refresh tokens: bound, limited, rotated; REFRESH_TOKEN_AUTH and GetTokensFromRefreshToken."""

import threading
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.sign_in.secret_hash import secret_hash
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna
from tests.aws.cognito_idp.hostile import send
from tests.aws.cognito_idp.refresh_app import (
    ACCESS_REVOKED,
    CONFIDENTIAL,
    EXPIRED,
    INVALID,
    REUSED,
    REVOKED,
    Tokens,
    admin_refresh,
    another_client,
    get_tokens,
    name_of,
    refresh,
    revoke,
    rotating,
)

Refresh = Callable[..., Tokens]
DAYS_30 = 30 * 24 * 3600

every_way = pytest.mark.parametrize("by", [refresh, admin_refresh, get_tokens])


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


@pytest.fixture
def rotates(make_app: MakeApp) -> App:
    app = make_app(client=rotating())
    app.confirmed_user("ana")
    return app


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


class TestAnyRefresh:
    @every_way
    def test_it_answers_with_new_tokens_of_the_same_sign_in(
        self, ana: App, lab: Lab, by: Refresh
    ) -> None:
        tokens = ana.sign_in()
        lab.clock.advance(minutes=30)
        new = by(ana, tokens["RefreshToken"])
        assert set(new) == {"AccessToken", "IdToken", "ExpiresIn", "TokenType"}
        assert name_of(ana, new["AccessToken"]) == "ana"
        for name in ("AccessToken", "IdToken"):
            before, after = claims_of(tokens[name]), claims_of(new[name])
            assert after["origin_jti"] == before["origin_jti"]
            assert after["jti"] != before["jti"]
            assert after["exp"] > before["exp"]
            assert after["sub"] == before["sub"]

    @every_way
    def test_a_token_can_be_used_again_and_again_until_its_last_second(
        self, ana: App, lab: Lab, refusal: Refusal, by: Refresh
    ) -> None:
        signed_in = lab.clock.now()
        token = ana.sign_in()["RefreshToken"]
        by(ana, token)
        by(ana, token)
        lab.clock.advance(seconds=DAYS_30 - 1 - (lab.clock.now() - signed_in).total_seconds())
        by(ana, token)
        assert refusal(by, ana, token) == EXPIRED

    @every_way
    @pytest.mark.parametrize(
        ("number", "unit", "seconds"),
        [(90, "minutes", 5400), (3600, "seconds", 3600), (2, "hours", 7200), (1, None, 86400)],
    )
    def test_the_app_client_says_how_long_a_token_lives(
        self,
        make_app: MakeApp,
        lab: Lab,
        refusal: Refusal,
        by: Refresh,
        number: int,
        unit: str | None,
        seconds: int,
    ) -> None:
        units = {"TokenValidityUnits": {"RefreshToken": unit}} if unit else {}
        app = make_app(client={"RefreshTokenValidity": number, **units})
        app.confirmed_user("ana")
        signed_in = lab.clock.now()
        token = app.sign_in()["RefreshToken"]
        lab.clock.advance(seconds=seconds - 1 - (lab.clock.now() - signed_in).total_seconds())
        by(app, token)
        assert refusal(by, app, token) == EXPIRED

    @every_way
    def test_another_app_client_is_told_that_it_is_no_token(
        self, ana: App, refusal: Refusal, by: Refresh
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        other = another_client(ana)["ClientId"]
        assert refusal(by, ana, token, other) == INVALID
        by(ana, token)

    @every_way
    def test_a_token_of_another_pool_is_none_here(
        self, ana: App, make_app: MakeApp, refusal: Refusal, by: Refresh
    ) -> None:
        other = make_app()
        other.confirmed_user("ana")
        token = other.sign_in()["RefreshToken"]
        assert refusal(by, ana, token) == INVALID
        by(other, token)

    @every_way
    @pytest.mark.parametrize(
        "spoil",
        [
            lambda token: token[:-1],
            lambda token: token + "A",
            lambda token: token.swapcase(),
            lambda token: token.rpartition(".")[0] + ".AAAAAAAAAAAAAAAAAAAAAA",
            lambda token: "A" * 100_000,
        ],
        ids=["cut off", "longer", "other letters", "another tag", "huge"],
    )
    def test_a_spoilt_token_is_none_and_the_true_one_still_works(
        self, ana: App, refusal: Refusal, by: Refresh, spoil: Callable[[str], str]
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        assert refusal(by, ana, spoil(token)) == INVALID
        by(ana, token)

    @every_way
    @pytest.mark.parametrize("kind", ["AccessToken", "IdToken"])
    def test_another_kind_of_token_is_none(
        self, ana: App, refusal: Refusal, by: Refresh, kind: str
    ) -> None:
        assert refusal(by, ana, ana.sign_in()[kind]) == INVALID

    @every_way
    def test_a_disabled_user_refreshes_nothing_even_where_the_tokens_were_not_revoked(
        self, ana: App, lab: Lab, refusal: Refusal, by: Refresh
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        with lab.ledger.without("disabled-user-is-signed-out"):
            ana.administer("admin_disable_user")
        assert refusal(by, ana, token) == ("NotAuthorizedException", "User is disabled.")
        ana.administer("admin_enable_user")
        by(ana, token)

    @every_way
    def test_a_signed_out_user_refreshes_nothing(
        self, ana: App, refusal: Refusal, by: Refresh
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        ana.administer("admin_user_global_sign_out")
        assert refusal(by, ana, token) == REVOKED

    @every_way
    def test_a_deleted_users_token_is_not_for_who_has_the_name_next(
        self, ana: App, refusal: Refusal, by: Refresh
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        ana.administer("admin_delete_user")
        ana.confirmed_user("ana")
        assert refusal(by, ana, token) == REVOKED

    def test_no_two_tokens_are_alike_and_equal_seeds_give_equal_ones(
        self, ana: App, lab: Lab, make_app: MakeApp
    ) -> None:
        before = [ana.sign_in()["RefreshToken"] for _ in range(2)]
        assert before[0] != before[1]
        lab.reset()
        again = make_app()
        again.confirmed_user("ana")
        assert [again.sign_in()["RefreshToken"] for _ in range(2)] == before


class TestSecrets:
    @pytest.fixture
    def confidential(self, ana: App) -> dict[str, Any]:
        return another_client(ana, **CONFIDENTIAL)

    @pytest.fixture
    def token(self, ana: App, confidential: dict[str, Any]) -> str:
        client_id, secret = confidential["ClientId"], confidential["ClientSecret"]
        hashed = secret_hash("ana", client_id, secret)
        answer = ana.cognito_idp.initiate_auth(
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD, "SECRET_HASH": hashed},
        )
        return str(answer["AuthenticationResult"]["RefreshToken"])

    @pytest.mark.parametrize("by", [refresh, admin_refresh])
    def test_the_flow_takes_a_hash(
        self, ana: App, confidential: dict[str, Any], token: str, refusal: Refusal, by: Refresh
    ) -> None:
        client_id, secret = confidential["ClientId"], confidential["ClientSecret"]
        code, words = refusal(by, ana, token, client_id)
        assert "SECRET_HASH was not received" in words
        code, words = refusal(by, ana, token, client_id, SECRET_HASH=secret)
        assert (code, "verify secret hash" in words) == ("NotAuthorizedException", True)
        by(ana, token, client_id, SECRET_HASH=secret_hash("ana", client_id, secret))

    def test_the_hash_is_looked_at_before_it_is_told_that_the_token_was_revoked(
        self, ana: App, confidential: dict[str, Any], token: str, refusal: Refusal
    ) -> None:
        client_id, secret = confidential["ClientId"], confidential["ClientSecret"]
        ana.administer("admin_user_global_sign_out")
        _, words = refusal(refresh, ana, token, client_id)
        assert "SECRET_HASH was not received" in words
        hashed = secret_hash("ana", client_id, secret)
        assert refusal(refresh, ana, token, client_id, SECRET_HASH=hashed) == REVOKED

    def test_the_operation_takes_the_secret_itself(
        self, ana: App, confidential: dict[str, Any], token: str, refusal: Refusal
    ) -> None:
        client_id, secret = confidential["ClientId"], confidential["ClientSecret"]
        refused = ("NotAuthorizedException", f"Invalid client secret for client {client_id}")
        assert refusal(get_tokens, ana, token, client_id) == refused
        assert refusal(get_tokens, ana, token, client_id, ClientSecret=secret[::-1]) == refused
        get_tokens(ana, token, client_id, ClientSecret=secret)

    def test_a_secret_for_an_app_client_that_has_none_is_refused(
        self, ana: App, refusal: Refusal
    ) -> None:
        token = ana.sign_in()["RefreshToken"]
        code, _ = refusal(get_tokens, ana, token, ClientSecret="a" * 30)
        assert code == "NotAuthorizedException"

    def test_an_unknown_app_client_is_named(self, ana: App, refusal: Refusal) -> None:
        assert refusal(get_tokens, ana, "token", "0client0") == (
            "ResourceNotFoundException",
            "User pool client 0client0 does not exist.",
        )


class TestRotation:
    def test_each_refresh_brings_another_token_and_the_chain_goes_on(self, rotates: App) -> None:
        tokens = rotates.sign_in()
        seen = {tokens["RefreshToken"]}
        origin = claims_of(tokens["AccessToken"])["origin_jti"]
        for _ in range(4):
            tokens = get_tokens(rotates, tokens["RefreshToken"])
            assert name_of(rotates, tokens["AccessToken"]) == "ana"
            assert claims_of(tokens["AccessToken"])["origin_jti"] == origin
            seen.add(tokens["RefreshToken"])
        assert len(seen) == 5

    def test_a_token_that_was_rotated_out_ends_the_whole_family_and_no_other(
        self, rotates: App, refusal: Refusal
    ) -> None:
        other = rotates.sign_in()
        first = rotates.sign_in()
        second = get_tokens(rotates, first["RefreshToken"])
        third = get_tokens(rotates, second["RefreshToken"])
        assert refusal(get_tokens, rotates, first["RefreshToken"]) == REUSED
        assert refusal(get_tokens, rotates, third["RefreshToken"]) == REVOKED
        for tokens in (first, second, third):
            assert refusal(name_of, rotates, tokens["AccessToken"]) == ACCESS_REVOKED
        assert refusal(get_tokens, rotates, first["RefreshToken"]) == REUSED
        assert name_of(rotates, other["AccessToken"]) == "ana"
        get_tokens(rotates, other["RefreshToken"])

    def test_who_comes_through_another_app_client_ends_nothing(
        self, rotates: App, refusal: Refusal
    ) -> None:
        first = rotates.sign_in()["RefreshToken"]
        second = get_tokens(rotates, first)["RefreshToken"]
        other = another_client(rotates, **rotating())["ClientId"]
        assert refusal(get_tokens, rotates, first, other) == INVALID
        get_tokens(rotates, second)

    @pytest.mark.parametrize("grace", [1, 10, 60])
    def test_a_rotated_token_is_good_until_the_last_second_of_its_grace(
        self, make_app: MakeApp, lab: Lab, refusal: Refusal, grace: int
    ) -> None:
        app = make_app(client=rotating(grace))
        app.confirmed_user("ana")
        first = app.sign_in()["RefreshToken"]
        second = get_tokens(app, first)["RefreshToken"]  # the call itself takes a second
        if grace > 1:
            lab.clock.advance(seconds=grace - 2)
            retried = get_tokens(app, first)["RefreshToken"]
            assert retried not in (first, second)
        assert refusal(get_tokens, app, first) == REUSED
        assert refusal(get_tokens, app, second) == REVOKED

    def test_tries_within_the_grace_do_not_make_it_longer(
        self, make_app: MakeApp, lab: Lab, refusal: Refusal
    ) -> None:
        app = make_app(client=rotating(30))
        app.confirmed_user("ana")
        token = app.sign_in()["RefreshToken"]
        for _ in range(3):
            get_tokens(app, token)
            lab.clock.advance(seconds=9)
        assert refusal(get_tokens, app, token) == REUSED

    def test_a_grace_that_is_not_said_is_none(self, make_app: MakeApp, refusal: Refusal) -> None:
        app = make_app(client=rotating(None))
        app.confirmed_user("ana")
        token = app.sign_in()["RefreshToken"]
        get_tokens(app, token)
        assert refusal(get_tokens, app, token) == REUSED

    def test_a_chain_lives_no_longer_than_its_first_token(
        self, make_app: MakeApp, lab: Lab, refusal: Refusal
    ) -> None:
        hour = {"RefreshTokenValidity": 1, "TokenValidityUnits": {"RefreshToken": "hours"}}
        app = make_app(client=rotating(**hour))
        app.confirmed_user("ana")
        signed_in = lab.clock.now()
        token = app.sign_in()["RefreshToken"]
        for minutes in (20, 40, 59):
            passed = (lab.clock.now() - signed_in).total_seconds()
            lab.clock.advance(seconds=minutes * 60 - passed)
            token = get_tokens(app, token)["RefreshToken"]
        lab.clock.advance(seconds=3600 - (lab.clock.now() - signed_in).total_seconds())
        assert refusal(get_tokens, app, token) == EXPIRED

    @pytest.mark.parametrize("by", [refresh, admin_refresh])
    def test_the_flow_is_refused_and_the_token_stays_good(
        self, rotates: App, refusal: Refusal, by: Refresh
    ) -> None:
        token = rotates.sign_in()["RefreshToken"]
        code, words = refusal(by, rotates, token)
        assert code == "UnsupportedOperationException"
        assert "rotation" in words
        get_tokens(rotates, token)

    def test_a_client_that_does_not_rotate_brings_no_other_token(self, make_app: MakeApp) -> None:
        app = make_app(client={"RefreshTokenRotation": {"Feature": "DISABLED"}})
        app.confirmed_user("ana")
        token = app.sign_in()["RefreshToken"]
        assert "RefreshToken" not in get_tokens(app, token)
        get_tokens(app, token)

    def test_rotated_out_before_rotation_was_turned_off_is_still_rotated_out(
        self, rotates: App, refusal: Refusal
    ) -> None:
        first = rotates.sign_in()["RefreshToken"]
        second = get_tokens(rotates, first)["RefreshToken"]
        rotates.cognito_idp.update_user_pool_client(
            UserPoolId=rotates.user_pool_id,
            ClientId=rotates.client_id,
            ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"],
            RefreshTokenRotation={"Feature": "DISABLED"},
        )
        refresh(rotates, second)
        assert refusal(refresh, rotates, first) == REVOKED
        assert refusal(refresh, rotates, second) == REVOKED

    def test_of_many_at_once_one_gets_new_tokens(self, rotates: App) -> None:
        token = rotates.sign_in()["RefreshToken"]
        ended: list[str] = []
        barrier = threading.Barrier(8)

        def one() -> None:
            barrier.wait()
            try:
                get_tokens(rotates, token)
                ended.append("new tokens")
            except ClientError as refused:
                ended.append(refused.response["Error"]["Code"])

        threads = [threading.Thread(target=one) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(ended) == ["RefreshTokenReuseException"] * 7 + ["new tokens"]

    def test_revoking_any_token_of_the_chain_ends_it(self, rotates: App, refusal: Refusal) -> None:
        first = rotates.sign_in()["RefreshToken"]
        second = get_tokens(rotates, first)
        revoke(rotates, first)
        assert refusal(get_tokens, rotates, second["RefreshToken"]) == REVOKED
        assert refusal(name_of, rotates, second["AccessToken"]) == ACCESS_REVOKED


class TestDevices:
    @pytest.fixture
    def phone(self, make_app: MakeApp) -> PhoneOfAna:
        app = make_app(DeviceConfiguration=REMEMBERS)
        app.confirmed_user("ana")
        phone = PhoneOfAna(app)
        phone.confirm()
        return phone

    @pytest.mark.parametrize(
        ("by", "member"),
        [(refresh, "DEVICE_KEY"), (admin_refresh, "DEVICE_KEY"), (get_tokens, "DeviceKey")],
    )
    def test_the_key_of_a_confirmed_device_is_needed(
        self, phone: PhoneOfAna, refusal: Refusal, by: Refresh, member: str
    ) -> None:
        tokens = phone.app.sign_in()
        token, unconfirmed = tokens["RefreshToken"], tokens["NewDeviceMetadata"]["DeviceKey"]
        assert refusal(by, phone.app, token) == INVALID
        assert refusal(by, phone.app, token, **{member: unconfirmed}) == INVALID
        assert "NewDeviceMetadata" not in by(phone.app, token, **{member: phone.key})

    def test_another_users_device_will_not_do(self, phone: PhoneOfAna, refusal: Refusal) -> None:
        phone.app.confirmed_user("ben")
        token = phone.app.sign_in("ben")["RefreshToken"]
        assert refusal(get_tokens, phone.app, token, DeviceKey=phone.key) == INVALID

    def test_a_refusal_rotates_nothing(self, make_app: MakeApp, refusal: Refusal) -> None:
        app = make_app(DeviceConfiguration=REMEMBERS, client=rotating())
        app.confirmed_user("ana")
        phone = PhoneOfAna(app)
        phone.confirm()
        token = app.sign_in()["RefreshToken"]
        assert refusal(get_tokens, app, token) == INVALID
        get_tokens(app, token, DeviceKey=phone.key)

    def test_a_pool_that_remembers_no_devices_does_not_look_at_the_key(self, ana: App) -> None:
        refresh(ana, ana.sign_in()["RefreshToken"], DEVICE_KEY="us-east-1_nobodys")


@pytest.mark.parametrize(
    "wrong", [None, 7, True, {}, [], "", "with space", "\ud800", "ü", "a\nb", "\0"]
)
def test_what_is_no_text_of_a_token_is_refused_in_awss_words(ana: App, wrong: object) -> None:
    status, answer = send(
        "GetTokensFromRefreshToken", {"ClientId": ana.client_id, "RefreshToken": wrong}
    )
    assert status == 400
    assert answer["__type"] in ("InvalidParameterException", "SerializationException")
