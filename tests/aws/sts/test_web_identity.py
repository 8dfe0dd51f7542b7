"""A web identity token at STS: its tags, its source identity, and the keys of each provider.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
"""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.app import Refusal
from tests.aws.callers import ACCOUNT, new_role

HOST = "login.example.org"
PROVIDER = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{HOST}"
BY_WEB, TAG, SOURCE = (
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "sts:SetSourceIdentity",
)
TAGS, SOURCE_CLAIM = "https://aws.amazon.com/tags", "https://aws.amazon.com/source_identity"


def role_for(provider: str, *actions: str, **equals: str) -> str:
    """A role that trusts a provider to do these actions, if these keys of its have these values."""
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": [BY_WEB, *actions],
    }
    prefix = provider.rpartition("oidc-provider/")[2]
    if equals:
        keys = {f"{prefix}:{key}": value for key, value in equals.items()}
        statement["Condition"] = {"StringEquals": keys}
    return new_role("web", json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


def exchange(role: str, token: str, **more: str) -> dict[str, Any]:
    return boto3.client("sts").assume_role_with_web_identity(
        RoleArn=role, RoleSessionName="visit", WebIdentityToken=token, **more
    )


@pytest.fixture
def issuer(lab: Lab) -> Any:
    """An OpenID provider that IAM knows."""
    boto3.client("iam").create_open_id_connect_provider(
        Url=f"https://{HOST}", ClientIDList=["app"], ThumbprintList=["a" * 40]
    )
    return lab.issuers.add(HOST)


def context_of(lab: Lab, given: dict[str, Any]) -> dict[str, Any]:
    issued = lab._world.issued.find(given["Credentials"]["AccessKeyId"])
    assert issued is not None
    return dict(issued.session.context)


@pytest.mark.parametrize(
    ("tags", "transitive", "code"),
    [
        ({"a": ["1"], "A": ["2"]}, [], "InvalidParameterValue"),
        ({"aws:a": ["1"]}, [], "InvalidParameterValue"),
        ({"a": ["1", "2"]}, [], "InvalidParameterValue"),
        ({"a": []}, [], "InvalidParameterValue"),
        ({"a": [1]}, [], "InvalidParameterValue"),
        ({"a": "1"}, [], "InvalidParameterValue"),
        ({"a": ["1"]}, ["b"], "InvalidParameterValue"),
        ({"a<*?": ["1"]}, [], "ValidationError"),
        ({"a": ["<>"]}, [], "ValidationError"),
        ({"": ["1"]}, [], "ValidationError"),
        ({f"a{n}": ["1"] for n in range(51)}, [], "ValidationError"),
    ],
)
@pytest.mark.parametrize("actions", [(), (TAG,)])
def test_tags_that_no_session_can_have_are_refused_before_trust_is_asked(
    lab: Lab,
    issuer: Any,
    refusal: Refusal,
    tags: dict[str, Any],
    transitive: list[str],
    code: str,
    actions: tuple[str, ...],
) -> None:
    asked = {"principal_tags": tags, "transitive_tag_keys": transitive}
    role = role_for(PROVIDER, *actions)
    token = issuer.id_token("ana", "app", **{TAGS: asked})
    assert refusal(exchange, role, token)[0] == code
    assert len(lab._world.issued) == 0


def test_the_tags_of_a_token_are_those_of_the_session(lab: Lab, issuer: Any) -> None:
    asked = {"principal_tags": {"Téam 1": ["red"]}, "transitive_tag_keys": ["téam 1"]}
    role = role_for(PROVIDER, TAG)
    given = exchange(role, issuer.id_token("ana", "app", **{TAGS: asked}))
    assert context_of(lab, given)["aws:PrincipalTag/Téam 1"] == "red"
    issued = lab._world.issued.find(given["Credentials"]["AccessKeyId"])
    assert issued is not None
    assert issued.session.transitive_tag_keys == {"Téam 1"}


def test_an_identity_pools_token_with_tags_that_differ_in_case_is_refused(
    lab: Lab, refusal: Refusal
) -> None:
    cognito, key = "cognito-identity.amazonaws.com", lab._world.identity_key
    now = int(lab.clock.now().timestamp())
    claims = {"iss": f"https://{cognito}", "sub": "us-east-1:1", "aud": "us-east-1:2"}
    tags = {"principal_tags": {"a": ["1"], "A": ["2"]}, "transitive_tag_keys": ["a"]}
    token = key.sign(claims | {"iat": now, "exp": now + 600, TAGS: tags})
    role = role_for(cognito, TAG, aud="us-east-1:2")
    assert refusal(exchange, role, token)[0] == "InvalidParameterValue"


def test_a_tokens_source_identity_is_the_sessions(lab: Lab, issuer: Any) -> None:
    role = role_for(PROVIDER, SOURCE)
    given = exchange(role, issuer.id_token("ana", "app", **{SOURCE_CLAIM: "ana@home"}))
    assert given["SourceIdentity"] == "ana@home"
    assert context_of(lab, given)["aws:SourceIdentity"] == "ana@home"
    assert "SourceIdentity" not in exchange(role, issuer.id_token("ana", "app"))


def test_the_trust_policy_has_to_allow_a_source_identity(issuer: Any, refusal: Refusal) -> None:
    role = role_for(PROVIDER)
    token = issuer.id_token("ana", "app", **{SOURCE_CLAIM: "ana"})
    assert refusal(exchange, role, token)[0] == "AccessDenied"
    assert exchange(role, issuer.id_token("ana", "app"))["Credentials"]


def test_the_trust_policy_can_ask_for_a_source_identity(issuer: Any, refusal: Refusal) -> None:
    role = role_for(PROVIDER, SOURCE)
    policy = boto3.client("iam").get_role(RoleName="web")["Role"]["AssumeRolePolicyDocument"]
    policy["Statement"][0]["Condition"] = {"StringEquals": {"sts:SourceIdentity": "ana"}}
    boto3.client("iam").update_assume_role_policy(RoleName="web", PolicyDocument=json.dumps(policy))
    assert exchange(role, issuer.id_token("ana", "app", **{SOURCE_CLAIM: "ana"}))
    for claims in ({SOURCE_CLAIM: "ben"}, {}):
        token = issuer.id_token("ana", "app", **claims)
        assert refusal(exchange, role, token)[0] == "AccessDenied"


@pytest.mark.parametrize("value", ["a", "a" * 65, "aws:ana", "a b", "é" * 3, 7, ["ana"], "", False])
def test_what_is_no_source_identity_is_refused(issuer: Any, refusal: Refusal, value: Any) -> None:
    role = role_for(PROVIDER, SOURCE)
    token = issuer.id_token("ana", "app", **{SOURCE_CLAIM: value})
    assert refusal(exchange, role, token)[0] == "ValidationError"


@pytest.mark.parametrize(
    ("provider", "person"), [("graph.facebook.com", "id"), ("www.amazon.com", "user_id")]
)
def test_facebooks_and_amazons_keys_have_names_of_their_own(
    lab: Lab, refusal: Refusal, provider: str, person: str
) -> None:
    token = lab.issuers.add(provider).access_token("7", "app")
    role = role_for(provider, **{"app_id": "app", person: "7"})
    given = exchange(role, token, ProviderId=provider)
    assert (given["SubjectFromWebIdentityToken"], given["Audience"]) == ("7", "app")
    boto3.client("iam").delete_role_policy(RoleName="web", PolicyName="policy")
    boto3.client("iam").delete_role(RoleName="web")
    role = role_for(provider, aud="app")
    assert refusal(exchange, role, token, ProviderId=provider)[0] == "AccessDenied"


@pytest.mark.parametrize(
    ("claims", "keys", "is_trusted"),
    [
        ({}, {"aud": "web", "oaud": "web", "sub": "7"}, True),
        ({"azp": "android"}, {"aud": "android", "oaud": "web", "sub": "7"}, True),
        ({"azp": "android"}, {"aud": "web"}, False),
        ({"azp": ["web"]}, {"aud": "web"}, False),
    ],
)
def test_googles_audience_is_who_was_given_the_token(
    lab: Lab, refusal: Refusal, claims: dict[str, Any], keys: dict[str, str], is_trusted: bool
) -> None:
    token = lab.issuers.add("accounts.google.com").id_token("7", "web", **claims)
    role = role_for("accounts.google.com", **keys)
    if not is_trusted:
        assert refusal(exchange, role, token)[0] == "AccessDenied"
        return
    given = exchange(role, token)
    assert (given["SubjectFromWebIdentityToken"], given["Audience"]) == ("7", "web")


def test_another_providers_keys_are_aud_sub_and_amr(lab: Lab, issuer: Any) -> None:
    role = role_for(PROVIDER, aud="app", sub="ana", amr="otp")
    given = exchange(role, issuer.id_token("ana", "app", amr=["otp"], azp="another"))
    keys = {key for key in context_of(lab, given) if key.startswith(HOST)}
    assert keys == {f"{HOST}:aud", f"{HOST}:sub", f"{HOST}:amr"}
