"""Text is measured and broken without any font on the machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.diagrams.text_metrics import clean, shorten, text_width, wrap
from tests.diagrams import traces
from tests.diagrams.seen import true_width


@pytest.mark.parametrize("bold", [False, True])
def test_no_latin_letter_is_taken_for_narrower_than_it_is(bold: bool) -> None:
    letters = [chr(code) for code in range(0x20, 0x180) if chr(code).isprintable()]
    for letter in [*letters, *"–—‘’“”•…→←✕✓€"]:
        measured, true = text_width(letter, 1000, bold), true_width(letter, 1000, bold)
        assert true <= measured <= true + 1, letter


@given(st.text(max_size=40), st.booleans())
def test_no_text_is_taken_for_narrower_than_it_is(text: str, bold: bool) -> None:
    assert text_width(text, 12, bold) >= true_width(text, 12, bold) - 0.01


@given(st.text(max_size=200).map(clean), st.integers(20, 400))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        one_letter = len(clean(line)) <= 1 or len(wrap(line, 1, 12)) == 1
        assert text_width(line, 12) <= width or one_letter


def test_lines_break_between_words() -> None:
    assert wrap("Invalid verification code provided", 130, 12) == [
        "Invalid verification",
        "code provided",
    ]


def test_a_word_is_not_cut_where_the_next_line_can_hold_it() -> None:
    assert wrap("NotAuthorizedException", 170, 12, first=60) == ["", "NotAuthorizedException"]


def test_a_word_that_must_be_cut_is_cut_where_it_has_a_joint() -> None:
    assert wrap("AdminRespondToAuthChallenge", 115, 12) == ["AdminRespondTo", "AuthChallenge"]
    assert wrap("us-east-1:8f1d7c1e-6b6d-4b6a", 150, 12) == ["us-east-1:8f1d7c1e-", "6b6d-4b6a"]


def test_an_accent_stays_with_its_letter() -> None:
    assert wrap("e\u0301e\u0301e\u0301", 8, 12) == ["e\u0301"] * 3


def test_a_separating_dot_never_begins_a_line() -> None:
    lines = wrap("Username: ana · Password: •••••• …", 95, 12)
    assert len(lines) > 1
    assert not any(line.startswith(("·", "…")) for line in lines)


def test_control_characters_and_marks_of_direction_are_made_visible() -> None:
    assert clean("a\x00b\x1b[31m") == "a\ufffdb\ufffd[31m"
    assert clean("\u202eevil\u202c") == "\ufffdevil\ufffd"
    assert clean("two\nlines\tand a tab") == "two lines and a tab"
    assert clean("lone \ud800 surrogate") == "lone \ufffd surrogate"


def test_piled_accents_are_thinned() -> None:
    assert clean("Z" + "\u0301" * 40) == "Z" + "\u0301" * 2


def test_a_shortened_text_keeps_both_its_ends() -> None:
    short = shorten(traces.ROLE, 30)
    assert len(short) == 30
    assert short.startswith("arn:aws:sts") and short.endswith("entials") and "…" in short
    assert shorten("short", 30) == "short"
