"""What a pre token generation trigger may change in tokens, claim by claim."""

from typing import Any

import pytest

from cognito_lab.tokens.group_roles import GroupConfiguration
from cognito_lab.tokens.token_customization import (
    FIXED,
    NO_CHANGES,
    ClaimChanges,
    TokenCustomization,
    can_be_added,
    can_be_suppressed,
    customize_access_token,
    customize_id_token,
)

ID_TOKEN = {
    "sub": "s",
    "aud": "app1",
    "email": "ana@example.com",
    "email_verified": True,
    "cognito:groups": ["x"],
    "cognito:roles": ["arn:x"],
    "cognito:preferred_role": "arn:x",
}
ACCESS_TOKEN = {"sub": "s", "client_id": "app1", "scope": "admin", "cognito:groups": ["x"]}


def id_token(**wanted: Any) -> dict[str, Any]:
    return customize_id_token(ID_TOKEN, TokenCustomization(**wanted))


def access_token(**wanted: Any) -> dict[str, Any]:
    return customize_access_token(ACCESS_TOKEN, TokenCustomization(**wanted))


# The table on the page of the trigger, row by row: name, can be added, can be suppressed.
# https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
@pytest.mark.parametrize(
    ("name", "added", "suppressed"),
    [
        ("tier", True, True),
        ("email", True, True),
        ("custom:tier", True, True),
        ("dev:secret", False, True),
        ("scope", False, False),
        ("cognito:groups", False, True),
        ("cognito:roles", False, False),
        ("cognito:preferred_role", False, False),
        ("cognito:username", False, False),
        ("cognito:anything", False, False),
        *((name, False, False) for name in sorted(FIXED)),
    ],
)
def test_the_table_says_of_each_claim_what_can_become_of_it(
    name: str, added: bool, suppressed: bool
) -> None:
    assert can_be_added(name) is added
    assert can_be_suppressed(name) is suppressed


def test_the_fixed_claims_are_those_of_the_table() -> None:
    named = """cognito:username username sub identities aud client_id event_id device_key version
    acr amr at_hash auth_time azp exp iat iss jti nbf nonce origin_jti token_use"""
    assert set(named.split()) == FIXED


def test_no_changes_change_nothing() -> None:
    assert customize_id_token(ID_TOKEN, NO_CHANGES) == ID_TOKEN
    assert customize_access_token(ACCESS_TOKEN, NO_CHANGES) == ACCESS_TOKEN


def test_claims_are_added_and_overridden_each_in_its_token() -> None:
    changes = ClaimChanges({"tier": "gold", "email": "other@example.com"})
    assert id_token(id_token=changes) == ID_TOKEN | changes.add
    assert access_token(id_token=changes) == ACCESS_TOKEN
    assert access_token(access_token=changes) == ACCESS_TOKEN | changes.add
    assert id_token(access_token=changes) == ID_TOKEN


def test_what_is_both_added_and_suppressed_is_suppressed() -> None:
    changes = ClaimChanges({"email": "x", "tier": "gold"}, frozenset(("email", "tier")))
    assert not {"email", "tier"} & id_token(id_token=changes).keys()
    assert not {"email", "tier"} & access_token(access_token=changes).keys()


@pytest.mark.parametrize(
    "name", ["email_verified", "phone_number_verified", "updated_at", "address"]
)
@pytest.mark.parametrize("value", [{"a": 1}, ["a"]])
def test_some_claims_of_the_id_token_take_no_object(name: str, value: Any) -> None:
    changes = ClaimChanges({name: value})
    assert id_token(id_token=changes) == ID_TOKEN
    assert access_token(access_token=changes)[name] == value
    assert id_token(id_token=ClaimChanges({name: "plain"}))[name] == "plain"


def test_groups_are_replaced_in_both_tokens_and_roles_in_the_id_token() -> None:
    groups = GroupConfiguration(("y", "z"), ("arn:y",), "arn:p")
    claims = id_token(groups=groups)
    assert claims["cognito:groups"] == ["y", "z"]
    assert (claims["cognito:roles"], claims["cognito:preferred_role"]) == (["arn:y"], "arn:p")
    assert access_token(groups=groups) == ACCESS_TOKEN | {"cognito:groups": ["y", "z"]}


def test_groups_that_are_set_to_none_take_their_roles_with_them() -> None:
    of_groups = {"cognito:groups", "cognito:roles", "cognito:preferred_role"}
    assert not of_groups & id_token(groups=GroupConfiguration()).keys()
    assert not of_groups & access_token(groups=GroupConfiguration()).keys()
    kept = id_token(groups=GroupConfiguration(("y",)))
    assert of_groups & kept.keys() == {"cognito:groups"}


def test_suppressing_the_groups_takes_the_roles_with_them() -> None:
    changes = ClaimChanges(suppress=frozenset(("cognito:groups",)))
    groups = GroupConfiguration(("y",), ("arn:y",), "arn:y")
    for claims in (id_token(id_token=changes), id_token(id_token=changes, groups=groups)):
        assert not [name for name in claims if name.startswith("cognito:")]
    assert access_token(id_token=changes) == ACCESS_TOKEN


def test_scopes_are_added_and_suppressed_and_the_last_one_may_go() -> None:
    def scope(**wanted: Any) -> Any:
        return access_token(**wanted).get("scope")

    assert scope(scopes_to_add=("read", "admin", "read")) == "admin read"
    assert scope(scopes_to_suppress=frozenset(("admin",))) is None
    assert scope(scopes_to_add=("read",), scopes_to_suppress=frozenset(("admin",))) == "read"
    assert scope(scopes_to_add=("read",), scopes_to_suppress=frozenset(("read",))) == "admin"
    assert id_token(scopes_to_add=("read",)) == ID_TOKEN


def test_an_access_token_may_get_its_own_app_client_as_audience() -> None:
    assert access_token(audience=True)["aud"] == "app1"
    assert "aud" not in access_token()


def test_the_claims_that_are_handed_in_stay_as_they_are() -> None:
    before = (dict(ID_TOKEN), dict(ACCESS_TOKEN))
    changes = ClaimChanges({"tier": "gold"}, frozenset(("email",)))
    id_token(id_token=changes, groups=GroupConfiguration(("y",)))
    access_token(access_token=changes, scopes_to_add=("read",), groups=GroupConfiguration(("y",)))
    assert before == (ID_TOKEN, ACCESS_TOKEN)
