"""What is left of a deleted user: tokens that open nothing, whoever has the name later."""

from __future__ import annotations

from moto.cognitoidp.models import CognitoIdpUserPool

from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.aws.world import current_world


def end_tokens_of(pool: CognitoIdpUserPool, user: LabUser) -> None:
    """Tie a deleted user's tokens to nobody: moto knows them by name alone.

    "A deleted user profile can no longer be used to sign in and can't be restored."
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html
    The access token is then answered with UserNotFoundException, which GetUser lists.
    """
    # A sign-in by address is kept under that address where moto alone made the tokens.
    listed = pool.extended_config.get("UsernameAttributes") or ()
    names = {user.username, *(user.attribute_lookup.get(name) for name in listed)}
    access = [token for token, (_, name) in pool.access_tokens.items() if name in names]
    refresh = [
        token
        for token, kept in pool.refresh_tokens.items()
        if kept is not None and kept[1] in names
    ]
    if not (access or refresh) or not current_world().ledger.acts(rows.DELETED_USERS_TOKENS):
        return
    nobody = f"\0{user.id}"  # no user name has such a character
    for token in access:
        pool.access_tokens[token] = (pool.access_tokens[token][0], nobody)
    for token in refresh:
        pool.refresh_tokens[token] = None
