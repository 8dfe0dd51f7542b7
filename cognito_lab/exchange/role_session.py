"""A role session: somebody who has taken a role on, for a time, and what IAM knows of them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-role-session
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.document import Policy
from cognito_lab.policies.principal import Principal, parse_principal
from cognito_lab.policies.request import ContextValue


@dataclass(frozen=True)
class RoleSession:
    """A session of a role. `role_arn` is the role's own ARN, with its path.

    `session_policies` is None where the session was given none. `provider_keys` are the condition
    keys of the identity provider that vouched for it, such as `cognito-identity.amazonaws.com:sub`.
    """

    role_arn: str
    role_id: str
    name: str
    issued_at: dt.datetime
    expires_at: dt.datetime
    session_policies: tuple[Policy, ...] | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    transitive_tag_keys: frozenset[str] = frozenset()
    source_identity: str | None = None
    federated_provider: str | None = None
    provider_keys: Mapping[str, ContextValue] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The role's account."""
        arn = parse_arn(self.role_arn)
        return arn.account if arn else ""

    @property
    def role_name(self) -> str:
        """The role's name, without its path."""
        return self.role_arn.rpartition("/")[2]

    @property
    def arn(self) -> str:
        """The session's ARN: of the role only its name is in it."""
        return f"arn:aws:sts::{self.account}:assumed-role/{self.role_name}/{self.name}"

    @cached_property
    def principal(self) -> Principal:
        """Who asks, when a call is signed with the session's credentials."""
        return parse_principal(self.arn).of_role(self.role_arn)

    @property
    def user_id(self) -> str:
        """`aws:userid`: "role-id:caller-specified-role-name".

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
        """
        return f"{self.role_id}:{self.name}"

    @cached_property
    def context(self) -> Mapping[str, ContextValue]:
        """The condition keys that every call of the session brings."""
        keys: dict[str, ContextValue] = {
            "aws:userid": self.user_id,
            "aws:TokenIssueTime": f"{self.issued_at:%Y-%m-%dT%H:%M:%SZ}",
            **{f"aws:PrincipalTag/{key}": value for key, value in self.tags.items()},
            **self.provider_keys,
        }
        if self.source_identity is not None:
            keys["aws:SourceIdentity"] = self.source_identity
        if self.federated_provider is not None:
            keys["aws:FederatedProvider"] = self.federated_provider
        return MappingProxyType(keys)

    def is_over(self, now: dt.datetime) -> bool:
        """Whether its credentials have expired."""
        return now >= self.expires_at
