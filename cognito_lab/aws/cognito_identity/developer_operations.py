"""Developer-authenticated identities: a backend vouches for its own users.

https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from cognito_lab.aws.cognito_identity.identities import Identity
from cognito_lab.aws.cognito_identity.identity_operations import IdentityOperations
from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.aws.cognito_identity.visitors import NOT_FOUND, refused_login
from cognito_lab.aws.ledger_rows import identity_tokens as rows
from cognito_lab.aws.refusing import Refused
from cognito_lab.exchange.identity_token import DEVELOPER_LIFETIME, identity_token_claims
from cognito_lab.exchange.trust import AUTHENTICATED, amr_of

_INVALID = "InvalidParameterException"


class DeveloperOperations(IdentityOperations):
    """GetOpenIdTokenForDeveloperIdentity and its kin; all are signed by the developer."""

    def get_open_id_token_for_developer_identity(self) -> str:
        """GetOpenIdTokenForDeveloperIdentity.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
        """
        if not self._ledger.acts(rows.DEVELOPER_TOKEN):
            return super().get_open_id_token_for_developer_identity()
        pool = self._pool()
        logins = self._logins()
        own = pool.developer_provider_name or None
        user = logins.pop(own, None) if own else None
        if own is None or user is None:
            raise Refused(_INVALID, "Please provide a valid login for the developer provider.")
        checked = self._checked_logins(pool, logins) if logins else None
        if checked is not None and not checked.accepted:
            raise refused_login(checked)
        others = checked.logins if checked else ()
        keys = [(own, user), *(login.key for login in others)]
        identity = self._developers_identity(pool, keys)
        pool.identities.link(identity, keys, self._world.clock.now())
        amr = [AUTHENTICATED, own, f"{own}:{pool.identity_pool_id}:{user}"]
        amr += amr_of(others)[1:] if others else ()
        seconds = self._given("TokenDuration")
        claims = identity_token_claims(
            pool.identity_pool_id,
            identity.id,
            amr,
            now=self._world.clock.now(),
            lifetime=DEVELOPER_LIFETIME if seconds is None else dt.timedelta(seconds=int(seconds)),
            tags=self._given("PrincipalTags") or {},
        )
        token = self._world.identity_key.sign(claims)
        return json.dumps({"IdentityId": identity.id, "Token": token})

    def _developers_identity(self, pool: LabIdentityPool, keys: list[tuple[str, str]]) -> Identity:
        """The identity of these logins; the one that is named, if none is linked yet."""
        known = pool.identities.of_logins(keys)
        named = self._text("IdentityId")
        if len(known) > 1 or (known and named and known[0].id != named):
            raise Refused("ResourceConflictException", "Logins are linked to different identities.")
        if known:
            return known[0]
        if not named:
            return pool.new_identity()
        identity = pool.identities.find(named)
        if identity is None or identity.disabled:
            raise Refused(NOT_FOUND, f"Identity '{named}' not found.")
        return identity

    def lookup_developer_identity(self) -> str:
        """LookupDeveloperIdentity: from an identity to its users, or from a user to it.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html
        """
        self._require(self._ledger.acts(rows.DEVELOPER_IDENTITIES))
        pool = self._pool()
        identity_id, user = self._text("IdentityId"), self._text("DeveloperUserIdentifier")
        if not identity_id and not user:
            raise Refused(_INVALID, "Give an IdentityId or a DeveloperUserIdentifier.")
        key = (pool.developer_provider_name, user)
        found = pool.identities.of_logins([key]) if user else []
        identity = found[0] if found else pool.identities.find(identity_id)
        if identity is None:
            raise Refused(NOT_FOUND, "Developer user not found.")
        if identity_id and identity.id != identity_id:
            raise Refused("ResourceConflictException", "They are not each other's.")
        users = [one for name, one in identity.logins if name == pool.developer_provider_name]
        told: dict[str, Any] = {"DeveloperUserIdentifierList": users}
        return self._page_of_users(identity.id, told["DeveloperUserIdentifierList"])

    def _page_of_users(self, identity_id: str, users: list[Any]) -> str:
        return self._page("DeveloperUserIdentifierList", users, IdentityId=identity_id)

    def merge_developer_identities(self) -> str:
        """MergeDeveloperIdentities: the source's logins become the destination's.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
        """
        self._require(self._ledger.acts(rows.DEVELOPER_IDENTITIES))
        pool, provider = self._pool(), self._own_provider()
        source, into = (
            self._of_developer(pool, provider, self._text(name))
            for name in ("SourceUserIdentifier", "DestinationUserIdentifier")
        )
        if source is not into:
            pool.identities.merge(source, into, self._world.clock.now())
        return json.dumps({"IdentityId": into.id})

    def unlink_developer_identity(self) -> str:
        """UnlinkDeveloperIdentity.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html
        """
        self._require(self._ledger.acts(rows.DEVELOPER_IDENTITIES))
        pool, provider = self._pool(), self._own_provider()
        user = self._text("DeveloperUserIdentifier")
        identity = self._of_developer(pool, provider, user)
        if identity.id != self._text("IdentityId"):
            raise Refused("ResourceConflictException", "They are not each other's.")
        pool.identities.unlink(identity, (provider, user), self._world.clock.now())
        return "{}"

    def _own_provider(self) -> str:
        named = self._text("DeveloperProviderName")
        if named != (self._pool().developer_provider_name or None):
            raise Refused(_INVALID, "Invalid developer provider name.")
        return named

    def _of_developer(self, pool: LabIdentityPool, provider: str, user: str) -> Identity:
        found = pool.identities.of_logins([(provider, user)])
        if not found:
            raise Refused(NOT_FOUND, f"Developer user '{user}' not found.")
        return found[0]
