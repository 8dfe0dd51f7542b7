"""GlobalSignOut, AdminUserGlobalSignOut, AdminDisableUser: all tokens of a user end.

One sign-in alone is ended by `revocation`; what a token is told that has ended, by `access_tokens`.
"""

from __future__ import annotations

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.ledger_rows import sign_out as rows


class SignOutOperations(OperationsOfAnAdministrator):
    """Which operations sign a user out.

    GlobalSignOut and AdminUserGlobalSignOut are moto's own: see `TokenFamilies.sign_out`.
    """

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
