"""Developer-authenticated identities: a backend vouches for its own users.

https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from cognito_lab.aws.cognito_identity.identities import Identity, LoginKey
from cognito_lab.aws.cognito_identity.identity_operations import IdentityOperations
from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.aws.cognito_identity.visitors import NOT_FOUND, refused_login
from cognito_lab.aws.ledger_rows import identity_tokens as rows
from cognito_lab.aws.refusing import Refused, refuse
from cognito_lab.exchange.identity_token import DEVELOPER_LIFETIME, identity_token_claims
from cognito_lab.exchange.logins import Login
from cognito_lab.exchange.principal_tags import check_session_tags
from cognito_lab.exchange.trust import AUTHENTICATED, amr_of
from cognito_lab.exchange.whole_way import CONFLICT, second_of_a_provider

_INVALID = "InvalidParameterException"
_MOST_LINKED = 20
"""https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html"""


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
        tags = self._given("PrincipalTags") or {}
        refuse(check_session_tags(tags))
        others: tuple[Login, ...] = ()
        if logins:
            checked = self._checked_logins(pool, logins)
            if not checked.accepted:
                raise refused_login(checked)
            others = checked.logins
        identity = self._developers_identity(pool, (own, user), others)
        keys = [(own, user), *(login.key for login in others)]
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
            tags=tags,
        )
        token = self._world.identity_key.sign(claims)
        return json.dumps({"IdentityId": identity.id, "Token": token})

    def _developers_identity(
        self, pool: LabIdentityPool, user: LoginKey, others: tuple[Login, ...]
    ) -> Identity:
        """The identity of these logins; the one that is named, if none is linked yet."""
        named, registered = self._text("IdentityId"), pool.identities.of_logins([user])
        if named and registered and registered[0].id != named:
            # "The provided developer user identifier is already registered with Cognito under a
            # different identity ID." No report has the words of the refusal.
            # https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
            words = "Developer user is already registered under another identity."
            raise Refused("DeveloperUserAlreadyRegisteredException", words)
        known = pool.identities.of_logins([user, *(login.key for login in others)])
        if len(known) > 1 or (known and named and known[0].id != named):
            raise Refused(CONFLICT, "Logins are linked to different identities.")
        if not known and not named:
            return pool.new_identity()
        identity = known[0] if known else pool.identities.find(named)
        if identity is None or identity.disabled:
            raise Refused(NOT_FOUND, f"Identity '{named}' not found.")
        refuse(second_of_a_provider(identity.keys, others)[1])
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
        identity = pool.identities.find(identity_id) if identity_id else None
        if user and identity_id and found != [identity]:
            # "If you supply both, DeveloperUserIdentifier will be matched against IdentityID. …
            # Otherwise, a ResourceConflictException is thrown."
            raise Refused(CONFLICT, "They are not each other's.")
        identity = found[0] if found else identity
        if identity is None:
            raise Refused(NOT_FOUND, "Developer user not found.")
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
            _require_mergeable(source, into, provider)
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
            raise Refused(CONFLICT, "They are not each other's.")
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


def _require_mergeable(source: Identity, into: Identity, developer: str) -> None:
    """Raise AWS's refusal of a merge that would give an identity too many logins.

    "If the users to be merged are associated with the same public provider, but as two different
    users, an exception will be thrown", and "The number of linked logins is limited to 20": which
    exceptions the page does not say; these are two of those that it lists.
    https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
    """
    if (set(source.providers) & set(into.providers)) - {developer}:
        raise Refused(CONFLICT, "They are two users of the same public provider.")
    if len(source.logins) + len(into.logins) > _MOST_LINKED:
        raise Refused(_INVALID, f"At most {_MOST_LINKED} logins can be linked to an identity.")
