"""The public keys of the identity pools' own tokens, at their issuer's address.

https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
"""

from __future__ import annotations

import json
from typing import Any

from cognito_lab.aws.ledger_rows import identity_tokens as rows
from cognito_lab.aws.world import current_world
from cognito_lab.exchange.identity_token import ISSUER
from cognito_lab.tokens.keys import ALGORITHM

JWKS_PATH = "/.well-known/jwks_uri"
DISCOVERY_PATH = "/.well-known/openid-configuration"

_Served = tuple[int, dict[str, str], str]
_JSON = {"content-type": "application/json"}


def serve_identity_jwks(request: Any, url: str, headers: Any) -> _Served:
    """The JSON Web Key Set of all identity pools."""
    if not current_world().ledger.acts(rows.IDENTITY_KEYS):
        return 404, {}, "Not yet implemented"
    keys = {"keys": [current_world().identity_key.public_jwk()]}
    return 200, _JSON, json.dumps(keys)


def serve_identity_discovery(request: Any, url: str, headers: Any) -> _Served:
    """The discovery document: where the keys are."""
    if not current_world().ledger.acts(rows.IDENTITY_KEYS):
        return 404, {}, "Not yet implemented"
    document = {
        "issuer": ISSUER,
        "jwks_uri": f"{ISSUER}{JWKS_PATH}",
        "authorization_endpoint": "NOT_USED",
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
    }
    return 200, _JSON, json.dumps(document)
