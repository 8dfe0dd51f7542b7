"""A pool signs with new keys on request: what verifies before and after."""

from typing import Any

import jwt
import pytest
import requests

from cognito_lab.aws import Lab
from cognito_lab.aws.world import NoLabRunning
from cognito_lab.tokens.discovery import jwks_url
from tests.aws.app import App, MakeApp

TOKENS = ("IdToken", "AccessToken")


def published(app: App) -> list[dict[str, str]]:
    return requests.get(jwks_url(app.issuer), timeout=5).json()["keys"]


def kid_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def verified(app: App, token: str) -> dict[str, Any]:
    """The claims, by the key that the JWKS has for this token."""
    key = next(key for key in published(app) if key["kid"] == kid_of(token))
    options = {"verify_aud": False}
    return jwt.decode(token, jwt.PyJWK(key).key, algorithms=["RS256"], options=options)


def test_new_tokens_have_new_keys_and_the_old_ones_still_verify(app: App, lab: Lab) -> None:
    app.confirmed_user()
    before, old = app.sign_in(), published(app)
    lab.rotate_signing_keys(app.user_pool_id)
    after, new = app.sign_in(), published(app)
    assert new[2:] == old
    assert [kid_of(after[name]) for name in TOKENS] == [key["kid"] for key in new[:2]]
    assert len({key["kid"] for key in new}) == 4
    for tokens in (before, after):
        assert [verified(app, tokens[name])["token_use"] for name in TOKENS] == ["id", "access"]
    assert app.cognito_idp.get_user(AccessToken=before["AccessToken"])["Username"] == "ana"


def test_a_second_rotation_keeps_all_that_were_there(app: App, lab: Lab) -> None:
    first = published(app)
    lab.rotate_signing_keys(app.user_pool_id)
    second = published(app)
    lab.rotate_signing_keys(app.user_pool_id)
    assert published(app)[2:] == second
    assert published(app)[4:] == first


def test_keys_that_are_forgotten_are_in_the_jwks_no_more(app: App, lab: Lab) -> None:
    app.confirmed_user()
    token, old = app.sign_in()["IdToken"], published(app)
    lab.rotate_signing_keys(app.user_pool_id, forget_old=True)
    assert not {key["kid"] for key in published(app)} & {key["kid"] for key in old}
    assert len(published(app)) == 2
    with pytest.raises(jwt.PyJWKClientError, match="Unable to find a signing key"):
        jwt.PyJWKClient(jwks_url(app.issuer)).get_signing_key_from_jwt(token)
    assert verified(app, app.sign_in()["IdToken"])["cognito:username"] == "ana"


def test_cognitos_own_operations_go_by_the_keys_of_the_moment(app: App, lab: Lab) -> None:
    app.confirmed_user()
    before = app.sign_in()["AccessToken"]
    app.cognito_idp.get_user(AccessToken=before)
    lab.rotate_signing_keys(app.user_pool_id, forget_old=True)
    after = app.sign_in()["AccessToken"]
    assert app.cognito_idp.get_user(AccessToken=after)["Username"] == "ana"
    with pytest.raises(app.cognito_idp.exceptions.NotAuthorizedException):
        app.cognito_idp.get_user(AccessToken=before)


def test_a_rotation_is_of_one_pool(make_app: MakeApp, lab: Lab) -> None:
    here, there = make_app(), make_app()
    before = published(there)
    lab.rotate_signing_keys(here.user_pool_id)
    assert published(there) == before
    assert not {key["kid"] for key in before} & {key["kid"] for key in published(here)}


def test_the_trace_tells_of_it(app: App, lab: Lab) -> None:
    lab.rotate_signing_keys(app.user_pool_id)
    lab.rotate_signing_keys(app.user_pool_id, forget_old=True)
    notes = [entry for entry in lab.trace.entries if getattr(entry, "kind", "") == "keys"]
    assert [note.text for note in notes] == [
        f"{app.user_pool_id} signs with new keys, and still publishes the old ones",
        f"{app.user_pool_id} signs with new keys, and forgets the old ones",
    ]


def test_a_pool_that_is_not_there_has_no_keys_to_rotate(app: App, lab: Lab) -> None:
    with pytest.raises(KeyError, match="the lab has no user pool 'us-east-1_Nowhere12'"):
        lab.rotate_signing_keys("us-east-1_Nowhere12")


def test_a_lab_that_is_stopped_rotates_nothing(app: App, lab: Lab) -> None:
    lab.stop()
    with pytest.raises(NoLabRunning, match=r"lab\.reset\(\)"):
        lab.rotate_signing_keys(app.user_pool_id)
    lab.reset()
