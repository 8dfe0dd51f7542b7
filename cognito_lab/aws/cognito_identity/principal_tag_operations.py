"""How a provider's claims become tags.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html
"""

from __future__ import annotations

import json
from typing import Any

from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.aws.cognito_identity.settings import settings_of
from cognito_lab.aws.cognito_identity.visitors import NOT_FOUND, IdentityPoolOperations
from cognito_lab.aws.ledger_rows import identity_roles as rows
from cognito_lab.aws.refusing import Refused, refuse
from cognito_lab.exchange.principal_tags import DEFAULTS, check_tag_keys


class PrincipalTagOperations(IdentityPoolOperations):
    """SetPrincipalTagAttributeMap and GetPrincipalTagAttributeMap."""

    def set_principal_tag_attribute_map(self) -> str:
        """SetPrincipalTagAttributeMap."""
        pool, provider = self._provider()
        uses_defaults = bool(self._given("UseDefaults"))
        tags = DEFAULTS if uses_defaults else self._given("PrincipalTags") or {}
        refuse(check_tag_keys(tags))
        pool.tag_maps[provider] = {"UseDefaults": uses_defaults, "PrincipalTags": dict(tags)}
        return self._told(pool, provider)

    def get_principal_tag_attribute_map(self) -> str:
        """GetPrincipalTagAttributeMap."""
        return self._told(*self._provider())

    def _provider(self) -> tuple[LabIdentityPool, str]:
        if not self._ledger.acts(rows.PRINCIPAL_TAGS):
            action = self._get_action()
            raise NotImplementedError(f"The {action} action has not been implemented")
        pool, provider = self._pool(), self._text("IdentityProviderName")
        if not settings_of(pool).accepts(provider):
            raise Refused(NOT_FOUND, f"Identity provider '{provider}' not found.")
        return pool, provider

    def _told(self, pool: LabIdentityPool, provider: str) -> str:
        none: dict[str, Any] = {"UseDefaults": False, "PrincipalTags": {}}
        named = {"IdentityPoolId": pool.identity_pool_id, "IdentityProviderName": provider}
        return json.dumps({**named, **pool.tag_maps.get(provider, none)})
