"""Names of users on the mock: which may be given, and whether another has them already.

The rules are `sign_in.user_names`; the index that answers them is the pool's store of users.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import sign_in_names as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS
from cognito_lab.sign_in.codes import CodePurpose
from cognito_lab.sign_in.user_names import (
    NameCheck,
    alias_keys,
    check_alias_is_free,
    check_name_is_free,
    check_preferred_username,
    check_sign_up_name,
)


class Taken(NamedTuple):
    """An attribute that would open as a sign-in name, and the user whom it opens now."""

    attribute: str
    holder: LabUser


def require_username(pool: LabUserPool, username: str) -> None:
    """Raise AWS's refusal of a name that no user of this pool can be given."""
    check = check_sign_up_name(pool.name_settings, username)
    if not check.accepted and current_world().ledger.acts(rows.USERNAME_FORMAT):
        raise AwsError(str(check.code), check.message)


def require_free_names(
    pool: LabUserPool,
    user: LabUser | None,
    after: Mapping[str, str],
    status: str,
    *,
    force: bool = False,
) -> list[Taken]:
    """Raise AWS's refusal if one of these attributes would open another user's sign-in name.

    `after` and `status` are the user's once all is done; `user` is None for a new one. With
    `force` an alias that is an address is taken over instead: hand what is returned to
    `take_over`.
    """
    ledger, settings = current_world().ledger, pool.name_settings
    _require(check_preferred_username(settings, after, status=status))
    to_take_over = []
    for attribute, holder in _taken(pool, user, after, status):
        if attribute in settings.alias_attributes:
            forced = force and attribute in VERIFIED_FLAGS
            username = user.username if user else ""
            _require(
                check_alias_is_free(
                    attribute, username=username, holder=holder.username, force=forced
                )
            )
            to_take_over.append(Taken(attribute, holder))
        elif user is None:
            _require(check_name_is_free(attribute, holder.username))
        else:
            check = check_alias_is_free(attribute, username=user.username, holder=holder.username)
            # Of an e-mail address that is a user name moto says the same.
            same = holder.attribute_lookup.get(attribute) == after[attribute]
            if attribute == "email" and same:
                raise AwsError(str(check.code), check.message)
            _require(check)
    return to_take_over if to_take_over and ledger.acts(rows.ALIASES) else []


def require_confirmable_names(pool: LabUserPool, user: LabUser, *, force: bool) -> list[Taken]:
    """Raise AWS's refusal if confirming would open another user's alias; else as above.

    Confirmed, the user has a verified address: the one that the code was sent to.
    """
    issued, after = user.sign_in.codes.get(CodePurpose.SIGN_UP), dict(user.attribute_lookup)
    if issued is not None and after.get(issued.attribute) == issued.destination:
        after[VERIFIED_FLAGS[issued.attribute]] = "true"
    return require_free_names(pool, user, after, "CONFIRMED", force=force)


def take_over(taken: Iterable[Taken]) -> None:
    """Close these aliases for those who had them.

    "The previous user will no longer be able to log in using that alias." That the address is
    then no longer verified is from a report: https://github.com/boto/boto3/issues/3213
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    """
    for attribute, holder in taken:
        holder.update_attributes([{"Name": VERIFIED_FLAGS[attribute], "Value": "false"}])


def _require(check: NameCheck) -> None:
    if not check.accepted and current_world().ledger.acts(rows.ALIASES):
        raise AwsError(str(check.code), check.message)


def _taken(
    pool: LabUserPool, user: LabUser | None, after: Mapping[str, str], status: str
) -> list[Taken]:
    """Of the attributes that will open for a user, those that open for another and not for them."""
    taken = []
    for key in sorted(alias_keys(pool.name_settings, "", "", after, status)):
        holders = pool.users.called(key)
        if key.kind in after and key.kind != "sub" and holders and user not in holders:
            taken.append(Taken(key.kind, holders[0]))
    return taken
