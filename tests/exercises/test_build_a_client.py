"""The app client's specification: settings that mean the same are the same."""

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.build_a_client import _source

TASK = exercises["build-a-client"]


def failed(bench, **changed):
    verdict = TASK.examine(bench, TASK.answer_from(_source(**changed)))
    return {f.looked_at: f.seen for f in verdict.findings if not f.passed}


@pytest.mark.parametrize(
    ("access", "refresh", "units"),
    [
        ("900", "24", '{"AccessToken": "seconds", "RefreshToken": "hours"}'),
        ("15", "1", '{"AccessToken": "minutes"}'),
        ("15", "1440", '{"AccessToken": "minutes", "RefreshToken": "minutes"}'),
    ],
)
def test_the_same_lifetime_in_other_units_is_the_same(bench, access, refresh, units):
    changed = {"AccessTokenValidity": access, "RefreshTokenValidity": refresh}
    assert failed(bench, **changed, TokenValidityUnits=units) == {}


@pytest.mark.parametrize(
    ("changed", "looked_at", "seen"),
    [
        (
            {"AccessTokenValidity": None},
            "lifetime of the access token",
            "nothing set, which is 1 hour",
        ),
        ({"RefreshTokenValidity": None}, "lifetime of the refresh token", "30 days"),
        ({"AccessTokenValidity": "16"}, "lifetime of the access token", "16 minutes"),
        (
            {"ReadAttributes": '["email", "phone_number"]'},
            "attributes in the ID token that Ana got",
            "`email`, `phone_number`",
        ),
        ({"ReadAttributes": '["name"]'}, "attributes in the ID token that Ana got", "`name`"),
        ({"GenerateSecret": "False"}, None, None),
        (
            {"ExplicitAuthFlows": '["ALLOW_USER_PASSWORD_AUTH"]'},
            "flows that it lets through",
            "`USER_PASSWORD_AUTH`",
        ),
    ],
)
def test_one_setting_more_or_less_is_seen_as_what_it_is(bench, changed, looked_at, seen):
    assert failed(bench, **changed) == ({} if looked_at is None else {looked_at: seen})


def test_a_client_that_lets_nobody_in_is_told_what_the_pool_says(bench):
    seen = failed(bench, ExplicitAuthFlows='["ALLOW_USER_SRP_AUTH"]')
    assert seen["attributes in the ID token that Ana got"] == (
        "no token: InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client"
    )


def test_a_client_that_somebody_else_made_earlier_is_found_by_its_id(bench):
    body = (
        "    first = cognito_idp.create_user_pool_client(UserPoolId=user_pool_id,"
        " ClientName='another')\n"
    )
    assert failed(bench, before=body) == {}
