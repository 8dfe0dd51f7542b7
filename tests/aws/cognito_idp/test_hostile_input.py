"""Hostile requests to every operation of the ledger: AWS's refusal or a success, nothing else.

A refusal changes nothing but counters of what failed.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.app import MakeApp
from tests.aws.cognito_idp.hostile import COMMON_ERRORS, OPERATIONS, model_of, send, spoilt
from tests.aws.cognito_idp.hostile_scene import HostileScene, changed

EXAMPLES = 20 if settings().derandomize else 500


class Stage:
    """The scene, set up anew whenever something in it has changed."""

    def __init__(self, lab: Lab, make_app: MakeApp) -> None:
        self._lab, self._make_app = lab, make_app
        self._scene: HostileScene | None = None

    def scene(self) -> HostileScene:
        if self._scene is None:
            self._scene = HostileScene(self._lab, self._make_app)
        self._scene.forgive()
        return self._scene

    def has_changed(self) -> None:
        self._scene = None


@pytest.fixture
def stage(lab: Lab, make_app: MakeApp) -> Stage:
    return Stage(lab, make_app)


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_spoilt_request_is_refused_in_awss_words_or_granted(
    stage: Stage, operation: str, data: st.DataObject
) -> None:
    scene = stage.scene()
    good = data.draw(st.sampled_from(scene.good_requests(operation)))
    request = data.draw(spoilt(model_of(operation), good, scene.foreign))
    before = scene.state()
    status, answer = send(operation, request)
    difference = changed(before, scene.state())
    if difference:
        stage.has_changed()
    if status == 200:
        return
    modelled = {shape.name for shape in model_of(operation).error_shapes}
    assert status == 400, answer
    assert answer["__type"] in modelled | COMMON_ERRORS, answer
    assert not difference, answer
