"""The glossary of claims: everything that a token says has an entry, and the entries hold up."""

from __future__ import annotations

import doctest
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.tokens import claim_glossary
from cognito_lab.tokens.anatomy import CLAIM_TYPES, HEADER_TYPES
from cognito_lab.tokens.claim_entries import (
    ACCESS,
    CLAIM_ENTRIES,
    HEADER,
    HEADER_ENTRIES,
    ID,
    ClaimEntry,
    Standard,
)
from cognito_lab.tokens.claim_glossary import PROFILE, entry_for
from cognito_lab.tokens.wording import relative_words

EVERY_ENTRY = (*HEADER_ENTRIES, *CLAIM_ENTRIES)

# The payloads that AWS prints on its pages of the two tokens, and what its pages name besides.
AWS_ID_TOKEN = """
    sub cognito:groups email_verified cognito:preferred_role iss cognito:username middle_name nonce
    origin_jti cognito:roles aud identities event_id token_use auth_time name exp iat family_name
    jti email at_hash given_name custom:tenant phone_number phone_number_verified
""".split()
AWS_ACCESS_TOKEN = """
    sub device_key cognito:groups iss version client_id origin_jti event_id token_use scope
    auth_time exp iat jti username aud
""".split()


@pytest.mark.parametrize(
    ("place", "name"),
    [(ID, name) for name in AWS_ID_TOKEN]
    + [(ACCESS, name) for name in AWS_ACCESS_TOKEN]
    + [(HEADER, name) for name in ("kid", "alg")],
)
def test_whatever_cognito_writes_has_an_entry_of_that_place(place: str, name: str) -> None:
    entry = entry_for(name, place)
    assert entry.name == name
    assert place in entry.places
    assert entry.standard is not Standard.NONE


def test_whatever_the_anatomy_knows_a_type_of_has_an_entry() -> None:
    for name in HEADER_TYPES:
        assert entry_for(name, HEADER).standard is Standard.JWS
    for name in CLAIM_TYPES:
        assert entry_for(name, ID).standard is not Standard.NONE


def test_times_are_those_that_the_anatomy_takes_for_times() -> None:
    times = {name for name, (kind, _) in CLAIM_TYPES.items() if "seconds" in kind}
    assert {entry.name for entry in EVERY_ENTRY if entry.is_time} == times
    assert entry_for("updated_at").is_time


@pytest.mark.parametrize("entry", EVERY_ENTRY, ids=lambda entry: f"{entry.name}-{entry.places}")
def test_an_entry_says_everything_and_names_its_document(entry: ClaimEntry) -> None:
    assert re.fullmatch(r"https://(docs\.aws\.amazon|openid|www\.rfc-editor)\.\S+", entry.document)
    assert re.fullmatch(r"[A-Z0-9].*\.", entry.meaning)
    for text in (entry.short, entry.set_by, entry.good_for, entry.not_for):
        assert text == text.strip() and text and not text.endswith(".")
    assert len(entry.short) <= 40  # it stands beside the value in a picture
    assert entry.meaning.lower().rstrip(".") != entry.short.lower()


def test_no_two_entries_are_of_the_same_name_and_place() -> None:
    taken = [(entry.name, place) for entry in EVERY_ENTRY for place in entry.places]
    assert len(taken) == len(set(taken))


def test_the_audience_is_the_app_client_in_an_id_token_and_the_api_in_an_access_token() -> None:
    assert "app client" in entry_for("aud", ID).short
    assert "API" in entry_for("aud", ACCESS).short
    assert entry_for("aud") == entry_for("aud", ID)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("username", ID),
        ("scope", ID),
        ("client_id", ID),
        ("cognito:username", ACCESS),
        ("cognito:roles", ACCESS),
        ("email", ACCESS),
        ("nonce", ACCESS),
        ("nbf", ID),
        ("custom:tenant", ACCESS),
        ("jwk", HEADER),
        ("jku", HEADER),
        ("typ", HEADER),
    ],
)
def test_what_cognito_does_not_write_there_is_known_but_has_no_place_there(
    name: str, place: str
) -> None:
    entry = entry_for(name, place)
    assert entry.standard is not Standard.NONE
    assert place not in entry.places


@pytest.mark.parametrize("name", ["sub", "iss", "exp"])
def test_a_claim_in_the_header_is_no_parameter_of_a_header(name: str) -> None:
    assert entry_for(name, HEADER).standard is Standard.NONE


@pytest.mark.parametrize("name", ["alg", "kid", "jwk"])
def test_a_parameter_of_the_header_among_the_claims_is_no_claim(name: str) -> None:
    assert entry_for(name, ID).standard is Standard.NONE


@pytest.mark.parametrize("name", ["tenant", "custom:", "CUSTOM:tenant", "Sub", "", "cognito:"])
def test_a_name_that_nobody_has_defined_gets_an_entry_that_says_so(name: str) -> None:
    entry = entry_for(name, ID)
    assert (entry.name, entry.standard, entry.places) == (name, Standard.NONE, ())


def test_a_custom_attribute_warns_of_those_that_users_write_themselves() -> None:
    entry = entry_for("custom:role", ID)
    assert entry.standard is Standard.COGNITO
    assert "administrator" in entry.not_for and "write" in entry.set_by


@pytest.mark.parametrize("name", PROFILE)
def test_the_profile_is_openid_connects_and_decides_nothing(name: str) -> None:
    entry = entry_for(name, ID)
    assert (entry.short, entry.standard) == (PROFILE[name], Standard.OPENID_CONNECT)
    assert "deciding" in entry.not_for


@given(st.text(max_size=30), st.sampled_from([None, ID, ACCESS, HEADER, "refresh", ""]))
def test_every_name_gets_an_entry_of_its_own_name(name: str, place: str | None) -> None:
    assert entry_for(name, place).name == name


def test_the_examples_in_the_docstring_are_true() -> None:
    assert doctest.testmod(claim_glossary).failed == 0
    assert doctest.testmod(claim_glossary).attempted == 2


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1000, "now"),
        (1000.5, "now"),
        (1001, "in 1 s"),
        (999, "1 s ago"),
        (1000 + 3600, "in 1 h"),
        (1000 - 90, "1 min 30 s ago"),
        (1000 + 86_400 * 30, "in 30 days"),
        (math.inf, "at no time"),
        (-math.inf, "at no time"),
        (math.nan, "at no time"),
        (10**400, "at no time"),
        (-(10**400), "at no time"),
    ],
)
def test_a_time_is_told_as_it_lies_to_another(seconds: float, words: str) -> None:
    assert relative_words(seconds, 1000) == words
