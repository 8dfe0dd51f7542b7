"""The rows of algorithm, key id, key and signature."""

import base64
from typing import Any

import pytest

from cognito_lab.evidence import Check
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet, read_key
from cognito_lab.tokens.reading import read_token
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.signature_checks import signature_check
from tests.tokens.practice import (
    LOOT,
    POOL,
    failing,
    header,
    row,
    sealed,
    verified,
    written,
)

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
    assert row(found, Gate.SIGNATURE).actual == "does not hold"
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
