"""What AWS answers in the place of what was asked for: an error's code and its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """AWS's code, such as `NotAuthorizedException`, and its text."""

    code: str
    message: str


NOT_AUTHORIZED = "NotAuthorizedException"
INVALID_PARAMETER = "InvalidParameterException"
INVALID_CONFIGURATION = "InvalidIdentityPoolConfigurationException"
