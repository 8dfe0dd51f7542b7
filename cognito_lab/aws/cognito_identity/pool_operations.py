"""Identity pools themselves: made, changed, described, listed, deleted."""

from __future__ import annotations

import base64
import json
from typing import Any

from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.aws.cognito_identity.visitors import IdentityPoolOperations
from cognito_lab.aws.ledger_rows import identity_pools as rows
from cognito_lab.aws.refusing import Refused

_MOST = 60
_FIELDS = {
    "IdentityPoolName": "identity_pool_name",
    "AllowUnauthenticatedIdentities": "allow_unauthenticated_identities",
    "SupportedLoginProviders": "supported_login_providers",
    "DeveloperProviderName": "developer_provider_name",
    "OpenIdConnectProviderARNs": "open_id_connect_provider_arns",
    "CognitoIdentityProviders": "cognito_identity_providers",
    "SamlProviderARNs": "saml_provider_arns",
}


class PoolOperations(IdentityPoolOperations):
    """CreateIdentityPool and its kin."""

    def create_identity_pool(self) -> str:
        """CreateIdentityPool: moto makes it; what moto has no place for is kept beside."""
        answer = super().create_identity_pool()
        made = json.loads(answer)
        pool = self.backend.identity_pools.get(made.get("IdentityPoolId"))
        if isinstance(pool, LabIdentityPool) and self._ledger.acts(rows.CLASSIC_FLOW_IS_KEPT):
            pool.allow_classic_flow = self._given("AllowClassicFlow")
        return self._described(pool, answer)

    def update_identity_pool(self) -> str:
        """UpdateIdentityPool: what is not named is taken away.

        "…updates an identity pool", with the whole pool as its input:
        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
        """
        if not self._ledger.acts(rows.UPDATE_REPLACES):
            return super().update_identity_pool()
        pool = self._pool()
        developer = self._text("DeveloperProviderName")
        if pool.developer_provider_name and developer not in ("", pool.developer_provider_name):
            # "Once you have set a developer provider name, you can't change it."
            # https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html
            raise Refused("InvalidParameterException", "You cannot change DeveloperProviderName.")
        kept = pool.developer_provider_name
        for name, field in _FIELDS.items():
            setattr(pool, field, self._given(name))
        pool.developer_provider_name = developer or kept
        pool.allow_classic_flow = self._given("AllowClassicFlow")
        if self._given("IdentityPoolTags") is not None:
            pool.tags = dict(self._given("IdentityPoolTags"))
        return json.dumps(pool.description)

    def describe_identity_pool(self) -> str:
        """DescribeIdentityPool."""
        answer = super().describe_identity_pool()
        pool = self.backend.identity_pools.get(self._text("IdentityPoolId"))
        return self._described(pool, answer)

    def _described(self, pool: Any, motos: str) -> str:
        kept = isinstance(pool, LabIdentityPool) and self._ledger.acts(rows.CLASSIC_FLOW_IS_KEPT)
        return json.dumps(pool.description) if kept else motos

    def list_identity_pools(self) -> str:
        """ListIdentityPools, page by page."""
        if not self._ledger.acts(rows.POOLS_ARE_PAGED):
            return super().list_identity_pools()
        names = [
            {"IdentityPoolId": pool.identity_pool_id, "IdentityPoolName": pool.identity_pool_name}
            for pool in self.backend.identity_pools.values()
        ]
        return self._page("IdentityPools", names)

    def _page(self, member: str, items: list[dict[str, Any]], **more: Any) -> str:
        """A page of a list: up to MaxResults, and where the next one begins."""
        first = _place(self._given("NextToken"))
        size = int(self._given("MaxResults") or _MOST)
        answer: dict[str, Any] = {**more, member: items[first : first + size]}
        if first + size < len(items):
            answer["NextToken"] = base64.b64encode(f"after {first + size}".encode()).decode()
        return json.dumps(answer)


def _place(token: Any) -> int:
    if token is None:
        return 0
    try:
        word, number = base64.b64decode(str(token), validate=True).decode().split(" ")
        place = int(number)
    except ValueError:
        word, place = "", -1
    if word != "after" or place < 0:
        raise Refused("InvalidParameterException", "Invalid pagination token.")
    return place
