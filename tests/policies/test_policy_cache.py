"""Policies that come again are read once, and never taken for one another."""

from typing import Any

import pytest

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.json_text import load_json
from cognito_lab.policies.policy_cache import LONGEST, POLICIES, PolicyCache
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


def test_a_document_longer_than_any_policy_is_read_and_not_kept() -> None:
    cache = PolicyCache()
    long = document(Id="x" * LONGEST)
    first = cache.parse(long, PolicyKind.IDENTITY)
    assert cache.parse(long, PolicyKind.IDENTITY) is not first
    assert len(first.statements) == len(parse_policy(long, PolicyKind.IDENTITY).statements) == 1
