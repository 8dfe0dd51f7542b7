"""An identity pool of the lab: moto's, with what moto has no place for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from moto.cognitoidentity.models import (
    CognitoIdentityBackend,
    CognitoIdentityPool,
    cognitoidentity_backends,
)

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.cognito_identity.identities import Identities, Identity
from cognito_lab.aws.world import current_world

_STREAM = "identities"


class LabIdentityPool(CognitoIdentityPool):
    """moto's pool with its identities, its roles, and how claims become tags."""

    def __init__(self, region: str, identity_pool_name: str, **kwargs: Any) -> None:
        super().__init__(region, identity_pool_name, **kwargs)
        self.region = region
        self.identities = Identities()
        self.allow_classic_flow: bool | None = None
        self.roles: dict[str, str] = {}
        self.role_mappings: dict[str, dict[str, Any]] = {}
        self.tag_maps: dict[str, dict[str, Any]] = {}

    @property
    def arn(self) -> str:
        """`arn:aws:cognito-identity:REGION:ACCOUNT:identitypool/ID`."""
        return (
            f"arn:aws:cognito-identity:{self.region}:{ACCOUNT}:identitypool/{self.identity_pool_id}"
        )

    @property
    def description(self) -> dict[str, Any]:
        """The pool as CreateIdentityPool and DescribeIdentityPool answer it."""
        told = {
            "IdentityPoolId": self.identity_pool_id,
            "IdentityPoolName": self.identity_pool_name,
            "AllowUnauthenticatedIdentities": bool(self.allow_unauthenticated_identities),
            "AllowClassicFlow": self.allow_classic_flow,
            "SupportedLoginProviders": self.supported_login_providers,
            "DeveloperProviderName": self.developer_provider_name,
            "OpenIdConnectProviderARNs": self.open_id_connect_provider_arns,
            "CognitoIdentityProviders": self.cognito_identity_providers,
            "SamlProviderARNs": self.saml_provider_arns,
            "IdentityPoolTags": self.tags,
        }
        return {name: value for name, value in told.items() if value is not None}

    def new_identity(self) -> Identity:
        """An identity that nobody had before: `REGION:uuid`.

        https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
        """
        world = current_world()
        made = world.randomness.stream(_STREAM).randbytes(16)
        identity_id = f"{self.region}:{uuid.UUID(bytes=made, version=4)}"
        return self.identities.add(identity_id, world.clock.now())


class LabIdentityBackend(CognitoIdentityBackend):
    """moto's store of pools."""

    @property
    def _url_module(self) -> Any:
        import moto.cognitoidentity.urls

        return moto.cognitoidentity.urls


def all_pools() -> Mapping[str, LabIdentityPool]:
    """Every identity pool of the lab, by id."""
    found: dict[str, LabIdentityPool] = {}
    for _, _, backend in cognitoidentity_backends.iter_backends():
        found.update(backend.identity_pools)  # type: ignore[attr-defined]
    return found


def find_pool(identity_pool_id: str) -> LabIdentityPool | None:
    """The pool of this id; only in the region that the id names."""
    region = identity_pool_id.partition(":")[0]
    backends = cognitoidentity_backends[ACCOUNT]
    if region not in backends:
        return None
    found = backends[region].identity_pools.get(identity_pool_id)
    return found if isinstance(found, LabIdentityPool) else None


def find_identity(identity_id: str) -> tuple[LabIdentityPool, Identity] | None:
    """An identity with its pool, or None: whoever deletes a pool deletes its identities."""
    region = identity_id.partition(":")[0]
    backends = cognitoidentity_backends[ACCOUNT]
    if region not in backends:
        return None
    for pool in backends[region].identity_pools.values():
        identity = pool.identities.find(identity_id) if isinstance(pool, LabIdentityPool) else None
        if identity is not None and isinstance(pool, LabIdentityPool):
            return pool, identity
    return None
