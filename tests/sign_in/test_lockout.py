"""The waits and what ends them; a model that keeps the whole history is the second opinion."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.lockout import (
    LONGEST_WAIT,
    RESETTING_SILENCE,
    Lockout,
    LockoutCheck,
    LockoutReason,
    after_failure,
    after_refusal,
    after_success,
    check_lockout,
    wait_after,
)

START = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
TICK = dt.timedelta(microseconds=1)

# 2^(n-5) seconds, 15 minutes at most:
# https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
WAITS = [(0, 0), (1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 64)]
WAITS += [(12, 128), (13, 256), (14, 512), (15, 900), (16, 900), (1000, 900), (10**9, 900)]


def failed(times: int) -> Lockout:
    """So many failures, each as soon as it counts, and knocking all the while."""
    state, now = Lockout(), START
    for _ in range(times):
        if state.locked_until is not None:
            now = state.locked_until
            state = after_refusal(state, now - TICK)
        state = after_failure(state, now)
    return state


def wait_of(state: Lockout) -> float:
    if state.locked_until is None:
        return 0
    assert state.last_attempt_at is not None
    return (state.locked_until - state.last_attempt_at).total_seconds()


@pytest.mark.parametrize(("failures", "seconds"), WAITS)
def test_the_nth_failure_begins_a_wait_of_so_many_seconds(failures: int, seconds: int) -> None:
    assert wait_after(failures) == seconds * SECOND
    if failures <= 20:
        assert wait_of(failed(failures)) == seconds


def test_four_failures_leave_the_door_open_and_the_fifth_shuts_it() -> None:
    assert check_lockout(failed(4), START).accepted
    assert check_lockout(failed(5), START) == LockoutCheck(LockoutReason.LOCKED, SECOND)


@pytest.mark.parametrize("failures", [5, 9, 15])
def test_a_wait_ends_with_its_last_instant(failures: int) -> None:
    state = failed(failures)
    assert state.locked_until is not None
    assert check_lockout(state, state.locked_until - TICK) == LockoutCheck(
        LockoutReason.LOCKED, TICK
    )
    assert check_lockout(state, state.locked_until) == LockoutCheck(LockoutReason.OPEN)


def test_the_rest_of_a_wait_is_rounded_up_to_seconds() -> None:
    state = failed(9)
    assert check_lockout(state, state.last_attempt_at or START).remaining_seconds == 16
    end = state.locked_until or START
    assert check_lockout(state, end - SECOND).remaining_seconds == 1
    assert check_lockout(state, end - TICK).remaining_seconds == 1
    assert check_lockout(state, end).remaining_seconds == 0


def test_an_attempt_during_the_wait_neither_counts_nor_makes_it_longer() -> None:
    state = failed(10)
    middle = (state.locked_until or START) - SECOND
    for attempt in (after_failure, after_refusal, after_success):
        then = attempt(state, middle)
        assert (then.failures, then.locked_until) == (10, state.locked_until)


def test_a_success_after_the_wait_forgets_everything() -> None:
    state = failed(10)
    assert after_success(state, state.locked_until or START) == Lockout()
    assert after_success(failed(3), START) == Lockout()


def test_a_quarter_of_an_hour_of_silence_forgets_everything_and_less_nothing() -> None:
    state = failed(10)
    last = state.last_attempt_at or START
    assert after_failure(state, last + 15 * MINUTE - TICK).failures == 11
    assert after_failure(state, last + 15 * MINUTE).failures == 1


def test_knocking_during_the_longest_wait_breaks_the_silence() -> None:
    state = failed(15)
    end = state.locked_until or START
    assert after_failure(state, end).failures == 1  # the wait itself was silent
    assert after_failure(after_refusal(state, end - TICK), end).failures == 16


def test_the_silence_is_counted_from_the_last_attempt_and_not_from_the_first() -> None:
    state = Lockout()
    for n in range(4):
        state = after_failure(state, START + n * 14 * MINUTE)
    assert state.failures == 4


# Steps in seconds, so that runs hit both the short waits and the long silence.
gaps = st.sampled_from([0.0, 0.5, 1, 2, 5, 30, 200, 600, 899.999999, 900, 901])
runs = st.lists(st.tuples(gaps, st.booleans()), max_size=40)


@given(runs)
def test_a_run_of_attempts_goes_as_the_document_says(run: list[tuple[float, bool]]) -> None:
    state = Lockout()
    now = START
    counted, last, until = 0, None, START
    for gap, succeeds in run:
        now += dt.timedelta(seconds=gap)
        locked = now < until
        verdict = check_lockout(state, now)
        assert verdict.accepted is not locked
        assert verdict.remaining == max(until - now, dt.timedelta(0))
        state = (after_success if succeeds else after_failure)(state, now)
        if not locked:
            silent = last is not None and (now - last).total_seconds() >= 900
            counted = 0 if succeeds else (0 if silent else counted) + 1
            until = now
            if counted >= 5:
                until += min(2 ** (counted - 5), 900) * SECOND
        last = None if not locked and succeeds else now
        assert state.failures == counted


@given(runs)
def test_no_wait_is_longer_than_the_longest(run: list[tuple[float, bool]]) -> None:
    state, now = Lockout(), START
    for gap, succeeds in run:
        now += dt.timedelta(seconds=gap)
        state = (after_success if succeeds else after_failure)(state, now)
        assert check_lockout(state, now).remaining <= LONGEST_WAIT


@given(st.integers(5, 40), st.lists(st.floats(0, 0.999), max_size=5))
def test_whatever_is_tried_during_a_wait_it_stays_the_same(
    failures: int, knocks: list[float]
) -> None:
    before = failed(failures)
    begun, end = before.last_attempt_at or START, before.locked_until or START
    state = before
    for share in sorted(knocks):
        now = begun + (end - begun) * share
        state = after_failure(after_refusal(state, now), now)
        assert check_lockout(state, now).remaining == end - now
    assert (state.failures, state.locked_until) == (before.failures, before.locked_until)


@given(st.integers(0, 10**6))
def test_waits_never_become_shorter(failures: int) -> None:
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT


def test_the_table_of_waits_doubles() -> None:
    seconds = [seconds for n, seconds in WAITS if 5 <= n <= 14]
    assert all(longer == 2 * shorter for shorter, longer in pairwise(seconds))
    assert RESETTING_SILENCE == LONGEST_WAIT == 15 * MINUTE


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(LockoutCheck(LockoutReason.OPEN))
