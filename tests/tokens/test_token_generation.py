"""The answers of pre token generation triggers: which are taken, and what they mean."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.group_roles import GroupConfiguration
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.segment import DEEPEST
from cognito_lab.tokens.token_customization import (
    FIXED,
    NO_CHANGES,
    TokenCustomization,
    customize_access_token,
    customize_id_token,
)
from cognito_lab.tokens.token_generation import (
    EventVersion,
    GenerationCheck,
    GenerationReason,
    check_generation,
)
from tests.tokens.practice import header, sealed

V1, V2, V3 = EventVersion.V1_0, EventVersion.V2_0, EventVersion.V3_0
APP = "app1"


def check(version: EventVersion, details: Any) -> GenerationCheck:
    return check_generation(version, {version.container: details}, APP)


def wanted(version: EventVersion, details: Any) -> TokenCustomization:
    found = check(version, details)
    assert found.accepted, found
    return found.customization


def adds(**claims: Any) -> dict[str, Any]:
    return {"claimsToAddOrOverride": claims}


def test_each_version_has_its_number_and_its_container() -> None:
    assert [(v.name, v.number, v.container) for v in EventVersion] == [
        ("V1_0", "1", "claimsOverrideDetails"),
        ("V2_0", "2", "claimsAndScopeOverrideDetails"),
        ("V3_0", "3", "claimsAndScopeOverrideDetails"),
    ]


@pytest.mark.parametrize("version", EventVersion)
@pytest.mark.parametrize("details", [None, {}, []])
def test_an_answer_that_says_nothing_changes_nothing(version: EventVersion, details: Any) -> None:
    assert wanted(version, details) == NO_CHANGES
    assert check_generation(version, {}, APP).customization == NO_CHANGES


def test_the_container_of_another_version_is_not_looked_at() -> None:
    for version, other in ((V1, V2), (V2, V1), (V3, V1)):
        found = check_generation(version, {other.container: "nonsense"}, APP)
        assert found.accepted and found.customization == NO_CHANGES


def test_the_first_version_changes_the_id_token_and_the_groups() -> None:
    found = wanted(
        V1,
        {
            **adds(tier="gold"),
            "claimsToSuppress": ["email"],
            "groupOverrideDetails": {"groupsToOverride": ["x"], "preferredRole": "arn"},
            "accessTokenGeneration": adds(tier="gold"),
            "scopesToAdd": ["read"],
        },
    )
    assert found.id_token.add == {"tier": "gold"}
    assert found.id_token.suppress == {"email"}
    assert found.groups == GroupConfiguration(("x",), (), "arn")
    assert found.access_token == NO_CHANGES.access_token
    assert found.scopes_to_add == ()


@pytest.mark.parametrize("version", [V2, V3])
def test_the_later_versions_change_each_token_by_itself(version: EventVersion) -> None:
    found = wanted(
        version,
        {
            "idTokenGeneration": {**adds(a=1), "claimsToSuppress": ["email"]},
            "accessTokenGeneration": {
                **adds(b=[True, "x", 2.5]),
                "claimsToSuppress": ["c"],
                "scopesToAdd": ["read"],
                "scopesToSuppress": ["admin"],
            },
            "groupOverrideDetails": {"iamRolesToOverride": ["arn"]},
        },
    )
    assert (found.id_token.add, found.id_token.suppress) == ({"a": 1}, {"email"})
    assert (found.access_token.add, found.access_token.suppress) == ({"b": [True, "x", 2.5]}, {"c"})
    assert (found.scopes_to_add, found.scopes_to_suppress) == (("read",), {"admin"})
    assert found.groups == GroupConfiguration((), ("arn",))
    assert not found.audience


@pytest.mark.parametrize("version", EventVersion)
@pytest.mark.parametrize(
    ("details", "groups"),
    [
        ({}, None),
        ({"groupOverrideDetails": None}, GroupConfiguration()),
        ({"groupOverrideDetails": {}}, GroupConfiguration()),
        ({"groupOverrideDetails": {"preferredRole": ""}}, GroupConfiguration()),
        ({"groupOverrideDetails": {"groupsToOverride": ["x"]}}, GroupConfiguration(("x",))),
    ],
)
def test_groups_that_are_not_named_stay_and_an_empty_object_takes_them_away(
    version: EventVersion, details: dict[str, Any], groups: GroupConfiguration | None
) -> None:
    assert wanted(version, details).groups == groups


VALUES = [
    ("a text", "x", True, True),
    ("an empty text", "", True, True),
    ("a number", 7, False, True),
    ("a fraction", 1.5, False, True),
    ("the largest number", 1.7976931348623157e308, False, True),
    ("a boolean", False, False, True),
    ("a list of these", ["x", 7, 1.5, True], False, True),
    ("an empty list", [], False, True),
    ("an object", {"a": {"b": ["c", {"d": None}]}}, False, True),
    ("a list in a list", [["x"]], False, False),
    ("an object in a list", [{"a": 1}], False, False),
    ("nothing in a list", [None], False, False),
    ("no number", float("nan"), False, False),
    ("infinity in a list", [float("inf")], False, False),
    ("infinity in an object", {"a": [float("-inf")]}, False, False),
]


@pytest.mark.parametrize(
    ("value", "first", "later"),
    [value[1:] for value in VALUES],
    ids=[value[0] for value in VALUES],
)
def test_the_value_of_a_claim_is_a_text_and_later_whatever_the_page_lists(
    value: Any, first: bool, later: bool
) -> None:
    for version, details, accepted in (
        (V1, adds(tier=value), first),
        (V2, {"idTokenGeneration": adds(tier=value)}, later),
        (V3, {"accessTokenGeneration": adds(tier=value)}, later),
    ):
        found = check(version, details)
        assert found.accepted is accepted
        if not accepted:
            assert found.reason is GenerationReason.NO_CLAIM_VALUE
            assert found.member.endswith("claimsToAddOrOverride.tier")
            assert found.customization == NO_CHANGES


def nested(levels: int, innermost: Any = "x") -> Any:
    value = innermost
    for _ in range(levels):
        value = {"a": value}
    return value


def test_a_value_may_be_nested_as_deep_as_a_token_that_is_read_and_no_deeper() -> None:
    for levels, reads in ((DEEPEST - 1, True), (DEEPEST, False), (100_000, False)):
        for innermost in ("x", {}, []):
            value = nested(levels - (innermost != "x"), innermost)
            found = check(V2, {"idTokenGeneration": adds(a=value)})
            assert found.accepted is reads
            if levels <= DEEPEST:  # Python itself writes no deeper ones
                token = sealed(header(), {"a": value})
                problems = [problem.reason for problem in decode_unverified(token).problems]
                assert (TokenReason.TOO_DEEP not in problems) is reads


HALF = "a\ud800"


@pytest.mark.parametrize(
    ("version", "details", "member"),
    [
        (V1, adds(tier=HALF), "claimsToAddOrOverride.tier"),
        (V1, adds(**{HALF: "x"}), "claimsToAddOrOverride." + HALF),
        (V2, {"idTokenGeneration": adds(tier=[HALF])}, "claimsToAddOrOverride.tier"),
        (V2, {"idTokenGeneration": adds(tier={"a": HALF})}, "claimsToAddOrOverride.tier"),
        (V2, {"accessTokenGeneration": adds(tier={HALF: 1})}, "claimsToAddOrOverride.tier"),
        (V2, {"accessTokenGeneration": {"scopesToAdd": [HALF]}}, "scopesToAdd"),
        (V1, {"groupOverrideDetails": {"groupsToOverride": [HALF]}}, "groupsToOverride"),
        (V1, {"groupOverrideDetails": {"preferredRole": HALF}}, "preferredRole"),
    ],
)
def test_half_of_a_character_gets_into_no_token(
    version: EventVersion, details: Any, member: str
) -> None:
    # No verifier would take such a token: its payload is not UTF-8.
    found = check(version, details)
    assert not found.accepted
    assert found.member.endswith(member)
    assert found.customization == NO_CHANGES


def test_a_character_of_two_halves_is_a_whole_one() -> None:
    assert wanted(V1, adds(tier="\U0001f5dd")).id_token.add == {"tier": "\U0001f5dd"}


def test_a_null_is_no_claim() -> None:
    assert wanted(V1, adds(tier=None)) == NO_CHANGES
    assert wanted(V2, {"accessTokenGeneration": adds(tier=None)}) == NO_CHANGES


@pytest.mark.parametrize("name", sorted(FIXED | {"scope", "cognito:groups", "dev:x"}))
def test_what_cannot_be_changed_is_passed_over_whatever_its_value(name: str) -> None:
    # The value is of no type that is taken, and is not looked at.
    details = {**adds(**{name: "app1" if name == "aud" else [None]}), "claimsToSuppress": [name]}
    found = wanted(V2, {"idTokenGeneration": details, "accessTokenGeneration": details})
    assert found.id_token.add == found.access_token.add == {}
    suppressible = {"cognito:groups", "dev:x"}
    assert found.id_token.suppress == {name} & suppressible


def test_an_audience_of_the_access_token_is_the_app_client_and_no_other() -> None:
    assert wanted(V2, {"accessTokenGeneration": adds(aud=APP)}).audience
    for other in ("app2", 7, [APP], ""):
        found = check(V2, {"accessTokenGeneration": adds(aud=other)})
        assert found.reason is GenerationReason.OTHER_AUDIENCE
        assert found.member.endswith("aud")
    # Of the ID token it is passed over, as every claim is that cannot be changed.
    assert wanted(V2, {"idTokenGeneration": adds(aud="app2")}) == NO_CHANGES
    assert wanted(V1, adds(aud="app2")) == NO_CHANGES


@pytest.mark.parametrize(
    "scope", ["", " ", "a b", " a", "a ", "a\tb", "a\n", "a\u00a0b", "a\u2003b"]
)
def test_a_scope_has_no_blank_and_is_not_empty(scope: str) -> None:
    found = check(V2, {"accessTokenGeneration": {"scopesToAdd": ["read", scope]}})
    assert found.reason is GenerationReason.BLANK_IN_SCOPE


WRONG_TYPES = [
    (V1, "x", ""),
    (V1, ["x"], ""),
    (V1, 0, ""),
    (V1, False, ""),
    (V1, {"claimsToAddOrOverride": []}, "claimsToAddOrOverride"),
    (V1, {"claimsToAddOrOverride": "x"}, "claimsToAddOrOverride"),
    (V1, {"claimsToSuppress": "email"}, "claimsToSuppress"),
    (V1, {"claimsToSuppress": {"email": "x"}}, "claimsToSuppress"),
    (V1, {"claimsToSuppress": [7]}, "claimsToSuppress"),
    (V1, {"groupOverrideDetails": []}, "groupOverrideDetails"),
    (V1, {"groupOverrideDetails": "x"}, "groupOverrideDetails"),
    (V1, {"groupOverrideDetails": {"groupsToOverride": {"a": "b"}}}, "groupsToOverride"),
    (V1, {"groupOverrideDetails": {"groupsToOverride": ["a", None]}}, "groupsToOverride"),
    (V1, {"groupOverrideDetails": {"iamRolesToOverride": "arn"}}, "iamRolesToOverride"),
    (V1, {"groupOverrideDetails": {"preferredRole": ["arn"]}}, "preferredRole"),
    (V2, {"idTokenGeneration": []}, "idTokenGeneration"),
    (V2, {"accessTokenGeneration": "x"}, "accessTokenGeneration"),
    (V2, {"accessTokenGeneration": {"scopesToAdd": "read"}}, "scopesToAdd"),
    (V2, {"accessTokenGeneration": {"scopesToAdd": [7]}}, "scopesToAdd"),
    (V2, {"accessTokenGeneration": {"scopesToSuppress": [{}]}}, "scopesToSuppress"),
    (V2, {"accessTokenGeneration": {"claimsToSuppress": [[]]}}, "claimsToSuppress"),
    (V3, {"groupOverrideDetails": 7}, "groupOverrideDetails"),
]


@pytest.mark.parametrize(("version", "details", "member"), WRONG_TYPES)
def test_a_member_of_another_type_is_refused_and_named(
    version: EventVersion, details: Any, member: str
) -> None:
    found = check(version, details)
    assert found.reason is GenerationReason.NOT_ITS_TYPE
    assert found.member.startswith(version.container)
    assert found.member.endswith(member)


MEMBERS = """claimsToAddOrOverride claimsToSuppress groupOverrideDetails idTokenGeneration
accessTokenGeneration scopesToAdd scopesToSuppress groupsToOverride iamRolesToOverride
preferredRole sub aud scope email cognito:groups cognito:username dev:x""".split()
NAMES = st.sampled_from(MEMBERS) | st.text(max_size=3)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=4)
    | st.sampled_from(MEMBERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)

TEXTS = st.lists(NAMES, max_size=3)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "claimsToAddOrOverride": st.dictionaries(NAMES, JSON, max_size=3) | JSON,
        "claimsToSuppress": TEXTS | JSON,
        "scopesToAdd": TEXTS | JSON,
        "scopesToSuppress": TEXTS | JSON,
    },
)
GROUPS = st.fixed_dictionaries(
    {},
    optional={
        "groupsToOverride": TEXTS | JSON,
        "iamRolesToOverride": TEXTS | JSON,
        "preferredRole": NAMES | JSON,
    },
)
DETAILS = (
    st.fixed_dictionaries(
        {},
        optional={
            "idTokenGeneration": CHANGES,
            "accessTokenGeneration": CHANGES,
            "groupOverrideDetails": GROUPS,
        },
    )
    | CHANGES
    | JSON
)

ID_TOKEN = {"sub": "s", "aud": APP, "email": "e", "cognito:username": "ana", "exp": 1}
ACCESS_TOKEN = {"sub": "s", "client_id": APP, "username": "ana", "exp": 1, "scope": "admin"}
PROTECTED = ("sub", "aud", "client_id", "username", "cognito:username", "exp")


@given(st.sampled_from(EventVersion), DETAILS)
def test_whatever_is_answered_is_refused_or_leaves_what_nobody_can_change(
    version: EventVersion, details: Any
) -> None:
    found = check(version, details)
    if not found.accepted:
        assert found.member and found.customization == NO_CHANGES
        return
    id_token = customize_id_token(ID_TOKEN, found.customization)
    access_token = customize_access_token(ACCESS_TOKEN, found.customization)
    for name in PROTECTED:
        assert id_token.get(name) == ID_TOKEN.get(name)
        if name != "aud":
            assert access_token.get(name) == ACCESS_TOKEN.get(name)
    assert access_token.get("aud", APP) == APP
    for claims in (id_token, access_token):
        assert json.loads(json.dumps(claims, allow_nan=False)) == claims
    assert "scope" not in id_token
    scopes = access_token.get("scope", "admin").split(" ")
    assert all(scopes) and len(scopes) == len(set(scopes))
