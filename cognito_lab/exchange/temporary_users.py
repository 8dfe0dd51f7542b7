"""Temporary credentials that are no role's: of a user, for a time, or for somebody of the user's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from cognito_lab.policies.document import Policy
from cognito_lab.policies.principal import Principal, parse_principal
from cognito_lab.policies.request import ContextValue


@dataclass(frozen=True)
class UserSession:
    """A user, or the root, with credentials of GetSessionToken: the same permissions."""

    arn: str
    user_id: str
    issued_at: dt.datetime
    expires_at: dt.datetime
    session_policies: tuple[Policy, ...] | None = None

    @property
    def principal(self) -> Principal:
        """Who asks: the user."""
        return parse_principal(self.arn)

    @property
    def context(self) -> Mapping[str, ContextValue]:
        """The condition keys that every call brings."""
        return {"aws:userid": self.user_id, "aws:TokenIssueTime": _moment(self.issued_at)}

    def is_over(self, now: dt.datetime) -> bool:
        """Whether its credentials have expired."""
        return now >= self.expires_at


@dataclass(frozen=True)
class FederatedSession:
    """Somebody to whom a user lends what the session policies leave of the user's permissions.

    Without session policies it has no permissions of its own.
    https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
    """

    name: str
    account: str
    user_arn: str
    issued_at: dt.datetime
    expires_at: dt.datetime
    session_policies: tuple[Policy, ...] | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """`arn:aws:sts::ACCOUNT:federated-user/NAME`."""
        return f"arn:aws:sts::{self.account}:federated-user/{self.name}"

    @property
    def user_id(self) -> str:
        """`ACCOUNT:NAME`."""
        return f"{self.account}:{self.name}"

    @property
    def principal(self) -> Principal:
        """Who asks: a federated session of the user."""
        return parse_principal(self.arn).of_user(self.user_arn)

    @property
    def context(self) -> Mapping[str, ContextValue]:
        """The condition keys that every call brings."""
        return {
            # "account:caller-specified-name"
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
            "aws:userid": self.user_id,
            "aws:TokenIssueTime": _moment(self.issued_at),
            **{f"aws:PrincipalTag/{key}": value for key, value in self.tags.items()},
        }

    def is_over(self, now: dt.datetime) -> bool:
        """Whether its credentials have expired."""
        return now >= self.expires_at


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
