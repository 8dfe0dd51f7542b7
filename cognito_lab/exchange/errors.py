"""Errors of an exchange and of what comes of it, as the lab says them: words, cause and remedy.

The codes stand in AWS's documents; the words are mostly known from people's reports, and such a
row says so. In the order in which a learner meets them: the login, the identity, the role, STS,
and the calls that the credentials sign.
"""

from __future__ import annotations

from cognito_lab.exchange import errors_access, errors_pool, errors_sts
from cognito_lab.known_error import KnownError

ERRORS: tuple[KnownError, ...] = (
    *errors_pool.ERRORS,
    *errors_sts.ERRORS,
    *errors_access.ERRORS,
)
"""All of them."""
