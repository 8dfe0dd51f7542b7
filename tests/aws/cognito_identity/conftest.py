"""Identity pools before a user pool."""

from __future__ import annotations

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import App
from tests.aws.cognito_identity.photo_app import PhotoApp


@pytest.fixture
def photo_app(lab: Lab, app: App) -> PhotoApp:
    """An identity pool with guests, which takes one app client's tokens."""
    return PhotoApp(lab, app)
