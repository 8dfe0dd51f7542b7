"""Until when a token is good, at which door, and why no longer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.tokens.token_life import (
    ACCESS,
    DOORS,
    ID,
    REFRESH,
    Door,
    EventKind,
    LifeReason,
    TokenEvent,
    TokenLife,
    check_life,
)

START = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
GOOD, NO_DOOR = LifeReason.GOOD, LifeReason.NO_DOOR
NOT_MADE, EXPIRED = LifeReason.NOT_MADE, LifeReason.EXPIRED
REVOKED, ROTATED_OUT = LifeReason.REVOKED, LifeReason.ROTATED_OUT


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def life(use: str, revoked: float | None = None, rotated: float | None = None) -> TokenLife:
    """A token from minute 10 to minute 70."""
    ends = (None if minute is None else at(minute) for minute in (revoked, rotated))
    return TokenLife("a token", use, at(10), at(70), "phone", *ends)


CASES = [
    # use, revoked, rotated out, then at each minute: offline, Cognito, refresh
    (ID, None, None, 9, (NOT_MADE, NO_DOOR, NO_DOOR)),
    (ID, None, None, 10, (GOOD, NO_DOOR, NO_DOOR)),
    (ID, None, None, 69.99, (GOOD, NO_DOOR, NO_DOOR)),
    (ID, None, None, 70, (EXPIRED, NO_DOOR, NO_DOOR)),
    (ID, 30, None, 30, (GOOD, NO_DOOR, NO_DOOR)),
    (ID, 30, None, 70, (EXPIRED, NO_DOOR, NO_DOOR)),
    (ACCESS, None, None, 9.99, (NOT_MADE, NOT_MADE, NO_DOOR)),
    (ACCESS, None, None, 10, (GOOD, GOOD, NO_DOOR)),
    (ACCESS, None, None, 70, (EXPIRED, EXPIRED, NO_DOOR)),
    (ACCESS, 30, None, 29.99, (GOOD, GOOD, NO_DOOR)),
    (ACCESS, 30, None, 30, (GOOD, REVOKED, NO_DOOR)),
    (ACCESS, 30, None, 70, (EXPIRED, REVOKED, NO_DOOR)),
    (ACCESS, 80, None, 90, (EXPIRED, EXPIRED, NO_DOOR)),
    (REFRESH, None, None, 5, (NO_DOOR, NO_DOOR, NOT_MADE)),
    (REFRESH, None, None, 69.99, (NO_DOOR, NO_DOOR, GOOD)),
    (REFRESH, None, None, 70, (NO_DOOR, NO_DOOR, EXPIRED)),
    (REFRESH, 30, None, 30, (NO_DOOR, NO_DOOR, REVOKED)),
    (REFRESH, None, 40, 39.99, (NO_DOOR, NO_DOOR, GOOD)),
    (REFRESH, None, 40, 40, (NO_DOOR, NO_DOOR, ROTATED_OUT)),
    (REFRESH, 30, 40, 50, (NO_DOOR, NO_DOOR, REVOKED)),
    (REFRESH, 50, 40, 60, (NO_DOOR, NO_DOOR, ROTATED_OUT)),
    (REFRESH, 5, None, 9, (NO_DOOR, NO_DOOR, NOT_MADE)),
    (REFRESH, 5, None, 10, (NO_DOOR, NO_DOOR, REVOKED)),
]


@pytest.mark.parametrize(("use", "revoked", "rotated", "minute", "reasons"), CASES)
def test_each_door_has_its_own_verdict(
    use: str,
    revoked: float | None,
    rotated: float | None,
    minute: float,
    reasons: tuple[LifeReason, ...],
) -> None:
    token = life(use, revoked, rotated)
    for door, reason in zip(Door, reasons, strict=True):
        check = check_life(token, door, at(minute))
        assert check.reason is reason, door
        assert check.accepted is (reason is GOOD)


@given(
    st.sampled_from(sorted(DOORS)),
    st.sampled_from(Door),
    *[st.none() | st.integers(0, 90)] * 2,
    st.integers(0, 100),
)
def test_a_token_is_good_from_its_making_to_the_first_of_its_ends_and_never_again(
    use: str, door: Door, revoked: int | None, rotated: int | None, minute: int
) -> None:
    token = life(use, revoked, rotated)
    end = token.good_until(door)
    good = check_life(token, door, at(minute)).accepted
    assert good == (token.issued <= at(minute) < end)
    assert token.issued <= end <= token.expires
    assert door in DOORS[use] or end == token.issued


def test_an_id_token_is_shown_at_no_operation_of_cognitos() -> None:
    assert Door.COGNITO not in DOORS[ID]
    assert set(DOORS[ACCESS]) == {Door.OFFLINE, Door.COGNITO}
    assert DOORS[REFRESH] == (Door.REFRESH,)


def test_a_use_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="one of id, access, refresh, not 'ID'"):
        life("ID")


@pytest.mark.parametrize("name", ["issued", "expires", "revoked_at", "rotated_out_at"])
def test_a_moment_without_a_time_zone_is_refused_by_name(name: str) -> None:
    moments = {"issued": START, "expires": START, name: START.replace(tzinfo=None)}
    with pytest.raises(ValueError, match=f"{name} has to be a datetime with its time zone"):
        TokenLife("a token", ID, **moments)  # type: ignore[arg-type]


def test_an_event_says_what_happened_and_to_whom() -> None:
    assert str(TokenEvent(START, EventKind.SIGN_IN, "phone")) == "sign-in: phone"
    assert str(TokenEvent(START, EventKind.SIGN_OUT)) == "sign-out"
    assert str(TokenEvent(START, EventKind.OTHER, "new keys")) == "new keys"
    assert str(TokenEvent(START, EventKind.OTHER)) == "event"
