import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.password_policy import (
    DEFAULT_POLICY,
    SYMBOLS,
    PasswordCheck,
    check_password,
    parameter_error,
    password_was_used,
    temporary_password_expired,
)

# As the page lists them, with a space after each:
# https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
LISTED_SYMBOLS = "^ $ * . [ ] { } ( ) ? \" ! @ # % & / \\ , > < ' : ; | _ ~ ` = + -"

SHORT = "Password not long enough"
UPPER = "Password must have uppercase characters"
LOWER = "Password must have lowercase characters"
NUMBER = "Password must have numeric characters"
SYMBOL = "Password must have symbol characters"
EDGES = r"Password must satisfy regular expression pattern: ^\S.*\S$"
PHRASES = (SHORT, EDGES, UPPER, LOWER, NUMBER, SYMBOL)

NOTHING_ASKED = {
    "MinimumLength": 6,
    "RequireUppercase": False,
    "RequireLowercase": False,
    "RequireNumbers": False,
    "RequireSymbols": False,
}

policies = st.fixed_dictionaries(
    {},
    optional={
        "MinimumLength": st.integers(6, 12),
        "RequireUppercase": st.booleans(),
        "RequireLowercase": st.booleans(),
        "RequireNumbers": st.booleans(),
        "RequireSymbols": st.booleans(),
    },
)
# What decides between the classes, and look-alikes from outside of them.
passwords = st.text(st.sampled_from("aAzZ09 !-~§ÄßéαΩ٣３\t\n\u00a0\u2003"), max_size=14) | st.text(
    max_size=14
)


def missing(policy: dict[str, Any], password: str) -> set[str]:
    """What the documentation asks for, looked at letter by letter."""
    asked = {
        "MinimumLength": 8,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        **policy,
    }
    upper = lower = number = symbol = False
    for position, letter in enumerate(password):
        upper |= letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        lower |= letter in "abcdefghijklmnopqrstuvwxyz"
        number |= letter in "0123456789"
        symbol |= letter in LISTED_SYMBOLS.replace(" ", "")
        inside = any(c != " " for c in password[:position]) and any(
            c != " " for c in password[position + 1 :]
        )
        symbol |= letter == " " and inside
    lacks = set()
    blank = " \t\n\v\f\r"  # Java's white space
    ends = password[:1] + password[-1:] if len(password) > 1 else blank
    if any(letter in blank for letter in ends) or "\n" in password or "\r" in password:
        lacks.add(EDGES)
    if len(password) < asked["MinimumLength"]:
        lacks.add(SHORT)
    for name, found, phrase in (
        ("RequireUppercase", upper, UPPER),
        ("RequireLowercase", lower, LOWER),
        ("RequireNumbers", number, NUMBER),
        ("RequireSymbols", symbol, SYMBOL),
    ):
        if asked[name] and not found:
            lacks.add(phrase)
    return lacks


@given(policy=policies, password=passwords)
@example(policy={}, password="")
@example(policy={}, password="aA0 aA0a")
@example(policy={}, password=" aA0aA0a")
@example(policy={}, password="aA0aA0a ")
def test_a_password_lacks_exactly_what_the_policy_asks_and_it_has_not(
    policy: dict[str, Any], password: str
) -> None:
    check = check_password(policy, password)
    assert set(check.violations) == missing(policy, password)
    assert check.accepted == (not check.violations)
    # In the order of the checks, for AWS names the first one.
    assert list(check.violations) == [phrase for phrase in PHRASES if phrase in check.violations]


def test_every_listed_symbol_counts_and_no_other_sign() -> None:
    assert set(LISTED_SYMBOLS.split()) == SYMBOLS
    policy = {**NOTHING_ASKED, "RequireSymbols": True}
    for symbol in SYMBOLS:
        assert check_password(policy, f"abc{symbol}defg").accepted
    for sign in "§€äß\u00a0\t٣":
        assert check_password(policy, f"abc{sign}defg").violations == (SYMBOL,)


@pytest.mark.parametrize(
    ("password", "phrase"),
    [
        ("Abcd-1", SHORT),
        ("abcdefg-1", UPPER),
        ("ABCDEFG-1", LOWER),
        ("Abcdefgh-", NUMBER),
        ("Abcdefgh1", SYMBOL),
        ("ÄÖÜabcd-1", UPPER),
        ("äöüABCD-1", LOWER),
        (" Abcdefg-1", EDGES),
        ("Abcdefg-1 ", EDGES),
        ("Abcdefg-1\t", EDGES),
        ("Abcd\nefg-1", EDGES),
        ("Abcd\refg-1", EDGES),
        ("Abcdefg-٣", NUMBER),
    ],
)
def test_the_default_policy_names_the_one_thing_that_is_missing(password: str, phrase: str) -> None:
    assert check_password({}, password).violations == (phrase,)


def test_the_default_policy_is_eight_characters_of_four_kinds() -> None:
    assert check_password({}, "Abcdef-1").accepted
    assert check_password(DEFAULT_POLICY, "Abcde-1").violations == (SHORT,)


def test_a_policy_that_asks_for_length_alone_looks_at_nothing_else() -> None:
    assert check_password(NOTHING_ASKED, "aaaaaa").accepted
    assert check_password(NOTHING_ASKED, "aaaaa").violations == (SHORT,)


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(PasswordCheck(()))


VALUE = "Value at 'password' failed to satisfy constraint: Member must "
TOO_LONG = f"{VALUE}have length less than or equal to 256"
PATTERN = rf"{VALUE}satisfy regular expression pattern: ^[\S]+.*[\S]+$"


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("Abcdefg-1", None),
        ("ab", None),
        ("a b", None),
        ("a" * 256, None),
        ("a" * 257, f"1 validation error detected: {TOO_LONG}"),
        (" abcdefgh", f"1 validation error detected: {PATTERN}"),
        ("abcdefgh ", f"1 validation error detected: {PATTERN}"),
        ("abcd\nefgh", f"1 validation error detected: {PATTERN}"),
        ("\u00a0abcdefgh\u2003", None),  # no white space to Java
        ("\ud800 \ud800", None),
        ("", f"1 validation error detected: {PATTERN}"),
        ("a", f"1 validation error detected: {PATTERN}"),
        (" " * 100_000, f"2 validation errors detected: {TOO_LONG}; {PATTERN}"),
        ("a " * 50_000, f"2 validation errors detected: {TOO_LONG}; {PATTERN}"),
    ],
)
def test_the_api_takes_no_password_with_space_at_its_edges_or_of_more_than_256_characters(
    password: str, error: str | None
) -> None:
    assert parameter_error(password) == error


def test_the_error_names_the_parameter() -> None:
    assert (parameter_error("", "proposedPassword") or "").startswith(
        "1 validation error detected: Value at 'proposedPassword' failed"
    )


@given(password=passwords)
def test_a_password_that_the_api_takes_never_fails_for_its_edges(password: str) -> None:
    edges = EDGES in check_password(NOTHING_ASKED, password).violations
    assert edges == (parameter_error(password) is not None)


@pytest.mark.parametrize(
    ("size", "reused"),
    [(None, ""), (0, ""), (1, "e"), (2, "ed"), (4, "edcb"), (5, "edcba"), (24, "edcba")],
)
def test_a_password_is_held_to_as_many_earlier_ones_as_the_policy_says(
    size: int | None, reused: str
) -> None:
    policy = {} if size is None else {"PasswordHistorySize": size}
    newest_first = ["e", "d", "c", "b", "a"]

    def forbidden(password: str) -> bool:
        return password_was_used(policy, newest_first, lambda kept: kept == password)

    assert "".join(filter(forbidden, "edcbaz")) == reused


SET = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ({}, 7),
        ({"TemporaryPasswordValidityDays": 0}, 7),
        ({"TemporaryPasswordValidityDays": 1}, 1),
        ({"TemporaryPasswordValidityDays": 365}, 365),
    ],
)
def test_a_temporary_password_is_good_until_the_second_before_its_days_are_over(
    policy: dict[str, int], days: int
) -> None:
    end = SET + dt.timedelta(days=days)
    assert not temporary_password_expired(SET, policy, SET)
    assert not temporary_password_expired(SET, policy, end - SECOND)
    assert temporary_password_expired(SET, policy, end)
