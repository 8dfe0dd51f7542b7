"""What the operations share: pool, identity, logins, and their refusals."""

from __future__ import annotations

from typing import Any

from moto.cognitoidentity.responses import CognitoIdentityResponse

from cognito_lab.aws.cognito_identity.identities import Identity
from cognito_lab.aws.cognito_identity.pools import LabIdentityPool, find_identity, find_pool
from cognito_lab.aws.cognito_identity.settings import settings_of
from cognito_lab.aws.cognito_identity.user_pool_sign_outs import is_signed_out
from cognito_lab.aws.issuers import identity_pools_issuer, issuer_of
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.refusing import Refused
from cognito_lab.aws.world import World, current_world
from cognito_lab.exchange.logins import Issuer, LoginCheck, check_logins
from cognito_lab.exchange.refusal import NOT_AUTHORIZED
from cognito_lab.exchange.whole_way import Visitor
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER

NOT_FOUND = "ResourceNotFoundException"


class IdentityPoolOperations(CognitoIdentityResponse):
    """Base of the operations: what each of them asks first."""

    @property
    def _world(self) -> World:
        return current_world()

    @property
    def _ledger(self) -> Ledger:
        return current_world().ledger

    def _text(self, name: str) -> str:
        value = self._get_param(name)
        return value if isinstance(value, str) else ""

    def _given(self, name: str) -> Any:
        return self._get_param(name)

    def _pool(self) -> LabIdentityPool:
        """The pool that is named. Raises AWS's refusal if this region has none: "An identity pool
        ID in the format REGION:GUID."
        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html
        """
        named = self._text("IdentityPoolId")
        pool = find_pool(named)
        if pool is None or pool.region != self.region:
            raise Refused(NOT_FOUND, f"IdentityPool '{named}' not found.")
        return pool

    def _known_identity(self) -> tuple[LabIdentityPool, Identity]:
        """The identity that is named, with its pool. Raises AWS's refusal if it is not here."""
        named = self._text("IdentityId")
        found = find_identity(named)
        if found is None or found[0].region != self.region or found[1].disabled:
            raise Refused(NOT_FOUND, f"Identity '{named}' not found.")
        return found

    def _logins(self) -> dict[str, str]:
        given = self._given("Logins")
        return dict(given) if isinstance(given, dict) else {}

    def _checked_logins(
        self, pool: LabIdentityPool, logins: dict[str, str], *, own_tokens: bool = False
    ) -> LoginCheck:
        """The verdict on logins; `own_tokens` says whether the pool takes its own for one."""
        world = self._world

        def issuer(name: str) -> Issuer | None:
            if own_tokens and name == IDENTITY_POOL_PROVIDER:
                return identity_pools_issuer(world.identity_key)
            return issuer_of(name, world.issuers)

        return check_logins(
            settings_of(pool),
            logins,
            issuers=issuer,
            now=world.clock.now(),
            signed_out=is_signed_out,
        )

    def _visitor(
        self,
        pool: LabIdentityPool,
        identity: Identity,
        logins: dict[str, str],
        *,
        own_tokens: bool = False,
    ) -> Visitor:
        """Whoever comes with these logins and says to be this identity."""
        checked = self._checked_logins(pool, logins, own_tokens=own_tokens)
        linked = pool.identities.of_logins(login.key for login in checked.logins)
        others = tuple(one.id for one in linked if one is not identity)
        return Visitor(checked, identity.id, identity.keys, others)

    def _link(self, pool: LabIdentityPool, identity: Identity, checked: LoginCheck) -> None:
        """Link the logins of whoever was let in with the identity.

        https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html
        """
        keys = [login.key for login in checked.logins if not login.is_the_pools_own]
        pool.identities.link(identity, keys, self._world.clock.now())


def refused_login(checked: LoginCheck) -> Refused:
    """AWS's refusal of logins."""
    refusal = checked.refusal
    if refusal is None:
        return Refused(NOT_AUTHORIZED, "")
    return Refused(refusal.code, refusal.message)
