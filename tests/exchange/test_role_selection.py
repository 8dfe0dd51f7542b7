"""Which role: every way through the decision, and each refusal on it.

https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
"""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.exchange.reasons import ExchangeReason as Why
from cognito_lab.exchange.role_selection import (
    CHECK_ROLES,
    PoolRoles,
    RoleMapping,
    Rule,
    select_role,
)
from tests.exchange.scene import GOOGLE, GUESTS, MEMBERS, login
from tests.tokens.practice import POOL

MODERATORS = "arn:aws:iam::123456789012:role/moderators"
EDITORS = "arn:aws:iam::123456789012:role/editors"
KEY = login().mapping_key
BOTH = {"cognito:roles": [MODERATORS, EDITORS]}
PREFERRED = {**BOTH, "cognito:preferred_role": MODERATORS}


def by_token(ambiguous: Any = "AuthenticatedRole") -> PoolRoles:
    return PoolRoles(MEMBERS, GUESTS, {KEY: RoleMapping("Token", ambiguous)})


def by_rules(*rules: Rule, ambiguous: Any = "AuthenticatedRole") -> PoolRoles:
    return PoolRoles(MEMBERS, GUESTS, {KEY: RoleMapping("Rules", ambiguous, rules)})


def rule(match_type: str, value: str, role: str = MODERATORS, claim: str = "team") -> Rule:
    return Rule(claim, match_type, value, role)


PLAIN = PoolRoles(MEMBERS, GUESTS)
TEAM = {"team": "red-1"}

CHOSEN: dict[str, tuple[PoolRoles, dict[str, Any] | None, str | None, str, Why]] = {
    "a guest gets the unauthenticated role": (PLAIN, None, None, GUESTS, Why.GUEST_ROLE),
    "without a mapping, the authenticated role": (
        PLAIN,
        PREFERRED,
        None,
        MEMBERS,
        Why.DEFAULT_ROLE,
    ),
    "the token's preferred role": (by_token(), PREFERRED, None, MODERATORS, Why.PREFERRED_ROLE),
    "several roles and none preferred: ambiguous, the authenticated role": (
        by_token(),
        BOTH,
        None,
        MEMBERS,
        Why.AMBIGUOUS_DEFAULT,
    ),
    "no role in the token: ambiguous": (by_token(), {}, None, MEMBERS, Why.AMBIGUOUS_DEFAULT),
    "an empty preferred role is none": (
        by_token(),
        {"cognito:preferred_role": ""},
        None,
        MEMBERS,
        Why.AMBIGUOUS_DEFAULT,
    ),
    "Deny has no say where a role is preferred": (
        by_token("Deny"),
        PREFERRED,
        None,
        MODERATORS,
        Why.PREFERRED_ROLE,
    ),
    "a custom role of the token's, with a mapping by token": (
        by_token(),
        PREFERRED,
        EDITORS,
        EDITORS,
        Why.CUSTOM_ROLE,
    ),
    "a custom role settles what is ambiguous": (
        by_token("Deny"),
        BOTH,
        EDITORS,
        EDITORS,
        Why.CUSTOM_ROLE,
    ),
    "a custom role of a rule that holds": (
        by_rules(rule("Equals", "blue"), rule("StartsWith", "red", EDITORS)),
        TEAM,
        EDITORS,
        EDITORS,
        Why.CUSTOM_ROLE,
    ),
    "Equals": (by_rules(rule("Equals", "red-1")), TEAM, None, MODERATORS, Why.RULE_HOLDS),
    "StartsWith": (by_rules(rule("StartsWith", "red")), TEAM, None, MODERATORS, Why.RULE_HOLDS),
    "Contains": (by_rules(rule("Contains", "d-")), TEAM, None, MODERATORS, Why.RULE_HOLDS),
    "NotEqual": (by_rules(rule("NotEqual", "blue")), TEAM, None, MODERATORS, Why.RULE_HOLDS),
    "the first rule that holds wins": (
        by_rules(rule("StartsWith", "red", EDITORS), rule("Equals", "red-1")),
        TEAM,
        None,
        EDITORS,
        Why.RULE_HOLDS,
    ),
    "a rule that fails is passed over": (
        by_rules(rule("Equals", "blue", EDITORS), rule("Equals", "red-1")),
        TEAM,
        None,
        MODERATORS,
        Why.RULE_HOLDS,
    ),
    "case counts": (by_rules(rule("Equals", "RED-1")), TEAM, None, MEMBERS, Why.AMBIGUOUS_DEFAULT),
    "a boolean claim is compared as JSON writes it": (
        by_rules(rule("Equals", "true", claim="email_verified")),
        {"email_verified": True},
        None,
        MODERATORS,
        Why.RULE_HOLDS,
    ),
    "of a list one text has to meet the rule": (
        by_rules(rule("Equals", "b", claim="groups")),
        {"groups": ["a", "b"]},
        None,
        MODERATORS,
        Why.RULE_HOLDS,
    ),
    "no rule looks at the token's roles": (
        by_rules(rule("Equals", "blue")),
        {**TEAM, **PREFERRED},
        None,
        MEMBERS,
        Why.AMBIGUOUS_DEFAULT,
    ),
    **{
        f"an absent claim meets no rule: {match_type}": (
            by_rules(rule(match_type, "")),
            {},
            None,
            MEMBERS,
            Why.AMBIGUOUS_DEFAULT,
        )
        for match_type in ("Equals", "NotEqual", "StartsWith", "Contains")
    },
}


@pytest.mark.parametrize(("roles", "claims", "custom", "role", "why"), CHOSEN.values(), ids=CHOSEN)
def test_the_role_and_the_reason(
    roles: PoolRoles, claims: dict[str, Any] | None, custom: str | None, role: str, why: Why
) -> None:
    found = select_role(roles, None if claims is None else login(claims), custom)
    assert found.accepted
    assert (found.role_arn, found.reason, found.refusal) == (role, why, None)
    assert found.way[-1].reason == why
    assert found.way[-1].passed
    assert found.checks == found.way


NOT_AUTHORIZED, NO_ROLES = "NotAuthorizedException", "InvalidIdentityPoolConfigurationException"
REFUSED: dict[str, tuple[PoolRoles, dict[str, Any] | None, str | None, str, Why]] = {
    "no authenticated role": (PoolRoles(None, GUESTS), {}, None, NO_ROLES, Why.NO_ROLE),
    "no unauthenticated role": (PoolRoles(MEMBERS), None, None, NO_ROLES, Why.NO_ROLE),
    "ambiguous, and no authenticated role": (
        PoolRoles(None, None, {KEY: RoleMapping("Token", "AuthenticatedRole")}),
        BOTH,
        None,
        NO_ROLES,
        Why.NO_ROLE,
    ),
    "Deny: several roles and none preferred": (
        by_token("Deny"),
        BOTH,
        None,
        NOT_AUTHORIZED,
        Why.AMBIGUOUS_DENIED,
    ),
    "Deny: no role in the token": (
        by_token("Deny"),
        {},
        None,
        NOT_AUTHORIZED,
        Why.AMBIGUOUS_DENIED,
    ),
    "Deny: no rule holds": (
        by_rules(rule("Equals", "blue"), ambiguous="Deny"),
        TEAM,
        None,
        NOT_AUTHORIZED,
        Why.AMBIGUOUS_DENIED,
    ),
    "a custom role that the token does not name": (
        by_token(),
        PREFERRED,
        MEMBERS,
        NOT_AUTHORIZED,
        Why.CUSTOM_NOT_NAMED,
    ),
    "a custom role, and the token names none": (
        by_token(),
        {},
        MEMBERS,
        NOT_AUTHORIZED,
        Why.CUSTOM_NOT_NAMED,
    ),
    "a custom role of the token's, without a mapping": (
        PLAIN,
        PREFERRED,
        EDITORS,
        NOT_AUTHORIZED,
        Why.CUSTOM_WITHOUT_MAPPING,
    ),
    "a custom role of a rule that fails": (
        by_rules(rule("Equals", "blue", EDITORS)),
        TEAM,
        EDITORS,
        NOT_AUTHORIZED,
        Why.CUSTOM_NOT_NAMED,
    ),
    "with rules, a custom role that only the token names": (
        by_rules(rule("Equals", "red-1")),
        {**TEAM, **PREFERRED},
        EDITORS,
        NOT_AUTHORIZED,
        Why.CUSTOM_NOT_NAMED,
    ),
    "a guest asks for a role": (PLAIN, None, GUESTS, NOT_AUTHORIZED, Why.CUSTOM_FOR_A_GUEST),
}


@pytest.mark.parametrize(
    ("roles", "claims", "custom", "code", "why"), REFUSED.values(), ids=REFUSED
)
def test_no_role_and_the_reason(
    roles: PoolRoles, claims: dict[str, Any] | None, custom: str | None, code: str, why: Why
) -> None:
    found = select_role(roles, None if claims is None else login(claims), custom)
    assert not found.accepted
    assert found.refusal is not None
    assert (found.role_arn, found.reason, found.refusal.code) == (None, why, code)
    assert (found.refusal.message == CHECK_ROLES) is (why is Why.NO_ROLE)
    assert not found.way[-1].passed


def test_a_mapping_is_for_one_app_client_and_one_provider() -> None:
    another = login({"aud": "another"})
    assert select_role(by_token(), another).reason is Why.DEFAULT_ROLE
    assert select_role(by_token(), login(PREFERRED, GOOGLE)).reason is Why.DEFAULT_ROLE
    of_google = PoolRoles(
        MEMBERS, None, {GOOGLE: RoleMapping("Rules", "Deny", (rule("Equals", "x"),))}
    )
    assert select_role(of_google, login({"team": "x"}, GOOGLE)).role_arn == MODERATORS
    assert POOL.app_client_id in KEY


def test_the_way_has_every_rule_that_was_asked_and_no_other() -> None:
    roles = by_rules(
        rule("Equals", "x", claim="absent"),
        rule("Equals", "blue"),
        rule("Equals", "red-1"),
        rule("Contains", "r"),
    )
    way = select_role(roles, login(TEAM)).way
    asked = [(row.subject, row.actual, row.reason) for row in way if row.subject.startswith("rule")]
    assert asked == [
        ("rule 1", None, Why.CLAIM_ABSENT),
        ("rule 2", "red-1", Why.RULE_FAILS),
        ("rule 3", "red-1", Why.RULE_HOLDS),
    ]
