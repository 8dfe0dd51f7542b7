"""A clock on its own: who moves it, who sees it, and what stays real."""

import asyncio
import datetime as dt
import threading
import time
from collections.abc import Iterator

import pytest
import time_machine

from cognito_lab.aws.clock import START, Clock


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A running clock that tells nobody when it moves."""
    clock = Clock()
    clock.start()
    yield clock
    clock.stop()


def test_it_stands_still_while_nothing_happens(clock: Clock) -> None:
    before = time.time_ns()
    real = time.perf_counter()
    while time.perf_counter() - real < 0.01:
        pass
    assert time.time_ns() == before


def test_advance_moves_it_by_the_sum_of_what_is_given(clock: Clock) -> None:
    moment = clock.advance(weeks=1, days=1, hours=1, minutes=1, seconds=1.5)
    assert moment == clock.now() == START + dt.timedelta(days=8, seconds=3661.5)


@pytest.mark.parametrize("back", [{"seconds": -1}, {"days": 1, "hours": -25}])
def test_it_refuses_to_go_back_and_names_the_remedy(clock: Clock, back: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"cannot go back .* lab.reset\(\) starts it again"):
        clock.advance(**back)
    assert clock.now() == START


@pytest.mark.parametrize("far", [{"days": 365 * 8000}, {"weeks": 1e9}, {"days": float("inf")}])
def test_it_refuses_what_no_calendar_can_show(clock: Clock, far: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"stands at 2026-01-05 and cannot move that far"):
        clock.advance(**far)
    assert clock.now() == START


def test_it_catches_up_with_the_machines_own_time(clock: Clock) -> None:
    real = time_machine.escape_hatch.time.time
    before = real()
    caught_up = clock.catch_up()
    assert before <= caught_up.timestamp() <= real()
    assert clock.now() == caught_up
    assert time.time() == pytest.approx(caught_up.timestamp(), abs=1e-5)


def test_a_clock_that_is_past_the_machines_own_time_stays_where_it_is(clock: Clock) -> None:
    clock.catch_up()
    later = clock.advance(days=1)
    with pytest.raises(ValueError, match=r"cannot go back. lab.reset\(\) starts it again"):
        clock.catch_up()
    assert clock.now() == later


def test_every_way_of_asking_for_the_time_agrees(clock: Clock) -> None:
    clock.advance(hours=3)
    now = START + dt.timedelta(hours=3)
    assert time.time() == now.timestamp()
    assert time.time_ns() == int(now.timestamp()) * 10**9
    assert dt.datetime.now(dt.UTC) == now
    assert dt.datetime.now() == now.replace(tzinfo=None)
    assert dt.date.today() == now.date()
    assert time.gmtime()[:6] == time.localtime()[:6] == (2026, 1, 5, 12, 0, 0)
    assert time.strftime("%H:%M") == "12:00"


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
def test_utcnow_agrees_too(clock: Clock) -> None:
    assert dt.datetime.utcnow() == START.replace(tzinfo=None)


def test_monotonic_clocks_stay_real(clock: Clock) -> None:
    began = time.monotonic(), time.perf_counter()
    clock.advance(days=1)
    waited = threading.Event()
    waited.wait(0.01)
    passed = time.monotonic() - began[0], time.perf_counter() - began[1]
    assert all(0.005 < seconds < 3600 for seconds in passed)


def test_sleeping_in_another_thread_waits_for_real(clock: Clock) -> None:
    took: list[float] = []

    def sleep() -> None:
        began = time.perf_counter()
        time.sleep(0.05)
        took.append(time.perf_counter() - began)

    thread = threading.Thread(target=sleep)
    thread.start()
    thread.join()
    assert 0.045 < took[0] < 30
    assert clock.now() == START


@pytest.mark.parametrize("pause", [1, 0.25, 1e-9])
def test_a_loop_that_sleeps_until_a_moment_ends(clock: Clock, pause: float) -> None:
    end = time.time() + min(60, pause * 1000)
    rounds = 0
    while time.time() < end and rounds < 2000:
        time.sleep(pause)
        rounds += 1
    assert 0 < rounds <= 1001


@pytest.mark.parametrize(
    ("seconds", "error"), [("3", TypeError), (None, TypeError), (-1, ValueError)]
)
def test_a_sleep_that_python_refuses_is_refused(
    clock: Clock, seconds: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        time.sleep(seconds)  # type: ignore[arg-type]
    assert clock.now() == START


def test_asyncio_sleeps_for_real_and_ends(clock: Clock) -> None:
    async def nap() -> str:
        await asyncio.sleep(0.01)
        return "awake"

    assert asyncio.run(asyncio.wait_for(nap(), timeout=30)) == "awake"
    assert clock.now() == START


def test_stopping_gives_back_the_sleep_that_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    clock = Clock()
    clock.start()
    time.sleep(5)
    clock.stop()
    time.sleep(7)
    assert (slept, clock.now()) == ([7], START + dt.timedelta(seconds=5))


def test_starting_and_stopping_twice_does_nothing_more() -> None:
    real_sleep, zone = time.sleep, time.tzname
    clock = Clock()
    clock.start()
    clock.start()
    clock.stop()
    clock.stop()
    assert (time.sleep, time.tzname, clock.running) == (real_sleep, zone, False)
    assert abs(time.time() - START.timestamp()) > 1


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no time zone to set")
def test_the_local_time_zone_is_utc_while_it_runs_and_then_what_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "ABC-3")
    time.tzset()
    clock = Clock()
    clock.start()
    assert (time.tzname, time.localtime().tm_hour) == (("UTC", "UTC"), 9)
    clock.stop()
    assert (time.tzname[0], time.localtime().tm_gmtoff) == ("ABC", 3 * 3600)
    monkeypatch.undo()
    time.tzset()
