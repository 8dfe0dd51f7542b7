"""The claims of both tokens: all of them, with their types."""

import base64
import dataclasses
import hashlib
from typing import Any

import pytest

from cognito_lab.tokens.claims import (
    API_SCOPE,
    Issue,
    TokenOwner,
    access_token_claims,
    at_hash,
    attribute_claim,
    id_token_claims,
    with_scopes,
)
from cognito_lab.tokens.group_roles import GroupConfiguration
from cognito_lab.tokens.token_family import TokenFamily

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123"
FAMILY = TokenFamily("origin", "event", 1000, "ana", "app1")
ISSUE = Issue(ISSUER, FAMILY, now=5000)
ANA = TokenOwner("sub-of-ana", "ana", {})
COMMON = {
    "sub": "sub-of-ana",
    "iss": ISSUER,
    "event_id": "event",
    "auth_time": 1000,
    "iat": 5000,
    "exp": 5300,
    "jti": "new",
    "origin_jti": "origin",
}


def id_token(owner: TokenOwner = ANA, issue: Issue = ISSUE, **beside: Any) -> dict[str, Any]:
    return id_token_claims(owner, issue, lifetime=300, jti="new", **beside)


def access_token(owner: TokenOwner = ANA, issue: Issue = ISSUE, **beside: Any) -> dict[str, Any]:
    return access_token_claims(owner, issue, lifetime=300, jti="new", **beside)


def test_an_id_token_says_who_and_for_whom_and_nothing_else() -> None:
    assert id_token() == COMMON | {"token_use": "id", "aud": "app1", "cognito:username": "ana"}


def test_an_access_token_says_what_for_and_has_no_audience() -> None:
    assert access_token() == COMMON | {
        "token_use": "access",
        "client_id": "app1",
        "username": "ana",
        "scope": "aws.cognito.signin.user.admin",
    }


def test_a_refresh_keeps_when_the_user_signed_in_and_the_origin_and_makes_the_rest_anew() -> None:
    later = dataclasses.replace(ISSUE, now=9000)
    before, after = id_token(), id_token_claims(ANA, later, lifetime=300, jti="newer")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"iat", "exp", "jti"}


def test_without_revocation_there_is_neither_jti_nor_origin_jti() -> None:
    issue = dataclasses.replace(ISSUE, revocable=False)
    for claims in (id_token(issue=issue), access_token(issue=issue)):
        assert not {"jti", "origin_jti"} & claims.keys()
        assert claims["event_id"] == "event"


def test_groups_are_in_both_and_roles_in_the_id_token_alone() -> None:
    owner = dataclasses.replace(ANA, groups=GroupConfiguration(("x",), ("arn",), "arn"))
    claims = id_token(owner)
    assert (claims["cognito:groups"], claims["cognito:roles"]) == (["x"], ["arn"])
    assert claims["cognito:preferred_role"] == "arn"
    assert {name for name in access_token(owner) if name.startswith("cognito:")} == {
        "cognito:groups"
    }


def test_attributes_are_in_the_id_token_alone() -> None:
    owner = dataclasses.replace(ANA, attributes={"email": "a@b.example", "custom:tier": "gold"})
    assert id_token(owner)["email"] == "a@b.example"
    assert id_token(owner)["custom:tier"] == "gold"
    assert access_token(owner) == access_token()


@pytest.mark.parametrize("name", sorted(id_token().keys() | {"cognito:groups"}))
def test_no_attribute_can_take_the_place_of_a_claim_of_cognitos_own(name: str) -> None:
    owner = dataclasses.replace(ANA, attributes={name: "forged"}, groups=GroupConfiguration(("x",)))
    assert id_token(owner)[name] != "forged"


@pytest.mark.parametrize(
    ("name", "value", "claim"),
    [
        ("email_verified", "true", True),
        ("email_verified", "TRUE", True),
        ("email_verified", "false", False),
        ("phone_number_verified", "true", True),
        ("custom:verified", "true", "true"),
        ("custom:age", "42", "42"),
        ("address", "1 Main St", {"formatted": "1 Main St"}),
        ("updated_at", "1767603600", 1767603600),
        ("updated_at", "1767603600.5", "1767603600.5"),
        ("updated_at", "²", "²"),  # a digit to Python, and none that int() takes
        ("name", "Ana", "Ana"),
    ],
)
def test_an_attribute_is_a_text_but_for_those_that_have_another_type(
    name: str, value: str, claim: Any
) -> None:
    found = attribute_claim(name, value)
    assert found == claim and type(found) is type(claim)


def test_what_an_oauth_endpoint_adds_is_there_only_where_it_applies() -> None:
    claims = id_token(nonce="n", access_token="a")
    assert (claims["nonce"], claims["at_hash"]) == ("n", at_hash("a"))
    assert not {"nonce", "at_hash"} & id_token().keys()
    assert access_token(version=2)["version"] == 2
    assert "version" not in access_token()


def test_at_hash_is_that_of_openid_connects_example() -> None:
    """https://openid.net/specs/openid-connect-core-1_0.html#id_token-tokenExample"""
    assert at_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y") == "77QmUPtjPfzWtF2AnpK9RQ"
    whole = hashlib.sha256(b"a").digest()
    assert base64.urlsafe_b64decode(at_hash("a") + "==") == whole[:16]


def test_scopes_stand_in_one_text_each_once_and_without_any_there_is_no_claim() -> None:
    assert with_scopes({"scope": "old", "a": 1}, ("x", "y", "x")) == {"a": 1, "scope": "x y"}
    assert with_scopes({"scope": "old", "a": 1}, ()) == {"a": 1}
    assert access_token(scopes=("openid", API_SCOPE))["scope"] == f"openid {API_SCOPE}"
