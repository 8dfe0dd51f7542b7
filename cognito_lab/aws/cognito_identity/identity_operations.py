"""Identities: recognized, described, listed, unlinked, deleted."""

from __future__ import annotations

import json
from typing import Any

from cognito_lab.aws.cognito_identity.identities import Identity
from cognito_lab.aws.cognito_identity.pool_operations import PoolOperations
from cognito_lab.aws.cognito_identity.pools import find_identity
from cognito_lab.aws.cognito_identity.visitors import NOT_FOUND, refused_login
from cognito_lab.aws.ledger_rows import identities as rows
from cognito_lab.aws.refusing import Refused, refuse
from cognito_lab.exchange.whole_way import CONFLICT, second_of_a_provider, whose_identity


class IdentityOperations(PoolOperations):
    """GetId and its kin."""

    def get_id(self) -> str:
        """GetId: the same identity for the same login, a new one for each guest.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
        """
        if not self._ledger.acts(rows.GET_ID):
            return super().get_id()
        pool = self._pool()
        checked = self._checked_logins(pool, self._logins())
        if not checked.accepted:
            raise refused_login(checked)
        keys = [login.key for login in checked.logins]
        known = pool.identities.of_logins(keys)
        if len(known) > 1:
            raise Refused(CONFLICT, "Logins are linked to different identities.")
        if known:
            refuse(second_of_a_provider(known[0].keys, checked.logins)[1])
        identity = known[0] if known else pool.new_identity()
        pool.identities.link(identity, keys, self._world.clock.now())
        return json.dumps({"IdentityId": identity.id})

    def describe_identity(self) -> str:
        """DescribeIdentity."""
        self._require(self._ledger.acts(rows.IDENTITIES_ARE_KEPT))
        _, identity = self._known_identity()
        return json.dumps(_description(identity))

    def list_identities(self) -> str:
        """ListIdentities, page by page."""
        if not self._ledger.acts(rows.IDENTITIES_ARE_LISTED):
            return super().list_identities()
        pool = self._pool()
        hides = bool(self._given("HideDisabled"))
        told = [_description(one) for one in pool.identities if not (hides and one.disabled)]
        return self._page("Identities", told, IdentityPoolId=pool.identity_pool_id)

    def delete_identities(self) -> str:
        """DeleteIdentities: each on its own; one that is not there is done already.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html
        """
        self._require(self._ledger.acts(rows.IDENTITIES_ARE_KEPT))
        for identity_id in self._given("IdentityIdsToDelete") or ():
            found = find_identity(identity_id)
            if found is not None and found[0].region == self.region:
                found[0].identities.delete(identity_id)
        return json.dumps({"UnprocessedIdentityIds": []})

    def unlink_identity(self) -> str:
        """UnlinkIdentity: with a login of the identity's own.

        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html
        """
        self._require(self._ledger.acts(rows.IDENTITIES_ARE_KEPT))
        pool, identity = self._known_identity()
        logins = self._logins()
        visitor = self._visitor(pool, identity, logins)
        if not visitor.logins.accepted:
            raise refused_login(visitor.logins)
        refuse(whose_identity(visitor)[1])
        named = self._given("LoginsToRemove") or ()
        for provider in named:
            if provider not in identity.providers:
                raise Refused(NOT_FOUND, f"Login '{provider}' not found.")
        for key in [key for key in identity.logins if key[0] in named]:
            pool.identities.unlink(identity, key, self._world.clock.now())
        return "{}"

    def _require(self, acts: bool) -> None:
        """Without the row, what moto says of an operation that it lacks."""
        if not acts:
            action = self._get_action()
            raise NotImplementedError(f"The {action} action has not been implemented")


def _description(identity: Identity) -> dict[str, Any]:
    return {
        "IdentityId": identity.id,
        "Logins": list(identity.providers),
        "CreationDate": identity.created_at.timestamp(),
        "LastModifiedDate": identity.modified_at.timestamp(),
    }
