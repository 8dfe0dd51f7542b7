from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.attributes import (
    STANDARD_ATTRIBUTES,
    AttributeReason,
    AttributesCheck,
    Purpose,
    check_attributes,
    is_email,
    is_phone_number,
    missing_required,
    schema_of,
)

# As DescribeUserPool shows them: what was given, the custom names with their prefix.
SCHEMA: list[dict[str, Any]] = [
    {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
    {
        "Name": "custom:tenant",
        "AttributeDataType": "String",
        "Mutable": False,
        "StringAttributeConstraints": {"MinLength": "3", "MaxLength": "5"},
    },
    {
        "Name": "custom:age",
        "AttributeDataType": "Number",
        "Mutable": True,
        "NumberAttributeConstraints": {"MinValue": "18", "MaxValue": "120"},
    },
    {"Name": "custom:flag", "AttributeDataType": "Boolean", "Mutable": True},
    {"Name": "custom:since", "AttributeDataType": "DateTime", "Mutable": True},
    {"Name": "custom:free", "AttributeDataType": "String", "StringAttributeConstraints": {}},
    {
        "Name": "dev:custom:plan",
        "AttributeDataType": "String",
        "Mutable": True,
        "DeveloperOnlyAttribute": True,
    },
]
EMAIL = {"email": "ana@example.com"}
SIGN_UP = "Attributes did not conform to the schema: "
MISSING = "Attribute does not exist in the schema."
FIXED = "Attribute cannot be updated."

ADMINISTRATORS = (Purpose.ADMIN_CREATE, Purpose.ADMIN_UPDATE, Purpose.ADMIN_DELETE)
UPDATES = (Purpose.UPDATE, Purpose.ADMIN_UPDATE)
DELETIONS = (Purpose.DELETE, Purpose.ADMIN_DELETE)
T, S, L = AttributeReason.TYPE, AttributeReason.TOO_SMALL, AttributeReason.TOO_LARGE


def listed(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in values.items()]


def check(
    purpose: Purpose,
    values: Mapping[str, str],
    present: Mapping[str, str] | None = None,
    schema: list[dict[str, Any]] = SCHEMA,
) -> AttributesCheck:
    return check_attributes(schema, listed(values), present=present or {}, purpose=purpose)


def reasons(verdict: AttributesCheck) -> list[tuple[str, AttributeReason]]:
    return [(found.attribute, found.reason) for found in verdict.violations]


# https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
STANDARD = """name family_name given_name middle_name nickname preferred_username profile picture
website gender birthdate zoneinfo locale updated_at address email phone_number sub""".split()


def test_the_standard_attributes_are_known_whatever_the_schema_lists() -> None:
    flags = {"email_verified", "phone_number_verified"}
    assert schema_of([]).keys() == set(STANDARD) | flags == STANDARD_ATTRIBUTES.keys()
    assert schema_of(SCHEMA).keys() == STANDARD_ATTRIBUTES.keys() | {e["Name"] for e in SCHEMA}


def test_a_schema_that_leaves_out_bounds_keeps_those_of_the_standard() -> None:
    entry = {"Name": "birthdate", "Required": True, "StringAttributeConstraints": None}
    birthdate = schema_of([entry])["birthdate"]
    assert birthdate.least == birthdate.most == Decimal(10)
    assert (birthdate.data_type, birthdate.required) == ("String", True)


@pytest.mark.parametrize("bound", ["", "many", "NaN", "Infinity"])
def test_a_bound_that_is_no_number_does_not_bound(bound: str) -> None:
    bounds = {"MinLength": bound, "MaxLength": bound}
    entry = {"Name": "custom:x", "StringAttributeConstraints": bounds}
    assert check(Purpose.ADMIN_CREATE, {"custom:x": "y"}, schema=[entry]).accepted


@pytest.mark.parametrize("purpose", Purpose)
def test_what_keeps_to_the_schema_may_be_written(purpose: Purpose) -> None:
    values = {**EMAIL, "phone_number": "+14325551212", "custom:age": "18", "name": "Ana"}
    if purpose in DELETIONS:
        del values["email"]
    verdict = check(purpose, values)
    assert verdict.accepted
    assert (verdict.code, verdict.message) == (None, None)


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(check(Purpose.SIGN_UP, EMAIL))


# https://github.com/aws-amplify/amplify-flutter/issues/509 and .../1531: the same two, reported
# with all their lines.
@pytest.mark.parametrize(
    ("purpose", "message"),
    [
        (Purpose.SIGN_UP, f"{SIGN_UP}custom:x: {MISSING}\ncustom:y: {MISSING}\n"),
        (Purpose.ADMIN_CREATE, f"{SIGN_UP}custom:x: {MISSING}\ncustom:y: {MISSING}\n"),
        (Purpose.UPDATE, f"user.custom:x: {MISSING}\nuser.custom:y: {MISSING}\n"),
        (Purpose.ADMIN_UPDATE, f"user.custom:x: {MISSING}\nuser.custom:y: {MISSING}\n"),
        (Purpose.DELETE, f"user.custom:x: {MISSING}\nuser.custom:y: {MISSING}\n"),
        (Purpose.ADMIN_DELETE, f"user.custom:x: {MISSING}\nuser.custom:y: {MISSING}\n"),
    ],
)
def test_every_attribute_that_the_pool_does_not_know_is_named(
    purpose: Purpose, message: str
) -> None:
    values = {"custom:x": "1", "custom:y": "2", **(EMAIL if purpose.creates else {})}
    verdict = check(purpose, values)
    assert verdict.code == "InvalidParameterException"
    assert verdict.message == message


def test_a_name_is_known_only_in_its_letters_case_and_with_its_prefix() -> None:
    for name in ("Name", "NAME", "name ", "tenant", "custom:Tenant", "custom:custom:tenant", ""):
        found = reasons(check(Purpose.ADMIN_CREATE, {name: "abc"}))
        assert found == [(name, AttributeReason.UNKNOWN)]


@pytest.mark.parametrize("values", [{}, {"email": ""}, {"name": "Ana"}])
def test_a_sign_up_without_a_required_attribute_is_refused(values: dict[str, str]) -> None:
    verdict = check(Purpose.SIGN_UP, values)
    assert verdict.code == "InvalidParameterException"
    assert verdict.message == f"{SIGN_UP}email: The attribute is required\n"


def test_only_a_sign_up_must_bring_what_is_required() -> None:
    for purpose in (Purpose.ADMIN_CREATE, *UPDATES):
        assert check(purpose, {"name": "Ana"}).accepted


def test_what_is_missing_is_listed_and_never_the_sub() -> None:
    schema = [*SCHEMA, {"Name": "name", "Required": True}]
    assert missing_required(schema, {}) == ("name", "email")
    assert missing_required(schema, {"name": "", **EMAIL}) == ("name",)
    assert missing_required(schema, {"name": "Ana", **EMAIL}) == ()


def test_an_immutable_attribute_is_set_with_the_user_and_never_after() -> None:
    tenant = {"custom:tenant": "acme"}
    for purpose in (Purpose.SIGN_UP, Purpose.ADMIN_CREATE):
        assert check(purpose, {**tenant, **EMAIL}).accepted
    # Not even where there is none yet, or to the same value.
    for present in ({}, tenant, {"custom:tenant": "other"}):
        for purpose in (*UPDATES, *DELETIONS):
            verdict = check(purpose, tenant, present)
            assert verdict.code == "InvalidParameterException"
            assert verdict.message == f"user.custom:tenant: {FIXED}\n"
    # https://github.com/aws-amplify/amplify-swift/issues/3981
    fixed_email = [{"Name": "email", "Mutable": False}]
    assert check(Purpose.UPDATE, EMAIL, schema=fixed_email).message == f"user.email: {FIXED}\n"


@pytest.mark.parametrize("purpose", Purpose)
def test_nobody_writes_the_sub(purpose: Purpose) -> None:
    mutable = [{"Name": "sub", "Mutable": True}]
    verdict = check(purpose, {"sub": "00000000-0000-4000-8000-000000000000"}, schema=mutable)
    assert reasons(verdict) == [("sub", AttributeReason.IMMUTABLE)]


@pytest.mark.parametrize("purpose", Purpose)
def test_only_an_administrator_writes_a_developers_attribute(purpose: Purpose) -> None:
    # By the flag, or where only the prefix says so.
    for name, flag in (("custom:plan", True), ("dev:custom:plan", False)):
        schema = [{"Name": name, "DeveloperOnlyAttribute": flag}]
        verdict = check(purpose, {name: "gold"}, schema=schema)
        assert verdict.accepted == (purpose in ADMINISTRATORS)
        if not verdict.accepted:
            assert verdict.code == "NotAuthorizedException"
            assert verdict.message == "A client attempted to write unauthorized attribute"


@pytest.mark.parametrize("purpose", [*UPDATES, *DELETIONS])
def test_a_required_attribute_cannot_be_taken_away(purpose: Purpose) -> None:
    verdict = check(purpose, EMAIL if purpose in DELETIONS else {"email": ""}, EMAIL)
    assert verdict.code == "InvalidParameterException"
    assert verdict.message == "user.email: The attribute is required\n"


@pytest.mark.parametrize("purpose", [*UPDATES, *DELETIONS])
def test_a_blank_value_takes_an_attribute_away_whatever_its_format(purpose: Purpose) -> None:
    blank = {"phone_number": "", "birthdate": "", "custom:age": "", "custom:flag": ""}
    assert check(purpose, blank).accepted


def test_for_a_deletion_the_name_is_enough() -> None:
    given_names = [{"Name": "name"}, {"Name": "birthdate"}]
    assert check_attributes(SCHEMA, given_names, present={}, purpose=Purpose.DELETE).accepted


@pytest.mark.parametrize("purpose", Purpose)
def test_a_name_that_comes_twice_is_refused(purpose: Purpose) -> None:
    twice = listed({"name": "Ana"}) * 2 + ([] if purpose in DELETIONS else listed(EMAIL))
    verdict = check_attributes(SCHEMA, twice, present={}, purpose=purpose)
    assert reasons(verdict) == [("name", AttributeReason.REPEATED)]
    assert verdict.code == "InvalidParameterException"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("birthdate", "2000-02-29", None),
        ("birthdate", "2001-02-29", T),
        ("birthdate", "0000-01-01", T),
        ("birthdate", "01/02/2000", T),
        ("birthdate", "2000-W01-1", T),  # an ISO date, and not the one that is asked for
        ("birthdate", "２０００-01-01", T),
        ("birthdate", "2000-1-1", S),
        ("birthdate", "2000-01-01T", L),
        ("updated_at", "0", None),
        ("updated_at", "1767603600", None),
        ("updated_at", "yesterday", T),
        ("updated_at", "-1", S),
        ("custom:age", "18", None),
        ("custom:age", "120", None),
        ("custom:age", "18.5", None),
        ("custom:age", "17", S),
        ("custom:age", "121", L),
        ("custom:age", "eighteen", T),
        ("custom:age", "NaN", T),
        ("custom:age", "1e2", T),
        ("custom:age", " 18", T),
        ("custom:age", "18\n", T),
        ("custom:age", "１８", T),
        ("custom:flag", "true", None),
        ("custom:flag", "False", None),
        ("custom:flag", "yes", T),
        ("custom:flag", "1", T),
        ("email_verified", "TRUE!", T),
        ("email_verified", "false", None),
        ("custom:since", "2026-01-05", None),
        ("custom:since", "2026-01-05T09:00:00+00:00", None),
        ("custom:since", "1767603600", None),
        ("custom:since", "soon", T),
        ("custom:since", "\ud800", T),
        ("custom:tenant", "abc", None),
        ("custom:tenant", "abcde", None),
        ("custom:tenant", "ab", S),
        ("custom:tenant", "abcdef", L),
        ("custom:free", "x" * 2048, None),
        ("custom:free", "x" * 2049, L),
        ("name", "x" * 2048, None),
        ("name", "x" * 2049, L),
        ("name", "\ud800", None),
    ],
)
def test_a_value_is_held_to_its_type_and_bounds(
    name: str, value: str, reason: AttributeReason | None
) -> None:
    found = reasons(check(Purpose.ADMIN_CREATE, {name: value}))
    assert found == ([] if reason is None else [(name, reason)])


def test_a_birthdate_stays_a_date_whatever_length_the_schema_allows() -> None:
    bounds = {"MinLength": "4", "MaxLength": "20"}
    schema = [{"Name": "birthdate", "StringAttributeConstraints": bounds}]
    for value in ("2000", "2000-01-01T", "2000-01-01 "):
        verdict = check(Purpose.ADMIN_CREATE, {"birthdate": value}, schema=schema)
        assert reasons(verdict) == [("birthdate", AttributeReason.TYPE)]


def test_a_schema_cannot_allow_more_than_2048_characters() -> None:
    bounds = {"MaxLength": "9999"}
    entry = {"Name": "custom:x", "StringAttributeConstraints": bounds}
    verdict = check(Purpose.ADMIN_CREATE, {"custom:x": "y" * 2049}, schema=[entry])
    assert verdict.message == f"{SIGN_UP}custom:x: String must be no longer than 2048 characters\n"


# The first: https://github.com/aws/aws-sdk-java/issues/1396
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("birthdate", "2000-1-1", "String must be no shorter than 10 characters"),
        ("birthdate", "2000-01-011", "String must be no longer than 10 characters"),
        ("custom:age", "17", "Number must be no less than 18"),
        ("custom:age", "121", "Number must be no greater than 120"),
    ],
)
def test_a_bound_is_named_in_the_refusal(name: str, value: str, words: str) -> None:
    assert check(Purpose.SIGN_UP, {name: value, **EMAIL}).message == f"{SIGN_UP}{name}: {words}\n"
    assert check(Purpose.UPDATE, {name: value}).message == f"user.{name}: {words}\n"


@pytest.mark.parametrize("purpose", [Purpose.SIGN_UP, Purpose.ADMIN_CREATE, *UPDATES])
def test_an_address_of_the_wrong_form_is_refused_before_all_that_the_schema_forbids(
    purpose: Purpose,
) -> None:
    bad_email = check(purpose, {"custom:x": "1", "email": "ana"})
    assert bad_email.code == "InvalidParameterException"
    assert bad_email.message == "Invalid email address format."
    bad_phone = check(purpose, {"custom:x": "1", "phone_number": "555-0100", **EMAIL})
    assert bad_phone.message == "Invalid phone number format."
    assert ("custom:x", AttributeReason.UNKNOWN) in reasons(bad_phone)


PHONE, NO_PHONE = {"phone_number": "+15555551234"}, {"phone_number": ""}


@pytest.mark.parametrize(
    ("purpose", "values", "present", "accepted"),
    [
        (Purpose.ADMIN_CREATE, {"email_verified": "true"}, {}, False),
        (Purpose.ADMIN_CREATE, {"email_verified": "True"}, {}, False),
        (Purpose.ADMIN_CREATE, {"email_verified": "false"}, {}, True),
        (Purpose.ADMIN_CREATE, {"email_verified": "true", **EMAIL}, {}, True),
        (Purpose.ADMIN_CREATE, {"phone_number_verified": "true", **EMAIL}, {}, False),
        (Purpose.ADMIN_UPDATE, {"email_verified": "true"}, {}, False),
        (Purpose.ADMIN_UPDATE, {"email_verified": "true"}, EMAIL, True),
        (Purpose.ADMIN_UPDATE, {"phone_number_verified": "true", **NO_PHONE}, PHONE, False),
        (Purpose.ADMIN_UPDATE, NO_PHONE, {**PHONE, "phone_number_verified": "true"}, True),
        (Purpose.ADMIN_DELETE, NO_PHONE, {**PHONE, "phone_number_verified": "true"}, True),
    ],
)
def test_an_administrator_calls_no_address_verified_that_is_not_there(
    purpose: Purpose, values: dict[str, str], present: dict[str, str], accepted: bool
) -> None:
    verdict = check(purpose, values, present)
    assert verdict.accepted == accepted
    if not accepted:
        (flag,) = (name for name in values if name.endswith("_verified"))
        assert reasons(verdict) == [(flag, AttributeReason.NO_ADDRESS)]
        assert verdict.code == "InvalidParameterException"
        address = flag.removesuffix("_verified")
        assert verdict.message == f"{address} is required if {flag} is set to true"


GOOD_EMAILS = "ana@example.com a@b.co ana+tag@mail.example.com a.b@c-d.org".split()
BAD_EMAILS = """ana @ ana@ @example.com ana@example ana@@example.com a@b@c.com ana@.com ana@example.
ana@exa..mple.com .ana@example.com ana.@example.com""".split()
WORSE = ["", "ana@example.com\n", " ana@example.com", "a b@c.com", "a\x00@b.com", "\ud800@b.com"]


@pytest.mark.parametrize("address", [*GOOD_EMAILS, *BAD_EMAILS, *WORSE])
def test_an_email_address_has_the_outline_of_one(address: str) -> None:
    assert is_email(address) == (address in GOOD_EMAILS)


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("+14325551212", True),
        ("+123456789012345", True),
        ("+1234567890123456", False),
        ("14325551212", False),
        ("+04325551212", False),
        ("+1 432 555 1212", False),
        ("+1-432-555-1212", False),
        ("+1(432)5551212", False),
        ("+", False),
        ("", False),
        ("+14325551212\n", False),
        ("+１４３２５５５１２１２", False),
    ],
)
def test_a_phone_number_is_a_plus_the_country_code_and_digits(number: str, good: bool) -> None:
    assert is_phone_number(number) == good


texts = st.text(st.characters(), max_size=12)
names = st.sampled_from([*STANDARD_ATTRIBUTES, *(e["Name"] for e in SCHEMA)]) | texts
values = texts | st.sampled_from(["true", "ana@example.com", "+14325551212", "2000-01-01", "18"])


@given(
    given_list=st.lists(st.fixed_dictionaries({"Name": names, "Value": values}), max_size=6),
    present=st.dictionaries(names, values, max_size=3),
    purpose=st.sampled_from(Purpose),
)
def test_whatever_is_given_there_is_a_verdict_with_aws_words_and_no_unknown_name_passes(
    given_list: list[dict[str, str]], present: dict[str, str], purpose: Purpose
) -> None:
    verdict = check_attributes(SCHEMA, given_list, present=present, purpose=purpose)
    known = schema_of(SCHEMA)
    given_names = [entry["Name"] for entry in given_list]
    if verdict.accepted:
        assert (verdict.code, verdict.message) == (None, None)
        assert set(given_names) <= known.keys() - {"sub"}
        assert len(set(given_names)) == len(given_names)
        assert purpose.by_administrator or not any(known[n].developer_only for n in given_names)
        assert purpose.creates or all(known[name].mutable for name in given_names)
    else:
        assert verdict.code in ("InvalidParameterException", "NotAuthorizedException")
        assert verdict.message
