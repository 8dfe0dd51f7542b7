"""A pool's two public documents, at its issuer's address: JWKS and OpenID discovery."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from moto.cognitoidp.models import CognitoIdpUserPool
from moto.cognitoidp.responses import (
    CognitoIdpJsonWebKeyResponse,
    CognitoIdpOpenIdConfigurationResponse,
)

from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.aws.ledger_rows import user_pools as rows
from cognito_lab.aws.world import current_world
from cognito_lab.tokens.discovery import discovery_document, issuer_of_pool

_Served = tuple[int, dict[str, str], bytes]


def serve_jwks(request: Any, url: str, headers: Any) -> _Served:
    """The pool's JSON Web Key Set; 404 for a pool that does not exist."""
    if not current_world().ledger.acts(rows.JWKS_PER_POOL):
        return CognitoIdpJsonWebKeyResponse.serve_json_web_key(request, url, headers)  # type: ignore[return-value]
    pool = _pool_at(url)
    if not isinstance(pool, LabUserPool):
        return _no_such_pool(url)
    return _json(200, pool.keys.jwks())


def serve_discovery(request: Any, url: str, headers: Any) -> _Served:
    """The pool's discovery document; 404 for a pool that does not exist."""
    if not current_world().ledger.acts(rows.DISCOVERY_PER_POOL):
        serve = CognitoIdpOpenIdConfigurationResponse.serve_openid_configuration
        return serve(request, url, headers)  # type: ignore[return-value]
    pool = _pool_at(url)
    if pool is None:
        return _no_such_pool(url)
    domain = None if pool.domain is None else _domain_url(pool.domain, pool.region)
    return _json(200, discovery_document(issuer_of_pool(pool.region, pool.id), domain))


def _domain_url(domain: Any, region: str) -> str:
    """A prefix domain's address, or a custom domain's own name.

    https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
    """
    if domain.custom_domain_config:
        return f"https://{domain.domain}"
    return f"https://{domain.domain}.auth.{region}.amazoncognito.com"


def _pool_at(url: str) -> CognitoIdpUserPool | None:
    """The pool whose issuer this address is: its id and its region must both agree."""
    pool = find_pool(_pool_id(url))
    if pool is None or not url.startswith(issuer_of_pool(pool.region, pool.id) + "/"):
        return None
    return pool


def _pool_id(url: str) -> str:
    return urlsplit(url).path.strip("/").split("/")[0]


def _no_such_pool(url: str) -> _Served:
    return _json(404, {"message": f"User pool {_pool_id(url)} does not exist."})


def _json(status: int, document: Any) -> _Served:
    return status, {"content-type": "application/json"}, json.dumps(document).encode()
