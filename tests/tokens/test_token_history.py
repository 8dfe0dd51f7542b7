"""A history of tokens: each event gives and ends what it gives and ends at Cognito."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cognito_lab.tokens.keys import SigningKey
from cognito_lab.tokens.token_history import TokenHistory
from cognito_lab.tokens.token_life import Door, EventKind, check_life

START = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
KEY = SigningKey.generate()


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def result(minute: float, *, refresh: bool = True) -> dict[str, Any]:
    """An AuthenticationResult: ID token for an hour, access token for ten minutes."""
    now = int(at(minute).timestamp())
    tokens = {
        "IdToken": KEY.sign({"iat": now, "exp": now + 3600}),
        "AccessToken": KEY.sign({"iat": now, "exp": now + 600}),
        "ExpiresIn": 600,
    }
    return tokens | ({"RefreshToken": "opaque"} if refresh else {})


def two_devices() -> TokenHistory:
    history = TokenHistory().signed_in("phone", result(0), at(0), refresh_lifetime=DAY)
    return history.signed_in("tablet", result(1), at(1), refresh_lifetime=DAY)


def good(history: TokenHistory, minute: float) -> set[str]:
    """What is good at a minute, as `label @ door`."""
    return {
        f"{life.label} @ {door}"
        for life in history.lives
        for door in Door
        if check_life(life, door, at(minute)).accepted
    }


PHONE_ID = "phone: ID token @ verified offline"
PHONE_ACCESS = {
    "phone: access token @ verified offline",
    "phone: access token @ Cognito's own operations",
}
PHONE_REFRESH = "phone: refresh token @ a refresh"
TABLET = {name.replace("phone", "tablet") for name in {PHONE_ID, PHONE_REFRESH, *PHONE_ACCESS}}


def test_a_sign_in_gives_three_tokens_that_end_when_they_say_or_the_client_says() -> None:
    history = two_devices()
    assert good(history, 0.5) == {PHONE_ID, PHONE_REFRESH, *PHONE_ACCESS}
    assert good(history, 5) == {PHONE_ID, PHONE_REFRESH, *PHONE_ACCESS} | TABLET
    assert good(history, 10) & PHONE_ACCESS == set()
    assert good(history, 60.5) == {
        PHONE_REFRESH,
        "tablet: refresh token @ a refresh",
        "tablet: ID token @ verified offline",
    }
    assert good(history, 24 * 60 + 1) == set()


def test_a_refresh_gives_two_tokens_and_ends_none() -> None:
    history = two_devices().refreshed("phone", result(8, refresh=False), at(8))
    assert {PHONE_ID, PHONE_REFRESH, *PHONE_ACCESS} < good(history, 9)
    assert "phone: access token 2 @ Cognito's own operations" in good(history, 12)
    assert history.events[-1].kind is EventKind.REFRESH
    assert sum(life.use == "refresh" for life in history.lives) == 2


def test_a_rotation_ends_the_last_refresh_token_after_its_grace_and_prolongs_nothing() -> None:
    minute = dt.timedelta(minutes=1)
    history = two_devices().refreshed("phone", result(8), at(8), grace=minute)
    assert history.events[-1].kind is EventKind.ROTATION
    assert PHONE_REFRESH in good(history, 8.9)
    assert PHONE_REFRESH not in good(history, 9)
    second = "phone: refresh token 2 @ a refresh"
    assert second in good(history, 24 * 60 - 0.1)
    assert second not in good(history, 24 * 60)
    third = history.refreshed("phone", result(20), at(20))
    assert second not in good(third, 20)
    assert "phone: refresh token 3 @ a refresh" in good(third, 20)
    assert PHONE_REFRESH not in good(third, 20)
    assert "tablet: refresh token @ a refresh" in good(third, 20)


def test_a_revocation_ends_one_family_at_cognito_and_nothing_offline() -> None:
    history = two_devices().refreshed("phone", result(3, refresh=False), at(3))
    history = history.revoked("phone", at(5))
    assert good(history, 6) == TABLET | {
        PHONE_ID,
        "phone: access token @ verified offline",
        "phone: ID token 2 @ verified offline",
        "phone: access token 2 @ verified offline",
    }


@pytest.mark.parametrize(
    ("how", "kind"), [("signed_out", EventKind.SIGN_OUT), ("disabled", EventKind.DISABLED)]
)
def test_a_sign_out_ends_all_of_the_users_at_cognito_and_nothing_offline(
    how: str, kind: EventKind
) -> None:
    history = getattr(two_devices(), how)(at(5))
    assert history.events[-1].kind is kind
    assert good(history, 6) == {
        f"{device}: {token} @ verified offline"
        for device in ("phone", "tablet")
        for token in ("ID token", "access token")
    }


def test_what_is_ended_once_keeps_its_end_and_what_comes_later_has_none() -> None:
    history = two_devices().revoked("phone", at(5)).signed_out(at(7))
    assert {life.revoked_at for life in history.lives if life.family == "phone"} == {at(5)}
    assert {life.revoked_at for life in history.lives if life.family == "tablet"} == {at(7)}
    later = history.signed_in("again", result(8), at(8), refresh_lifetime=DAY)
    assert "again: refresh token @ a refresh" in good(later, 9)


def test_a_note_ends_nothing() -> None:
    before = two_devices()
    after = before.noted("password changed", at(2))
    assert after.lives == before.lives
    assert str(after.events[-1]) == "password changed"


def test_a_history_is_a_value_and_each_step_gives_another() -> None:
    before = two_devices()
    before.signed_out(at(5))
    assert len(before.events) == 2
    assert {life.revoked_at for life in before.lives} == {None}


def test_a_second_sign_in_of_the_same_name_is_refused() -> None:
    with pytest.raises(ValueError, match="'phone' has signed in before"):
        two_devices().signed_in("phone", result(9), at(9), refresh_lifetime=DAY)


@pytest.mark.parametrize("step", ["refreshed", "revoked"])
def test_a_family_that_is_not_there_is_named(step: str) -> None:
    arguments = (result(9), at(9)) if step == "refreshed" else (at(9),)
    with pytest.raises(KeyError, match="'watch' has no refresh token here"):
        getattr(two_devices(), step)("watch", *arguments)


@pytest.mark.parametrize("token", ["", "a.b.c", None, 5, KEY.sign({"iat": 1}), KEY.sign({})])
def test_a_token_that_does_not_say_when_it_ends_is_refused_by_its_member(token: Any) -> None:
    with pytest.raises(ValueError, match="the AccessToken does not say from when until when"):
        TokenHistory().signed_in("phone", {"AccessToken": token}, at(0), refresh_lifetime=DAY)


@pytest.mark.parametrize("exp", [1e30, -1e30, "soon", 10**400])
def test_a_token_that_ends_at_no_date_is_refused(exp: Any) -> None:
    token = KEY.sign({"iat": 1, "exp": exp}) if exp != "soon" else KEY.sign({"iat": 1, "x": 1})
    with pytest.raises(ValueError, match="the IdToken does not say"):
        TokenHistory().signed_in("phone", {"IdToken": token}, at(0), refresh_lifetime=DAY)
