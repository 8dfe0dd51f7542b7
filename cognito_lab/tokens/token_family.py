"""A family of tokens: all that come from one sign-in, refreshed as often as you like.

"`origin_jti`: A token-revocation identifier associated with your user's refresh token."
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenFamily:
    """What the tokens of one sign-in share, however often they are refreshed.

    `auth_time` is when the user signed in, in whole seconds since 1970; `username` is whose
    they are, `app_client_id` to which app client they were given.
    """

    origin_jti: str
    event_id: str
    auth_time: int
    username: str
    app_client_id: str
