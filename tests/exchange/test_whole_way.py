"""The whole way: five gates, in their order, up to the one that fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cognito_lab.exchange.guest_scope import guest_session_policies
from cognito_lab.exchange.principal_tags import TagMap
from cognito_lab.exchange.role_selection import PoolRoles, RoleMapping, Rule
from cognito_lab.exchange.whole_way import (
    DOCUMENTS,
    QUESTIONS,
    Gate,
    Outcome,
    Visitor,
    WholeWay,
    enhanced_flow,
    login_that_chooses,
)
from cognito_lab.policies.evaluate import decide
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.request import Request
from tests.exchange.scene import (
    ANA,
    FACEBOOK,
    GOOGLE,
    GUESTS,
    IDENTITY_POOL,
    MEMBERS,
    POOL_ID,
    PROVIDER,
    ROLES,
    checked,
    login,
    trust,
)
from tests.tokens.practice import NOW, POOL

SCOPE = guest_session_policies()
POOL_WITH_GUESTS = replace(IDENTITY_POOL, allows_guests=True)
OWN = frozenset({login().key})
BOTH_ROLES = PoolRoles(MEMBERS, GUESTS)


def walk(
    logins: dict[str, str] | None = None,
    *,
    linked: frozenset[tuple[str, str]] | None = OWN,
    roles: PoolRoles = BOTH_ROLES,
    known: Any = ROLES,
    tag_maps: Any = None,
    custom: str | None = None,
) -> WholeWay:
    sent = {PROVIDER: POOL.token()} if logins is None else logins
    return enhanced_flow(
        POOL_WITH_GUESTS,
        roles,
        Visitor(checked(sent, POOL_WITH_GUESTS), ANA, linked),
        find_role=known.get,
        tag_maps=tag_maps or {},
        guest_policies=SCOPE,
        now=NOW,
        custom_role_arn=custom,
    )


def outcomes(way: WholeWay) -> list[str]:
    return [step.outcome.value for step in way.steps]


def test_a_member_comes_out_as_a_session_of_the_members_role() -> None:
    way = walk()
    assert way.accepted
    assert way.refusal is None
    assert way.failed is None
    assert outcomes(way) == ["passed"] * 5
    session = way.session
    assert session is not None
    assert (
        session.arn == "arn:aws:sts::123456789012:assumed-role/members/CognitoIdentityCredentials"
    )
    assert session.user_id == "AROAMEMBERS:CognitoIdentityCredentials"
    assert session.expires_at - session.issued_at == timedelta(hours=1)
    assert session.session_policies is None
    assert session.principal.arn == MEMBERS
    keys = session.context
    assert keys["cognito-identity.amazonaws.com:sub"] == ANA
    assert keys["cognito-identity.amazonaws.com:aud"] == POOL_ID
    assert "authenticated" in keys["cognito-identity.amazonaws.com:amr"]  # type: ignore[operator]
    assert keys["aws:FederatedProvider"] == "cognito-identity.amazonaws.com"
    assert not session.is_over(NOW)
    assert session.is_over(NOW + timedelta(hours=1))


def test_a_guest_comes_out_limited_by_awss_list() -> None:
    session = walk({}, linked=frozenset()).session
    assert session is not None
    assert session.role_arn == GUESTS
    assert session.session_policies == SCOPE
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    from cognito_lab.policies.document import parse_policy
    from cognito_lab.policies.policy_kinds import PolicyKind

    policy = parse_policy({"Version": "2012-10-17", "Statement": [everything]}, PolicyKind.IDENTITY)
    layers = PolicyLayers(identity=(policy,), session=session.session_policies)
    may = {
        action: str(decide(Request(session.principal, action), layers)) == "allowed"
        for action in ("s3:GetObject", "rum:PutRumEvents", "iam:ListUsers", "textract:AnalyzeID")
    }
    assert list(may.values()) == [True, True, False, False]


@pytest.mark.parametrize(
    ("gate", "code", "way"),
    [
        (Gate.LOGIN, "NotAuthorizedException", walk({PROVIDER: "no token"})),
        (Gate.IDENTITY, "ResourceNotFoundException", walk(linked=None)),
        (Gate.IDENTITY, "NotAuthorizedException", walk(linked=frozenset({(PROVIDER, "ben")}))),
        (Gate.IDENTITY, "NotAuthorizedException", walk({})),
        (Gate.ROLE, "InvalidIdentityPoolConfigurationException", walk(roles=PoolRoles())),
        (Gate.ROLE, "NotAuthorizedException", walk(custom=GUESTS)),
        (Gate.TRUST, "InvalidIdentityPoolConfigurationException", walk(known={})),
        (
            Gate.TRUST,
            "InvalidIdentityPoolConfigurationException",
            walk(roles=PoolRoles(GUESTS, GUESTS)),
        ),
        (
            Gate.TRUST,
            "InvalidIdentityPoolConfigurationException",
            walk(tag_maps={PROVIDER: TagMap()}),
        ),
    ],
)
def test_each_gate_can_fail_and_nothing_behind_it_is_reached(
    gate: Gate, code: str, way: WholeWay
) -> None:
    assert not way.accepted
    assert way.refusal is not None
    assert way.failed is not None
    assert (way.failed.gate, way.refusal.code, way.session) == (gate, code, None)
    place = list(Gate).index(gate)
    assert outcomes(way) == (
        [Outcome.PASSED] * place + [Outcome.FAILED] + [Outcome.NOT_REACHED] * (4 - place)
    )


def test_an_identity_has_one_login_of_a_provider() -> None:
    both = {PROVIDER: POOL.token(), FACEBOOK: "of-ana"}
    assert walk(both, linked=OWN | {(FACEBOOK, "7")}).accepted
    way = walk(both, linked=OWN | {(FACEBOOK, "8")})
    assert way.refusal is not None
    assert way.refusal.code == "ResourceConflictException"
    assert way.failed is not None
    assert way.failed.checks[-1].reason == "second-of-a-provider"


def test_a_guests_identity_may_come_with_a_login() -> None:
    assert walk(linked=frozenset()).accepted


def test_claims_become_tags_where_the_role_lets_them() -> None:
    role = replace(
        ROLES[MEMBERS], trust_policy=trust("sts:AssumeRoleWithWebIdentity", "sts:TagSession")
    )
    way = walk(known={MEMBERS: role}, tag_maps={PROVIDER: TagMap()})
    assert way.session is not None
    assert way.session.tags == {"username": login().subject, "client": POOL.app_client_id}
    assert way.session.context["aws:PrincipalTag/username"] == login().subject
    of_another = walk(known={MEMBERS: role}, tag_maps={GOOGLE: TagMap()})
    assert of_another.session is not None
    assert of_another.session.tags == {}


@pytest.mark.parametrize(
    ("claim", "value", "tags"),
    [
        ("red", "red", {"team": "red"}),
        ("absent", None, {}),
        ("too long", "x" * 257, {}),
        ("the longest", "x" * 256, {"team": "x" * 256}),
        ("a character that no tag has", "a*b", {}),
        ("a boolean", True, {"team": "true"}),
        ("a list", ["red"], {}),
    ],
)
def test_what_a_claim_makes_of_a_tag(claim: str, value: Any, tags: dict[str, str]) -> None:
    from cognito_lab.exchange.principal_tags import principal_tags, tag_checks

    tag_map = TagMap(uses_defaults=False, tags={"team": "custom:team"})
    claims = {} if value is None else {"custom:team": value}
    assert principal_tags(tag_map, claims) == tags
    (row,) = tag_checks(tag_map, claims)
    assert row.passed is bool(tags)


def test_without_a_map_there_are_no_tags() -> None:
    from cognito_lab.exchange.principal_tags import principal_tags, tag_checks

    assert principal_tags(None, POOL.claims()) == {}
    assert tag_checks(None, POOL.claims()) == ()


def test_of_several_logins_the_one_with_a_mapping_chooses() -> None:
    first, second = login(), login(provider=GOOGLE)
    mapping = RoleMapping("Rules", "Deny", (Rule("sub", "Equals", first.subject, MEMBERS),))
    assert login_that_chooses([first, second], PoolRoles()) is first
    assert login_that_chooses([first, second], PoolRoles(mappings={GOOGLE: mapping})) is second
    assert login_that_chooses([], PoolRoles()) is None


def test_every_gate_has_its_question_and_its_page() -> None:
    assert set(QUESTIONS) == set(DOCUMENTS) == set(Gate)
