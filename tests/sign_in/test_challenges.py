"""The table of a sign-in's steps: where each row leads, and where no way may lead."""

from collections.abc import Iterator
from dataclasses import replace

import botocore.session
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.challenges import (
    SECOND_FACTORS,
    TRANSITIONS,
    Facts,
    State,
    Transition,
    When,
    first_choice,
    next_transition,
)

S = State
SMS, TOTP, EMAIL = SECOND_FACTORS
PLAIN = Facts()
ON = Facts(mfa_is_required=True)
TEMPORARY = Facts(must_change_password=True)
BOTH = Facts(second_factors=(SMS, TOTP))

# What follows once it is clear who it is: facts, and the state that they lead to.
SECOND: list[tuple[Facts, State]] = [
    (PLAIN, S.TOKENS),
    (ON, S.MFA_SETUP),
    (Facts(second_factors=(SMS,)), S.SMS_MFA),
    (Facts(second_factors=(TOTP,)), S.SOFTWARE_TOKEN_MFA),
    (Facts(second_factors=(EMAIL,)), S.EMAIL_MFA),
    (Facts(second_factors=(SMS, TOTP, EMAIL), preferred=SMS), S.SMS_MFA),
    (Facts(second_factors=(SMS, TOTP, EMAIL), preferred=TOTP), S.SOFTWARE_TOKEN_MFA),
    (Facts(second_factors=(SMS, TOTP, EMAIL), preferred=EMAIL), S.EMAIL_MFA),
    (BOTH, S.SELECT_MFA_TYPE),
    # One that is preferred and cannot be asked for counts as none.
    (Facts(second_factors=(SMS, TOTP), preferred=EMAIL), S.SELECT_MFA_TYPE),
    (Facts(second_factors=(SMS,), preferred=TOTP), S.SMS_MFA),
    (Facts(preferred=TOTP), S.TOKENS),
    # A remembered device stands for the second factor, and for nothing where none is asked for.
    (Facts(second_factors=(TOTP,), known_device=True), S.DEVICE_SRP_AUTH),
    (Facts(known_device=True), S.TOKENS),
    (Facts(mfa_is_required=True, known_device=True), S.MFA_SETUP),
    # After a code that was the first factor no other is asked for, unless the pool requires it.
    (Facts(second_factors=(TOTP,), only_codes=True), S.TOKENS),
    (Facts(second_factors=(TOTP,), only_codes=True, mfa_is_required=True), S.SOFTWARE_TOKEN_MFA),
    (Facts(only_codes=True, mfa_is_required=True), S.MFA_SETUP),
    (Facts(second_factors=(TOTP,), only_codes=True, known_device=True), S.TOKENS),
]

CUSTOM = {to: Facts(custom=to) for to in (S.CUSTOM_CHALLENGE, S.PASSWORD_VERIFIER, S.TOKENS)}

CASES: list[tuple[State, str | None, Facts, State | None]] = [
    (S.START, "USER_PASSWORD_AUTH", PLAIN, S.PROVED),
    (S.START, "ADMIN_USER_PASSWORD_AUTH", PLAIN, S.PROVED),
    (S.START, "USER_SRP_AUTH", PLAIN, S.PASSWORD_VERIFIER),
    (S.START, first_choice(None), PLAIN, S.SELECT_CHALLENGE),
    (S.START, first_choice(S.PASSWORD), PLAIN, S.PASSWORD),
    (S.START, first_choice(S.PASSWORD, at_once=True), PLAIN, S.PROVED),
    (S.START, first_choice(S.PASSWORD_SRP), PLAIN, S.PASSWORD_SRP),
    (S.START, first_choice(S.PASSWORD_SRP, at_once=True), PLAIN, S.PASSWORD_VERIFIER),
    (S.START, first_choice(S.SMS_OTP), PLAIN, S.SMS_OTP),
    (S.START, first_choice(S.EMAIL_OTP), PLAIN, S.EMAIL_OTP),
    (S.SELECT_CHALLENGE, "PASSWORD", PLAIN, S.PROVED),
    (S.SELECT_CHALLENGE, "PASSWORD_SRP", PLAIN, S.PASSWORD_VERIFIER),
    (S.SELECT_CHALLENGE, "SMS_OTP", PLAIN, S.SMS_OTP),
    (S.SELECT_CHALLENGE, "EMAIL_OTP", PLAIN, S.EMAIL_OTP),
    (S.PASSWORD, None, PLAIN, S.PROVED),
    (S.PASSWORD_SRP, None, PLAIN, S.PASSWORD_VERIFIER),
    (S.PASSWORD_VERIFIER, None, PLAIN, S.PROVED),
    (S.SMS_OTP, None, PLAIN, S.PROVED),
    (S.EMAIL_OTP, None, PLAIN, S.PROVED),
    (S.START, "CUSTOM_AUTH", CUSTOM[S.CUSTOM_CHALLENGE], S.CUSTOM_CHALLENGE),
    (S.START, "CUSTOM_AUTH", CUSTOM[S.PASSWORD_VERIFIER], S.PASSWORD_VERIFIER),
    (S.START, "CUSTOM_AUTH", CUSTOM[S.TOKENS], S.PROVED),
    (S.CUSTOM_CHALLENGE, None, CUSTOM[S.CUSTOM_CHALLENGE], S.CUSTOM_CHALLENGE),
    (S.CUSTOM_CHALLENGE, None, CUSTOM[S.PASSWORD_VERIFIER], S.PASSWORD_VERIFIER),
    (S.CUSTOM_CHALLENGE, None, CUSTOM[S.TOKENS], S.PROVED),
    (S.PASSWORD_VERIFIER, "CUSTOM_AUTH", CUSTOM[S.CUSTOM_CHALLENGE], S.CUSTOM_CHALLENGE),
    (S.PASSWORD_VERIFIER, "CUSTOM_AUTH", CUSTOM[S.TOKENS], S.PROVED),
    # There is no A left for a second proof.
    (S.PASSWORD_VERIFIER, "CUSTOM_AUTH", CUSTOM[S.PASSWORD_VERIFIER], None),
    (S.START, "CUSTOM_AUTH", PLAIN, None),
    (S.PROVED, None, TEMPORARY, S.NEW_PASSWORD_REQUIRED),
    (
        S.PROVED,
        None,
        Facts(must_change_password=True, mfa_is_required=True, second_factors=(TOTP,)),
        S.NEW_PASSWORD_REQUIRED,
    ),
    *((S.PROVED, None, facts, to) for facts, to in SECOND),
    (S.NEW_PASSWORD_REQUIRED, None, PLAIN, S.PROVED),
    (S.NEW_PASSWORD_REQUIRED, None, ON, S.PROVED),
    (S.SELECT_MFA_TYPE, "SMS_MFA", BOTH, S.SMS_MFA),
    (S.SELECT_MFA_TYPE, "SOFTWARE_TOKEN_MFA", BOTH, S.SOFTWARE_TOKEN_MFA),
    (S.SELECT_MFA_TYPE, "EMAIL_OTP", BOTH, S.EMAIL_MFA),
    (S.SMS_MFA, None, ON, S.TOKENS),
    (S.SOFTWARE_TOKEN_MFA, None, ON, S.TOKENS),
    (S.EMAIL_MFA, None, ON, S.TOKENS),
    (S.MFA_SETUP, None, ON, S.TOKENS),
    (S.DEVICE_SRP_AUTH, None, ON, S.DEVICE_PASSWORD_VERIFIER),
    (S.DEVICE_PASSWORD_VERIFIER, None, ON, S.TOKENS),
    # What the table does not have.
    (S.START, None, PLAIN, None),
    (S.START, "REFRESH_TOKEN_AUTH", PLAIN, None),
    (S.START, "USER_AUTH WEB_AUTHN", PLAIN, None),
    (S.SELECT_CHALLENGE, "WEB_AUTHN", PLAIN, None),
    (S.SELECT_CHALLENGE, None, PLAIN, None),
    (S.SELECT_MFA_TYPE, "EMAIL_MFA", BOTH, None),
    (S.PASSWORD, "PASSWORD", PLAIN, None),
    (S.TOKENS, None, PLAIN, None),
]


@pytest.mark.parametrize(("at", "choice", "facts", "to"), CASES)
def test_a_step_leads_there(at: State, choice: str | None, facts: Facts, to: State | None) -> None:
    row = next_transition(at, choice, facts)
    assert (row.to if row else None) is to
    if row is not None:
        assert (row.at, row.choice) == (at, choice)


def test_every_row_is_taken_by_some_case_above() -> None:
    taken = {next_transition(at, choice, facts) for at, choice, facts, _ in CASES}
    assert taken - {None} == set(TRANSITIONS)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.at}-{row.choice}-{row.to}")
def test_a_row_says_what_is_given_and_which_document_says_so(row: Transition) -> None:
    assert row.gives or row.at is S.PROVED
    assert row.document.startswith("https://docs.aws.amazon.com/cognito")


def test_the_names_of_challenges_are_those_of_the_api() -> None:
    service = botocore.session.get_session().get_service_model("cognito-idp")
    known = set(service.shape_for("ChallengeNameType").enum)
    named = {state.challenge_name for state in State if state.is_challenge}
    assert named <= known
    assert named == known - {"WEB_AUTHN", "ADMIN_NO_SRP_AUTH"}
    assert S.EMAIL_MFA.challenge_name == S.EMAIL_OTP.challenge_name == "EMAIL_OTP"


def test_start_proof_and_end_are_no_challenges() -> None:
    assert {state for state in State if not state.is_challenge} == {S.START, S.PROVED, S.TOKENS}


def _every_facts() -> Iterator[Facts]:
    for bits in range(2**4):
        must, required, codes, device = (bool(bits & 1 << i) for i in range(4))
        for factors in ((), (SMS,), (TOTP,), (EMAIL,), (SMS, TOTP), (TOTP, EMAIL), SECOND_FACTORS):
            for preferred in (None, *SECOND_FACTORS):
                yield Facts(must, required, factors, preferred, codes, device)


EVERY_FACTS = tuple(_every_facts())


def _leads_to(at: State, facts: Facts) -> set[State]:
    """Where a client can get to from a state by whatever choice, whatever a trigger decides."""
    choices = {row.choice for row in TRANSITIONS if row.at is at}
    decided = [replace(facts, custom=custom) for custom in (None, *CUSTOM)]
    rows = [next_transition(at, choice, known) for choice in choices for known in decided]
    return {row.to for row in rows if row is not None}


def _reached(start: State, facts: Facts, closed: frozenset[State] = frozenset()) -> set[State]:
    """All states that can be reached, if those that are closed cannot be passed."""
    seen: set[tuple[State, Facts]] = set()
    waiting = [(start, facts)]
    while waiting:
        at, known = waiting.pop()
        if (at, known) not in seen:
            seen.add((at, known))
            if at is S.NEW_PASSWORD_REQUIRED:
                known = replace(known, must_change_password=False)
            if at not in closed:
                waiting += [(after, known) for after in _leads_to(at, known)]
    return {state for state, _ in seen}


SECOND_PROOF = frozenset({*SECOND_FACTORS, S.MFA_SETUP, S.DEVICE_PASSWORD_VERIFIER})
"""A remembered device stands for a second factor, and who has none sets one up.

https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
"""


@pytest.mark.parametrize("start", [state for state in State if state not in SECOND_PROOF])
def test_required_mfa_cannot_be_passed_by_from_any_state(start: State) -> None:
    if start is S.TOKENS:
        return
    for facts in EVERY_FACTS:
        if facts.mfa_is_required:
            assert S.TOKENS not in _reached(start, facts, SECOND_PROOF), facts
            assert S.TOKENS in _reached(start, facts), facts


@pytest.mark.parametrize("start", State)
def test_a_factor_that_the_user_set_up_cannot_be_passed_by_after_a_password(start: State) -> None:
    if start in SECOND_PROOF or start is S.TOKENS:
        return
    for facts in EVERY_FACTS:
        if facts.second_factors and not facts.only_codes:
            assert S.TOKENS not in _reached(start, facts, SECOND_PROOF), facts


def test_a_temporary_password_gets_no_tokens_before_a_new_one() -> None:
    for facts in EVERY_FACTS:
        if facts.must_change_password:
            closed = frozenset({S.NEW_PASSWORD_REQUIRED})
            assert S.TOKENS not in _reached(S.START, facts, closed), facts


def test_every_state_is_reached_and_every_challenge_can_be_left() -> None:
    reached = set().union(*(_reached(S.START, facts) for facts in EVERY_FACTS))
    assert reached == set(State)
    for state in State:
        if state is not S.TOKENS:
            assert S.TOKENS in set().union(*(_reached(state, facts) for facts in EVERY_FACTS))


def test_no_way_leads_back_but_a_triggers_and_that_of_a_new_password() -> None:
    for facts in EVERY_FACTS:
        for state in State:
            for after in _leads_to(state, facts):
                if {state, after} <= {S.CUSTOM_CHALLENGE, S.PASSWORD_VERIFIER}:
                    continue
                if {state, after} == {S.PROVED, S.NEW_PASSWORD_REQUIRED}:
                    continue
                assert state not in _reached(after, facts), (state, after)


def test_one_state_a_choice_and_another_state_name_one_row() -> None:
    """So a recorded answer tells which row was taken."""
    named = [(row.at, row.choice, row.to) for row in TRANSITIONS]
    assert len(set(named)) == len(named)


_facts = st.builds(
    Facts,
    must_change_password=st.booleans(),
    mfa_is_required=st.booleans(),
    second_factors=st.lists(st.sampled_from(SECOND_FACTORS), unique=True).map(tuple),
    preferred=st.none() | st.sampled_from(State),
    only_codes=st.booleans(),
    known_device=st.booleans(),
    custom=st.none() | st.sampled_from(State),
)
_choices = st.none() | st.sampled_from([row.choice for row in TRANSITIONS]) | st.text(max_size=9)


@given(st.sampled_from(State), _choices, _facts)
def test_a_step_is_the_first_row_that_fits_and_the_same_each_time(
    at: State, choice: str | None, facts: Facts
) -> None:
    row = next_transition(at, choice, facts)
    assert next_transition(at, choice, facts) is row
    fitting = [r for r in TRANSITIONS if (r.at, r.choice) == (at, choice) and r.when.holds(facts)]
    assert row is (fitting[0] if fitting else None)


@given(_facts)
def test_whoever_is_proved_always_gets_somewhere(facts: Facts) -> None:
    assert next_transition(S.PROVED, None, facts) is not None


@given(_facts)
def test_of_the_conditions_on_a_second_factor_at_most_one_holds(facts: Facts) -> None:
    kinds = (When.PREFERS_SMS, When.PREFERS_TOTP, When.PREFERS_EMAIL, When.SEVERAL_FACTORS)
    holding = [when for when in (*kinds, When.NO_FACTOR) if when.holds(facts)]
    assert len(holding) <= 1
    assert When.ALWAYS.holds(facts)
