"""Errors of sign-up and sign-in that the lab says as AWS does: words, cause and remedy.

The codes stand in AWS's API reference. The words hardly do: most are known from people's reports,
and each such row says so. The error clinic and the pictures take their words from here.

An error that several operations answer alike has one row, at the operation where a learner meets
it first. It has another one where the same words call for something else.
"""

from __future__ import annotations

from cognito_lab.known_error import KnownError
from cognito_lab.sign_in import (
    errors_challenges,
    errors_devices,
    errors_profile,
    errors_recovery,
    errors_second_factors,
    errors_sign_in,
    errors_sign_up,
    errors_tokens,
    errors_triggers,
)

__all__ = ["ERRORS", "KnownError"]

ERRORS: tuple[KnownError, ...] = (
    *errors_sign_up.ERRORS,
    *errors_sign_in.ERRORS,
    *errors_challenges.ERRORS,
    *errors_second_factors.ERRORS,
    *errors_recovery.ERRORS,
    *errors_profile.ERRORS,
    *errors_devices.ERRORS,
    *errors_triggers.ERRORS,
    *errors_tokens.ERRORS,
)
"""In the order in which a learner meets them."""
