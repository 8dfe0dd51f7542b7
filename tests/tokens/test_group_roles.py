"""What a user's groups put into the tokens."""

import random

import pytest

from cognito_lab.tokens.group_roles import NO_GROUPS, Group, GroupConfiguration

A, B, C = (f"arn:aws:iam::123456789012:role/{name}" for name in "abc")


def of(*groups: Group) -> GroupConfiguration:
    """In whatever order they come, it is the same."""
    found = GroupConfiguration.of_groups(groups)
    shuffled = list(groups)
    random.Random(1).shuffle(shuffled)
    assert GroupConfiguration.of_groups(shuffled) == found
    return found


@pytest.mark.parametrize(
    ("groups", "preferred"),
    [
        ([], None),
        ([Group("x", 1)], None),
        ([Group("x", 1, A)], A),
        ([Group("x", None, A)], A),
        ([Group("x", 1, A), Group("y", 2, B)], A),
        ([Group("x", 2, A), Group("y", 1, B)], B),
        ([Group("x", 0, A), Group("y", 1, B)], A),
        ([Group("x", 0, A), Group("y", None, B)], A),
        ([Group("x", None, A), Group("y", 10_000, B)], B),
        ([Group("x", 1, A), Group("y", 1, B)], None),
        ([Group("x", 1, A), Group("y", 1, A)], A),
        ([Group("x", 1, A), Group("y", 1, A), Group("z", 2, B)], A),
        ([Group("x", 1, A), Group("y", 1, B), Group("z", 0, C)], C),
        ([Group("x", 1, A), Group("y", 1, B), Group("z", 2, C)], None),
        ([Group("x", None, A), Group("y", None, B)], None),
        ([Group("x", None, A), Group("y", None, A)], A),
        ([Group("x", 0), Group("y", 1, B)], B),
        ([Group("x", 1), Group("y", 1, B)], B),
    ],
)
def test_the_preferred_role_is_that_of_the_lowest_precedence_unless_equals_differ(
    groups: list[Group], preferred: str | None
) -> None:
    assert of(*groups).preferred_role == preferred


def test_groups_stand_by_precedence_and_then_by_name_and_none_is_last() -> None:
    found = of(Group("m"), Group("b"), Group("z", 1), Group("y", 0), Group("c", 2), Group("a", 2))
    assert found.groups == ("y", "z", "a", "c", "b", "m")


def test_the_roles_are_those_of_all_groups_each_once_in_their_order() -> None:
    found = of(Group("w", 3, A), Group("x", 1, B), Group("y", 2), Group("z", 4, B))
    assert found.roles == (B, A)


def test_an_id_token_has_all_three_claims_and_an_access_token_the_groups() -> None:
    found = of(Group("x", 1, A), Group("y", 2, B))
    assert found.id_token_claims() == {
        "cognito:groups": ["x", "y"],
        "cognito:roles": [A, B],
        "cognito:preferred_role": A,
    }
    assert found.access_token_claims() == {"cognito:groups": ["x", "y"]}


def test_what_is_empty_is_no_claim() -> None:
    assert NO_GROUPS.id_token_claims() == NO_GROUPS.access_token_claims() == {}
    assert of(Group("x", 1)).id_token_claims() == {"cognito:groups": ["x"]}
    equals = of(Group("x", 1, A), Group("y", 1, B)).id_token_claims()
    assert "cognito:preferred_role" not in equals and equals["cognito:roles"] == [A, B]
