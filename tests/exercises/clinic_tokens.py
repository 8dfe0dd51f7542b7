"""How the clinic's errors of tokens are provoked and mended."""

from __future__ import annotations

from typing import Any

from cognito_lab.aws import Lab
from cognito_lab.sign_in.secret_hash import secret_hash
from tests.exercises.clinic_scene import PASSWORD, Answer, Scene, Steps, provokes

_GET_TOKENS, _REVOKE = "GetTokensFromRefreshToken", "RevokeToken"

_FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
_ROTATES = {"Feature": "ENABLED", "RetryGracePeriodSeconds": 0}


class Refreshing(Scene):
    """A scene whose app client may refresh; `tokens` are those of ana's sign-in."""

    def __init__(self, lab: Lab, **app: Any) -> None:
        super().__init__(lab, app={"ExplicitAuthFlows": _FLOWS, **app})
        self.with_user()
        self.tokens: Answer = {}

    def sign_in_again(self) -> None:
        """A new sign-in, whose tokens are used from now on."""
        self.tokens = self.sign_in()["AuthenticationResult"]

    def refresh(self) -> Answer:
        """InitiateAuth with the refresh token."""
        return self.idp.initiate_auth(  # type: ignore[no-any-return]
            ClientId=self.app_client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": self.tokens["RefreshToken"]},
        )

    def get_tokens(self, **given: str) -> Answer:
        """GetTokensFromRefreshToken."""
        answer: Answer = self.idp.get_tokens_from_refresh_token(
            ClientId=self.app_client_id, RefreshToken=self.tokens["RefreshToken"], **given
        )["AuthenticationResult"]
        return answer

    def revoke(self, token: str = "", **given: str) -> Answer:
        """RevokeToken, of the refresh token if no other is given."""
        settings = {"ClientId": self.app_client_id, **given}
        return self.idp.revoke_token(  # type: ignore[no-any-return]
            Token=token or self.tokens["RefreshToken"], **settings
        )


def signed_in(lab: Lab, **app: Any) -> Refreshing:
    """A scene in which ana has just signed in."""
    scene = Refreshing(lab, **app)
    scene.sign_in_again()
    return scene


def confidential(lab: Lab) -> tuple[Refreshing, str]:
    """A scene in which ana has signed in through an app client with a secret; and the secret."""
    scene = Refreshing(lab)
    scene.app_client_id = scene.new_app(ExplicitAuthFlows=_FLOWS, GenerateSecret=True)
    secret = scene.app_client_secret
    hashed = secret_hash("ana", scene.app_client_id, secret)
    answer = scene.begin("USER_PASSWORD_AUTH", PASSWORD=PASSWORD, SECRET_HASH=hashed)
    scene.tokens = answer["AuthenticationResult"]
    return scene, secret


@provokes("InitiateAuth", "refresh-token-revoked")
def refresh_token_revoked(lab: Lab) -> Steps:
    scene = signed_in(lab)
    scene.revoke()
    yield scene.refresh
    scene.sign_in_again()
    yield scene.refresh


@provokes("InitiateAuth", "refresh-token-too-old")
def refresh_token_too_old(lab: Lab) -> Steps:
    scene = signed_in(lab)
    lab.clock.advance(days=30)
    yield scene.refresh
    scene.sign_in_again()
    yield scene.refresh


@provokes("InitiateAuth", "tokens-rotate")
def tokens_rotate(lab: Lab) -> Steps:
    scene = signed_in(lab, RefreshTokenRotation=_ROTATES)
    yield scene.refresh
    yield scene.get_tokens


@provokes(_GET_TOKENS, "token-rotated-out")
def token_rotated_out(lab: Lab) -> Steps:
    scene = signed_in(lab, RefreshTokenRotation=_ROTATES)
    scene.get_tokens()
    yield scene.get_tokens
    scene.sign_in_again()
    scene.tokens = scene.get_tokens()
    yield scene.get_tokens


@provokes(_GET_TOKENS, "client-secret-wrong")
def client_secret_wrong_at_a_refresh(lab: Lab) -> Steps:
    scene, secret = confidential(lab)
    yield scene.get_tokens
    yield lambda: scene.get_tokens(ClientSecret=secret)


@provokes(_REVOKE, "client-secret-wrong")
def client_secret_wrong_at_a_revocation(lab: Lab) -> Steps:
    scene, secret = confidential(lab)
    yield lambda: scene.revoke(ClientSecret=secret[::-1])
    yield lambda: scene.revoke(ClientSecret=secret)


@provokes(_REVOKE, "unknown-client")
def unknown_client(lab: Lab) -> Steps:
    scene = signed_in(lab)
    yield lambda: scene.revoke(ClientId="0client0")
    yield scene.revoke


@provokes(_REVOKE, "token-of-another-client")
def token_of_another_client(lab: Lab) -> Steps:
    scene = signed_in(lab)
    other = scene.new_app()
    yield lambda: scene.revoke(ClientId=other)
    yield scene.revoke


@provokes(_REVOKE, "revocation-off")
def revocation_off(lab: Lab) -> Steps:
    scene = signed_in(lab, EnableTokenRevocation=False)
    yield scene.revoke
    scene.idp.update_user_pool_client(
        UserPoolId=scene.pool_id,
        ClientId=scene.app_client_id,
        ExplicitAuthFlows=_FLOWS,
        EnableTokenRevocation=True,
    )
    scene.sign_in_again()
    yield scene.revoke


@provokes(_REVOKE, "no-refresh-token")
def no_refresh_token(lab: Lab) -> Steps:
    scene = signed_in(lab)
    yield lambda: scene.revoke(scene.tokens["AccessToken"])
    yield scene.revoke


@provokes("GetUser", "signature-wrong")
def signature_wrong(lab: Lab) -> Steps:
    scene = signed_in(lab)
    token = scene.tokens["AccessToken"]
    header, payload, signature = token.split(".")
    other = "B" if signature.startswith("A") else "A"
    yield lambda: scene.idp.get_user(AccessToken=f"{header}.{payload}.{other}{signature[1:]}")
    yield lambda: scene.idp.get_user(AccessToken=token)


@provokes("GetUser", "access-token-too-old")
def access_token_too_old(lab: Lab) -> Steps:
    scene = signed_in(lab)
    lab.clock.advance(hours=1)
    yield lambda: scene.idp.get_user(AccessToken=scene.tokens["AccessToken"])
    renewed = scene.refresh()["AuthenticationResult"]["AccessToken"]
    yield lambda: scene.idp.get_user(AccessToken=renewed)
