"""A user's profile: what its owner, signed in, reads and changes of it, and an administrator."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from cognito_lab.aws.cognito_idp.callers import OperationsOfAnAdministrator
from cognito_lab.aws.cognito_idp.signed_in import OperationsOfAUser
from cognito_lab.aws.cognito_idp.user_attributes import (
    attributes_in,
    change_attributes,
    forget_address,
    remove_attributes,
    require_schema,
    require_writable,
)
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.sign_in.attribute_access import readable
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS, Purpose, schema_of


class ProfileOperations(OperationsOfAUser, OperationsOfAnAdministrator):
    """The operations on the attributes of a user who is there, and on the user as a whole."""

    def get_user(self) -> ActionResult:
        """GetUser: only what the token's app client may read."""
        found = self._signed_in()
        answer = super().get_user()
        if found is None:
            return answer
        result: dict[str, Any] = answer.result  # type: ignore[assignment]
        user, listed = found.user, found.app.client.get_readable_fields()
        shown = readable(found.pool.schema, listed, user.attribute_lookup)
        hides = len(shown) < len(user.attribute_lookup)
        if hides and self._ledger.acts(rows.READ_ATTRIBUTES):
            result["UserAttributes"] = [{"Name": n, "Value": v} for n, v in shown.items()]
        return answer

    def update_user_attributes(self) -> ActionResult:
        """UpdateUserAttributes: by the user, who may not do everything to their own profile."""
        found = self._signed_in()
        if found is None:
            return super().update_user_attributes()
        pool, user = found.pool, found.user
        given = attributes_in(self._get_param("UserAttributes"))
        require_writable(found.app, [entry["Name"] for entry in given])
        require_schema(pool, given, user.attribute_lookup, Purpose.UPDATE)
        sent = change_attributes(pool, user, given, self._occasion(found.app))
        return ActionResult({"CodeDeliveryDetailsList": sent}) if sent else EmptyResult()

    def admin_update_user_attributes(self) -> ActionResult:
        """AdminUpdateUserAttributes: by an administrator, who may call an address verified."""
        pool, user = self._pool_and_user()
        given = attributes_in(self._get_param("UserAttributes"))
        require_schema(pool, given, user.attribute_lookup, Purpose.ADMIN_UPDATE)
        change_attributes(pool, user, given, self._occasion())
        return EmptyResult()

    def delete_user_attributes(self) -> ActionResult:
        """DeleteUserAttributes: those that the app client may write and the pool can do without."""
        if not self._ledger.acts(rows.DELETE_USER_ATTRIBUTES):
            raise NotImplementedError("The delete_user_attributes action has not been implemented")
        found = self._require_signed_in()
        pool, user = found.pool, found.user
        names = self._names()
        require_writable(found.app, names)
        given = [{"Name": name, "Value": ""} for name in names]
        require_schema(pool, given, user.attribute_lookup, Purpose.DELETE)
        known = schema_of(pool.schema)
        unknown = [name for name in names if name not in known]
        if unknown:
            user.delete_attributes(unknown)  # which raises
        remove_attributes(user, _with_flags(names))
        return EmptyResult()

    def admin_delete_user_attributes(self) -> ActionResult:
        """AdminDeleteUserAttributes: not those without which there is no user."""
        pool, user = self._pool_and_user()
        names = self._names()
        given = [{"Name": name, "Value": ""} for name in names]
        require_schema(pool, given, user.attribute_lookup, Purpose.ADMIN_DELETE)
        answer = super().admin_delete_user_attributes()
        for name in names:
            forget_address(user, name)
        return answer

    def delete_user(self) -> ActionResult:
        """DeleteUser: the signed-in user, for good, with codes and tokens."""
        if not self._ledger.acts(rows.DELETE_USER):
            raise NotImplementedError("The delete_user action has not been implemented")
        found = self._require_signed_in()
        found.app.backend.admin_delete_user(found.pool.id, found.user.username)
        return EmptyResult()

    def _names(self) -> list[str]:
        return list(dict.fromkeys(self._get_param("UserAttributeNames")))


def _with_flags(names: list[str]) -> list[str]:
    flags = [VERIFIED_FLAGS[name] for name in names if name in VERIFIED_FLAGS]
    return list(dict.fromkeys([*names, *flags]))
