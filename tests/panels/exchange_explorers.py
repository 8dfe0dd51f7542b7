"""An exchange explorer over a pool on paper, and what a reader does with it."""

from __future__ import annotations

from typing import Any

from cognito_lab.exchange.role_selection import PoolRoles
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.panels import ExchangeExplorer
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from tests.exchange.scene import (
    ANA,
    FACEBOOK,
    GUESTS,
    IDENTITY_POOL,
    ISSUERS,
    MEMBERS,
    PROVIDER,
    ROLES,
    login,
)
from tests.panels.page import control
from tests.tokens.practice import NOW, POOL

BEN = "us-east-1:bbbbbbbb-2222-4333-8444-555555555555"
OWN_FILES = "arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"
ANAS_FILE = "arn:aws:s3:::photos/{identity}/cat.jpg"
MAPPING = "Role mapping of the user pool (JSON; empty: none)"
TRUST = "Its trust policy (JSON)"


def may(action: str, resource: str) -> Policy:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return parse_policy({"Version": "2012-10-17", "Statement": [statement]}, PolicyKind.IDENTITY)


def setting(**members: Any) -> ExchangeSetting:
    """The pool on paper, which knows ana and ben."""
    given: dict[str, Any] = {
        "pool": IDENTITY_POOL,
        "roles": PoolRoles(MEMBERS, GUESTS),
        "issuers": ISSUERS,
        "known_roles": ROLES,
        "role_policies": {MEMBERS: (may("s3:GetObject", OWN_FILES),)},
        "identities": {ANA: frozenset({login().key}), BEN: frozenset({(PROVIDER, "ben")})},
        **members,
    }
    return ExchangeSetting(**given)


def explorer(**members: Any) -> ExchangeExplorer:
    """Ana with her ID token, her access token, or by Facebook."""
    return ExchangeExplorer(
        setting(**members),
        logins={
            "ana": {PROVIDER: POOL.token()},
            "ana's access token": {PROVIDER: POOL.token("access")},
            "ana by Facebook": {FACEBOOK: "of-ana"},
        },
        now=NOW,
        requests=[("s3:GetObject", ANAS_FILE), ("s3:PutObject", ANAS_FILE)],
    )


def give(panel: ExchangeExplorer, name: str, value: Any) -> None:
    """Set a control that can be seen, as the page does."""
    control(panel.widget, name).value = value


def page(panel: ExchangeExplorer, tab: int) -> str:
    """What a tab says, as HTML."""
    panel.open(tab)
    return str(panel._pages[tab].value)
