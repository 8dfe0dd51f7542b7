"""The same exchanges walked on paper, from the pool's setting: no other end than on the mock."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.exchange.setting import ExchangeSetting
from cognito_lab.exchange.whole_way import WholeWay
from tests.exchanges.case import CLASSIC, DIRECT, GET_ID, Exchange, Granted, Refused
from tests.exchanges.cases import EXCHANGES
from tests.exchanges.scene import Scene
from tests.exchanges.test_in_this_process import client_here


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab


def of_the_identity_pool(case: Exchange) -> bool:
    """Whether the identity pool decides, and not STS about a token or a duration, nor a pattern."""
    of_sts = case.minutes is not None or any("the token" in event for event in case.before)
    return case.flow != DIRECT and not of_sts and case.identity != "no id"


def walked(setting: ExchangeSetting, scene: Scene) -> WholeWay:
    case = scene.case
    logins = scene.logins()
    scene.start = scene._issued_at(logins)
    scene.happens("")
    now = scene.lab.clock.now()
    named = None if case.identity == "own" else scene._identity({})
    visitor = setting.visitor(logins, now, named)
    if case.flow == CLASSIC:
        return setting.walk_classic(visitor, now, scene.arn(str(case.takes_on)))
    custom = None if case.custom_role is None else scene.arn(case.custom_role)
    return setting.walk_enhanced(visitor, now, custom)


ON_PAPER = [pytest.param(case, id=case.name) for case in EXCHANGES if of_the_identity_pool(case)]


@pytest.mark.parametrize("case", ON_PAPER)
def test_an_exchange_on_paper_ends_as_on_the_mock(lab: Lab, case: Exchange) -> None:
    scene = Scene(lab, client_here, case)
    calls = len(lab.trace)
    setting = lab.exchange_setting(scene.pool)
    assert len(lab.trace) == calls
    way = walked(setting, scene)
    if isinstance(case.answer, Granted):
        assert way.session is not None
        assert way.session.role_name == case.answer.role
        assert dict(way.session.tags) == dict(case.answer.tags)
        assert (way.session.session_policies is not None) is case.answer.limited
        return
    assert isinstance(case.answer, Refused)
    assert way.session is None
    assert way.refusal is not None
    assert way.refusal.code == case.answer.code
    words = scene.named(case.answer.words)
    assert words in ("", way.refusal.message) or re.fullmatch(words, way.refusal.message)
    assert (way.failed is not None and way.failed.gate == "login") is (
        case.answer.operation == GET_ID
    )


def test_a_pool_that_is_not_there_has_no_setting(lab: Lab) -> None:
    with pytest.raises(ValueError, match="the lab has no identity pool us-east-1:none"):
        lab.exchange_setting("us-east-1:none")
