"""The classic flow: a token of the identity pool's own, to be traded at STS.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
"""

from __future__ import annotations

import json

from cognito_lab.aws.cognito_identity.settings import settings_of, tag_maps_of
from cognito_lab.aws.cognito_identity.visitors import IdentityPoolOperations, refused_login
from cognito_lab.aws.ledger_rows import identity_tokens as rows
from cognito_lab.aws.refusing import refuse
from cognito_lab.exchange.classic_flow import classic_is_off
from cognito_lab.exchange.identity_token import identity_token_claims
from cognito_lab.exchange.principal_tags import principal_tags
from cognito_lab.exchange.trust import amr_of
from cognito_lab.exchange.whole_way import whose_identity


class OpenIdTokenOperation(IdentityPoolOperations):
    """GetOpenIdToken."""

    def get_open_id_token(self) -> str:
        """GetOpenIdToken, for whoever comes with a login of the identity's own, or as a guest."""
        if not self._ledger.acts(rows.OPEN_ID_TOKEN):
            return super().get_open_id_token()
        pool, identity = self._known_identity()
        refuse(classic_is_off(settings_of(pool)))
        visitor = self._visitor(pool, identity, self._logins())
        if not visitor.logins.accepted:
            raise refused_login(visitor.logins)
        refuse(whose_identity(visitor)[1])
        self._link(pool, identity, visitor.logins)
        logins = visitor.logins.logins
        tag_map = tag_maps_of(pool).get(logins[0].provider) if logins else None
        claims = identity_token_claims(
            pool.identity_pool_id,
            identity.id,
            amr_of(logins),
            now=self._world.clock.now(),
            tags=principal_tags(tag_map, logins[0].claims if logins else {}),
        )
        token = self._world.identity_key.sign(claims)
        return json.dumps({"IdentityId": identity.id, "Token": token})
