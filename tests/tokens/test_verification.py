import base64
import datetime as dt
import pickle
import sys
from typing import Any

import jwt
import pytest

from cognito_lab.evidence import Check
from cognito_lab.tokens.anatomy import LONGEST
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, Gate
from cognito_lab.tokens.key_set import KeySet, KeySetError, read_key
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import (
    Expected,
    TokenVerification,
    make_expected,
    read_token,
    signature_check,
    verify_token,
)
from tests.tokens.practice import (
    KEY_SET,
    LOOT,
    NOW,
    POOL,
    SECONDS,
    failing,
    header,
    row,
    sealed,
    verified,
    written,
)

ALWAYS = [
    "shape",
    "algorithm",
    "kid",
    "key",
    "signature",
    "issuer",
    "expiry",
    "not before",
    "token use",
    "audience",
]
CLIENT = POOL.app_client_id


@pytest.mark.parametrize("use", ["id", "access"])
def test_an_honest_token_is_accepted_with_a_row_for_each_check(use: Any) -> None:
    found = verified(POOL.token(use), use)
    assert found.accepted is True
    assert [check.subject for check in found.checks] == ALWAYS
    assert {check.reason for check in found.checks} == {"passed"}
    assert (found.failed, found.claims_are_untrusted) == ((), False)
    assert found.claims == found.untrusted_claims == POOL.claims(use)
    assert found.claims is not found.untrusted_claims
    found.raise_for_failure()


def test_a_row_shows_what_was_expected_and_what_was_found() -> None:
    found = verified(POOL.token("access", {"scope": "a b"}), "access", scopes=["b", "c"])
    assert [(check.expected, check.actual) for check in found.checks] == [
        ("a signed JWT", "a signed JWT"),
        ("RS256", "RS256"),
        ("a key of the issuer's", POOL.keys.access_token.kid),
        ("an RSA key for RS256 signatures", "an RSA key for RS256 signatures"),
        ("holds", "holds"),
        (POOL.issuer, POOL.issuer),
        (SECONDS, SECONDS + 3600),
        (SECONDS, None),
        ("access", "access"),
        (CLIENT, CLIENT),
        (("b", "c"), ["a", "b"]),
    ]


# ---------------------------------------------------------------- the standard's own example

# RFC 7515, appendix A.2: an RS256 signature and its key.
RFC_TOKEN = (
    "eyJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
    "cnVlfQ"
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W"
    "2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkS"
    "jtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv"
    "Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
)
RFC_KEY = {
    "kty": "RSA",
    "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1"
    "Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX"
    "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5Ih"
    "lJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    "e": "AQAB",
}


def test_the_standards_example_of_rs256_verifies() -> None:
    key = read_key(RFC_KEY).public_key
    assert signature_check(key, read_token(RFC_TOKEN)).passed
    changed = RFC_TOKEN.replace("hbGci", "hbGcj")
    assert not signature_check(key, read_token(changed)).passed


def test_the_standards_example_is_none_of_cognitos() -> None:
    key_set = KeySet.read({"keys": [{**RFC_KEY, "kid": "rfc"}]})
    found = verified(RFC_TOKEN, jwks=key_set, issuer="joe")
    assert failing(found) == [
        ("kid", "kid-missing"),
        ("key", "no-key"),
        ("signature", "no-key"),
        ("expiry", "expired"),
        ("token use", "claim-missing"),
        ("audience", "claim-missing"),
    ]


# ---------------------------------------------------------------- the form

MISSHAPEN: list[tuple[Any, str]] = [
    (None, "no-text"),
    (b"a.b.c", "no-text"),
    (12, "no-text"),
    ("", "segments"),
    ("a", "segments"),
    ("a.b", "segments"),
    (POOL.token() + ".", "segments"),
    (POOL.token() + ".a.b", "segments"),
    ("..", "empty-segment"),
    ("a" * (LONGEST + 1), "too-long"),
    ("." * LONGEST, "segments"),
    (POOL.token() + "=", "padded"),
    (POOL.token() + "==", "padded"),
    (POOL.token() + "\n", "not-base64url"),
    (" " + POOL.token(), "not-base64url"),
    ("Bearer " + POOL.token(), "not-base64url"),
    (POOL.token()[:-1], "cut-off"),
    (POOL.token()[:-1] + "R", "loose-bits"),
    (POOL.token() + "\ud800", "not-base64url"),
    ("\ud800.\ud800.\ud800", "not-base64url"),
    (sealed(b"\xff", {}), "not-utf8"),
    (sealed(header(), b"\xff"), "not-utf8"),
    (sealed(header(), "{"), "not-json"),
    (sealed("[]", {}), "no-object"),
    (sealed(header(), "null"), "no-object"),
    (sealed(header(), '{"a":NaN}'), "number-out-of-range"),
    (sealed(header(), '{"a":1e400}'), "number-out-of-range"),
    (sealed(header(), '{"a":"\\ud800"}'), "lone-surrogate"),
    (sealed(header(), '{"a":' + "[" * 100 + "]" * 100 + "}"), "too-deep"),
    (sealed(header(), '{"sub":"a","sub":"b"}'), "duplicate-name"),
    (sealed('{"alg":"RS256","alg":"none"}', {}), "duplicate-name"),
    (sealed(header(kid=["a"]), POOL.claims()), "wrong-type"),
    (sealed(header(alg=None, crit=["b64"], b64=False), POOL.claims()), "unknown-extension"),
    (sealed(header(), POOL.claims() | {"exp": str(SECONDS + 9)}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"exp": True}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"exp": 10**400}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"aud": [CLIENT, 1]}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"cognito:groups": "admins"}), "wrong-type"),
]


@pytest.mark.parametrize(("token", "reason"), MISSHAPEN)
def test_a_token_of_another_form_is_refused_even_if_the_pool_has_signed_it(
    token: Any, reason: str
) -> None:
    found = verified(token)
    assert not found.accepted
    shape = row(found, Gate.SHAPE)
    assert (shape.passed, shape.reason) == (False, reason)
    assert shape.actual == str(found.anatomy.problems[0])
    assert [check.subject for check in found.checks] == ALWAYS
    assert found.claims_are_untrusted
    with pytest.raises(jwt.DecodeError, match=r"^shape: "):
        found.raise_for_failure()
    with pytest.raises(jwt.DecodeError):
        _ = found.claims


def test_the_shape_alone_can_be_what_is_wrong() -> None:
    twice = sealed(header(), '{"sub":"ben",' + written_claims()[1:])
    found = verified(twice)
    assert failing(found) == [("shape", "duplicate-name")]
    assert found.untrusted_claims == POOL.claims()  # as the last one says
    assert found.claims_are_untrusted


def written_claims() -> str:
    text = written(POOL.claims())
    return base64.urlsafe_b64decode(text + "==").decode()


def test_what_could_not_be_read_was_not_looked_at() -> None:
    found = verified("")
    assert failing(found) == [("shape", "segments"), *((gate, "unread") for gate in ALWAYS[1:])]
    assert {check.actual for check in found.checks[1:]} == {None}
    assert found.untrusted_claims == {}


def test_what_could_be_read_is_looked_at_all_the_same() -> None:
    head, _, signature = POOL.token().split(".")
    found = verified(f"{head}.!.{signature}")
    assert [check.subject for check in found.checks if check.passed] == ["algorithm", "kid", "key"]
    found = verified(f"!.{written(POOL.claims())}.{signature}")
    assert [check.subject for check in found.checks if check.passed] == ALWAYS[5:]


@pytest.mark.parametrize("token", ["a" * 1_000_000, f"{'a' * 999_998}.."])
def test_a_megabyte_is_refused_before_it_is_taken_apart(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("verification", "anatomy"):
        for reader in ("decode_segment", "parse_object"):
            monkeypatch.setattr(f"cognito_lab.tokens.{module}.{reader}", None)
    assert row(verified(token), Gate.SHAPE).reason == "too-long"


def test_the_longest_token_is_still_read() -> None:
    short = len(sealed(header(typ=""), POOL.claims() | {"custom:x": ""}))
    letters = (LONGEST - short) * 3 // 4
    tokens = {  # a segment has no length that leaves a letter over, so the header varies as well
        len(token): token
        for typ in ("", "JWT", "JWTs")
        for more in range(-20, 5)
        for token in [sealed(header(typ=typ), POOL.claims() | {"custom:x": "x" * (letters + more)})]
    }
    assert verified(tokens[LONGEST]).accepted
    assert failing(verified(tokens[LONGEST + 1]))[0] == ("shape", "too-long")


# ---------------------------------------------------------------- the key and the signature


@pytest.mark.parametrize(
    "alg",
    ["none", "None", "NONE", "", "HS256", "RS384", "RS512", "PS256", "ES256", "rs256", "RS256 "],
)
def test_another_algorithm_is_refused_though_the_signature_holds(alg: str) -> None:
    found = verified(sealed(header(alg=alg), POOL.claims()))
    assert failing(found) == [("algorithm", "algorithm-differs")]
    assert row(found, Gate.ALGORITHM) == Check(
        "algorithm", "RS256", alg, False, "algorithm-differs"
    )
    assert found.claims_are_untrusted


def test_a_header_without_an_algorithm_is_refused() -> None:
    assert failing(verified(sealed(header(alg=None), POOL.claims()))) == [
        ("algorithm", "algorithm-differs")
    ]


@pytest.mark.parametrize(
    ("kid", "reason"),
    [
        (None, "kid-missing"),
        ("", "kid-missing"),
        ("nobodys", "kid-unknown"),
        (POOL.keys.id_token.kid + " ", "kid-unknown"),
        (POOL.keys.id_token.kid.lower(), "kid-unknown"),
        (LOOT.own_key.kid, "kid-unknown"),
    ],
)
def test_a_key_that_the_issuer_does_not_publish_is_refused(kid: Any, reason: str) -> None:
    found = verified(sealed(header(kid=kid), POOL.claims()))
    assert failing(found) == [("kid", reason), ("key", "no-key"), ("signature", "no-key")]
    assert row(found, Gate.KID).actual == kid


def test_a_key_that_the_token_brings_or_points_to_has_no_say() -> None:
    own = LOOT.own_key
    for more in ({"jwk": own.public_jwk()}, {"jku": "https://x.test"}, {"x5c": ["A"], "x5u": "u"}):
        token = sealed(header(**more), POOL.claims(), own)
        assert failing(verified(token)) == [("signature", "signature-differs")]
        assert verified(sealed(header(**more), POOL.claims())).accepted  # ignored where honest


@pytest.mark.parametrize(
    ("more", "word"),
    [({"use": "enc"}, "use"), ({"alg": "RS512"}, "alg"), ({"kty": "EC"}, "kty"), ({"n": "A"}, "n")],
)
def test_a_key_for_something_else_is_refused(more: dict[str, str], word: str) -> None:
    key_set = KeySet.read({"keys": [POOL.keys.id_token.public_jwk() | more]})
    found = verified(POOL.token(), jwks=key_set)
    assert failing(found) == [("key", "key-not-fitting"), ("signature", "no-key")]
    assert word in row(found, Gate.KEY).actual
    assert found.claims_are_untrusted


@pytest.mark.parametrize("signature", [b"", b"\x00", b"\xff" * 255, b"\xff" * 256, b"\x00" * 4096])
def test_any_other_signature_is_refused(signature: bytes) -> None:
    honest = POOL.token().rpartition(".")[0]
    found = verified(f"{honest}.{encode_segment(signature)}")
    assert failing(found) == [("signature", "signature-differs")]
    assert row(found, Gate.SIGNATURE).actual == "does not"
    assert found.claims_are_untrusted and found.untrusted_claims == POOL.claims()


def test_the_signature_is_over_the_letters_and_not_over_their_meaning() -> None:
    head, payload, signature = POOL.token().split(".")
    spaced = written(" " + base64.urlsafe_b64decode(payload + "==").decode())
    assert failing(verified(f"{head}.{spaced}.{signature}")) == [("signature", "signature-differs")]
    assert failing(verified(f"{payload}.{head}.{signature}"))


def test_each_key_of_the_pool_is_good_for_the_tokens_that_name_it_only() -> None:
    access = POOL.keys.access_token
    assert verified(sealed(header(kid=access.kid), POOL.claims(), access)).accepted
    assert failing(verified(sealed(header(), POOL.claims(), access))) == [
        ("signature", "signature-differs")
    ]


def test_a_short_key_is_refused() -> None:
    short = {"kty": "RSA", "kid": "k", "n": "1" * 170 + "Q", "e": "AQAB"}
    found = verified(sealed(header(kid="k"), POOL.claims()), jwks=KeySet.read({"keys": [short]}))
    assert ("key", "key-not-fitting") in failing(found)


# ---------------------------------------------------------------- the claims

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


# ---------------------------------------------------------------- the configuration

GIVEN: dict[str, Any] = {
    "issuer": POOL.issuer,
    "audience": CLIENT,
    "token_use": "id",
    "now": NOW,
}


class Nowhere(dt.tzinfo):
    """A time zone that does not say where it is: such a time is naive all the same."""

    def utcoffset(self, moment: dt.datetime | None) -> None:
        return None


NONSENSE: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"issuer": ""}, ValueError, "an issuer has to be given"),
    ({"issuer": None}, ValueError, "an issuer has to be given"),
    ({"issuer": [POOL.issuer]}, ValueError, "an issuer has to be given"),
    ({"audience": ()}, ValueError, "an audience has to be given"),
    ({"audience": None}, ValueError, "an audience has to be given"),
    ({"audience": ""}, TypeError, "audience: expected a text that is not empty"),
    ({"audience": [CLIENT, ""]}, TypeError, "audience: expected a text"),
    ({"audience": [None]}, TypeError, "audience: expected a text"),
    ({"audience": b"ab"}, TypeError, "audience: expected a text"),
    ({"token_use": ""}, ValueError, "'id' or 'access', not ''"),
    ({"token_use": None}, ValueError, "'id' or 'access', not None"),
    ({"token_use": "refresh"}, ValueError, "'id' or 'access', not 'refresh'"),
    ({"now": NOW.replace(tzinfo=None)}, ValueError, "with its time zone"),
    ({"now": NOW.replace(tzinfo=Nowhere())}, ValueError, "with its time zone"),
    ({"now": SECONDS}, ValueError, "with its time zone"),
    ({"now": None}, ValueError, "with its time zone"),
    ({"leeway": -1}, ValueError, "leeway is a number of seconds from 0 up"),
    ({"leeway": float("nan")}, ValueError, "leeway is a number"),
    ({"leeway": float("inf")}, ValueError, "leeway is a number"),
    ({"leeway": True}, ValueError, "leeway is a number"),
    ({"scopes": ""}, TypeError, "scopes: expected a text that is not empty"),
    ({"scopes": [""]}, TypeError, "scopes: expected a text"),
    ({"scopes": [1]}, TypeError, "scopes: expected a text"),
    ({"groups": ""}, TypeError, "groups: expected a text that is not empty"),
    ({"groups": [None]}, TypeError, "groups: expected a text"),
]


@pytest.mark.parametrize(("wrong", "error", "words"), NONSENSE)
def test_a_configuration_that_checks_nothing_is_an_error(
    wrong: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        verify_token(POOL.token(), KEY_SET, **(GIVEN | wrong))


def test_what_is_expected_is_kept_as_it_was_given() -> None:
    expected = make_expected(**GIVEN, scopes=["a"], groups="b", leeway=3)
    assert expected == Expected(
        POOL.issuer,
        frozenset({CLIENT}),
        "id",
        NOW.timestamp(),
        3,
        frozenset({"a"}),
        frozenset({"b"}),
    )
    assert Expected(POOL.issuer, frozenset({CLIENT}), "id", SECONDS) == make_expected(**GIVEN)
    elsewhere = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert make_expected(**GIVEN | {"now": elsewhere}).now == SECONDS


def test_a_document_will_do_and_what_is_no_key_set_is_an_error() -> None:
    assert verified(POOL.token(), jwks=POOL.keys.jwks()).accepted
    for junk in (None, {}, "https://cognito-idp.us-east-1.amazonaws.com", []):
        with pytest.raises(KeySetError):
            verified(POOL.token(), jwks=junk)


# ---------------------------------------------------------------- the verdict

RAISED: list[tuple[str, dict[str, Any], type[Exception], str]] = [
    ("!", {}, jwt.DecodeError, "shape: A signed token has three segments"),
    (sealed(header(alg="none"), POOL.claims()), {}, jwt.InvalidAlgorithmError, "algorithm: "),
    (sealed(header(kid="x"), POOL.claims()), {}, jwt.PyJWKClientError, "kid: The issuer publishes"),
    (POOL.token()[:-4] + "AAAA", {}, jwt.InvalidSignatureError, "signature: "),
    (POOL.token("id", {"iss": "x"}), {}, jwt.InvalidIssuerError, "issuer: "),
    (POOL.token("id", {"iss": None}), {}, jwt.MissingRequiredClaimError, '"iss"'),
    (POOL.token("id", {"exp": 1}), {}, jwt.ExpiredSignatureError, "expiry: The token is too old"),
    (POOL.token("id", {"exp": None}), {}, jwt.MissingRequiredClaimError, '"exp"'),
    (POOL.token("id", {"nbf": SECONDS * 2}), {}, jwt.ImmatureSignatureError, "not before: "),
    (POOL.token("id", {"token_use": "x"}), {}, jwt.InvalidTokenError, "token use: "),
    (POOL.token("id", {"aud": "x"}), {}, jwt.InvalidAudienceError, "audience: "),
    (POOL.token("id", {"aud": None}), {}, jwt.InvalidAudienceError, "The claim is missing"),
    (POOL.token(), {"scopes": "x"}, jwt.InvalidTokenError, "scope: The claim is missing"),
    (POOL.token(), {"groups": "x"}, jwt.InvalidTokenError, "groups: The user is in none"),
    # The first that failed is raised.
    (POOL.token("id", {"exp": 1, "aud": "x"}), {}, jwt.ExpiredSignatureError, "expiry: "),
]


@pytest.mark.parametrize(("token", "more", "error", "words"), RAISED)
def test_a_failure_is_raised_as_pyjwt_would(
    token: str, more: dict[str, Any], error: type[Exception], words: str
) -> None:
    found = verified(token, **more)
    with pytest.raises(jwt.PyJWTError) as caught:
        found.raise_for_failure()
    assert type(caught.value) is error
    assert words in str(caught.value)
    with pytest.raises(error):
        _ = found.claims


def test_a_key_that_does_not_fit_is_raised_as_an_invalid_key() -> None:
    key_set = KeySet.read({"keys": [POOL.keys.id_token.public_jwk() | {"use": "enc"}]})
    with pytest.raises(jwt.InvalidKeyError, match=r"^key: The key is not for this"):
        verified(POOL.token(), jwks=key_set).raise_for_failure()


def test_the_gates_before_the_claims_decide_whether_the_claims_are_trusted() -> None:
    assert [gate.value for gate in BEFORE_THE_CLAIMS] == ALWAYS[:5]
    assert not verified(POOL.token("id", {"iss": "x", "exp": 1})).claims_are_untrusted
    stranger = sealed(header(), POOL.claims(), LOOT.own_key)
    assert verified(stranger).claims_are_untrusted


def test_a_verdict_keeps_the_token_and_what_was_expected() -> None:
    found = verified(POOL.token())
    assert found.token == POOL.token()
    assert found.expected == POOL.expected()
    assert found.left_out == frozenset()
    assert found.anatomy.is_well_formed
    again = pickle.loads(pickle.dumps(found))
    assert again == found and again.accepted


def test_verifying_changes_neither_the_key_set_nor_the_token() -> None:
    jwks = POOL.keys.jwks()
    before = repr(jwks)
    verified(POOL.token(), jwks=jwks)
    assert repr(jwks) == before


def test_a_fresh_key_verifies_too() -> None:
    key = SigningKey.generate()
    token = sealed(header(kid=key.kid), POOL.claims(), key)
    assert verified(token, jwks={"keys": [key.public_jwk()]}).accepted


def test_a_verification_without_any_check_has_accepted_nothing() -> None:
    empty = TokenVerification(POOL.token(), POOL.expected(), (), POOL.claims())
    assert not empty.accepted
    with pytest.raises(jwt.InvalidTokenError, match="nothing was checked"):
        _ = empty.claims
