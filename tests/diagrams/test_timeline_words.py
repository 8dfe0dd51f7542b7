"""What a timeline says without its picture: the window, round times, numbers, and what is good."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.diagrams.timeline_words import (
    Window,
    changes_of,
    clusters,
    in_families,
    numbered,
    state_words,
    ticks,
    timeline_table,
    window_of,
)
from cognito_lab.tokens.token_life import ID, REFRESH, EventKind, TokenEvent, TokenLife
from tests.diagrams.lives import EVENTS, LIVES, at, three

ID_TOKEN, ACCESS_TOKEN, REFRESH_TOKEN = three("phone", 0, revoked=5)
ROTATED_OUT = three("watch", 0, rotated=20)[2]


@pytest.mark.parametrize(
    ("life", "minute", "words"),
    [
        (ID_TOKEN, -1, "– not made yet"),
        (ID_TOKEN, 0, "✓ offline"),
        (ID_TOKEN, 30, "✓ offline"),
        (ID_TOKEN, 60, "✕ expired"),
        (ACCESS_TOKEN, -1, "– not made yet"),
        (ACCESS_TOKEN, 4, "✓ offline, ✓ Cognito"),
        (ACCESS_TOKEN, 5, "✓ offline, ✕ Cognito: revoked"),
        (ACCESS_TOKEN, 10, "✕ expired, revoked"),
        (REFRESH_TOKEN, 4, "✓ refresh"),
        (REFRESH_TOKEN, 5, "✕ revoked"),
        (ROTATED_OUT, 19, "✓ refresh"),
        (ROTATED_OUT, 20, "✕ another took its place"),
    ],
)
def test_for_what_a_token_is_good_is_said_in_a_few_words(
    life: TokenLife, minute: float, words: str
) -> None:
    assert state_words(life, at(minute)) == words


def test_the_table_has_every_token_with_its_doors_and_every_event() -> None:
    table = timeline_table("t", LIVES, EVENTS, at(7))
    assert "now 2026-01-15 09:07:00 UTC" in table.caption
    rows = {row[0]: row[1:] for row in table.rows}
    assert len(rows) == len(LIVES) + len(EVENTS)
    made, ends = "2026-01-15 09:00:00", "2026-01-15 10:00:00"
    assert rows["phone: ID token"] == (made, ends, f"✓ until {ends}", "", "")
    assert rows["phone: access token"][2:] == ("✓ until 2026-01-15 09:10:00", "✕ revoked", "")
    assert rows["phone: refresh"][2:] == ("", "", "✕ revoked")
    assert rows["watch: refresh"][2:] == ("", "", "✓ until 2026-01-15 09:20:00")
    assert rows["3 revocation: phone"] == ("2026-01-15 09:05:00", "", "", "", "")
    early = timeline_table("t", LIVES, [], at(-1))
    assert early.rows[1][3:5] == ("– not made yet", "– not made yet")


def test_another_time_zone_is_told_in_utc() -> None:
    paris = dt.timezone(dt.timedelta(hours=1))
    moment = at(0).astimezone(paris)
    life = TokenLife("x", ID, moment, moment + dt.timedelta(hours=1))
    assert timeline_table("t", [life], [], moment) == timeline_table(
        "t", [TokenLife("x", ID, at(0), at(60))], [], at(0)
    )


# The window.


def test_the_window_holds_events_now_and_the_ends_of_the_tokens_that_say_when_they_end() -> None:
    window = window_of(LIVES, EVENTS)
    assert window.start < at(0) and at(62) < window.end < at(75)
    assert window_of(LIVES, EVENTS, at(200)).end > at(200)
    assert window_of(LIVES, EVENTS, at(-200)).start < at(-200)
    assert window_of(LIVES, [TokenEvent(at(500), EventKind.OTHER)]).end > at(500)


def test_a_refresh_token_alone_is_seen_to_its_end() -> None:
    window = window_of([REFRESH_TOKEN], [])
    assert window.end > REFRESH_TOKEN.expires


def test_one_moment_is_a_window_too() -> None:
    window = window_of([], [TokenEvent(at(0), EventKind.OTHER)], at(0))
    assert window.seconds == 2
    assert window.place(at(0)) == 0.5


def test_without_token_and_event_there_is_no_timeline() -> None:
    with pytest.raises(ValueError, match="at least one token or event"):
        window_of([], [], at(0))


@given(st.integers(2, 400_000_000), st.integers(0, 10**9))
def test_the_times_at_the_axis_are_few_round_in_the_window_and_in_order(
    seconds: int, start: int
) -> None:
    begin = dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=start)
    window = Window(begin, begin + dt.timedelta(seconds=seconds))
    found = list(ticks(window))
    places = [place for place, _ in found]
    assert places == sorted(places)
    assert all(0 < place <= 1 for place in places)
    assert len({name for _, name in found}) == len(found) <= 7
    assert found or seconds < 3


@pytest.mark.parametrize(
    ("minutes", "names"),
    [
        (1, ["09:00:10", "09:00:20", "09:00:30", "09:00:40", "09:00:50", "09:01:00"]),
        (60, ["09:10", "09:20", "09:30", "09:40", "09:50", "10:00"]),
        (300, ["10:00", "11:00", "12:00", "13:00", "14:00"]),
        (3 * 1440, ["01-15 12:00", "01-16 00:00", "01-16 12:00"]),
        (10 * 1440, ["2026-01-17", "2026-01-19"]),
    ],
)
def test_times_at_the_axis_are_named_as_finely_as_they_lie(minutes: int, names: list[str]) -> None:
    found = [name for _, name in ticks(Window(at(0), at(minutes)))]
    assert found[: len(names)] == names


# Events and families.


def test_events_are_numbered_in_the_order_of_their_times() -> None:
    kinds = [(number, event.kind) for number, event in numbered(EVENTS)]
    assert kinds == [
        (1, EventKind.SIGN_IN),
        (2, EventKind.SIGN_IN),
        (3, EventKind.REVOCATION),
        (4, EventKind.OTHER),
    ]


def test_numbers_that_lie_too_close_together_become_one() -> None:
    window = Window(at(0), at(100))
    events = [TokenEvent(at(minute), EventKind.OTHER) for minute in (1, 3, 8, 20, 60, 61)]
    assert list(clusters(events, window)) == [(0.01, "1–3"), (0.2, "4"), (0.6, "5–6")]


def test_changes_are_events_beginnings_and_ends_each_once() -> None:
    moments = changes_of(three("phone", 0, revoked=5, rotated=20), EVENTS)
    assert moments == [at(minute) for minute in (0, 1, 5, 10, 40, 60)]


def test_tokens_stand_by_their_sign_ins_in_the_order_in_which_these_came() -> None:
    mixed = [LIVES[3], LIVES[0], LIVES[4], LIVES[1]]
    assert [(name, len(group)) for name, group in in_families(mixed)] == [
        ("tablet", 2),
        ("phone", 2),
    ]
    assert LIVES[2].use == REFRESH
