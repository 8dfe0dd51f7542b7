"""A token's checks and times in words, for a cell, a page and a terminal alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from cognito_lab.evidence import Check, plain
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, Gate
from cognito_lab.tokens.reasons import SENTENCES, TokenReason

if TYPE_CHECKING:
    from cognito_lab.tokens.verification import TokenVerification

PASSED, FAILED, NOT_ASKED, WOULD_PASS = "✓", "✕", "–", "○"
UNTRUSTED = "untrusted"
_LONGEST_VALUE, _TAIL = 90, 24
_END_OF_TIME = 253_402_300_800
"""The year 10,000: later ones are no date."""
_TIMES = (Gate.EXPIRY, Gate.NOT_BEFORE)


def time_words(seconds: float) -> str:
    """Seconds since 1970 as `2026-01-15 09:00:00 UTC`; the number itself where no date has it."""
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return f"{value_words(seconds)} (no date)"
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def length_words(seconds: float) -> str:
    """A length of time in its largest whole units: `1 h`, `59 min 30 s`, `30 days`."""
    left = int(abs(seconds))
    parts = []
    for name, size in ((" days", 86_400), (" h", 3600), (" min", 60), (" s", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{name if count > 1 or name != ' days' else ' day'}")
    return " ".join(parts[:2]) or "0 s"


def relative_words(seconds: float, now: float) -> str:
    """A time as it lies to another: `in 59 min`, `1 h ago`, `now`. Both in seconds since 1970."""
    if not abs(seconds) < _END_OF_TIME:
        return "at no time"
    length = seconds - now
    if abs(length) < 1:
        return "now"
    words = length_words(length)
    return f"in {words}" if length > 0 else f"{words} ago"


def expected_words(check: Check) -> str:
    """What a row expected: `after 2026-01-15 09:00:00 UTC` for `exp`."""
    if check.subject == Gate.EXPIRY:
        return f"after {time_words(check.expected)}"
    if check.subject == Gate.NOT_BEFORE:
        return f"none, or by {time_words(check.expected)}"
    return value_words(check.expected)


def actual_words(check: Check) -> str:
    """What a row found."""
    if check.actual is None:
        return "none"
    if check.subject in _TIMES:
        return time_words(check.actual)
    return value_words(check.actual)


def value_words(value: Any) -> str:
    """A value in one short line; whatever stands in it is shown as plain characters.

    Of a long one the middle is left out: that two values differ shows at their ends.
    """
    try:
        text = _text(value)
    except RecursionError:
        text = "nested too deep to be shown"
    # Of a long text only the ends are looked at: it can have a million letters.
    shown = plain(text[: _LONGEST_VALUE + 1])
    if len(shown) <= _LONGEST_VALUE:
        return shown
    return f"{shown[: _LONGEST_VALUE - _TAIL - 1]}…{plain(text[-_TAIL:])[-_TAIL:]}"


def _text(value: Any) -> str:
    if isinstance(value, Collection) and not isinstance(value, (str, dict)):
        return (" or " if isinstance(value, tuple) else ", ").join(map(str, value))
    return str(value)


def why(check: Check) -> str:
    """The sentence of a row's reason."""
    return SENTENCES[TokenReason(check.reason)]


def verification_table(verification: TokenVerification) -> str:
    """All rows as text: a mark, the gate, what was expected, what was found, and why it failed.

    A claim that is as expected has another mark where nobody knows who has written it.
    """
    head = "accepted" if verification.accepted else "refused"
    lines = [f"{head}: {summary(verification)}"]
    untrusted = verification.claims_are_untrusted
    for check in verification.checks:
        is_untrusted = untrusted and check.subject not in BEFORE_THE_CLAIMS
        stopped_before = is_untrusted and not verification.accepted
        mark = FAILED if not check.passed else WOULD_PASS if stopped_before else PASSED
        if check.subject in verification.left_out:
            mark = NOT_ASKED
        note = f" ({UNTRUSTED})" if is_untrusted else ""
        line = f"{mark} {check.subject:<10} {actual_words(check)}{note}"
        if not check.passed:
            line += f"; expected {expected_words(check)}. {why(check)}"
        lines.append(line)
    return "\n".join(lines)


def summary(verification: TokenVerification) -> str:
    """The verdict in one clause."""
    failed = [str(check.subject) for check in verification.failed]
    asked = sum(check.subject not in verification.left_out for check in verification.checks)
    if not failed:
        return f"all {asked} checks passed"
    return f"{', '.join(failed)} did not pass"
