"""Identities: the same for the same login, and nobody else's."""

from __future__ import annotations

import re
from typing import Any

import boto3
import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.app import App, Refusal
from tests.aws.cognito_identity.photo_app import PhotoApp

NOT_AUTHORIZED, NOT_FOUND = "NotAuthorizedException", "ResourceNotFoundException"
NOT_YOURS = (
    NOT_AUTHORIZED,
    "Logins don't match. Please include at least one valid login for this identity or identity "
    "pool.",
)
NOBODYS = "us-east-1:00000000-0000-4000-8000-000000000000"


def state(photo_app: PhotoApp) -> Any:
    """What must not change when a call is refused."""
    listed = photo_app.identity.list_identities(IdentityPoolId=photo_app.pool, MaxResults=60)
    return listed["Identities"], len(photo_app.lab._world.issued)


def test_the_same_login_is_the_same_identity_also_after_a_new_sign_in(
    photo_app: PhotoApp,
) -> None:
    ana = photo_app.get_id(photo_app.logins())
    assert re.fullmatch(r"us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ana)
    photo_app.lab.clock.advance(hours=2)
    assert photo_app.get_id(photo_app.logins()) == ana
    assert photo_app.get_id(photo_app.logins("ben")) != ana


def test_each_guest_is_a_new_identity(photo_app: PhotoApp) -> None:
    assert photo_app.get_id() != photo_app.get_id()


def test_one_user_is_another_identity_in_another_pool(photo_app: PhotoApp) -> None:
    logins = photo_app.logins()
    other = PhotoApp(photo_app.lab, photo_app.app)
    assert other.get_id(logins) != photo_app.get_id(logins)


def test_guests_can_be_forbidden(photo_app: PhotoApp, refusal: Refusal) -> None:
    guest = photo_app.get_id()
    photo_app.both_roles()
    photo_app.change(AllowUnauthenticatedIdentities=False)
    before = state(photo_app)
    for call in (photo_app.get_id, lambda: photo_app.credentials(guest)):
        code, words = refusal(call)
        assert code == NOT_AUTHORIZED
        assert words == "Unauthenticated access is not supported for this identity pool."
    assert state(photo_app) == before


def test_a_guest_who_signs_in_keeps_the_identity(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    guest, logins = photo_app.get_id(), photo_app.logins()
    photo_app.credentials(guest, logins)
    assert photo_app.get_id(logins) == guest
    told = photo_app.identity.describe_identity(IdentityId=guest)
    assert told["Logins"] == [photo_app.provider]
    assert told["LastModifiedDate"] > told["CreationDate"]


def test_a_login_of_somebodys_is_not_linked_with_a_guest(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    logins = photo_app.logins()
    photo_app.get_id(logins)
    guest = photo_app.get_id()
    before = state(photo_app)
    assert refusal(photo_app.credentials, guest, logins)[0] == "ResourceConflictException"
    assert state(photo_app) == before


@pytest.mark.parametrize("operation", ["get_credentials_for_identity", "get_open_id_token"])
def test_who_knows_an_identity_id_still_needs_its_login(
    photo_app: PhotoApp, refusal: Refusal, operation: str
) -> None:
    photo_app.both_roles()
    ana = photo_app.get_id(photo_app.logins())
    bens = photo_app.logins("ben")
    before = state(photo_app)
    call = getattr(photo_app.identity, operation)
    assert refusal(call, IdentityId=ana, Logins=bens) == NOT_YOURS
    assert refusal(call, IdentityId=ana) == NOT_YOURS
    found = refusal(call, IdentityId=NOBODYS, Logins=bens)
    assert found == (NOT_FOUND, f"Identity '{NOBODYS}' not found.")
    assert state(photo_app) == before


def test_two_providers_are_one_identity_once_they_are_linked(photo_app: PhotoApp) -> None:
    photo_app.change(SupportedLoginProviders={"accounts.google.com": "web"})
    google = photo_app.lab.issuers.add("accounts.google.com")
    of_google = {"accounts.google.com": google.id_token("7", "web")}
    both = {**photo_app.logins(), **of_google}
    ana = photo_app.get_id(both)
    assert photo_app.get_id(photo_app.logins()) == photo_app.get_id(of_google) == ana
    photo_app.identity.unlink_identity(
        IdentityId=ana, Logins=both, LoginsToRemove=["accounts.google.com"]
    )
    assert photo_app.get_id(of_google) != ana
    assert photo_app.get_id(photo_app.logins()) == ana


def test_logins_are_unlinked_all_or_none(photo_app: PhotoApp, refusal: Refusal) -> None:
    photo_app.change(SupportedLoginProviders={"accounts.google.com": "web"})
    google = photo_app.lab.issuers.add("accounts.google.com")
    both = {**photo_app.logins(), "accounts.google.com": google.id_token("7", "web")}
    ana = photo_app.get_id(both)
    before = state(photo_app)
    named = {"IdentityId": ana, "Logins": both, "LoginsToRemove": ["accounts.google.com", "nope"]}
    assert refusal(photo_app.identity.unlink_identity, **named)[0] == NOT_FOUND
    assert state(photo_app) == before


def test_logins_of_two_identities_come_together_as_nobody(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.change(SupportedLoginProviders={"accounts.google.com": "web"})
    google = photo_app.lab.issuers.add("accounts.google.com")
    of_google = {"accounts.google.com": google.id_token("7", "web")}
    photo_app.get_id(photo_app.logins())
    photo_app.get_id(of_google)
    both = {**photo_app.logins(), **of_google}
    assert refusal(photo_app.get_id, both)[0] == "ResourceConflictException"


def test_an_identity_without_a_login_is_disabled(photo_app: PhotoApp, refusal: Refusal) -> None:
    logins = photo_app.logins()
    ana = photo_app.get_id(logins)
    unlink = photo_app.identity.unlink_identity
    bens = photo_app.logins("ben")
    own = [photo_app.provider]
    assert refusal(unlink, IdentityId=ana, Logins=bens, LoginsToRemove=own) == NOT_YOURS
    unlink(IdentityId=ana, Logins=logins, LoginsToRemove=own)
    assert refusal(photo_app.identity.describe_identity, IdentityId=ana)[0] == NOT_FOUND
    listed = photo_app.identity.list_identities
    everybody = listed(IdentityPoolId=photo_app.pool, MaxResults=60)["Identities"]
    assert [one["IdentityId"] for one in everybody] == [ana]
    hidden = listed(IdentityPoolId=photo_app.pool, MaxResults=60, HideDisabled=True)
    assert hidden["Identities"] == []


def test_identities_are_listed_page_by_page_and_deleted(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    guests = [photo_app.get_id() for _ in range(5)]
    listed = photo_app.identity.list_identities
    seen: list[str] = []
    page: dict[str, Any] = {"NextToken": None}
    while "NextToken" in page:
        token = {"NextToken": page["NextToken"]} if page["NextToken"] else {}
        page = listed(IdentityPoolId=photo_app.pool, MaxResults=2, **token)
        seen += [one["IdentityId"] for one in page["Identities"]]
    assert seen == guests
    wrong = refusal(listed, IdentityPoolId=photo_app.pool, MaxResults=2, NextToken="nonsense")
    assert wrong[0] == "InvalidParameterException"
    gone = photo_app.identity.delete_identities(IdentityIdsToDelete=[*guests[:2], NOBODYS])
    assert gone["UnprocessedIdentityIds"] == []
    left = listed(IdentityPoolId=photo_app.pool, MaxResults=60)["Identities"]
    assert [one["IdentityId"] for one in left] == guests[2:]


def test_a_pool_that_is_gone_takes_its_identities_with_it(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    logins = photo_app.logins()
    ana = photo_app.get_id(logins)
    photo_app.identity.delete_identity_pool(IdentityPoolId=photo_app.pool)
    words = f"IdentityPool '{photo_app.pool}' not found."
    assert refusal(photo_app.get_id, logins) == (NOT_FOUND, words)
    assert refusal(photo_app.credentials, ana, logins)[0] == NOT_FOUND


def test_the_user_pool_is_asked_where_the_identity_pool_says_so(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    tokens = photo_app.tokens()
    logins = {photo_app.provider: tokens["IdToken"]}
    ana = photo_app.get_id(logins)
    photo_app.app.cognito_idp.global_sign_out(AccessToken=tokens["AccessToken"])
    assert photo_app.credentials(ana, logins)
    (provider,) = photo_app.settings["CognitoIdentityProviders"]
    photo_app.change(CognitoIdentityProviders=[{**provider, "ServerSideTokenCheck": True}])
    assert refusal(photo_app.credentials, ana, logins)[0] == NOT_AUTHORIZED
    fresh = photo_app.logins()
    assert photo_app.credentials(ana, fresh)
    photo_app.app.cognito_idp.admin_delete_user(
        UserPoolId=photo_app.app.user_pool_id, Username="ana"
    )
    assert refusal(photo_app.credentials, ana, fresh)[0] == NOT_AUTHORIZED


def test_the_user_pool_is_asked_also_where_sign_ins_cannot_be_revoked_one_by_one(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    idp, user_pool = photo_app.app.cognito_idp, photo_app.app.user_pool_id
    idp.update_user_pool_client(
        UserPoolId=user_pool,
        ClientId=photo_app.app.client_id,
        EnableTokenRevocation=False,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )
    (provider,) = photo_app.settings["CognitoIdentityProviders"]
    photo_app.change(CognitoIdentityProviders=[{**provider, "ServerSideTokenCheck": True}])
    old = photo_app.logins()
    assert "origin_jti" not in jwt.decode(
        old[photo_app.provider], options={"verify_signature": False}
    )
    ana = photo_app.get_id(old)
    idp.admin_user_global_sign_out(UserPoolId=user_pool, Username="ana")
    assert refusal(photo_app.get_id, old)[0] == NOT_AUTHORIZED
    fresh = photo_app.logins()
    assert photo_app.get_id(fresh) == ana
    assert refusal(photo_app.get_id, old)[0] == NOT_AUTHORIZED
    idp.admin_delete_user(UserPoolId=user_pool, Username="ana")
    assert refusal(photo_app.get_id, fresh)[0] == NOT_AUTHORIZED


@given(st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_no_text_is_taken_for_a_login_and_nothing_changes(photo_app: PhotoApp, text: str) -> None:
    before = state(photo_app)
    with pytest.raises(photo_app.identity.exceptions.ClientError) as caught:
        photo_app.get_id({photo_app.provider: text or "x"})
    assert caught.value.response["Error"]["Code"] in (NOT_AUTHORIZED, "InvalidParameterException")
    assert state(photo_app) == before


def test_a_token_that_anybody_could_sign_is_refused(photo_app: PhotoApp, refusal: Refusal) -> None:
    header, payload, _ = photo_app.tokens()["IdToken"].split(".")
    before = state(photo_app)
    for token in (f"{header}.{payload}.", f"{header}.{payload}.AAAA"):
        assert refusal(photo_app.get_id, {photo_app.provider: token})[0] == NOT_AUTHORIZED
    assert state(photo_app) == before


def test_developers_vouch_for_their_own_users(lab: Lab, app: App, refusal: Refusal) -> None:
    photo_app = PhotoApp(lab, app, DeveloperProviderName="login.example")
    identity, pool = photo_app.identity, {"IdentityPoolId": photo_app.pool}
    call = identity.get_open_id_token_for_developer_identity
    ana = call(**pool, Logins={"login.example": "ana"})["IdentityId"]
    assert call(**pool, Logins={"login.example": "ana"})["IdentityId"] == ana
    ben = call(**pool, Logins={"login.example": "ben"})["IdentityId"]
    assert refusal(call, **pool, Logins={"another": "ana"})[0] == "InvalidParameterException"
    found = identity.lookup_developer_identity(**pool, DeveloperUserIdentifier="ana")
    assert (found["IdentityId"], found["DeveloperUserIdentifierList"]) == (ana, ["ana"])
    named = {"DeveloperProviderName": "login.example"}
    merged = identity.merge_developer_identities(
        **pool, **named, SourceUserIdentifier="ben", DestinationUserIdentifier="ana"
    )
    assert merged["IdentityId"] == ana
    assert call(**pool, Logins={"login.example": "ben"})["IdentityId"] == ana
    assert refusal(identity.describe_identity, IdentityId=ben)[0] == NOT_FOUND
    identity.unlink_developer_identity(
        **pool, **named, IdentityId=ana, DeveloperUserIdentifier="ben"
    )
    assert call(**pool, Logins={"login.example": "ben"})["IdentityId"] not in (ana, ben)


def test_nobody_shows_a_developers_login_without_the_developer(
    lab: Lab, app: App, refusal: Refusal
) -> None:
    photo_app = PhotoApp(lab, app, DeveloperProviderName="login.example")
    assert refusal(photo_app.get_id, {"login.example": "ana"})[0] == NOT_AUTHORIZED


def test_pools_of_two_regions_do_not_know_each_other(photo_app: PhotoApp, refusal: Refusal) -> None:
    elsewhere = boto3.client("cognito-identity", region_name="eu-west-1")
    made = elsewhere.create_identity_pool(
        IdentityPoolName="x", AllowUnauthenticatedIdentities=True
    )["IdentityPoolId"]
    assert made.startswith("eu-west-1:")
    guest = elsewhere.get_id(IdentityPoolId=made)["IdentityId"]
    assert guest.startswith("eu-west-1:")
