from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.user_names import (
    NameCheck,
    NameKey,
    NameSettings,
    active_attributes,
    alias_keys,
    check_alias_is_free,
    check_name_is_free,
    check_preferred_username,
    check_sign_up_name,
    lookup_keys,
    normalised_name,
    stored_username,
    with_address_of_name,
)

SUB = "5f4dcc3b-0000-4000-8000-0123456789ab"
EMAIL = "Ana@Example.com"
PHONE = "+14325551212"
STATUSES = (
    "UNCONFIRMED",
    "CONFIRMED",
    "RESET_REQUIRED",
    "FORCE_CHANGE_PASSWORD",
    "EXTERNAL_PROVIDER",
)


def pool(**settings: Any) -> NameSettings:
    return NameSettings.of_pool(settings)


PLAIN = pool()
BY_EMAIL = pool(UsernameAttributes=["email"])
BY_PHONE = pool(UsernameAttributes=["phone_number"])
BY_EITHER = pool(UsernameAttributes=["phone_number", "email"])
ALIASES = pool(AliasAttributes=["email", "phone_number", "preferred_username"])


def insensitive(**settings: Any) -> NameSettings:
    return pool(UsernameConfiguration={"CaseSensitive": False}, **settings)


def found(
    settings: NameSettings,
    given_name: str,
    attributes: Mapping[str, str],
    status: str = "CONFIRMED",
    username: str = "ana",
) -> bool:
    stored = stored_username(settings, username, SUB)
    keys = alias_keys(settings, stored, SUB, attributes, status)
    return not keys.isdisjoint(lookup_keys(settings, given_name))


# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UsernameConfigurationType.html
@pytest.mark.parametrize(
    ("configuration", "sensitive"),
    [
        ({}, True),
        ({"UsernameConfiguration": None}, True),
        ({"UsernameConfiguration": {}}, True),
        ({"UsernameConfiguration": {"CaseSensitive": True}}, True),
        ({"UsernameConfiguration": {"CaseSensitive": False}}, False),
    ],
)
def test_names_are_case_sensitive_unless_the_pool_says_otherwise(
    configuration: dict[str, Any], sensitive: bool
) -> None:
    assert pool(**configuration).case_sensitive == sensitive


def test_what_aws_does_not_allow_in_a_list_of_names_is_passed_over() -> None:
    odd = pool(UsernameAttributes=["name", "preferred_username"], AliasAttributes=["name", "email"])
    assert odd.username_attributes == frozenset()
    assert odd.alias_attributes == {"email"}


# The words: https://github.com/boto/boto3/issues/3836, .../aws-amplify/amplify-js/issues/533,
# .../aws-amplify/amplify-js/issues/8800
@pytest.mark.parametrize(
    ("settings", "username", "attribute", "message"),
    [
        (PLAIN, "ana", None, None),
        (PLAIN, EMAIL, None, None),
        (PLAIN, PHONE, None, None),
        (BY_EMAIL, EMAIL, "email", None),
        (BY_EMAIL, "ana", None, "Username should be an email."),
        (BY_EMAIL, PHONE, None, "Username should be an email."),
        (BY_EMAIL, SUB, None, "Username should be an email."),
        (BY_EMAIL, "", None, "Username should be an email."),
        (BY_PHONE, PHONE, "phone_number", None),
        (BY_PHONE, EMAIL, None, "Username should be a phone number."),
        (BY_EITHER, EMAIL, "email", None),
        (BY_EITHER, PHONE, "phone_number", None),
        (BY_EITHER, "ana", None, "Username should be either an email or a phone number."),
        (ALIASES, "ana", None, None),
        (ALIASES, "ana@home", None, None),
        (
            ALIASES,
            EMAIL,
            None,
            "Username cannot be of email format, since user pool is configured for email alias.",
        ),
        (
            ALIASES,
            PHONE,
            None,
            "Username cannot be of phone number format, since user pool is configured for phone "
            "number alias.",
        ),
        (pool(AliasAttributes=["email"]), PHONE, None, None),
        (pool(AliasAttributes=["phone_number"]), EMAIL, None, None),
        (pool(AliasAttributes=["preferred_username"]), EMAIL, None, None),
    ],
)
def test_a_new_user_name_has_the_form_that_the_pool_asks_for(
    settings: NameSettings, username: str, attribute: str | None, message: str | None
) -> None:
    verdict = check_sign_up_name(settings, username)
    assert verdict.accepted == (message is None)
    assert verdict.code == (None if message is None else "InvalidParameterException")
    assert verdict.message == message
    assert verdict.attribute == attribute


@pytest.mark.parametrize("status", STATUSES)
def test_a_preferred_username_that_is_an_alias_waits_until_the_user_is_confirmed(
    status: str,
) -> None:
    verdict = check_preferred_username(ALIASES, {"preferred_username": "anita"}, status=status)
    assert verdict.accepted == (status != "UNCONFIRMED")
    if not verdict.accepted:
        # https://github.com/aws-amplify/amplify-js/issues/1669
        assert verdict.code == "InvalidParameterException"
        assert verdict.message == (
            "Preferred username cannot be provided for unconfirmed account, since user pool is "
            "configured for preferred username alias."
        )


def test_where_it_is_no_alias_or_not_given_there_is_nothing_to_wait_for() -> None:
    wished = {"preferred_username": "anita"}
    for settings in (PLAIN, BY_EMAIL, pool(AliasAttributes=["email"])):
        assert check_preferred_username(settings, wished, status="UNCONFIRMED").accepted
    for nothing in ({}, {"name": "Ana"}, {"preferred_username": ""}):
        assert check_preferred_username(ALIASES, nothing, status="UNCONFIRMED").accepted


def test_where_addresses_are_names_a_user_is_stored_under_the_sub() -> None:
    for settings in (BY_EMAIL, BY_PHONE, BY_EITHER):
        assert stored_username(settings, EMAIL, SUB) == SUB
    for settings in (PLAIN, ALIASES, insensitive()):
        assert stored_username(settings, "Ana", SUB) == "Ana"


def test_an_address_that_is_the_name_becomes_the_attribute() -> None:
    assert with_address_of_name(BY_EITHER, PHONE, {"name": "Ana"}) == {
        "name": "Ana",
        "phone_number": PHONE,
    }
    assert with_address_of_name(BY_EMAIL, EMAIL, {"email": "bob@example.com"}) == {"email": EMAIL}
    for settings in (PLAIN, ALIASES):
        assert with_address_of_name(settings, "ana", {"name": "Ana"}) == {"name": "Ana"}


def test_the_attributes_that_were_given_are_left_as_they_were() -> None:
    given_attributes = {"name": "Ana"}
    assert with_address_of_name(BY_EMAIL, EMAIL, given_attributes) is not given_attributes
    assert with_address_of_name(PLAIN, "ana", given_attributes) is not given_attributes
    assert given_attributes == {"name": "Ana"}


@pytest.mark.parametrize("address", ["email", "phone_number"])
@pytest.mark.parametrize(
    ("flag", "opens"),
    [(None, False), ("false", False), ("", False), ("true", True), ("True", True)],
)
def test_an_address_opens_as_an_alias_only_when_it_is_verified(
    address: str, flag: str | None, opens: bool
) -> None:
    value = {"email": EMAIL, "phone_number": PHONE}[address]
    attributes = {address: value} | ({f"{address}_verified": flag} if flag is not None else {})
    assert found(ALIASES, value, attributes) == opens
    # Whether the user is confirmed has nothing to do with it.
    assert found(ALIASES, value, attributes, "UNCONFIRMED") == opens


def test_one_verified_address_does_not_open_the_other() -> None:
    attributes = {"email": EMAIL, "phone_number": PHONE, "email_verified": "true"}
    assert active_attributes(ALIASES, attributes, "CONFIRMED") == ("email",)


def test_a_flag_without_an_address_opens_nothing() -> None:
    for attributes in ({"email_verified": "true"}, {"email": "", "email_verified": "true"}):
        keys = alias_keys(ALIASES, "ana", SUB, attributes, "CONFIRMED")
        assert keys == {NameKey("username", "ana")}


@pytest.mark.parametrize("status", STATUSES)
def test_a_preferred_username_opens_when_the_user_is_confirmed(status: str) -> None:
    opens = found(ALIASES, "anita", {"preferred_username": "anita"}, status)
    assert opens == (status != "UNCONFIRMED")


def test_an_address_that_is_the_name_opens_without_being_verified() -> None:
    attributes = {"email": EMAIL, "phone_number": PHONE}
    assert found(BY_EMAIL, EMAIL, attributes, "UNCONFIRMED")
    assert not found(BY_EMAIL, PHONE, {**attributes, "phone_number_verified": "true"})
    assert found(BY_EITHER, PHONE, attributes)


def test_where_addresses_are_names_the_sub_opens_too_and_the_first_address_no_more() -> None:
    moved = {"email": "new@example.com"}
    for name in (SUB, "new@example.com"):
        assert found(BY_EMAIL, name, moved, username=EMAIL)
    assert not found(BY_EMAIL, EMAIL, moved, username=EMAIL)


def test_where_names_are_names_the_sub_opens_nothing() -> None:
    for settings in (PLAIN, ALIASES):
        assert found(settings, "ana", {})
        assert not found(settings, SUB, {"sub": SUB})


def test_a_user_from_another_provider_is_found_by_name_and_by_sub() -> None:
    keys = alias_keys(BY_EMAIL, "Google_123", SUB, {}, "EXTERNAL_PROVIDER")
    assert keys == {NameKey("username", "Google_123"), NameKey("sub", SUB)}


def test_where_nothing_is_an_alias_only_the_user_name_opens() -> None:
    attributes = {"email": EMAIL, "email_verified": "true", "preferred_username": "anita"}
    assert alias_keys(PLAIN, "ana", SUB, attributes, "CONFIRMED") == {NameKey("username", "ana")}


def test_in_a_case_insensitive_pool_every_kind_of_name_opens_in_any_case() -> None:
    attributes = {"email": EMAIL, "email_verified": "true", "preferred_username": "Anita"}
    aliases = ["email", "preferred_username"]
    for settings, any_case in (
        (insensitive(AliasAttributes=aliases), True),
        (pool(AliasAttributes=aliases), False),
    ):
        for name in ("Ana", EMAIL, "Anita"):
            assert found(settings, name, attributes, username="Ana")
            assert found(settings, name.upper(), attributes, username="Ana") == any_case
    assert found(insensitive(UsernameAttributes=["email"]), EMAIL.lower(), {"email": EMAIL})


def test_an_alias_never_hides_another_users_name() -> None:
    wished = {"preferred_username": "ana"}
    index = dict.fromkeys(alias_keys(ALIASES, "eve", "eve-sub", wished, "CONFIRMED"), "eve")
    index |= dict.fromkeys(alias_keys(ALIASES, "ana", SUB, {}, "CONFIRMED"), "ana")
    holders = [index[key] for key in lookup_keys(ALIASES, "ana") if key in index]
    assert holders == ["ana", "eve"]


def test_the_user_name_is_looked_up_first() -> None:
    assert [key.kind for key in lookup_keys(PLAIN, "ana")] == ["username"]
    assert [key.kind for key in lookup_keys(BY_EITHER, "ana")] == [
        "username",
        "sub",
        "email",
        "phone_number",
    ]
    assert [key.kind for key in lookup_keys(ALIASES, "ana")] == [
        "username",
        "email",
        "phone_number",
        "preferred_username",
    ]


@pytest.mark.parametrize(
    ("attribute", "holder", "code", "message"),
    [
        (None, None, None, None),
        ("email", None, None, None),
        (None, "ana", "UsernameExistsException", "User already exists"),
        (
            "email",
            SUB,
            "UsernameExistsException",
            "An account with the given email already exists.",
        ),
        (
            "phone_number",
            SUB,
            "UsernameExistsException",
            "An account with the given phone_number already exists.",
        ),
    ],
)
def test_a_name_that_somebody_has_is_refused(
    attribute: str | None, holder: str | None, code: str | None, message: str | None
) -> None:
    verdict = check_name_is_free(attribute, holder)
    assert (verdict.code, verdict.message) == (code, message)
    assert verdict.accepted == (code is None)


@pytest.mark.parametrize(
    ("holder", "force", "accepted"),
    [(None, False, True), ("ana", False, True), ("bob", False, False), ("bob", True, True)],
)
def test_an_alias_is_its_holders_unless_it_is_taken_by_force(
    holder: str | None, force: bool, accepted: bool
) -> None:
    verdict = check_alias_is_free("email", username="ana", holder=holder, force=force)
    assert verdict.accepted == accepted
    if not accepted:
        assert verdict.code == "AliasExistsException"
        assert verdict.message == "An account with the given email already exists."


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(NameCheck())


all_settings = st.builds(
    NameSettings,
    st.frozensets(st.sampled_from(["email", "phone_number"])),
    st.frozensets(st.sampled_from(["email", "phone_number", "preferred_username"])),
    st.booleans(),
)
texts = st.text(st.characters(), max_size=10)
values = texts | st.sampled_from(["ana", "Ana", EMAIL, PHONE, "true", "false"])
attributes_of_users = st.dictionaries(
    st.sampled_from(
        "email email_verified phone_number phone_number_verified preferred_username name".split()
    ),
    values,
)


@given(name=texts)
def test_normalising_twice_changes_nothing_more(name: str) -> None:
    assert normalised_name(name, True) == name
    once = normalised_name(name, False)
    assert normalised_name(once, False) == once


@given(settings=all_settings, username=values, attributes=attributes_of_users)
def test_every_active_attribute_and_the_stored_name_find_the_user(
    settings: NameSettings, username: str, attributes: dict[str, str]
) -> None:
    for status in STATUSES:
        stored = stored_username(settings, username, SUB)
        keys = alias_keys(settings, stored, SUB, attributes, status)
        active = active_attributes(settings, attributes, status)
        for name in (stored, *(attributes[attribute] for attribute in active)):
            assert not keys.isdisjoint(lookup_keys(settings, name))
        assert len(keys) == 1 + bool(settings.username_attributes) + len(set(active))


@given(settings=all_settings, username=values)
def test_whatever_the_name_there_is_a_verdict(settings: NameSettings, username: str) -> None:
    verdict = check_sign_up_name(settings, username)
    assert verdict.accepted == (verdict.message is None)
    filled = with_address_of_name(settings, username, {})
    assert filled == ({verdict.attribute: username} if verdict.attribute else {})
