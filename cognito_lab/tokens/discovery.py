"""Where a relying party finds what it needs to check a token: the issuer's two documents.

https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
"""

from __future__ import annotations

from typing import Any

JWKS_PATH = "/.well-known/jwks.json"
DISCOVERY_PATH = "/.well-known/openid-configuration"


def issuer_of_pool(region: str, user_pool_id: str) -> str:
    """The `iss` claim of a user pool's tokens, in its original form.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IssuerConfigurationType.html
    """
    return f"https://cognito-idp.{region}.amazonaws.com/{user_pool_id}"


def jwks_url(issuer: str) -> str:
    """Where the issuer publishes its public keys."""
    return issuer + JWKS_PATH


def discovery_url(issuer: str) -> str:
    """Where the issuer publishes its OpenID Connect discovery document."""
    return issuer + DISCOVERY_PATH


def discovery_document(issuer: str, oauth_base_url: str | None = None) -> dict[str, Any]:
    """The discovery document of an issuer.

    `oauth_base_url` is the address of the pool's domain (`https://DOMAIN`), or None: the
    OAuth endpoints "become available when you add a domain". What Cognito writes for a
    pool without one is not documented; the lab leaves those members out.
    """
    document: dict[str, Any] = {
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": issuer,
        "jwks_uri": jwks_url(issuer),
        "response_types_supported": ["code", "token"],
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }
    if oauth_base_url is not None:
        document |= {
            "authorization_endpoint": f"{oauth_base_url}/oauth2/authorize",
            "end_session_endpoint": f"{oauth_base_url}/logout",
            "revocation_endpoint": f"{oauth_base_url}/oauth2/revoke",
            "token_endpoint": f"{oauth_base_url}/oauth2/token",
            "userinfo_endpoint": f"{oauth_base_url}/oauth2/userInfo",
        }
    return dict(sorted(document.items()))
