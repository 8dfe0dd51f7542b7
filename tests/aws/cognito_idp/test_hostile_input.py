"""Hostile requests to every operation of the ledger: AWS's refusal or a success, nothing else.

A refusal changes nothing but counters of what failed.
"""

from collections.abc import Callable
from functools import partial

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

EXAMPLES = 20 if settings().derandomize else 500
hostile = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


class UntilItChanges[Scene]:
    """A scene that is set up anew whenever something in it has changed."""

    def __init__(self, lab: Lab, set_up: Callable[[], Scene]) -> None:
        self._lab, self._set_up = lab, set_up
        self._scene: Scene | None = None
