"""ListUsers and its filters."""

import base64
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.sign_in.user_filter import SEARCHABLE
from tests.aws.app import App, Refusal
from tests.aws.cognito_idp.profile_app import listed

PEOPLE = {
    "zoe": {"name": "Zoë", "email": "zoe@example.com", "given_name": "Zoë"},
    "Ben": {"name": 'Ben "B" \\ Beta', "phone_number": "+13125550100"},
    "ana": {"name": "ana", "email": "Ana@Example.com", "phone_number": "+13125550199"},
    "ANA": {"name": "Anna", "family_name": "Alpha"},
}


@pytest.fixture
def crowd(app: App) -> App:
    """An app whose pool has four people, invited in this order."""
    for username, attributes in PEOPLE.items():
        app.cognito_idp.admin_create_user(
            UserPoolId=app.user_pool_id,
            Username=username,
            UserAttributes=listed(**attributes),
        )
    return app


NESTED = b'{"boto_encoded_keys": [["a", "b"], 1, "c"], "a": 1}'


def found(app: App, text: str, **more: Any) -> list[str]:
    users = app.cognito_idp.list_users(UserPoolId=app.user_pool_id, Filter=text, **more)["Users"]
    return [user["Username"] for user in users]


@pytest.mark.parametrize(
    ("text", "usernames"),
    [
        ("", ["zoe", "Ben", "ana", "ANA"]),
        ('username = "ana"', ["ana"]),
        ('username ^= "AN"', ["ANA"]),
        ('email = "ana@example.COM"', ["ana"]),
        ('name ^= "an"', ["ANA", "ana"]),  # `Anna` before `ana`, as code points go
        ('name = "BEN \\"b\\" \\\\ beta"', ["Ben"]),
        ('phone_number ^= "+1312"', ["Ben", "ana"]),
        ('  family_name="alpha"  ', ["ANA"]),
        ('given_name = "Jon"', []),
        ('cognito:user_status = "force_change_password"', ["zoe", "Ben", "ana", "ANA"]),
        ('status = "Enabled"', ["zoe", "Ben", "ana", "ANA"]),
        ('status = "enabled"', []),
        ('preferred_username ^= ""', []),
    ],
)
def test_a_filter_lists_whom_it_names_in_order(crowd: App, text: str, usernames: list[str]) -> None:
    assert found(crowd, text) == usernames


def test_disabled_users_are_found_by_status_and_everybody_by_sub(crowd: App) -> None:
    crowd.cognito_idp.admin_disable_user(UserPoolId=crowd.user_pool_id, Username="Ben")
    assert found(crowd, 'status = "Disabled"') == ["Ben"]
    sub = crowd.attributes("zoe")["sub"]
    assert found(crowd, f'sub = "{sub}"') == ["zoe"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ana", "Error while parsing filter."),
        ('name = "ana" and email = "x"', "Error while parsing filter."),
        ('name == "ana"', "Error while parsing filter."),
        ('name = "an"a"', "Error while parsing filter."),
        ("name = 'ana'", "Error while parsing filter."),
        ('custom:tier = "gold"', "Invalid search attribute: custom:tier"),
        ('nickname = "A"', "Invalid search attribute: nickname"),
    ],
)
def test_what_is_no_filter_is_refused(
    crowd: App, refusal: Refusal, text: str, message: str
) -> None:
    assert refusal(found, crowd, text) == ("InvalidParameterException", message)


def test_a_filter_is_at_most_256_characters_long(crowd: App, refusal: Refusal) -> None:
    fits = f'name = "{"a" * 247}"'
    assert len(fits) == 256
    assert found(crowd, fits) == []
    code, message = refusal(found, crowd, fits.replace("a", "aa", 1))
    assert code == "InvalidParameterException"
    assert message.endswith("Member must have length less than or equal to 256")


def test_what_is_found_comes_in_pages_of_one_filter(crowd: App, refusal: Refusal) -> None:
    listing, text = crowd.cognito_idp.list_users, 'name ^= "an"'
    pool = {"UserPoolId": crowd.user_pool_id}
    first = listing(**pool, Filter=text, Limit=1)
    second = listing(**pool, Filter=text, Limit=1, PaginationToken=first["PaginationToken"])
    assert [page["Users"][0]["Username"] for page in (first, second)] == ["ANA", "ana"]
    assert "PaginationToken" not in second
    bogus = [base64.b64encode(token).decode() for token in (b"[]", b"{}", b'"x"', b"\xff", NESTED)]
    tokens = [(given, token) for given in (text, "") for token in ("none", *bogus)]
    for other, token in (*tokens, ('name ^= "a"', first["PaginationToken"])):
        assert refusal(listing, **pool, Filter=other, PaginationToken=token) == (
            "InvalidParameterException",
            "Invalid pagination token.",
        )
    crowd.cognito_idp.admin_delete_user(**pool, Username="ana")
    gone = refusal(listing, **pool, Filter=text, PaginationToken=first["PaginationToken"])
    assert gone[0] == "InvalidParameterException"


def test_only_the_attributes_that_were_asked_for_are_shown(crowd: App) -> None:
    (user,) = crowd.cognito_idp.list_users(
        UserPoolId=crowd.user_pool_id, Filter='username = "ana"', AttributesToGet=["name"]
    )["Users"]
    assert user["Attributes"] == [{"Name": "name", "Value": "ana"}]
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"


pieces = st.sampled_from([*SEARCHABLE, " = ", "^=", '"', "\\", "a", '"a"', "custom:x", "\ud800"])


@given(st.lists(pieces, max_size=6).map("".join) | st.text(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_filter_or_a_documented_refusal(app: App, text: str) -> None:
    with suppress(app.cognito_idp.exceptions.InvalidParameterException):
        found(app, text)
