from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.secret_hash import (
    SECRET_HASH_REFUSALS,
    SecretHashCheck,
    SecretHashReason,
    check_secret_hash,
    secret_hash,
)

CLIENT, SECRET = "1h57kf5cpq17m0eml12EXAMPLE", "1example23secret456789abcdefghij"

# Made by another program, each with
#   printf %s "$USERNAME$CLIENT" | openssl dgst -sha256 -hmac "$SECRET" -binary | openssl base64
OPENSSL = [
    ("ana", CLIENT, SECRET, "aLBqUBNpctSa6g8AY3bgkcdyOh1YMOs7bFm+gEW5ygc="),
    ("aña", "client", "key", "gis73rUqz6nT0nuKjpg83ZYVVv4gLnO5IfnEqHrlk2Q="),
]
ANAS = OPENSSL[0][3]

# Half surrogate pairs included: JSON can carry them.
anything = st.text(st.characters(), max_size=12)


def reason(
    given: str | None, username: str = "ana", client: str = CLIENT, secret: str | None = SECRET
) -> SecretHashReason:
    return check_secret_hash(
        given, username=username, app_client_id=client, app_client_secret=secret
    ).reason


@pytest.mark.parametrize(("username", "client", "secret", "expected"), OPENSSL)
def test_a_hash_is_what_openssl_makes_of_it(
    username: str, client: str, secret: str, expected: str
) -> None:
    assert secret_hash(username, client, secret) == expected
    assert reason(expected, username, client, secret) is SecretHashReason.ACCEPTED


def test_the_inner_code_is_rfc_4231s() -> None:
    # https://www.rfc-editor.org/rfc/rfc4231#section-4.3: key "Jefe", data in two halves here
    mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert b64decode(secret_hash("what do ya want ", "for nothing?", "Jefe")).hex() == mac


@pytest.mark.parametrize(
    ("username", "client", "secret"),
    [
        ("Ana", CLIENT, SECRET),
        ("bob", CLIENT, SECRET),
        ("ana ", CLIENT, SECRET),
        ("ana", "x" + CLIENT, SECRET),
        ("ana", CLIENT, SECRET.upper()),
        ("ana", CLIENT, ""),
    ],
)
def test_a_hash_of_another_name_app_client_or_secret_is_a_mismatch(
    username: str, client: str, secret: str
) -> None:
    assert reason(ANAS, username, client, secret) is SecretHashReason.MISMATCH


@pytest.mark.parametrize(
    "hostile", ["", " ", ANAS[:-1], ANAS + "=", ANAS + "\n", ANAS.lower(), SECRET, "ä", "\ud800"]
)
def test_what_only_looks_like_the_hash_is_a_mismatch(hostile: str) -> None:
    assert reason(hostile) is SecretHashReason.MISMATCH


def test_an_app_client_with_a_secret_has_to_send_a_hash() -> None:
    assert reason(None) is SecretHashReason.NOT_RECEIVED


def test_an_app_client_without_a_secret_sends_none() -> None:
    assert reason(None, secret=None) is SecretHashReason.ACCEPTED
    assert reason(ANAS, secret=None) is SecretHashReason.NOT_EXPECTED
    assert reason("", secret=None) is SecretHashReason.NOT_EXPECTED


def test_every_refusal_has_its_words() -> None:
    assert set(SECRET_HASH_REFUSALS) == set(SecretHashReason) - {SecretHashReason.ACCEPTED}
    assert all(text.count("CLIENT_ID") == 1 for _, text in SECRET_HASH_REFUSALS.values())


@given(sent=st.none() | anything, username=anything, client=anything, secret=st.none() | anything)
def test_only_the_one_hash_opens_and_nothing_makes_it_stumble(
    sent: str | None, username: str, client: str, secret: str | None
) -> None:
    right = None if secret is None else secret_hash(username, client, secret)
    for given_hash in (sent, right):
        assert check_secret_hash(
            given_hash, username=username, app_client_id=client, app_client_secret=secret
        ).accepted == (given_hash == right)


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(SecretHashCheck(SecretHashReason.ACCEPTED))
