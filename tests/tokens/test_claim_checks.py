"""The rows of the claims: each has its gate, and each gate its claim."""

import sys
from typing import Any

import pytest

from cognito_lab.tokens.gates import Gate
from tests.tokens.practice import (
    ALWAYS,
    CLIENT,
    POOL,
    SECONDS,
    failing,
    header,
    row,
    sealed,
    verified,
)

# Claims set in an honest token (None takes one out), and what the verifier then says.
CLAIMS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("id", {"iss": None}, [("issuer", "claim-missing")]),
    ("id", {"iss": ""}, [("issuer", "issuer-differs")]),
    ("id", {"iss": POOL.issuer + "/"}, [("issuer", "issuer-differs")]),
    ("id", {"iss": POOL.issuer[:-1]}, [("issuer", "issuer-differs")]),
    ("id", {"iss": POOL.issuer.upper()}, [("issuer", "issuer-differs")]),
    ("id", {"iss": POOL.issuer.replace("https", "http")}, [("issuer", "issuer-differs")]),
    ("id", {"iss": POOL.issuer + "\u200b"}, [("issuer", "issuer-differs")]),
    ("id", {"exp": None}, [("expiry", "claim-missing")]),
    ("id", {"exp": SECONDS - 1}, [("expiry", "expired")]),
    ("id", {"exp": SECONDS}, [("expiry", "expired")]),  # RFC 7519: "on or after"
    ("id", {"exp": SECONDS + 1}, []),
    ("id", {"exp": SECONDS + 0.5}, []),
    ("id", {"exp": SECONDS - 0.5}, [("expiry", "expired")]),
    ("id", {"exp": 0}, [("expiry", "expired")]),
    ("id", {"exp": -1}, [("expiry", "expired")]),
    ("id", {"exp": 10**300}, []),
    ("id", {"exp": sys.float_info.max}, []),
    ("id", {"exp": -sys.float_info.max}, [("expiry", "expired")]),
    ("id", {"exp": 1e300}, []),
    ("id", {"nbf": SECONDS + 1}, [("not before", "not-yet-valid")]),
    ("id", {"nbf": SECONDS + 0.5}, [("not before", "not-yet-valid")]),
    ("id", {"nbf": SECONDS}, []),  # RFC 7519: "before which"
    ("id", {"nbf": 0}, []),
    ("id", {"nbf": 10**300}, [("not before", "not-yet-valid")]),
    ("id", {"token_use": None}, [("token use", "claim-missing")]),
    ("id", {"token_use": ""}, [("token use", "use-differs")]),
    ("id", {"token_use": "access"}, [("token use", "use-differs")]),
    ("id", {"token_use": "ID"}, [("token use", "use-differs")]),
    ("access", {"token_use": "id"}, [("token use", "use-differs")]),
    ("id", {"aud": None}, [("audience", "claim-missing")]),
    ("id", {"aud": ""}, [("audience", "audience-differs")]),
    ("id", {"aud": "other"}, [("audience", "audience-differs")]),
    ("id", {"aud": CLIENT + " "}, [("audience", "audience-differs")]),
    ("id", {"aud": CLIENT[:-1]}, [("audience", "audience-differs")]),
    ("id", {"aud": CLIENT.upper()}, [("audience", "audience-differs")]),
    ("id", {"aud": [CLIENT]}, []),
    ("id", {"aud": []}, [("audience", "audience-differs")]),
    ("id", {"aud": [CLIENT, "other"]}, [("audience", "audience-differs")]),
    ("id", {"aud": ["other", CLIENT]}, [("audience", "audience-differs")]),
    ("id", {"aud": None, "client_id": CLIENT}, [("audience", "claim-missing")]),
    ("id", {"client_id": "other"}, []),  # an ID token's app client stands in `aud`
    ("access", {"client_id": None}, [("audience", "claim-missing")]),
    ("access", {"client_id": "other"}, [("audience", "audience-differs")]),
    ("access", {"client_id": None, "aud": CLIENT}, [("audience", "claim-missing")]),
    ("access", {"client_id": "other", "aud": CLIENT}, [("audience", "audience-differs")]),
    ("access", {"aud": "https://api.example.com"}, []),
    ("id", {"iat": SECONDS + 9999, "auth_time": 0, "sub": None}, []),  # no gate asks for these
    (
        "id",
        {"iss": "x", "exp": 1, "nbf": SECONDS * 2, "token_use": "x", "aud": "x"},
        [
            ("issuer", "issuer-differs"),
            ("expiry", "expired"),
            ("not before", "not-yet-valid"),
            ("token use", "use-differs"),
            ("audience", "audience-differs"),
        ],
    ),
]


@pytest.mark.parametrize(("use", "claims", "refused"), CLAIMS)
def test_each_claim_has_its_gate_and_each_gate_its_claim(
    use: Any, claims: dict[str, Any], refused: list[tuple[str, str]]
) -> None:
    found = verified(POOL.token(use, claims), use)
    assert failing(found) == refused
    assert found.accepted is (refused == [])
    assert not found.claims_are_untrusted  # the issuer says so, be it good here or not


WRONG_TYPES: list[tuple[str, Any, str]] = [
    ("iss", [POOL.issuer], "issuer"),
    ("iss", {POOL.issuer: 1}, "issuer"),
    ("exp", True, "expiry"),
    ("exp", [SECONDS + 9], "expiry"),
    ("nbf", None, "not before"),
    ("nbf", False, "not before"),
    ("nbf", "0", "not before"),
    ("token_use", ["id"], "token use"),
    ("aud", {CLIENT: CLIENT}, "audience"),
    ("aud", [[CLIENT]], "audience"),
    ("aud", True, "audience"),
]


@pytest.mark.parametrize(("claim", "value", "gate"), WRONG_TYPES)
def test_a_claim_of_another_type_fails_at_its_own_gate_too(
    claim: str, value: Any, gate: str
) -> None:
    found = verified(sealed(header(), POOL.claims() | {claim: value}))
    assert [subject for subject, _ in failing(found)] == ["shape", gate]


@pytest.mark.parametrize("leeway", [0, 0.5, 1e300])
def test_a_number_that_no_float_holds_overflows_nothing(leeway: float) -> None:
    gates = {"exp": "expiry", "nbf": "not before"}
    for claim, value in (("exp", 10**400), ("exp", -(10**400)), ("nbf", 10**400)):
        found = verified(POOL.token("id", {claim: value}), leeway=leeway)
        assert ("shape", "wrong-type") in failing(found)
        assert (gates[claim], "claim-missing") in failing(found)  # of another type is none
        assert f"✕ {gates[claim]}" in repr(found)


@pytest.mark.parametrize(
    ("claims", "leeway", "accepted"),
    [
        ({"exp": SECONDS - 5}, 5, False),
        ({"exp": SECONDS - 4}, 5, True),
        ({"nbf": SECONDS + 5}, 5, True),
        ({"nbf": SECONDS + 6}, 5, False),
        ({"exp": SECONDS}, 0.25, True),
    ],
)
def test_clocks_may_differ_by_the_leeway(
    claims: dict[str, Any], leeway: float, accepted: bool
) -> None:
    assert verified(POOL.token("id", claims), leeway=leeway).accepted is accepted


def test_of_several_audiences_one_suffices() -> None:
    for audience in (["other", CLIENT], {CLIENT}, (CLIENT, CLIENT)):
        assert verified(POOL.token(), audience=audience).accepted
    found = verified(POOL.token(), audience=["b", "a"])
    assert row(found, Gate.AUDIENCE).expected == ("a", "b")
    both = POOL.token("id", {"aud": [CLIENT, "other"]})
    assert verified(both, audience=["other", CLIENT]).accepted


SCOPES = [
    (["a"], "a", True),
    (["a"], "b a c", True),
    (["a", "b"], "b", True),
    (["a"], "b", False),
    (["a"], "A", False),
    (["a"], "ab", False),
    (["a"], "a/b", False),
    (["a"], "a,b", False),
    (["a"], "a\tb", False),
    (["a b"], "a b", False),
    (["a"], "", False),
    ("a", "b a", True),
]


@pytest.mark.parametrize(("wanted", "scope", "accepted"), SCOPES)
def test_one_of_the_scopes_that_are_asked_for_suffices(
    wanted: Any, scope: str, accepted: bool
) -> None:
    found = verified(POOL.token("access", {"scope": scope}), "access", scopes=wanted)
    assert failing(found) == ([] if accepted else [("scope", "scope-lacking")])
    assert [check.subject for check in found.checks] == [*ALWAYS, "scope"]


GROUPS = [
    (["admins"], ["admins"], True),
    (["admins"], ["a", "admins"], True),
    (["x", "admins"], ["admins"], True),
    (["admins"], ["admin", "Admins", "admins "], False),
    (["admins"], [], False),
    ("admins", ["admins"], True),
]


@pytest.mark.parametrize(("wanted", "groups", "accepted"), GROUPS)
def test_one_of_the_groups_that_are_asked_for_suffices(
    wanted: Any, groups: list[str], accepted: bool
) -> None:
    found = verified(POOL.token("id", {"cognito:groups": groups}), groups=wanted)
    assert failing(found) == ([] if accepted else [("groups", "group-lacking")])
    assert [check.subject for check in found.checks] == [*ALWAYS, "groups"]


def test_a_token_without_scope_or_groups_has_none_of_them() -> None:
    bare = {"scope": None, "cognito:groups": None}
    found = verified(POOL.token("access", bare), "access", scopes="a", groups="b")
    assert failing(found) == [("scope", "claim-missing"), ("groups", "claim-missing")]
    listed = sealed(header(), POOL.claims() | {"scope": ["a"], "cognito:groups": "b"})
    assert failing(verified(listed, scopes="a", groups="b")) == [
        ("shape", "wrong-type"),
        ("scope", "claim-missing"),
        ("groups", "claim-missing"),
    ]
    nested = sealed(header(), POOL.claims() | {"cognito:groups": [["b"], {}]})
    assert failing(verified(nested, groups="b")) == [
        ("shape", "wrong-type"),
        ("groups", "group-lacking"),
    ]
    unread = verified("", scopes="a", groups="b")
    assert [check.subject for check in unread.checks] == [*ALWAYS, "scope", "groups"]
