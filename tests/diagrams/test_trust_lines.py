"""The map's lines from an identity pool to the roles whose trust policy names it."""

import pytest

from cognito_lab.diagrams import architecture_from

POOL = "us-east-1:11111111-2222-3333-4444-555555555555"
AUDIENCE = "cognito-identity.amazonaws.com:aud"
VISITOR = "cognito-identity.amazonaws.com:amr"


def role(condition, federated="cognito-identity.amazonaws.com", effect="Allow"):
    statement = {
        "Effect": effect,
        "Principal": {"Federated": federated},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": condition,
    }
    return {
        "RoleName": "members",
        "Arn": "arn:aws:iam::123456789012:role/members",
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": statement},
    }


def lines(role, **more):
    described = {"IdentityPoolId": POOL, "IdentityPoolName": "photos"}
    architecture = architecture_from(identity_pools=[described], roles=[role], **more)
    return [link.label for link in architecture.links if link.target == role["Arn"]]


@pytest.mark.parametrize(
    ("visitor", "label"),
    [
        ("authenticated", "trust policy: signed-in users"),
        ("unauthenticated", "trust policy: guests"),
        (["authenticated", "unauthenticated"], "trust policy: names this pool"),
    ],
)
def test_a_role_that_names_the_pool_is_joined_to_it(visitor, label):
    condition = {
        "StringEquals": {AUDIENCE: POOL},
        "ForAnyValue:StringLike": {VISITOR: visitor},
    }
    assert lines(role(condition)) == [label]


def test_the_keys_of_a_condition_ignore_case():
    assert lines(role({"StringEquals": {AUDIENCE.upper(): [POOL]}})) == [
        "trust policy: names this pool"
    ]


@pytest.mark.parametrize(
    "unjoined",
    [
        role({"StringEquals": {AUDIENCE: "us-east-1:another"}}),
        role({"StringNotEquals": {AUDIENCE: POOL}}),
        role({"StringEquals": {AUDIENCE: POOL}}, federated="accounts.google.com"),
        role({"StringEquals": {AUDIENCE: POOL}}, effect="Deny"),
        role({}),
        role({}) | {"AssumeRolePolicyDocument": "%7B%7D"},
        role({}) | {"AssumeRolePolicyDocument": {"Statement": ["odd"]}},
    ],
    ids=["other pool", "negated", "other provider", "deny", "no condition", "text", "odd"],
)
def test_a_role_that_does_not_name_the_pool_is_not_joined(unjoined):
    assert lines(unjoined) == []


def test_what_the_pool_itself_says_of_its_roles_comes_first():
    trusting = role({"StringEquals": {AUDIENCE: POOL}})
    chosen = {"IdentityPoolId": POOL, "Roles": {"authenticated": trusting["Arn"]}}
    assert lines(trusting, identity_pool_roles=[chosen]) == ["signed-in users get"]


@pytest.mark.parametrize("condition", ["odd", ["odd"], {"StringEquals": "odd"}, {5: {5: 5}}])
def test_a_malformed_condition_draws_no_line_and_is_no_error(condition):
    assert lines(role(condition)) == []
