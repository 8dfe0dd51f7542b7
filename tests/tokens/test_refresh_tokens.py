"""What a refresh token is good for: whose, until when, and what rotation makes of it."""

import base64
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.tokens.refresh_tokens import (
    OPAQUE_BYTES,
    RefreshReason,
    RefreshToken,
    RefreshTokenCheck,
    Rotation,
    check_refresh_token,
    opaque_token,
)
from cognito_lab.tokens.token_family import TokenFamily

START = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
DAYS_30 = dt.timedelta(days=30)
FAMILY = TokenFamily("origin", "event", int(START.timestamp()), "ana", "client")
TOKEN = RefreshToken(FAMILY, START + DAYS_30)
ROTATED = TOKEN.rotated(START, MINUTE)


def check(
    token: RefreshToken | None = TOKEN,
    *,
    app_client_id: str = "client",
    revoked: bool = False,
    user_enabled: bool = True,
    after: dt.timedelta = dt.timedelta(0),
) -> RefreshTokenCheck:
    return check_refresh_token(
        token,
        app_client_id=app_client_id,
        revoked=revoked,
        user_enabled=user_enabled,
        now=START + after,
    )


CASES = {
    "a good token": (check(), RefreshReason.ACCEPTED),
    "one the pool never gave out": (check(None), RefreshReason.UNKNOWN),
    "another client's": (check(app_client_id="other"), RefreshReason.OTHER_CLIENT),
    "a revoked one": (check(revoked=True), RefreshReason.REVOKED),
    "a disabled user's": (check(user_enabled=False), RefreshReason.USER_DISABLED),
    "in its last second": (check(after=DAYS_30 - SECOND), RefreshReason.ACCEPTED),
    "at its end": (check(after=DAYS_30), RefreshReason.EXPIRED),
    "rotated out, at once": (check(ROTATED), RefreshReason.IN_GRACE),
    "rotated out, the last second of grace": (
        check(ROTATED, after=MINUTE - SECOND),
        RefreshReason.IN_GRACE,
    ),
    "rotated out, at the end of grace": (check(ROTATED, after=MINUTE), RefreshReason.REUSED),
    "rotated out without grace": (
        check(TOKEN.rotated(START, dt.timedelta(0))),
        RefreshReason.REUSED,
    ),
    "in grace, and too old": (
        check(
            RefreshToken(FAMILY, START + SECOND).rotated(START, MINUTE),
            after=SECOND,
        ),
        RefreshReason.EXPIRED,
    ),
    "in grace, and revoked": (check(ROTATED, revoked=True), RefreshReason.REVOKED),
    "in grace, of a disabled user": (
        check(ROTATED, user_enabled=False),
        RefreshReason.USER_DISABLED,
    ),
    "reused, and revoked": (check(ROTATED, revoked=True, after=MINUTE), RefreshReason.REUSED),
    "revoked, and too old": (check(revoked=True, after=DAYS_30), RefreshReason.REVOKED),
    "another client's, revoked and too old": (
        check(ROTATED, app_client_id="other", revoked=True, after=DAYS_30),
        RefreshReason.OTHER_CLIENT,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_says_why(case: str) -> None:
    verdict, reason = CASES[case]
    assert verdict.reason is reason
    assert verdict.accepted is (reason in (RefreshReason.ACCEPTED, RefreshReason.IN_GRACE))
    assert verdict.ends_family is (reason is RefreshReason.REUSED)


def test_a_second_try_within_the_grace_does_not_make_it_longer() -> None:
    again = ROTATED.rotated(START + 30 * SECOND, MINUTE)
    assert again == ROTATED
    assert check(again, after=MINUTE).reason is RefreshReason.REUSED


def test_a_successor_lives_no_longer_and_was_never_rotated() -> None:
    successor = ROTATED.successor()
    assert successor == TOKEN
    assert check(successor, after=DAYS_30 - SECOND).accepted
    assert check(successor, after=DAYS_30).reason is RefreshReason.EXPIRED


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, Rotation(False)),
        ({"RefreshTokenRotation": {"Feature": "DISABLED"}}, Rotation(False)),
        ({"RefreshTokenRotation": {"Feature": "ENABLED"}}, Rotation(True)),
        (
            {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 60}},
            Rotation(True, MINUTE),
        ),
        (
            {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 61}},
            Rotation(True, MINUTE),
        ),
        (
            {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": -1}},
            Rotation(True),
        ),
        (
            {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": "60"}},
            Rotation(True),
        ),
        ({"RefreshTokenRotation": None}, Rotation(False)),
    ],
)
def test_rotation_is_read_from_the_app_client(settings: dict[str, object], expected: Rotation):
    assert Rotation.of_client(settings) == expected


def segments(token: str) -> list[bytes]:
    return [base64.urlsafe_b64decode(part + "==") for part in token.split(".")]


def test_a_token_has_the_shape_of_an_encrypted_jwt() -> None:
    header, key, nonce, text, tag = segments(opaque_token(bytes(OPAQUE_BYTES)))
    assert json.loads(header) == {"cty": "JWT", "enc": "A256GCM", "alg": "RSA-OAEP"}
    # RSA with 2048 bits; 96 bits and 128 bits (https://www.rfc-editor.org/rfc/rfc7518#section-5.3)
    assert [len(part) for part in (key, nonce, tag)] == [256, 12, 16]
    assert text


@given(st.binary(min_size=OPAQUE_BYTES, max_size=OPAQUE_BYTES))
def test_all_that_is_random_stands_in_the_token_and_nothing_else(made: bytes) -> None:
    token = opaque_token(made)
    assert b"".join(segments(token)[1:]) == made
    assert "=" not in token


def test_another_number_of_bytes_makes_no_token() -> None:
    for size in (0, OPAQUE_BYTES - 1, OPAQUE_BYTES + 1):
        with pytest.raises(ValueError, match=f"expected {OPAQUE_BYTES} bytes, found {size}"):
            opaque_token(bytes(size))
