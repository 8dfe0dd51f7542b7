"""Developer-authenticated identities: a backend's token for credentials, and its users' logins."""

from __future__ import annotations

import datetime as dt
from typing import Any

import jwt
import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_identity.exchange_setting import exchange_setting
from tests.aws.app import App, Refusal
from tests.aws.callers import client_of
from tests.aws.cognito_identity.photo_app import COGNITO, PhotoApp

CONFLICT, INVALID = "ResourceConflictException", "InvalidParameterException"
NOT_AUTHORIZED = "NotAuthorizedException"
GOOGLE, BACKEND = "accounts.google.com", "login.example"
BAD = "Invalid login token. "


@pytest.fixture
def photo_app(lab: Lab, app: App) -> PhotoApp:
    return PhotoApp(
        lab, app, DeveloperProviderName=BACKEND, SupportedLoginProviders={GOOGLE: "web"}
    )


def of_google(photo_app: PhotoApp, subject: str) -> dict[str, str]:
    return {GOOGLE: photo_app.lab.issuers.add(GOOGLE).id_token(subject, "web")}


def vouch(photo_app: PhotoApp, user: str, **more: Any) -> dict[str, Any]:
    """GetOpenIdTokenForDeveloperIdentity."""
    logins = {BACKEND: user, **more.pop("logins", {})}
    return dict(
        photo_app.identity.get_open_id_token_for_developer_identity(
            IdentityPoolId=photo_app.pool, Logins=logins, **more
        )
    )


def described(photo_app: PhotoApp, identity_id: str) -> list[str]:
    return list(photo_app.identity.describe_identity(IdentityId=identity_id)["Logins"])


def test_a_developers_user_comes_with_a_second_login(photo_app: PhotoApp, refusal: Refusal) -> None:
    google = of_google(photo_app, "7")
    made = vouch(photo_app, "ana", logins=google)
    assert described(photo_app, made["IdentityId"]) == [BACKEND, GOOGLE]
    assert photo_app.get_id(google) == made["IdentityId"]
    claims = jwt.decode(made["Token"], options={"verify_signature": False})
    assert claims["amr"][0] == "authenticated"
    assert {BACKEND, GOOGLE} <= set(claims["amr"])
    wrong = refusal(vouch, photo_app, "ben", logins={GOOGLE: "no token"})
    assert wrong[0] == NOT_AUTHORIZED


def test_a_developers_token_gets_credentials_of_the_role_for_logins(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    made = vouch(photo_app, "ana")
    given = photo_app.credentials(made["IdentityId"], {COGNITO: made["Token"]})
    arn = client_of(given, "sts").get_caller_identity()["Arn"]
    assert arn.endswith("assumed-role/members/CognitoIdentityCredentials")
    issued = photo_app.lab._world.issued.find(given["AccessKeyId"])
    assert issued is not None
    keys = issued.session.context
    claims = jwt.decode(made["Token"], options={"verify_signature": False})
    assert keys[f"{COGNITO}:amr"] == claims["amr"]
    assert keys[f"{COGNITO}:sub"] == made["IdentityId"]
    assert described(photo_app, made["IdentityId"]) == [BACKEND]


def test_tags_of_a_developers_token_are_the_sessions(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    trusts = photo_app.trust("authenticated", None, "sts:TagSession")
    photo_app.iam.update_assume_role_policy(RoleName="members", PolicyDocument=trusts)
    made = vouch(photo_app, "ana", PrincipalTags={"team": "red"})
    given = photo_app.credentials(made["IdentityId"], {COGNITO: made["Token"]})
    issued = photo_app.lab._world.issued.find(given["AccessKeyId"])
    assert issued is not None
    assert (issued.session.tags, issued.session.transitive_tag_keys) == ({"team": "red"}, {"team"})


def test_a_developers_token_that_is_not_the_pools_own_gets_nothing(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    made, bens = vouch(photo_app, "ana"), vouch(photo_app, "ben")
    other = PhotoApp(photo_app.lab, photo_app.app, DeveloperProviderName=BACKEND)
    head, body, signature = made["Token"].split(".")
    guest = photo_app.get_id()
    guests = photo_app.identity.get_open_id_token(IdentityId=guest)["Token"]
    unsupported = "Token is not from a supported provider of this identity pool."
    yours = "Logins don't match. Please include at least one valid login for this identity or "
    issued = len(photo_app.lab._world.issued)
    for identity_id, token, words in (
        (made["IdentityId"], f"{head}.{body}.{signature[:-4]}AAAA", "Couldn't verify signed"),
        (made["IdentityId"], jwt.encode({"sub": "x"}, "", algorithm="none"), BAD),
        (made["IdentityId"], "no token", BAD + "Not a valid OpenId Connect identity token."),
        (made["IdentityId"], photo_app.tokens()["IdToken"], "Issuer doesn't match providerName"),
        (made["IdentityId"], vouch(other, "ana")["Token"], unsupported),
        (made["IdentityId"], bens["Token"], yours),
        (guest, made["Token"], yours),
        (guest, guests, unsupported),
    ):
        code, said = refusal(photo_app.credentials, identity_id, {COGNITO: token})
        assert (code, words in said) == (NOT_AUTHORIZED, True), said
    photo_app.lab.clock.advance(minutes=15)
    late = refusal(photo_app.credentials, made["IdentityId"], {COGNITO: made["Token"]})
    assert late[0] == NOT_AUTHORIZED
    assert late[1].startswith(BAD + "Token expired: ")
    assert len(photo_app.lab._world.issued) == issued


def test_a_developers_token_does_not_outlive_its_identity(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    made = vouch(photo_app, "ana")
    photo_app.identity.delete_identities(IdentityIdsToDelete=[made["IdentityId"]])
    found = refusal(photo_app.credentials, made["IdentityId"], {COGNITO: made["Token"]})
    assert found[0] == "ResourceNotFoundException"


def test_a_developers_token_is_no_login_of_get_id_and_the_classic_flow(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    made = vouch(photo_app, "ana")
    logins = {COGNITO: made["Token"]}
    wanted = (NOT_AUTHORIZED, BAD + "Can't pass in a Cognito token.")
    assert refusal(photo_app.get_id, logins) == wanted
    call = photo_app.identity.get_open_id_token
    assert refusal(call, IdentityId=made["IdentityId"], Logins=logins) == wanted


def test_a_developers_token_walks_on_paper_as_on_the_mock(photo_app: PhotoApp) -> None:
    roles = photo_app.both_roles()
    made = vouch(photo_app, "ana")
    setting = exchange_setting(photo_app.lab._world, photo_app.pool)
    now = photo_app.lab.clock.now()
    visitor = setting.visitor({COGNITO: made["Token"]}, now)
    way = setting.walk_enhanced(visitor, now)
    assert way.session is not None
    assert (way.identity_id, way.session.role_name) == (made["IdentityId"], "members")
    classic = setting.walk_classic(visitor, now, roles["authenticated"])
    assert classic.refusal is not None
    assert classic.refusal.message == BAD + "Can't pass in a Cognito token."
    later = now + dt.timedelta(hours=1)
    assert not setting.walk_enhanced(
        setting.visitor({COGNITO: made["Token"]}, later), later
    ).accepted


def test_a_user_is_looked_up_only_with_the_identity_that_is_theirs(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    ana, ben = (vouch(photo_app, name)["IdentityId"] for name in ("ana", "ben"))
    look_up = photo_app.identity.lookup_developer_identity
    pool = {"IdentityPoolId": photo_app.pool}
    found = look_up(**pool, IdentityId=ana, DeveloperUserIdentifier="ana")
    assert (found["IdentityId"], found["DeveloperUserIdentifierList"]) == (ana, ["ana"])
    for identity_id, user in ((ana, "nobody"), (ben, "ana"), (f"{ana[:-4]}0000", "ana")):
        both = {"IdentityId": identity_id, "DeveloperUserIdentifier": user}
        assert refusal(look_up, **pool, **both)[0] == CONFLICT
    nobody = refusal(look_up, **pool, DeveloperUserIdentifier="nobody")
    assert nobody[0] == "ResourceNotFoundException"


def test_a_user_who_is_registered_gets_no_other_identity(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    vouch(photo_app, "ana")
    bens = vouch(photo_app, "ben")["IdentityId"]
    code, _ = refusal(vouch, photo_app, "ana", IdentityId=bens)
    assert code == "DeveloperUserAlreadyRegisteredException"
    assert vouch(photo_app, "eva", IdentityId=bens)["IdentityId"] == bens


@pytest.mark.parametrize(
    "tags", [{"team": "a", "Team": "b"}, {"aws:team": "a"}, {"a<b": "a"}, {"team": "a*b"}]
)
def test_a_developer_gives_no_tags_that_a_session_cannot_have(
    photo_app: PhotoApp, refusal: Refusal, tags: dict[str, str]
) -> None:
    assert refusal(vouch, photo_app, "ana", PrincipalTags=tags)[0] == INVALID
    listed = photo_app.identity.list_identities(IdentityPoolId=photo_app.pool, MaxResults=60)
    assert listed["Identities"] == []


def test_two_users_of_a_public_provider_are_not_one_identity(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    first = of_google(photo_app, "1")
    ana = vouch(photo_app, "ana", logins=first)["IdentityId"]
    ben = vouch(photo_app, "ben", logins=of_google(photo_app, "2"))["IdentityId"]
    merge = photo_app.identity.merge_developer_identities
    names = {"SourceUserIdentifier": "ana", "DestinationUserIdentifier": "ben"}
    named = {"IdentityPoolId": photo_app.pool, "DeveloperProviderName": BACKEND, **names}
    assert refusal(merge, **named)[0] == CONFLICT
    second = of_google(photo_app, "3")
    assert refusal(vouch, photo_app, "ana", logins=second)[0] == CONFLICT
    pools = photo_app.logins()
    photo_app.credentials(ana, {**first, **pools})
    mixed = {**second, **pools}
    for call in (
        lambda: photo_app.credentials(ana, mixed),
        lambda: photo_app.identity.get_open_id_token(IdentityId=ana, Logins=mixed),
        lambda: photo_app.get_id(mixed),
    ):
        assert refusal(call)[0] == CONFLICT
    assert described(photo_app, ana) == [BACKEND, GOOGLE, photo_app.provider]
    assert described(photo_app, ben) == [BACKEND, GOOGLE]
    assert photo_app.get_id(second) not in (ana, ben)


def test_an_identity_has_twenty_logins_at_most_after_a_merge(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    into = vouch(photo_app, "user-0")["IdentityId"]
    named = {"IdentityPoolId": photo_app.pool, "DeveloperProviderName": BACKEND}
    for number in range(1, 21):
        vouch(photo_app, f"user-{number}")
        call = photo_app.identity.merge_developer_identities
        source = {**named, "SourceUserIdentifier": f"user-{number}"}
        if number < 20:
            call(**source, DestinationUserIdentifier="user-0")
        else:
            assert refusal(call, **source, DestinationUserIdentifier="user-0")[0] == INVALID
    look_up = photo_app.identity.lookup_developer_identity
    told = look_up(IdentityPoolId=photo_app.pool, IdentityId=into, MaxResults=60)
    assert len(told["DeveloperUserIdentifierList"]) == 20
