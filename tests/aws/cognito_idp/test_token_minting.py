"""What the tokens of the mocked pool say, sign-in by sign-in."""

import dataclasses
import uuid
from typing import Any

import jwt
import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.aws.cognito_idp.token_minting import issuing, token_in_the_making
from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.token_customization import TokenCustomization
from tests.aws.app import App, MakeApp

OF_BOTH = {"sub", "iss", "event_id", "auth_time", "iat", "exp", "jti", "origin_jti", "token_use"}
ARN = "arn:aws:iam::123456789012:role/"


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def both(tokens: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The claims of the ID token and of the access token."""
    return claims_of(tokens["IdToken"]), claims_of(tokens["AccessToken"])


def refreshed(app: App, tokens: dict[str, Any]) -> dict[str, Any]:
    return app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )["AuthenticationResult"]


def pool_of(app: App) -> LabUserPool:
    pool = find_pool(app.user_pool_id)
    assert isinstance(pool, LabUserPool)
    return pool


def test_the_tokens_of_a_sign_in_have_these_claims_and_no_others(app: App) -> None:
    app.confirmed_user()
    id_token, access_token = both(app.sign_in())
    assert id_token.keys() == OF_BOTH | {"aud", "cognito:username", "email", "email_verified"}
    assert access_token.keys() == OF_BOTH | {"client_id", "username", "scope"}


def test_what_both_share_is_equal_and_each_has_its_own_jti(app: App) -> None:
    app.confirmed_user()
    id_token, access_token = both(app.sign_in())
    differing = {name for name in OF_BOTH if id_token[name] != access_token[name]}
    assert differing == {"jti", "token_use"}
    assert uuid.UUID(id_token["event_id"]).version == 4


def test_each_sign_in_is_an_event_and_an_origin_of_its_own(app: App) -> None:
    app.confirmed_user()
    first, second = (both(app.sign_in())[0] for _ in range(2))
    for name in ("event_id", "origin_jti", "jti"):
        assert first[name] != second[name]


def test_a_refresh_keeps_the_moment_the_event_and_the_origin_of_the_sign_in(
    app: App, lab: Lab
) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    before = both(tokens)
    lab.clock.advance(hours=5)
    after = both(refreshed(app, tokens))
    for old, new in zip(before, after, strict=True):
        changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        assert changed == {"iat", "exp", "jti"}
        assert new["iat"] - new["auth_time"] > 5 * 3600 - 60
    assert "auth-time-is-kept" in lab.trace[-1].behaviours


def test_a_family_that_was_recorded_is_what_the_tokens_say(app: App) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    families = pool_of(app).token_families
    origin = both(tokens)[0]["origin_jti"]
    families[origin] = dataclasses.replace(families[origin], auth_time=7, event_id="recorded")
    for claims in both(refreshed(app, tokens)):
        assert (claims["auth_time"], claims["event_id"]) == (7, "recorded")


@pytest.mark.parametrize(
    ("pool", "name"),
    [
        ({"UsernameAttributes": ["email"]}, "ana@example.com"),
        (
            {"UsernameAttributes": ["phone_number"], "AutoVerifiedAttributes": []},
            "+14325551212",
        ),
        ({"UsernameAttributes": ["email", "phone_number"]}, "ana@example.com"),
    ],
    ids=["email", "phone", "either"],
)
def test_where_an_address_is_the_user_name_the_tokens_say_the_sub(
    make_app: MakeApp, pool: dict[str, Any], name: str
) -> None:
    app = make_app(**pool)
    app.administer("admin_create_user", name, MessageAction="SUPPRESS")
    app.administer("admin_set_user_password", name, Password="Correct-Horse-1", Permanent=True)
    id_token, access_token = both(app.sign_in(name))
    assert id_token["cognito:username"] == access_token["username"] == id_token["sub"]


def test_an_address_that_the_client_may_not_read_is_no_claim_in_a_pool_of_addresses(
    make_app: MakeApp,
) -> None:
    app = make_app(UsernameAttributes=["email"], client={"ReadAttributes": ["name"]})
    app.confirmed_user("ana@example.com", email="ana@example.com")
    assert "email" not in both(app.sign_in("ana@example.com"))[0]


def test_who_signs_in_by_an_alias_is_called_by_the_user_name(make_app: MakeApp) -> None:
    app = make_app(AliasAttributes=["email"])
    app.confirmed_user("ana", email="ana@example.com")
    tokens = app.sign_in("ana@example.com")
    for claims in (*both(tokens), *both(refreshed(app, tokens))):
        assert claims.get("username", claims.get("cognito:username")) == "ana"


def test_without_revocation_tokens_have_neither_jti_nor_origin_jti(make_app: MakeApp) -> None:
    app = make_app(client={"EnableTokenRevocation": False})
    app.confirmed_user()
    tokens = app.sign_in()
    for claims in (*both(tokens), *both(refreshed(app, tokens))):
        assert not {"jti", "origin_jti"} & claims.keys()
    assert app.cognito_idp.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ana"


def in_groups(app: App, **groups: tuple[int | None, str | None]) -> None:
    """Ana in these groups: by name, Precedence and role."""
    for name, (precedence, role) in groups.items():
        given = {"Precedence": precedence, "RoleArn": role and ARN + role}
        app.cognito_idp.create_group(
            UserPoolId=app.user_pool_id,
            GroupName=name,
            **{key: value for key, value in given.items() if value is not None},
        )
        app.administer("admin_add_user_to_group", GroupName=name)


def test_roles_are_in_the_id_token_alone_and_follow_the_groups(app: App) -> None:
    app.confirmed_user()
    in_groups(app, guards=(2, "guard"), guides=(1, "guide"), friends=(0, None))
    id_token, access_token = both(app.sign_in())
    assert id_token["cognito:groups"] == ["friends", "guides", "guards"]
    assert id_token["cognito:roles"] == [f"{ARN}guide", f"{ARN}guard"]
    assert id_token["cognito:preferred_role"] == f"{ARN}guide"
    assert not {"cognito:roles", "cognito:preferred_role"} & access_token.keys()
    app.cognito_idp.update_group(UserPoolId=app.user_pool_id, GroupName="guides", Precedence=2)
    assert "cognito:preferred_role" not in both(app.sign_in())[0]


def test_a_refresh_takes_what_is_known_of_the_user_by_now(app: App) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    in_groups(app, guides=(1, "guide"))
    name = [{"Name": "name", "Value": "Ana"}]
    app.administer("admin_update_user_attributes", UserAttributes=name)
    id_token, access_token = both(refreshed(app, tokens))
    assert (id_token["name"], id_token["cognito:roles"]) == ("Ana", [f"{ARN}guide"])
    assert access_token["cognito:groups"] == ["guides"]


def test_half_of_a_character_in_an_attribute_leaves_a_token_that_can_be_read(app: App) -> None:
    app.confirmed_user()
    half = [{"Name": "name", "Value": "An\ud800a"}]
    app.administer("admin_update_user_attributes", UserAttributes=half)
    anatomy = decode_unverified(app.sign_in()["IdToken"])
    assert anatomy.is_well_formed
    assert anatomy.payload.value["name"] == "An\ufffda"


def test_an_address_is_an_object_as_openid_connect_wants_it(app: App) -> None:
    app.confirmed_user("ana", address="1 Main St")
    assert both(app.sign_in())[0]["address"] == {"formatted": "1 Main St"}


def test_tokens_live_as_long_as_the_client_says_also_when_refreshed(
    make_app: MakeApp, lab: Lab
) -> None:
    app = make_app(
        client={
            "AccessTokenValidity": 5,
            "IdTokenValidity": 2,
            "TokenValidityUnits": {"AccessToken": "minutes"},
        }
    )
    app.confirmed_user()
    tokens = app.sign_in()
    for answer in (tokens, refreshed(app, tokens)):
        id_token, access_token = both(answer)
        assert id_token["exp"] - id_token["iat"] == 2 * 3600
        assert access_token["exp"] - access_token["iat"] == answer["ExpiresIn"] == 300
    assert "token-lifetimes" in lab.trace[-1].behaviours


def test_a_lifetime_that_is_changed_is_that_of_the_next_token(app: App) -> None:
    app.confirmed_user()
    tokens = app.sign_in()
    app.cognito_idp.update_user_pool_client(
        UserPoolId=app.user_pool_id,
        ClientId=app.client_id,
        AccessTokenValidity=3,
        ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"],
    )
    assert both(refreshed(app, tokens))[1]["exp"] - both(tokens)[1]["exp"] > 2 * 3600 - 60


def test_where_nothing_differs_from_moto_no_row_of_tokens_stands_on_the_call(
    app: App, lab: Lab
) -> None:
    app.confirmed_user()
    app.sign_in()
    acted = set(lab.trace[-1].behaviours)
    assert {"event-id-in-tokens", "attributes-in-id-token", "keys-per-pool"} <= acted
    assert not acted & {
        "username-in-tokens",
        "auth-time-is-kept",
        "roles-in-id-token",
        "revocation-claims",
        "token-lifetimes",
        "groups-in-order",
        "pre-token-generation-trigger",
    }


@pytest.mark.parametrize("admin", [False, True], ids=["user", "admin"])
def test_every_way_of_signing_in_makes_the_same_tokens(app: App, admin: bool) -> None:
    app.confirmed_user()
    parameters = {"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"}
    if admin:
        tokens = app.cognito_idp.admin_initiate_auth(
            UserPoolId=app.user_pool_id,
            ClientId=app.client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters=parameters,
        )["AuthenticationResult"]
    else:
        tokens = app.sign_in()
    id_token, access_token = both(tokens)
    assert id_token["aud"] == access_token["client_id"] == app.client_id
    assert id_token["event_id"] == access_token["event_id"]


def test_the_same_seed_makes_the_same_tokens(make_app: MakeApp, lab: Lab) -> None:
    def made() -> dict[str, Any]:
        app = make_app()
        app.confirmed_user()
        return app.sign_in()

    first = made()
    lab.reset()
    assert made() == first


def test_a_row_that_is_off_gives_its_own_claims_back_to_moto_and_no_others(
    app: App, lab: Lab
) -> None:
    app.confirmed_user("ana", name="Ana")
    with lab.ledger.without("attributes-in-id-token"):
        id_token = both(app.sign_in())[0]
    assert not {"name", "email", "email_verified"} & id_token.keys()
    assert "event_id" in id_token
    with lab.ledger.without("event-id-in-tokens"):
        id_token, access_token = both(app.sign_in())
    assert "event_id" not in id_token.keys() | access_token.keys()
    assert id_token["name"] == "Ana"


def test_what_was_wanted_of_some_tokens_is_not_of_those_that_follow(app: App) -> None:
    app.confirmed_user()
    pool, wanted = pool_of(app), TokenCustomization(scopes_to_add=("shop/read",))
    origin = both(app.sign_in())[0]["origin_jti"]
    with issuing("ana", wanted):
        token, _ = pool.create_access_token(app.client_id, "ana", origin)
        assert claims_of(token)["scope"].endswith(" shop/read")
    token, _ = pool.create_access_token(app.client_id, "ana", origin)
    assert claims_of(token)["scope"] == "aws.cognito.signin.user.admin"
    assert token_in_the_making() is None
