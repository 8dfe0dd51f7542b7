import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in import srp_group
from cognito_lab.sign_in.srp_group import (
    N,
    g,
    hashed,
    number_of,
    padded,
    parse_number,
    power_of_g,
    text_bytes,
)
from tests.sign_in.second_srp import COGNITO, GROUP_3072, with_room_for_a_sign

numbers = st.integers(0, 2**3080)


def test_the_modulus_is_that_of_rfc_3526_made_from_its_formula() -> None:
    assert N == GROUP_3072
    assert N.bit_length() == 3072


def test_two_generates_the_half_of_the_group_that_has_no_small_part() -> None:
    # Euler's criterion: 2 is a square, so its powers are the subgroup of prime order (N - 1) / 2.
    assert g == 2
    assert pow(g, (N - 1) // 2, N) == 1


def test_the_multiplier_is_the_one_of_awss_client() -> None:
    # `k` of amazon-cognito-identity-js 6.3.21, printed.
    assert f"{srp_group.k:x}" == "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6"
    assert srp_group.k == COGNITO.multiplier


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "00"),
        (1, "01"),
        (0x14, "14"),
        (0x7F, "7f"),
        (0x80, "0080"),
        (0xEC, "00ec"),
        (0xFF, "00ff"),
        (0x100, "0100"),
        (0x7FFF, "7fff"),
        (0x8000, "008000"),
        (0xABC, "0abc"),
    ],
)
def test_a_zero_byte_stands_before_a_first_bit_that_is_set(number: int, expected: str) -> None:
    assert padded(number).hex() == expected


def test_the_padded_modulus_has_a_byte_more_than_the_modulus() -> None:
    assert padded(N).hex().startswith("00ffffffff")
    assert len(padded(N)) == 385
    assert len(padded(N >> 1)) == 384


@given(numbers)
@example(2**255)
@example(2**255 - 1)
def test_padding_is_the_same_as_by_hexadecimal_digits_and_loses_nothing(number: int) -> None:
    assert padded(number).hex() == with_room_for_a_sign(number)
    assert number_of(padded(number)) == number


def test_the_hash_is_sha_256_of_the_parts_in_their_order() -> None:
    # https://csrc.nist.gov/csrc/media/projects/cryptographic-standards-and-guidelines/documents/examples/sha256.pdf
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hashed(b"abc").hex() == hashed(b"a", b"", b"bc").hex() == abc
    assert hashed(b"bc", b"a") != hashed(b"a", b"bc")


def test_a_text_that_no_encoding_takes_still_becomes_bytes() -> None:
    assert text_bytes("é") == b"\xc3\xa9"
    assert text_bytes("\ud800") == b"\xed\xa0\x80"


@given(st.integers(0, N))
def test_a_number_is_read_from_its_hexadecimal_text(number: int) -> None:
    assert parse_number(f"{number:x}") == number
    assert parse_number(f"{number:X}") == number
    assert parse_number(padded(number).hex()) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "g",
        "0x1f",
        "0X1F",
        "+1f",
        "-1f",
        "-0",
        "1_f",
        " 1f",
        "1f ",
        "1f\n",
        "\n1f",
        "1f\x00",
        "1 f",
        "1.0",
        "１ｆ",  # full-width
        "١٢",  # Arabic-Indic digits
        "²",
        "\ud800",
        "None",
    ],
)
def test_what_int_would_take_or_stumble_over_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_a_text_may_be_as_long_as_the_padded_modulus_and_no_longer() -> None:
    assert parse_number("f" * 770) == 16**770 - 1
    assert parse_number("f" * 771) is None
    assert parse_number("0" * 771) is None
    assert parse_number("f" * 10_000_000) is None


@given(st.text(st.characters()) | st.text("0123456789abcdefABCDEFxX_+- \n"))
def test_a_number_is_read_only_where_each_letter_is_a_digit(text: str) -> None:
    all_digits = text != "" and set(text) <= set("0123456789abcdefABCDEF")
    number = parse_number(text)
    assert (number is not None) == (all_digits and len(text) <= 770)


@given(st.integers(0, 2**1100) | st.integers(0, 300))
@example(15)
@example(16)
@example(2**1024 - 1)
def test_a_power_of_g_is_what_pow_says(exponent: int) -> None:
    assert power_of_g(exponent) == pow(g, exponent, N)
