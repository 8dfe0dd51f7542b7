"""What a session may be asked for, and the token of the classic flow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cognito_lab.exchange.identity_token import identity_token_claims, session_tags_of
from cognito_lab.exchange.session_limits import (
    check_duration,
    check_tags,
    read_session_policies,
    transitive_keys,
)
from tests.exchange.scene import ANA, POOL_ID
from tests.tokens.practice import NOW, SECONDS

ALLOW = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
)


def code_of(refusal: Any) -> str | None:
    return None if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("seconds", "longest", "chained", "code"),
    [
        (None, 3600, False, None),
        (3601, 3600, False, "ValidationError"),
        (43_200, 43_200, False, None),
        (43_200, 43_200, True, "ValidationError"),
        (3600, 43_200, True, None),
        (900, 3600, False, None),
    ],
)
def test_how_long(seconds: int | None, longest: int, chained: bool, code: str | None) -> None:
    assert code_of(check_duration(seconds, longest, chained=chained)) == code


def test_the_policies_of_a_session() -> None:
    assert read_session_policies(None, []) == (None, None)
    policies, refusal = read_session_policies(ALLOW, [ALLOW])
    assert refusal is None
    assert policies is not None
    assert len(policies) == 2
    long = ALLOW.replace("*", "*" + " " * 2048, 1)
    assert code_of(read_session_policies(long, [])[1]) == "PackedPolicyTooLarge"
    assert code_of(read_session_policies("{", [])[1]) == "MalformedPolicyDocument"
    assert code_of(read_session_policies(None, [ALLOW] * 11)[1]) == "ValidationError"
    assert read_session_policies(None, [ALLOW] * 10)[1] is None


@pytest.mark.parametrize(
    ("tags", "inherited", "code"),
    [
        ([("a", "1"), ("b", "")], {}, None),
        ([("a", "1"), ("A", "2")], {}, "InvalidParameterValue"),
        ([(str(n), "") for n in range(50)], {}, None),
        ([(str(n), "") for n in range(51)], {}, "ValidationError"),
        ([("k" * 129, "")], {}, "ValidationError"),
        ([("", "")], {}, "ValidationError"),
        ([("k", "v" * 257)], {}, "ValidationError"),
        ([("aws:k", "")], {}, "InvalidParameterValue"),
        ([("a<*?", "")], {}, "ValidationError"),
        ([("a", "b\n")], {}, "ValidationError"),
        ([("Größe 7_.:/=+-@", "\u2003")], {}, None),
        ([("Team", "blue")], {"team": "red"}, "InvalidParameterValue"),
    ],
)
def test_the_tags_of_a_session(tags: Any, inherited: dict[str, str], code: str | None) -> None:
    assert code_of(check_tags(tags, inherited)) == code


def test_the_identity_token_says_who_somebody_is_to_the_pool() -> None:
    claims = identity_token_claims(POOL_ID, ANA, ["unauthenticated"], now=NOW)
    assert claims == {
        "sub": ANA,
        "aud": POOL_ID,
        "amr": ["unauthenticated"],
        "iss": "https://cognito-identity.amazonaws.com",
        "exp": SECONDS + 600,
        "iat": SECONDS,
    }
    longer = identity_token_claims(POOL_ID, ANA, [], now=NOW, lifetime=timedelta(hours=24))
    assert longer["exp"] == SECONDS + 86_400


def test_the_tags_of_a_token_are_read_back() -> None:
    claims = identity_token_claims(POOL_ID, ANA, [], now=NOW, tags={"team": "red"})
    assert session_tags_of(claims) == ({"team": "red"}, ("team",))
    assert session_tags_of({}) == ({}, ())


@pytest.mark.parametrize(
    "told",
    [
        None, [], "x", {}, {"principal_tags": []}, {"transitive_tag_keys": "a"},
        {"transitive_tag_keys": [1, None]},
    ],
)  # fmt: skip
def test_tags_of_another_form_are_not_there(told: Any) -> None:
    assert session_tags_of({"https://aws.amazon.com/tags": told}) == ({}, ())


@pytest.mark.parametrize("value", ["b", ["b", "c"], [1], [], None])
def test_a_tag_without_one_text_for_a_value_is_known_as_such(value: Any) -> None:
    told = {"principal_tags": {"a": value, "b": ["c"]}, "transitive_tag_keys": ["A", 1, "d"]}
    found = session_tags_of({"https://aws.amazon.com/tags": told})
    assert found == ({"a": None, "b": "c"}, ("A", "d"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], {"Room"}),
        (["TEAM"], {"Team", "Room"}),
        (["team", "room"], {"Team", "Room"}),
        (["team", "floor"], None),
    ],
)
def test_transitive_keys_are_written_as_their_tags(asked: list[str], found: Any) -> None:
    keys, refusal = transitive_keys(asked, ["Team"], ["Room"])
    assert code_of(refusal) == ("InvalidParameterValue" if found is None else None)
    assert keys == (found or frozenset())
