from typing import Any

import pytest

from cognito_lab.evidence import Check
from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.discovery import issuer_of_pool
from cognito_lab.tokens.gates import QUESTIONS, Gate
from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.wording import (
    actual_words,
    expected_words,
    length_words,
    relative_words,
    summary,
    time_words,
    value_words,
    why,
)
from tests.tokens.practice import KEY_SET, NOW, POOL, SECONDS, verified


def test_every_reason_has_a_sentence_and_every_gate_a_question() -> None:
    assert set(SENTENCES) == set(TokenReason)
    assert set(QUESTIONS) == set(Gate)
    assert list(QUESTIONS) == list(Gate)  # asked in this order
    assert all(text.endswith(".") for text in SENTENCES.values())
    assert all(text.endswith("?") for text in QUESTIONS.values())
    assert len(set(SENTENCES.values())) == len(SENTENCES)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1970-01-01 00:00:00 UTC"),
        (SECONDS, "2026-01-15 09:00:00 UTC"),
        (SECONDS + 0.9, "2026-01-15 09:00:00 UTC"),
        (-1, "1969-12-31 23:59:59 UTC"),
        (1e300, "1e+300 (no date)"),
        (float("inf"), "inf (no date)"),
        (float("nan"), "nan (no date)"),
        (10**300, "1" + "0" * 64 + "…" + "0" * 24 + " (no date)"),
        (-(10**12), "-1000000000000 (no date)"),
    ],
)
def test_a_time_is_said_as_a_date_where_there_is_one(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.9, "0 s"),
        (1, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3600, "1 h"),
        (3599, "59 min 59 s"),
        (3661, "1 h 1 min"),  # the two largest
        (86_400, "1 day"),
        (172_800, "2 days"),
        (90_000, "1 day 1 h"),
        (86_400 * 30, "30 days"),
        (-3600, "1 h"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (SECONDS, "now"),
        (SECONDS + 0.9, "now"),
        (SECONDS + 1, "in 1 s"),
        (SECONDS - 1, "1 s ago"),
        (SECONDS - 0.9, "now"),
        (SECONDS + 3600, "in 1 h"),
        (SECONDS - 90_000, "1 day 1 h ago"),
        (253_402_300_799, "in 2912428 days 14 h"),
        (253_402_300_800, "at no time"),
        (-253_402_300_800, "at no time"),
        (10**400, "at no time"),
        (float("inf"), "at no time"),
        (float("nan"), "at no time"),
    ],
)
def test_a_time_is_said_as_it_lies_to_now(seconds: float, words: str) -> None:
    assert relative_words(seconds, SECONDS) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ana", "ana"),
        ("", ""),
        (1, "1"),
        (True, "True"),
        ({"a": 1}, "{'a': 1}"),
        (["a", "b"], "a, b"),
        (("a", "b"), "a or b"),
        ([], ""),
        ([1, None], "1, None"),
        ("a\nb\x1b[31m", r"a\nb\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),  # turns the rest of the line round
        ("\ud800", r"\ud800"),
        ("é\U0001f600", "é\U0001f600"),
        ("x" * 90, "x" * 90),
        ("x" * 80 + "y" * 11, "x" * 65 + "…" + "x" * 13 + "y" * 11),
        ("x" * 60 + "\n" * 40, "x" * 60 + "\\n\\n\\" + "…" + "\\n" * 12),
        (["x" * 40, "y" * 60], "x" * 40 + ", " + "y" * 23 + "…" + "y" * 24),
    ],
)
def test_a_value_is_one_short_line_of_plain_characters(value: Any, words: str) -> None:
    assert value_words(value) == words


def test_the_longest_issuer_is_shown_to_its_last_letter() -> None:
    issuer = issuer_of_pool("ap-southeast-1", "ap-southeast-1_AbCdEfGhI")
    assert value_words(issuer) == issuer


def test_a_value_that_is_nested_too_deep_is_said_to_be() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert value_words(deep) == "nested too deep to be shown"


def test_times_are_said_as_dates_in_their_rows_only() -> None:
    expiry = Check(Gate.EXPIRY, SECONDS, SECONDS + 60, True, TokenReason.PASSED)
    assert expected_words(expiry) == "after 2026-01-15 09:00:00 UTC"
    assert actual_words(expiry) == "2026-01-15 09:01:00 UTC"
    begin = Check(Gate.NOT_BEFORE, SECONDS, None, True, TokenReason.PASSED)
    assert expected_words(begin) == "none, or by 2026-01-15 09:00:00 UTC"
    assert actual_words(begin) == "none"
    begin = begin._replace(actual=SECONDS)
    assert actual_words(begin) == "2026-01-15 09:00:00 UTC"
    scope = Check(Gate.SCOPE, ("a", "b"), [], False, TokenReason.SCOPE_LACKING)
    assert (expected_words(scope), actual_words(scope)) == ("a or b", "")
    assert why(scope) == "The token has none of the scopes that are asked for."


def test_an_accepted_token_as_text() -> None:
    assert (
        repr(verified(POOL.token()))
        == f"""\
accepted: all 10 checks passed
✓ shape      a signed JWT
✓ algorithm  RS256
✓ kid        {POOL.keys.id_token.kid}
✓ key        an RSA key for RS256 signatures
✓ signature  holds
✓ issuer     {POOL.issuer}
✓ expiry     2026-01-15 10:00:00 UTC
✓ not before none
✓ token use  id
✓ audience   {POOL.app_client_id}"""
    )


def test_a_refused_token_as_text_says_what_was_expected_and_that_the_claims_are_untrusted() -> None:
    token = POOL.token("id", {"exp": SECONDS})[:-4] + "AAAA"
    lines = repr(verified(token)).splitlines()
    assert lines[0] == "refused: signature, expiry did not pass"
    assert lines[5] == (
        "✕ signature  does not hold; expected holds. This key did not sign these bytes: somebody "
        "else did, or they were changed since."
    )
    assert lines[6] == f"○ issuer     {POOL.issuer} (untrusted)"
    assert lines[7] == (
        "✕ expiry     2026-01-15 09:00:00 UTC (untrusted); expected after 2026-01-15 09:00:00 UTC. "
        "The token is too old: it is good before `exp`, and no longer at `exp`."
    )
    assert not any("untrusted" in line for line in lines[:6])


def test_where_the_signature_holds_no_claim_is_called_untrusted() -> None:
    assert "untrusted" not in repr(verified(POOL.token("id", {"exp": 1, "iss": "x"})))


def test_a_gate_that_is_not_asked_has_its_own_mark_and_is_not_counted() -> None:
    # Of these two only one has a row: no scope is asked for.
    left_out = {Gate.EXPIRY, Gate.SCOPE}
    found = verify_without(left_out, POOL.token("id"), KEY_SET, POOL.expected())
    assert summary(found) == "all 9 checks passed"
    assert "– expiry     2026-01-15 10:00:00 UTC" in repr(found)
    late = POOL.expected(now=NOW.replace(year=2027))
    found = verify_without({Gate.EXPIRY}, POOL.token("id"), KEY_SET, late)
    assert repr(found).startswith("accepted: expiry did not pass\n")


def test_nothing_that_a_token_says_breaks_the_lines() -> None:
    token = POOL.token("id", {"iss": "evil\n✓ signature  holds\r\x1b[2J\u2028", "aud": "\u202e"})
    assert len(repr(verified(token)).splitlines()) == 11
