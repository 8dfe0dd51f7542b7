import json
import sys
from typing import Any

import pytest

from cognito_lab.tokens.anatomy import (
    CLAIM_TYPES,
    HEADER_TYPES,
    LONGEST,
    NAMES,
    TokenAnatomy,
    decode_unverified,
)
from cognito_lab.tokens.reasons import TokenReason
from tests.tokens.practice import POOL, header, sealed, written

# RFC 7515, appendix A.1: a token with an HMAC.
HS256 = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
    "cnVlfQ"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
)
# RFC 7519, section 6.1: a token without a signature.
UNSECURED = (
    "eyJhbGciOiJub25lIn0"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
    "cnVlfQ"
    "."
)
CLAIMS = {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}


def problems(anatomy: TokenAnatomy) -> list[tuple[str, str, str, int | None]]:
    return [(p.segment, str(p.reason), p.claim, p.position) for p in anatomy.problems]


@pytest.mark.parametrize(
    ("token", "head", "signed_bytes"),
    [
        (HS256, {"typ": "JWT", "alg": "HS256"}, 32),
        (UNSECURED, {"alg": "none"}, 0),
    ],
)
def test_the_examples_of_the_standards_are_taken_apart(
    token: str, head: dict[str, str], signed_bytes: int
) -> None:
    anatomy = decode_unverified(token)
    assert anatomy.is_well_formed and anatomy.problems == ()
    assert anatomy.token == token
    assert (anatomy.header.value, anatomy.payload.value) == (head, CLAIMS)
    assert anatomy.signature.value is None
    assert anatomy.signature.data is not None and len(anatomy.signature.data) == signed_bytes
    assert [segment.name for segment in anatomy.segments] == list(NAMES)
    assert ".".join(segment.text for segment in anatomy.segments) == token
    assert json.loads(anatomy.payload.data or b"") == CLAIMS


@pytest.mark.parametrize("use", ["id", "access"])
def test_an_honest_token_has_no_problem(use: Any) -> None:
    anatomy = decode_unverified(POOL.token(use))
    assert anatomy.is_well_formed
    assert anatomy.payload.value == POOL.claims(use)


def test_each_segment_is_read_by_itself() -> None:
    head, payload, signature = POOL.token().split(".")
    anatomy = decode_unverified(f"!{head}.{payload}.{signature}=")
    assert problems(anatomy) == [
        ("header", "not-base64url", "", 0),
        ("signature", "padded", "", len(signature)),
    ]
    assert (anatomy.header.value, anatomy.header.data) == (None, None)
    assert anatomy.header.text == f"!{head}"
    assert anatomy.payload.value == POOL.claims()
    assert anatomy.payload.problems == ()
    assert anatomy.signature.data is None
    assert anatomy.header.problems + anatomy.signature.problems == anatomy.problems


def test_bytes_that_are_no_json_are_kept() -> None:
    anatomy = decode_unverified(f"{written(header())}.{written('no JSON')}.")
    assert anatomy.payload.data == b"no JSON"
    assert anatomy.payload.value is None
    assert problems(anatomy) == [("payload", "not-json", "", 0)]


def test_of_a_name_that_stands_twice_the_last_is_shown() -> None:
    twice = written('{"sub":"ana","sub":"eve"}')
    anatomy = decode_unverified(f"{written(header())}.{twice}.")
    assert anatomy.payload.value == {"sub": "eve"}
    assert problems(anatomy) == [("payload", "duplicate-name", "sub", None)]


H, P = written(header()), written({})


@pytest.mark.parametrize(
    ("token", "found", "empty"),
    [
        ("", "found nothing", ["header", "payload"]),
        (H, "found 1", ["payload"]),
        (f"{H}.{P}", "found 2", []),
        (f"{H}.{P}..", "found 4", []),
        (f"{H}.{P}...", "a refresh token of Cognito's looks so", []),
        ("..", "", ["header", "payload"]),
        ("." * 16_000, "found 16001", ["header", "payload"]),
    ],
)
def test_the_number_of_segments_is_said_and_what_is_there_is_read(
    token: str, found: str, empty: list[str]
) -> None:
    anatomy = decode_unverified(token)
    whole = [problem for problem in anatomy.problems if problem.segment == "token"]
    assert [problem.reason for problem in whole] == [TokenReason.SEGMENTS] * bool(found)
    assert all(found in problem.detail for problem in whole)
    is_encrypted = token.count(".") == 4
    assert any("refresh token" in problem.detail for problem in whole) is is_encrypted
    assert list(anatomy.problems[: len(whole)]) == whole  # the token as a whole comes first
    assert [
        problem.segment
        for problem in anatomy.problems
        if problem.reason is TokenReason.EMPTY_SEGMENT
    ] == empty
    assert not anatomy.is_well_formed


@pytest.mark.parametrize("token", [None, 1, b"a.b.c", ["a", "b", "c"], POOL, 1.5, object()])
def test_what_is_no_text_is_said_to_be_none(token: Any) -> None:
    anatomy = decode_unverified(token)
    assert problems(anatomy) == [("token", "no-text", "", None)]
    assert type(token).__name__ in str(anatomy.problems[0])
    assert anatomy.token == ""


@pytest.mark.parametrize("length", [LONGEST + 1, 1_000_000])
def test_a_token_that_is_too_long_is_not_read(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in ("decode_segment", "parse_object"):
        monkeypatch.setattr(f"cognito_lab.tokens.anatomy.{reader}", None)
    anatomy = decode_unverified("a" * length)
    assert problems(anatomy) == [("token", "too-long", "", None)]
    assert f"{length:,} letters, and {LONGEST:,} are allowed" in anatomy.problems[0].detail
    assert [segment.text for segment in anatomy.segments] == ["", "", ""]


def test_the_longest_token_is_read() -> None:
    assert LONGEST == 262_144
    token = sealed(header(), {"pad": "x" * 196_000})
    token = token + "A" * (LONGEST - len(token))
    assert len(token) == LONGEST
    assert [p.reason for p in decode_unverified(token).problems] != [TokenReason.TOO_LONG]
    assert decode_unverified(token).header.value == header()


TEXT = ["", "x", "\x00"]
NO_TEXT: list[Any] = [None, True, 0, 1.5, [], ["x"], {}]
TIME = [0, -1, 1.5, 10**300, 1768467600, sys.float_info.max, -sys.float_info.max]
NO_TIME: list[Any] = [None, True, False, "1768467600", "", [], [1], {}, 10**400, -(10**400)]
TEXTS = [[], ["x"], ["x", "y"]]
NO_TEXTS: list[Any] = [None, True, 1, "x", {}, [1], ["x", None], [["x"]], {"x": "y"}]
FLAG = [True, False]
NO_FLAG: list[Any] = [None, 0, 1, "true", "false", [], [True]]
TYPES: dict[str, tuple[list[Any], list[Any]]] = {
    **dict.fromkeys(
        "iss sub jti client_id scope token_use username cognito:username "
        "cognito:preferred_role".split(),
        (TEXT, NO_TEXT),
    ),
    **dict.fromkeys("exp nbf iat auth_time".split(), (TIME, NO_TIME)),
    **dict.fromkeys("cognito:groups cognito:roles".split(), (TEXTS, NO_TEXTS)),
    **dict.fromkeys("email_verified phone_number_verified".split(), (FLAG, NO_FLAG)),
    "aud": (TEXT + TEXTS, [None, True, 1, {}, [1], ["x", None]]),
}


def test_the_table_of_types_is_tested_as_a_whole() -> None:
    assert set(TYPES) == set(CLAIM_TYPES)
    assert set(HEADER_TYPES) == {"alg", "jku", "jwk", "kid", "typ", "crit"}


@pytest.mark.parametrize("claim", TYPES)
def test_a_claim_has_the_type_that_its_standard_says(claim: str) -> None:
    right, wrong = TYPES[claim]
    for value in right:
        anatomy = decode_unverified(sealed(header(), {claim: value, "custom:x": None}))
        assert problems(anatomy) == [], value
    for value in wrong:
        anatomy = decode_unverified(sealed(header(), {claim: value}))
        assert problems(anatomy) == [("payload", "wrong-type", claim, None)], value
        words = ("a text", "a number (sec", "a list of texts", "true or false")
        assert anatomy.problems[0].detail.removeprefix("it is not ").startswith(words)


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"alg": 256}, "alg"),
        ({"alg": ["RS256"]}, "alg"),
        ({"alg": True}, "alg"),
        ({"kid": ["a"]}, "kid"),
        ({"kid": {"a": 1}}, "kid"),
        ({"kid": 1}, "kid"),
        ({"jku": {}}, "jku"),
        ({"jwk": "key"}, "jwk"),
        ({"jwk": [{}]}, "jwk"),
        ({"typ": 1}, "typ"),
    ],
)
def test_a_header_has_the_types_that_its_standard_says(more: dict[str, Any], wrong: str) -> None:
    anatomy = decode_unverified(sealed(header(**more), {}))
    assert problems(anatomy) == [("header", "wrong-type", wrong, None)]


@pytest.mark.parametrize("crit", [["b64"], ["exp"], []])
def test_an_extension_that_has_to_be_understood_is_refused(crit: list[str]) -> None:
    anatomy = decode_unverified(sealed(header(crit=crit), {}))
    assert problems(anatomy) == [("header", "unknown-extension", "crit", None)]
    assert decode_unverified(sealed(header(), {"crit": crit})).is_well_formed  # a mere claim


def test_claims_in_a_header_and_other_names_can_be_anything() -> None:
    anatomy = decode_unverified(sealed(header(exp="later", x5u=1, b64=False), {"alg": 1, "x": []}))
    assert anatomy.is_well_formed


def test_every_wrong_claim_is_named_not_only_the_first() -> None:
    token = sealed({"alg": 1, "kid": 2, "crit": 3}, {"exp": "x", "iss": 1, "aud": {}})
    assert [claim for _, _, claim, _ in problems(decode_unverified(token))] == [
        "alg",
        "kid",
        "crit",
        "crit",
        "exp",
        "iss",
        "aud",
    ]


def test_a_problem_says_where_what_and_why() -> None:
    (problem,) = decode_unverified(POOL.token() + "=").problems
    assert str(problem) == (
        "signature: letter 342 is padding ('='). In a token base64url stands without `=` at its "
        "end."
    )
