import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.srp import SrpClient, SrpVerifier, make_verifier
from cognito_lab.sign_in.srp_check import (
    PasswordClaim,
    PublicACheck,
    SrpCheck,
    SrpReason,
    check_claim,
    check_public_a,
)
from cognito_lab.sign_in.srp_group import N
from cognito_lab.sign_in.srp_proof import encode_base64
from cognito_lab.sign_in.srp_timestamp import format_timestamp

POOL, USER, PASSWORD = "8vZkEEXmx", "ana", "Correct-Horse-9"
NOW = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
FIVE_MINUTES = dt.timedelta(minutes=5)
BLOCK = bytes(range(200))

CLIENT = SrpClient(POOL, 2**255 + 5)
STORED = make_verifier(POOL, USER, PASSWORD, bytes(range(1, 17)))
VERIFIER = SrpVerifier(POOL, USER, STORED, 2**255 + 7)
KEYS = VERIFIER.session_keys(CLIENT.A)


def claim(
    *,
    user: str = USER,
    password: str = PASSWORD,
    pool_name: str = POOL,
    block: bytes = BLOCK,
    at: dt.datetime = NOW,
    public_b: str = VERIFIER.public_b,
) -> PasswordClaim:
    """What a client sends that believes these things."""
    text, stamp = encode_base64(block), format_timestamp(at)
    keys = SrpClient(pool_name, CLIENT.a).session_keys(user, password, STORED.salt_text, public_b)
    return PasswordClaim(text, stamp, keys.password_claim_signature(text, stamp))


RIGHT = claim()


def reason(given: PasswordClaim, now: dt.datetime = NOW) -> SrpReason:
    return check_claim(KEYS, given, issued_block=BLOCK, now=now).reason


def test_who_knows_the_password_is_let_in() -> None:
    assert check_claim(KEYS, RIGHT, issued_block=BLOCK, now=NOW).accepted


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (claim(password="Correct-Horse-8"), SrpReason.SIGNATURE_MISMATCH),
        (claim(password=""), SrpReason.SIGNATURE_MISMATCH),
        (claim(user="bob"), SrpReason.SIGNATURE_MISMATCH),
        (claim(user="Ana"), SrpReason.SIGNATURE_MISMATCH),
        (claim(pool_name="8vZkEEXmX"), SrpReason.SIGNATURE_MISMATCH),
        (claim(public_b=f"{VERIFIER.B + 1:x}"), SrpReason.SIGNATURE_MISMATCH),
        (claim(block=BLOCK[:-1]), SrpReason.SECRET_BLOCK_MISMATCH),
        (claim(block=b""), SrpReason.SECRET_BLOCK_MISMATCH),
        (claim(at=NOW - dt.timedelta(hours=1)), SrpReason.TIMESTAMP_STALE),
    ],
)
def test_who_believes_something_else_is_refused(wrong: PasswordClaim, expected: SrpReason) -> None:
    verdict = check_claim(KEYS, wrong, issued_block=BLOCK, now=NOW)
    assert (verdict.accepted, verdict.reason) == (False, expected)


# Each of them right for itself, and none for this sign-in.
OTHER_TIME = claim(at=NOW + SECOND)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"signature": OTHER_TIME.signature}, SrpReason.SIGNATURE_MISMATCH),
        ({"timestamp": OTHER_TIME.timestamp}, SrpReason.SIGNATURE_MISMATCH),
        ({"signature": encode_base64(bytes(32))}, SrpReason.SIGNATURE_MISMATCH),
        ({"signature": ""}, SrpReason.SIGNATURE_MISMATCH),
        ({"signature": RIGHT.signature * 2}, SrpReason.SIGNATURE_MALFORMED),
        ({"signature": RIGHT.signature + "\n"}, SrpReason.SIGNATURE_MALFORMED),
        ({"signature": RIGHT.signature[:-1]}, SrpReason.SIGNATURE_MALFORMED),
        ({"signature": "no base64"}, SrpReason.SIGNATURE_MALFORMED),
        ({"signature": "\ud800"}, SrpReason.SIGNATURE_MALFORMED),
        ({"secret_block": "no base64"}, SrpReason.SECRET_BLOCK_MISMATCH),
        ({"secret_block": ""}, SrpReason.SECRET_BLOCK_MISMATCH),
        ({"secret_block": RIGHT.secret_block + "\n"}, SrpReason.SECRET_BLOCK_MISMATCH),
        ({"timestamp": ""}, SrpReason.TIMESTAMP_MALFORMED),
        ({"timestamp": "2026-01-05T09:00:00Z"}, SrpReason.TIMESTAMP_MALFORMED),
        ({"timestamp": RIGHT.timestamp.replace("UTC", "GMT")}, SrpReason.TIMESTAMP_MALFORMED),
    ],
)
def test_a_part_that_is_exchanged_is_refused(changed: dict[str, str], expected: SrpReason) -> None:
    assert reason(dataclasses.replace(RIGHT, **changed)) is expected


@given(st.integers(0, 8 * len(BLOCK) - 1))
def test_one_bit_of_the_block_refuses_it(bit: int) -> None:
    number = int.from_bytes(BLOCK) ^ 1 << bit
    other = claim(block=number.to_bytes(len(BLOCK)))
    assert reason(other) is SrpReason.SECRET_BLOCK_MISMATCH
    # What was signed for another block is no good with this one either.
    swapped = dataclasses.replace(other, secret_block=RIGHT.secret_block)
    assert reason(swapped) is SrpReason.SIGNATURE_MISMATCH


@given(st.integers(0, 255))
def test_one_bit_of_the_signature_refuses_it(bit: int) -> None:
    raw = KEYS.signature(BLOCK, RIGHT.timestamp)
    flipped = encode_base64((int.from_bytes(raw) ^ 1 << bit).to_bytes(32))
    assert reason(dataclasses.replace(RIGHT, signature=flipped)) is SrpReason.SIGNATURE_MISMATCH


@given(st.integers(0, 127))
def test_one_bit_of_the_key_refuses_it(bit: int) -> None:
    key = (int.from_bytes(KEYS.key) ^ 1 << bit).to_bytes(16)
    keys = dataclasses.replace(KEYS, key=key)
    verdict = check_claim(keys, RIGHT, issued_block=BLOCK, now=NOW)
    assert verdict.reason is SrpReason.SIGNATURE_MISMATCH


@pytest.mark.parametrize(
    ("off_by", "expected"),
    [
        (-FIVE_MINUTES - SECOND, SrpReason.TIMESTAMP_STALE),
        (-FIVE_MINUTES, SrpReason.ACCEPTED),
        (FIVE_MINUTES, SrpReason.ACCEPTED),
        (FIVE_MINUTES + SECOND, SrpReason.TIMESTAMP_STALE),
        (dt.timedelta(days=-366), SrpReason.TIMESTAMP_STALE),
        (dt.timedelta(days=365_000), SrpReason.TIMESTAMP_STALE),
    ],
)
def test_a_timestamp_is_good_for_five_minutes_around_the_pools_clock(
    off_by: dt.timedelta, expected: SrpReason
) -> None:
    assert reason(claim(at=NOW + off_by)) is expected


def test_the_pools_clock_may_stand_in_another_zone() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    assert reason(RIGHT, now=NOW.astimezone(tokyo)) is SrpReason.ACCEPTED


# https://github.com/qwigo/warrant/pull/12, https://github.com/ministackorg/ministack/pull/1758
@pytest.mark.parametrize("stamp", ["Mon Jan 05 09:00:00 UTC 2026", "Tue Jan 5 09:00:00 UTC 2026"])
def test_who_signs_a_padded_day_or_a_wrong_weekday_is_told_of_a_wrong_signature(stamp: str) -> None:
    keys = CLIENT.session_keys(USER, PASSWORD, STORED.salt_text, VERIFIER.public_b)
    signature = keys.password_claim_signature(RIGHT.secret_block, stamp)
    given_ = PasswordClaim(RIGHT.secret_block, stamp, signature)
    assert reason(given_) is SrpReason.SIGNATURE_MISMATCH


def test_a_u_of_0_is_refused_even_with_the_right_signature() -> None:
    # No A is known for which SHA-256 comes to 0, so the pool's keys are made by hand.
    keys = dataclasses.replace(KEYS, u=0)
    verdict = check_claim(keys, RIGHT, issued_block=BLOCK, now=NOW)
    assert verdict.reason is SrpReason.SCRAMBLER_ZERO


@given(
    st.text(st.characters()) | st.just(RIGHT.secret_block),
    st.text(st.characters()) | st.just(RIGHT.timestamp),
    st.text(st.characters()) | st.just(RIGHT.signature),
)
def test_only_the_three_right_parts_together_open(block: str, stamp: str, signature: str) -> None:
    given_ = PasswordClaim(block, stamp, signature)
    verdict = check_claim(KEYS, given_, issued_block=BLOCK, now=NOW)
    assert verdict.accepted == (given_ == RIGHT)


def test_a_printed_claim_does_not_show_what_proves_it() -> None:
    assert RIGHT.timestamp in str(RIGHT)
    assert RIGHT.signature not in str(RIGHT) and RIGHT.secret_block not in str(RIGHT)


# SRP_A.


@pytest.mark.parametrize("A", [1, 2, N - 1, N + 1, 2 * N + 1, 16**770 - 1])
def test_an_srp_a_that_is_no_multiple_of_n_is_let_through(A: int) -> None:
    assert check_public_a(f"{A:x}") == PublicACheck(SrpReason.ACCEPTED, A)


@pytest.mark.parametrize("multiple", [0, 1, 2, 255])
def test_a_multiple_of_n_would_need_no_password_and_is_refused(multiple: int) -> None:
    text = f"{multiple * N:x}"
    verdict = check_public_a(text)
    assert (verdict.accepted, verdict.A) == (False, None)
    assert verdict.reason is SrpReason.PUBLIC_A_ZERO


@pytest.mark.parametrize("text", ["", "0x2", "-2", "2_0", " 2", "2\n", "g", "２", "f" * 771])
def test_an_srp_a_that_is_no_number_is_refused(text: str) -> None:
    verdict = check_public_a(text)
    assert (verdict.accepted, verdict.A) == (False, None)
    assert verdict.reason is SrpReason.PUBLIC_A_MALFORMED


@given(st.text(st.characters()) | st.text("0123456789abcdef", max_size=800))
def test_any_text_gets_a_verdict_and_a_number_only_if_accepted(text: str) -> None:
    verdict = check_public_a(text)
    assert verdict.accepted == (verdict.A is not None)
    if verdict.A is not None:
        assert verdict.A % N != 0 and int(text, 16) == verdict.A


def test_a_verdict_is_neither_true_nor_false() -> None:
    for verdict in (SrpCheck(SrpReason.ACCEPTED), check_public_a("2")):
        with pytest.raises(TypeError, match=r"ask \.accepted"):
            bool(verdict)
