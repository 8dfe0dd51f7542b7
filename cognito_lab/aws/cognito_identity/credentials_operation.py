"""The enhanced flow: GetCredentialsForIdentity.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
"""

from __future__ import annotations

import json

from cognito_lab.aws.call_evidence import leave_evidence
from cognito_lab.aws.cognito_identity.settings import roles_of, settings_of, tag_maps_of
from cognito_lab.aws.cognito_identity.visitors import IdentityPoolOperations
from cognito_lab.aws.iam.roles import role_of_an_exchange
from cognito_lab.aws.ledger_rows import identity_roles as rows
from cognito_lab.aws.refusing import refuse
from cognito_lab.exchange.guest_scope import guest_session_policies
from cognito_lab.exchange.whole_way import enhanced_flow


class CredentialsOperation(IdentityPoolOperations):
    """GetCredentialsForIdentity."""

    def get_credentials_for_identity(self) -> str:
        """GetCredentialsForIdentity: the whole way, and what comes out at its end."""
        if not self._ledger.acts(rows.CREDENTIALS):
            return super().get_credentials_for_identity()
        pool, identity = self._known_identity()
        # "If the token is for cognito-identity.amazonaws.com, it will be passed through to AWS
        # Security Token Service with the appropriate role for the token."
        visitor = self._visitor(pool, identity, self._logins(), own_tokens=True)
        way = enhanced_flow(
            settings_of(pool),
            roles_of(pool),
            visitor,
            find_role=role_of_an_exchange,
            tag_maps=tag_maps_of(pool),
            guest_policies=guest_session_policies(),
            now=self._world.clock.now(),
            custom_role_arn=self._given("CustomRoleArn"),
        )
        leave_evidence(way)
        refuse(way.refusal)
        assert way.session is not None
        self._link(pool, identity, visitor.logins)
        credentials = self._world.issued.issue(way.session)
        told = {
            "AccessKeyId": credentials.access_key_id,
            "SecretKey": credentials.secret_access_key,
            "SessionToken": credentials.session_token,
            "Expiration": credentials.expires_at.timestamp(),
        }
        return json.dumps({"IdentityId": identity.id, "Credentials": told})
