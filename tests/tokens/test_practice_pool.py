from dataclasses import replace
from typing import Any

import jwt
import pytest

from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.keys import PoolKeys, SigningKey
from cognito_lab.tokens.practice_pool import make_practice_pool
from tests.tokens.practice import LOOT, NOW, POOL, SECONDS, failing, verified


@pytest.mark.parametrize("use", ["id", "access"])
def test_a_token_is_signed_by_the_key_of_its_use_and_good_for_an_hour(use: Any) -> None:
    token = POOL.token(use)
    assert jwt.get_unverified_header(token)["kid"] == POOL.keys.for_use(use).kid
    claims = verified(token, use).claims
    assert claims == POOL.claims(use)
    assert (claims["iat"], claims["auth_time"], claims["exp"]) == (SECONDS, SECONDS, SECONDS + 3600)
    assert claims["token_use"] == use


def test_each_use_has_the_claims_that_cognito_gives_it() -> None:
    identity, access = POOL.claims("id"), POOL.claims("access")
    assert identity.keys() - access.keys() == {"aud", "cognito:username", "email", "email_verified"}
    assert access.keys() - identity.keys() == {"client_id", "scope", "username"}
    shared = identity.keys() & access.keys() - {"jti", "token_use"}
    assert all(identity[claim] == access[claim] for claim in shared)
    assert identity["jti"] != access["jti"]


def test_claims_are_set_and_none_takes_one_out() -> None:
    claims = verified(POOL.token("id", {"email": None, "custom:x": "1"})).claims
    assert "email" not in claims and claims["custom:x"] == "1"


def test_the_same_pool_gives_the_same_tokens_and_another_user_other_ones() -> None:
    assert POOL.token() == POOL.token()
    ben = replace(POOL, username="ben").claims()
    assert ben["cognito:username"] == "ben" and ben["email"] == "ben@example.com"
    assert ben["sub"] != POOL.claims()["sub"]
    assert replace(POOL, user_pool_id="us-east-1_X").claims()["sub"] != POOL.claims()["sub"]


def test_the_issuer_is_made_of_the_pools_id() -> None:
    pool = replace(POOL, user_pool_id="eu-west-1_AbC")
    assert pool.issuer == "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC"


def test_what_the_app_expects_can_be_changed() -> None:
    assert POOL.expected().issuer == POOL.issuer
    assert POOL.expected("access", scopes="a", leeway=2).scopes == {"a"}
    assert POOL.expected(issuer="https://other.example.com").issuer == "https://other.example.com"


@pytest.mark.parametrize("use", ["id", "access"])
def test_the_loot_is_honest_and_meant_for_something_else(use: Any) -> None:
    own = PoolKeys(LOOT.own_key, LOOT.own_key)
    loot = POOL.loot(own, use)
    refused = {name: failing(verified(token, use)) for name, token in loot.tokens.items()}
    missing = [("token use", "use-differs"), ("audience", "claim-missing")]
    assert refused == {
        "another-pool": [
            ("kid", "kid-unknown"),
            ("key", "no-key"),
            ("signature", "no-key"),
            ("issuer", "issuer-differs"),
        ],
        "another-client": [("audience", "audience-differs")],
        "another-use": missing,
        "expired": [("expiry", "expired")],
        "not-yet-valid": [("not before", "not-yet-valid")],
    }
    assert loot.jwks == POOL.keys.jwks()
    assert loot.own_key is own.id_token


@pytest.mark.parametrize("last", ["1", "2", "3"])
def test_the_other_pool_is_another_one_and_verifies_there(last: str) -> None:
    pool = replace(POOL, user_pool_id=f"us-east-1_AbC{last}")
    loot = pool.loot(PoolKeys(LOOT.own_key, LOOT.own_key))
    ((address, jwks),) = loot.published.items()
    issuer = address.removesuffix("/.well-known/jwks.json")
    assert address == jwks_url(issuer) and issuer != pool.issuer
    assert verified(loot.tokens["another-pool"], jwks=jwks, issuer=issuer).accepted


def test_a_fresh_pool_has_keys_of_its_own() -> None:
    pool, loot = make_practice_pool(NOW)
    assert verified(pool.token(), jwks=pool.key_set).accepted
    kids = {pool.keys.id_token.kid, pool.keys.access_token.kid, loot.own_key.kid}
    assert len(kids) == 3
    assert not kids & {POOL.keys.id_token.kid, LOOT.own_key.kid}
    assert isinstance(loot.own_key, SigningKey)
