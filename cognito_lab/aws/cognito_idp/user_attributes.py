"""Attributes on the mock: what a request brings, whether it may be written, writing.

The rules are `sign_in.attributes`, `attribute_access` and `attribute_update`; here they meet moto's
users. Everything is checked before anything is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cognito_lab.aws.cognito_idp.code_delivery import forget_code, send_code
from cognito_lab.aws.cognito_idp.operation import AppClient
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.sign_in_names import Taken, require_free_names, take_over
from cognito_lab.aws.cognito_idp.triggers import Occasion
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.attribute_access import check_write
from cognito_lab.sign_in.attribute_update import AttributeUpdate, changed_addresses, plan_update
from cognito_lab.sign_in.attributes import (
    VERIFIED_FLAGS,
    AttributeReason,
    Purpose,
    check_attributes,
)
from cognito_lab.sign_in.codes import CodePurpose
from cognito_lab.sign_in.user_names import with_address_of_name

Attributes = list[dict[str, str]]
"""AWS's list of Name and Value."""

_DELETING = (Purpose.DELETE, Purpose.ADMIN_DELETE)


def attributes_in(given: Any) -> Attributes:
    """A request's attributes: none where there is no list, and a missing Value is a blank one."""
    return [{"Name": entry["Name"], "Value": entry.get("Value") or ""} for entry in given or ()]


def require_sign_up_attributes(app: AppClient, username: str, given: Any) -> None:
    """Raise AWS's refusal of the attributes with which somebody signs up."""
    listed = attributes_in(given)
    require_writable(app, [entry["Name"] for entry in listed])
    require_new_user(app.pool, username, listed, Purpose.SIGN_UP, "UNCONFIRMED")


def require_new_user(
    pool: LabUserPool,
    username: str,
    given: Attributes,
    purpose: Purpose,
    status: str,
    *,
    force: bool = False,
) -> list[Taken]:
    """Raise AWS's refusal of a new user's attributes; returns the aliases to `take_over`.

    The address that the user name is counts as one of them.
    """
    values = _values(given)
    completed = with_address_of_name(pool.name_settings, username, values)
    of_the_name = [name for name, value in completed.items() if value != values.get(name)]
    listed = [entry for entry in given if entry["Name"] not in of_the_name]
    listed += [{"Name": name, "Value": completed[name]} for name in of_the_name]
    require_schema(pool, listed, {}, purpose)
    return require_free_names(pool, None, completed, status, force=force)


def require_writable(app: AppClient, names: Iterable[str]) -> None:
    """Raise AWS's refusal of attributes that this app client may not write."""
    ledger = current_world().ledger
    listed = app.client.extended_config.get("WriteAttributes")
    check = check_write(app.pool.schema, listed, names)
    flags = [name for name in check.unauthorized if name in VERIFIED_FLAGS.values()]
    refused = bool(flags) and ledger.acts(rows.VERIFIED_FLAGS_ARE_NOT_THE_USERS)
    if len(flags) < len(check.unauthorized):
        refused = ledger.acts(rows.WRITE_ATTRIBUTES) or refused
    if refused:
        raise AwsError(str(check.code), check.message)


def require_schema(
    pool: LabUserPool, given: Attributes, present: Mapping[str, str], purpose: Purpose
) -> None:
    """Raise AWS's refusal of what the pool's schema does not allow."""
    check = check_attributes(pool.schema, given, present=present, purpose=purpose)
    if purpose in _DELETING and any(
        found.reason is AttributeReason.UNKNOWN for found in check.violations
    ):
        return  # moto refuses that, in the words of AWS's
    if not check.accepted and current_world().ledger.acts(rows.ATTRIBUTES_FOLLOW_THE_SCHEMA):
        raise AwsError(str(check.code), check.message)


def change_attributes(
    pool: LabUserPool, user: LabUser, given: Attributes, occasion: Occasion | None
) -> list[dict[str, str]]:
    """Write attributes that were checked; returns a CodeDeliveryDetails for each code sent.

    `occasion` is None where no codes are to go out. Raises AliasExistsException or the refusal of
    a trigger, and then changes nothing.
    """
    plan = _plan(pool, user, _values(given))
    after = {**user.attribute_lookup, **plan.values}
    # Only administrators call an address verified, and so open an alias that somebody has.
    taken = require_free_names(pool, user, after, user.status, force=True)
    deliveries = plan.deliveries if occasion else ()
    # First what a trigger may still refuse. A code that is sent takes the place of an earlier one.
    for delivery in deliveries:
        assert occasion
        send_code(pool, user, CodePurpose.VERIFY_ATTRIBUTE, delivery, occasion=occasion)
    take_over(taken)
    for address in {*plan.void} - {delivery.attribute for delivery in deliveries}:
        forget_code(user, CodePurpose.VERIFY_ATTRIBUTE, address)
    for address in plan.void:
        user.sign_in.new_addresses.pop(address, None)
    if plan.values:
        user.update_attributes([{"Name": n, "Value": v} for n, v in plan.values.items()])
    remove_attributes(user, plan.removed)
    user.sign_in.new_addresses.update(plan.waiting)
    return [delivery.details() for delivery in deliveries]


def remove_attributes(user: LabUser, names: Iterable[str]) -> None:
    """Take away those of these attributes that there are, and what waited for them."""
    gone = [name for name in names if name in user.attribute_lookup]
    if gone:
        user.delete_attributes(gone)
    for name in gone:
        forget_address(user, name)


def forget_address(user: LabUser, address: str) -> None:
    """Forget the code that would verify an address, and the new one that waits for it."""
    user.sign_in.new_addresses.pop(address, None)
    forget_code(user, CodePurpose.VERIFY_ATTRIBUTE, address)


def _plan(pool: LabUserPool, user: LabUser, given: Mapping[str, str]) -> AttributeUpdate:
    """What becomes of the user; where a row is off, what moto makes of it."""
    ledger, config, present = current_world().ledger, pool.extended_config, user.attribute_lookup
    settings = config.get("UserAttributeUpdateSettings") or {}
    verified_first = settings.get("AttributesRequireVerificationBeforeUpdate") or ()
    auto_verified = config.get("AutoVerifiedAttributes") or ()
    changed = changed_addresses(given, present)
    held = [address for address in changed if address in verified_first]
    if held and not ledger.acts(rows.KEEP_ADDRESS_UNTIL_VERIFIED):
        verified_first, held = (), []
    at_once = len(changed) > len(held)
    if at_once and not ledger.acts(rows.UPDATE_ATTRIBUTES_VERIFIES):
        return AttributeUpdate(given)
    if not all(given.values()) and not ledger.acts(rows.BLANK_VALUE_DELETES):
        return AttributeUpdate(given)
    return plan_update(
        given,
        present,
        waiting=user.sign_in.new_addresses,
        auto_verified=auto_verified,
        verified_first=verified_first,
    )


def _values(given: Attributes) -> dict[str, str]:
    return {entry["Name"]: entry["Value"] for entry in given}
