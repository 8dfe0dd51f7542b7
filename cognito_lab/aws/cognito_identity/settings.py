"""A pool as an exchange looks at it: from moto's fields to the core's own types."""

from __future__ import annotations

from cognito_lab.aws.cognito_identity.pools import LabIdentityPool
from cognito_lab.exchange.identity_pool import CognitoProvider, IdentityPool
from cognito_lab.exchange.principal_tags import TagMap
from cognito_lab.exchange.role_mapping import read_role_mapping
from cognito_lab.exchange.role_selection import PoolRoles


def settings_of(pool: LabIdentityPool) -> IdentityPool:
    """Whose word the pool takes, and who may come."""
    return IdentityPool(
        pool.identity_pool_id,
        allows_guests=bool(pool.allow_unauthenticated_identities),
        classic_flow=pool.allow_classic_flow,
        cognito_providers=tuple(
            CognitoProvider(
                str(one.get("ProviderName")),
                str(one.get("ClientId")),
                bool(one.get("ServerSideTokenCheck")),
            )
            for one in pool.cognito_identity_providers or ()
        ),
        login_providers=dict(pool.supported_login_providers or {}),
        oidc_provider_arns=tuple(pool.open_id_connect_provider_arns or ()),
        saml_provider_arns=tuple(pool.saml_provider_arns or ()),
        developer_provider=pool.developer_provider_name or None,
    )


def roles_of(pool: LabIdentityPool) -> PoolRoles:
    """The roles that it gives."""
    mappings = {key: read_role_mapping(given) for key, given in pool.role_mappings.items()}
    return PoolRoles(pool.roles.get("authenticated"), pool.roles.get("unauthenticated"), mappings)


def tag_maps_of(pool: LabIdentityPool) -> dict[str, TagMap]:
    """How the claims of each provider become tags."""
    return {
        provider: TagMap(bool(given.get("UseDefaults")), given.get("PrincipalTags") or {})
        for provider, given in pool.tag_maps.items()
    }
