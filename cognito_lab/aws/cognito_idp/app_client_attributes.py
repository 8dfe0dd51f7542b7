"""Which attributes an app client may read and write, when it is made or changed."""

from __future__ import annotations

from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.sign_in.attribute_access import check_client_attributes


class AppClientAttributesOperations(UserPoolOperations):
    """The operations that say what an app client may read and write."""

    def create_user_pool_client(self) -> ActionResult:
        """CreateUserPoolClient: its lists name attributes of the pool."""
        self._require_lists(creating=True)
        return super().create_user_pool_client()

    def update_user_pool_client(self) -> ActionResult:
        """UpdateUserPoolClient: likewise."""
        self._require_lists(creating=False)
        return super().update_user_pool_client()

    def _require_lists(self, *, creating: bool) -> None:
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        read, write = self._get_param("ReadAttributes"), self._get_param("WriteAttributes")
        if not isinstance(pool, LabUserPool):
            return
        check = check_client_attributes(pool.schema, read, write, creating=creating)
        if not check.accepted and self._ledger.acts(rows.CLIENT_ATTRIBUTES_ARE_CHECKED):
            raise AwsError(str(check.code), check.message)
