"""Whether a login's user is signed out, which a token does not say.

"Amazon Cognito checks with the integrated user pools to make sure that the user has not been
globally signed out or deleted before the identity pool provides an OIDC token or AWS credentials":
https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
"""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.exchange.logins import Login


def is_signed_out(login: Login) -> bool:
    """Whether the user is gone or disabled, or the sign-in that the ID token is of has been ended.

    Of disabled users the page says nothing; AdminDisableUser revokes their tokens. A sign-in at an
    app client without EnableTokenRevocation has no `origin_jti`, but its `event_id`.
    """
    pool = find_pool(login.provider.rpartition("/")[2])
    if not isinstance(pool, LabUserPool):
        return True
    user = pool.find_user(str(login.claims.get("cognito:username")))
    if user is None or user.id != login.subject or not user.enabled:
        return True
    origin, event = login.claims.get("origin_jti"), login.claims.get("event_id")
    of_this_sign_in = [
        token
        for token, known in pool.known_refresh_tokens.items()
        if known.family.origin_jti == origin or known.family.event_id == event
    ]
    ended = [pool.refresh_tokens.get(token) is None for token in of_this_sign_in]
    return bool(ended) and all(ended)
