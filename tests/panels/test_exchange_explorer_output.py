"""What a cell keeps of an exchange explorer, and what a hostile text would have to get past."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import exchange_ladder, three_ids
from cognito_lab.exchange.identity_pool import IdentityPool
from cognito_lab.exchange.role_selection import PoolRoles, RoleMapping
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.exchange.whole_way import Role
from cognito_lab.panels import ExchangeExplorer
from cognito_lab.panels.exchange_explorer import IDS, MAY_DO, ROLE, WAY
from tests.diagrams.strategies import any_text
from tests.panels.exchange_explorers import MAPPING, TRUST, explorer, give, page
from tests.panels.page import faults_of, html_of, outputs_of
from tests.tokens.practice import NOW

VIEW = "application/vnd.jupyter.widget-view+json"
slow = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_a_cell_keeps_the_view_and_then_the_same_without_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = explorer()
    view, still = outputs_of(panel, monkeypatch)
    assert view[VIEW]["model_id"] == panel.widget.model_id
    assert view["text/plain"].startswith("[exchange explorer: ")
    assert faults_of(still["text/html"]) == []
    assert panel.way is not None
    for picture in (exchange_ladder(panel.way), three_ids(panel.way)):
        assert picture.html_image() in still["text/html"]
        assert str(picture.table) in still["text/plain"]
    assert "What the credentials may do" in still["text/plain"]


def test_the_still_page_is_about_what_was_given_whatever_was_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = explorer()
    first = outputs_of(panel, monkeypatch)[1]
    give(panel, TRUST, "{")
    give(panel, "Flow", "classic")
    assert outputs_of(panel, monkeypatch)[1] == first


def test_a_page_of_voilas_has_the_panel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert len(outputs_of(explorer(), monkeypatch)) == 1


@slow
@given(any_text, any_text)
def test_no_text_becomes_markup(mapping: str, trust: str) -> None:
    panel = explorer()
    give(panel, MAPPING, mapping)
    give(panel, TRUST, trust)
    for tab in (WAY, IDS, ROLE, MAY_DO):
        page(panel, tab)
        assert [fault for shown in html_of(panel.widget) for fault in faults_of(shown)] == []


@slow
@given(any_text, any_text, any_text, st.dictionaries(any_text, any_text, max_size=2))
def test_a_hostile_setting_is_shown_as_text(
    name: str, role: str, trust: str, logins: dict[str, str]
) -> None:
    setting = ExchangeSetting(
        IdentityPool(name, allows_guests=True),
        known_roles={role: Role(role, name, trust)},
        identities={name: frozenset({(role, name)})},
    )
    panel = ExchangeExplorer(
        setting, logins={name: logins}, now=NOW, requests=[(role, trust)], title=name
    )
    for tab in (WAY, IDS, ROLE, MAY_DO):
        page(panel, tab)
        assert [fault for shown in html_of(panel.widget) for fault in faults_of(shown)] == []


def test_a_mapping_that_decides_nothing_is_taken_as_the_pool_has_it() -> None:
    pool = IdentityPool("pool", allows_guests=True)
    roles = PoolRoles("members", "guests", {"provider:app": RoleMapping("Rules", "Deny", ())})
    panel = ExchangeExplorer(ExchangeSetting(pool, roles), now=NOW)
    assert panel.way is not None
    give(panel, MAPPING, "{}")
    assert panel.way is None
