import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from cognito_lab.tokens.keys import PoolKeys, SigningKey

# The example of RFC 7638, section 3.1.
RFC_N = (
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
    "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0"
    "_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWh"
    "AI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
)
RFC_THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
MEMBERS = {"alg", "e", "kid", "kty", "n", "use"}


class PublicHalf:
    """RFC 7638 prints a public key alone; a kid is made of nothing else."""

    def public_key(self) -> rsa.RSAPublicKey:
        modulus = int.from_bytes(base64.urlsafe_b64decode(RFC_N + "=="), "big")
        return rsa.RSAPublicNumbers(65537, modulus).public_key()


@pytest.fixture(scope="module")
def keys() -> PoolKeys:
    return PoolKeys(SigningKey.generate(), SigningKey.generate())


def test_a_kid_is_the_thumbprint_of_rfc_7638_in_plain_base64() -> None:
    kid = SigningKey(PublicHalf()).kid  # type: ignore[arg-type]
    assert base64.urlsafe_b64encode(base64.b64decode(kid)).decode().rstrip("=") == RFC_THUMBPRINT
    assert kid == "NzbLsXh8uDCcd+6MNwXF4W/7noWXFZAfHkxZsRGC9Xs="


def test_a_fresh_key_has_2048_bits_and_the_usual_exponent(keys: PoolKeys) -> None:
    public = jwt.PyJWK(keys.id_token.public_jwk()).key
    assert (public.key_size, public.public_numbers().e) == (2048, 65537)


def test_a_jwk_has_the_members_that_cognito_publishes_and_no_private_one(keys: PoolKeys) -> None:
    jwk = keys.id_token.public_jwk()
    assert set(jwk) == MEMBERS
    assert (jwk["alg"], jwk["kty"], jwk["use"], jwk["e"]) == ("RS256", "RSA", "sig", "AQAB")
    assert jwk["kid"] == keys.id_token.kid


def test_a_pools_jwks_holds_both_public_keys_that_of_id_tokens_first(keys: PoolKeys) -> None:
    jwks = keys.jwks()
    assert list(jwks) == ["keys"]
    assert jwks["keys"] == [keys.id_token.public_jwk(), keys.access_token.public_jwk()]
    assert keys.id_token.kid != keys.access_token.kid


def test_each_token_use_has_its_key_and_an_unknown_use_has_none(keys: PoolKeys) -> None:
    assert keys.for_use("id") is keys.id_token
    assert keys.for_use("access") is keys.access_token
    with pytest.raises(KeyError, match="refresh"):
        keys.for_use("refresh")


def test_a_signed_token_verifies_with_its_own_key_only(keys: PoolKeys) -> None:
    claims = {"sub": "ana", "n": 1, "flag": True, "list": ["a"]}
    token = keys.id_token.sign(claims)
    own, other = (jwt.PyJWK(key).key for key in keys.jwks()["keys"])
    assert jwt.decode(token, own, algorithms=["RS256"]) == claims
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, other, algorithms=["RS256"])


def test_the_header_names_the_key_and_the_algorithm_and_nothing_else(keys: PoolKeys) -> None:
    header = jwt.get_unverified_header(keys.access_token.sign({"sub": "ana"}))
    assert header == {"kid": keys.access_token.kid, "alg": "RS256"}


def test_the_same_claims_give_the_same_token_and_are_left_as_they_were(keys: PoolKeys) -> None:
    claims = {"sub": "ana", "exp": 1}
    assert keys.id_token.sign(claims) == keys.id_token.sign(claims)
    assert claims == {"sub": "ana", "exp": 1}


def test_a_key_survives_being_stored(keys: PoolKeys) -> None:
    again = SigningKey.from_der(keys.id_token.to_der())
    assert again.to_der() == keys.id_token.to_der()
    assert json.dumps(again.public_jwk()) == json.dumps(keys.id_token.public_jwk())
    assert again.sign({"sub": "ana"}) == keys.id_token.sign({"sub": "ana"})


def test_a_stored_key_that_is_not_rsa_is_refused_by_name() -> None:
    der = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(ValueError, match="expected an RSA private key, found EC"):
        SigningKey.from_der(der)


@pytest.mark.parametrize("broken", [b"", b"junk", b"\x30\x03\x02\x01"])
def test_bytes_that_hold_no_key_are_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"key|ASN\.1|parse"):
        SigningKey.from_der(broken)


def test_a_public_key_is_no_signing_key(keys: PoolKeys) -> None:
    der = jwt.PyJWK(keys.id_token.public_jwk()).key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(ValueError, match=r"key|ASN\.1|parse"):
        SigningKey.from_der(der)


@pytest.mark.parametrize(
    "claims", [{}, {"iss": "i", "n": 1, "b": True, "l": ["ü", None]}, {"half": "\ud800"}]
)
def test_a_token_is_the_one_that_pyjwt_makes_of_these_claims(
    keys: PoolKeys, claims: dict[str, object]
) -> None:
    key = keys.id_token
    private = serialization.load_der_private_key(key.to_der(), password=None)
    headers = {"kid": key.kid, "typ": ""}  # an empty one makes PyJWT leave it out
    expected = jwt.encode(claims, private, algorithm="RS256", headers=headers)  # type: ignore[arg-type]
    assert key.sign(claims) == expected


def test_what_json_cannot_say_is_no_claim(keys: PoolKeys) -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        keys.id_token.sign({"a": object()})


def test_keys_that_are_replaced_stay_published_behind_the_new_ones(keys: PoolKeys) -> None:
    fresh = PoolKeys(SigningKey.generate(), SigningKey.generate())
    replaced = keys.replaced_by(fresh)
    assert replaced.jwks()["keys"] == [*fresh.jwks()["keys"], *keys.jwks()["keys"]]
    assert replaced.for_use("id") is fresh.id_token
    forgotten = keys.replaced_by(fresh, forget_old=True)
    assert forgotten.jwks() == fresh.jwks()
