"""Roles of an identity pool: set, chosen, and given as credentials."""

from __future__ import annotations

from typing import Any

import boto3
import jwt
import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_identity.pools import find_pool
from cognito_lab.exchange.whole_way import WholeWay
from tests.aws.app import Refusal
from tests.aws.callers import client_of
from tests.aws.cognito_identity.photo_app import PhotoApp

ROLE = "arn:aws:iam::123456789012:role/r"
INVALID, NOT_AUTHORIZED = "InvalidParameterException", "NotAuthorizedException"
CHECK_ROLES = (
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
)


def arn_of(credentials: dict[str, Any]) -> str:
    return str(client_of(credentials, "sts").get_caller_identity()["Arn"])


def test_members_and_guests_get_their_roles(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    session = "arn:aws:sts::123456789012:assumed-role/{}/CognitoIdentityCredentials"
    assert arn_of(photo_app.exchange()) == session.format("members")
    assert arn_of(photo_app.exchange(None)) == session.format("guests")


def test_the_whole_way_stands_on_the_recorded_call_also_if_it_is_refused(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    assert refusal(photo_app.exchange) == CHECK_ROLES
    refused = photo_app.lab.trace[-1].evaluation
    assert isinstance(refused, WholeWay)
    assert not refused.accepted
    photo_app.both_roles()
    photo_app.exchange()
    way = photo_app.lab.trace[-1].evaluation
    assert isinstance(way, WholeWay)
    assert way.accepted
    assert way.session is not None
    assert way.session.role_name == "members"


def test_no_token_and_no_secret_stands_in_the_way_that_is_recorded(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    logins = photo_app.logins()
    credentials = photo_app.credentials(photo_app.get_id(logins), logins)
    recorded = repr(photo_app.lab.trace[-1].evaluation)
    for secret in (*logins.values(), credentials["SecretKey"], credentials["SessionToken"]):
        assert secret not in recorded


@pytest.mark.parametrize(
    "break_it",
    [
        lambda app: (
            app.iam.delete_role_policy(RoleName="members", PolicyName="policy"),
            app.iam.delete_role(RoleName="members"),
        ),
        lambda app: app.iam.update_assume_role_policy(
            RoleName="members", PolicyDocument=app.trust("unauthenticated")
        ),
        lambda app: app.iam.update_assume_role_policy(
            RoleName="members",
            PolicyDocument=app.trust(aud="us-east-1:00000000-0000-4000-8000-000000000000"),
        ),
        lambda app: app.identity.set_identity_pool_roles(IdentityPoolId=app.pool, Roles={}),
        lambda app: app.identity.set_principal_tag_attribute_map(
            IdentityPoolId=app.pool, IdentityProviderName=app.provider, UseDefaults=True
        ),
    ],
    ids=["no such role", "another amr", "another aud", "no roles", "tags, and no TagSession"],
)
def test_a_role_that_cannot_be_taken_on_is_told_as_a_wrong_configuration(
    photo_app: PhotoApp, refusal: Refusal, break_it: Any
) -> None:
    photo_app.both_roles()
    ana = photo_app.get_id(photo_app.logins())
    break_it(photo_app)
    issued = len(photo_app.lab._world.issued)
    assert refusal(photo_app.credentials, ana, photo_app.logins()) == CHECK_ROLES
    assert len(photo_app.lab._world.issued) == issued


def test_a_groups_role_comes_with_a_mapping_by_token(photo_app: PhotoApp, refusal: Refusal) -> None:
    roles = photo_app.both_roles()
    idp, pool = photo_app.app.cognito_idp, photo_app.app.user_pool_id
    moderators = photo_app.role("moderators")
    photo_app.logins()
    idp.create_group(UserPoolId=pool, GroupName="moderators", RoleArn=moderators)
    idp.admin_add_user_to_group(UserPoolId=pool, Username="ana", GroupName="moderators")
    assert "/members/" in arn_of(photo_app.exchange())
    key = f"{photo_app.provider}:{photo_app.app.client_id}"
    mapping = {"Type": "Token", "AmbiguousRoleResolution": "Deny"}
    photo_app.identity.set_identity_pool_roles(
        IdentityPoolId=photo_app.pool, Roles=roles, RoleMappings={key: mapping}
    )
    assert "/moderators/" in arn_of(photo_app.exchange())
    assert refusal(photo_app.exchange, "ben")[0] == NOT_AUTHORIZED
    told = photo_app.identity.get_identity_pool_roles(IdentityPoolId=photo_app.pool)
    assert told["RoleMappings"] == {key: mapping}
    custom = {"CustomRoleArn": roles["authenticated"]}
    assert refusal(photo_app.exchange, **custom)[0] == NOT_AUTHORIZED
    assert "/moderators/" in arn_of(photo_app.exchange(CustomRoleArn=moderators))


def test_claims_become_tags(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    photo_app.identity.set_principal_tag_attribute_map(
        IdentityPoolId=photo_app.pool,
        IdentityProviderName=photo_app.provider,
        UseDefaults=False,
        PrincipalTags={"who": "cognito:username"},
    )
    photo_app.iam.update_assume_role_policy(
        RoleName="members", PolicyDocument=photo_app.trust("authenticated", None, "sts:TagSession")
    )
    key = photo_app.exchange()["AccessKeyId"]
    issued = photo_app.lab._world.issued.find(key)
    assert issued is not None
    assert issued.session.context["aws:PrincipalTag/who"] == "ana"


@pytest.mark.parametrize(
    "tags",
    [
        {"Team": "sub", "team": "aud"},
        {"aws:team": "sub"},
        {"AWS:team": "sub"},
        {"a<*b": "sub"},
        {"line\nline": "sub"},
    ],
)
def test_a_map_to_tags_that_no_session_can_have_is_refused(
    photo_app: PhotoApp, refusal: Refusal, tags: dict[str, str]
) -> None:
    named = {"IdentityPoolId": photo_app.pool, "IdentityProviderName": photo_app.provider}
    set_map = photo_app.identity.set_principal_tag_attribute_map
    set_map(**named, UseDefaults=False, PrincipalTags={"who": "sub"})
    assert refusal(set_map, **named, UseDefaults=False, PrincipalTags=tags)[0] == INVALID
    kept = photo_app.identity.get_principal_tag_attribute_map(**named)
    assert kept["PrincipalTags"] == {"who": "sub"}


def test_a_map_that_is_kept_all_the_same_gives_the_tags_that_can_be(photo_app: PhotoApp) -> None:
    photo_app.both_roles()
    trusts = photo_app.trust("authenticated", None, "sts:TagSession")
    photo_app.iam.update_assume_role_policy(RoleName="members", PolicyDocument=trusts)
    pool = find_pool(photo_app.pool)
    assert pool is not None
    user = "cognito:username"
    tags = {"who": user, "WHO": "sub", "aws:x": user, "a<b": user, "k" * 129: user, "": user}
    pool.tag_maps[photo_app.provider] = {"UseDefaults": False, "PrincipalTags": tags}
    issued = photo_app.lab._world.issued.find(photo_app.exchange()["AccessKeyId"])
    assert issued is not None
    assert issued.session.tags == {"who": "ana"}


def test_roles_of_a_token_need_a_mapping_by_token_also_where_the_app_asks_for_one(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    photo_app.both_roles()
    oidc = photo_app.lab.issuers.add("login.example.org")
    arn = photo_app.iam.create_open_id_connect_provider(
        Url="https://login.example.org", ClientIDList=["app"], ThumbprintList=["a" * 40]
    )["OpenIDConnectProviderArn"]
    photo_app.change(OpenIdConnectProviderARNs=[arn])
    special = photo_app.role("special")
    logins = {"login.example.org": oidc.id_token("s", "app", **{"cognito:roles": [special]})}
    somebody = photo_app.get_id(logins)
    code, _ = refusal(photo_app.credentials, somebody, logins, CustomRoleArn=special)
    assert code == NOT_AUTHORIZED
    assert "/members/" in arn_of(photo_app.credentials(somebody, logins))


@pytest.mark.parametrize(
    ("roles", "mapping"),
    [
        ({"anybody": "arn:aws:iam::123456789012:role/r"}, None),
        ({"authenticated": "arn:aws:iam::123456789012:user/u"}, None),
        ({}, {"KEY": {"Type": "Token"}}),
        ({}, {"KEY": {"Type": "Rules", "AmbiguousRoleResolution": "Deny"}}),
        ({}, {"another": {"Type": "Token", "AmbiguousRoleResolution": "Deny"}}),
        ({}, {"PROVIDER": {"Type": "Token", "AmbiguousRoleResolution": "Deny"}}),
    ],
)
def test_a_mapping_that_decides_nothing_is_refused_and_the_old_one_stays(
    photo_app: PhotoApp, refusal: Refusal, roles: dict[str, str], mapping: Any
) -> None:
    photo_app.both_roles()
    key = f"{photo_app.provider}:{photo_app.app.client_id}"
    names = {"KEY": key, "PROVIDER": photo_app.provider}
    given = (
        {}
        if mapping is None
        else {"RoleMappings": {names.get(name, name): value for name, value in mapping.items()}}
    )
    get = photo_app.identity.get_identity_pool_roles
    before = get(IdentityPoolId=photo_app.pool)["Roles"]
    set_roles = photo_app.identity.set_identity_pool_roles
    code = refusal(set_roles, IdentityPoolId=photo_app.pool, Roles=roles, **given)[0]
    assert code == ("ValidationException" if "anybody" in roles else INVALID)
    assert get(IdentityPoolId=photo_app.pool)["Roles"] == before


def test_a_mapping_that_no_reader_takes_is_not_kept_where_the_model_is_not_asked(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    rule = {"Claim": "team", "MatchType": "Resembles", "Value": "a", "RoleARN": ROLE}
    mapping = {
        "Type": "Rules",
        "AmbiguousRoleResolution": "Deny",
        "RulesConfiguration": {"Rules": [rule]},
    }
    key = f"{photo_app.provider}:{photo_app.app.client_id}"
    with photo_app.lab.ledger.without("identity-request-is-checked"):
        code, words = refusal(
            photo_app.identity.set_identity_pool_roles,
            IdentityPoolId=photo_app.pool,
            Roles={},
            RoleMappings={key: mapping},
        )
    assert code == INVALID
    assert "Rules[0].MatchType has to be one of" in words


def test_the_classic_flow_asks_sts(photo_app: PhotoApp, refusal: Refusal) -> None:
    roles = photo_app.both_roles()
    logins = photo_app.logins()
    ana = photo_app.get_id(logins)
    token = photo_app.identity.get_open_id_token(IdentityId=ana, Logins=logins)["Token"]
    sts = boto3.client("sts")
    named = {"RoleSessionName": "phone", "WebIdentityToken": token}
    taken = sts.assume_role_with_web_identity(RoleArn=roles["authenticated"], **named)
    assert taken["AssumedRoleUser"]["Arn"].endswith("assumed-role/members/phone")
    assert (taken["SubjectFromWebIdentityToken"], taken["Audience"]) == (ana, photo_app.pool)
    assert taken["Provider"] == "cognito-identity.amazonaws.com"
    for role in (roles["unauthenticated"], "arn:aws:iam::123456789012:role/nobodys"):
        found = refusal(sts.assume_role_with_web_identity, RoleArn=role, **named)
        denied = "Not authorized to perform sts:AssumeRoleWithWebIdentity"
        assert found == ("AccessDenied", denied)
    photo_app.lab.clock.advance(minutes=10)
    late = refusal(sts.assume_role_with_web_identity, RoleArn=roles["authenticated"], **named)
    assert late[0] == "ExpiredTokenException"


def test_the_classic_flow_can_be_switched_off(photo_app: PhotoApp, refusal: Refusal) -> None:
    guest = photo_app.get_id()
    assert photo_app.identity.get_open_id_token(IdentityId=guest)["Token"]
    photo_app.change(AllowClassicFlow=False)
    assert refusal(photo_app.identity.get_open_id_token, IdentityId=guest) == (
        INVALID,
        "Basic (classic) flow is not enabled, please use enhanced flow.",
    )


def test_the_pools_token_verifies_with_the_keys_that_its_issuer_publishes(
    photo_app: PhotoApp,
) -> None:
    guest = photo_app.get_id()
    token = photo_app.identity.get_open_id_token(IdentityId=guest)["Token"]
    keys = jwt.PyJWKClient("https://cognito-identity.amazonaws.com/.well-known/jwks_uri")
    key = keys.get_signing_key_from_jwt(token).key
    claims = jwt.decode(token, key, algorithms=["RS256"], audience=photo_app.pool)
    assert (claims["sub"], claims["amr"]) == (guest, ["unauthenticated"])
    assert claims["exp"] - claims["iat"] == 600


@pytest.mark.parametrize("change", ["signature", "payload", "none"])
def test_a_token_that_was_changed_gets_no_role(
    photo_app: PhotoApp, refusal: Refusal, change: str
) -> None:
    roles = photo_app.both_roles()
    logins = photo_app.logins()
    given = photo_app.identity.get_open_id_token(
        IdentityId=photo_app.get_id(logins), Logins=logins
    )["Token"]
    header, payload, signature = given.split(".")
    forged = {
        "signature": f"{header}.{payload}.{signature[:-4]}AAAA",
        "payload": f"{header}.{payload[:-2]}AA.{signature}",
        "none": jwt.encode({"sub": "x"}, "", algorithm="none"),
    }[change]
    issued = len(photo_app.lab._world.issued)
    found = refusal(
        boto3.client("sts").assume_role_with_web_identity,
        RoleArn=roles["authenticated"],
        RoleSessionName="x2",
        WebIdentityToken=forged,
    )
    assert found[0] == "InvalidIdentityToken"
    assert len(photo_app.lab._world.issued) == issued


def test_a_user_pools_own_token_gets_a_role_if_iam_knows_the_pool(
    photo_app: PhotoApp, refusal: Refusal
) -> None:
    token = photo_app.tokens()["IdToken"]
    sts, name = boto3.client("sts"), photo_app.provider
    role = photo_app.role("members")
    named = {"RoleArn": role, "RoleSessionName": "ana", "WebIdentityToken": token}
    assert refusal(sts.assume_role_with_web_identity, **named)[0] == "InvalidIdentityToken"
    arn = photo_app.iam.create_open_id_connect_provider(
        Url=f"https://{name}", ClientIDList=["another"], ThumbprintList=["a" * 40]
    )["OpenIDConnectProviderArn"]
    wrong = refusal(sts.assume_role_with_web_identity, **named)
    assert wrong == ("InvalidIdentityToken", "Incorrect token audience")
    photo_app.iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    photo_app.iam.create_open_id_connect_provider(
        Url=f"https://{name}", ClientIDList=[photo_app.app.client_id], ThumbprintList=["a" * 40]
    )
    assert refusal(sts.assume_role_with_web_identity, **named)[0] == "AccessDenied"
    trusts = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "'
        + arn
        + '"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"'
        + name
        + ':aud": "'
        + photo_app.app.client_id
        + '"}}}]}'
    )
    photo_app.iam.update_assume_role_policy(RoleName="members", PolicyDocument=trusts)
    assert sts.assume_role_with_web_identity(**named)["Provider"] == arn


def test_the_same_seed_gives_the_same_identities_and_credentials(lab: Lab) -> None:
    from cognito_lab.aws import start_lab

    def played() -> list[str]:
        with start_lab(seed=9):
            client = boto3.client("cognito-identity")
            pool = client.create_identity_pool(
                IdentityPoolName="p", AllowUnauthenticatedIdentities=True
            )["IdentityPoolId"]
            return [client.get_id(IdentityPoolId=pool)["IdentityId"] for _ in range(2)]

    assert played() == played()
