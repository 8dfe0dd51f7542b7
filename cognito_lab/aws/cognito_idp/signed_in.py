"""Operations of a user who has signed in: an access token says who, and by which app client."""

from __future__ import annotations

from dataclasses import dataclass

from moto.cognitoidp.models import cognitoidp_backends

from cognito_lab.aws.cognito_idp.operation import AppClient, UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError

# Reported of a real pool in https://github.com/floci-io/floci/pull/1898.
_NOT_A_TOKEN = ("NotAuthorizedException", "Invalid Access Token")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user, and the app client through which the user signed in."""

    app: AppClient
    user: LabUser

    @property
    def pool(self) -> LabUserPool:
        """The user's pool."""
        return self.app.pool


class OperationsOfAUser(UserPoolOperations):
    """Operations that an access token opens."""

    def _signed_in(self) -> SignedIn | None:
        """Whose access token this is; None for one that nobody holds: moto refuses it."""
        token = self._text("AccessToken")
        if not token:
            raise AwsError(*_NOT_A_TOKEN)
        for _, _, backend in cognitoidp_backends.iter_backends():
            for pool in backend.user_pools.values():  # type: ignore[attr-defined]
                if token in pool.access_tokens:
                    app_client_id, username = pool.access_tokens[token]
                    user, client = pool.find_user(username), pool.clients.get(app_client_id)
                    if user is None or client is None:
                        return None
                    return SignedIn(AppClient(backend, pool, client), user)  # type: ignore[arg-type]
        return None

    def _require_signed_in(self) -> SignedIn:
        """The same for an operation that moto lacks. Raises AWS's refusals.

        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html
        lists them; "All access tokens of a disabled user are revoked":
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
        """
        found = self._signed_in()
        if found is None or not found.user.enabled:
            raise AwsError(*_NOT_A_TOKEN)
        require_ready(found.user)
        return found


def require_ready(user: LabUser) -> None:
    """Raise AWS's refusal of a token whose user has to do something else first.

    That it applies to tokens from before, and the words, are not documented.
    """
    if user.status == "RESET_REQUIRED":
        raise AwsError("PasswordResetRequiredException", "Password reset required for the user")
    if user.status == "UNCONFIRMED":
        raise AwsError("UserNotConfirmedException", "User is not confirmed.")
