"""A role mapping in JSON: read, refused, and written again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.exchange.role_mapping import NoRoleMapping, read_role_mapping, written
from cognito_lab.exchange.role_selection import RoleMapping, Rule

ROLE = "arn:aws:iam::123456789012:role/editors"
RULE = {"Claim": "email", "MatchType": "Contains", "Value": "@example.com", "RoleARN": ROLE}
RULES = {
    "Type": "Rules",
    "AmbiguousRoleResolution": "Deny",
    "RulesConfiguration": {"Rules": [RULE]},
}


def with_rules(*rules: Any) -> dict[str, Any]:
    return {**RULES, "RulesConfiguration": {"Rules": list(rules)}}


def test_a_mapping_is_read_as_it_is_written() -> None:
    read = read_role_mapping(RULES)
    rule = Rule("email", "Contains", "@example.com", ROLE)
    assert read == RoleMapping("Rules", "Deny", (rule,))
    assert written(read) == RULES
    by_token = {"Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole"}
    assert written(read_role_mapping(by_token)) == by_token


@pytest.mark.parametrize(
    ("given_mapping", "fault"),
    [
        ([], "the mapping has to be an object"),
        ({}, "Type has to be one of Token, Rules"),
        ({"Type": "Token"}, "AmbiguousRoleResolution has to be one of"),
        ({**RULES, "Type": ["Rules"]}, "Type has to be one of"),
        ({**RULES, "RulesConfiguration": None}, "RulesConfiguration has to be an object"),
        ({**RULES, "RulesConfiguration": {}}, r"RulesConfiguration\.Rules has to be a list"),
        (with_rules(), "1 to 25 rules"),
        (with_rules(*[RULE] * 26), "1 to 25 rules"),
        (with_rules("rule"), r"Rules\[0\] has to be an object"),
        (with_rules(RULE, {**RULE, "Claim": 1}), r"Rules\[1\]\.Claim has to be a text"),
        (with_rules({**RULE, "MatchType": "equals"}), r"Rules\[0\]\.MatchType has to be one of"),
        (with_rules({**RULE, "RoleARN": None}), r"Rules\[0\]\.RoleARN has to be a text"),
    ],
)
def test_what_is_no_mapping_is_refused_with_its_place(given_mapping: Any, fault: str) -> None:
    with pytest.raises(NoRoleMapping, match=fault):
        read_role_mapping(given_mapping)


def test_as_many_rules_as_aws_takes_are_read() -> None:
    assert len(read_role_mapping(with_rules(*[RULE] * 25)).rules) == 25


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*RULES, *RULE, "Rules"]) | st.text(max_size=3), inner, max_size=4
        )
    ),
)


@given(JSON)
def test_no_document_raises_anything_else(document: Any) -> None:
    try:
        read = read_role_mapping(document)
    except NoRoleMapping:
        return
    assert read_role_mapping(written(read)) == read
