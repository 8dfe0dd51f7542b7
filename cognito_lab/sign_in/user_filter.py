r"""The Filter of ListUsers: `given_name = "Jon"` or `phone_number ^= "+1312"`.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
has the grammar and the attributes that can be searched, one at a time. "Quotation marks within the
filter string must be escaped using the backslash": `\"`; that `\\` is one backslash, and any other
backslash an error, is not documented.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_LENGTH = 256
SEARCHABLE = frozenset(
    "username email phone_number name given_name family_name preferred_username "
    "cognito:user_status status sub".split()
)
_CASE_SENSITIVE = frozenset({"username", "status"})

_VALUE = r'(?:[^"\\]|\\["\\])*'
_FILTER = re.compile(rf'\s*(?P<attribute>[\w:]+)\s*(?P<operator>\^?=)\s*"(?P<value>{_VALUE})"\s*')
_ESCAPED = re.compile(r"\\(.)")


class UserFilterError(ValueError):
    """A filter that ListUsers refuses; `code` and `message` are AWS's."""

    code = "InvalidParameterException"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Match(enum.Enum):
    """How a value is compared: the operator's sign."""

    EXACT = "="
    PREFIX = "^="


@dataclass(frozen=True, slots=True)
class UserFilter:
    """A filter that was read: the attribute, how it is compared, and with what."""

    attribute: str
    match: Match
    value: str


@dataclass(frozen=True, slots=True)
class UserFacts:
    """What a filter can ask of a user: name, UserStatus, Enabled, attributes (with `sub`)."""

    username: str
    status: str
    enabled: bool
    attributes: Mapping[str, str]


def parse_filter(text: str) -> UserFilter | None:
    """Read a filter; None if it is empty, for then "ListUsers returns all users".

    Raises UserFilterError, with AWS's code and words, and nothing else. The words for a filter
    that is no filter or too long are reported; those for an attribute that cannot be searched are
    the mock's, for no document or report has AWS's.
    """
    if not text:
        return None
    if len(text) > MAX_LENGTH:
        raise UserFilterError(
            f"1 validation error detected: Value '{text}' at 'filter' failed to satisfy "
            f"constraint: Member must have length less than or equal to {MAX_LENGTH}"
        )
    found = _FILTER.fullmatch(text)
    if found is None:
        raise UserFilterError("Error while parsing filter.")
    attribute = found["attribute"]
    if attribute not in SEARCHABLE:
        raise UserFilterError(f"Invalid search attribute: {attribute}")
    value = _ESCAPED.sub(r"\1", found["value"])
    return UserFilter(attribute, Match(found["operator"]), value)


def matches(wanted: UserFilter | None, user: UserFacts) -> bool:
    """Whether a user is among those that a filter lists.

    The API reference calls username and status case-sensitive and cognito:user_status not; for
    the others "all searches are case-insensitive" is taken, which the guide says of every one.
    https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html
    """
    if wanted is None:
        return True
    actual, value = searched_value(wanted, user), wanted.value
    if actual is None:
        return False
    if wanted.attribute not in _CASE_SENSITIVE:
        actual, value = actual.lower(), value.lower()
    return actual.startswith(value) if wanted.match is Match.PREFIX else actual == value


def searched_value(wanted: UserFilter, user: UserFacts) -> str | None:
    """What a user has for the attribute that a filter names, or None.

    Results are "sorted by the attribute named by the AttributeName string, in ascending order"
    (the guide's page named above). `status` is what the console calls Enabled; its values are
    not documented, and `Enabled` and `Disabled` are those that people use.
    """
    if wanted.attribute == "username":
        return user.username
    if wanted.attribute == "cognito:user_status":
        return user.status
    if wanted.attribute == "status":
        return "Enabled" if user.enabled else "Disabled"
    return user.attributes.get(wanted.attribute)
