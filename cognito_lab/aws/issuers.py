"""Who vouches for people here: this lab's user pools, its identity pools, local providers."""

from __future__ import annotations

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends

from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.aws.local_providers import Issuers
from cognito_lab.exchange.identity_pool import USER_POOL_HOST
from cognito_lab.exchange.identity_token import ISSUER
from cognito_lab.exchange.logins import Issuer
from cognito_lab.tokens.discovery import issuer_of_pool
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import SigningKey


def issuer_of(name: str, issuers: Issuers) -> Issuer | None:
    """What a provider of `Logins` publishes, or None for one that nobody here is.

    A provider that is registered with IAM knows its apps there (ClientIDList).
    """
    if name.startswith(USER_POOL_HOST):
        return _of_user_pool(name)
    provider = issuers.find(name)
    return None if provider is None else provider.as_issuer(registered_audiences(name))


def _of_user_pool(name: str) -> Issuer | None:
    """Host, region and pool have to agree, as in the pool's own address."""
    pool = find_pool(name.rpartition("/")[2])
    if not isinstance(pool, LabUserPool):
        return None
    issuer = issuer_of_pool(pool.region, pool.id)
    return Issuer((issuer,), pool.key_set) if issuer == f"https://{name}" else None


def oidc_provider_arn(name: str) -> str:
    """The ARN under which IAM keeps an OpenID provider with this URL.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
    """
    return f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:oidc-provider/{name}"


def is_registered(name: str) -> bool:
    """Whether IAM has an OpenID provider with this URL."""
    return oidc_provider_arn(name) in iam_backends[DEFAULT_ACCOUNT_ID]["aws"].open_id_providers


def registered_audiences(name: str) -> tuple[str, ...]:
    """The ClientIDList of the OpenID provider in IAM; empty where there is none."""
    kept = iam_backends[DEFAULT_ACCOUNT_ID]["aws"].open_id_providers
    provider = kept.get(oidc_provider_arn(name))
    return () if provider is None else tuple(provider.client_id_list or ())


def identity_pools_issuer(key: SigningKey) -> Issuer:
    """What the identity pools' own tokens are verified with."""
    return Issuer((ISSUER,), KeySet.read({"keys": [key.public_jwk()]}))
