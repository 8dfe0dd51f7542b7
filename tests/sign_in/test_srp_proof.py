import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.srp_proof import (
    claim_message,
    claim_signature,
    decode_base64,
    encode_base64,
    session_key,
)
from tests.sign_in.second_srp import hkdf, with_room_for_a_sign

numbers = st.integers(0, 2**3072)


@pytest.mark.parametrize(
    ("secret", "salt", "info", "length", "expected"),
    [
        # https://www.rfc-editor.org/rfc/rfc5869#appendix-A, cases 1 to 3
        (
            b"\x0b" * 22,
            bytes(range(13)),
            bytes(range(0xF0, 0xFA)),
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)),
            bytes(range(0x60, 0xB0)),
            bytes(range(0xB0, 0x100)),
            82,
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            "cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            b"\x0b" * 22,
            b"",
            b"",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_the_judges_hkdf_is_that_of_rfc_5869(
    secret: bytes, salt: bytes, info: bytes, length: int, expected: str
) -> None:
    assert hkdf(secret, salt, info, length).hex() == expected


@given(S=numbers, u=st.integers(0, 2**256 - 1))
def test_the_key_is_hkdf_of_s_with_u_as_salt(S: int, u: int) -> None:
    padded_s, padded_u = (bytes.fromhex(with_room_for_a_sign(n)) for n in (S, u))
    key = session_key(S, u)
    assert key == hkdf(padded_s, padded_u, b"Caldera Derived Key", 16)
    # As the public clients write it: one block, cut, its count 1 behind the info.
    extracted = hmac.new(padded_u, padded_s, hashlib.sha256).digest()
    expanded = hmac.new(extracted, b"Caldera Derived Key" + chr(1).encode(), hashlib.sha256)
    assert key == expanded.digest()[:16]


def test_the_message_is_the_four_parts_in_their_order() -> None:
    assert claim_message("Pool", "zoë", b"\x00\xff", "Mon") == b"Poolzo\xc3\xab\x00\xffMon"


def test_the_signature_is_hmac_sha_256() -> None:
    # https://www.rfc-editor.org/rfc/rfc4231#section-4.3, case 2
    assert claim_signature(b"Jefe", b"what do ya want for nothing?").hex() == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@given(st.binary())
def test_base64_comes_back_as_the_bytes_it_was_made_of(data: bytes) -> None:
    assert decode_base64(encode_base64(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "=",
        "====",
        "QQ",
        "QQ=",
        "QQ===",
        "QQ==\n",
        " QQ==",
        "Q Q==",
        "QR==",  # says "A" too, with bits left over
        "QUJ=",
        "QQ==QQ==",
        "-_-_",  # base64url
        "ＱＱ==",
        "é===",
        "\ud800",
    ],
)
def test_other_texts_for_the_same_bytes_are_no_base64(text: str) -> None:
    assert decode_base64(text) is None


@given(st.text(st.characters()) | st.text("AQRgw=+/-_ \n", max_size=12))
def test_what_is_read_has_no_other_text(text: str) -> None:
    data = decode_base64(text)
    assert data is None or base64.b64encode(data).decode() == text
