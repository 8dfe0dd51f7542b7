"""The picture of a sign-in's states: drawn from the table, lit by what was recorded."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import draw_sign_in_states
from cognito_lab.diagrams.theme import REFUSED, TAKEN, WIDE_PAGE
from cognito_lab.diagrams.way_taken import FLOWS, StepTaken, steps_taken
from cognito_lab.flow import ApiCall, CallError, Trace
from cognito_lab.sign_in.challenges import TRANSITIONS, State
from tests.diagrams import sign_ins, traces
from tests.diagrams.seen import Seen
from tests.diagrams.sign_ins import INCORRECT, MISMATCH, begin, go_on

S = State
Way = list[tuple[int, list[State] | str]]


def way(calls: list[ApiCall]) -> Way:
    """For each step its number and the states that it went through, or the refusal."""
    return [
        (s.number, f"{s.at.name} {s.refused}" if s.refused else [s.at, *(r.to for r in s.rows)])
        for s in steps_taken(calls)
    ]


WAYS: dict[str, Way] = {
    "password": [(1, [S.START, S.PROVED, S.TOKENS])],
    "password and app": [
        (1, [S.START, S.PROVED, S.SOFTWARE_TOKEN_MFA]),
        (2, [S.SOFTWARE_TOKEN_MFA, S.TOKENS]),
    ],
    "SRP, a new password, an app to set up": [
        (1, [S.START, S.PASSWORD_VERIFIER]),
        (2, [S.PASSWORD_VERIFIER, S.PROVED, S.NEW_PASSWORD_REQUIRED]),
        (3, [S.NEW_PASSWORD_REQUIRED, S.PROVED, S.MFA_SETUP]),
        (6, [S.MFA_SETUP, S.TOKENS]),
    ],
    "a wrong password, a wrong code": [
        (1, "START NotAuthorizedException"),
        (2, [S.START, S.PROVED, S.SMS_MFA]),
        (3, "SMS_MFA CodeMismatchException"),
        (4, "SMS_MFA CodeMismatchException"),
        (5, [S.SMS_MFA, S.TOKENS]),
    ],
    "a code by mail, twice": [
        (1, [S.START, S.SELECT_CHALLENGE]),
        (2, [S.SELECT_CHALLENGE, S.EMAIL_OTP]),
        (3, "EMAIL_OTP CodeMismatchException"),
        (4, [S.EMAIL_OTP, S.PROVED, S.EMAIL_MFA]),
        (5, [S.EMAIL_MFA, S.TOKENS]),
    ],
    "a choice of second factors": [
        (1, [S.START, S.PROVED, S.SELECT_MFA_TYPE]),
        (2, [S.SELECT_MFA_TYPE, S.EMAIL_MFA]),
        (3, [S.EMAIL_MFA, S.TOKENS]),
    ],
    "triggers": [
        (1, [S.START, S.PASSWORD_VERIFIER]),
        (2, [S.PASSWORD_VERIFIER, S.CUSTOM_CHALLENGE]),
        (3, [S.CUSTOM_CHALLENGE, S.CUSTOM_CHALLENGE]),
        (4, [S.CUSTOM_CHALLENGE, S.CUSTOM_CHALLENGE]),
        (5, [S.CUSTOM_CHALLENGE, S.PROVED, S.TOKENS]),
    ],
    "a remembered device": [
        (1, [S.START, S.PASSWORD_VERIFIER]),
        (2, [S.PASSWORD_VERIFIER, S.PROVED, S.DEVICE_SRP_AUTH]),
        (3, [S.DEVICE_SRP_AUTH, S.DEVICE_PASSWORD_VERIFIER]),
        (4, [S.DEVICE_PASSWORD_VERIFIER, S.TOKENS]),
    ],
}


@pytest.mark.parametrize("name", sign_ins.ALL)
def test_the_way_is_read_off_the_calls(name: str) -> None:
    assert way(sign_ins.ALL[name]) == WAYS[name]


@pytest.mark.parametrize(
    ("answer", "parameters", "choice"),
    [
        ("SELECT_CHALLENGE", {}, "USER_AUTH"),
        ("SELECT_CHALLENGE", {"PREFERRED_CHALLENGE": "SMS_OTP"}, "USER_AUTH"),
        ("SELECT_CHALLENGE", {"PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "p"}, "USER_AUTH"),
        ("PASSWORD", {"PREFERRED_CHALLENGE": "PASSWORD"}, "USER_AUTH PASSWORD"),
        (
            None,
            {"PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "p"},
            "USER_AUTH PASSWORD at once",
        ),
        (
            "PASSWORD_VERIFIER",
            {"PREFERRED_CHALLENGE": "PASSWORD_SRP", "SRP_A": "a"},
            "USER_AUTH PASSWORD_SRP at once",
        ),
        ("EMAIL_OTP", {"PREFERRED_CHALLENGE": "EMAIL_OTP"}, "USER_AUTH EMAIL_OTP"),
        (
            "EMAIL_OTP",
            {"PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "p"},
            "USER_AUTH PASSWORD at once",
        ),
    ],
)
def test_a_preference_counts_only_if_it_was_followed(
    answer: str | None, parameters: dict[str, str], choice: str
) -> None:
    (step,) = steps_taken([begin(1, "USER_AUTH", answer, **parameters)])
    assert step.rows[0].choice == choice


def test_two_sign_ins_that_overlap_are_told_apart_by_their_challenges() -> None:
    calls = [
        begin(1, "USER_AUTH", "EMAIL_OTP", PREFERRED_CHALLENGE="EMAIL_OTP"),
        begin(2, "USER_SRP_AUTH", "PASSWORD_VERIFIER", SRP_A="a"),
        go_on(3, "EMAIL_OTP"),
        go_on(4, "PASSWORD_VERIFIER", "EMAIL_OTP"),
        go_on(5, "EMAIL_OTP"),
    ]
    assert [step.at for step in steps_taken(calls)][2:] == [
        S.EMAIL_OTP,
        S.PASSWORD_VERIFIER,
        S.EMAIL_MFA,
    ]


def test_a_part_of_a_trace_may_begin_in_the_middle() -> None:
    assert way([go_on(7, "SMS_MFA")]) == [(7, [S.SMS_MFA, S.TOKENS])]
    assert way([go_on(7, "SMS_MFA", MISMATCH)]) == [(7, "SMS_MFA CodeMismatchException")]


def test_what_is_no_sign_in_is_passed_over() -> None:
    never_sent = begin(3, "USER_PASSWORD_AUTH", CallError("ParamValidationError", "", True))
    calls = [
        *traces.forty_calls()[8:12],
        begin(2, "REFRESH_TOKEN_AUTH", REFRESH_TOKEN="x"),
        never_sent,
        dataclasses.replace(begin(4, "USER_PASSWORD_AUTH"), service="sts"),
        go_on(5, "NO_SUCH_CHALLENGE"),
    ]
    assert steps_taken(calls) == ()


def test_a_step_that_the_table_does_not_have_is_said_to_be_none() -> None:
    calls = [begin(1, "USER_PASSWORD_AUTH", "DEVICE_PASSWORD_VERIFIER", PASSWORD="p")]
    assert steps_taken(calls) == (StepTaken(1, S.START, "USER_PASSWORD_AUTH"),)
    table = draw_sign_in_states(calls).table
    assert ("start", "", "", "a step that the table lacks", "1") in table.rows


@pytest.mark.parametrize("name", sign_ins.ALL)
def test_the_table_has_every_row_and_marks_those_that_were_taken(name: str) -> None:
    calls = sign_ins.ALL[name]
    steps = steps_taken(calls)
    rows = draw_sign_in_states(calls).table.rows
    for row, texts in zip(TRANSITIONS, rows, strict=False):
        taken = [str(step.number) for step in steps if row in step.rows]
        assert texts[4] == ", ".join(taken)
        assert texts[2] == row.when.value
        assert row.to.challenge_name in texts[3] or not row.to.is_challenge
    refusals = [(f"refused: {s.refused}", f"✕ {s.number}") for s in steps if s.refused]
    assert [texts[3:] for texts in rows[len(TRANSITIONS) :]] == refusals


def thick(seen: Seen) -> int:
    """How many pieces of thick line there are."""
    return sum(shape.stroke == TAKEN and shape.kind == "lines" for shape in seen.shapes)


def test_an_arrow_that_was_taken_is_thick_and_has_the_numbers_of_its_calls() -> None:
    svg = draw_sign_in_states(sign_ins.ALL["triggers"]).svg
    assert 'stroke-width="4.5"' in svg
    numbers = [shape.text for shape in Seen(svg).texts if shape.fill == "#FFFFFF"]
    assert sorted(numbers) == ["1", "2", "3, 4", "5", "5"]
    nothing_taken = draw_sign_in_states().svg
    assert 'stroke-width="4.5"' not in nothing_taken
    assert not thick(Seen(nothing_taken))


def test_a_box_that_the_way_led_through_has_a_thick_frame() -> None:
    svg = draw_sign_in_states(sign_ins.ALL["password and app"]).svg
    assert svg.count('stroke-width="3"') == 4  # start, passed, the app, tokens


def test_each_refusal_is_a_cross_with_its_number_in_the_box_that_it_answered() -> None:
    seen = Seen(draw_sign_in_states(sign_ins.ALL["a wrong password, a wrong code"]).svg)
    rings = [shape for shape in seen.shapes if shape.kind == "circle" and shape.stroke == REFUSED]
    assert len(rings) == 3
    for text, home in (
        ("1: NotAuthorizedException", "start"),
        ("3: CodeMismatchException", "SMS_MFA"),
        ("4: CodeMismatchException", "SMS_MFA"),
    ):
        box = seen.behind(seen.find(text)).box
        homes = [t for t in seen.texts if t.text == home and box.holds(t.box)]
        assert len(homes) == 1
    assert "refused" in seen.title


@pytest.mark.parametrize("flow", FLOWS)
def test_a_picture_of_one_flow_has_what_it_can_lead_to_and_nothing_else(flow: str) -> None:
    letters = Seen(draw_sign_in_states(flows=[flow]).svg).letters
    assert ("CUSTOM_CHALLENGE" in letters) == (flow == "CUSTOM_AUTH")
    assert ("SELECT_CHALLENGE" in letters) == (flow == "USER_AUTH")
    srp = flow in ("USER_SRP_AUTH", "USER_AUTH", "CUSTOM_AUTH")
    assert ("PASSWORD_VERIFIER" in letters.replace("DEVICE_PASSWORD_VERIFIER", "")) == srp
    for other in set(FLOWS) - {flow}:
        if other not in flow and flow not in other:
            assert other not in letters
    for state in (S.NEW_PASSWORD_REQUIRED, S.MFA_SETUP, S.SMS_MFA, S.DEVICE_SRP_AUTH):
        assert state.value in letters


def test_the_whole_table_is_in_the_picture_if_nothing_is_asked_for() -> None:
    picture = draw_sign_in_states()
    letters = Seen(picture.svg).letters
    assert all(state.challenge_name in letters for state in State if state.is_challenge)
    for row in TRANSITIONS:
        assert "".join(row.when.value.split()) in letters
        assert row.gives in ("name", "choice", "") or row.gives.replace(" ", "") in letters
    assert picture.table.caption == "The ways through a sign-in, as text"


@pytest.mark.parametrize("name", [*sign_ins.ALL, ""])
def test_it_is_no_wider_than_a_page_may_be(name: str) -> None:
    assert Seen(draw_sign_in_states(sign_ins.ALL.get(name, [])).svg).width <= WIDE_PAGE


def test_a_trace_a_part_of_it_and_a_list_are_taken_alike() -> None:
    calls = sign_ins.ALL["password and app"]
    assert draw_sign_in_states(Trace(calls)).svg == draw_sign_in_states(calls).svg
    assert draw_sign_in_states(Trace(calls)[:1]).svg == draw_sign_in_states(calls[:1]).svg


def test_a_refusal_alone_is_drawn_on_the_ways_of_its_flow() -> None:
    picture = draw_sign_in_states([begin(1, "USER_PASSWORD_AUTH", INCORRECT, PASSWORD="q")])
    letters = Seen(picture.svg).letters
    assert "USER_PASSWORD_AUTH" in letters
    assert "USER_SRP_AUTH" not in letters


def test_a_flow_that_begins_no_sign_in_is_named_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"'REFRESH_TOKEN_AUTH' begins no sign-in.*USER_SRP_AUTH"):
        draw_sign_in_states(flows=["REFRESH_TOKEN_AUTH"])


_words = st.sampled_from(
    [state.value for state in State] + [*FLOWS, "PREFERRED_CHALLENGE", "ANSWER", "SRP_A", "x"]
)
_anything = st.recursive(
    st.none() | st.integers() | _words | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["InitiateAuth", "RespondToAuthChallenge"]),
    st.fixed_dictionaries(
        {},
        optional={
            "AuthFlow": _anything,
            "ChallengeName": _anything,
            "AuthParameters": _anything,
            "ChallengeResponses": _anything,
        },
    ),
    st.none()
    | st.dictionaries(st.sampled_from(["ChallengeName", "AuthenticationResult"]), _anything),
)
def test_whatever_was_recorded_is_read_without_a_stumble(
    operation: str, parameters: dict[str, Any], response: dict[str, Any] | None
) -> None:
    recorded = traces.call(1, operation, parameters, response)
    for step in steps_taken([recorded, recorded]):
        assert all(row in TRANSITIONS for row in step.rows)
        assert not step.rows or step.rows[0].at is step.at
