import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from cognito_lab.tokens.careless import mac_with_public_key, verify_without
from cognito_lab.tokens.discovery import jwks_url
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens.practice import (
    KEY_SET,
    LOOT,
    POOL,
    SECONDS,
    failing,
    header,
    sealed,
    verified,
    written,
)

OWN = LOOT.own_key
OWN_SET: Mapping[str, Any] = {"keys": [OWN.public_jwk()]}


def without(*gates: Gate, token: Any, **more: Any) -> TokenVerification:
    published = more.pop("published", {})
    keys = more.pop("keys", KEY_SET)
    return verify_without(gates, token, keys, POOL.expected(**more), published)


def by_hand(head: Mapping[str, Any], signature: bytes = b"", **claims: Any) -> str:
    return f"{written(head)}.{written(POOL.claims() | claims)}.{encode_segment(signature)}"


def by_hmac(secret_of: Any, **head: Any) -> str:
    signing_input = f"{written(header(alg='HS256', **head))}.{written(POOL.claims())}"
    mac = mac_with_public_key(secret_of, signing_input.encode())
    return f"{signing_input}.{encode_segment(mac)}"


TOKENS: list[Any] = [
    POOL.token(),
    POOL.token("access"),
    POOL.token("id", {"exp": 1, "aud": "x", "iss": "y"}),
    by_hand(header(alg="none")),
    by_hmac(KEY_SET.keys[POOL.keys.id_token.kid].public_key),
    sealed(header(kid="x", jwk=OWN.public_jwk()), {}, OWN),
    POOL.token() + "=",
    "",
    "a.b.c",
    None,
    "x" * 100_000,
]


@pytest.mark.parametrize("token", TOKENS)
def test_a_verifier_that_leaves_out_nothing_is_the_careful_one(token: Any) -> None:
    careful = verified(token, scopes="x", groups="photographers")
    same = without(token=token, scopes="x", groups="photographers")
    assert same == careful
    assert without(token=token, published={jwks_url(POOL.issuer): OWN_SET}).accepted is (
        verified(token).accepted
    )


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("gate", Gate)
def test_whatever_is_left_out_the_rows_are_there_and_nothing_is_raised(
    gate: Gate, token: Any
) -> None:
    found = without(gate, token=token)
    assert [c.subject for c in found.checks] == [c.subject for c in verified(token).checks]
    assert found.left_out == {gate}
    assert repr(found)


def test_the_key_set_may_be_a_document() -> None:
    assert without(token=POOL.token(), keys=POOL.keys.jwks()).accepted


def test_who_asks_nothing_lets_everything_in() -> None:
    assert without(*Gate, token="").accepted
    assert not without(*(set(Gate) - {Gate.EXPIRY}), token="").accepted


def test_a_gate_that_is_left_out_keeps_its_row_and_has_no_say() -> None:
    old = POOL.token("id", {"exp": SECONDS, "iss": "other"})
    found = without(Gate.EXPIRY, token=old)
    assert failing(found) == [("issuer", "issuer-differs"), ("expiry", "expired")]
    assert not found.accepted
    assert without(Gate.EXPIRY, Gate.ISSUER, token=old).accepted
    both = without(Gate.EXPIRY, Gate.ISSUER, token=old)
    both.raise_for_failure()
    assert both.claims["iss"] == "other"


# ---------------------------------------------------------------- without `algorithm`


@pytest.mark.parametrize("alg", ["none", "None", "nOnE"])
def test_without_the_algorithm_a_token_may_say_that_it_needs_no_signature(alg: str) -> None:
    token = by_hand(header(alg=alg), cognito="x")
    assert without(Gate.ALGORITHM, token=token).accepted
    assert not without(token=token).accepted
    assert not without(Gate.SIGNATURE, token=token).accepted


def test_without_the_algorithm_the_public_key_is_a_secret() -> None:
    key = KEY_SET.keys[POOL.keys.id_token.kid].public_key
    assert without(Gate.ALGORITHM, token=by_hmac(key)).accepted
    signing_input = f"{written(header(alg='HS512'))}.{written(POOL.claims())}"
    assert key is not None
    mac = mac_with_public_key(key, signing_input.encode())
    assert not without(Gate.ALGORITHM, token=f"{signing_input}.{encode_segment(mac)}").accepted
    unfit = KeySet.read({"keys": [POOL.keys.id_token.public_jwk() | {"use": "enc"}]})
    assert not without(Gate.ALGORITHM, token=by_hmac(key), keys=unfit).accepted
    other = KEY_SET.keys[POOL.keys.access_token.kid].public_key
    assert not without(Gate.ALGORITHM, token=by_hmac(other)).accepted
    assert not without(token=by_hmac(key)).accepted


@pytest.mark.parametrize(
    "head",
    [
        header(alg="none"),  # none, and yet something stands there
        header(alg="HS256"),
        header(alg="HS512"),
        header(alg=None),
        header(alg=""),
    ],
)
def test_without_the_algorithm_a_wrong_signature_is_still_wrong(head: dict[str, Any]) -> None:
    found = without(Gate.ALGORITHM, token=by_hand(head, b"something"))
    assert ("signature", "signature-differs") in failing(found)


def test_without_the_algorithm_what_is_signed_by_rs256_is_still_checked_by_it() -> None:
    assert without(Gate.ALGORITHM, token=POOL.token()).accepted
    forged = sealed(header(), POOL.claims(), OWN)
    assert failing(without(Gate.ALGORITHM, token=forged)) == [("signature", "signature-differs")]


def test_without_the_algorithm_the_key_still_has_to_be_the_issuers() -> None:
    token = by_hand(header(alg="none", kid="x"))
    assert failing(without(Gate.ALGORITHM, token=token)) == [
        ("algorithm", "algorithm-differs"),
        ("kid", "kid-unknown"),
        ("key", "no-key"),
    ]


# ---------------------------------------------------------------- without `kid`


def test_without_the_key_id_the_token_may_bring_its_key() -> None:
    token = sealed(header(kid=OWN.kid, jwk=OWN.public_jwk()), POOL.claims(), OWN)
    assert without(Gate.KID, token=token).accepted
    assert not without(token=token).accepted


def test_without_the_key_id_the_token_may_say_where_its_key_is() -> None:
    address = "https://keys.example.com/jwks.json"
    token = sealed(header(kid=OWN.kid, jku=address), POOL.claims(), OWN)
    published = {address: OWN_SET}
    assert without(Gate.KID, token=token, published=published).accepted
    assert not without(token=token, published=published).accepted
    assert not without(Gate.KID, token=token).accepted  # nothing is fetched
    assert not without(Gate.KID, token=token, published={"https://x.test": OWN_SET}).accepted
    renamed = {"keys": [OWN.public_jwk() | {"kid": "x"}]}
    assert not without(Gate.KID, token=token, published={address: renamed}).accepted


def test_without_the_key_id_the_issuer_that_the_token_names_is_asked() -> None:
    evil = POOL.issuer[:-1] + "a"
    token = sealed(header(kid=OWN.kid), POOL.claims() | {"iss": evil}, OWN)
    published = {jwks_url(evil): OWN_SET}
    found = without(Gate.KID, token=token, published=published)
    assert failing(found) == [("kid", "kid-unknown"), ("issuer", "issuer-differs")]
    assert without(Gate.KID, Gate.ISSUER, token=token, published=published).accepted


def test_without_the_key_id_every_key_of_the_issuers_is_tried() -> None:
    for kid in (None, "", "x", POOL.keys.access_token.kid):
        token = sealed(header(kid=kid), POOL.claims())
        assert without(Gate.KID, token=token).accepted
        assert not without(token=token).accepted
    stranger = sealed(header(kid=None), POOL.claims(), OWN)
    assert ("signature", "signature-differs") in failing(without(Gate.KID, token=stranger))


@pytest.mark.parametrize(
    "junk", [{}, {"keys": 1}, {"keys": [None]}, {"keys": [{"kid": OWN.kid}]}, None, "x"]
)
def test_junk_where_the_token_points_to_is_no_key(junk: Any) -> None:
    address = "https://keys.example.com/jwks.json"
    token = sealed(header(kid=OWN.kid, jku=address), POOL.claims(), OWN)
    assert not without(Gate.KID, token=token, published={address: junk}).accepted
    for jwk in ({}, {"kty": "RSA"}, {"kty": "RSA", "n": "A", "e": "A"}):
        token = sealed(header(kid=OWN.kid, jwk=jwk), POOL.claims(), OWN)
        assert not without(Gate.KID, token=token).accepted


def test_with_no_key_at_all_there_is_none_to_try() -> None:
    found = without(Gate.KID, token=POOL.token(), keys=KeySet.read({"keys": []}))
    assert failing(found)[1:] == [("key", "no-key"), ("signature", "no-key")]


# ---------------------------------------------------------------- without `key`


def test_without_the_key_gate_a_key_for_something_else_does_too() -> None:
    jwk = POOL.keys.id_token.public_jwk()
    for more in ({"use": "enc"}, {"alg": "RS512"}):
        keys = KeySet.read({"keys": [jwk | more]})
        assert without(Gate.KEY, token=POOL.token(), keys=keys).accepted
        assert not without(token=POOL.token(), keys=keys).accepted
        found = without(Gate.EXPIRY, token=POOL.token(), keys=keys)
        assert found.checks == verified(POOL.token(), jwks=keys).checks
    numberless = KeySet.read({"keys": [{"kty": "RSA", "kid": jwk["kid"], "use": "enc"}]})
    assert not without(Gate.KEY, token=POOL.token(), keys=numberless).accepted


# ---------------------------------------------------------------- without `shape`

TEXT = base64.urlsafe_b64decode(written(POOL.claims()) + "==").decode()
UNUSUAL = [
    POOL.token() + ".x",
    POOL.token() + "==",
    POOL.token() + "=",
    sealed(header(), '{"sub":"ben",' + TEXT[1:]),
    sealed(header(), TEXT[:-1] + ',"custom:x":NaN}'),
    sealed(header(), TEXT[:-1] + ',"custom:x":' + "[" * 100 + "]" * 100 + "}"),
    sealed(header(), POOL.claims() | {"custom:x": "x" * 300_000}),
    sealed(header(crit=["x"]), POOL.claims()),
    sealed(header(typ=1), POOL.claims()),
]


@pytest.mark.parametrize("token", UNUSUAL)
def test_without_the_shape_a_token_is_read_as_far_as_it_can_be(token: str) -> None:
    assert without(Gate.SHAPE, token=token).accepted
    assert failing(without(token=token))[0][0] == "shape"


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "a.b",
        "é.é.é",
        "\ud800.\ud800.\ud800",
        sealed("[]", {}),
        sealed(header(), "1"),
        sealed(header(), b"\xff"),
        sealed(header(), "[" * 100_000),
        sealed(header(), '{"a":' + "9" * 5000 + "}"),
        sealed(header(), {"iss": 1, "exp": 10**400, "nbf": 10**400, "aud": {}, "token_use": []}),
        sealed(header(kid=["a"], alg={}, jwk=1, jku=[]), {"iss": []}),
    ],
)
def test_without_the_shape_what_cannot_be_read_is_still_refused(token: Any) -> None:
    found = without(Gate.SHAPE, token=token, leeway=0.5)
    assert not found.accepted
    assert repr(found)
    assert not without(Gate.SHAPE, Gate.KID, token=token, leeway=0.5).accepted


def test_without_the_shape_of_a_name_that_stands_twice_the_last_counts() -> None:
    found = without(Gate.SHAPE, token=sealed(header(), TEXT[:-1] + ',"sub":"ben"}'))
    assert found.claims["sub"] == "ben"


# ---------------------------------------------------------------- without `token use`


def test_without_the_token_use_the_app_client_is_taken_from_whichever_claim_has_it() -> None:
    assert without(Gate.TOKEN_USE, token=POOL.token("access")).accepted
    assert failing(without(token=POOL.token("access"))) == [
        ("token use", "use-differs"),
        ("audience", "claim-missing"),
    ]
    as_access = verify_without({Gate.TOKEN_USE}, POOL.token("id"), KEY_SET, POOL.expected("access"))
    assert as_access.accepted
    other = POOL.token("access", {"client_id": "other"})
    assert not without(Gate.TOKEN_USE, token=other).accepted
    of_two = POOL.token("id", {"client_id": "other"})
    assert without(Gate.TOKEN_USE, token=of_two).accepted  # its own claim comes first
    neither = POOL.token("access", {"client_id": None})
    assert not without(Gate.TOKEN_USE, token=neither).accepted


def test_hmac_with_a_public_key_takes_its_pem_text_as_it_is() -> None:
    # https://www.rfc-editor.org/rfc/rfc8725#section-2.1
    key = KEY_SET.keys[POOL.keys.id_token.kid].public_key
    assert key is not None
    pem = key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert pem.startswith(b"-----BEGIN PUBLIC KEY-----\n")
    assert mac_with_public_key(key, b"x.y") == hmac.new(pem, b"x.y", hashlib.sha256).digest()


def test_the_text_of_the_claims_here_is_the_pools_own() -> None:
    assert json.loads(TEXT) == POOL.claims()
