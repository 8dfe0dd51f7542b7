"""A login, a pool and its roles are changed by the explorer's controls, and the way follows."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from cognito_lab.diagrams import exchange_ladder, role_decision, three_ids
from cognito_lab.exchange.role_selection import PoolRoles, RoleMapping, Rule
from cognito_lab.panels import ExchangeExplorer
from cognito_lab.panels.exchange_explorer import IDS, MAY_DO, ROLE, WAY
from cognito_lab.panels.exchange_words import MASKED
from tests.exchange.scene import ANA, GUESTS, MEMBERS, PROVIDER, trust
from tests.panels.exchange_explorers import (
    BEN,
    MAPPING,
    TRUST,
    explorer,
    give,
    page,
    setting,
)
from tests.panels.page import control, words_of
from tests.tokens.practice import NOW, POOL

GUEST = "a guest, with no login"


def verdict(panel: Any) -> str:
    return words_of(panel._verdict.value)


def said(panel: Any) -> str:
    """The verdict without the Logins before it."""
    return verdict(panel).partition("✓")[1] + verdict(panel).partition("✓")[2]


def test_a_login_comes_out_with_the_pools_role() -> None:
    panel = explorer()
    assert said(panel).startswith("✓ Credentials of the role members, until ")
    assert panel.way is not None
    assert exchange_ladder(panel.way).svg in page(panel, WAY)
    assert three_ids(panel.way).svg in page(panel, IDS)
    assert role_decision(panel.way).svg in page(panel, ROLE)


def test_the_logins_that_are_sent_are_shown_without_their_tokens() -> None:
    panel = explorer()
    assert f"Logins: {PROVIDER}: eyJ{MASKED}" in verdict(panel)
    assert POOL.token() not in panel._verdict.value
    give(panel, "The login is", "under another user pool's name")
    assert f"us-east-1_SomebodyElse: eyJ{MASKED}" in verdict(panel)
    give(panel, "Who comes", "ana by Facebook")
    assert f": {MASKED}" in verdict(panel) and "of-ana" not in panel._verdict.value
    give(panel, "Who comes", GUEST)
    assert "Logins: none is sent." in verdict(panel)


def test_the_credentials_are_shown_without_their_secrets() -> None:
    shown = words_of(page(explorer(), IDS))
    assert f"AccessKeyId ASIA{MASKED}" in shown
    assert f"SecretKey {MASKED}" in shown
    assert "assumed-role/members/CognitoIdentityCredentials" in shown


def test_what_they_may_do_is_asked_of_the_roles_policies() -> None:
    shown = words_of(page(explorer(), MAY_DO))
    assert re.search(rf"s3:GetObject arn:aws:s3:::photos/{ANA}/cat.jpg ✓ yes —", shown)
    assert re.search(rf"s3:PutObject arn:aws:s3:::photos/{ANA}/cat.jpg ✕ no User: ", shown)


@pytest.mark.parametrize(
    ("changes", "gate", "said"),
    [
        ({"Who comes": "ana's access token"}, "login", "Missing a required claim: aud"),
        ({"Who comes": GUEST}, "login", "Unauthenticated access is not supported"),
        ({"The login is": "shown an hour later"}, "login", "Token expired: "),
        ({"The login is": "its signature changed"}, "login", "Couldn't verify signed token."),
        (
            {"The login is": "under another user pool's name"},
            "login",
            "Token is not from a supported provider",
        ),
        ({"As which identity": BEN}, "identity", "Logins don't match."),
        ({"Flow": "classic", "the classic flow is allowed": False}, "identity", "is not enabled"),
        ({"The app asks for the role": GUESTS}, "role", "NotAuthorizedException"),
        ({TRUST: trust(amr="unauthenticated")}, "trust policy", "Check assigned IAM roles"),
        ({TRUST: trust(aud="us-east-1:0")}, "trust policy", "Check assigned IAM roles"),
        (
            {"Flow": "classic", "The app asks for the role": GUESTS},
            "trust policy",
            "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        ),
    ],
    ids=str,
)
def test_each_gate_can_fail_and_says_what_aws_says(
    changes: dict[str, Any], gate: str, said: str
) -> None:
    panel = explorer()
    for name, value in changes.items():
        give(panel, name, value)
    assert f"Refused at the gate “{gate}”" in verdict(panel)
    assert said in verdict(panel)
    assert panel.way is not None and panel.way.session is None
    for tab in (IDS, MAY_DO):
        assert "nobody came out of the exchange" in page(panel, tab)


def test_a_guest_comes_in_once_the_pool_has_guests() -> None:
    panel = explorer()
    give(panel, "Who comes", GUEST)
    give(panel, "the pool has guests", True)
    assert "role guests" in verdict(panel)
    assert "AWS's list for guests" in words_of(page(panel, IDS))


def test_a_provider_that_only_reads_its_own_tokens_is_asked() -> None:
    panel = explorer()
    give(panel, "Who comes", "ana by Facebook")
    assert "role members" in verdict(panel)
    give(panel, "The login is", "its signature changed")
    assert "Refused at the gate “login”" in verdict(panel)


def mapping_to(role: str, ambiguous: str = "Deny") -> str:
    rule = {"Claim": "cognito:username", "MatchType": "Equals", "Value": "ana", "RoleARN": role}
    return json.dumps(
        {
            "Type": "Rules",
            "AmbiguousRoleResolution": ambiguous,
            "RulesConfiguration": {"Rules": [rule]},
        }
    )


def test_a_mapping_that_is_written_chooses_the_role() -> None:
    panel = explorer()
    give(panel, MAPPING, mapping_to(GUESTS))
    # The role is chosen, and then its own trust policy asks for guests.
    assert "Refused at the gate “trust policy”" in verdict(panel)
    give(panel, "Role", GUESTS)
    give(panel, TRUST, trust())
    assert "Credentials of the role guests" in verdict(panel)


def test_a_mapping_of_the_pools_is_there_to_be_changed() -> None:
    rules = (Rule("sub", "Equals", "nobody", GUESTS),)
    key = f"{next(iter(explorer()._desk.logins['ana']))}"
    client = explorer()._desk.setting.pool.cognito_providers[0].app_client_id
    roles = PoolRoles(MEMBERS, GUESTS, {f"{key}:{client}": RoleMapping("Rules", "Deny", rules)})
    panel = explorer(roles=roles)
    assert "Refused at the gate “role”" in verdict(panel)
    written = json.loads(control(panel.widget, MAPPING).value)
    assert written["RulesConfiguration"]["Rules"][0]["Value"] == "nobody"
    give(panel, MAPPING, "")
    assert "Credentials of the role members" in verdict(panel)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (MAPPING, "{", "this is no JSON"),
        (MAPPING, "{}", "Type has to be one of Token, Rules"),
        (MAPPING, "[" * 5000, "this is no JSON"),
        (TRUST, "{", "members: the policy is no JSON"),
        (TRUST, '{"Version": "2012-10-17", "Statement": {}}', "members: "),
    ],
)
def test_a_text_that_is_none_leaves_no_verdict_of_an_older_one(
    name: str, text: str, fault: str
) -> None:
    panel = explorer()
    give(panel, name, text)
    assert panel.way is None
    assert "No exchange" in verdict(panel)
    form = words_of(panel._form._mapping_fault.value + panel._form._trust_fault.value)
    assert fault in form
    for tab in (WAY, IDS, ROLE, MAY_DO):
        assert "there is no exchange now" in page(panel, tab)


def test_as_it_was_brings_the_pool_and_the_controls_back() -> None:
    panel = explorer()
    before = panel._verdict.value
    for name, value in (
        ("Who comes", GUEST),
        ("Flow", "classic"),
        (MAPPING, "{"),
        ("Role", GUESTS),
        (TRUST, "{"),
        ("the pool has guests", True),
    ):
        give(panel, name, value)
    control(panel.widget, "As it was").click()
    assert panel._verdict.value == before
    assert control(panel.widget, "Flow").value == "enhanced"
    assert control(panel.widget, MAPPING).value == ""
    assert json.loads(control(panel.widget, TRUST).value) == json.loads(trust())


def test_a_change_of_the_setting_on_paper_leaves_what_was_handed_over() -> None:
    panel = explorer()
    given = panel._desk.setting
    give(panel, TRUST, trust(amr="unauthenticated"))
    give(panel, "the pool has guests", True)
    assert panel._desk.setting is given
    assert json.loads(given.known_roles[MEMBERS].trust_policy) == json.loads(trust())


def test_the_clock_that_is_handed_over_is_asked_each_time() -> None:
    moments = [NOW]
    panel = ExchangeExplorer(
        setting(), logins={"ana": {PROVIDER: POOL.token()}}, now=lambda: moments[0]
    )
    assert panel.way is not None and panel.way.accepted
    moments[0] = NOW + dt.timedelta(days=1)
    panel.refresh()
    assert not panel.way.accepted
