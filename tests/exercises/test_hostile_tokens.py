"""The exercise's tokens: the honest ones are, and each hostile one has exactly its own fault."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cognito_lab.exercises.hostile_tokens import Tokens, make_tokens
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.verification import TokenVerification, verify_token

NOW = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)

FAULTS = {
    "payload edited": ["signature"],
    "algorithm `none`": ["algorithm", "signature"],
    "`HS256`, signed with the public key": ["algorithm", "signature"],
    "signature taken away": ["signature"],
    "key in the header (`jwk`)": ["signature"],
    "key's address in the header (`jku`)": ["kid", "key", "signature"],
    "issuer one character off": ["kid", "key", "signature", "issuer"],
    "another pool's token": ["kid", "key", "signature", "issuer"],
    "another app client's token": ["audience"],
    "access token": ["token use", "audience"],
    "access token with an `aud`": ["token use"],
    "expired this very second": ["expiry"],
}


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return make_tokens(NOW)


def verified(tokens: Tokens, token: str, published: Any = None) -> TokenVerification:
    jwks = (published or tokens.published)[jwks_url(tokens.issuer)]
    return verify_token(
        token,
        jwks,
        issuer=tokens.issuer,
        audience=tokens.app_client_id,
        token_use="id",
        now=NOW,
    )


def test_there_are_twelve_hostile_tokens_each_with_a_belief_of_its_own(tokens: Tokens) -> None:
    assert [hostile.title for hostile in tokens.hostile] == list(FAULTS)
    assert len({hostile.belief for hostile in tokens.hostile}) == 12
    assert len({hostile.token for hostile in tokens.hostile}) == 12


@pytest.mark.parametrize("title", FAULTS)
def test_a_hostile_token_fails_at_the_gates_that_it_is_there_for(
    tokens: Tokens, title: str
) -> None:
    (hostile,) = (one for one in tokens.hostile if one.title == title)
    failed = verified(tokens, hostile.token).failed
    assert [str(check.subject) for check in failed] == FAULTS[title]


def test_whoever_can_write_claims_asks_for_more_than_the_user_has(tokens: Tokens) -> None:
    asks = [
        hostile.title
        for hostile in tokens.hostile
        if "admins" in verified(tokens, hostile.token).untrusted_claims["cognito:groups"]
    ]
    assert asks == list(FAULTS)[:6]


def test_the_honest_tokens_pass_every_check_with_the_claims_that_are_told(tokens: Tokens) -> None:
    for honest in tokens.honest:
        assert verified(tokens, honest.token).claims == honest.claims
    expiries = [honest.claims["exp"] - NOW.timestamp() for honest in tokens.honest]
    assert expiries == [3600, 3600, 1]
    assert "cognito:groups" not in tokens.honest[1].claims


def test_what_is_signed_later_passes_once_its_key_is_published_and_the_old_ones_still_do(
    tokens: Tokens,
) -> None:
    new, old = tokens.honest_later
    assert verified(tokens, new.token).failed[0].subject == "kid"
    assert verified(tokens, old.token).accepted
    for honest in (new, old):
        assert verified(tokens, honest.token, tokens.published_later).claims == honest.claims


def test_forgers_publish_where_their_tokens_lead_and_never_at_the_pools_address(
    tokens: Tokens,
) -> None:
    pools = tokens.published[jwks_url(tokens.issuer)]["keys"]
    others = [jwks for url, jwks in tokens.published.items() if url != jwks_url(tokens.issuer)]
    assert len(others) == 3
    kids = {key["kid"] for key in pools}
    assert not any(key["kid"] in kids for jwks in others for key in jwks["keys"])
