"""What the tests of refresh tokens repeat, by plain calls."""

from __future__ import annotations

from typing import Any

from tests.aws.app import App

Tokens = dict[str, Any]

INVALID = ("NotAuthorizedException", "Invalid Refresh Token.")
EXPIRED = ("NotAuthorizedException", "Refresh Token has expired")
REVOKED = ("NotAuthorizedException", "Refresh Token has been revoked")
REUSED = ("RefreshTokenReuseException", "Refresh Token has been reused")
ACCESS_REVOKED = ("NotAuthorizedException", "Access Token has been revoked")
CONFIDENTIAL = {"GenerateSecret": True}


def rotating(grace: int | None = 0, **settings: Any) -> dict[str, Any]:
    """Settings of an app client whose refresh tokens rotate."""
    given = {} if grace is None else {"RetryGracePeriodSeconds": grace}
    return {"RefreshTokenRotation": {"Feature": "ENABLED", **given}, **settings}


def refresh(app: App, token: str, client_id: str = "", **parameters: str) -> Tokens:
    """InitiateAuth with REFRESH_TOKEN_AUTH."""
    answer: Tokens = app.cognito_idp.initiate_auth(
        ClientId=client_id or app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": token, **parameters},
    )["AuthenticationResult"]
    return answer


def admin_refresh(app: App, token: str, client_id: str = "", **parameters: str) -> Tokens:
    """AdminInitiateAuth with REFRESH_TOKEN_AUTH."""
    answer: Tokens = app.cognito_idp.admin_initiate_auth(
        UserPoolId=app.user_pool_id,
        ClientId=client_id or app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": token, **parameters},
    )["AuthenticationResult"]
    return answer


def get_tokens(app: App, token: str, client_id: str = "", **given: str) -> Tokens:
    """GetTokensFromRefreshToken."""
    answer: Tokens = app.cognito_idp.get_tokens_from_refresh_token(
        ClientId=client_id or app.client_id, RefreshToken=token, **given
    )["AuthenticationResult"]
    return answer


def revoke(app: App, token: str, client_id: str = "", **given: str) -> None:
    """RevokeToken."""
    app.cognito_idp.revoke_token(ClientId=client_id or app.client_id, Token=token, **given)


def name_of(app: App, access_token: str) -> str:
    """The username that GetUser answers."""
    return str(app.cognito_idp.get_user(AccessToken=access_token)["Username"])


def another_client(app: App, **settings: Any) -> dict[str, Any]:
    """Another app client of the same pool."""
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    made: dict[str, Any] = app.cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id,
        ClientName="other",
        **{"ExplicitAuthFlows": flows, **settings},
    )["UserPoolClient"]
    return made
