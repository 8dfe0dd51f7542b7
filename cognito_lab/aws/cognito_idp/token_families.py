"""The tokens that a pool has given out, by family, for refresh and revocation.

moto keeps its own books, which stay true: a refresh token that was revoked is None there, and an
access token that was revoked is gone. What moto does not know stands beside them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from moto.cognitoidp.models import CognitoIdpUserPool

from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.ledger_rows import refresh as rows
from cognito_lab.aws.world import current_world
from cognito_lab.tokens.lifetimes import TokenLifetimes
from cognito_lab.tokens.reading import read_token
from cognito_lab.tokens.refresh_tokens import (
    OPAQUE_BYTES,
    RefreshToken,
    RefreshTokenCheck,
    check_refresh_token,
    opaque_token,
)
from cognito_lab.tokens.token_family import TokenFamily

_STREAM = "refresh tokens"


class TokenFamilies(CognitoIdpUserPool):
    """A pool's refresh tokens with what is known of them, and which tokens were revoked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.token_families: dict[str, TokenFamily] = {}
        self.known_refresh_tokens: dict[str, RefreshToken] = {}
        self.revoked_access_tokens: set[str] = set()
        super().__init__(*args, **kwargs)

    def find_user(self, name: str) -> LabUser | None:
        """The user who is called so."""
        raise NotImplementedError

    def create_refresh_token(self, client_id: str, username: str) -> tuple[str, str]:
        """A sign-in's refresh token, and the `origin_jti` of the family that begins with it."""
        motos, origin_jti = super().create_refresh_token(client_id, username)
        world, user = current_world(), self.find_user(username)
        now = world.clock.now()
        family = TokenFamily(
            origin_jti=origin_jti,
            event_id=_new_uuid(),
            auth_time=int(now.timestamp()),
            username=username if user is None else user.username,
            app_client_id=client_id,
        )
        self.token_families[origin_jti] = family
        seconds = TokenLifetimes.of_client(self.clients[client_id].extended_config).refresh_token
        lifetime = dt.timedelta(seconds=seconds)
        kept = self.refresh_tokens.pop(motos)
        return self._give_out(RefreshToken(family, now + lifetime), kept, motos), origin_jti

    def check_refresh_token(
        self, token: str, app_client_id: str, now: dt.datetime
    ) -> RefreshTokenCheck:
        """Whether an app client gets new tokens for this one."""
        known = self.known_refresh_tokens.get(token)
        user = None if known is None else self.find_user(known.family.username)
        return check_refresh_token(
            known,
            app_client_id=app_client_id,
            revoked=self.refresh_tokens.get(token) is None,
            user_enabled=user is not None and bool(user.enabled),
            now=now,
        )

    def rotate_refresh_token(self, token: str, now: dt.datetime, grace: dt.timedelta) -> str:
        """Give out another token in the place of one, which is good for its grace."""
        known = self.known_refresh_tokens[token]
        self.known_refresh_tokens[token] = known.rotated(now, grace)
        return self._give_out(known.successor(), self.refresh_tokens[token], _new_uuid())

    def end_family(self, origin_jti: str) -> None:
        """Revoke every refresh and access token that came from one sign-in.

        "revokes all access tokens for a given refresh token, including the initial access token
        from interactive sign-in"
        https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
        """
        for token, known in self.known_refresh_tokens.items():
            if known.family.origin_jti == origin_jti:
                self.refresh_tokens[token] = None
        for token in list(self.access_tokens):
            if (read_token(token).payload or {}).get("origin_jti") == origin_jti:
                self._revoke_access_token(token)

    def sign_out(self, username: str) -> None:
        """Revoke the tokens of a user (GlobalSignOut, AdminUserGlobalSignOut, AdminDisableUser).

        moto looks for them under the name that the call has; they are kept under the username.
        """
        user = self.find_user(username)
        name = username if user is None else user.username
        for token, (_, holder) in list(self.access_tokens.items()):
            if holder == name:
                self._revoke_access_token(token)
        super().sign_out(name)

    def holds_tokens(self, user: LabUser) -> bool:
        """Whether this user has tokens that were not revoked."""
        refresh = any(kept and kept[1] == user.username for kept in self.refresh_tokens.values())
        return refresh or any(name == user.username for _, name in self.access_tokens.values())

    def _revoke_access_token(self, token: str) -> None:
        self.revoked_access_tokens.add(token)
        del self.access_tokens[token]

    def _give_out(self, known: RefreshToken, kept: tuple[str, str, str] | None, motos: str) -> str:
        """Keep a new refresh token; `motos` is its text where the lab has none to give."""
        token = motos
        if current_world().ledger.acts(rows.REFRESH_TOKEN_IS_OPAQUE):
            token = opaque_token(current_world().randomness.stream(_STREAM).randbytes(OPAQUE_BYTES))
        self.refresh_tokens[token] = kept
        self.known_refresh_tokens[token] = known
        return token


def _new_uuid() -> str:
    made = current_world().randomness.stream(_STREAM).randbytes(16)
    return str(uuid.UUID(bytes=made, version=4))
