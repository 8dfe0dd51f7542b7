"""What the app holds of AWS credentials: masked, and only as long as it keeps them."""

from __future__ import annotations

import datetime as dt

import pytest

from cognito_lab.panels import Declined
from cognito_lab.panels.visualizer_credentials import HeldCredentials
from tests.panels.page import faults_of, words_of

NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
ANSWER = {
    "IdentityId": "us-east-1:1",
    "Credentials": {
        "AccessKeyId": "ASIASECRETKEYID",
        "SecretKey": "the-secret-key",
        "SessionToken": "the-session-token",
        "Expiration": NOW + dt.timedelta(hours=1),
    },
}


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def held(clock: Clock) -> HeldCredentials:
    return HeldCredentials(clock)


def test_without_credentials_nothing_is_sent(held: HeldCredentials) -> None:
    assert held.html == ""
    for ask in (lambda: held.keys, lambda: held.identity_id):
        with pytest.raises(Declined, match="Nothing was sent"):
            ask()


def test_they_are_what_boto3_takes(held: HeldCredentials) -> None:
    held.keep("ana", ANSWER)
    assert held.identity_id == "us-east-1:1"
    assert held.keys == {
        "aws_access_key_id": "ASIASECRETKEYID",
        "aws_secret_access_key": "the-secret-key",
        "aws_session_token": "the-session-token",
    }
    held.drop()
    with pytest.raises(Declined):
        _ = held.keys


def test_their_secrets_are_never_shown(held: HeldCredentials) -> None:
    held.keep("<b>ana", ANSWER)
    assert faults_of(held.html) == []
    for secret in ("SECRETKEYID", "the-secret-key", "the-session-token"):
        assert secret not in held.html
    assert "<b>ana" in words_of(held.html)


def test_they_are_over_at_their_end(held: HeldCredentials, clock: Clock) -> None:
    held.keep("ana", ANSWER)
    clock.moment = NOW + dt.timedelta(minutes=59, seconds=59)
    assert "good until 10:00:00 UTC" in words_of(held.html)
    clock.moment = NOW + dt.timedelta(hours=1)
    assert "✕ expired 10:00:00 UTC" in words_of(held.html)
