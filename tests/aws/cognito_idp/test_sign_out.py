"""Sign-out: which tokens open nothing more, whose, and until when."""

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.ledger_rows.sign_out import WITH_AN_ACCESS_TOKEN
from tests.aws.app import App, MakeApp, Refusal

REVOKED = ("NotAuthorizedException", "Access Token has been revoked")
REFRESH_REVOKED = ("NotAuthorizedException", "Refresh Token has been revoked")

Tokens = dict[str, Any]


def get_user(app: App, tokens: Tokens) -> str:
    name: str = app.cognito_idp.get_user(AccessToken=tokens["AccessToken"])["Username"]
    return name


def refresh(app: App, tokens: Tokens) -> Tokens:
    answer: Tokens = app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )["AuthenticationResult"]
    return answer


def by_the_user(app: App, tokens: Tokens) -> None:
    app.cognito_idp.global_sign_out(AccessToken=tokens["AccessToken"])


def by_the_administrator(app: App, _: Tokens) -> None:
    app.administer("admin_user_global_sign_out")


def by_disabling(app: App, _: Tokens) -> None:
    app.administer("admin_disable_user")
    app.administer("admin_enable_user")


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


every_way = pytest.mark.parametrize("sign_out", [by_the_user, by_the_administrator, by_disabling])


@every_way
def test_all_tokens_of_the_user_end(
    ana: App, refusal: Refusal, sign_out: Callable[[App, Tokens], None]
) -> None:
    here, there = ana.sign_in(), ana.sign_in()
    refreshed = refresh(ana, there)
    sign_out(ana, here)
    for tokens in (here, there, refreshed):
        assert refusal(get_user, ana, tokens) == REVOKED
    for tokens in (here, there):
        assert refusal(refresh, ana, tokens) == REFRESH_REVOKED


@every_way
def test_a_new_sign_in_opens_again(ana: App, sign_out: Callable[[App, Tokens], None]) -> None:
    sign_out(ana, ana.sign_in())
    tokens = ana.sign_in()
    assert get_user(ana, tokens) == get_user(ana, refresh(ana, tokens)) == "ana"


@every_way
def test_nobody_else_is_signed_out(
    ana: App, make_app: MakeApp, sign_out: Callable[[App, Tokens], None]
) -> None:
    ana.confirmed_user("ben")
    other = make_app()
    other.confirmed_user("ana")
    bens, namesakes = ana.sign_in("ben"), other.sign_in("ana")
    sign_out(ana, ana.sign_in())
    assert get_user(ana, bens) == get_user(ana, refresh(ana, bens)) == "ben"
    assert get_user(other, namesakes) == get_user(other, refresh(other, namesakes)) == "ana"


def test_a_disabled_user_refreshes_nothing(ana: App, refusal: Refusal) -> None:
    tokens = ana.sign_in()
    ana.administer("admin_disable_user")
    assert refusal(refresh, ana, tokens) == REFRESH_REVOKED
    assert refusal(get_user, ana, tokens) == REVOKED


def test_disabling_who_never_signed_in_changes_no_token(ana: App, lab: Lab) -> None:
    ana.administer("admin_disable_user")
    assert "disabled-user-is-signed-out" not in lab.trace[-1].behaviours
    assert ana.status("ana") == "CONFIRMED"


@pytest.mark.parametrize("named", ["sub", "ana@example.com"])
def test_the_administrator_names_the_user_as_any_call_does(
    make_app: MakeApp, refusal: Refusal, named: str
) -> None:
    app = make_app(UsernameAttributes=["email"])
    app.confirmed_user("ana@example.com", email="ana@example.com")
    tokens = app.sign_in("ana@example.com")
    sub = app.attributes("ana@example.com")["sub"]
    app.administer("admin_user_global_sign_out", sub if named == "sub" else named)
    assert refusal(get_user, app, tokens) == REVOKED
    assert refusal(refresh, app, tokens) == REFRESH_REVOKED


CALLS: dict[str, dict[str, Any]] = {
    "get_user": {},
    "global_sign_out": {},
    "change_password": {
        "PreviousPassword": "Correct-Horse-1",
        "ProposedPassword": "Quite-Another-2",
    },
    "update_user_attributes": {"UserAttributes": [{"Name": "name", "Value": "Ana"}]},
    "delete_user_attributes": {"UserAttributeNames": ["name"]},
    "verify_user_attribute": {"AttributeName": "email", "Code": "123456"},
    "get_user_attribute_verification_code": {"AttributeName": "email"},
    "associate_software_token": {},
    "verify_software_token": {"UserCode": "123456"},
    "set_user_mfa_preference": {},
    "list_devices": {},
    "delete_user": {},
}


@pytest.mark.parametrize("operation", CALLS)
def test_no_operation_takes_a_revoked_token(ana: App, refusal: Refusal, operation: str) -> None:
    tokens = ana.sign_in()
    before = ana.attributes("ana")
    by_the_administrator(ana, tokens)
    call = getattr(ana.cognito_idp, operation)
    assert refusal(call, AccessToken=tokens["AccessToken"], **CALLS[operation]) == REVOKED
    assert ana.attributes("ana") == before
    ana.sign_in()  # with the same password


def test_the_row_lists_every_operation_of_aws_with_an_access_token(cognito_idp: Any) -> None:
    service = cognito_idp.meta.service_model
    found = [
        name
        for name in service.operation_names
        if "AccessToken" in getattr(service.operation_model(name).input_shape, "members", {})
    ]
    assert sorted(found) == sorted(WITH_AN_ACCESS_TOKEN)


def test_a_token_that_was_never_issued_is_not_called_revoked(ana: App, refusal: Refusal) -> None:
    code, words = refusal(get_user, ana, {"AccessToken": "not.a.token"})
    assert code == "NotAuthorizedException"
    assert words != REVOKED[1]


def test_signing_out_whom_nobody_knows_is_refused(ana: App, refusal: Refusal) -> None:
    for operation in ("admin_user_global_sign_out", "admin_disable_user"):
        code, _ = refusal(ana.administer, operation, "nobody")
        assert code == "UserNotFoundException"
