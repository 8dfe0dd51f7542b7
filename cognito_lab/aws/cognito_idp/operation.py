"""What the operations of user pools share: their parameters, app client, user, and refusals."""

from __future__ import annotations

from dataclasses import dataclass

from moto.cognitoidp.models import CognitoIdpUserPoolClient
from moto.cognitoidp.responses import CognitoIdpResponse

from cognito_lab.aws.cognito_idp.pools import LabUserPool, LabUserPoolBackend, find_app_client
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import sign_in as sign_in_rows
from cognito_lab.aws.ledger_rows import user_pools as rows
from cognito_lab.aws.world import World, current_world
from cognito_lab.sign_in.secret_hash import SECRET_HASH_REFUSALS, check_secret_hash


@dataclass(frozen=True, slots=True)
class AppClient:
    """An app client with the pool that it belongs to."""

    backend: LabUserPoolBackend
    pool: LabUserPool
    client: CognitoIdpUserPoolClient

    @property
    def id(self) -> str:
        """The app client's id."""
        return str(self.client.id)

    @property
    def secret(self) -> str | None:
        """The app client's secret, if it was made with one."""
        return str(self.client.secret) if self.client.generate_secret else None

    @property
    def hides_who_exists(self) -> bool:
        """Whether PreventUserExistenceErrors is ENABLED; LEGACY is the API's default."""
        return bool(self.client.extended_config.get("PreventUserExistenceErrors") == "ENABLED")


class UserPoolOperations(CognitoIdpResponse):
    """Base of the operations: what each of them asks first."""

    @property
    def _world(self) -> World:
        return current_world()

    @property
    def _ledger(self) -> Ledger:
        return current_world().ledger

    def _text(self, name: str) -> str:
        """A member of the request; empty where plain HTTP brought none, or no text."""
        value = self._get_param(name)
        return value if isinstance(value, str) else ""

    def _texts(self, name: str) -> dict[str, str]:
        """A map of the request; what in it is no text is left out."""
        value = self._get_param(name)
        if not isinstance(value, dict):
            return {}
        return {
            key: item
            for key, item in value.items()
            if isinstance(key, str) and isinstance(item, str)
        }

    def _app_client(self) -> AppClient | None:
        """The app client that is named; None (with the row off) leaves the answer to moto."""
        named = self._text("ClientId")
        found = find_app_client(named)
        if found is None:
            if self._ledger.acts(rows.CLIENT_NOT_FOUND_WORDS):
                raise no_such_app_client(named)
            return None
        backend, pool = found
        return AppClient(backend, pool, pool.clients[named])

    def _app_client_of_pool(self) -> AppClient | None:
        """The same for an administrator's call, which names the pool as well."""
        pool_id, named = self._text("UserPoolId"), self._text("ClientId")
        pool = self.backend.user_pools.get(pool_id)
        if not isinstance(pool, LabUserPool) or named not in pool.clients:
            if isinstance(pool, LabUserPool) and self._ledger.acts(rows.CLIENT_NOT_FOUND_WORDS):
                raise no_such_app_client(named)
            return None
        return AppClient(pool.backend, pool, pool.clients[named])  # type: ignore[arg-type]

    def _require_secret_hash(self, app: AppClient, username: str, given: str | None) -> None:
        """Raise AWS's refusal unless the call carries what an app client with a secret sends."""
        check = check_secret_hash(
            given, username=username, app_client_id=app.id, app_client_secret=app.secret
        )
        if not check.accepted and self._ledger.acts(sign_in_rows.SECRET_HASH_IS_CHECKED):
            code, words = SECRET_HASH_REFUSALS[check.reason]
            raise AwsError(code, words.replace("CLIENT_ID", app.id))

    def _occasion(self, app: AppClient | None = None) -> Occasion:
        """What the pool's triggers are told of this call; an administrator's has no app client."""
        return Occasion(app.id if app else None, self._texts("ClientMetadata"))

    def _named(self, pool: LabUserPool) -> LabUser | None:
        """The user that is named, by username or by what the pool accepts in its place."""
        return pool.find_user(self._text("Username"))


def no_such_app_client(app_client_id: str) -> AwsError:
    """AWS's refusal of an id that no app client has."""
    return AwsError(
        "ResourceNotFoundException", f"User pool client {app_client_id} does not exist."
    )
