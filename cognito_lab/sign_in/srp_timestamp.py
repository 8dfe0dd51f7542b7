"""SRP's timestamp: the text that TIMESTAMP is, made and read.

`Mon Jan 5 09:00:00 UTC 2026`: English whatever the machine's language is, and no zero before the
day. AWS answers other texts with "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in
english." (https://github.com/NabuCasa/pycognito/issues/122); no document of AWS's has the format.
"""

from __future__ import annotations

import datetime as dt
import re

TOLERANCE = dt.timedelta(minutes=5)
"""How far a timestamp may lie before or after the pool's clock. Unconfirmed.

A maintainer of AWS's client says that it has to be near the server's date, and not how near
(https://github.com/amazon-archives/amazon-cognito-identity-js/issues/58); a report says five
minutes (https://github.com/amazon-archives/amazon-cognito-auth-js/issues/199).
"""

# Not strftime's and strptime's names, which follow the locale.
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_TIMESTAMP = re.compile(
    rf"(?:{'|'.join(_WEEKDAYS)}) (?P<month>{'|'.join(_MONTHS)}) (?P<day>[0-9]{{1,2}}) "
    "(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}) UTC (?P<year>[0-9]{4})"
)


def format_timestamp(moment: dt.datetime) -> str:
    """An aware moment as a TIMESTAMP. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a timestamp needs a moment with a time zone, such as datetime.now(UTC)")
    utc = moment.astimezone(dt.UTC)
    day = f"{_WEEKDAYS[utc.weekday()]} {_MONTHS[utc.month - 1]} {utc.day}"
    return f"{day} {utc.time().isoformat('seconds')} UTC {utc.year:04d}"


def parse_timestamp(text: str) -> dt.datetime | None:
    """The moment (UTC) that a TIMESTAMP names, or None where it has not the format.

    A day with a zero before it and a weekday that the date does not have are read all the same.
    People report that AWS calls neither malformed, but answers as to a wrong password
    (https://github.com/qwigo/warrant/pull/12, https://github.com/ministackorg/ministack/pull/1758):
    it must be writing the moment anew before it looks at the signature, and so does `check_claim`.
    Unconfirmed: zones other than UTC, which are refused here.
    """
    found = _TIMESTAMP.fullmatch(text)
    if found is None:
        return None
    try:
        return dt.datetime(
            int(found["year"]),
            _MONTHS.index(found["month"]) + 1,
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            int(found["second"]),
            tzinfo=dt.UTC,
        )
    except ValueError:
        return None
