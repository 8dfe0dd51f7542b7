"""Whole ways of exchanges to draw: those that came through, each gate that can fail, odd texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cognito_lab.evidence import Check
from cognito_lab.exchange.guest_scope import guest_session_policies
from cognito_lab.exchange.principal_tags import TagMap
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import Refusal
from cognito_lab.exchange.role_selection import PoolRoles, RoleMapping, Rule
from cognito_lab.exchange.whole_way import (
    Gate,
    Outcome,
    Step,
    Visitor,
    WholeWay,
    enhanced_flow,
)
from tests.diagrams import traces
from tests.exchange.scene import (
    ANA,
    GUESTS,
    IDENTITY_POOL,
    MEMBERS,
    PROVIDER,
    ROLES,
    checked,
    login,
)
from tests.tokens.practice import NOW, POOL

BOTH = PoolRoles(MEMBERS, GUESTS)
KEY = login().mapping_key
POOL_WITH_GUESTS = replace(IDENTITY_POOL, allows_guests=True)


def walk(
    logins: Any = None, *, roles: PoolRoles = BOTH, known: Any = ROLES, **more: Any
) -> WholeWay:
    """The enhanced flow on paper."""
    sent = {PROVIDER: POOL.token()} if logins is None else logins
    linked = frozenset({login().key}) if sent else frozenset()
    given: dict[str, Any] = {"tag_maps": {}, **more}
    return enhanced_flow(
        POOL_WITH_GUESTS,
        roles,
        Visitor(checked(sent, POOL_WITH_GUESTS), ANA, given.pop("linked", linked)),
        find_role=known.get,
        guest_policies=guest_session_policies(),
        now=NOW,
        **given,
    )


def by_rules(*rules: Rule, ambiguous: Any = "Deny") -> PoolRoles:
    return PoolRoles(MEMBERS, GUESTS, {KEY: RoleMapping("Rules", ambiguous, rules)})


def by_token(ambiguous: Any) -> PoolRoles:
    return PoolRoles(MEMBERS, GUESTS, {KEY: RoleMapping("Token", ambiguous)})


ALL = {
    "a member": walk(),
    "a guest": walk({}),
    "no token": walk({PROVIDER: "no token"}),
    "an access token": walk({PROVIDER: POOL.token("access")}),
    "another's identity": walk(linked=frozenset({(PROVIDER, "ben")})),
    "no roles": walk(roles=PoolRoles()),
    "another's role": walk(custom_role_arn=GUESTS),
    "not trusted": walk(known={}),
    "tags": walk(tag_maps={PROVIDER: TagMap(False, {"team": "custom:team", "who": "sub"})}),
    "ambiguous, the default": walk(roles=by_token("AuthenticatedRole")),
    "ambiguous, denied": walk(roles=by_token("Deny")),
    "a rule": walk(
        roles=by_rules(Rule("absent", "Equals", "x", MEMBERS), Rule("sub", "Contains", "", MEMBERS))
    ),
    "no rule": walk(roles=by_rules(Rule("sub", "Equals", "x", MEMBERS))),
    "a preferred role": walk(
        {PROVIDER: POOL.token(claims={"cognito:preferred_role": MEMBERS})},
        roles=by_token("Deny"),
    ),
}

HOSTILE = WholeWay(
    traces.LONG,
    (
        Step(
            Gate.LOGIN,
            Outcome.FAILED,
            (
                Check(traces.LONG, traces.LONG, traces.LONG, False, ExchangeReason.NO_JWT),
                Check("<script>", None, None, False, ExchangeReason.NOT_LOOKED_AT),
            ),
            Refusal(traces.LONG, traces.LONG),
        ),
        Step(Gate.ROLE, Outcome.NOT_REACHED),
    ),
)
