import pickle
from typing import Any

import jwt
import pytest

from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens.practice import (
    ALWAYS,
    CLIENT,
    LOOT,
    POOL,
    SECONDS,
    header,
    sealed,
    verified,
)


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
