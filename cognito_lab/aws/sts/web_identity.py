"""Who vouches for a web identity token, and by which name a trust policy calls them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-web-federated-identity
"""

from __future__ import annotations

from cognito_lab.aws.issuers import (
    identity_pools_issuer,
    is_registered,
    issuer_of,
    oidc_provider_arn,
    registered_audiences,
)
from cognito_lab.aws.world import World
from cognito_lab.exchange.identity_pool import OPAQUE_PROVIDERS
from cognito_lab.exchange.identity_token import ISSUER
from cognito_lab.exchange.web_identity import WebIdentityProvider, issuer_named_in
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER

# "accounts.google.com" needs no OpenID provider in IAM, nor do the two that have no ID tokens:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html
_BUILT_IN = ("accounts.google.com", *OPAQUE_PROVIDERS)


def provider_of(world: World, token: str, provider_id: str | None) -> WebIdentityProvider | None:
    """The provider of a token; None where the account knows none.

    `provider_id` is named for the two providers whose access tokens only they can read: "Do not
    specify this value for OpenID Connect ID tokens."
    """
    if provider_id is not None:
        issuer = issuer_of(provider_id, world.issuers) if provider_id in OPAQUE_PROVIDERS else None
        return None if issuer is None else WebIdentityProvider(provider_id, provider_id, issuer)
    issuer_name = issuer_named_in(token)
    if issuer_name is None:
        return None
    if issuer_name == ISSUER:
        issuer = identity_pools_issuer(world.identity_key)
        return WebIdentityProvider(IDENTITY_POOL_PROVIDER, IDENTITY_POOL_PROVIDER, issuer)
    name = issuer_name.removeprefix("https://")
    issuer = issuer_of(name, world.issuers)
    if issuer is None:
        return None
    if is_registered(name):
        audiences = registered_audiences(name)
        return WebIdentityProvider(oidc_provider_arn(name), name, issuer, audiences)
    return WebIdentityProvider(name, name, issuer) if name in _BUILT_IN else None
