"""Everything that an exchange asks, on paper: a pool, its roles, who vouches, whom it knows.

With it an exchange can be walked without a mock, and walked again with one thing changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cognito_lab.exchange.classic_flow import classic_flow
from cognito_lab.exchange.guest_scope import guest_session_policies
from cognito_lab.exchange.identity_pool import IdentityPool
from cognito_lab.exchange.logins import Issuer, Login, LoginCheck, check_logins
from cognito_lab.exchange.principal_tags import TagMap
from cognito_lab.exchange.role_selection import PoolRoles
from cognito_lab.exchange.whole_way import Role, Visitor, WholeWay, enhanced_flow
from cognito_lab.policies.document import Policy

NEW_IDENTITY = "(a new identity)"
"""Stands for an IdentityId that the pool has not given yet."""


@dataclass(frozen=True)
class ExchangeSetting:
    """What a pool and its account have. `roles` are the pool's, `known_roles` IAM's by ARN,
    `role_policies` what is attached to them; `identities` has the logins of each IdentityId.

    `issuers` are by provider name, as `Logins` has it. `signed_out` asks a user pool.
    """

    pool: IdentityPool
    roles: PoolRoles = field(default_factory=PoolRoles)
    issuers: Mapping[str, Issuer] = field(default_factory=dict)
    known_roles: Mapping[str, Role] = field(default_factory=dict)
    role_policies: Mapping[str, tuple[Policy, ...]] = field(default_factory=dict)
    tag_maps: Mapping[str, TagMap] = field(default_factory=dict)
    identities: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    signed_out: Callable[[Login], bool] = lambda login: False

    def check(self, logins: Mapping[str, str], now: dt.datetime) -> LoginCheck:
        """The verdict on these logins."""
        return check_logins(
            self.pool, logins, issuers=self.issuers.get, now=now, signed_out=self.signed_out
        )

    def identity_of(self, checked: LoginCheck) -> str:
        """The IdentityId that GetId gives: the one that a login is linked with, or a new one."""
        keys = {login.key for login in checked.logins}
        known = (name for name, linked in self.identities.items() if keys & linked)
        return next(known, NEW_IDENTITY)

    def visitor(
        self, logins: Mapping[str, str], now: dt.datetime, identity_id: str | None = None
    ) -> Visitor:
        """Whoever comes with these logins, as their own identity, or as one that they name."""
        checked = self.check(logins, now)
        if identity_id is None:
            named = (login.subject for login in checked.logins if login.is_the_pools_own)
            identity_id = next(named, None)
        if identity_id is None:
            own = self.identity_of(checked)
            linked = self.identities.get(own, frozenset(login.key for login in checked.logins))
            return Visitor(checked, own, linked)
        keys = {login.key for login in checked.logins}
        others = tuple(
            name
            for name, linked in self.identities.items()
            if keys & linked and name != identity_id
        )
        return Visitor(checked, identity_id, self.identities.get(identity_id), others)

    def walk_enhanced(
        self, visitor: Visitor, now: dt.datetime, custom_role_arn: str | None = None
    ) -> WholeWay:
        """GetCredentialsForIdentity, up to the gate that fails."""
        return enhanced_flow(
            self.pool,
            self.roles,
            visitor,
            find_role=self.known_roles.get,
            tag_maps=self.tag_maps,
            guest_policies=guest_session_policies(),
            now=now,
            custom_role_arn=custom_role_arn,
        )

    def walk_classic(self, visitor: Visitor, now: dt.datetime, role_arn: str) -> WholeWay:
        """GetOpenIdToken and AssumeRoleWithWebIdentity, up to the gate that fails."""
        return classic_flow(
            self.pool,
            visitor,
            role_arn,
            find_role=self.known_roles.get,
            tag_maps=self.tag_maps,
            now=now,
        )
