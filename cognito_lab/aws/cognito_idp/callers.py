"""Who asks: an app for the user that it names, or an administrator (a user: `signed_in`)."""

from __future__ import annotations

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import AppClient, UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_in as sign_in_rows
from cognito_lab.sign_in.delivery import simulated_delivery


class OperationsOfAnApp(UserPoolOperations):
    """Operations that need no credentials: the app client says who asks."""

    def _app_with_its_hash(self) -> AppClient | None:
        """The app client that is named, once it has shown that it has its secret."""
        app = self._app_client()
        if app is not None:
            self._require_hash(app)
        return app

    def _require_hash(self, app: AppClient) -> None:
        """Raise AWS's refusal unless SecretHash is the one for the user who is named."""
        given = self._get_param("SecretHash")
        if given is not None:
            given = self._text("SecretHash")
        self._require_secret_hash(app, self._text("Username"), given)

    def _hides(self, app: AppClient) -> bool:
        """Whether the answer must not tell if there is such a user. Ask where it would."""
        return app.hides_who_exists and self._ledger.acts(sign_in_rows.USER_EXISTENCE_IS_HIDDEN)

    def _simulated_answer(self, pool: LabUserPool) -> ActionResult:
        """The answer that a code was sent, where none was.

        https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
        """
        name = self._text("Username")
        delivery = simulated_delivery(
            name,
            pool.extended_config.get("AutoVerifiedAttributes") or [],
            key=pool.derived("simulated delivery", name, 32),
        )
        return ActionResult({"CodeDeliveryDetails": delivery.details()})


class OperationsOfAnAdministrator(UserPoolOperations):
    """Operations on a user of a pool that AWS credentials open."""

    def _pool_and_user(self) -> tuple[LabUserPool, LabUser]:
        """The pool and the user that are named. Raises what moto says where there is none."""
        pool = self._pool()
        user = self._named(pool)
        if user is None:
            raise AwsError("UserNotFoundException", "User does not exist.")
        return pool, user

    def _pool(self) -> LabUserPool:
        """The pool that is named. Raises what moto says where there is none."""
        named = self._text("UserPoolId")
        pool = self.backend.user_pools.get(named)
        if not isinstance(pool, LabUserPool):
            raise AwsError("ResourceNotFoundException", f"User pool {named} does not exist.")
        return pool
