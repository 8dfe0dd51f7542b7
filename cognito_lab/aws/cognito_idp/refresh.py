"""New tokens for a refresh token: REFRESH_TOKEN_AUTH and GetTokensFromRefreshToken.

The rules are `tokens.refresh_tokens`; what the pool knows is `token_families`. With
REFRESH_TOKEN_AUTH moto makes the tokens, once every rule has been asked.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.challenges.handler import required
from cognito_lab.aws.cognito_idp.known_devices import device_settings
from cognito_lab.aws.cognito_idp.operation import (
    AppClient,
    UserPoolOperations,
    no_such_app_client,
)
from cognito_lab.aws.cognito_idp.pools import find_app_client
from cognito_lab.aws.cognito_idp.token_trigger import issuing_tokens
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import refresh as rows
from cognito_lab.aws.ledger_rows import sign_in as sign_in_rows
from cognito_lab.aws.ledger_rows import sign_out as sign_out_rows
from cognito_lab.aws.ledger_rows.names import GET_TOKENS
from cognito_lab.sign_in.trigger_events import Source
from cognito_lab.tokens.client_secret import check_client_secret
from cognito_lab.tokens.refresh_tokens import RefreshReason, RefreshTokenCheck, Rotation

_NOT_OURS = (RefreshReason.UNKNOWN, RefreshReason.OTHER_CLIENT)

# A body of AWS's, with its full stop: https://github.com/aws/aws-sdk-cpp/issues/1789
_INVALID = ("NotAuthorizedException", "Invalid Refresh Token.")
REFUSALS = {
    RefreshReason.UNKNOWN: _INVALID,
    RefreshReason.OTHER_CLIENT: _INVALID,
    # The code is documented, as that of GetTokensFromRefreshToken; no report has its words.
    RefreshReason.REUSED: ("RefreshTokenReuseException", "Refresh Token has been reused"),
    # https://github.com/aws/aws-sdk-net/issues/1936
    RefreshReason.REVOKED: ("NotAuthorizedException", "Refresh Token has been revoked"),
    # https://github.com/aws-amplify/amplify-js/issues/4542
    RefreshReason.EXPIRED: ("NotAuthorizedException", "Refresh Token has expired"),
    RefreshReason.USER_DISABLED: ("NotAuthorizedException", "User is disabled."),
}

_ROWS: dict[RefreshReason, Callable[[Ledger], bool]] = {
    RefreshReason.UNKNOWN: lambda ledger: ledger.acts(sign_in_rows.REFRESH_TOKEN_IS_KNOWN),
    RefreshReason.OTHER_CLIENT: lambda ledger: ledger.acts(rows.REFRESH_BY_THE_SAME_CLIENT),
    RefreshReason.REUSED: lambda ledger: ledger.acts(rows.ROTATION_HAS_ITS_OWN_OPERATION),
    RefreshReason.REVOKED: lambda ledger: ledger.acts(rows.REVOKED_REFRESH_TOKEN_WORDS),
    RefreshReason.EXPIRED: lambda ledger: ledger.acts(rows.REFRESH_TOKEN_EXPIRES),
    RefreshReason.USER_DISABLED: lambda ledger: ledger.acts(
        sign_out_rows.DISABLED_USER_IS_SIGNED_OUT
    ),
}
"""Where REFRESH_TOKEN_AUTH is refused for a reason, the row that does it."""


class RefreshOperations(UserPoolOperations):
    """What an app does with a refresh token, other than to revoke it."""

    def get_tokens_from_refresh_token(self) -> ActionResult:
        """GetTokensFromRefreshToken: new tokens, and another refresh token where they rotate."""
        app = self._app_client() if self._ledger.acts(rows.GET_TOKENS_FROM_REFRESH_TOKEN) else None
        if app is None:
            raise NotImplementedError(
                "The get_tokens_from_refresh_token action has not been implemented"
            )
        self._require_client_secret(app)
        token = self._text("RefreshToken")
        user = self._user_of(app, token)
        if not self._is_from_a_known_device(app, token, self._text("DeviceKey")):
            raise AwsError(*_INVALID)
        with issuing_tokens(app.pool, user, Source.TOKENS_REFRESH, self._occasion(app)):
            self._user_of(app, token)  # a trigger may have used the token, or ended it
            if find_app_client(app.id) is None:
                raise no_such_app_client(app.id)
            return ActionResult({"AuthenticationResult": self._new_tokens(app, token)})

    def _user_of(self, app: AppClient, token: str) -> LabUser:
        """Whose refresh token this is. Raises AWS's refusal of one that is not good."""
        check = app.pool.check_refresh_token(token, app.id, self._world.clock.now())
        if not check.accepted:
            raise self._refusal(app, token, check)
        user = app.pool.find_user(app.pool.known_refresh_tokens[token].family.username)
        assert user is not None  # of nobody's token it is said that the user is disabled
        return user

    def _new_tokens(self, app: AppClient, token: str) -> dict[str, Any]:
        """The answer to a refresh token that is good."""
        pool, rotation = app.pool, Rotation.of_client(app.client.extended_config)
        access_token, id_token, expires_in = pool.create_tokens_from_refresh_token(token)
        result = {
            "AccessToken": access_token,
            "IdToken": id_token,
            "ExpiresIn": expires_in,
            "TokenType": "Bearer",
        }
        if rotation.enabled:
            now = self._world.clock.now()
            result["RefreshToken"] = pool.rotate_refresh_token(token, now, rotation.grace)
        return result

    def _require_refreshable(
        self, app: AppClient, parameters: dict[str, str], *, as_administrator: bool
    ) -> None:
        """Raise AWS's refusal of REFRESH_TOKEN_AUTH; where a row is off, moto answers."""
        rotation = Rotation.of_client(app.client.extended_config)
        if rotation.enabled and self._ledger.acts(rows.ROTATION_HAS_ITS_OWN_OPERATION):
            # Both operations list the code: "an operation that isn't enabled for the user pool
            # client". https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
            raise AwsError(
                "UnsupportedOperationException",
                "REFRESH_TOKEN_AUTH is not supported for app clients with refresh token rotation.",
            )
        token = parameters.get("REFRESH_TOKEN", "")
        check = app.pool.check_refresh_token(token, app.id, self._world.clock.now())
        if check.reason in _NOT_OURS and _ROWS[check.reason](self._ledger):
            required(parameters, "REFRESH_TOKEN")
            raise self._refusal(app, token, check)
        known = app.pool.known_refresh_tokens.get(token)
        if known is None:
            return
        self._require_secret_hash(app, known.family.username, parameters.get("SECRET_HASH"))
        if check.reason is RefreshReason.REVOKED and not as_administrator:
            return  # moto says so itself, in AWS's words
        if not check.accepted and _ROWS[check.reason](self._ledger):
            raise self._refusal(app, token, check)
        known_device = self._is_from_a_known_device(app, token, parameters.get("DEVICE_KEY", ""))
        if not known_device and self._ledger.acts(rows.REFRESH_FROM_A_KNOWN_DEVICE):
            raise AwsError(*_INVALID)

    def _is_from_a_known_device(self, app: AppClient, token: str, key: str) -> bool:
        """Whether the device that refreshes is one of the user's, where the pool remembers them.

        "You must provide the confirmed device key in this request if device remembering is enabled
        in your user pool."
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
        """
        user = app.pool.find_user(app.pool.known_refresh_tokens[token].family.username)
        return not device_settings(app.pool) or (user is not None and key in user.sign_in.devices)

    def _refusal(self, app: AppClient, token: str, check: RefreshTokenCheck) -> AwsError:
        """AWS's refusal; with a token that was rotated out long ago goes its whole family.

        Only GetTokensFromRefreshToken lists the error that calls reuse by its name.
        """
        reason = check.reason
        if check.ends_family:
            app.pool.end_family(app.pool.known_refresh_tokens[token].family.origin_jti)
            if self._get_action() != GET_TOKENS:
                reason = RefreshReason.REVOKED
        return AwsError(*REFUSALS[reason])

    def _require_client_secret(self, app: AppClient) -> None:
        """Raise AWS's refusal unless the app client shows its secret, if it has one."""
        given = self._text("ClientSecret") if self._get_param("ClientSecret") is not None else None
        if not check_client_secret(given, app_client_secret=app.secret).accepted:
            raise AwsError("NotAuthorizedException", f"Invalid client secret for client {app.id}")
