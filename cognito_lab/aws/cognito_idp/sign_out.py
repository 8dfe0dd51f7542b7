"""GlobalSignOut, AdminUserGlobalSignOut, AdminDisableUser: tokens that open nothing any more.

How long tokens live, and how one refresh token is revoked, is no part of it.
"""

from __future__ import annotations

from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_out as rows

# "Amazon Cognito returns an Access Token has been revoked error"
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
_REVOKED = ("NotAuthorizedException", "Access Token has been revoked")


class SignOutOperations(OperationsOfAnAdministrator):
    """What a sign-out means for every operation, and which operations sign a user out.

    GlobalSignOut and AdminUserGlobalSignOut are moto's own: see `LabUserPool.sign_out`.
    """

    def call_action(self) -> Any:
        """moto's call of an operation, unless it comes with a token that was revoked."""
        revoked = _was_revoked(self._text("AccessToken"))
        if revoked and self._ledger.acts(rows.REVOKED_TOKEN_WORDS):
            return self.serialized(ActionResult(AwsError(*_REVOKED)))
        return super().call_action()

    def admin_disable_user(self) -> ActionResult:
        """AdminDisableUser: the user's tokens are revoked.

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
        ("Deactivates a user profile and revokes all access tokens for the user.")
        """
        pool, user = self._pool_and_user()
        answer = super().admin_disable_user()
        if pool.holds_tokens(user) and self._ledger.acts(rows.DISABLED_USER_IS_SIGNED_OUT):
            # Refresh tokens too: https://github.com/jagregory/cognito-local/issues/381
            pool.sign_out(user.username)
        return answer


def _was_revoked(token: str) -> bool:
    """Whether a pool has issued this access token, and a sign-out has ended it."""
    return bool(token) and any(
        token in pool.revoked_access_tokens
        for _, _, backend in cognitoidp_backends.iter_backends()
        for pool in backend.user_pools.values()  # type: ignore[attr-defined]
    )
