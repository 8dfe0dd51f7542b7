"""RevokeToken: one sign-in ends, and the user's others go on.

https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult

from cognito_lab.aws.cognito_idp.operation import AppClient, UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import find_app_client
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import refresh as rows
from cognito_lab.tokens.client_secret import check_client_secret

_SEGMENTS_OF_A_JWT = 3


class RevocationOperations(UserPoolOperations):
    """The operation by which an app gives a sign-in up."""

    def revoke_token(self) -> ActionResult:
        """RevokeToken: a refresh token and what came from it.

        RevokeAssociatedSessions has nothing to end here: the lab tracks no SSO sessions.
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
        """
        if not self._ledger.acts(rows.REVOKE_TOKEN):
            raise NotImplementedError("The revoke_token action has not been implemented")
        app, token = self._app_client_with_its_secret(), self._text("Token")
        if app.client.extended_config.get("EnableTokenRevocation") is False:
            # "Before you can revoke a token for an existing user pool client, you must enable token
            # revocation." The code is the one that is listed for it; the words are the lab's.
            raise AwsError(
                "UnsupportedOperationException",
                f"Token revocation is not enabled for client {app.id}",
            )
        if token.count(".") == _SEGMENTS_OF_A_JWT - 1:
            raise AwsError("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.")
        known = app.pool.known_refresh_tokens.get(token)
        if known is None:
            # "invalid tokens do not cause an error response since the client cannot handle such an
            # error in a reasonable way" https://www.rfc-editor.org/rfc/rfc7009#section-2.2
            return EmptyResult()
        if known.family.app_client_id != app.id:
            # "must include the client ID that was used to obtain the token": token-revocation.html
            raise _unauthorized("The token was issued to another client")
        app.pool.end_family(known.family.origin_jti)
        return EmptyResult()

    def _app_client_with_its_secret(self) -> AppClient:
        """The app client that is named. Raises the one code that RevokeToken lists for it."""
        named = self._text("ClientId")
        found = find_app_client(named)
        if found is None:
            raise _unauthorized(f"Invalid client {named}")
        backend, pool = found
        app = AppClient(backend, pool, pool.clients[named])
        given = self._text("ClientSecret") if self._get_param("ClientSecret") is not None else None
        if not check_client_secret(given, app_client_secret=app.secret).accepted:
            raise _unauthorized(f"Invalid client secret for client {app.id}")
        return app


def _unauthorized(words: str) -> AwsError:
    """RevokeToken's refusal of who asks; no report has its words."""
    return AwsError("UnauthorizedException", words)
