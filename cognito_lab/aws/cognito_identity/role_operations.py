"""Which roles a pool gives: they are set, all at once, and read.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
"""

from __future__ import annotations

import json

from cognito_lab.aws.cognito_identity.role_mapping_check import require_mappings, require_roles
from cognito_lab.aws.cognito_identity.visitors import IdentityPoolOperations
from cognito_lab.aws.ledger_rows import identity_roles as rows


class RoleOperations(IdentityPoolOperations):
    """SetIdentityPoolRoles and GetIdentityPoolRoles."""

    def set_identity_pool_roles(self) -> str:
        """SetIdentityPoolRoles."""
        self._require(self._ledger.acts(rows.POOL_ROLES))
        pool = self._pool()
        roles, mappings = self._given("Roles") or {}, self._given("RoleMappings") or {}
        require_roles(roles)
        require_mappings(pool, mappings)
        pool.roles, pool.role_mappings = dict(roles), dict(mappings)
        return "{}"

    def get_identity_pool_roles(self) -> str:
        """GetIdentityPoolRoles."""
        self._require(self._ledger.acts(rows.POOL_ROLES))
        pool = self._pool()
        answer = {"IdentityPoolId": pool.identity_pool_id, "Roles": pool.roles}
        if pool.role_mappings:
            answer["RoleMappings"] = pool.role_mappings
        return json.dumps(answer)

    def _require(self, acts: bool) -> None:
        """Without the row, what moto says of an operation that it lacks."""
        if not acts:
            action = self._get_action()
            raise NotImplementedError(f"The {action} action has not been implemented")
