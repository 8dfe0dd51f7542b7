"""A challenge session is bound to its user, its app client and its step, and ends in time."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.challenge_session import (
    DEFAULT_VALIDITY,
    ChallengeSession,
    SessionCheck,
    SessionReason,
    check_session,
)
from cognito_lab.sign_in.challenges import State

OPENED = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
ANAS = ChallengeSession(
    user_id="ana's sub",
    app_client_id="web",
    state=State.SMS_MFA,
    flow="USER_PASSWORD_AUTH",
    expires_at=OPENED + DEFAULT_VALIDITY,
)


def reason(
    challenge_session: ChallengeSession | None = ANAS,
    app_client_id: str = "web",
    challenge_name: str = "SMS_MFA",
    user_id: str | None = "ana's sub",
    now: dt.datetime = OPENED,
) -> SessionReason:
    return check_session(
        challenge_session,
        app_client_id=app_client_id,
        challenge_name=challenge_name,
        user_id=user_id,
        now=now,
    ).reason


def test_its_own_answer_is_looked_at() -> None:
    assert reason() is SessionReason.ACCEPTED


def test_one_that_was_never_given_out_or_is_used_up_is_unknown() -> None:
    assert reason(None) is SessionReason.UNKNOWN


@pytest.mark.parametrize("other", ["mobile", "", "WEB", "web "])
def test_another_app_client_is_refused(other: str) -> None:
    assert reason(app_client_id=other) is SessionReason.OTHER_CLIENT


@pytest.mark.parametrize("other", ["ben's sub", "", None])
def test_another_user_is_refused(other: str | None) -> None:
    assert reason(user_id=other) is SessionReason.OTHER_USER


def test_the_session_of_a_name_that_nobody_has_is_nobodys() -> None:
    nobodys = replace(ANAS, user_id=None)
    assert reason(nobodys, user_id=None) is SessionReason.ACCEPTED
    assert reason(nobodys) is SessionReason.OTHER_USER


@pytest.mark.parametrize(
    ("state", "name"), [pair for pair in product(State, State) if pair[0].is_challenge]
)
def test_a_challenge_is_answered_under_its_own_name_only(state: State, name: State) -> None:
    found = reason(replace(ANAS, state=state), challenge_name=name.value)
    own = state.challenge_name == name.value
    assert found is (SessionReason.ACCEPTED if own else SessionReason.OTHER_CHALLENGE)


def test_it_is_good_until_the_second_before_its_end() -> None:
    assert dt.timedelta(minutes=3) == DEFAULT_VALIDITY
    assert reason(now=ANAS.expires_at - SECOND) is SessionReason.ACCEPTED
    assert reason(now=ANAS.expires_at) is SessionReason.EXPIRED


@pytest.mark.parametrize("minutes", [3, 15])
def test_the_app_client_says_how_long_it_lives(minutes: int) -> None:
    end = OPENED + dt.timedelta(minutes=minutes)
    session = replace(ANAS, expires_at=end)
    assert reason(session, now=end - SECOND) is SessionReason.ACCEPTED
    assert reason(session, now=end) is SessionReason.EXPIRED


def test_whose_it_is_comes_before_its_age_and_its_age_before_its_step() -> None:
    late = ANAS.expires_at
    assert reason(app_client_id="mobile", user_id="ben", now=late) is SessionReason.OTHER_CLIENT
    assert reason(user_id="ben", now=late, challenge_name="X") is SessionReason.OTHER_USER
    assert reason(now=late, challenge_name="X") is SessionReason.EXPIRED


def test_a_verdict_must_be_asked_not_taken_for_a_truth() -> None:
    with pytest.raises(TypeError, match="accepted"):
        bool(SessionCheck(SessionReason.EXPIRED))
    accepted = [why for why in SessionReason if SessionCheck(why).accepted]
    assert accepted == [SessionReason.ACCEPTED]


anything = st.text(st.characters(), max_size=8)  # half surrogate pairs included


@given(anything, anything, st.none() | anything, st.timedeltas(-DEFAULT_VALIDITY, DEFAULT_VALIDITY))
def test_whatever_comes_only_its_own_answer_in_time_is_accepted(
    app_client_id: str, challenge_name: str, user_id: str | None, away: dt.timedelta
) -> None:
    now = ANAS.expires_at + away
    found = reason(
        app_client_id=app_client_id, challenge_name=challenge_name, user_id=user_id, now=now
    )
    own = (app_client_id, challenge_name, user_id) == ("web", "SMS_MFA", ANAS.user_id)
    assert (found is SessionReason.ACCEPTED) == (own and now < ANAS.expires_at)
