"""Policies that come again are read once, and never taken for one another."""

from typing import Any

import pytest

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.json_text import load_json
from cognito_lab.policies.policy_cache import CHARACTERS, POLICIES, PolicyCache
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError


def document(sid: str = "A", **more: Any) -> dict[str, Any]:
    return {"Statement": {"Sid": sid, "Effect": "Allow", "Action": "*", "Resource": "*"}, **more}


def test_the_same_document_is_the_same_policy() -> None:
    cache = PolicyCache()
    assert cache.parse(document(), PolicyKind.IDENTITY) is cache.parse(
        document(), PolicyKind.IDENTITY
    )


def test_another_document_or_another_kind_is_another_policy() -> None:
    cache = PolicyCache()
    first = cache.parse(document(), PolicyKind.IDENTITY)
    assert cache.parse(document("B"), PolicyKind.IDENTITY) is not first
    assert cache.parse(document(), PolicyKind.SESSION).kind is PolicyKind.SESSION


def test_a_number_is_not_taken_for_the_text_of_its_digits() -> None:
    cache = PolicyCache()
    cache.parse(load_json('{"Id": "5", "Statement": []}') | document(), PolicyKind.IDENTITY)
    with pytest.raises(PolicySyntaxError, match="Id is no text"):
        cache.parse(load_json('{"Id": 5, "Statement": []}') | document(), PolicyKind.IDENTITY)


def test_what_is_wrong_is_said_again_each_time() -> None:
    cache = PolicyCache()
    for _ in range(2):
        with pytest.raises(PolicySyntaxError, match="has no Statement"):
            cache.parse({}, PolicyKind.IDENTITY)


def test_only_the_last_policies_are_kept_and_one_that_is_used_again_is_among_them() -> None:
    cache = PolicyCache()
    old, used = (cache.parse(document(sid), PolicyKind.IDENTITY) for sid in ("Old", "Used"))
    for number in range(POLICIES):
        cache.parse(document(str(number)), PolicyKind.IDENTITY)
        assert cache.parse(document("Used"), PolicyKind.IDENTITY) is used
    assert cache.parse(document("Old"), PolicyKind.IDENTITY) is not old


def test_no_more_characters_are_kept_than_there_is_room_for() -> None:
    cache = PolicyCache()
    half = [document(sid, Id="x" * (CHARACTERS // 2 - 200)) for sid in "ABC"]
    first, second, third = (cache.parse(one, PolicyKind.IDENTITY) for one in half)
    assert cache.parse(half[2], PolicyKind.IDENTITY) is third
    assert cache.parse(half[1], PolicyKind.IDENTITY) is second
    assert cache.parse(half[0], PolicyKind.IDENTITY) is not first


def test_a_document_longer_than_all_the_room_is_read_and_not_kept() -> None:
    cache = PolicyCache()
    short, long = document(), document(Id="x" * CHARACTERS)
    first = cache.parse(long, PolicyKind.IDENTITY)
    assert cache.parse(long, PolicyKind.IDENTITY) is not first
    assert len(first.statements) == len(parse_policy(long, PolicyKind.IDENTITY).statements) == 1
    assert cache.parse(short, PolicyKind.IDENTITY) is cache.parse(short, PolicyKind.IDENTITY)
