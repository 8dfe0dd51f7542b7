"""How long tokens live, by what the app client says."""

from typing import Any

import pytest

from cognito_lab.tokens.lifetimes import TokenLifetimes, check_lifetimes

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("app_client", "access", "id_token", "refresh"),
    [
        ({}, HOUR, HOUR, 30 * DAY),
        ({"TokenValidityUnits": {}}, HOUR, HOUR, 30 * DAY),
        ({"AccessTokenValidity": 10}, 10 * HOUR, HOUR, 30 * DAY),
        ({"IdTokenValidity": 2}, HOUR, 2 * HOUR, 30 * DAY),
        ({"RefreshTokenValidity": 10}, HOUR, HOUR, 10 * DAY),
        ({"RefreshTokenValidity": 0}, HOUR, HOUR, 30 * DAY),
        (
            {"RefreshTokenValidity": 0, "TokenValidityUnits": {"RefreshToken": "minutes"}},
            HOUR,
            HOUR,
            30 * DAY,
        ),
        (
            {
                "AccessTokenValidity": 300,
                "IdTokenValidity": 5,
                "RefreshTokenValidity": 60,
                "TokenValidityUnits": {
                    "AccessToken": "seconds",
                    "IdToken": "minutes",
                    "RefreshToken": "minutes",
                },
            },
            300,
            300,
            HOUR,
        ),
        (
            {"AccessTokenValidity": 1, "TokenValidityUnits": {"AccessToken": "days"}},
            DAY,
            HOUR,
            30 * DAY,
        ),
        ({"TokenValidityUnits": {"AccessToken": "minutes"}}, HOUR, HOUR, 30 * DAY),
        ({"AccessTokenValidity": 3, "TokenValidityUnits": None}, 3 * HOUR, HOUR, 30 * DAY),
    ],
)
def test_each_lifetime_has_its_number_its_unit_and_its_default(
    app_client: dict[str, Any], access: int, id_token: int, refresh: int
) -> None:
    found = TokenLifetimes.of_client(app_client)
    assert (found.access_token, found.id_token, found.refresh_token) == (access, id_token, refresh)


def test_a_token_lives_by_its_use_and_an_unknown_use_has_no_lifetime() -> None:
    lifetimes = TokenLifetimes(1, 2, 3)
    assert (lifetimes.of_use("access"), lifetimes.of_use("id")) == (1, 2)
    with pytest.raises(KeyError):
        lifetimes.of_use("refresh")


UNITS = {"AccessTokenValidity": "AccessToken", "IdTokenValidity": "IdToken"}


@pytest.mark.parametrize("number", UNITS)
@pytest.mark.parametrize(
    ("amount", "unit", "accepted"),
    [
        (299, "seconds", False),
        (300, "seconds", True),
        (4, "minutes", False),
        (5, "minutes", True),
        (24, "hours", True),
        (25, "hours", False),
        (1, "days", True),
        (2, "days", False),
        (86_400, "seconds", True),
        (86_401, "seconds", False),
        (0, "days", False),
        (-1, "hours", False),
    ],
)
def test_access_and_id_tokens_live_from_five_minutes_to_a_day(
    number: str, amount: int, unit: str, accepted: bool
) -> None:
    check = check_lifetimes({number: amount, "TokenValidityUnits": {UNITS[number]: unit}})
    assert check.accepted is accepted
    assert check.out_of_range == (() if accepted else (number,))


@pytest.mark.parametrize(
    ("amount", "unit", "accepted"),
    [
        (3599, "seconds", False),
        (3600, "seconds", True),
        (59, "minutes", False),
        (1, "hours", True),
        (3650, "days", True),
        (3651, "days", False),
        (315_360_000, "seconds", True),
        (315_360_001, "seconds", False),
        (0, "seconds", True),  # which is 30 days
        (-1, "days", False),
    ],
)
def test_refresh_tokens_live_from_an_hour_to_ten_years(
    amount: int, unit: str, accepted: bool
) -> None:
    app_client = {"RefreshTokenValidity": amount, "TokenValidityUnits": {"RefreshToken": unit}}
    assert check_lifetimes(app_client).accepted is accepted


def test_a_refusal_names_all_that_is_wrong_and_says_it_in_one_sentence() -> None:
    check = check_lifetimes({"AccessTokenValidity": 25, "RefreshTokenValidity": 4000})
    assert check.out_of_range == ("AccessTokenValidity", "RefreshTokenValidity")
    assert check.code == "InvalidParameterException"
    assert check.message == "Invalid range for token validity."


def test_what_is_in_range_has_neither_code_nor_words() -> None:
    check = check_lifetimes({})
    assert (check.code, check.message) == (None, None)
