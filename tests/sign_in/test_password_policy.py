from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cognito_lab.sign_in.password_policy import (
    DEFAULT_POLICY,
    SYMBOLS,
    PasswordCheck,
    check_password,
)

# As the page lists them, with a space after each:
# https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
LISTED_SYMBOLS = "^ $ * . [ ] { } ( ) ? \" ! @ # % & / \\ , > < ' : ; | _ ~ ` = + -"

SHORT = "Password not long enough"
UPPER = "Password must have uppercase characters"
LOWER = "Password must have lowercase characters"
NUMBER = "Password must have numeric characters"
SYMBOL = "Password must have symbol characters"
PHRASES = (SHORT, UPPER, LOWER, NUMBER, SYMBOL)

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
