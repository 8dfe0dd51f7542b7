import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.codes import (
    CODE_LENGTH,
    FAILED_ATTEMPTS_ALLOWED,
    CodeCheck,
    CodePurpose,
    CodeReason,
    IssuedCode,
    check_code,
)

SENT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)

# Half surrogate pairs included: JSON can carry them.
anything = st.text(st.characters(), max_size=12)
digits = st.text("0123456789", min_size=CODE_LENGTH, max_size=CODE_LENGTH)
purposes = st.sampled_from(CodePurpose)
# Around both lifetimes, before the sending too.
ages = st.timedeltas(dt.timedelta(hours=-1), dt.timedelta(hours=49))


def issued(
    code: str = "123456",
    username: str = "ana",
    purpose: CodePurpose = CodePurpose.SIGN_UP,
    at: dt.datetime = SENT,
) -> IssuedCode:
    return IssuedCode(code, username, purpose, at, "email", "ana@example.com")


def reason(
    sent: IssuedCode | None,
    given: str = "123456",
    username: str = "ana",
    purpose: CodePurpose = CodePurpose.SIGN_UP,
    now: dt.datetime = SENT,
) -> CodeReason:
    return check_code(sent, given, username=username, purpose=purpose, now=now).reason


def test_the_code_that_was_sent_is_accepted() -> None:
    assert reason(issued()) is CodeReason.ACCEPTED


def test_another_code_is_a_mismatch() -> None:
    assert reason(issued(), "123457") is CodeReason.MISMATCH


def test_without_a_code_sent_nothing_opens() -> None:
    assert reason(None) is CodeReason.NONE_ISSUED


def test_another_users_code_counts_as_none() -> None:
    assert reason(issued(username="bob")) is CodeReason.NONE_ISSUED


def test_a_code_for_another_purpose_counts_as_none() -> None:
    assert reason(issued(purpose=CodePurpose.FORGOT_PASSWORD)) is CodeReason.NONE_ISSUED


@pytest.mark.parametrize(
    ("purpose", "life"),
    [
        (CodePurpose.SIGN_UP, dt.timedelta(hours=24)),
        (CodePurpose.VERIFY_ATTRIBUTE, dt.timedelta(hours=24)),
        (CodePurpose.FORGOT_PASSWORD, dt.timedelta(hours=1)),
        (CodePurpose.MFA_SMS, dt.timedelta(minutes=3)),
        (CodePurpose.MFA_EMAIL, dt.timedelta(minutes=3)),
        (CodePurpose.SIGN_IN_SMS, dt.timedelta(minutes=3)),
        (CodePurpose.SIGN_IN_EMAIL, dt.timedelta(minutes=3)),
    ],
)
def test_a_code_is_good_until_the_second_before_its_life_ends(
    purpose: CodePurpose, life: dt.timedelta
) -> None:
    sent = issued(purpose=purpose)
    assert sent.expires_at == SENT + life
    assert reason(sent, purpose=purpose, now=SENT + life - SECOND) is CodeReason.ACCEPTED
    assert reason(sent, purpose=purpose, now=SENT + life) is CodeReason.EXPIRED


def test_an_old_code_is_called_expired_whatever_its_digits() -> None:
    late = SENT + dt.timedelta(hours=24)
    assert reason(issued(), "000000", now=late) is CodeReason.EXPIRED


@pytest.mark.parametrize("purpose", CodePurpose)
def test_a_lifetime_that_was_set_takes_the_place_of_the_purposes(purpose: CodePurpose) -> None:
    life = dt.timedelta(minutes=15)
    sent = replace(issued(purpose=purpose), lifetime=life)
    assert sent.expires_at == SENT + life
    assert reason(sent, purpose=purpose, now=SENT + life - SECOND) is CodeReason.ACCEPTED
    assert reason(sent, purpose=purpose, now=SENT + life) is CodeReason.EXPIRED


def test_no_lifetime_at_all_is_not_the_same_as_none_set() -> None:
    assert reason(replace(issued(), lifetime=dt.timedelta(0))) is CodeReason.EXPIRED


def test_only_codes_by_e_mail_or_for_a_sign_in_have_eight_digits() -> None:
    eight = {CodePurpose.MFA_EMAIL, CodePurpose.SIGN_IN_SMS, CodePurpose.SIGN_IN_EMAIL}
    assert {p: p.length for p in CodePurpose} == {p: 8 if p in eight else 6 for p in CodePurpose}


def test_every_purpose_is_one_of_its_own() -> None:
    # Two with the same value would be one under two names, and its codes would open both.
    assert len(CodePurpose.__members__) == len(set(CodePurpose)) == 7
    assert len({purpose.label for purpose in CodePurpose}) == 7


def try_code(sent: IssuedCode, given: str, now: dt.datetime = SENT) -> tuple[CodeCheck, IssuedCode]:
    check = check_code(sent, given, username="ana", purpose=CodePurpose.SIGN_UP, now=now)
    return check, sent.after(check)


def test_five_wrong_tries_kill_a_code_and_four_do_not() -> None:
    sent = issued()
    for tried in range(1, 6):
        assert try_code(sent, "123456")[0].accepted
        check, sent = try_code(sent, "000000")
        assert check.reason is CodeReason.MISMATCH
        assert sent == replace(issued(), failed_attempts=tried)
    for given_code in ("123456", "000000"):
        check, after = try_code(sent, given_code)
        assert check.reason is CodeReason.TOO_MANY_ATTEMPTS
        assert after == sent


def test_a_dead_code_that_is_old_is_called_old_for_then_another_helps() -> None:
    dead = replace(issued(), failed_attempts=FAILED_ATTEMPTS_ALLOWED)
    assert reason(dead, now=SENT + dt.timedelta(hours=24)) is CodeReason.EXPIRED


def test_the_wrong_tries_of_one_code_are_not_held_against_the_next() -> None:
    dead = replace(issued(), failed_attempts=FAILED_ATTEMPTS_ALLOWED)
    assert reason(dead) is CodeReason.TOO_MANY_ATTEMPTS
    assert reason(issued("654321"), "654321") is CodeReason.ACCEPTED


@pytest.mark.parametrize("other", [why for why in CodeReason if why is not CodeReason.MISMATCH])
def test_only_a_wrong_code_counts_as_a_try(other: CodeReason) -> None:
    # What was asked for another user or purpose, or too late, says nothing of this code.
    assert issued().after(CodeCheck(other)) == issued()


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " ",
        "\n",
        " 123456",
        "123456 ",
        "123456\n",
        "123456\x00",
        "12345",
        "1234567",
        "0123456",
        "１２３４５６",  # full-width digits
        "١٢٣٤٥٦",  # Arabic-Indic digits
        "12345⁶",
        "\ud800",
        "1" * 100_000,
        "123456" * 1000,
    ],
)
def test_what_only_looks_like_the_code_is_a_mismatch(hostile: str) -> None:
    assert reason(issued(), hostile) is CodeReason.MISMATCH


def test_a_verdict_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match=r"ask \.accepted"):
        bool(CodeCheck(CodeReason.ACCEPTED))


@given(
    sent=digits,
    typed=digits | anything,
    owner=st.sampled_from(["ana", "Ana", "bob"]),
    username=st.sampled_from(["ana", "Ana", "bob"]),
    sent_for=purposes,
    asked_for=purposes,
    age=ages,
    tries=st.integers(0, 10),
)
def test_only_the_same_code_for_the_same_user_and_purpose_within_its_life_opens(
    sent: str,
    typed: str,
    owner: str,
    username: str,
    sent_for: CodePurpose,
    asked_for: CodePurpose,
    age: dt.timedelta,
    tries: int,
) -> None:
    hours = {"sign-up": 24, "verify attribute": 24, "forgot password": 1}
    opens = (
        typed == sent
        and owner == username
        and sent_for is asked_for
        and age.total_seconds() < hours.get(sent_for.label, 0.05) * 3600
        and tries < 5
    )
    code = replace(issued(sent, owner, sent_for), failed_attempts=tries)
    verdict = check_code(code, typed, username=username, purpose=asked_for, now=SENT + age)
    assert verdict.accepted == opens


@given(sent=digits, owner=anything, purpose=purposes, age=ages)
def test_the_right_code_opens_for_the_whole_of_its_life_and_no_longer(
    sent: str, owner: str, purpose: CodePurpose, age: dt.timedelta
) -> None:
    verdict = check_code(
        issued(sent, owner, purpose), sent, username=owner, purpose=purpose, now=SENT + age
    )
    expected = CodeReason.ACCEPTED if age < purpose.lifetime else CodeReason.EXPIRED
    assert verdict.reason is expected
