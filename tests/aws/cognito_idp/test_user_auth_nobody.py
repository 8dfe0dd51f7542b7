"""USER_AUTH for names that nobody has, and with input that no client would send."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.choice_app import (
    INCORRECT,
    MISMATCH,
    PASSWORDS,
    Choice,
    choice_of_ana,
    post,
    signed_in,
)

NAMES = [f"nobody{i}" for i in range(12)]


@pytest.fixture
def silent(make_app: MakeApp) -> Choice:
    """An app client that does not tell who exists."""
    return choice_of_ana(make_app, PreventUserExistenceErrors="ENABLED")


def test_an_app_client_that_tells_says_so_at_once(make_app: MakeApp, refusal: Refusal) -> None:
    choice = choice_of_ana(make_app)
    for name in ("", "PASSWORD", "EMAIL_OTP"):
        assert refusal(choice.prefer, name, "nobody") == (
            "UserNotFoundException",
            "User does not exist.",
        )


def test_a_name_that_nobody_has_is_offered_a_selection_always_the_same(silent: Choice) -> None:
    known = silent.begin()
    offers = {}
    for name in NAMES:
        unknown = silent.begin(name)
        assert unknown.keys() == known.keys()
        assert unknown["ChallengeParameters"] == {"USERNAME": name}
        offers[name] = tuple(unknown["AvailableChallenges"])
        assert set(PASSWORDS) <= set(offers[name]) <= set(known["AvailableChallenges"])
    assert len(set(offers.values())) == 4
    assert all(tuple(silent.begin(n)["AvailableChallenges"]) == offers[n] for n in NAMES)


@pytest.mark.parametrize(
    ("otp", "name", "shown"),
    [
        ("EMAIL_OTP", "dora@example.com", "d***@e***"),
        ("SMS_OTP", "+4930901820", "+******1820"),
    ],
)
def test_a_code_seems_to_go_where_the_name_says_and_none_is_sent(
    silent: Choice, refusal: Refusal, otp: str, name: str, shown: str
) -> None:
    sent = len(silent.app.lab.outbox)
    names = [name, *NAMES, *(f"{n}@example.com" for n in NAMES), *(f"+49{i}" for i in range(9))]
    for unknown in names:
        challenge = silent.prefer(otp, unknown)
        if challenge["ChallengeName"] != otp:
            assert otp not in challenge["AvailableChallenges"]
            continue
        told = challenge["ChallengeParameters"]
        place = told["CODE_DELIVERY_DESTINATION"]
        assert told["CODE_DELIVERY_DELIVERY_MEDIUM"] == otp.removesuffix("_OTP")
        assert ("@" in place) == (otp == "EMAIL_OTP")
        assert silent.prefer(otp, unknown)["ChallengeParameters"] == told
        if unknown == name:
            assert place == shown
        for code in ("00000000", "12345678", "\ud800"):
            assert refusal(silent.go_on, challenge, unknown, **{f"{otp}_CODE": code}) == MISMATCH
    assert len(silent.app.lab.outbox) == sent


def test_no_password_of_nobodys_is_right_however_it_is_given(
    silent: Choice, refusal: Refusal
) -> None:
    assert refusal(silent.prefer, "PASSWORD", "nobody", PASSWORD=PASSWORD) == INCORRECT
    asked = silent.prefer("PASSWORD", "nobody")
    assert refusal(silent.go_on, asked, "nobody", PASSWORD=PASSWORD) == INCORRECT
    chosen = {"ANSWER": "PASSWORD", "PASSWORD": PASSWORD}
    assert refusal(silent.go_on, silent.begin("nobody"), "nobody", **chosen) == INCORRECT
    proof = silent.prefer("PASSWORD_SRP", "nobody", SRP_A=silent.srp.public_a)
    assert proof["ChallengeName"] == "PASSWORD_VERIFIER"
    assert refusal(silent.prove, proof) == INCORRECT


def test_guesses_at_nobodys_code_are_locked_out_like_anybodys(
    silent: Choice, refusal: Refusal
) -> None:
    def said(name: str) -> list[tuple[str, str]]:
        challenge = silent.prefer("EMAIL_OTP", name)
        return [refusal(silent.go_on, challenge, name, EMAIL_OTP_CODE="x") for _ in range(9)]

    offered = (name for name in NAMES if "EMAIL_OTP" in silent.begin(name)["AvailableChallenges"])
    assert said(next(offered)) == said("ana")


_junk = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(), max_size=6)
    | st.lists(st.text(max_size=3), max_size=2)
    | st.sampled_from(["ana", "ben", "EMAIL_OTP", "PASSWORD", "PASSWORD_SRP", PASSWORD, "2"])
)
_members = st.sampled_from(
    """USERNAME PASSWORD SRP_A PREFERRED_CHALLENGE ANSWER EMAIL_OTP_CODE SMS_OTP_CODE SECRET_HASH
    NEW_PASSWORD""".split()
)
_maps = st.dictionaries(_members, _junk, max_size=4) | _junk
_names = st.sampled_from(["SELECT_CHALLENGE", "PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP"])


def state_of(choice: Choice) -> Any:
    """What no refusal may change, codes aside."""
    user = choice.idp.admin_get_user(UserPoolId=choice.app.user_pool_id, Username="ana")
    user.pop("ResponseMetadata")
    return user


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(parameters=_maps, responses=_maps, name=_names | _junk, begin_with=_names)
def test_whatever_comes_the_answer_is_one_of_awss(
    silent: Choice, lab: Lab, parameters: Any, responses: Any, name: Any, begin_with: str
) -> None:
    before = state_of(silent)
    client = {"ClientId": silent.app.client_id}
    asked = {**client, "AuthFlow": "USER_AUTH", "AuthParameters": parameters}
    status, answer = post("InitiateAuth", asked)
    assert status == 200 or (status == 400 and answer["__type"].endswith("Exception")), answer
    lab.clock.advance(minutes=20)
    session = silent.prefer(begin_with)["Session"]
    asked = {**client, "ChallengeName": name, "Session": session, "ChallengeResponses": responses}
    status, answer = post("RespondToAuthChallenge", asked)
    assert status == 200 or (status == 400 and answer["__type"].endswith("Exception")), answer
    lab.clock.advance(minutes=20)
    if status == 400:
        assert state_of(silent) == before
        assert signed_in(silent.prefer("PASSWORD", PASSWORD=PASSWORD))
