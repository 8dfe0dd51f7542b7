"""Access tokens at Cognito's own operations: every check of the verifier, and revocation."""

from typing import Any

import jwt
import pytest
import requests

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.forgeries import FORGERIES, Loot, forge
from cognito_lab.tokens.keys import SigningKey
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.hostile import send
from tests.aws.cognito_idp.refresh_app import (
    ACCESS_REVOKED,
    Tokens,
    another_client,
    name_of,
    refresh,
)
from tests.aws.cognito_idp.test_sign_out import CALLS

NOT_ONE = ("NotAuthorizedException", "Invalid Access Token")
BAD_SIGNATURE = ("NotAuthorizedException", "Could not verify signature for Access Token")
NO_SCOPE = ("NotAuthorizedException", "Access Token does not have required scopes")
TOO_OLD = ("NotAuthorizedException", "Access Token has expired")
HOUR = 3600

UNREADABLE = {"truncated", "padded", "duplicate-names", "deeply-nested", "huge"}
HONEST = {name for name, forgery in FORGERIES.items() if forgery.honest}


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


@pytest.fixture
def loot(ana: App) -> Loot:
    return Loot(requests.get(jwks_url(ana.issuer), timeout=5).json(), SigningKey.generate())


@pytest.mark.parametrize("name", sorted(FORGERIES.keys() - HONEST))
def test_each_forgery_is_refused_and_the_honest_token_still_opens(
    ana: App, loot: Loot, refusal: Refusal, name: str
) -> None:
    token = ana.sign_in()["AccessToken"]
    forged = forge(token, name, loot=loot).token
    assert forged != token
    if name in ("padded", "truncated"):
        # what remains of a signature is not as long, and a padded one is spelt otherwise
        assert refusal(name_of, ana, forged) in (NOT_ONE, BAD_SIGNATURE)
    else:
        assert refusal(name_of, ana, forged) == (NOT_ONE if name in UNREADABLE else BAD_SIGNATURE)
    assert name_of(ana, token) == "ana"


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize("kind", ["forged", "id", "expired", "nonsense", "of a deleted client"])
def test_no_operation_takes_what_is_no_good_access_token(
    ana: App, lab: Lab, loot: Loot, refusal: Refusal, operation: str, kind: str
) -> None:
    tokens = ana.sign_in()
    before = ana.attributes("ana")
    token, expected = {
        "forged": (forge(tokens["AccessToken"], "payload-edited", loot=loot).token, BAD_SIGNATURE),
        "id": (tokens["IdToken"], NOT_ONE),
        "expired": (tokens["AccessToken"], TOO_OLD),
        "nonsense": ("nonsense", NOT_ONE),
        "of a deleted client": (tokens_of_a_deleted_client(ana)["AccessToken"], NOT_ONE),
    }[kind]
    if kind == "expired":
        lab.clock.advance(seconds=HOUR)
    call = getattr(ana.cognito_idp, operation)
    assert refusal(call, AccessToken=token, **CALLS[operation]) == expected
    assert ana.attributes("ana") == before
    ana.sign_in()  # with the same password


def test_a_token_opens_until_its_last_second(ana: App, lab: Lab, refusal: Refusal) -> None:
    token = ana.sign_in()["AccessToken"]
    exp = jwt.decode(token, options={"verify_signature": False})["exp"]
    lab.clock.advance(seconds=exp - 1 - lab.clock.now().timestamp())
    assert name_of(ana, token) == "ana"
    assert refusal(name_of, ana, token) == TOO_OLD


def test_a_refresh_helps_an_app_whose_token_is_too_old(
    ana: App, lab: Lab, refusal: Refusal
) -> None:
    tokens = ana.sign_in()
    lab.clock.advance(seconds=HOUR)
    assert refusal(name_of, ana, tokens["AccessToken"]) == TOO_OLD
    assert name_of(ana, refresh(ana, tokens["RefreshToken"])["AccessToken"]) == "ana"


def test_the_tokens_of_two_pools_open_each_its_own(ana: App, make_app: MakeApp) -> None:
    other = make_app()
    other.confirmed_user("ana", email="other@example.com")
    for pool, email in ((ana, "ana@example.com"), (other, "other@example.com")):
        token = pool.sign_in()["AccessToken"]
        shown = pool.cognito_idp.get_user(AccessToken=token)["UserAttributes"]
        assert {"Name": "email", "Value": email} in shown


def test_the_token_of_a_user_in_as_many_groups_as_there_can_be_opens(ana: App) -> None:
    # 100 groups, and names of 128 letters:
    # https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
    for number in range(100):
        group = {"UserPoolId": ana.user_pool_id, "GroupName": f"{number:0128}"}
        ana.cognito_idp.create_group(**group)
        ana.cognito_idp.admin_add_user_to_group(**group, Username="ana")
    token = ana.sign_in()["AccessToken"]
    assert len(token) > 18_000
    assert name_of(ana, token) == "ana"


def test_a_token_that_claims_to_be_another_pools_is_refused(
    ana: App, make_app: MakeApp, loot: Loot, refusal: Refusal
) -> None:
    other = make_app()
    other.confirmed_user("ana")
    token = ana.sign_in()["AccessToken"]
    for issuer in (other.issuer, "https://example.com/us-east-1_Nowhere12", ana.issuer + "/"):
        forged = forge(token, "payload-edited", loot=loot, edits={"iss": issuer}).token
        assert refusal(name_of, ana, forged) == BAD_SIGNATURE


def test_the_pools_key_over_another_issuer_does_not_open(ana: App, refusal: Refusal) -> None:
    claims = jwt.decode(ana.sign_in()["AccessToken"], options={"verify_signature": False})
    issuer = ana.issuer.replace("cognito-idp", "cognito-idp-fips")
    assert refusal(name_of, ana, signed(ana, {**claims, "iss": issuer})) == BAD_SIGNATURE


def test_what_the_pools_key_has_signed_and_the_pool_not_given_out_opens_nothing(
    ana: App, refusal: Refusal
) -> None:
    claims = jwt.decode(ana.sign_in()["AccessToken"], options={"verify_signature": False})
    assert refusal(name_of, ana, signed(ana, {**claims, "jti": "another"})) == NOT_ONE


@pytest.mark.parametrize(
    ("scope", "opens"),
    [
        ("aws.cognito.signin.user.admin", True),
        ("openid aws.cognito.signin.user.admin shop/read", True),
        ("openid email profile", False),
        ("aws.cognito.signin.user.administrator", False),
        ("", False),
        (None, False),
    ],
)
def test_a_token_needs_the_scope_of_cognitos_own_operations(
    ana: App, refusal: Refusal, scope: str | None, opens: bool
) -> None:
    claims = jwt.decode(ana.sign_in()["AccessToken"], options={"verify_signature": False})
    del claims["scope"]
    token = signed(ana, claims if scope is None else {**claims, "scope": scope})
    given_out(ana, token)
    if opens:
        assert name_of(ana, token) == "ana"
    else:
        assert refusal(name_of, ana, token) == NO_SCOPE


def test_a_token_that_is_not_valid_yet_opens_nothing(ana: App, refusal: Refusal) -> None:
    claims = jwt.decode(ana.sign_in()["AccessToken"], options={"verify_signature": False})
    token = signed(ana, {**claims, "nbf": claims["exp"] - 1})
    given_out(ana, token)
    assert refusal(name_of, ana, token) == NOT_ONE


def test_a_token_of_a_pool_that_was_deleted_is_refused(ana: App, refusal: Refusal) -> None:
    token = ana.sign_in()["AccessToken"]
    ana.cognito_idp.delete_user_pool(UserPoolId=ana.user_pool_id)
    assert refusal(name_of, ana, token) == BAD_SIGNATURE


def test_of_a_token_that_was_revoked_and_is_too_old_it_is_said_that_it_is_too_old(
    ana: App, lab: Lab, refusal: Refusal
) -> None:
    token = ana.sign_in()["AccessToken"]
    ana.administer("admin_user_global_sign_out")
    assert refusal(name_of, ana, token) == ACCESS_REVOKED
    lab.clock.advance(seconds=HOUR)
    assert refusal(name_of, ana, token) == TOO_OLD


@pytest.mark.parametrize("given", [{}, {"AccessToken": None}])
def test_a_member_that_an_operation_does_not_have_is_not_looked_at(
    ana: App, given: dict[str, Any]
) -> None:
    body = {"ClientId": ana.client_id, "Username": "ana", "AccessToken": "nonsense", **given}
    status, _ = send("ForgotPassword", body)
    assert status == 200


@pytest.mark.parametrize(
    "wrong",
    ["", ".", "..", "....", "eyJ.eyJ.AA", "e30.e30.", "e30.W10.AA", "A" * 1_000_000],
)
def test_nothing_that_looks_like_a_token_raises_anything_else(
    ana: App, loot: Loot, wrong: str
) -> None:
    status, answer = send("GetUser", {"AccessToken": wrong})
    assert status == 400
    assert answer["__type"] in ("NotAuthorizedException", "InvalidParameterException")


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": None},
        {"iss": 7},
        {"iss": ""},
        {"iss": ["a"]},
        {"iss": {"a": 1}},
        {"exp": "soon"},
        {"exp": 1e400},
        {"token_use": None},
    ],
)
def test_claims_of_any_type_are_refused(
    ana: App, loot: Loot, refusal: Refusal, claims: dict[str, Any]
) -> None:
    forged = forge(ana.sign_in()["AccessToken"], "payload-edited", loot=loot, edits=claims).token
    assert refusal(name_of, ana, forged) in (NOT_ONE, BAD_SIGNATURE)


def tokens_of_a_deleted_client(app: App) -> Tokens:
    """Tokens of ana by an app client of the same pool that is there no longer."""
    other = another_client(app)["ClientId"]
    tokens: Tokens = app.cognito_idp.initiate_auth(
        ClientId=other,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
    )["AuthenticationResult"]
    app.cognito_idp.delete_user_pool_client(UserPoolId=app.user_pool_id, ClientId=other)
    return tokens


def pool_of(app: App) -> LabUserPool:
    """The pool behind the calls."""
    pool = find_pool(app.user_pool_id)
    assert isinstance(pool, LabUserPool)
    return pool


def signed(app: App, claims: dict[str, Any]) -> str:
    """A token with the pool's own signature, which nobody outside can make."""
    return pool_of(app).keys.for_use("access").sign(claims)


def given_out(app: App, token: str) -> None:
    """Have the pool know a token as one of ana's."""
    pool_of(app).access_tokens[token] = (app.client_id, "ana")
