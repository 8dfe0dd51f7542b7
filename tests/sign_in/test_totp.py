"""The published vectors first, then the window, replay and what an app reads from a QR code."""

import base64
import datetime as dt
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.totp import (
    SECRET_BYTES,
    TotpCheck,
    TotpReason,
    check_totp,
    counter_at,
    digits_of,
    hotp,
    key_of,
    mac_of,
    new_secret,
    otpauth_uri,
    totp,
    truncate,
)

KEY = b"12345678901234567890"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
STEP = dt.timedelta(seconds=30)
COUNTER = 58920120  # 1767603600 seconds at NOW, in steps of 30

# https://www.rfc-editor.org/rfc/rfc4226#appendix-D: counter, HMAC, number, code
RFC_4226 = [
    (0, "cc93cf18508d94934c64b65d8ba7667fb7cde4b0", 1284755224, "755224"),
    (1, "75a48a19d4cbe100644e8ac1397eea747a2d33ab", 1094287082, "287082"),
    (2, "0bacb7fa082fef30782211938bc1c5e70416ff44", 137359152, "359152"),
    (3, "66c28227d03a2d5529262ff016a1e6ef76557ece", 1726969429, "969429"),
    (4, "a904c900a64b35909874b33e61c5938a8e15ed1c", 1640338314, "338314"),
    (5, "a37e783d7b7233c083d4f62926c7a25f238d0316", 868254676, "254676"),
    (6, "bc9cd28561042c83f219324d3c607256c03272ae", 1918287922, "287922"),
    (7, "a4fb960c0bc06e1eabb804e5b397cdc4b45596fa", 82162583, "162583"),
    (8, "1b3c89f65e6c9e883012052823443f048b4332db", 673399871, "399871"),
    (9, "1637409809a679dc698207310c8c7fc07290d9e5", 645520489, "520489"),
]

# https://www.rfc-editor.org/rfc/rfc6238#appendix-B, the rows of SHA1: seconds, counter, code
RFC_6238 = [
    (59, 0x1, "94287082"),
    (1111111109, 0x23523EC, "07081804"),
    (1111111111, 0x23523ED, "14050471"),
    (1234567890, 0x273EF07, "89005924"),
    (2000000000, 0x3F940AA, "69279037"),
    (20000000000, 0x27BC86AA, "65353130"),
]

secrets = st.binary(min_size=16, max_size=40).map(new_secret)
moments = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2600, 1, 1), timezones=st.just(dt.UTC))
# Half surrogate pairs and digits of other scripts included.
anything = st.text(st.characters() | st.sampled_from("0123456789٣３⁶ \n"), max_size=9)
names = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=":"), min_size=1, max_size=20
)


def at(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def reason(code: str, last_used_counter: int | None = None) -> TotpReason:
    return check_totp(SECRET, code, now=NOW, last_used_counter=last_used_counter).reason


@pytest.mark.parametrize(("counter", "mac", "number", "code"), RFC_4226)
def test_every_step_from_counter_to_code_is_rfc_4226s(
    counter: int, mac: str, number: int, code: str
) -> None:
    assert mac_of(KEY, counter).hex() == mac
    assert truncate(bytes.fromhex(mac)) == number
    assert digits_of(number) == code
    assert hotp(KEY, counter) == code


def test_the_highest_bit_of_the_four_is_dropped_and_zeros_in_front_are_kept() -> None:
    # https://www.rfc-editor.org/rfc/rfc4226#section-5.4, with its first bit set
    mac = bytes.fromhex("1f8698690e02ca16618550ef7f19da8e945b555a")
    assert truncate(mac) == 0x50EF7F19 == 1357872921
    assert truncate(mac.replace(b"\x50", b"\xd0")) == 0x50EF7F19
    assert digits_of(1_000_042) == "000042"


@pytest.mark.parametrize(("seconds", "counter", "code"), RFC_6238)
def test_codes_over_time_are_rfc_6238s(seconds: int, counter: int, code: str) -> None:
    assert counter_at(at(seconds)) == counter
    assert totp(SECRET, at(seconds), digits=8) == code
    assert totp(SECRET, at(seconds)) == code[-6:]


def test_a_secret_that_cognito_gave_out_makes_the_code_that_cognito_took() -> None:
    # Published by https://github.com/ravenscar/minimal-cognito-totp
    secret = "6C727YG4LRZRAMYD5YBNMTKPUFGIN5ZUNPBB2RJ74D5GE5OCWD7A"
    assert totp(secret, at(53660796 * 30)) == "057397"
    assert len(key_of(secret)) == SECRET_BYTES
    assert len(new_secret(bytes(SECRET_BYTES))) == len(secret) == 52


@pytest.mark.parametrize(("seconds", "counter"), [(0, 0), (29.999, 0), (30, 1), (59.999, 1)])
def test_a_step_begins_with_its_first_instant(seconds: float, counter: int) -> None:
    assert counter_at(at(seconds)) == counter


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (-2, TotpReason.MISMATCH),
        (-1, TotpReason.ACCEPTED),
        (0, TotpReason.ACCEPTED),
        (1, TotpReason.ACCEPTED),
        (2, TotpReason.MISMATCH),
    ],
)
def test_a_code_may_be_one_step_early_or_late(steps: int, expected: TotpReason) -> None:
    verdict = check_totp(SECRET, totp(SECRET, NOW + steps * STEP), now=NOW, last_used_counter=None)
    accepted = expected is TotpReason.ACCEPTED
    assert verdict == TotpCheck(expected, COUNTER + steps if accepted else None)


def test_the_window_is_counted_in_steps_and_not_in_seconds() -> None:
    code = totp(SECRET, NOW)
    last = NOW + 2 * STEP - dt.timedelta(microseconds=1)
    assert check_totp(SECRET, code, now=last, last_used_counter=None).accepted
    assert not check_totp(SECRET, code, now=NOW + 2 * STEP, last_used_counter=None).accepted


@pytest.mark.parametrize(
    ("last_used", "expected"),
    [
        (None, TotpReason.ACCEPTED),
        (0, TotpReason.ACCEPTED),
        (COUNTER - 1, TotpReason.ACCEPTED),
        (COUNTER, TotpReason.REPLAYED),
        (COUNTER + 1, TotpReason.REPLAYED),
    ],
)
def test_a_code_opens_once_and_shuts_out_the_earlier_ones(
    last_used: int | None, expected: TotpReason
) -> None:
    verdict = check_totp(SECRET, totp(SECRET, NOW), now=NOW, last_used_counter=last_used)
    assert verdict == TotpCheck(expected, COUNTER)


def test_a_code_that_two_steps_share_counts_as_the_later_ones() -> None:
    # Found by trying: these two neighbours have the same code.
    shared = hotp(KEY, 910_737)
    assert shared == hotp(KEY, 910_738)
    verdict = check_totp(SECRET, shared, now=at(910_737 * 30), last_used_counter=910_737)
    assert verdict == TotpCheck(TotpReason.ACCEPTED, 910_738)


def test_in_the_first_steps_of_1970_there_is_nothing_earlier_to_compare() -> None:
    assert check_totp(SECRET, "755224", now=at(0), last_used_counter=None).counter == 0
    used = check_totp(SECRET, "755224", now=at(0), last_used_counter=0)
    assert used == TotpCheck(TotpReason.REPLAYED, 0)


CODE = totp(SECRET, NOW)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        CODE + " ",
        " " + CODE,
        CODE + "\n",
        CODE + "\x00",
        CODE[:5],
        "0" + CODE,
        CODE[:3] + " " + CODE[3:],
        totp(SECRET, NOW, digits=8),
        CODE.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),  # full width
        CODE.translate({ord(str(n)): chr(0x0660 + n) for n in range(10)}),  # Arabic-Indic
        "\ud800",
        "1" * 100_000,
    ],
)
def test_what_only_looks_like_the_code_is_a_mismatch(hostile: str) -> None:
    assert reason(CODE) is TotpReason.ACCEPTED
    assert reason(hostile) is TotpReason.MISMATCH


@given(secret=secrets, code=anything, now=moments, last=st.none() | st.integers(0, 2**40))
def test_only_the_codes_of_three_steps_open_and_nothing_makes_it_stumble(
    secret: str, code: str, now: dt.datetime, last: int | None
) -> None:
    counter = int(now.timestamp()) // 30
    steps = [n for n in (counter - 1, counter, counter + 1) if n >= 0]
    fresh = {hotp(key_of(secret), n) for n in steps if last is None or n > last}
    for text in (code, *(hotp(key_of(secret), n) for n in steps)):
        verdict = check_totp(secret, text, now=now, last_used_counter=last)
        assert verdict.accepted == (text in fresh)


@pytest.mark.parametrize(
    "same",
    [SECRET.lower(), SECRET + "======", " ".join((SECRET[:4], SECRET[4:9], SECRET[9:]))],
)
def test_a_secret_may_be_typed_small_spaced_or_padded(same: str) -> None:
    assert key_of(same) == KEY


@pytest.mark.parametrize("broken", ["0189", "AB?D", "A", "GEZDGNBVÄ", "\ud800", "=A", "A=B"])
def test_a_secret_that_is_no_base32_is_an_error_that_says_so(broken: str) -> None:
    with pytest.raises(ValueError, match="no base32"):
        totp(broken, NOW)
    with pytest.raises(ValueError, match="no base32"):
        check_totp(broken, "123456", now=NOW, last_used_counter=None)


@pytest.mark.parametrize("empty", ["", "  ", "===="])
def test_an_empty_secret_is_an_error_and_not_a_key(empty: str) -> None:
    with pytest.raises(ValueError, match="the secret is empty"):
        totp(empty, NOW)


@given(st.binary(min_size=16, max_size=40))
def test_a_new_secret_is_base32_without_padding_and_reads_back(random_bytes: bytes) -> None:
    secret = new_secret(random_bytes)
    assert set(secret) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert key_of(secret) == random_bytes


def test_a_secret_of_fewer_than_128_bits_is_not_made() -> None:
    with pytest.raises(ValueError, match="15 bytes is too short"):
        new_secret(bytes(15))


def test_the_address_of_a_qr_code_is_in_the_key_uri_format() -> None:
    assert otpauth_uri("JBSWY3DPEHPK3PXP", "alice@example.com", "ACME Co") == (
        "otpauth://totp/ACME%20Co:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co"
    )


def test_no_name_adds_a_part_to_the_address() -> None:
    assert otpauth_uri("JBSWY3DPEHPK3PXP", "a/b?c", "d/e&f") == (
        "otpauth://totp/d%2Fe%26f:a%2Fb%3Fc?secret=JBSWY3DPEHPK3PXP&issuer=d%2Fe%26f"
    )


def test_the_address_has_the_secret_in_its_plain_form() -> None:
    assert "?secret=JBSWY3DPEHPK3PXPJA&" in otpauth_uri("jbsw y3dp ehpk 3pxp ja======", "a", "b")


@given(secrets, names, names)
@example(SECRET, "a&secret=B/?#%", "+ &issuer=x")
def test_an_app_reads_the_same_from_the_address_whatever_the_names(
    secret: str, account: str, issuer: str
) -> None:
    parts = urlsplit(otpauth_uri(secret, account, issuer))
    assert (parts.scheme, parts.netloc, parts.fragment) == ("otpauth", "totp", "")
    assert [unquote(name) for name in parts.path[1:].split(":")] == [issuer, account]
    assert parse_qs(parts.query, strict_parsing=True) == {"secret": [secret], "issuer": [issuer]}


@pytest.mark.parametrize(("account", "issuer"), [("a:b", "c"), ("a", "b:c"), ("", "c"), ("a", "")])
def test_a_name_with_a_colon_or_without_a_character_has_no_address(
    account: str, issuer: str
) -> None:
    with pytest.raises(ValueError, match="none may be a colon"):
        otpauth_uri(SECRET, account, issuer)


def test_the_secret_of_the_vectors_is_their_key() -> None:
    assert base64.b32decode(SECRET) == KEY


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(TotpCheck(TotpReason.ACCEPTED))
