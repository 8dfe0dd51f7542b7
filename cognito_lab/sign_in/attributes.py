"""A user's attributes: which ones a pool knows, and what may be written into them.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
names the attributes and their formats; none is longer than 2048 characters. No document prints
the words of a refusal: they are those of people's reports, or by analogy where it is said.
Which app client may write an attribute is `attribute_access`; sign-in names are `user_names`.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from cognito_lab.evidence import Verdict

VERIFIED_FLAGS = {"email": "email_verified", "phone_number": "phone_number_verified"}
"""Of each address that can be verified, the attribute that says whether it is."""

_LONGEST = Decimal(2048)
_TEXTS = (
    "name given_name family_name middle_name nickname preferred_username profile picture website "
    "email gender zoneinfo locale phone_number address"
)
# No document says which addresses Cognito takes. Beside the outline this keeps out white space,
# control characters and half a surrogate pair.
_PART = r"[^\s@.\x00-\x1f\x7f\ud800-\udfff]+"
_EMAIL = re.compile(rf"{_PART}(\.{_PART})*@{_PART}(\.{_PART})+")
# "A phone number must start with a plus (+) sign, followed immediately by the country code [and]
# can only contain the + sign and digits"; that there are at most 15 is ITU-T E.164.
_PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Purpose(enum.Enum):
    """What is done with the attributes: whether by an administrator, and to a new user."""

    SIGN_UP = ("SignUp", False, True)
    ADMIN_CREATE = ("AdminCreateUser", True, True)
    UPDATE = ("UpdateUserAttributes", False, False)
    ADMIN_UPDATE = ("AdminUpdateUserAttributes", True, False)
    DELETE = ("DeleteUserAttributes", False, False)
    ADMIN_DELETE = ("AdminDeleteUserAttributes", True, False)

    def __init__(self, operation: str, by_administrator: bool, creates: bool) -> None:
        self.operation = operation
        self.by_administrator = by_administrator
        self.creates = creates


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a pool knows of one attribute.

    `least` and `most` bound the length of a String and the value of a Number.
    """

    name: str
    data_type: str = "String"
    required: bool = False
    mutable: bool = True
    developer_only: bool = False
    least: Decimal | None = None
    most: Decimal | None = None


STANDARD_ATTRIBUTES: Mapping[str, Attribute] = {
    **{name: Attribute(name) for name in _TEXTS.split()},
    "sub": Attribute("sub", required=True, mutable=False, least=Decimal(1)),
    "birthdate": Attribute("birthdate", least=Decimal(10), most=Decimal(10)),
    "updated_at": Attribute("updated_at", "Number", least=Decimal(0)),
    **{flag: Attribute(flag, "Boolean") for flag in VERIFIED_FLAGS.values()},
}
"""What every pool has, unless its schema says otherwise, and the two flags."""


class AttributeReason(enum.StrEnum):
    """Why an attribute is refused."""

    UNKNOWN = "the pool has no such attribute"
    REPEATED = "it is given more than once"
    DEVELOPER_ONLY = "only an administrator may write it"
    IMMUTABLE = "it can be set only when the user is made, or never"
    REQUIRED = "the pool asks for it"
    NO_ADDRESS = "it is called verified, and there is none"
    EMAIL_FORMAT = "it is no e-mail address"
    PHONE_NUMBER_FORMAT = "it is no + with country code and digits"
    TYPE = "the value is not of the attribute's type"
    TOO_SMALL = "it is shorter, or less, than the pool allows"
    TOO_LARGE = "it is longer, or more, than the pool allows"


@dataclass(frozen=True, slots=True)
class AttributeViolation:
    """One thing that is wrong: with which attribute, why, and Cognito's words for it."""

    attribute: str
    reason: AttributeReason
    words: str


# These are answered by a sentence of their own, in this order, before the schema is: that they
# come first is not documented. Code and words: NotAuthorizedException as for any attribute that
# an app client may not write, for developer attributes "are read-only to all app clients".
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
_ALONE = {
    AttributeReason.DEVELOPER_ONLY: "NotAuthorizedException",
    AttributeReason.PHONE_NUMBER_FORMAT: "InvalidParameterException",
    AttributeReason.EMAIL_FORMAT: "InvalidParameterException",
    AttributeReason.NO_ADDRESS: "InvalidParameterException",
}


@dataclass(frozen=True, slots=True)
class AttributesCheck(Verdict):
    """The verdict on a list of attributes: everything that is wrong, and how AWS says it."""

    purpose: Purpose
    violations: tuple[AttributeViolation, ...]

    @property
    def accepted(self) -> bool:
        """Whether all of them may be written."""
        return not self.violations

    @property
    def code(self) -> str | None:
        """AWS's code of the refusal, or None."""
        alone = self._alone()
        if alone is not None:
            return _ALONE[alone.reason]
        return "InvalidParameterException" if self.violations else None

    @property
    def message(self) -> str | None:
        """AWS's words of the refusal, or None.

        All that the schema forbids is listed, and every line of it ends, the last one too: so
        it is reported, `user.` in front where the user is there already.
        """
        alone = self._alone()
        if alone is not None:
            return alone.words
        if not self.violations:
            return None
        if self.purpose.creates:
            lines = (f"{found.attribute}: {found.words}\n" for found in self.violations)
            return "Attributes did not conform to the schema: " + "".join(lines)
        return "".join(f"user.{found.attribute}: {found.words}\n" for found in self.violations)

    def _alone(self) -> AttributeViolation | None:
        for reason in _ALONE:
            for found in self.violations:
                if found.reason is reason:
                    return found
        return None


def schema_of(schema: Iterable[Mapping[str, Any]]) -> dict[str, Attribute]:
    """All that a pool knows, by name, from its SchemaAttributes (names as DescribeUserPool's).

    The standard attributes are there whether or not they are listed.
    """
    known = dict(STANDARD_ATTRIBUTES)
    for entry in schema:
        name = entry["Name"]
        standard = known.get(name, Attribute(name))
        data_type = entry.get("AttributeDataType") or standard.data_type
        kind = "Value" if data_type == "Number" else "Length"
        holder = "NumberAttributeConstraints" if kind == "Value" else "StringAttributeConstraints"
        bounds = entry.get(holder) or {}
        known[name] = Attribute(
            name,
            data_type,
            bool(entry.get("Required")),
            bool(entry.get("Mutable", standard.mutable)),
            bool(entry.get("DeveloperOnlyAttribute")) or name.startswith("dev:"),
            _bound(bounds.get(f"Min{kind}"), standard.least),
            _bound(bounds.get(f"Max{kind}"), standard.most),
        )
    return known


def missing_required(
    schema: Iterable[Mapping[str, Any]], attributes: Mapping[str, str]
) -> tuple[str, ...]:
    """The names of required attributes that a user has no value for, in the schema's order."""
    return tuple(
        attribute.name
        for attribute in schema_of(schema).values()
        if attribute.required and attribute.name != "sub" and not attributes.get(attribute.name)
    )


def check_attributes(
    schema: Iterable[Mapping[str, Any]],
    given: Sequence[Mapping[str, str]],
    *,
    present: Mapping[str, str],
    purpose: Purpose,
) -> AttributesCheck:
    """Whether attributes may be written (or removed), as far as the pool's schema goes.

    `schema` is the pool's SchemaAttributes, `given` AWS's list of Name and Value (texts; to
    delete, the name alone), `present` what the user has: {} for a new one. "To delete an
    attribute from your user, submit the attribute in your API request with a blank value":
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
    For a new user a blank value is taken for none, which no document says.
    """
    schema = list(schema)
    known = schema_of(schema)
    values = {entry["Name"]: entry.get("Value") or "" for entry in given}
    violations: list[AttributeViolation] = []
    seen: set[str] = set()
    for entry in given:
        name = entry["Name"]
        if name in seen:
            # What AWS does with a name that comes twice is not documented, nor are these words.
            found: Iterable[tuple[AttributeReason, str]] = [
                (AttributeReason.REPEATED, "Attribute is given more than once.")
            ]
        else:
            found = _violations(known.get(name), entry.get("Value") or "", purpose)
        seen.add(name)
        violations += (AttributeViolation(name, reason, words) for reason, words in found)
    if purpose is Purpose.SIGN_UP:
        # "When you mark a standard attribute as Required, a user can't register unless they
        # provide a value"; administrators can create users without (the page named above).
        violations += (
            AttributeViolation(name, AttributeReason.REQUIRED, "The attribute is required")
            for name in missing_required(schema, values)
        )
    if purpose.by_administrator:
        violations += _verified_without_address(values, present)
    return AttributesCheck(purpose, tuple(violations))


def _violations(
    attribute: Attribute | None, value: str, purpose: Purpose
) -> Iterator[tuple[AttributeReason, str]]:
    if attribute is None:
        # Other reports of AdminCreateUser and SignUp: `Type for attribute {NAME} could not be
        # determined`, with no name in front. Which of the two is newer is not known.
        yield AttributeReason.UNKNOWN, "Attribute does not exist in the schema."
        return
    if attribute.developer_only and not purpose.by_administrator:
        yield AttributeReason.DEVELOPER_ONLY, "A client attempted to write unauthorized attribute"
        return
    # "If false, the attribute value can only be set up on sign-up or administrator creation of
    # users", so not even where there is none yet. That `sub` is refused so is by analogy.
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddCustomAttributes.html
    if attribute.name == "sub" or not (attribute.mutable or purpose.creates):
        yield AttributeReason.IMMUTABLE, "Attribute cannot be updated."
        return
    if value and purpose not in (Purpose.DELETE, Purpose.ADMIN_DELETE):
        yield from _value_violations(attribute, value)
    elif attribute.required and not purpose.creates:
        # That a required attribute cannot be removed is known from a report, the words are not.
        yield AttributeReason.REQUIRED, "The attribute is required"


def _value_violations(attribute: Attribute, value: str) -> Iterator[tuple[AttributeReason, str]]:
    if attribute.name == "email" and not is_email(value):
        yield AttributeReason.EMAIL_FORMAT, "Invalid email address format."
    if attribute.name == "phone_number" and not is_phone_number(value):
        yield AttributeReason.PHONE_NUMBER_FORMAT, "Invalid phone number format."
    # "When you choose an AttributeDataType, Amazon Cognito validates the input against the data
    # type." How each type is written is not documented, and the words for it are not reported.
    # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
    if attribute.data_type == "Number" and not _NUMBER.fullmatch(value):
        yield AttributeReason.TYPE, "Attribute value is not a number."
        return
    if attribute.data_type == "Boolean" and value.lower() not in ("true", "false"):
        yield AttributeReason.TYPE, "Attribute value is not a boolean."
    if attribute.data_type == "DateTime" and not _is_moment(value):
        yield AttributeReason.TYPE, "Attribute value is not a date and time."
    if attribute.data_type == "Number":
        amount, kind, low, high, unit = Decimal(value), "Number", "less", "greater", ""
        most = attribute.most
    else:
        amount, kind, low, high = Decimal(len(value)), "String", "shorter", "longer"
        unit = " characters"
        most = min(_LONGEST if attribute.most is None else attribute.most, _LONGEST)
    # Reported of texts (`birthdate: String must be no shorter than 10 characters`); of numbers
    # by analogy.
    if attribute.least is not None and amount < attribute.least:
        yield AttributeReason.TOO_SMALL, f"{kind} must be no {low} than {attribute.least}{unit}"
    elif most is not None and amount > most:
        yield AttributeReason.TOO_LARGE, f"{kind} must be no {high} than {most}{unit}"
    elif attribute.name == "birthdate" and not _is_date(value):
        # "a valid 10 character date in the format YYYY-MM-DD"; the words are not reported.
        yield AttributeReason.TYPE, "Attribute value is not a date."


def _verified_without_address(
    values: Mapping[str, str], present: Mapping[str, str]
) -> Iterator[AttributeViolation]:
    """An address that is called verified (in this call: a flag goes with its address) must exist.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    ("You must provide a value for email when you want to set email_verified to true"); that an
    update is held to it too, and the words, are not documented.
    """
    for address, flag in VERIFIED_FLAGS.items():
        if values.get(flag, "").lower() == "true" and not {**present, **values}.get(address):
            words = f"{address} is required if {flag} is set to true"
            yield AttributeViolation(flag, AttributeReason.NO_ADDRESS, words)


def is_email(text: str) -> bool:
    """Whether a text has the form of an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_phone_number(text: str) -> bool:
    """Whether a text is a telephone number as Cognito asks for it: `+14325551212`."""
    return _PHONE_NUMBER.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    parts = _DATE.fullmatch(text)
    try:
        return parts is not None and bool(dt.date(*map(int, parts.groups())))
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    # ISO 8601, or seconds.
    try:
        return _NUMBER.fullmatch(text) is not None or bool(dt.datetime.fromisoformat(text))
    except ValueError:
        return False


def _bound(text: str | None, otherwise: Decimal | None) -> Decimal | None:
    """A bound is a number in a text; what is none does not bound."""
    if text is None:
        return otherwise
    try:
        bound = Decimal(text)
    except InvalidOperation:
        return otherwise
    return bound if bound.is_finite() else otherwise
