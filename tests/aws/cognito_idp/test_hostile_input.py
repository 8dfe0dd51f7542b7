"""Hostile requests to every operation of the ledger: AWS's refusal or a success, nothing else.

A refusal changes nothing but counters of what failed.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.app import MakeApp
from tests.aws.cognito_idp.hostile import (
    COMMON_ERRORS,
    OPERATIONS,
    Request,
    model_of,
    send,
    spoilt,
)
from tests.aws.cognito_idp.hostile_scene import HostileScene, changed, forgive, state
from tests.aws.cognito_idp.hostile_stages import STAGES

SCALE = 1 if settings().derandomize else 25
Scene = TypeVar("Scene")


class UntilItChanges(Generic[Scene]):
    """A scene that is set up anew whenever something in it has changed."""

    def __init__(self, lab: Lab, set_up: Callable[[], Scene]) -> None:
        self._lab, self._set_up = lab, set_up
        self._scene: list[Scene] = []

    def scene(self) -> Scene:
        if not self._scene:
            self._lab.reset()
            self._scene.append(self._set_up())
        forgive()
        return self._scene[0]

    def hold_to_the_property(self, operation: str, request: Request) -> None:
        """Send a request; the answer is AWS's, and a refusal changes nothing."""
        before = state(self._lab)
        status, answer = send(operation, request)
        difference = changed(before, state(self._lab))
        if difference:
            self._scene.clear()
        if status == 200:
            return
        modelled = {shape.name for shape in model_of(operation).error_shapes}
        assert status == 400, answer
        assert answer["__type"] in modelled | COMMON_ERRORS, answer
        assert not difference, answer


@pytest.fixture
def whole(lab: Lab, make_app: MakeApp) -> UntilItChanges[HostileScene]:
    return UntilItChanges(lab, lambda: HostileScene(lab, make_app))


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=20 * SCALE, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_spoilt_request_is_refused_in_awss_words_or_granted(
    whole: UntilItChanges[HostileScene], operation: str, data: st.DataObject
) -> None:
    scene = whole.scene()
    good = data.draw(st.sampled_from(scene.good_requests(operation)))
    request = data.draw(spoilt(model_of(operation), good, scene.foreign))
    whole.hold_to_the_property(operation, request)


@pytest.mark.parametrize("stage", STAGES)
def test_the_request_that_is_spoilt_next_is_a_good_one(
    lab: Lab, make_app: MakeApp, stage: str
) -> None:
    operation, good = STAGES[stage](make_app)
    status, answer = send(operation, good)
    assert status == 200, answer


@pytest.fixture
def stages(lab: Lab, make_app: MakeApp) -> dict[str, UntilItChanges[tuple[str, Request]]]:
    return {name: UntilItChanges(lab, _set_up(name, make_app)) for name in STAGES}


def _set_up(stage: str, make_app: MakeApp) -> Callable[[], tuple[str, Request]]:
    return lambda: STAGES[stage](make_app)


@pytest.mark.parametrize("stage", STAGES)
@settings(max_examples=20 * SCALE, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_same_holds_where_something_is_under_way(
    stages: dict[str, UntilItChanges[tuple[str, Request]]], stage: str, data: st.DataObject
) -> None:
    operation, good = stages[stage].scene()
    request = data.draw(spoilt(model_of(operation), good, ["ana", "nobody", "000000"]))
    stages[stage].hold_to_the_property(operation, request)
