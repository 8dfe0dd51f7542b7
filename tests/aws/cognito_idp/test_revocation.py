"""RevokeToken: which tokens end, who may end them, and what is no refresh token."""

from collections.abc import Callable
from typing import Any

import jwt
import pytest
import requests

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.sign_in.secret_hash import secret_hash
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.refresh_tokens import OPAQUE_BYTES, opaque_token
from cognito_lab.tokens.verification import verify_token
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.hostile import send
from tests.aws.cognito_idp.refresh_app import (
    ACCESS_REVOKED,
    CONFIDENTIAL,
    REVOKED,
    another_client,
    name_of,
    refresh,
    revoke,
)


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


def test_all_tokens_of_one_sign_in_end_and_the_other_sign_ins_go_on(
    ana: App, refusal: Refusal
) -> None:
    ana.confirmed_user("ben")
    here, there, bens = ana.sign_in(), ana.sign_in(), ana.sign_in("ben")
    again = refresh(ana, here["RefreshToken"])
    revoke(ana, here["RefreshToken"])
    for tokens in (here, again):
        assert refusal(name_of, ana, tokens["AccessToken"]) == ACCESS_REVOKED
    assert refusal(refresh, ana, here["RefreshToken"]) == REVOKED
    for tokens, name in ((there, "ana"), (bens, "ben")):
        assert name_of(ana, tokens["AccessToken"]) == name
        assert name_of(ana, refresh(ana, tokens["RefreshToken"])["AccessToken"]) == name


@pytest.mark.parametrize("kind", ["access", "id"])
def test_what_was_issued_keeps_verifying_offline(ana: App, lab: Lab, kind: str) -> None:
    tokens = ana.sign_in()
    revoke(ana, tokens["RefreshToken"])
    verification = verify_token(
        tokens["AccessToken" if kind == "access" else "IdToken"],
        requests.get(jwks_url(ana.issuer), timeout=5).json(),
        issuer=ana.issuer,
        audience=ana.client_id,
        token_use="access" if kind == "access" else "id",
        now=lab.clock.now(),
    )
    assert verification.accepted


def test_the_answer_is_empty(ana: App) -> None:
    request = {"ClientId": ana.client_id, "Token": ana.sign_in()["RefreshToken"]}
    assert send("RevokeToken", request) == (200, {})


def test_a_token_that_ended_already_is_no_error(ana: App, lab: Lab) -> None:
    token = ana.sign_in()["RefreshToken"]
    revoke(ana, token)
    revoke(ana, token)
    old = ana.sign_in()["RefreshToken"]
    lab.clock.advance(days=31)
    revoke(ana, old)


@pytest.mark.parametrize(
    "token", ["invented", "a" * 100_000, opaque_token(bytes(OPAQUE_BYTES)), "....", "="]
)
def test_a_token_that_nobody_was_given_is_no_error_and_ends_nothing(ana: App, token: str) -> None:
    tokens = ana.sign_in()
    revoke(ana, token)
    assert name_of(ana, tokens["AccessToken"]) == "ana"
    refresh(ana, tokens["RefreshToken"])


@pytest.mark.parametrize("kind", ["AccessToken", "IdToken"])
def test_only_refresh_tokens_can_be_revoked(ana: App, refusal: Refusal, kind: str) -> None:
    tokens = ana.sign_in()
    code, _ = refusal(revoke, ana, tokens[kind])
    assert code == "UnsupportedTokenTypeException"
    assert name_of(ana, tokens["AccessToken"]) == "ana"


def test_only_the_app_client_that_was_given_it_can_revoke_a_token(
    ana: App, refusal: Refusal
) -> None:
    tokens = ana.sign_in()
    other = another_client(ana)["ClientId"]
    code, _ = refusal(revoke, ana, tokens["RefreshToken"], other)
    assert code == "UnauthorizedException"
    assert name_of(ana, tokens["AccessToken"]) == "ana"


def test_a_client_of_another_pool_revokes_nothing_here(ana: App, make_app: MakeApp) -> None:
    tokens, other = ana.sign_in(), make_app()
    revoke(other, tokens["RefreshToken"])  # to that pool it is a token that nobody was given
    assert name_of(ana, tokens["AccessToken"]) == "ana"
    refresh(ana, tokens["RefreshToken"])


@pytest.mark.parametrize(
    "secret_of",
    [lambda secret: None, lambda secret: secret[::-1], lambda secret: secret.upper()],
    ids=["none", "reversed", "upper case"],
)
def test_an_app_client_with_a_secret_has_to_send_it(
    ana: App, refusal: Refusal, secret_of: Callable[[str], str | None]
) -> None:
    client = another_client(ana, **CONFIDENTIAL)
    client_id, secret = client["ClientId"], client["ClientSecret"]
    answer = ana.cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": "ana",
            "PASSWORD": PASSWORD,
            "SECRET_HASH": secret_hash("ana", client_id, secret),
        },
    )
    tokens = answer["AuthenticationResult"]
    sent = secret_of(secret)
    given = {} if sent is None else {"ClientSecret": sent}
    code, words = refusal(revoke, ana, tokens["RefreshToken"], client_id, **given)
    assert (code, secret in words) == ("UnauthorizedException", False)
    assert name_of(ana, tokens["AccessToken"]) == "ana"
    revoke(ana, tokens["RefreshToken"], client_id, ClientSecret=secret)
    assert refusal(name_of, ana, tokens["AccessToken"]) == ACCESS_REVOKED


def test_an_unknown_app_client_is_refused_with_a_code_that_the_operation_lists(
    ana: App, refusal: Refusal
) -> None:
    code, _ = refusal(revoke, ana, ana.sign_in()["RefreshToken"], "0client0")
    assert code == "UnauthorizedException"


def test_a_client_without_revocation_revokes_nothing(make_app: MakeApp, refusal: Refusal) -> None:
    app = make_app(client={"EnableTokenRevocation": False})
    app.confirmed_user("ana")
    tokens = app.sign_in()
    code, _ = refusal(revoke, app, tokens["RefreshToken"])
    assert code == "UnsupportedOperationException"
    assert name_of(app, tokens["AccessToken"]) == "ana"
    app.administer("admin_user_global_sign_out")  # which needs no revocation
    assert refusal(name_of, app, tokens["AccessToken"]) == ACCESS_REVOKED
    assert refusal(refresh, app, tokens["RefreshToken"]) == REVOKED


def test_the_tokens_of_one_sign_in_have_one_family(ana: App) -> None:
    tokens = ana.sign_in()
    again = refresh(ana, tokens["RefreshToken"])
    other = ana.sign_in()

    def origin(token: str) -> Any:
        return jwt.decode(token, options={"verify_signature": False})["origin_jti"]

    one = {origin(tokens[name]) for name in ("AccessToken", "IdToken")}
    assert one == {origin(again[name]) for name in ("AccessToken", "IdToken")}
    assert origin(other["AccessToken"]) not in one


def test_a_family_knows_whose_it_is_and_since_when_and_a_refresh_makes_no_other(
    ana: App, lab: Lab
) -> None:
    pool = find_pool(ana.user_pool_id)
    assert isinstance(pool, LabUserPool)
    signed_in = int(lab.clock.now().timestamp())
    token = ana.sign_in()["RefreshToken"]
    (family,) = pool.token_families.values()
    assert (family.username, family.app_client_id) == ("ana", ana.client_id)
    assert family.auth_time == signed_in
    lab.clock.advance(minutes=5)
    refresh(ana, token)
    assert list(pool.token_families.values()) == [family]
    ana.sign_in()
    first, second = pool.token_families.values()
    assert first == family
    assert (second.event_id, second.origin_jti) != (first.event_id, first.origin_jti)
    assert second.auth_time > signed_in + 300


@pytest.mark.parametrize("choice", ["NONE", "LINKED"])
def test_sessions_that_the_lab_does_not_track_change_nothing(
    ana: App, refusal: Refusal, choice: str
) -> None:
    here, there = ana.sign_in(), ana.sign_in()
    revoke(ana, here["RefreshToken"], RevokeAssociatedSessions=choice)
    assert refusal(name_of, ana, here["AccessToken"]) == ACCESS_REVOKED
    assert name_of(ana, there["AccessToken"]) == "ana"
