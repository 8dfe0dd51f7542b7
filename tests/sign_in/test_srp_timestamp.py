import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.srp_timestamp import format_timestamp, parse_timestamp

MONDAY = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
TEXT = "Mon Jan 5 09:00:00 UTC 2026"

moments = st.datetimes(
    min_value=dt.datetime(1, 1, 3), max_value=dt.datetime(9999, 12, 29), timezones=st.timezones()
)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (MONDAY, TEXT),
        # https://github.com/qwigo/warrant/pull/12 has this one from AWS's client
        (dt.datetime(2017, 4, 5, 22, 42, 34, tzinfo=dt.UTC), "Wed Apr 5 22:42:34 UTC 2017"),
        (dt.datetime(2024, 2, 29, 0, 0, 0, tzinfo=dt.UTC), "Thu Feb 29 00:00:00 UTC 2024"),
        (dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=dt.UTC), "Thu Dec 31 23:59:59 UTC 2026"),
    ],
)
def test_a_moment_and_its_text(moment: dt.datetime, text: str) -> None:
    assert format_timestamp(moment) == text
    assert parse_timestamp(text) == moment


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    tokyo = dt.timezone(dt.timedelta(hours=9))
    assert format_timestamp(dt.datetime(2026, 1, 5, 18, 0, tzinfo=tokyo)) == TEXT


def test_a_moment_without_a_zone_is_asked_for_one() -> None:
    with pytest.raises(ValueError, match="needs a moment with a time zone"):
        format_timestamp(MONDAY.replace(tzinfo=None))


@given(moments)
def test_each_moment_comes_back_to_the_second(moment: dt.datetime) -> None:
    # In UTC, for Python calls an hour that a zone has twice equal to no other.
    expected = moment.astimezone(dt.UTC).replace(microsecond=0)
    assert parse_timestamp(format_timestamp(moment)) == expected


# https://github.com/ministackorg/ministack/pull/1758 measured that AWS takes these for the moment.
@pytest.mark.parametrize("text", ["Mon Jan 05 09:00:00 UTC 2026", "Tue Jan 5 09:00:00 UTC 2026"])
def test_a_padded_day_and_a_wrong_weekday_are_read_all_the_same(text: str) -> None:
    assert parse_timestamp(text) == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        TEXT + "\n",
        " " + TEXT,
        TEXT + " ",
        TEXT.replace(" ", "  "),
        TEXT.lower(),
        TEXT.upper(),
        "Mon Jan  5 09:00:00 UTC 2026",  # strftime's %e
        "Monday Jan 5 09:00:00 UTC 2026",
        "Mon January 5 09:00:00 UTC 2026",
        "man. jan. 5 09:00:00 UTC 2026",  # Norwegian: https://github.com/NabuCasa/pycognito/issues/122
        "Mon Jan 5 9:00:00 UTC 2026",
        "Mon Jan 5 09:00:0 UTC 2026",
        "Mon Jan 5 09:00 UTC 2026",
        "Mon Jan 5 09:00:00.5 UTC 2026",
        "Mon Jan 5 09:00:00 GMT 2026",
        "Mon Jan 5 09:00:00 +00:00 2026",
        "Mon Jan 5 09:00:00 2026",
        "Mon Jan 5 09:00:00 UTC 26",
        "Mon Jan 5 09:00:00 UTC 02026",
        "Mon Jan 5 09:00:00 UTC 0000",
        "Mon Jan 005 09:00:00 UTC 2026",
        "Mon Jan +5 09:00:00 UTC 2026",
        "Mon Jan 0 09:00:00 UTC 2026",
        "Mon Jan 32 09:00:00 UTC 2026",
        "Mon Feb 29 09:00:00 UTC 2026",
        "Mon Jan 5 24:00:00 UTC 2026",
        "Mon Jan 5 09:60:00 UTC 2026",
        "Mon Jan 5 09:00:60 UTC 2026",
        "Mon Jan ５ 09:00:00 UTC 2026",  # full-width
        "Mon Jan ٥ 09:00:00 UTC 2026",  # Arabic-Indic
        "2026-01-05T09:00:00Z",
        "1767603600",
        "\ud800",
        TEXT * 100_000,
    ],
)
def test_a_text_of_another_form_or_no_date_is_refused(text: str) -> None:
    assert parse_timestamp(text) is None


@given(
    st.text(st.characters())
    | st.from_regex(r"[A-Z][a-z]{2} (Jan|Feb|Xxx) [0-9]{1,3} ..:[0-9]{2}:[0-9]{2} UTC [0-9]{4}")
)
def test_whatever_is_read_is_written_as_a_timestamp_that_reads_the_same(text: str) -> None:
    moment = parse_timestamp(text)
    assert moment is None or parse_timestamp(format_timestamp(moment)) == moment


class Norwegian(dt.datetime):
    """As a machine with LC_TIME=nb_NO has it: what is asked of the C library is not English."""

    def strftime(self, format: str, /) -> str:  # type: ignore[override,unused-ignore]
        return format.replace("%a", "man.").replace("%b", "jan.").replace("%c", "man. jan.")


# https://github.com/NabuCasa/pycognito/issues/122
def test_the_machines_language_does_not_matter() -> None:
    moment = Norwegian(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
    assert f"{moment:%a %b}" == "man. jan."
    assert format_timestamp(moment) == TEXT


def test_weekdays_and_months_are_english() -> None:
    weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    for days in range(366):
        moment = MONDAY + dt.timedelta(days=days)
        # Dates in e-mail are English too, and the standard library's own.
        _, day, month, *_ = format_datetime(moment).split()
        text = f"{weekdays[days % 7]} {month} {int(day)} 09:00:00 UTC {moment.year}"
        assert format_timestamp(moment) == text
        assert parse_timestamp(text) == moment
