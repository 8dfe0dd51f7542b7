"""Each enforced call on a lab that is served in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.enforced_calls.answers import answered
from tests.enforced_calls.case import Case
from tests.enforced_calls.cases import CASES
from tests.enforced_calls.scene import Scene
from tests.server.process import serving


@pytest.fixture(scope="module")
def scene_there() -> Iterator[Scene]:
    with serving() as served:
        yield Scene(served.client)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_the_call_is_answered_as_in_process(scene_there: Scene, case: Case) -> None:
    assert answered(scene_there, case) is None
