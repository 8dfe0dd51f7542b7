import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.tokens.key_set import SMALLEST_KEY, KeySet, KeySetError, read_key
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.segment import encode_segment
from tests.tokens.practice import POOL

JWKS = POOL.keys.jwks()
KEY = POOL.keys.id_token.public_jwk()
KID = KEY["kid"]


def uint(number: int) -> str:
    """A number as base64url, big-endian: RFC 7518, section 2 (Base64urlUInt)."""
    return encode_segment(number.to_bytes(max(1, (number.bit_length() + 7) // 8), "big"))


@pytest.mark.parametrize(
    "document", [JWKS, json.dumps(JWKS), json.dumps(JWKS).encode(), {**JWKS, "more": 1}]
)
def test_a_pools_document_is_read_as_object_text_or_bytes(document: Any) -> None:
    keys = KeySet.read(document).keys
    assert list(keys) == [key["kid"] for key in JWKS["keys"]]
    for jwk in JWKS["keys"]:
        key = keys[jwk["kid"]]
        assert (key.kid, key.jwk, key.problem) == (jwk["kid"], jwk, "")
        assert key.public_key is not None
        numbers = key.public_key.public_numbers()
        assert (uint(numbers.n), uint(numbers.e)) == (jwk["n"], jwk["e"])


@pytest.mark.parametrize(
    "junk",
    [
        None,
        1,
        [],
        {},
        JWKS["keys"],
        {"keys": None},
        {"keys": {}},
        {"keys": "keys"},
        {"keys": (KEY,)},
        {"keys": [None]},
        {"keys": [KEY, "key"]},
        {"keys": [[KEY]]},
        {"KEYS": [KEY]},
        "",
        "[]",
        "null",
        "{",
        "not JSON",
        '{"keys": [1]}',
        b"\xff\xfe",
        b"\xc3",
        bytearray(b"{}"),
        "[" * 100_000,
        '{"keys":[' + "[" * 100_000,
        "9" * 5000,
    ],
)
def test_what_is_no_key_set_is_refused_by_name(junk: Any) -> None:
    with pytest.raises(KeySetError, match=r"^no key set: "):
        KeySet.read(junk)


def test_a_text_that_is_no_json_is_said_to_be_none() -> None:
    with pytest.raises(KeySetError, match=r"the text is no JSON \(JSONDecodeError\)"):
        KeySet.read("not JSON")
    with pytest.raises(KeySetError, match=r"as the issuer publishes it at /.well-known/jwks.json"):
        KeySet.read("[]")


def test_an_empty_set_is_a_set() -> None:
    assert KeySet.read({"keys": []}).keys == {}
    assert repr(KeySet.read(JWKS)) == f"KeySet({', '.join(KeySet.read(JWKS).keys)})"


@pytest.mark.parametrize("kid", [None, "", 1, ["a"], {"a": 1}, True])
def test_a_key_without_an_id_is_left_out(kid: Any) -> None:
    assert KeySet.read({"keys": [{**KEY, "kid": kid}]}).keys == {}
    assert read_key({**KEY, "kid": kid}).kid == ("" if kid != "" else kid)


def test_where_an_id_stands_twice_the_first_counts() -> None:
    other = {**POOL.keys.access_token.public_jwk(), "kid": KID}
    assert KeySet.read({"keys": [KEY, other]}).keys[KID].jwk == KEY
    assert KeySet.read({"keys": [other, KEY]}).keys[KID].jwk == other
    broken = {**KEY, "use": "enc"}
    assert KeySet.read({"keys": [broken, KEY]}).keys[KID].public_key is None


# The members that aws-jwt-verify looks at (`assertIsSignatureJwk` in its src/jwk.ts, and
# `validateJwtHeaderAndJwk`); in RFC 7517 `use` and `alg` are optional.
MEMBERS = [
    ("kty", "EC", "its kty is 'EC', not 'RSA'"),
    ("kty", "rsa", "its kty is 'rsa', not 'RSA'"),
    ("kty", None, "its kty is 'NoneType', not 'RSA'"),
    ("kty", "oct", "its kty is 'oct', not 'RSA'"),
    ("use", "enc", "its use is 'enc', not 'sig'"),
    ("use", "", "its use is '', not 'sig'"),
    ("use", "Sig", "its use is 'Sig', not 'sig'"),
    ("use", ["sig"], "its use is 'list', not 'sig'"),
    ("alg", "RS512", "its alg is 'RS512', not 'RS256'"),
    ("alg", "HS256", "its alg is 'HS256', not 'RS256'"),
    ("alg", "none", "its alg is 'none', not 'RS256'"),
    ("alg", "\u202e" * 100, r"its alg is '" + r"\u202e" * 20 + "', not 'RS256'"),
]


@pytest.mark.parametrize(("member", "value", "problem"), MEMBERS)
def test_a_key_for_something_else_says_so(member: str, value: Any, problem: str) -> None:
    key = read_key({**KEY, member: value})
    assert (key.public_key, key.problem, key.kid) == (None, problem, KID)


@pytest.mark.parametrize("left_out", [["use"], ["alg"], ["use", "alg"]])
def test_use_and_alg_may_be_left_out_and_kty_may_not(left_out: list[str]) -> None:
    assert read_key({k: v for k, v in KEY.items() if k not in left_out}).public_key is not None
    assert read_key({k: v for k, v in KEY.items() if k not in [*left_out, "kty"]}).problem


def test_a_member_that_is_nested_deep_is_a_problem_and_no_exception() -> None:
    assert read_key({**KEY, "kty": deep(100_000)}).problem == "its kty is 'list', not 'RSA'"
    assert "(TypeError)" in read_key({**KEY, "n": deep(100_000)}).problem


def deep(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


ODD = (1 << 2047) + 1
NUMBERS: list[tuple[Any, Any]] = [
    (None, "AQAB"),
    (1, "AQAB"),
    (["a"], "AQAB"),
    ({}, {}),
    ("", ""),
    ("A", "AQAB"),  # no whole byte
    ("\ud800", "AQAB"),
    ("é", "AQAB"),
    (uint(0), "AQAB"),
    (uint(1), "AQAB"),
    (uint(ODD), uint(1)),
    (uint(ODD), uint(0)),
    (uint(ODD), uint(2)),
    (uint(ODD), uint(ODD + 2)),
]


@pytest.mark.parametrize(("n", "e"), NUMBERS)
def test_numbers_that_make_no_key_are_a_problem_and_no_exception(n: Any, e: Any) -> None:
    key = read_key({**KEY, "n": n, "e": e})
    assert key.public_key is None
    assert key.problem.startswith("its numbers n and e make no RSA key (")


@pytest.mark.parametrize("missing", ["n", "e"])
def test_a_key_without_a_number_is_a_problem(missing: str) -> None:
    key = read_key({name: value for name, value in KEY.items() if name != missing})
    assert key.problem == "its numbers n and e make no RSA key (KeyError)"


@pytest.mark.parametrize(("bits", "good"), [(1024, False), (2040, False), (2048, True)])
def test_a_key_has_2048_bits_or_more(bits: int, good: bool) -> None:
    assert SMALLEST_KEY == 2048
    key = read_key({**KEY, "n": uint((1 << (bits - 1)) + 1)})
    assert (key.public_key is not None) is good
    assert key.problem == ("" if good else "it is shorter than 2048 bits")


def test_another_kind_of_key_stands_beside_and_does_no_harm() -> None:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    elliptic = {"kty": "EC", "crv": "P-256", "kid": "e", "x": uint(numbers.x), "y": uint(numbers.y)}
    secret = {"kty": "oct", "kid": "s", "k": "c2VjcmV0"}
    keys = KeySet.read({"keys": [elliptic, secret, KEY]}).keys
    assert [key.problem for key in keys.values()] == [
        "its kty is 'EC', not 'RSA'",
        "its kty is 'oct', not 'RSA'",
        "",
    ]


def test_a_leaked_private_key_only_verifies() -> None:
    private = rsa.generate_private_key(65537, 2048)
    numbers = private.private_numbers()
    jwk = SigningKey(private).public_jwk() | {
        "d": uint(numbers.d),
        "p": uint(numbers.p),
        "q": uint(numbers.q),
        "dp": uint(numbers.dmp1),
        "dq": uint(numbers.dmq1),
        "qi": uint(numbers.iqmp),
    }
    key = read_key(jwk)
    assert isinstance(key.public_key, rsa.RSAPublicKey)
    assert not isinstance(key.public_key, rsa.RSAPrivateKey)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
KEYS = st.fixed_dictionaries(
    {},
    optional={
        "kty": st.sampled_from(["RSA", "EC"]) | JSON,
        "use": st.just("sig") | JSON,
        "alg": st.just("RS256") | JSON,
        "kid": st.sampled_from([KID, "other"]) | JSON,
        "n": st.sampled_from([KEY["n"]]) | st.binary(max_size=300).map(encode_segment) | JSON,
        "e": st.sampled_from(["AQAB", "Aw"]) | st.binary(max_size=8).map(encode_segment) | JSON,
        "x5c": JSON,
    },
)


@given(JSON | st.binary() | st.fixed_dictionaries({"keys": JSON | st.lists(KEYS, max_size=3)}))
@example('{"keys":[{"kid":"k","kty":' + "[" * 900 + "]" * 900 + "}]}")
@example({"keys": [{**KEY, "n": "A" * 10_000 + "B"}]})
def test_whatever_the_document_is_reading_raises_nothing_but_its_own_error(document: Any) -> None:
    try:
        keys = KeySet.read(document).keys
    except KeySetError:
        return
    for kid, key in keys.items():
        assert key.kid == kid
        assert (key.public_key is None) is bool(key.problem)
        assert len(key.problem) < 200 and key.problem.isascii()
