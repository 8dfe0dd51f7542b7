"""An exchange counts only if some single rule, switched off, makes it fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.guard import stored_policies
from tests.exchanges.answers import answered
from tests.exchanges.case import Exchange
from tests.exchanges.cases import EXCHANGES
from tests.exchanges.rests_on import RESTS_ON
from tests.exchanges.rules import RULES, switch
from tests.exchanges.scene import Scene
from tests.exchanges.test_in_this_process import client_here


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab
    stored_policies.read.cache_clear()


def test_every_case_names_a_rule_that_there_is() -> None:
    assert set(RESTS_ON) == {case.name for case in EXCHANGES}
    assert set(RESTS_ON.values()) == set(RULES)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in EXCHANGES])
def test_an_exchange_ends_otherwise_without_the_rule_that_it_rests_on(
    lab: Lab, case: Exchange
) -> None:
    scene = Scene(lab, client_here, case)
    with pytest.MonkeyPatch.context() as patch:
        switch(RESTS_ON[case.name], patch)
        wrong = answered(scene)
    assert wrong is not None
