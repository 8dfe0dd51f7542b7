"""What an app client may read and write of a user: ReadAttributes and WriteAttributes.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
(attribute permissions and scopes). Administrators are not held to any of this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Verdict
from cognito_lab.sign_in.attributes import (
    STANDARD_ATTRIBUTES,
    VERIFIED_FLAGS,
    Attribute,
    schema_of,
)

Names = Collection[str] | None
"""A client's ReadAttributes or WriteAttributes: None or empty where it has no list."""


@dataclass(frozen=True, slots=True)
class WriteCheck(Verdict):
    """The verdict on writing: the names that this app client may not write, in their order."""

    unauthorized: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the app client may write all of them."""
        return not self.unauthorized

    @property
    def code(self) -> str | None:
        """AWS's code of the refusal, or None.

        "If an app tries to update an attribute that is not writable, the app gets a
        NotAuthorizedException" (the page named above).
        """
        return "NotAuthorizedException" if self.unauthorized else None

    @property
    def message(self) -> str | None:
        """AWS's words of the refusal, or None; from people's reports."""
        return "A client attempted to write unauthorized attribute" if self.unauthorized else None


@dataclass(frozen=True, slots=True)
class ClientAttributesCheck(Verdict):
    """The verdict on the lists of a new or changed app client: what is wrong with each.

    `creating`: the client is being made, not changed.
    """

    unknown_to_read: tuple[str, ...]
    not_to_write: tuple[str, ...]
    missing_to_write: tuple[str, ...]
    creating: bool = True

    @property
    def accepted(self) -> bool:
        """Whether the app client may be saved."""
        return not (self.unknown_to_read or self.not_to_write or self.missing_to_write)

    @property
    def code(self) -> str | None:
        """AWS's code of the refusal, or None."""
        return None if self.accepted else "InvalidParameterException"

    @property
    def message(self) -> str | None:
        """AWS's words of the refusal, or None.

        From people's reports. Which list is looked at first is not known.
        """
        if self.accepted:
            return None
        which = "read" if self.unknown_to_read else "write"
        doing = "creating" if self.creating else "updating"
        return f"Invalid {which} attributes specified while {doing} a client"


def may_read(name: str, read_attributes: Names) -> bool:
    """Whether an app client may read an attribute: one that it lists, or any if it lists none.

    Without a list the API reference says "email_verified, phone_number_verified, and the standard
    attributes", the CDK's all standard and custom ones; this follows the CDK's, unconfirmed.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
    That `sub` is always read is known of the ID token, not of GetUser.
    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
    """
    return not read_attributes or name == "sub" or name in read_attributes


def readable(
    schema: Iterable[Mapping[str, Any]], read_attributes: Names, attributes: Mapping[str, str]
) -> dict[str, str]:
    """What GetUser and the ID token show of a user's attributes, in the user's order.

    "An app calling GetUser only receives the attributes that are readable for that app. The ID
    token [...] only contains claims corresponding to the readable attributes" (the page named
    above). What the pool's schema does not know is not shown.
    """
    own = {entry["Name"] for entry in schema}
    return {
        name: value
        for name, value in attributes.items()
        if (name in own or name in STANDARD_ATTRIBUTES) and may_read(name, read_attributes)
    }


def check_write(
    schema: Iterable[Mapping[str, Any]], write_attributes: Names, names: Iterable[str]
) -> WriteCheck:
    """Whether an app client may write (or remove) these attributes of its user.

    Written may be what WriteAttributes lists and what the pool requires ("Required attributes in a
    user pool are always writable"); without a list, what it may read without one, for the same
    reason. Never `sub`, a developer's attribute, or the flags that say that an address is
    verified: they are set by the right code or by an administrator, and a sign-up that brings one
    is reported to be refused with these words.

    A name that the pool does not know is not authorized where there is a list. Without one it
    passes here, and `check_attributes` refuses it: both are reported.
    """
    known = schema_of(schema)
    return WriteCheck(tuple(n for n in names if not _may_write(n, known.get(n), write_attributes)))


def check_client_attributes(
    schema: Iterable[Mapping[str, Any]],
    read_attributes: Names,
    write_attributes: Names,
    *,
    creating: bool = True,
) -> ClientAttributesCheck:
    """Whether an app client may have these lists (CreateUserPoolClient, UpdateUserPoolClient).

    "If you [...] set a writable attribute and do not provide required attributes, then an
    InvalidParameterException exception is returned" (the page named above). That unknown names
    are refused too is from reports; what no client may ever write is by analogy.
    """
    known = schema_of(schema)
    missing: tuple[str, ...] = ()
    if write_attributes:
        missing = tuple(
            attribute.name
            for attribute in known.values()
            if attribute.required
            and not _is_closed(attribute)
            and attribute.name not in write_attributes
        )
    return ClientAttributesCheck(
        tuple(name for name in read_attributes or () if name not in known),
        tuple(n for n in write_attributes or () if n not in known or _is_closed(known[n])),
        missing,
        creating,
    )


def _may_write(name: str, attribute: Attribute | None, write_attributes: Names) -> bool:
    if attribute is None:
        return not write_attributes
    if _is_closed(attribute):
        return False
    return not write_attributes or attribute.required or name in write_attributes


def _is_closed(attribute: Attribute) -> bool:
    """Whether no app client may ever write this one."""
    return (
        attribute.name == "sub"
        or attribute.developer_only
        or attribute.name in VERIFIED_FLAGS.values()
    )
