"""Temporary credentials that this lab gave out, found again by their access key.

"Temporary security credentials … consist of an access key ID, a secret access key, and a security
token": https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html
The keys of temporary credentials begin with `ASIA`:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cognito_lab.aws.randomness import LETTERS_AND_DIGITS, Randomness
from cognito_lab.policies.document import Policy
from cognito_lab.policies.principal import Principal
from cognito_lab.policies.request import ContextValue

_KEY_ALPHABET = string.ascii_uppercase + "234567"
_SECRET_ALPHABET = LETTERS_AND_DIGITS + "+/"
_TOKEN_LENGTH = 356


class TemporarySession(Protocol):
    """Whose credentials they are: a role session, a user's or a federated user's."""

    @property
    def arn(self) -> str: ...  # noqa: D102
    @property
    def user_id(self) -> str: ...  # noqa: D102
    @property
    def principal(self) -> Principal: ...  # noqa: D102
    @property
    def context(self) -> Mapping[str, ContextValue]: ...  # noqa: D102
    @property
    def session_policies(self) -> tuple[Policy, ...] | None: ...  # noqa: D102
    @property
    def expires_at(self) -> dt.datetime: ...  # noqa: D102
    def is_over(self, now: dt.datetime) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Credentials:
    """Three texts and a moment, as AWS gives them out."""

    access_key_id: str
    secret_access_key: str
    session_token: str
    expires_at: dt.datetime

    def as_sts(self) -> dict[str, Any]:
        """As STS writes them (AccessKeyId, SecretAccessKey, SessionToken, Expiration)."""
        return {
            "AccessKeyId": self.access_key_id,
            "SecretAccessKey": self.secret_access_key,
            "SessionToken": self.session_token,
            "Expiration": self.expires_at,
        }


@dataclass(frozen=True, slots=True)
class Issued:
    """Credentials, and the session that they are of."""

    credentials: Credentials
    session: TemporarySession


class IssuedCredentials:
    """All temporary credentials of one lab, by access key; those that are over stay known, so that
    they are refused as expired and not as unknown."""

    def __init__(self, randomness: Randomness) -> None:
        self._randomness = randomness
        self._by_key: dict[str, Issued] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def issue(self, session: TemporarySession) -> Credentials:
        """New credentials for a session, good until its end."""
        credentials = Credentials(
            "ASIA" + self._randomness.text("credentials", 16, _KEY_ALPHABET),
            self._randomness.text("credentials", 40, _SECRET_ALPHABET),
            self._randomness.text("credentials", _TOKEN_LENGTH, _SECRET_ALPHABET),
            session.expires_at,
        )
        self._by_key[credentials.access_key_id] = Issued(credentials, session)
        return credentials

    def find(self, access_key_id: str) -> Issued | None:
        """The credentials with this key, or None."""
        return self._by_key.get(access_key_id)
