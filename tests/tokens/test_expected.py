"""What a verifier expects: a configuration that checks nothing is an error."""

import datetime as dt
from typing import Any

import pytest

from cognito_lab.tokens.expected import Expected, make_expected
from cognito_lab.tokens.key_set import KeySetError
from cognito_lab.tokens.verification import verify_token
from tests.tokens.practice import (
    CLIENT,
    KEY_SET,
    NOW,
    POOL,
    SECONDS,
    verified,
)

GIVEN: dict[str, Any] = {
    "issuer": POOL.issuer,
    "audience": CLIENT,
    "token_use": "id",
    "now": NOW,
}


class Nowhere(dt.tzinfo):
    """A time zone that does not say where it is: such a time is naive all the same."""

    def utcoffset(self, moment: dt.datetime | None) -> None:
        return None


NONSENSE: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"issuer": ""}, ValueError, "an issuer has to be given"),
    ({"issuer": None}, ValueError, "an issuer has to be given"),
    ({"issuer": [POOL.issuer]}, ValueError, "an issuer has to be given"),
    ({"audience": ()}, ValueError, "an audience has to be given"),
    ({"audience": None}, ValueError, "an audience has to be given"),
    ({"audience": ""}, TypeError, "audience: expected a text that is not empty"),
    ({"audience": [CLIENT, ""]}, TypeError, "audience: expected a text"),
    ({"audience": [None]}, TypeError, "audience: expected a text"),
    ({"audience": b"ab"}, TypeError, "audience: expected a text"),
    ({"token_use": ""}, ValueError, "'id' or 'access', not ''"),
    ({"token_use": None}, ValueError, "'id' or 'access', not None"),
    ({"token_use": "refresh"}, ValueError, "'id' or 'access', not 'refresh'"),
    ({"now": NOW.replace(tzinfo=None)}, ValueError, "with its time zone"),
    ({"now": NOW.replace(tzinfo=Nowhere())}, ValueError, "with its time zone"),
    ({"now": SECONDS}, ValueError, "with its time zone"),
    ({"now": None}, ValueError, "with its time zone"),
    ({"leeway": -1}, ValueError, "leeway is a number of seconds from 0 up"),
    ({"leeway": float("nan")}, ValueError, "leeway is a number"),
    ({"leeway": float("inf")}, ValueError, "leeway is a number"),
    ({"leeway": True}, ValueError, "leeway is a number"),
    ({"scopes": ""}, TypeError, "scopes: expected a text that is not empty"),
    ({"scopes": [""]}, TypeError, "scopes: expected a text"),
    ({"scopes": [1]}, TypeError, "scopes: expected a text"),
    ({"groups": ""}, TypeError, "groups: expected a text that is not empty"),
    ({"groups": [None]}, TypeError, "groups: expected a text"),
]


@pytest.mark.parametrize(("wrong", "error", "words"), NONSENSE)
def test_a_configuration_that_checks_nothing_is_an_error(
    wrong: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        verify_token(POOL.token(), KEY_SET, **(GIVEN | wrong))


def test_what_is_expected_is_kept_as_it_was_given() -> None:
    expected = make_expected(**GIVEN, scopes=["a"], groups="b", leeway=3)
    assert expected == Expected(
        POOL.issuer,
        frozenset({CLIENT}),
        "id",
        NOW.timestamp(),
        3,
        frozenset({"a"}),
        frozenset({"b"}),
    )
    assert Expected(POOL.issuer, frozenset({CLIENT}), "id", SECONDS) == make_expected(**GIVEN)
    elsewhere = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert make_expected(**GIVEN | {"now": elsewhere}).now == SECONDS


def test_a_document_will_do_and_what_is_no_key_set_is_an_error() -> None:
    assert verified(POOL.token(), jwks=POOL.keys.jwks()).accepted
    for junk in (None, {}, "https://cognito-idp.us-east-1.amazonaws.com", []):
        with pytest.raises(KeySetError):
            verified(POOL.token(), jwks=junk)
