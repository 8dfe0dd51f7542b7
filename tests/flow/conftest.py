"""The tests of `flow` ask for calls to start from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cognito_lab.flow import ApiCall
from tests import calls


@pytest.fixture(scope="session")
def make_call() -> Callable[..., ApiCall]:
    """Ana's sign-in with other fields (see `tests.calls`)."""
    return calls.make_call
