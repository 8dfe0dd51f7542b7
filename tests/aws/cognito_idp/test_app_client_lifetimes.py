"""Lifetimes of an app client's tokens: what may be saved."""

from typing import Any

import pytest

from tests.aws.app import App, MakeApp, Refusal

REFUSED = ("InvalidParameterException", "Invalid range for token validity.")
MINUTES = {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "minutes"}

WRONG = [
    {"AccessTokenValidity": 25},
    {"IdTokenValidity": 4, "TokenValidityUnits": MINUTES},
    {"RefreshTokenValidity": 59, "TokenValidityUnits": MINUTES},
    {"RefreshTokenValidity": 3651},
]


def described(app: App) -> dict[str, Any]:
    found = app.cognito_idp.describe_user_pool_client(
        UserPoolId=app.user_pool_id, ClientId=app.client_id
    )["UserPoolClient"]
    names = ("AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity", "TokenValidityUnits")
    return {name: found[name] for name in names if name in found}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_client_with_a_lifetime_out_of_range_is_not_made(
    app: App, refusal: Refusal, wrong: dict[str, Any]
) -> None:
    call = app.cognito_idp.create_user_pool_client
    assert refusal(call, UserPoolId=app.user_pool_id, ClientName="other", **wrong) == REFUSED
    clients = app.cognito_idp.list_user_pool_clients(UserPoolId=app.user_pool_id)
    assert [client["ClientName"] for client in clients["UserPoolClients"]] == ["app"]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_client_stays_as_it_was_where_a_lifetime_is_out_of_range(
    app: App, refusal: Refusal, wrong: dict[str, Any]
) -> None:
    before = described(app)
    call = app.cognito_idp.update_user_pool_client
    named = {"UserPoolId": app.user_pool_id, "ClientId": app.client_id}
    assert refusal(call, **named, **wrong) == REFUSED
    assert described(app) == before


def test_a_number_and_a_unit_that_fit_alone_may_not_fit_together(
    app: App, refusal: Refusal
) -> None:
    named = {"UserPoolId": app.user_pool_id, "ClientId": app.client_id}
    update = app.cognito_idp.update_user_pool_client
    update(**named, AccessTokenValidity=10)
    assert refusal(update, **named, TokenValidityUnits={"AccessToken": "days"}) == REFUSED
    update(**named, TokenValidityUnits={"AccessToken": "minutes"})
    assert described(app)["AccessTokenValidity"] == 10


def test_a_client_that_is_not_there_is_refused_as_before(app: App, refusal: Refusal) -> None:
    call = app.cognito_idp.update_user_pool_client
    named = {"UserPoolId": app.user_pool_id, "ClientId": "nowhere"}
    code, _ = refusal(call, **named, AccessTokenValidity=25)
    assert code == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({}, 30),
        ({"RefreshTokenValidity": 0}, 30),
        ({"TokenValidityUnits": MINUTES}, 43_200),
        ({"RefreshTokenValidity": 0, "TokenValidityUnits": MINUTES}, 43_200),
        ({"TokenValidityUnits": {"RefreshToken": "days"}}, 30),
        ({"TokenValidityUnits": {"AccessToken": "days"}}, 30),
        ({"RefreshTokenValidity": 90, "TokenValidityUnits": MINUTES}, 90),
    ],
)
def test_no_lifetime_of_refresh_tokens_and_a_0_are_30_days_in_the_clients_unit(
    make_app: MakeApp, given: dict[str, Any], number: int
) -> None:
    app = make_app(client=given)
    assert described(app)["RefreshTokenValidity"] == number


def test_a_0_is_30_days_also_when_the_client_is_changed(make_app: MakeApp) -> None:
    app = make_app(client={"RefreshTokenValidity": 5})
    named = {"UserPoolId": app.user_pool_id, "ClientId": app.client_id}
    app.cognito_idp.update_user_pool_client(**named, ClientName="new name")
    assert described(app)["RefreshTokenValidity"] == 5
    app.cognito_idp.update_user_pool_client(**named, TokenValidityUnits={"RefreshToken": "hours"})
    assert described(app)["RefreshTokenValidity"] == 5
    app.cognito_idp.update_user_pool_client(
        **named, RefreshTokenValidity=0, TokenValidityUnits={"RefreshToken": "days"}
    )
    assert described(app)["RefreshTokenValidity"] == 30
