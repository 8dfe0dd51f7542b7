"""A case counts only if some single rule, switched off, makes it fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cognito_lab.aws import start_lab
from cognito_lab.aws.guard import stored_policies
from tests.enforced_calls.answers import answered
from tests.enforced_calls.case import Case
from tests.enforced_calls.cases import CASES
from tests.enforced_calls.rests_on import RESTS_ON
from tests.enforced_calls.rules import RULES, switch
from tests.enforced_calls.scene import Scene
from tests.enforced_calls.test_in_this_process import client_here


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    with start_lab(seed=1):
        yield Scene(client_here)
    stored_policies.read.cache_clear()


def test_every_case_names_a_rule_that_there_is() -> None:
    assert set(RESTS_ON) == {case.name for case in CASES}
    assert set(RESTS_ON.values()) <= set(RULES)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_a_case_fails_without_the_rule_that_it_rests_on(scene: Scene, case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        switch(RESTS_ON[case.name], patch)
        wrong = answered(scene, case, while_open=patch.undo)
    stored_policies.read.cache_clear()
    assert wrong is not None
