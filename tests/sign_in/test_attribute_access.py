from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.attribute_access import (
    Names,
    check_client_attributes,
    check_write,
    may_read,
    readable,
)

SCHEMA: list[dict[str, Any]] = [
    {"Name": "email", "Required": True},
    {"Name": "custom:role", "AttributeDataType": "String", "Mutable": True},
    {"Name": "dev:custom:plan", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
]
ANA = {
    "sub": "5f4dcc3b",
    "email": "ana@example.com",
    "email_verified": "true",
    "name": "Ana",
    "custom:role": "admin",
}
NEVER = ("sub", "email_verified", "phone_number_verified", "dev:custom:plan")
REFUSED = "A client attempted to write unauthorized attribute"
NO_LIST: list[Names] = [None, [], ()]


@pytest.mark.parametrize("no_list", NO_LIST)
def test_without_a_list_everything_that_the_pool_knows_is_read(no_list: Names) -> None:
    assert readable(SCHEMA, no_list, {**ANA, "iss": "forged"}) == ANA


def test_with_a_list_only_what_it_names_is_read_and_the_sub() -> None:
    assert readable(SCHEMA, ["email"], ANA) == {"sub": "5f4dcc3b", "email": "ana@example.com"}
    assert readable(SCHEMA, ["email_verified", "birthdate"], ANA) == {
        "sub": "5f4dcc3b",
        "email_verified": "true",
    }


def test_what_is_read_keeps_the_users_order() -> None:
    assert list(readable(SCHEMA, None, ANA)) == list(ANA)


def test_a_listed_name_that_the_pool_does_not_know_is_not_read() -> None:
    assert readable(SCHEMA, ["iss"], {"iss": "forged"}) == {}
    assert may_read("iss", ["iss"])


@pytest.mark.parametrize("no_list", NO_LIST)
def test_without_a_list_standard_and_custom_attributes_are_written(no_list: Names) -> None:
    assert check_write(SCHEMA, no_list, ["email", "name", "custom:role"]).accepted


@pytest.mark.parametrize("write_attributes", [None, ["email", "name", *NEVER]])
@pytest.mark.parametrize("name", NEVER)
def test_some_attributes_no_owner_writes_whatever_the_list_says(
    name: str, write_attributes: Names
) -> None:
    verdict = check_write(SCHEMA, write_attributes, ["name", name])
    assert verdict.unauthorized == (name,)
    assert verdict.code == "NotAuthorizedException"
    assert verdict.message == REFUSED


def test_with_a_list_what_it_does_not_name_is_refused() -> None:
    verdict = check_write(SCHEMA, ["email", "name"], ["name", "custom:role", "nickname", "x"])
    assert verdict.unauthorized == ("custom:role", "nickname", "x")
    assert (verdict.code, verdict.message) == ("NotAuthorizedException", REFUSED)


def test_what_the_list_names_is_written_and_what_the_pool_requires() -> None:
    verdict = check_write(SCHEMA, ["name"], ["name", "email"])
    assert verdict.accepted
    assert (verdict.code, verdict.message) == (None, None)


def test_a_name_that_no_pool_knows_is_left_to_the_schema_where_there_is_no_list() -> None:
    assert check_write(SCHEMA, None, ["custom:unknown"]).accepted
    assert not check_write(SCHEMA, ["email"], ["custom:unknown"]).accepted


@pytest.mark.parametrize(
    ("read", "write"),
    [
        (None, None),
        ([], []),
        (["email", "email_verified", "custom:role", "sub", "dev:custom:plan"], None),
        (["name"], ["email"]),
        (["name"], ["email", "custom:role"]),
    ],
)
def test_a_client_may_have_lists_of_what_there_is(read: Names, write: Names) -> None:
    verdict = check_client_attributes(SCHEMA, read, write)
    assert verdict.accepted
    assert (verdict.code, verdict.message) == (None, None)


# https://github.com/aws/aws-cdk/issues/2608, .../34379; https://github.com/aws/aws-sdk-java/issues/1395
@pytest.mark.parametrize(
    ("read", "write", "creating", "message"),
    [
        (None, ["name"], True, "Invalid write attributes specified while creating a client"),
        (None, ["name"], False, "Invalid write attributes specified while updating a client"),
        (None, ["email", "x"], True, "Invalid write attributes specified while creating a client"),
        (["custom:x"], None, True, "Invalid read attributes specified while creating a client"),
        (["custom:x"], ["x"], False, "Invalid read attributes specified while updating a client"),
    ],
)
def test_a_client_with_a_wrong_list_is_refused(
    read: Names, write: Names, creating: bool, message: str
) -> None:
    verdict = check_client_attributes(SCHEMA, read, write, creating=creating)
    assert not verdict.accepted
    assert verdict.code == "InvalidParameterException"
    assert verdict.message == message


@pytest.mark.parametrize("name", NEVER)
def test_a_client_cannot_list_as_writable_what_no_owner_writes(name: str) -> None:
    verdict = check_client_attributes(SCHEMA, None, ["email", name])
    assert verdict.not_to_write == (name,)
    assert not verdict.accepted


def test_what_a_list_lacks_and_what_it_has_too_much_is_told_apart() -> None:
    verdict = check_client_attributes(SCHEMA, ["email", "y"], ["name", "x"])
    assert verdict.unknown_to_read == ("y",)
    assert verdict.not_to_write == ("x",)
    assert verdict.missing_to_write == ("email",)


def test_a_verdict_is_neither_true_nor_false() -> None:
    for verdict in (check_write(SCHEMA, None, []), check_client_attributes(SCHEMA, None, None)):
        with pytest.raises(TypeError, match=r"ask \.accepted"):
            bool(verdict)


names = st.sampled_from([*NEVER, *ANA, "birthdate"]) | st.text(st.characters(), max_size=8)
lists = st.none() | st.lists(names, max_size=5)


@given(write=lists, wanted=st.lists(names, max_size=5))
def test_whatever_the_list_no_owner_writes_a_flag_or_what_the_list_leaves_out(
    write: list[str] | None, wanted: list[str]
) -> None:
    verdict = check_write(SCHEMA, write, wanted)
    if verdict.accepted:
        assert not set(wanted) & set(NEVER)
        assert not write or set(wanted) <= {*write, "email"}
    assert set(verdict.unauthorized) <= set(wanted)


@given(read=lists, attributes=st.dictionaries(names, st.text(max_size=3), max_size=6))
def test_whatever_the_list_nothing_else_is_read(
    read: list[str] | None, attributes: dict[str, str]
) -> None:
    shown = readable(SCHEMA, read, attributes)
    assert shown.items() <= attributes.items()
    assert not read or shown.keys() <= {*read, "sub"}
