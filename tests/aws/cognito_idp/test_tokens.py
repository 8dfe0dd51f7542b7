"""The tokens of a pool, and the two documents by which they are trusted."""

from collections.abc import Callable
from typing import Any

import jwt
import pytest
import requests

from cognito_lab.aws import Lab
from cognito_lab.tokens.discovery import discovery_url, jwks_url
from tests.aws.app import App, MakeApp

FORCED = {"verify_aud": False, "verify_iss": False}


def keys_of(app: App) -> list[dict[str, str]]:
    return requests.get(jwks_url(app.issuer), timeout=5).json()["keys"]


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def test_the_two_tokens_are_signed_with_the_two_keys_of_the_pool(app: App) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    headers = [jwt.get_unverified_header(tokens[name]) for name in ("IdToken", "AccessToken")]
    assert [header["kid"] for header in headers] == [key["kid"] for key in keys_of(app)]
    assert headers[0]["kid"] != headers[1]["kid"]
    assert {header["alg"] for header in headers} == {"RS256"}


def test_an_id_token_verifies_with_pyjwts_own_jwks_client(app: App) -> None:
    app.confirmed_user()
    token = app.sign_in()["IdToken"]
    key = jwt.PyJWKClient(jwks_url(app.issuer)).get_signing_key_from_jwt(token)
    claims = jwt.decode(
        token, key.key, algorithms=["RS256"], audience=app.client_id, issuer=app.issuer
    )
    assert claims["token_use"] == "id"
    assert claims["cognito:username"] == "ana"
    assert claims["sub"] == app.attributes("ana")["sub"]


def test_an_access_token_verifies_with_the_other_key_and_has_no_audience(app: App) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    token = tokens["AccessToken"]
    client = jwt.PyJWKClient(jwks_url(app.issuer))
    key = client.get_signing_key_from_jwt(token)
    assert key.key_id != client.get_signing_key_from_jwt(tokens["IdToken"]).key_id
    claims = jwt.decode(token, key.key, algorithms=["RS256"], issuer=app.issuer)
    assert claims["token_use"] == "access"
    assert claims["client_id"] == app.client_id
    assert "aud" not in claims


def test_a_token_expires_by_the_labs_clock(app: App, lab: Lab) -> None:
    app.confirmed_user()
    token = app.sign_in()["AccessToken"]
    key = jwt.PyJWK(keys_of(app)[1]).key
    claims = claims_of(token)
    lab.clock.advance(seconds=claims["exp"] - lab.clock.now().timestamp() - 1)
    jwt.decode(token, key, algorithms=["RS256"])
    lab.clock.advance(seconds=1)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token, key, algorithms=["RS256"])


@pytest.mark.parametrize("token_use", ["IdToken", "AccessToken"])
def test_another_pools_token_never_verifies(make_app: MakeApp, token_use: str) -> None:
    here, there = make_app(), make_app()
    here.confirmed_user()
    token = here.sign_in()[token_use]
    with pytest.raises(jwt.PyJWKClientError, match="Unable to find a signing key"):
        jwt.PyJWKClient(jwks_url(there.issuer)).get_signing_key_from_jwt(token)
    for key in keys_of(there):  # nor if somebody overlooks the key id
        with pytest.raises(jwt.InvalidSignatureError):
            jwt.decode(token, jwt.PyJWK(key).key, algorithms=["RS256"], options=FORCED)


def test_a_jwks_has_the_members_that_cognito_publishes(app: App) -> None:
    response = requests.get(jwks_url(app.issuer), timeout=5)
    assert response.headers["content-type"] == "application/json"
    assert list(response.json()) == ["keys"]
    for key in response.json()["keys"]:
        assert set(key) == {"alg", "e", "kid", "kty", "n", "use"}
    assert len(response.json()["keys"]) == 2


def test_the_discovery_document_names_the_issuer_of_the_tokens(app: App) -> None:
    app.confirmed_user()
    document = requests.get(discovery_url(app.issuer), timeout=5).json()
    tokens = app.sign_in()
    assert document["issuer"] == app.issuer
    assert {claims_of(tokens[name])["iss"] for name in ("IdToken", "AccessToken")} == {app.issuer}
    assert requests.get(document["jwks_uri"], timeout=5).json()["keys"] == keys_of(app)


@pytest.mark.parametrize(
    ("custom", "address"),
    [
        ({"Domain": "shop"}, "https://shop.auth.us-east-1.amazoncognito.com"),
        (
            {
                "Domain": "login.example.com",
                "CustomDomainConfig": {
                    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/abc"
                },
            },
            "https://login.example.com",
        ),
    ],
)
def test_a_pool_with_a_domain_tells_its_endpoints(
    app: App, cognito_idp: Any, custom: dict[str, Any], address: str
) -> None:
    before = requests.get(discovery_url(app.issuer), timeout=5).json()
    assert "token_endpoint" not in before
    cognito_idp.create_user_pool_domain(UserPoolId=app.user_pool_id, **custom)
    after = requests.get(discovery_url(app.issuer), timeout=5).json()
    assert after["token_endpoint"] == f"{address}/oauth2/token"
    assert after["authorization_endpoint"] == f"{address}/oauth2/authorize"
    assert after["issuer"] == app.issuer


@pytest.mark.parametrize("url_of", [jwks_url, discovery_url])
def test_a_pool_that_is_not_there_has_no_documents(
    app: App, cognito_idp: Any, url_of: Callable[[str], str]
) -> None:
    here = url_of(app.issuer)
    assert requests.get(here, timeout=5).status_code == 200
    wrong = [
        here.replace(app.user_pool_id, "us-east-1_Nowhere12"),  # no such pool
        here.replace(app.user_pool_id, app.user_pool_id.lower()),  # ids have a case
        here.replace("cognito-idp.us-east-1", "cognito-idp.eu-west-1"),  # another region's host
        here.replace("us-east-1", "eu-west-1"),
    ]
    for url in wrong:
        response = requests.get(url, timeout=5)
        assert (url, response.status_code) == (url, 404)
        assert "does not exist" in response.json()["message"]
    cognito_idp.delete_user_pool(UserPoolId=app.user_pool_id)
    assert requests.get(here, timeout=5).status_code == 404


@pytest.mark.parametrize(
    "sign_in_again",
    [
        lambda app, refresh: app.cognito_idp.initiate_auth(
            ClientId=app.client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": refresh},
        ),
        lambda app, refresh: app.cognito_idp.admin_initiate_auth(
            UserPoolId=app.user_pool_id,
            ClientId=app.client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
        ),
    ],
    ids=["refresh", "admin"],
)
def test_every_way_of_signing_in_signs_with_the_pools_keys(
    app: App, lab: Lab, sign_in_again: Callable[[App, str], dict[str, Any]]
) -> None:
    app.confirmed_user()
    tokens = sign_in_again(app, app.sign_in()["RefreshToken"])["AuthenticationResult"]
    assert "keys-per-pool" in lab.trace[-1].behaviours
    for name, key in zip(("IdToken", "AccessToken"), keys_of(app), strict=True):
        jwt.decode(tokens[name], jwt.PyJWK(key).key, algorithms=["RS256"], options=FORCED)


@pytest.mark.parametrize("admin", [False, True], ids=["user", "admin"])
def test_an_answered_challenge_signs_with_the_pools_keys(
    app: App, cognito_idp: Any, lab: Lab, admin: bool
) -> None:
    pool = {"UserPoolId": app.user_pool_id}
    cognito_idp.admin_create_user(**pool, Username="bob", TemporaryPassword="Temporary-1")
    challenge = cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "bob", "PASSWORD": "Temporary-1"},
    )
    answer = {
        "ClientId": app.client_id,
        "ChallengeName": challenge["ChallengeName"],
        "Session": challenge["Session"],
        "ChallengeResponses": {"USERNAME": "bob", "NEW_PASSWORD": "Correct-Horse-2"},
    }
    if admin:
        tokens = cognito_idp.admin_respond_to_auth_challenge(**pool, **answer)
    else:
        tokens = cognito_idp.respond_to_auth_challenge(**answer)
    assert "keys-per-pool" in lab.trace[-1].behaviours
    header = jwt.get_unverified_header(tokens["AuthenticationResult"]["IdToken"])
    assert header["kid"] == keys_of(app)[0]["kid"]


def test_groups_are_listed_by_precedence_and_then_by_name(app: App, cognito_idp: Any) -> None:
    app.confirmed_user()
    pool = {"UserPoolId": app.user_pool_id}
    for name, precedence in (("z", 1), ("c", 2), ("a", 2), ("m", None), ("b", None), ("y", 0)):
        order = {} if precedence is None else {"Precedence": precedence}
        cognito_idp.create_group(**pool, GroupName=name, **order)
        cognito_idp.admin_add_user_to_group(**pool, Username="ana", GroupName=name)
    tokens = app.sign_in()
    for name in ("IdToken", "AccessToken"):
        assert claims_of(tokens[name])["cognito:groups"] == ["y", "z", "a", "c", "b", "m"]
    cognito_idp.update_group(**pool, GroupName="m", Precedence=0)
    cognito_idp.delete_group(**pool, GroupName="z")
    groups = claims_of(app.sign_in()["IdToken"])["cognito:groups"]
    assert groups == ["m", "y", "a", "c", "b"]


def test_a_user_of_no_group_has_no_such_claim(app: App, lab: Lab) -> None:
    app.confirmed_user()
    assert "cognito:groups" not in claims_of(app.sign_in()["IdToken"])
    assert "groups-in-order" not in lab.trace[-1].behaviours


SCHEMA = [{"Name": "tier", "AttributeDataType": "String", "Mutable": True}]


def test_the_id_token_carries_the_users_attributes_and_the_flags_as_booleans(
    make_app: MakeApp,
) -> None:
    app = make_app(Schema=SCHEMA)
    app.confirmed_user("ana", name="Ana", **{"custom:tier": "gold"})
    tokens = app.sign_in()
    claims = claims_of(tokens["IdToken"])
    assert claims["email"] == "ana@example.com"
    assert claims["email_verified"] is True
    assert claims["name"] == "Ana"
    assert claims["custom:tier"] == "gold"
    assert (
        not {"email", "email_verified", "name", "custom:tier"}
        & claims_of(tokens["AccessToken"]).keys()
    )


def test_the_id_token_carries_what_the_client_may_read_and_no_more(make_app: MakeApp) -> None:
    app = make_app(Schema=SCHEMA, client={"ReadAttributes": ["email"]})
    app.confirmed_user("ana", name="Ana", **{"custom:tier": "gold"})
    claims = claims_of(app.sign_in()["IdToken"])
    assert claims["email"] == "ana@example.com"
    assert not {"email_verified", "name", "custom:tier"} & claims.keys()
    assert claims["sub"] == app.attributes("ana")["sub"]


def test_an_attribute_of_no_schema_becomes_no_claim(app: App) -> None:
    hostile = {
        "iss": "https://evil.example",
        "aud": "x",
        "exp": "9999999999",
        "token_use": "access",
    }
    app.confirmed_user("plain")
    expected = claims_of(app.sign_in("plain")["IdToken"])
    with app.lab.ledger.without("attributes-follow-the-schema"):
        app.confirmed_user("ana", **hostile, **{"cognito:groups": "admins", "custom:none": "x"})
        sub = app.attributes("ana")["sub"]
        app.cognito_idp.admin_update_user_attributes(
            UserPoolId=app.user_pool_id,
            Username="ana",
            UserAttributes=[{"Name": "sub", "Value": "somebody else's"}],
        )
    token = app.sign_in("ana")["IdToken"]
    claims = claims_of(token)
    assert claims.keys() == expected.keys()
    assert claims["sub"] == sub
    assert (claims["iss"], claims["aud"], claims["token_use"]) == (app.issuer, app.client_id, "id")
    jwt.decode(token, jwt.PyJWK(keys_of(app)[0]).key, algorithms=["RS256"], audience=app.client_id)


def test_an_address_that_is_not_verified_is_false_and_not_the_text_false(
    app: App, cognito_idp: Any
) -> None:
    app.confirmed_user()
    cognito_idp.admin_update_user_attributes(
        UserPoolId=app.user_pool_id,
        Username="ana",
        UserAttributes=[{"Name": "email_verified", "Value": "false"}],
    )
    assert claims_of(app.sign_in()["IdToken"])["email_verified"] is False
