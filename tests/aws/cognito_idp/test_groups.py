"""Groups: made, changed, joined, left and deleted; what is refused, and what tokens say of them."""

from typing import Any

import jwt
import pytest

from tests.aws.app import App, MakeApp, Refusal

NOT_FOUND = ("ResourceNotFoundException", "Group not found.")
ROLE = "arn:aws:iam::123456789012:role/editors"


@pytest.fixture
def app(make_app: MakeApp) -> App:
    app = make_app()
    app.confirmed_user("ana")
    return app


def groups_in(token: str) -> list[str] | None:
    """The claim cognito:groups."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return claims.get("cognito:groups")


def create(app: App, name: str, **given: Any) -> dict[str, Any]:
    group: dict[str, Any] = app.cognito_idp.create_group(
        UserPoolId=app.user_pool_id, GroupName=name, **given
    )["Group"]
    return group


def groups_of(app: App, username: str = "ana") -> list[str]:
    found = app.administer("admin_list_groups_for_user", username)["Groups"]
    return [group["GroupName"] for group in found]


def members(app: App, name: str) -> list[str]:
    found = app.cognito_idp.list_users_in_group(UserPoolId=app.user_pool_id, GroupName=name)
    return [user["Username"] for user in found["Users"]]


def test_a_group_keeps_what_it_was_made_with(app: App) -> None:
    made = create(app, "editors", Description="who edit", Precedence=0, RoleArn=ROLE)
    named = {"UserPoolId": app.user_pool_id, "GroupName": "editors"}
    assert app.cognito_idp.get_group(**named)["Group"] == made
    assert (made["Precedence"], made["RoleArn"]) == (0, ROLE)
    changed = app.cognito_idp.update_group(**named, Precedence=7)["Group"]
    assert (changed["Precedence"], changed["RoleArn"]) == (7, ROLE)
    assert changed["LastModifiedDate"] > changed["CreationDate"] == made["CreationDate"]


def test_a_name_is_given_once_in_a_pool(app: App, make_app: MakeApp, refusal: Refusal) -> None:
    create(app, "editors", Precedence=1)
    assert refusal(create, app, "editors", Precedence=2) == (
        "GroupExistsException",
        "A group with the name already exists",
    )
    create(app, "Editors")  # case counts
    create(make_app(), "editors")
    listed = app.cognito_idp.list_groups(UserPoolId=app.user_pool_id)["Groups"]
    assert [(group["GroupName"], group.get("Precedence")) for group in listed] == [
        ("editors", 1),
        ("Editors", None),
    ]


@pytest.mark.parametrize(
    ("given", "member"),
    [
        ({"GroupName": "two words"}, "groupName"),
        ({"GroupName": "x" * 129}, "groupName"),
        ({"GroupName": "line\nbreak"}, "groupName"),
        ({"Description": "x" * 2049}, "description"),
        ({"RoleArn": "role/editors, and nothing else"}, "roleArn"),
        ({"RoleArn": ROLE + " "}, "roleArn"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_the_model_does_not_allow_makes_no_group(
    app: App, refusal: Refusal, given: dict[str, str], member: str
) -> None:
    code, words = refusal(create, app, **{"name": "editors"} | _named(given))
    assert code == "InvalidParameterException"
    assert f"at '{member}' failed to satisfy constraint" in words
    assert app.cognito_idp.list_groups(UserPoolId=app.user_pool_id)["Groups"] == []


def _named(given: dict[str, str]) -> dict[str, str]:
    return {("name" if key == "GroupName" else key): value for key, value in given.items()}


@pytest.mark.parametrize("name", ["a", "é-ü", "x" * 128, "a|b", "管理者", "!?€"])
def test_letters_of_any_script_marks_and_symbols_make_a_name(app: App, name: str) -> None:
    create(app, name)
    app.administer("admin_add_user_to_group", GroupName=name)
    assert groups_of(app) == [name]
    assert groups_in(app.sign_in()["IdToken"]) == [name]


def test_joining_and_leaving_twice_is_once(app: App) -> None:
    create(app, "editors")
    for _ in range(2):
        app.administer("admin_add_user_to_group", GroupName="editors")
        assert (groups_of(app), members(app, "editors")) == (["editors"], ["ana"])
    for _ in range(2):
        app.administer("admin_remove_user_from_group", GroupName="editors")
        assert (groups_of(app), members(app, "editors")) == ([], [])


def test_who_is_not_there_joins_nothing(app: App, refusal: Refusal) -> None:
    create(app, "editors")
    join = "admin_add_user_to_group"
    assert refusal(app.administer, join, GroupName="nowhere") == NOT_FOUND
    code, _ = refusal(app.administer, join, "nobody", GroupName="editors")
    assert code == "UserNotFoundException"
    assert members(app, "editors") == groups_of(app) == []


def test_a_pool_that_is_not_there_has_no_groups(app: App, refusal: Refusal) -> None:
    named = {"UserPoolId": "us-east-1_Nowhere12", "GroupName": "editors"}
    assert refusal(app.cognito_idp.get_group, **named) == (
        "ResourceNotFoundException",
        "User pool us-east-1_Nowhere12 does not exist.",
    )


def test_a_deleted_group_leaves_its_members_and_their_next_tokens(app: App) -> None:
    for name in ("editors", "readers"):
        create(app, name)
        app.administer("admin_add_user_to_group", GroupName=name)
    app.cognito_idp.delete_group(UserPoolId=app.user_pool_id, GroupName="editors")
    assert groups_of(app) == ["readers"]
    assert groups_in(app.sign_in()["AccessToken"]) == ["readers"]
    create(app, "editors")
    assert members(app, "editors") == []


def test_a_deleted_user_leaves_the_groups(app: App) -> None:
    app.confirmed_user("ben")
    create(app, "editors")
    for name in ("ana", "ben"):
        app.administer("admin_add_user_to_group", name, GroupName="editors")
    app.administer("admin_delete_user")
    assert members(app, "editors") == ["ben"]
    app.confirmed_user("ana")
    assert (groups_of(app), members(app, "editors")) == ([], ["ben"])


def test_a_user_is_named_by_an_address_too(make_app: MakeApp) -> None:
    app = make_app(UsernameAttributes=["email"])
    app.sign_up("ana@example.com")
    create(app, "editors")
    app.administer("admin_add_user_to_group", "ana@example.com", GroupName="editors")
    assert groups_of(app, "ana@example.com") == ["editors"]
    assert members(app, "editors") == [app.attributes("ana@example.com")["sub"]]


def listing(app: App, operation: str, **given: Any) -> dict[str, Any]:
    named = {
        "list_groups": {},
        "list_users_in_group": {"GroupName": "a"},
        "admin_list_groups_for_user": {"Username": "ana"},
    }[operation]
    call = getattr(app.cognito_idp, operation)
    answer: dict[str, Any] = call(UserPoolId=app.user_pool_id, **named, **given)
    return answer


LISTINGS = ("list_groups", "list_users_in_group", "admin_list_groups_for_user")


@pytest.mark.parametrize("operation", LISTINGS)
def test_a_list_comes_in_pages(app: App, operation: str) -> None:
    app.confirmed_user("ben")
    for name in ("a", "b"):
        create(app, name)
        app.administer("admin_add_user_to_group", GroupName=name)
    app.administer("admin_add_user_to_group", "ben", GroupName="a")
    kind = "Users" if operation == "list_users_in_group" else "Groups"
    first = listing(app, operation, Limit=1)
    rest = listing(app, operation, Limit=1, NextToken=first["NextToken"])
    assert first[kind] + rest[kind] == listing(app, operation)[kind]
    assert (len(first[kind]), len(rest[kind])) == (1, 1)
    assert "NextToken" not in rest


@pytest.mark.parametrize("operation", LISTINGS)
@pytest.mark.parametrize("token", ["x", "e30=", "W10=", "MQ==", "bnVsbA==", "eyJhIjoxfQ==", "é"])
def test_a_paging_token_that_was_not_given_out_is_refused(
    app: App, refusal: Refusal, operation: str, token: str
) -> None:
    create(app, "a")
    app.administer("admin_add_user_to_group", GroupName="a")
    assert refusal(listing, app, operation, NextToken=token) == (
        "InvalidParameterException",
        "Invalid pagination token.",
    )
